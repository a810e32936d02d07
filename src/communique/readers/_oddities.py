"""What is odd about a Word file and yet lets it be read: one sentence an oddity, found by its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..findings import Finding, Severity
from ..languages import Wording

EXCERPT = 80


@dataclass(slots=True)
class Oddities:
    """The findings of one reading, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)

    def note(self, check: str, place: str, excerpt: str = "", suggestion: str = "", **values: object) -> None:
        """Add a finding, unless the same one is there already."""
        severity, message = ODDITIES[check]
        shown = excerpt if len(excerpt) <= EXCERPT else excerpt[: EXCERPT - 1] + "…"
        finding = Finding(
            check=check, place=place, message=message.fill(**values), severity=severity, excerpt=shown, suggestion=suggestion[:EXCERPT]
        )
        if finding not in self.findings:
            self.findings.append(finding)


WARN, HINT = Severity.WARN, Severity.HINT
ODDITIES: dict[str, tuple[Severity, Wording]] = {
    "title-inferred": (
        HINT,
        Wording(
            "aucun paragraphe n'a le style Titre : cette ligne est prise pour le titre",
            "kein Absatz hat die Formatvorlage Titel: diese Zeile gilt als Titel",
            "no paragraph has the style Title: this line is taken for the title",
        ),
    ),
    "title-missing": (
        WARN,
        Wording("aucun titre n'a été reconnu", "kein Titel erkannt", "no title was recognised"),
    ),
    "heading-inferred": (
        HINT,
        Wording(
            "intertitre reconnu à sa mise en forme, pris pour le niveau {level}",
            "Zwischentitel an der Formatierung erkannt, gilt als Ebene {level}",
            "heading recognised by its formatting, taken for level {level}",
        ),
    ),
    "heading-level-skipped": (
        WARN,
        Wording(
            "niveau d'intertitre sauté : {level} après {before}",
            "Ebene der Zwischentitel übersprungen: {level} nach {before}",
            "heading level skipped: {level} after {before}",
        ),
    ),
    "manual-bullet": (
        HINT,
        Wording(
            "liste tapée à la main ({n} lignes), lue comme une liste",
            "von Hand getippte Liste ({n} Zeilen), als Liste gelesen",
            "list typed by hand ({n} lines), read as a list",
        ),
    ),
    "text-box": (
        WARN,
        Wording(
            "zone de texte : lue à l'endroit de son ancre, vérifiez sa place",
            "Textfeld: an der Stelle seines Ankers gelesen, prüfen Sie die Reihenfolge",
            "text box: read where it is anchored, check its position",
        ),
    ),
    "header-embargo": (
        WARN,
        Wording(
            "l'en-tête annonce un embargo ; il ne fait pas partie du texte : fixez-le dans release.toml",
            "die Kopfzeile nennt eine Sperrfrist; sie gehört nicht zum Text: legen Sie sie in release.toml fest",
            "the page header announces an embargo; it is not part of the text: set it in release.toml",
        ),
    ),
    "header-text": (
        HINT,
        Wording(
            "texte d'en-tête ou de pied de page, non repris dans le communiqué",
            "Text in Kopf- oder Fußzeile, nicht in die Pressemitteilung übernommen",
            "text in the page header or footer, not taken into the release",
        ),
    ),
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
            "image liée à une adresse extérieure : ni chargée ni reprise ; insérez-la dans le fichier",
            "Bild mit Verknüpfung nach außen: weder geladen noch übernommen; fügen Sie es in die Datei ein",
            "picture linked from elsewhere: neither fetched nor kept; insert it into the file",
        ),
    ),
    "image-format": (
        WARN,
        Wording(
            "image {kind} non reprise ; insérez-la en PNG ou JPEG",
            "Bild im Format {kind} nicht übernommen; fügen Sie es als PNG oder JPEG ein",
            "{kind} picture not kept; insert it as PNG or JPEG",
        ),
    ),
    "image-size": (
        WARN,
        Wording(
            "image de {megapixels} mégapixels (limite : {limit}) non reprise ; réduisez-la",
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
            "lien refusé (seuls http, https, mailto et tel sont admis) ; le texte est gardé",
            "Link abgelehnt (nur http, https, mailto und tel sind zulässig); der Text bleibt",
            "link refused (only http, https, mailto and tel are allowed); the text is kept",
        ),
    ),
    "link-host": (
        WARN,
        Wording(
            "le texte du lien montre une adresse, mais le lien mène à {host}",
            "der Linktext zeigt eine Adresse, der Link führt aber zu {host}",
            "the link's text shows one address, but the link leads to {host}",
        ),
    ),
    "paragraph-ends-mid-sentence": (
        WARN,
        Wording(
            "paragraphe coupé au milieu d'une phrase ; joint au suivant ({next})",
            "Absatz mitten im Satz getrennt; mit dem nächsten verbunden ({next})",
            "paragraph cut in mid-sentence; joined to the next ({next})",
        ),
    ),
    "empty-paragraphs": (
        HINT,
        Wording("{n} paragraphes vides retirés", "{n} leere Absätze entfernt", "{n} empty paragraphs removed"),
    ),
    "placeholder": (
        WARN,
        Wording(
            "champ de formulaire non rempli : son texte d'invite est lu comme du texte",
            "nicht ausgefülltes Inhaltssteuerelement: sein Platzhaltertext wird als Text gelesen",
            "content control not filled in: its placeholder is read as text",
        ),
    ),
    "rule-removed": (
        HINT,
        Wording(
            "ligne de séparation sans texte, retirée",
            "Trennzeile ohne Text, entfernt",
            "separating line without text, removed",
        ),
    ),
    "invisible-removed": (
        WARN,
        Wording(
            "{n} caractères invisibles retirés (sens d'écriture, largeur nulle)",
            "{n} unsichtbare Zeichen entfernt (Schreibrichtung, Nullbreite)",
            "{n} invisible characters removed (writing direction, zero width)",
        ),
    ),
    "control-removed": (
        WARN,
        Wording("{n} caractères de contrôle retirés", "{n} Steuerzeichen entfernt", "{n} control characters removed"),
    ),
    "sym-font": (
        WARN,
        Wording(
            "signe d'une police de symboles, sans équivalent : retiré",
            "Zeichen einer Symbolschrift ohne Entsprechung: entfernt",
            "sign of a symbol font without equivalent: removed",
        ),
    ),
    "formula": (
        WARN,
        Wording("formule lue comme du texte sur une ligne", "Formel als einzeiliger Text gelesen", "formula read as text on one line"),
    ),
    "chart": (
        WARN,
        Wording(
            "diagramme non repris ; insérez-le comme image",
            "Diagramm nicht übernommen; fügen Sie es als Bild ein",
            "chart not kept; insert it as a picture",
        ),
    ),
    "smartart": (
        WARN,
        Wording(
            "SmartArt non repris ; insérez-le comme image ou comme texte",
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
            "champ qui charge un contenu extérieur : rien n'est chargé, seul le texte affiché est lu",
            "Feld, das fremde Inhalte lädt: nichts wird geladen, nur der angezeigte Text gelesen",
            "field that loads content from elsewhere: nothing is loaded, only the text shown is read",
        ),
    ),
    "imported-external": (
        WARN,
        Wording(
            "bloc lié à un fichier extérieur : ni chargé ni repris",
            "Block mit Verknüpfung zu einer fremden Datei: weder geladen noch übernommen",
            "block linked to another file: neither fetched nor kept",
        ),
    ),
    "template-external": (
        WARN,
        Wording(
            "modèle lié à une adresse extérieure : non chargé",
            "Dokumentvorlage mit Verknüpfung nach außen: nicht geladen",
            "template linked from elsewhere: not fetched",
        ),
    ),
    "missing-note": (
        WARN,
        Wording(
            "appel d'une note qui n'existe pas : retiré",
            "Verweis auf eine fehlende Fußnote: entfernt",
            "call of a note that is not there: removed",
        ),
    ),
    "dangling-relationship": (
        HINT,
        Wording(
            "{n} renvois internes ne mènent nulle part ; ignorés",
            "{n} innere Verweise führen ins Leere; ignoriert",
            "{n} inner references lead nowhere; ignored",
        ),
    ),
    "strict-mapped": (
        HINT,
        Wording(
            "format « Open XML strict » : lu comme le format courant",
            "Format „Strict Open XML“: wie das übliche Format gelesen",
            "Strict Open XML format: read like the usual one",
        ),
    ),
    "macro-present": (
        WARN,
        Wording(
            "contient des macros : ni lues ni exécutées",
            "enthält Makros: weder gelesen noch ausgeführt",
            "holds macros: neither read nor run",
        ),
    ),
    "archive-odd": (
        WARN,
        Wording(
            "le fichier contient des données étrangères à Word ; elles sont ignorées",
            "die Datei enthält Word-fremde Daten; sie werden ignoriert",
            "the file holds data foreign to Word; it is ignored",
        ),
    ),
    "file-name": (
        WARN,
        Wording(
            "nom de fichier inhabituel ; le communiqué s'appellera « {slug} »",
            "ungewöhnlicher Dateiname; das Release heißt „{slug}“",
            'unusual file name; the release will be called "{slug}"',
        ),
    ),
    "suspicious-text": (
        WARN,
        Wording(
            "ressemble à du code (HTML, modèle) ; gardé comme simple texte",
            "sieht nach Code aus (HTML, Vorlage); als einfacher Text behalten",
            "looks like code (HTML, a template); kept as plain text",
        ),
    ),
    "language-uncertain": (
        WARN,
        Wording(
            "langue du texte incertaine ; supposée : {language}",
            "Sprache des Textes unsicher; vermutet: {language}",
            "language of the text uncertain; presumed: {language}",
        ),
    ),
}
