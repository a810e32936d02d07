"""Why a translator's unit is not taken, in the officer's words."""

from __future__ import annotations

from ..languages import Wording

AT_LINE = Wording("ligne {line}\u00a0: {why}", "Zeile {line}: {why}", "line {line}: {why}")
GONE = Wording(
    "cette phrase n’est pas, ou n’est plus, dans le brouillon",
    "diesen Satz gibt es im Entwurf nicht oder nicht mehr",
    "this sentence is not, or no longer, in the draft",
)
DOUBLED = Wording(
    "le même numéro de segment figure {count} fois dans le fichier",
    "dieselbe Segmentnummer steht {count}-mal in der Datei",
    "the same segment number stands {count} times in the file",
)
SOURCE_CHANGED = Wording(
    "l’original de ce segment a été modifié dans le fichier",
    "der Ausgangstext dieses Segments wurde in der Datei geändert",
    "the source of this segment was changed in the file",
)
SOURCE_TAGS = Wording(
    "les balises de l’original ont été modifiées dans le fichier",
    "die Tags des Ausgangstexts wurden in der Datei geändert",
    "the tags of the source were changed in the file",
)
OTHER_LANGUAGE = Wording(
    "la traduction est annoncée en «\u00a0{tag}\u00a0», non en {language}",
    "die Übersetzung ist mit „{tag}“ ausgezeichnet, nicht mit {language}",
    "the translation is marked as “{tag}”, not as {language}",
)
EMPTIED = Wording("la traduction a été effacée", "die Übersetzung wurde gelöscht", "the translation was deleted")
SOURCE_AGAIN = Wording(
    "l’original est à la place de la traduction\u202f; si c’est voulu\u00a0: communique correct",
    "statt der Übersetzung steht der Ausgangstext da; falls gewollt: communique correct",
    "the original stands in the place of the translation; if that is meant: communique correct",
)
TRACKED = Wording(
    "des modifications suivies ne sont ni acceptées ni refusées\u00a0: à faire dans l’outil de traduction",
    "verfolgte Änderungen sind weder angenommen noch abgelehnt: im Übersetzungsprogramm zu erledigen",
    "tracked changes are neither accepted nor rejected: to be settled in the translation tool",
)
A_PERSONS = Wording(
    "une personne a écrit ici une autre traduction\u202f; un TMX ne la remplace pas, un XLIFF le peut",
    "hier hat ein Mensch anders übersetzt; ein TMX ersetzt das nicht, ein XLIFF kann es",
    "a person wrote another translation here; a TMX does not replace it, an XLIFF can",
)
CHANGED_HERE = Wording(
    "cette traduction a aussi été modifiée ici depuis l’export",
    "diese Übersetzung wurde seit dem Export auch hier geändert",
    "this translation was also changed here since the export",
)
TAG = Wording("{id} ({kind})", "{id} ({kind})", "{id} ({kind})")
TAG_UNKNOWN = Wording(
    "la balise {tag} n’a pas été exportée avec ce segment",
    "das Tag {tag} wurde mit diesem Segment nicht exportiert",
    "the tag {tag} was not exported with this segment",
)
TAG_MISSING = Wording("la balise {tag} manque ou est vide", "das Tag {tag} fehlt oder ist leer", "the tag {tag} is missing or empty")
TAG_TWICE = Wording("la balise {tag} figure deux fois", "das Tag {tag} steht zweimal da", "the tag {tag} stands there twice")
TAG_NESTED = Wording(
    "un lien en contient un autre ou un appel de note",
    "ein Link enthält einen anderen oder einen Fußnotenverweis",
    "a link holds another one or a note call",
)
KINDS = {
    "bold": Wording("gras", "fett", "bold"),
    "italic": Wording("italique", "kursiv", "italic"),
    "link": Wording("lien", "Link", "link"),
    "x-note": Wording("appel de note", "Fußnotenverweis", "note call"),
    "lb": Wording("saut de ligne", "Zeilenumbruch", "line break"),
    "x-superscript": Wording("exposant", "hochgestellt", "superscript"),
    "x-subscript": Wording("indice", "tiefgestellt", "subscript"),
    "x-language": Wording("autre langue", "andere Sprache", "other language"),
}
