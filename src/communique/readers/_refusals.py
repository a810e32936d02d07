"""Why a file is refused as a draft, and what the officer can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from ..languages import Wording


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fact about a file, and the way out."""

    fact: Wording
    way_out: Wording


class Refused(Exception):
    """The file cannot be read as a draft; `docx.read` turns it into a DraftError that names the file."""

    def __init__(self, why: Refusal, **values: object) -> None:
        self.fact, self.way_out = why.fact.fill(**values), why.way_out.fill(**values)
        super().__init__(self.fact.en)


SAVE_AS_DOCX = Wording(
    "ouvrez-le dans Word et enregistrez-le : Fichier > Enregistrer sous > Document Word (.docx)",
    "öffnen Sie sie in Word und speichern Sie sie: Datei > Speichern unter > Word-Dokument (.docx)",
    "open it in Word and save it: File > Save As > Word Document (.docx)",
)
COPY_AGAIN = Wording(
    "copiez-le à nouveau, ou demandez-en un nouvel envoi",
    "kopieren Sie sie noch einmal oder lassen Sie sie sich neu schicken",
    "copy it again, or ask for it to be sent again",
)
ASK_SENDER = Wording(
    "n’ouvrez pas ce fichier ; demandez à son auteur une copie enregistrée par Word",
    "öffnen Sie diese Datei nicht; bitten Sie die absendende Person um eine in Word gespeicherte Kopie",
    "do not open this file; ask its sender for a copy saved by Word",
)
SHORTEN = Wording(
    "ne gardez que le communiqué, et joignez le reste à part",
    "behalten Sie nur die Pressemitteilung und legen Sie den Rest gesondert bei",
    "keep only the press release, and attach the rest separately",
)

NOT_THERE = Refusal(
    Wording("ce fichier n’existe pas", "diese Datei gibt es nicht", "there is no such file"),
    Wording("vérifiez son nom et son dossier", "prüfen Sie Name und Ordner", "check its name and folder"),
)
NO_ACCESS = Refusal(
    Wording("ce fichier ne se laisse pas lire", "diese Datei lässt sich nicht lesen", "this file cannot be opened for reading"),
    Wording(
        "fermez-le dans Word et vérifiez vos droits sur le dossier",
        "schließen Sie sie in Word und prüfen Sie Ihre Rechte am Ordner",
        "close it in Word and check your rights on the folder",
    ),
)
NOT_A_FILE = Refusal(
    Wording(
        "ce n’est pas un fichier ordinaire (dossier, lien ou tube)",
        "das ist keine gewöhnliche Datei (Ordner, Verknüpfung oder Pipe)",
        "this is not an ordinary file (a folder, link or pipe)",
    ),
    Wording("donnez le fichier Word lui-même", "geben Sie die Word-Datei selbst an", "give the Word file itself"),
)
LOCK_FILE = Refusal(
    Wording(
        "c’est un fichier de verrou ou de téléchargement inachevé, pas un communiqué",
        "das ist eine Sperrdatei oder ein unfertiger Download, keine Pressemitteilung",
        "this is a lock file or an unfinished download, not a press release",
    ),
    Wording(
        "prenez le fichier .docx dont le nom ne commence ni par « ~$ » ni par un point",
        "nehmen Sie die .docx-Datei, deren Name weder mit „~$“ noch mit einem Punkt beginnt",
        "take the .docx file whose name starts neither with “~$” nor with a dot",
    ),
)
WRONG_NAME = Refusal(
    Wording(
        "l’extension n’est pas celle d’un document Word",
        "die Dateiendung ist nicht die eines Word-Dokuments",
        "the file extension is not that of a Word document",
    ),
    SAVE_AS_DOCX,
)
EMPTY_FILE = Refusal(Wording("fichier vide (0 octet)", "leere Datei (0 Byte)", "empty file (0 bytes)"), COPY_AGAIN)
TOO_BIG = Refusal(
    Wording("fichier de {size} Mo (limite : {limit} Mo)", "{size} MB groß (Grenze: {limit} MB)", "{size} MB in size (limit: {limit} MB)"),
    Wording(
        "compressez ou retirez les images (Fichier > Réduire la taille)",
        "verkleinern oder entfernen Sie Bilder (Bildformat > Bilder komprimieren)",
        "compress or remove pictures (Picture Format > Compress Pictures)",
    ),
)
PASSWORD = Refusal(
    Wording("protégé par mot de passe", "mit einem Kennwort geschützt", "protected by a password"),
    Wording(
        "enregistrez une copie sans mot de passe (Fichier > Informations > Protéger le document)",
        "speichern Sie eine Kopie ohne Kennwort (Datei > Informationen > Dokument schützen)",
        "save a copy without password (File > Info > Protect Document)",
    ),
)
OTHER_FORMAT = Refusal(
    Wording(
        "ce n’est pas un document Word .docx, mais {kind}",
        "das ist kein Word-Dokument (.docx), sondern {kind}",
        "this is not a Word .docx document but {kind}",
    ),
    SAVE_AS_DOCX,
)
DAMAGED = Refusal(
    Wording(
        "fichier incomplet ou endommagé ({what})", "unvollständige oder beschädigte Datei ({what})", "incomplete or damaged file ({what})"
    ),
    COPY_AGAIN,
)
BOMB = Refusal(
    Wording(
        "se décompresse en {size} Mo (limite : {limit} Mo)",
        "entpackt sich auf {size} MB (Grenze: {limit} MB)",
        "unpacks to {size} MB (limit: {limit} MB)",
    ),
    ASK_SENDER,
)
SWOLLEN = Refusal(
    Wording(
        "une de ses parties gonfle {ratio} fois à la décompression (limite : {limit})",
        "einer seiner Teile wächst beim Entpacken auf das {ratio}-Fache (Grenze: {limit})",
        "one of its parts grows {ratio} times when unpacked (limit: {limit})",
    ),
    ASK_SENDER,
)
CROWDED = Refusal(
    Wording(
        "contient {count} fichiers internes (limite : {limit})",
        "enthält {count} innere Dateien (Grenze: {limit})",
        "holds {count} inner files (limit: {limit})",
    ),
    ASK_SENDER,
)
TWICE = Refusal(
    Wording("une de ses parties existe en double", "einer seiner Teile ist doppelt vorhanden", "one of its parts is there twice"),
    ASK_SENDER,
)
DTD = Refusal(
    Wording(
        "contient des entités XML (DTD), ce que Word n’écrit jamais",
        "enthält XML-Entitäten (DTD), die Word nie schreibt",
        "holds XML entities (a DTD), which Word never writes",
    ),
    ASK_SENDER,
)
MACROS = Refusal(
    Wording(
        "contient des macros sous un nom en .docx",
        "enthält Makros unter einem Namen mit .docx",
        "holds macros under a .docx name",
    ),
    SAVE_AS_DOCX,
)
IMPORTED = Refusal(
    Wording(
        "contient un bloc importé ({what}) dont le texte n’est pas dans le document",
        "enthält einen importierten Block ({what}), dessen Text nicht im Dokument steht",
        "holds an imported block ({what}) whose text is not in the document itself",
    ),
    SAVE_AS_DOCX,
)
NESTED = Refusal(
    Wording(
        "des tableaux ou zones sont imbriqués sur plus de {limit} niveaux",
        "Tabellen oder Felder sind über mehr als {limit} Ebenen verschachtelt",
        "tables or boxes are nested over more than {limit} levels",
    ),
    Wording("simplifiez la mise en page", "vereinfachen Sie das Layout", "simplify the layout"),
)
TOO_LONG = Refusal(
    Wording(
        "{count} paragraphes (limite : {limit}) : ce n’est pas un communiqué",
        "{count} Absätze (Grenze: {limit}): das ist keine Pressemitteilung",
        "{count} paragraphs (limit: {limit}): this is not a press release",
    ),
    SHORTEN,
)
LONG_PARAGRAPH = Refusal(
    Wording(
        "un paragraphe ({place}) dépasse {limit} caractères",
        "ein Absatz ({place}) hat mehr als {limit} Zeichen",
        "one paragraph ({place}) is longer than {limit} characters",
    ),
    SHORTEN,
)
BIG_TABLE = Refusal(
    Wording(
        "un tableau ({place}) dépasse {rows} lignes ou {columns} colonnes",
        "eine Tabelle ({place}) hat mehr als {rows} Zeilen oder {columns} Spalten",
        "one table ({place}) has more than {rows} rows or {columns} columns",
    ),
    SHORTEN,
)
NO_TEXT = Refusal(
    Wording(
        "ne contient aucun texte (image numérisée ?)",
        "enthält keinen Text (eingescanntes Bild?)",
        "contains no text (a scanned picture?)",
    ),
    Wording(
        "collez le texte du communiqué dans un document Word",
        "fügen Sie den Text der Pressemitteilung in ein Word-Dokument ein",
        "paste the text of the release into a Word document",
    ),
)
UNSETTLED = Refusal(
    Wording("contient {counts}", "enthält {counts}", "contains {counts}"),
    Wording(
        "réglez-les dans Word (Révision > Accepter, supprimer les commentaires et le texte masqué), ou relancez avec --accept-changes",
        "erledigen Sie sie in Word (Überprüfen > Annehmen; Kommentare und ausgeblendeten Text löschen) oder nutzen Sie --accept-changes",
        "settle them in Word (Review > Accept, delete comments and hidden text), or run again with --accept-changes",
    ),
)
OUT_OF_BOUNDS = Refusal(
    Wording(
        "sa lecture demande plus de {seconds} s ou de {memory} Mo de mémoire",
        "das Lesen braucht mehr als {seconds} s oder {memory} MB Speicher",
        "reading it takes more than {seconds} s or {memory} MB of memory",
    ),
    SHORTEN,
)

KINDS = {
    "doc": Wording("un ancien fichier Word (.doc)", "eine alte Word-Datei (.doc)", "an old Word file (.doc)"),
    "pdf": Wording("un PDF", "eine PDF-Datei", "a PDF"),
    "rtf": Wording("un fichier RTF", "eine RTF-Datei", "an RTF file"),
    "html": Wording("une page web (HTML)", "eine Webseite (HTML)", "a web page (HTML)"),
    "odt": Wording("un document LibreOffice (.odt)", "ein LibreOffice-Dokument (.odt)", "a LibreOffice document (.odt)"),
    "xlsx": Wording("un classeur Excel", "eine Excel-Arbeitsmappe", "an Excel workbook"),
    "pptx": Wording("une présentation PowerPoint", "eine PowerPoint-Präsentation", "a PowerPoint presentation"),
    "xml": Wording("un fichier XML", "eine XML-Datei", "an XML file"),
    "zip": Wording("une archive ZIP", "ein ZIP-Archiv", "a ZIP archive"),
    "other": Wording("un autre type de fichier", "ein anderer Dateityp", "another type of file"),
}
END_MISSING = Wording("fin de l’archive absente", "Ende des Archivs fehlt", "end of the archive missing")
PART_BROKEN = Wording("partie {part} illisible", "Teil {part} nicht lesbar", "part {part} unreadable")
PART_MISSING = Wording("partie {part} absente", "Teil {part} fehlt", "part {part} missing")
LOCKED_PART = Wording("partie {part} chiffrée", "Teil {part} verschlüsselt", "part {part} encrypted")
