"""What is odd about a Word file and what is in it beside text, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

WARN, HINT = Severity.WARN, Severity.HINT
SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "image-no-alt": (
        WARN,
        Wording(
            "image sans texte de remplacement (clic droit > Afficher le texte de remplacement)",
            "Bild ohne Alternativtext (Rechtsklick > Alternativtext anzeigen)",
            "picture without alternative text (right click > View Alt Text)",
        ),
    ),
    "image-external": (
        WARN,
        Wording(
            "image liée à une adresse extérieure : ni chargée ni reprise ; insérez-la dans le fichier",
            "Bild mit Verknüpfung nach außen: weder geladen noch übernommen; fügen Sie es in die Datei ein",
            "picture linked from elsewhere: neither fetched nor kept; insert it into the file",
        ),
    ),
    "image-format": (
        WARN,
        Wording(
            "image {kind} non reprise ; insérez-la en PNG ou JPEG",
            "Bild im Format {kind} nicht übernommen; fügen Sie es als PNG oder JPEG ein",
            "{kind} picture not kept; insert it as PNG or JPEG",
        ),
    ),
    "image-size": (
        WARN,
        Wording(
            "image de {megapixels} mégapixels (limite : {limit}) non reprise ; réduisez-la",
            "Bild mit {megapixels} Megapixeln (Grenze: {limit}) nicht übernommen; verkleinern Sie es",
            "picture of {megapixels} megapixels (limit: {limit}) not kept; make it smaller",
        ),
    ),
    "image-damaged": (
        WARN,
        Wording("image illisible, non reprise", "Bild nicht lesbar, nicht übernommen", "unreadable picture, not kept"),
    ),
    "link-scheme-refused": (
        WARN,
        Wording(
            "lien refusé (seuls http, https, mailto et tel sont admis) ; le texte est gardé",
            "Link abgelehnt (nur http, https, mailto und tel sind zulässig); der Text bleibt",
            "link refused (only http, https, mailto and tel are allowed); the text is kept",
        ),
    ),
    "link-host": (
        WARN,
        Wording(
            "le texte du lien montre une adresse, mais le lien mène à {host}",
            "der Linktext zeigt eine Adresse, der Link führt aber zu {host}",
            "the link’s text shows one address, but the link leads to {host}",
        ),
    ),
    "chart": (
        WARN,
        Wording(
            "diagramme non repris ; insérez-le comme image",
            "Diagramm nicht übernommen; fügen Sie es als Bild ein",
            "chart not kept; insert it as a picture",
        ),
    ),
    "smartart": (
        WARN,
        Wording(
            "SmartArt non repris ; insérez-le comme image ou comme texte",
            "SmartArt nicht übernommen; fügen Sie sie als Bild oder Text ein",
            "SmartArt not kept; insert it as a picture or as text",
        ),
    ),
    "embedded-object": (
        WARN,
        Wording("objet incorporé non repris", "eingebettetes Objekt nicht übernommen", "embedded object not kept"),
    ),
    "field-external": (
        WARN,
        Wording(
            "champ qui charge un contenu extérieur : rien n’est chargé, seul le texte affiché est lu",
            "Feld, das fremde Inhalte lädt: nichts wird geladen, nur der angezeigte Text gelesen",
            "field that loads content from elsewhere: nothing is loaded, only the text shown is read",
        ),
    ),
    "imported-external": (
        WARN,
        Wording(
            "bloc lié à un fichier extérieur : ni chargé ni repris",
            "Block mit Verknüpfung zu einer fremden Datei: weder geladen noch übernommen",
            "block linked to another file: neither fetched nor kept",
        ),
    ),
    "template-external": (
        WARN,
        Wording(
            "modèle lié à une adresse extérieure : non chargé",
            "Dokumentvorlage mit Verknüpfung nach außen: nicht geladen",
            "template linked from elsewhere: not fetched",
        ),
    ),
    "dangling-relationship": (
        HINT,
        Wording(
            "{n} renvois internes ne mènent nulle part ; ignorés",
            "{n} innere Verweise führen ins Leere; ignoriert",
            "{n} inner references lead nowhere; ignored",
        ),
    ),
    "strict-mapped": (
        HINT,
        Wording(
            "format « Open XML strict » : lu comme le format courant",
            "Format „Strict Open XML“: wie das übliche Format gelesen",
            "Strict Open XML format: read like the usual one",
        ),
    ),
    "macro-present": (
        WARN,
        Wording(
            "contient des macros : ni lues ni exécutées",
            "enthält Makros: weder gelesen noch ausgeführt",
            "holds macros: neither read nor run",
        ),
    ),
    "archive-odd": (
        WARN,
        Wording(
            "le fichier contient des données étrangères à Word ; elles sont ignorées",
            "die Datei enthält Word-fremde Daten; sie werden ignoriert",
            "the file holds data foreign to Word; it is ignored",
        ),
    ),
    "file-name": (
        WARN,
        Wording(
            "nom de fichier inhabituel ; le communiqué s’appellera « {slug} »",
            "ungewöhnlicher Dateiname; das Release heißt „{slug}“",
            "unusual file name; the release will be called “{slug}”",
        ),
    ),
}
