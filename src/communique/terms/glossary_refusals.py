"""What is said of a file that cannot be taken as a termbase."""

from __future__ import annotations

from ..languages import Wording

NOT_UTF8 = Wording(
    "cette ligne n’est pas en UTF-8 ; le fichier a sans doute été enregistré par deux programmes",
    "diese Zeile ist nicht in UTF-8; vermutlich haben zwei Programme die Datei gespeichert",
    "this line is not in UTF-8; two programs have probably saved the file",
)
SAVE_AS_UTF8 = Wording(
    "enregistrez-le au format « CSV UTF-8 »",
    "speichern Sie sie im Format „CSV UTF-8“",
    "save it in the format “CSV UTF-8”",
)
TOO_LARGE = Wording(
    "ce fichier dépasse {limit} Mo, une base terminologique en est loin",
    "diese Datei ist größer als {limit} MB, eine Termbank ist viel kleiner",
    "this file is larger than {limit} MB, which no termbase is",
)
TAKE_LESS = Wording(
    "vérifiez que c’est le bon fichier, ou n’exportez que les concepts utiles",
    "prüfen Sie, ob es die richtige Datei ist, oder exportieren Sie nur, was gebraucht wird",
    "check that it is the right file, or export only the concepts that are needed",
)
EMPTY = Wording("ce fichier est vide", "diese Datei ist leer", "this file is empty")
TAKE_A_FULL_ONE = Wording(
    "exportez-le de nouveau, en CSV ou en TBX", "exportieren Sie sie neu, als CSV oder TBX", "export it again, as CSV or TBX"
)
BROKEN_LINE = Wording(
    "cette ligne ne se lit pas comme du CSV (guillemet laissé ouvert, caractère de contrôle ?)",
    "diese Zeile ist nicht als CSV lesbar (Anführungszeichen nicht geschlossen, Steuerzeichen?)",
    "this line cannot be read as CSV (a quotation mark left open, a control character?)",
)
SAVE_AGAIN = Wording(
    "ouvrez le fichier dans un tableur et enregistrez-le au format « CSV UTF-8 »",
    "öffnen Sie die Datei in einer Tabellenkalkulation und speichern Sie sie im Format „CSV UTF-8“",
    "open the file in a spreadsheet and save it in the format “CSV UTF-8”",
)
NO_COLUMN = Wording("il manque la colonne « {column} »", "die Spalte „{column}“ fehlt", "the column “{column}” is missing")
COLUMNS_ARE = Wording("colonnes : {columns}", "Spalten: {columns}", "columns: {columns}")
BAD_STATUS = Wording("le statut « {status} » n’existe pas", "den Status „{status}“ gibt es nicht", "there is no status “{status}”")
STATUSES_ARE = Wording("statuts : {statuses}", "mögliche Status: {statuses}", "statuses: {statuses}")
NO_CONCEPT = Wording("cette ligne n’a pas de concept", "diese Zeile hat kein Konzept", "this line has no concept")
NAME_IT = Wording(
    "donnez-lui un nom court dans la première colonne",
    "geben Sie ihr in der ersten Spalte einen kurzen Namen",
    "give it a short name in the first column",
)
TWO_PREFERRED = Wording(
    "« {concept} » a deux termes préférés en {code}",
    "„{concept}“ hat zwei bevorzugte Benennungen in {code}",
    "“{concept}” has two preferred terms in {code}",
)
ONE_ADMITTED = Wording(
    "gardez-en un, donnez à l’autre le statut admitted",
    "behalten Sie eine und setzen Sie die andere auf admitted",
    "keep one and give the other the status admitted",
)
CONTRADICTION = Wording(
    "« {term} » est à la fois préféré et interdit pour « {concept} »",
    "„{term}“ ist bei „{concept}“ zugleich bevorzugt und verboten",
    "“{term}” is both preferred and forbidden for “{concept}”",
)
DECIDE = Wording("supprimez l’une des deux lignes", "löschen Sie eine der beiden Zeilen", "delete one of the two lines")
