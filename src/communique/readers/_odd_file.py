"""What is odd about a Word file itself, its fields and its margins, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

WARN, HINT = Severity.WARN, Severity.HINT
SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "header-embargo": (
        WARN,
        Wording(
            "cette ligne, qui ne fait pas partie du texte, annonce un embargo ; fixez-le dans release.toml",
            "diese Zeile, die nicht zum Text gehört, nennt eine Sperrfrist; legen Sie sie in release.toml fest",
            "this line, which is not part of the text, announces an embargo; set it in release.toml",
        ),
    ),
    "header-text": (
        HINT,
        Wording(
            "texte hors du communiqué, non repris ; s’il doit paraître, mettez-le dans le corps du texte",
            "Text außerhalb der Pressemitteilung, nicht übernommen; soll er erscheinen, gehört er in den Fließtext",
            "text outside the release, not taken over; if it is to appear, put it into the body",
        ),
    ),
    "placeholder": (
        WARN,
        Wording(
            "champ de formulaire non rempli : son texte d’invite est lu comme du texte ; remplissez-le ou supprimez-le",
            "nicht ausgefülltes Inhaltssteuerelement: sein Platzhalter wird als Text gelesen; füllen Sie es aus oder löschen Sie es",
            "content control not filled in: its placeholder is read as text; fill it in or delete it",
        ),
    ),
    "field-external": (
        WARN,
        Wording(
            "champ qui charge un contenu extérieur : rien n’est chargé, seul le texte affiché est lu ; remplacez-le par ce texte",
            "Feld, das fremde Inhalte lädt: nichts wird geladen, nur der angezeigte Text gelesen; ersetzen Sie es durch diesen Text",
            "field that loads content from elsewhere: nothing is loaded, only the text shown is read; put that text in its place",
        ),
    ),
    "imported-external": (
        WARN,
        Wording(
            "bloc lié à un fichier extérieur : ni chargé ni repris ; copiez-en le contenu dans le texte",
            "Block mit Verknüpfung zu einer fremden Datei: weder geladen noch übernommen; kopieren Sie den Inhalt in den Text",
            "block linked to another file: neither fetched nor kept; copy its content into the text",
        ),
    ),
    "template-external": (
        WARN,
        Wording(
            "modèle lié à une adresse extérieure : non chargé ; détachez-le dans Word (Développeur > Modèle de document)",
            "Dokumentvorlage mit Verknüpfung nach außen: nicht geladen; lösen Sie sie in Word (Entwicklertools > Dokumentvorlage)",
            "template linked from elsewhere: not fetched; detach it in Word (Developer > Document Template)",
        ),
    ),
    "dangling-relationship": (
        HINT,
        Wording(
            "renvois internes qui ne mènent nulle part, ignorés : {n} ; vérifiez qu’il ne manque aucune image",
            "innere Verweise, die ins Leere führen, ignoriert: {n}; prüfen Sie, ob ein Bild fehlt",
            "inner references that lead nowhere, ignored: {n}; check that no picture is missing",
        ),
    ),
    "strict-mapped": (
        HINT,
        Wording(
            "format « Open XML strict », lu comme le format courant ; rien à faire",
            "Format „Strict Open XML“, wie das übliche gelesen; nichts zu tun",
            "Strict Open XML format, read like the usual one; nothing to do",
        ),
    ),
    "macro-present": (
        WARN,
        Wording(
            "contient des macros : ni lues ni exécutées ; enregistrez le fichier au format .docx",
            "enthält Makros: weder gelesen noch ausgeführt; speichern Sie die Datei als .docx",
            "holds macros: neither read nor run; save the file as .docx",
        ),
    ),
    "archive-odd": (
        WARN,
        Wording(
            "le fichier contient des données étrangères à Word, ignorées ; enregistrez-le à nouveau dans Word",
            "die Datei enthält Word-fremde Daten, die ignoriert werden; speichern Sie sie in Word noch einmal",
            "the file holds data foreign to Word, which is ignored; save it again in Word",
        ),
    ),
    "file-name": (
        WARN,
        Wording(
            "nom de fichier inhabituel : le communiqué s’appellera « {slug} » ; renommez le fichier si cela ne convient pas",
            "ungewöhnlicher Dateiname: die Mitteilung heißt „{slug}“; benennen Sie die Datei um, wenn das nicht passt",
            "unusual file name: the release will be called “{slug}”; rename the file if that does not suit",
        ),
    ),
}
