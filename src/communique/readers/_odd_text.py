"""What is odd about the text of a draft, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

WARN, HINT = Severity.WARN, Severity.HINT
SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "title-inferred": (
        HINT,
        Wording(
            "aucun paragraphe n’a le style Titre : cette ligne est prise pour le titre",
            "kein Absatz hat die Formatvorlage Titel: diese Zeile gilt als Titel",
            "no paragraph has the style Title: this line is taken for the title",
        ),
    ),
    "title-missing": (
        WARN,
        Wording("aucun titre n’a été reconnu", "kein Titel erkannt", "no title was recognised"),
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
            "niveau d’intertitre sauté : {level} après {before}",
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
            "zone de texte : lue à l’endroit de son ancre, vérifiez sa place",
            "Textfeld: an der Stelle seines Ankers gelesen, prüfen Sie die Reihenfolge",
            "text box: read where it is anchored, check its position",
        ),
    ),
    "header-embargo": (
        WARN,
        Wording(
            "l’en-tête annonce un embargo ; il ne fait pas partie du texte : fixez-le dans release.toml",
            "die Kopfzeile nennt eine Sperrfrist; sie gehört nicht zum Text: legen Sie sie in release.toml fest",
            "the page header announces an embargo; it is not part of the text: set it in release.toml",
        ),
    ),
    "header-text": (
        HINT,
        Wording(
            "texte d’en-tête ou de pied de page, non repris dans le communiqué",
            "Text in Kopf- oder Fußzeile, nicht in die Pressemitteilung übernommen",
            "text in the page header or footer, not taken into the release",
        ),
    ),
    "paragraph-ends-mid-sentence": (
        WARN,
        Wording(
            "paragraphe coupé au milieu d’une phrase ; joint au suivant ({next})",
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
            "champ de formulaire non rempli : son texte d’invite est lu comme du texte",
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
            "{n} caractères invisibles retirés (sens d’écriture, largeur nulle)",
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
            "signe d’une police de symboles, sans équivalent : retiré",
            "Zeichen einer Symbolschrift ohne Entsprechung: entfernt",
            "sign of a symbol font without equivalent: removed",
        ),
    ),
    "formula": (
        WARN,
        Wording("formule lue comme du texte sur une ligne", "Formel als einzeiliger Text gelesen", "formula read as text on one line"),
    ),
    "missing-note": (
        WARN,
        Wording(
            "appel d’une note qui n’existe pas : retiré",
            "Verweis auf eine fehlende Fußnote: entfernt",
            "call of a note that is not there: removed",
        ),
    ),
    "suspicious-text": (
        WARN,
        Wording(
            "ressemble à du code (HTML, modèle) ; gardé comme simple texte",
            "sieht nach Code aus (HTML, Vorlage); als einfacher Text behalten",
            "looks like code (HTML, a template); kept as plain text",
        ),
    ),
    "language-uncertain": (
        WARN,
        Wording(
            "langue du texte incertaine ; supposée : {language}",
            "Sprache des Textes unsicher; vermutet: {language}",
            "language of the text uncertain; presumed: {language}",
        ),
    ),
}
