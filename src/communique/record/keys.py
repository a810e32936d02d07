"""The gate's key: an Ed25519 pair whose private half signs decisions and whose public half lets anyone verify them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ..errors import HouseError
from ..languages import Wording

ABSENT = Wording(
    "la clé qui signe les décisions n’est pas sur cette machine",
    "der Schlüssel, der Entscheidungen signiert, liegt nicht auf diesem Rechner",
    "the key that signs decisions is not on this machine",
)
MAKE_ONE = Wording(
    "créez-la avec «\u00a0communique keys new\u00a0», ou indiquez son fichier dans COMMUNIQUE_GATE_KEY",
    "legen Sie ihn mit „communique keys new“ an oder nennen Sie seine Datei in COMMUNIQUE_GATE_KEY",
    "make one with “communique keys new”, or name its file in COMMUNIQUE_GATE_KEY",
)
BRING_IT = Wording(
    "copiez ce fichier depuis la machine qui l’a, ou indiquez-le dans COMMUNIQUE_GATE_KEY",
    "kopieren Sie diese Datei von dem Rechner, der sie hat, oder nennen Sie sie in COMMUNIQUE_GATE_KEY",
    "copy this file from the machine that has it, or name it in COMMUNIQUE_GATE_KEY",
)
FINISH = Wording(
    "son remplacement a été interrompu\u00a0: relancez «\u00a0communique keys rotate\u00a0»",
    "sein Austausch wurde unterbrochen: rufen Sie „communique keys rotate“ noch einmal auf",
    "its rotation was cut short: call “communique keys rotate” again",
)
UNREADABLE = Wording(
    "ce fichier de clé ne peut pas être ouvert ({why})",
    "diese Schlüsseldatei lässt sich nicht öffnen ({why})",
    "this key file cannot be opened ({why})",
)
OPEN_TO_OTHERS = Wording(
    "d’autres comptes de cette machine peuvent lire ou modifier la clé",
    "andere Konten dieses Rechners können den Schlüssel lesen oder ändern",
    "other accounts of this machine can read or change the key",
)
CLOSE_IT = Wording("fermez-la avec «\u00a0chmod 600\u00a0»", "schließen Sie sie mit „chmod 600“", "close it with “chmod 600”")
NOT_A_KEY = Wording(
    "ce fichier n’est pas une clé privée Ed25519",
    "diese Datei ist kein privater Ed25519-Schlüssel",
    "this file is not an Ed25519 private key",
)
ANOTHER_KEY = Wording(
    "cette clé n’est pas celle dont la moitié publique figure dans templates/house.toml",
    "dieser Schlüssel gehört nicht zu dem öffentlichen Schlüssel in templates/house.toml",
    "this key does not belong to the public key in templates/house.toml",
)
TAKE_THE_RIGHT_ONE = Wording("prenez la clé de la maison", "nehmen Sie den Schlüssel des Hauses", "take the house’s own key")
IS_THERE = Wording(
    "il y a déjà une clé ; elle n’est pas écrasée, car ce qu’elle a signé ne pourrait plus être continué",
    "hier liegt schon ein Schlüssel; er wird nicht überschrieben, weil sich sonst nicht fortsetzen ließe, was er signiert hat",
    "there is a key already; it is not overwritten, for what it has signed could not be continued",
)
MOVE_IT = Wording("déplacez-la d’abord", "verschieben Sie ihn zuerst", "move it away first")

# The next key lies beside the present one under this ending until everything is sealed with it.
FRESH = ".new"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private half; it shows itself nowhere."""

    _private: Ed25519PrivateKey = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature (RFC 8032); the same message always gives the same ones."""
        return self._private.sign(message)

    @property
    def public(self) -> bytes:
        """The public half, 32 raw bytes."""
        return self._private.public_key().public_bytes_raw()


def new() -> tuple[bytes, bytes]:
    """A fresh pair: the private half as PEM (PKCS 8, not encrypted) and the public half as 32 raw bytes."""
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem, private.public_key().public_bytes_raw()


def keep(path: Path, private: bytes) -> None:
    """Write a private key where only its owner reads it. Raises HouseError where a file is there already, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private)
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise HouseError(path, IS_THERE, MOVE_IT) from error
    except OSError as error:
        raise HouseError(path, UNREADABLE.fill(why=error.strerror or type(error).__name__), MAKE_ONE) from error


def load(path: Path, public: bytes = b"") -> SigningKey:
    """The private key in a file that only its owner may read; with `public` it has to be the other half of that.

    Raises HouseError where it is absent, unreadable, open to others, no Ed25519 key, or another one.
    """
    begun = public and path.with_name(path.name + FRESH).exists()
    key = _parsed(path, _read(path, FINISH if begun else BRING_IT if public else MAKE_ONE))
    if public and key.public != public:
        raise HouseError(path, ANOTHER_KEY, TAKE_THE_RIGHT_ONE)
    return key


def _read(path: Path, way_out: Wording) -> bytes:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise HouseError(path, OPEN_TO_OTHERS, CLOSE_IT)
            return file.read()
    except FileNotFoundError as error:
        raise HouseError(path, ABSENT, way_out) from error
    except OSError as error:
        raise HouseError(path, UNREADABLE.fill(why=error.strerror or type(error).__name__), way_out) from error


def _parsed(path: Path, pem: bytes) -> SigningKey:
    try:
        private = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise HouseError(path, NOT_A_KEY, MAKE_ONE) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise HouseError(path, NOT_A_KEY, MAKE_ONE)
    return SigningKey(private)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the private half signed exactly this message; a key or signature of the wrong form did not."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
