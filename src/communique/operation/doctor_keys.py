"""What the doctor looks at of keys: the one that signs decisions, and the one that signs links to the review desk."""

from __future__ import annotations

from collections.abc import Iterator

from ..desk import links
from ..errors import CommuniqueError
from ..house import House
from ..languages import Wording
from ..record import keys
from .diagnosis import Diagnosis, doubtful, of_error, well

KEY_FITS = Wording(
    "présente, fermée aux autres comptes, conforme à house.toml",
    "vorhanden, für andere Konten gesperrt, passt zu house.toml",
    "there, closed to others, fits house.toml",
)
NO_KEY_YET = Wording(
    "aucune pour l’instant\u202f; «\u00a0communique up\u00a0» en crée une",
    "noch keiner; „communique up“ legt einen an",
    "none yet; “communique up” makes one",
)
BRING_KEY = Wording(
    "copiez {path} depuis la machine qui a la clé, ou indiquez son fichier dans COMMUNIQUE_GATE_KEY",
    "kopieren Sie {path} von dem Rechner, der den Schlüssel hat, oder nennen Sie seine Datei in COMMUNIQUE_GATE_KEY",
    "copy {path} from the machine that has the key, or name its file in COMMUNIQUE_GATE_KEY",
)
NEW_KEY = Wording("lancez «\u00a0communique keys new\u00a0»", "rufen Sie „communique keys new“ auf", "call “communique keys new”")
DESK_KEY_FITS = Wording("présente, fermée aux autres comptes", "vorhanden, für andere Konten gesperrt", "there, closed to others")
DESK_KEY_LATER = Wording("créée au premier lien", "entsteht mit dem ersten Link", "made with the first link")


def gate_key(house: House) -> Iterator[Diagnosis]:
    """Whether decisions can be taken here: the key is there, closed to others, and the one whose public half the house names."""
    if not house.key_file.exists():
        if house.public_key:
            yield doubtful("gate-key", keys.ABSENT, BRING_KEY.fill(path=house.key_file))
        else:
            yield doubtful("gate-key", NO_KEY_YET, NEW_KEY)
        return
    try:
        keys.load(house.key_file, house.public_key)
    except CommuniqueError as error:
        yield of_error("gate-key", error)
    else:
        yield well("gate-key", KEY_FITS)


def desk_key(house: House) -> Iterator[Diagnosis]:
    """Whether links to the desk can be signed."""
    if not links.secret_file(house).exists():
        yield well("desk-key", DESK_KEY_LATER)
        return
    try:
        links.sign_of_life(house)
    except CommuniqueError as error:
        yield of_error("desk-key", error)
    else:
        yield well("desk-key", DESK_KEY_FITS)
