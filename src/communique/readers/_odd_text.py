"""What is odd about how a draft is built, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

WARN, HINT = Severity.WARN, Severity.HINT
SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "title-inferred": (
        HINT,
        Wording(
            "aucun paragraphe n’a le style Titre : cette ligne est prise pour le titre ; sinon, donnez ce style à la bonne",
            "kein Absatz hat die Formatvorlage Titel: diese Zeile gilt als Titel; wenn nicht, geben Sie der richtigen diese Vorlage",
            "no paragraph has the style Title: this line is taken for the title; if it is not, give that style to the right one",
        ),
    ),
    "title-missing": (
        WARN,
        Wording(
            "aucun titre n’a été reconnu ; donnez-lui le style Titre",
            "kein Titel erkannt; geben Sie ihm die Formatvorlage Titel",
            "no title was recognised; give it the style Title",
        ),
    ),
    "heading-inferred": (
        HINT,
        Wording(
            "intertitre reconnu à sa mise en forme, pris pour le niveau {level} ; vérifiez, ou donnez-lui un style Titre 1 à 3",
            "Zwischentitel an der Formatierung erkannt, gilt als Ebene {level}; prüfen Sie das, oder wählen Sie Überschrift 1 bis 3",
            "heading recognised by its formatting, taken for level {level}; check it, or give it a style Heading 1 to 3",
        ),
    ),
    "heading-level-skipped": (
        WARN,
        Wording(
            "niveau d’intertitre sauté : {level} après {before} ; changez son style",
            "Ebene der Zwischentitel übersprungen: {level} nach {before}; ändern Sie die Formatvorlage",
            "heading level skipped: {level} after {before}; change its style",
        ),
    ),
    "contact-as-heading": (
        WARN,
        Wording(
            "contact au style d’intertitre, lu comme un contact ; donnez-lui le style Normal",
            "Kontakt mit der Formatvorlage eines Zwischentitels, als Kontakt gelesen; geben Sie ihm die Vorlage Standard",
            "contact in a heading’s style, read as a contact; give it the style Normal",
        ),
    ),
    "manual-bullet": (
        HINT,
        Wording(
            "liste tapée à la main ({n} lignes), lue comme une liste ; vérifiez où elle finit",
            "von Hand getippte Liste ({n} Zeilen), als Liste gelesen; prüfen Sie, wo sie endet",
            "list typed by hand ({n} lines), read as a list; check where it ends",
        ),
    ),
    "paragraph-ends-mid-sentence": (
        WARN,
        Wording(
            "paragraphe coupé au milieu d’une phrase, joint au suivant ({at}) ; supprimez le retour s’il est de trop",
            "Absatz mitten im Satz getrennt, mit dem nächsten verbunden ({at}); löschen Sie die Absatzmarke, wenn sie stört",
            "paragraph cut in mid-sentence, joined to the next ({at}); delete the paragraph mark if it is one too many",
        ),
    ),
    "empty-paragraphs": (
        HINT,
        Wording(
            "paragraphes vides retirés : {n}, le premier ici ; rien à faire",
            "leere Absätze entfernt: {n}, der erste hier; nichts zu tun",
            "empty paragraphs removed: {n}, the first one here; nothing to do",
        ),
    ),
    "rule-removed": (
        HINT,
        Wording(
            "ligne de séparation sans texte, retirée ; rien à faire",
            "Trennzeile ohne Text, entfernt; nichts zu tun",
            "separating line without text, removed; nothing to do",
        ),
    ),
    "missing-note": (
        WARN,
        Wording(
            "appel d’une note qui n’existe pas, retiré ; rétablissez la note",
            "Verweis auf eine fehlende Fußnote, entfernt; stellen Sie die Fußnote wieder her",
            "call of a note that is not there, removed; put the note back",
        ),
    ),
    "language-uncertain": (
        WARN,
        Wording(
            "langue du texte incertaine, supposée : {language} ; vérifiez que le brouillon est tout entier dans une seule langue",
            "Sprache des Textes unsicher, vermutet: {language}; prüfen Sie, ob der Entwurf ganz in einer Sprache ist",
            "language of the text uncertain, presumed: {language}; check that the whole draft is in one language",
        ),
    ),
}
