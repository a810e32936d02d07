"""What is said of the rows of a bilingual Word file, in the officer's words: why one is not taken, and what was odd about one that is."""

from __future__ import annotations

from ..languages import Wording

# Why a row is not taken
AT_ROW = Wording("ligne {row}\u00a0: {why}", "Zeile {row}: {why}", "row {row}: {why}")
MERGED = Wording("des cellules de cette ligne ont été fusionnées", "Zellen dieser Zeile wurden verbunden", "cells of this row were merged")
COLUMNS = Wording(
    "les colonnes du tableau ne se reconnaissent plus",
    "die Spalten der Tabelle sind nicht mehr zu erkennen",
    "the table’s columns cannot be told any more",
)
SEVERAL_MARKS = Wording(
    "deux originaux ou plus se trouvent dans cette ligne",
    "in dieser Zeile stehen zwei oder mehr Originale",
    "two or more originals stand in this row",
)
DOUBLED = Wording(
    "la même phrase figure {count} fois dans le fichier (lignes {rows})",
    "derselbe Satz steht {count}-mal in der Datei (Zeilen {rows})",
    "the same sentence stands {count} times in the file (rows {rows})",
)
MISSING = Wording("la ligne {number} manque dans le fichier", "Zeile {number} fehlt in der Datei", "row {number} is missing in the file")
CONTRADICTION = Wording(
    "le numéro, le signet et l’original ne désignent pas la même phrase",
    "Nummer, Textmarke und Original nennen nicht denselben Satz",
    "number, bookmark and original do not name the same sentence",
)
UNSURE = Wording(
    "le signet manque et l’original n’est pas celui de ce numéro",
    "die Textmarke fehlt, und das Original ist nicht das zu dieser Nummer",
    "the bookmark is missing, and the original is not that of this number",
)
NOT_OURS = Wording(
    "cette ligne n’a ni numéro ni signet connus",
    "diese Zeile hat weder bekannte Nummer noch Textmarke",
    "this row has no number or bookmark that is known",
)
CORRECTED = Wording(
    "l’original a été corrigé ici depuis l’export",
    "das Original wurde hier seit dem Export korrigiert",
    "the original was corrected here since the export",
)
CANNOT_COMPARE = Wording(
    "le signet manque, et cette langue a été modifiée ici depuis l’export",
    "die Textmarke fehlt, und diese Sprache wurde hier seit dem Export geändert",
    "the bookmark is missing, and this language was changed here since the export",
)
PARAGRAPHS = Wording(
    "la cellule contient plusieurs paragraphes\u202f; une phrase en est un seul",
    "die Zelle hat mehrere Absätze; ein Satz ist einer",
    "the cell holds several paragraphs; a sentence is one",
)
STRUCK = Wording(
    "des mots sont barrés\u00a0: à supprimer ou à garder",
    "Wörter sind durchgestrichen: zu löschen oder stehen zu lassen",
    "words are struck through: to be deleted or kept",
)
TEXT_BOX = Wording("une zone de texte se trouve dans la cellule", "in der Zelle liegt ein Textfeld", "there is a text box in the cell")
NESTED = Wording("un tableau se trouve dans la cellule", "in der Zelle liegt eine Tabelle", "there is a table in the cell")
FORMULA = Wording("une formule se trouve dans la cellule", "in der Zelle steht eine Formel", "there is a formula in the cell")
NOTE = Wording("une note a été ajoutée dans Word", "in Word wurde eine Fuß- oder Endnote eingefügt", "a note was added in Word")
SYMBOL = Wording("un signe vient d’une police de symboles", "ein Zeichen stammt aus einer Symbolschrift", "a sign comes from a symbol font")
IMPORTED = Wording(
    "un fichier inséré se trouve dans la cellule", "in der Zelle liegt eine eingefügte Datei", "an inserted file is in the cell"
)
FIELD = Wording("un champ prend son texte ailleurs", "ein Feld holt seinen Text von anderswo", "a field takes its text from elsewhere")
CALL_MISSING = Wording("l’appel de note {call} manque", "der Fußnotenverweis {call} fehlt", "the note call {call} is missing")
CALL_TWICE = Wording(
    "l’appel de note {call} figure deux fois", "der Fußnotenverweis {call} steht zweimal da", "the note call {call} stands there twice"
)
LINK_MISSING = Wording("le lien vers {href} manque", "der Link auf {href} fehlt", "the link to {href} is missing")
LINK_NEW = Wording(
    "le lien vers {href} n’a pas été exporté\u202f; une adresse se change dans le brouillon",
    "der Link auf {href} wurde nicht exportiert; Adressen werden im Entwurf geändert",
    "the link to {href} was not exported; addresses are changed in the draft",
)
FIXED_CHANGED = Wording(
    "ce texte officiel a été modifié\u202f; il vient de la fiche du partenaire ou du brouillon",
    "dieser feststehende Text wurde geändert; er kommt aus der Datei des Partners oder aus dem Entwurf",
    "this official text was changed; it comes from the partner’s file or the draft",
)
BESIDE = Wording("texte à côté du tableau", "Text neben der Tabelle", "text beside the table")

# What is said of a row that is taken
NUMBER_CHANGED = Wording(
    "le numéro est «\u00a0{number}\u00a0» au lieu de {own}\u202f; le signet et l’original ont décidé",
    "die Nummer ist „{number}“ statt {own}; Textmarke und Original gaben den Ausschlag",
    "the number is “{number}” instead of {own}; bookmark and original decided",
)
MARK_LOST = Wording(
    "le signet manque\u202f; le numéro et l’original ont décidé",
    "die Textmarke fehlt; Nummer und Original gaben den Ausschlag",
    "the bookmark is missing; number and original decided",
)
SOURCE_EDITED = Wording(
    "la colonne de l’original a été modifiée\u202f; cela n’est pas repris",
    "die Spalte des Originals wurde geändert; das wird nicht übernommen",
    "the original’s column was changed; that is not taken",
)
TRACKED = Wording(
    "modifications suivies\u00a0: lues comme acceptées", "verfolgte Änderungen: als angenommen gelesen", "tracked changes: read as accepted"
)
HIDDEN = Wording("texte masqué\u00a0: laissé de côté", "ausgeblendeter Text: weggelassen", "hidden text: left out")
DRESS = Wording("mise en forme non reprise\u00a0: {kinds}", "Formatierung nicht übernommen: {kinds}", "formatting not taken: {kinds}")
UNSEEN = Wording("signes invisibles retirés", "unsichtbare Zeichen entfernt", "invisible signs removed")
TABS = Wording("tabulations devenues des espaces", "aus Tabulatoren wurden Leerzeichen", "tabs became blanks")
PICTURE = Wording("image non reprise", "Bild nicht übernommen", "picture not taken")
JOINED = Wording(
    "les paragraphes de la cellule sont devenus des sauts de ligne",
    "aus Absätzen der Zelle wurden Zeilenumbrüche",
    "the cell’s paragraphs became line breaks",
)
LOST = Wording(
    "n’est plus dans la traduction\u00a0: {kinds}", "steht nicht mehr in der Übersetzung: {kinds}", "no longer in the translation: {kinds}"
)
LINK_DROPPED = Wording(
    "lien ajouté par Word non repris\u00a0: {href}",
    "von Word gesetzter Link nicht übernommen: {href}",
    "link made by Word not taken: {href}",
)
KINDS = {
    "underline": Wording("soulignement", "Unterstreichung", "underline"),
    "colour": Wording("couleur", "Farbe", "colour"),
    "highlight": Wording("surlignage", "Hervorhebung", "highlight"),
    "capitals": Wording("capitales", "Großbuchstaben", "capitals"),
    "list": Wording("liste", "Liste", "list"),
    "style": Wording("style de paragraphe", "Absatzformat", "paragraph style"),
}
