"""What is said where a branch is judged by another one's policy, in the officer's words."""

from __future__ import annotations

from ..languages import Wording

POLICY = Wording(
    "templates/house.toml n’est pas celui de {ref}, dont les règles valent ici\u00a0: {what}",
    "templates/house.toml ist nicht die Fassung von {ref}, deren Regeln hier gelten: {what}",
    "templates/house.toml is not that of {ref}, whose rules count here: {what}",
)
REVIEWERS = Wording(
    "templates/reviewers.toml n’est pas celui de {ref}, dont la liste vaut ici\u00a0: {what}",
    "templates/reviewers.toml ist nicht die Fassung von {ref}, deren Liste hier gilt: {what}",
    "templates/reviewers.toml is not that of {ref}, whose list counts here: {what}",
)
KEYS = Wording(
    "les clés publiques ne sont pas celles de {ref}, qui valent ici\u202f; nouvelles\u00a0: {what}",
    "die öffentlichen Schlüssel sind nicht die von {ref}, die hier gelten; neu: {what}",
    "the public keys are not those of {ref}, which count here; new: {what}",
)
ALL_HERE = Wording(
    "décisions connues de {ref}\u00a0: {count}, toutes présentes",
    "Entscheidungen, die {ref} kennt: {count}, alle vorhanden",
    "decisions known to {ref}: {count}, all present",
)
BASE_HAS_IT = Wording(
    "cette décision est dans {ref} et manque ici",
    "diese Entscheidung steht in {ref} und fehlt hier",
    "this decision is in {ref} and missing here",
)
BEHIND = Wording(
    "{ref} a reçu entre-temps des décisions qui ne sont pas ici ({count})",
    "{ref} hat inzwischen Entscheidungen, die hier fehlen ({count})",
    "{ref} has got decisions since that are not here ({count})",
)
MERGE_FIRST = Wording(
    "fusionnez d’abord {ref} dans cette branche",
    "führen Sie zuerst {ref} in diesen Zweig zusammen",
    "first merge {ref} into this branch",
)
NOT_LISTED = Wording(
    "{cell} n’est validé que par {who}, qui ne figure pas dans la liste de {ref}",
    "{cell} ist nur von Personen freigegeben, die nicht auf der Liste von {ref} stehen: {who}",
    "{cell} is approved only by {who}, who is not on the list of {ref}",
)
WAIVER_NOT_LISTED = Wording(
    "le constat {about} n’est accepté que par {who}, qui ne figure pas pour cela dans la liste de {ref}",
    "den Befund {about} hat nur {who} hingenommen, wofür die Liste von {ref} kein Recht gibt",
    "finding {about} is waived by {who}, whom the list of {ref} gives no right to do so",
)
WITHDRAWN_BY = Wording(
    "le communiqué est retiré par {who}, qui ne figure pas dans la liste de {ref}",
    "die Mitteilung ist von {who} zurückgezogen; diese Person steht nicht auf der Liste von {ref}",
    "the release is withdrawn by {who}, who is not on the list of {ref}",
)
MERGE_THE_LIST = Wording(
    "faites d’abord entrer la personne dans {ref} par une modification à part, ou demandez à quelqu’un de la liste",
    "nehmen Sie die Person zuerst mit einer eigenen Änderung in {ref} auf, oder bitten Sie jemanden von der Liste",
    "first bring the person into {ref} by a change of its own, or ask somebody on the list",
)
OTHER_KEY = Wording(
    "cette branche apporte une clé que {ref} ne connaît pas\u00a0: faites confirmer une rotation de clé par qui tient la clé, "
    "et fusionnez-la seule",
    "dieser Zweig bringt einen Schlüssel mit, den {ref} nicht kennt: Lassen Sie sich einen Schlüsselwechsel von der Person bestätigen, "
    "die den Schlüssel verwahrt, und führen Sie ihn für sich allein zusammen",
    "this branch brings a key that {ref} does not know: have a rotation confirmed by whoever keeps the key, and merge it by itself",
)
NOT_THERE = Wording("ce fichier n’y est pas", "diese Datei steht dort nicht", "this file is not there")
NAME_A_REF = Wording(
    "nommez une branche du projet\u00a0: --base origin/main",
    "nennen Sie einen Zweig des Projekts: --base origin/main",
    "name a branch of the project: --base origin/main",
)
NO_REF = Wording(
    "git ne connaît ici ni branche ni commit de ce nom",
    "git kennt hier keinen Zweig und keinen Commit dieses Namens",
    "git knows no branch or commit of that name here",
)
FETCH_IT = Wording(
    "récupérez-la avec «\u00a0git fetch\u00a0» (en intégration continue, sans historique tronqué)",
    "holen Sie ihn mit „git fetch“ (in der CI ohne gekürzte Historie)",
    "fetch it with “git fetch” (in CI, without a shallow history)",
)
NO_GIT = Wording("git ne répond pas", "git antwortet nicht", "git does not answer")
INSTALL_GIT = Wording("installez git", "installieren Sie git", "install git")
