"""What tells that a record or an output was changed outside the gate, in the officer's words."""

from __future__ import annotations

from ..languages import Wording

NO_KEY = Wording(
    "la clé publique manque\u202f; les décisions ne peuvent pas être vérifiées",
    "der öffentliche Schlüssel fehlt; die Entscheidungen lassen sich nicht prüfen",
    "the public key is missing, so that decisions cannot be verified",
)
ADD_KEY = Wording(
    "reprenez templates/house.toml, ou créez une clé avec «\u00a0communique keys new\u00a0»",
    "stellen Sie templates/house.toml wieder her oder legen Sie mit „communique keys new“ einen Schlüssel an",
    "restore templates/house.toml, or make a key with “communique keys new”",
)
STRAY = Wording(
    "ce fichier n’est pas une décision de ce logiciel",
    "diese Datei ist keine Entscheidung dieses Programms",
    "this file is not a decision of this program",
)
ALTERED = Wording(
    "cette décision a été modifiée après sa signature",
    "diese Entscheidung wurde nach ihrer Signatur verändert",
    "this decision was altered after it was signed",
)
MISNAMED = Wording(
    "le nom de ce fichier ne correspond pas à son contenu",
    "der Name dieser Datei passt nicht zu ihrem Inhalt",
    "this file’s name does not belong to its content",
)
UNSIGNED = Wording(
    "cette décision ne porte pas la signature de la maison",
    "diese Entscheidung trägt nicht die Signatur des Hauses",
    "this decision does not bear the house’s signature",
)
ELSEWHERE = Wording(
    "cette décision appartient à un autre communiqué",
    "diese Entscheidung gehört zu einer anderen Mitteilung",
    "this decision belongs to another release",
)
MISSING = Wording(
    "ce fichier manque, alors que {follower} lui succède",
    "diese Datei fehlt, obwohl {follower} auf sie folgt",
    "this file is missing, though {follower} follows it",
)
RESTORE = Wording(
    "reprenez le dossier decisions/ tel que git le connaît et cherchez qui l’a changé",
    "stellen Sie den Ordner decisions/ aus git wieder her und klären Sie, wer ihn geändert hat",
    "restore the folder decisions/ from git and find out who changed it",
)
NOT_A_FOLDER = Wording(
    "à la place du dossier des décisions il y a autre chose",
    "an der Stelle des Ordners mit den Entscheidungen liegt etwas anderes",
    "something else stands in the place of the folder of decisions",
)
UNSEALED = Wording(
    "cette décision porte la signature d’une ancienne clé, et aucune de la clé actuelle ne lui succède",
    "diese Entscheidung ist mit einem früheren Schlüssel signiert, und keine mit dem jetzigen folgt auf sie",
    "this decision was signed with a former key, and none signed with the present one follows it",
)
SEAL_IT = Wording(
    "si elle est authentique, scellez-la avec «\u00a0communique keys seal {slug}\u00a0», sinon supprimez ce fichier",
    "ist sie echt, versiegeln Sie sie mit „communique keys seal {slug}“; sonst entfernen Sie die Datei",
    "if it is genuine, seal it with “communique keys seal {slug}”; otherwise remove the file",
)
FALSE_PROOF = Wording(
    "cette signature SSH n’est pas celle de la personne qui a décidé, pour ce fichier",
    "diese SSH-Signatur ist nicht die der Person, die entschieden hat, für diese Datei",
    "this SSH signature is not that of the person who decided, for this file",
)
NEWER = Wording(
    "cette décision a été écrite par une version plus récente du logiciel",
    "diese Entscheidung stammt von einer neueren Version des Programms",
    "this decision was written by a newer version of the program",
)
UPDATE = Wording("mettez communique à jour", "aktualisieren Sie communique", "update communique")
UNREADABLE = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
CHECK_RIGHTS = Wording(
    "vérifiez les droits du dossier et la place sur le disque",
    "prüfen Sie die Rechte des Ordners und den Platz auf dem Datenträger",
    "check the folder’s permissions and the space on the disk",
)
GIT_KNEW = Wording(
    "cette décision manque, alors que git l’a connue",
    "diese Entscheidung fehlt, obwohl git sie gekannt hat",
    "this decision is missing, though git has known it",
)
ALTERED_TEXT = Wording(
    "ce texte, gardé lors d’une validation, a été modifié depuis",
    "dieser Text, bei einer Freigabe aufbewahrt, wurde seither verändert",
    "this text, kept when it was approved, was altered since",
)
RESTORE_TEXT = Wording(
    "reprenez ce fichier tel que git le connaît et cherchez qui l’a changé",
    "stellen Sie die Datei aus git wieder her und klären Sie, wer sie geändert hat",
    "restore this file from git and find out who changed it",
)
NEWER_MANIFEST = Wording(
    "ce dossier a été produit par une version plus récente du logiciel",
    "dieser Ordner stammt von einer neueren Version des Programms",
    "this folder was made by a newer version of the program",
)
NO_MANIFEST = Wording("ce fichier manque", "diese Datei fehlt", "this file is missing")
ALTERED_FILE = Wording(
    "ce fichier n’est pas tel qu’il a été produit",
    "diese Datei ist nicht mehr so, wie sie erzeugt wurde",
    "this file is not as it was made",
)
ALTERED_FEED = Wording(
    "ce flux n’est pas tel que les dossiers publiés le donnent",
    "dieser Feed ist nicht so, wie die veröffentlichten Ordner ihn ergeben",
    "this feed is not as the published folders have it",
)
NOT_WITHDRAWN = Wording(
    "le registre ne connaît pas le retrait que cette notice annonce",
    "das Protokoll kennt die Rücknahme nicht, die dieser Hinweis meldet",
    "the record knows no such withdrawal as this notice tells of",
)
NOT_HIDDEN = Wording(
    "des fichiers sous embargo se trouvent dans un dossier dont le nom se devine",
    "Dateien unter Sperrfrist liegen in einem Ordner, dessen Name sich erraten lässt",
    "files under embargo lie in a folder whose name can be guessed",
)
FILE_MISSING = Wording(
    "ce fichier figure dans le manifeste, mais il manque",
    "diese Datei steht im Manifest, aber sie fehlt",
    "the manifest lists this file, but it is missing",
)
FILE_ADDED = Wording(
    "ce fichier ne figure pas dans le manifeste",
    "diese Datei steht nicht im Manifest",
    "the manifest does not list this file",
)
NOT_A_FILE = Wording(
    "ce n’est pas un fichier ordinaire, mais un lien ou un périphérique",
    "das ist keine gewöhnliche Datei, sondern eine Verknüpfung oder ein Gerät",
    "this is no ordinary file but a link or a device",
)
TOO_FEW = Wording(
    "{cell} n’a pas assez de validations\u00a0: {count} sur {people}",
    "{cell} ist durch zu wenige Freigaben gedeckt: {count} von {people}",
    "{cell} is covered by too few approvals: {count} of {people}",
)
NOT_COVERED = Wording(
    "aucune validation du registre ne couvre {cell}",
    "keine Freigabe im Protokoll deckt {cell}",
    "no approval in the record covers {cell}",
)
RENDER_AGAIN = Wording(
    "ne publiez rien de ce dossier et produisez-le à nouveau avec «\u00a0communique render\u00a0»",
    "veröffentlichen Sie nichts aus diesem Ordner und erzeugen Sie ihn mit „communique render“ neu",
    "publish nothing from this folder and make it anew with “communique render”",
)
