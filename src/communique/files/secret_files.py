"""Secrets in files: where `NAME` would hold a secret, `NAME_FILE` may name a file with it that its owner alone can read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, MutableMapping

from ..errors import HouseError
from ..languages import Wording

ENDING = "_FILE"
# What the Prefect server and its clients are told; Prefect itself takes them from the environment alone.
PREFECT = ("PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING", "PREFECT_SERVER_DATABASE_CONNECTION_URL")
# The beginning of a longer one would be another secret.
LONGEST = 64_000

BOTH = Wording(
    "{name} et {name}_FILE sont donnés tous les deux",
    "{name} und {name}_FILE sind beide gesetzt",
    "{name} and {name}_FILE are both set",
)
ONE = Wording("n’en gardez qu’un", "setzen Sie nur eine von beiden", "keep one of them")
OPEN = Wording(
    "d’autres comptes de cette machine peuvent lire ou modifier ce fichier, et il contient un secret",
    "andere Konten dieses Rechners können diese Datei lesen oder ändern, und sie enthält ein Geheimnis",
    "other accounts of this machine can read or change this file, and there is a secret in it",
)
CLOSE = Wording(
    "restreignez-en l’accès avec «\u00a0chmod 600\u00a0»", "schränken Sie die Rechte mit „chmod 600“ ein", "close it with “chmod 600”"
)
FOREIGN = Wording(
    "ce fichier appartient à un autre compte", "diese Datei gehört einem anderen Konto", "this file belongs to another account"
)
OWN_IT = Wording(
    "donnez-le au compte qui lance ce programme, avec «\u00a0chown\u00a0»",
    "geben Sie sie mit „chown“ dem Konto, unter dem dieses Programm läuft",
    "give it to the account that runs this program, with “chown”",
)
UNREADABLE = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
NAME_ANOTHER = Wording(
    "la variable nomme un fichier d’une ligne, qui ne contient que le secret",
    "die Variable nennt eine Datei mit einer Zeile, in der nur das Geheimnis steht",
    "the variable names a file of one line, with nothing but the secret in it",
)


def secret(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The secret in a variable, or in the file that `<name>_FILE` names, without blanks around it; empty where there is neither.

    Raises HouseError where both are set, and for a file that is no plain file of one line, that others than its owner can read or
    change, or that belongs to neither this account nor root; what is in it is never said.
    """
    value, named = environment.get(name, "").strip(), environment.get(name + ENDING, "").strip()
    if value and named:
        raise HouseError(name, BOTH.fill(name=name), ONE)
    return _read(named, name + ENDING) if named else value


def take_in(names: Iterable[str] = PREFECT, environment: MutableMapping[str, str] = os.environ) -> None:
    """Put what files hold into the variables of these names, for programs that know no other way. Raises HouseError as `secret` does."""
    for name in names:
        if found := secret(name, environment):
            environment[name] = found
            # The file was asked once; the parts that are started now need not find it again.
            environment.pop(name + ENDING, None)


def _read(path: str, variable: str) -> str:
    place = f"${variable}"
    try:
        # One opening for the look and the reading: the name could be another file by then. A pipe must not keep us waiting.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            _demand_own(os.fstat(handle), place)
            content = file.read(LONGEST + 1)
        lines = content.decode("utf-8").strip().splitlines()
    except (OSError, ValueError) as error:
        # A decoder's message quotes what it could not read.
        raise HouseError(place, UNREADABLE.fill(why=type(error).__name__), NAME_ANOTHER) from None
    if len(lines) != 1 or len(content) > LONGEST:
        why = "too long" if len(content) > LONGEST else f"{len(lines)} lines" if lines else "empty"
        raise HouseError(place, UNREADABLE.fill(why=why), NAME_ANOTHER)
    return lines[0].strip()


def _demand_own(status: os.stat_result, place: str) -> None:
    """Raises HouseError for what is no plain file, or not its owner's alone; Windows has other rights, which are not looked at."""
    if not stat.S_ISREG(status.st_mode):
        raise HouseError(place, UNREADABLE.fill(why="not a file"), NAME_ANOTHER)
    if os.name != "posix":
        return
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise HouseError(place, OPEN, CLOSE)
    if status.st_uid not in (0, os.geteuid()):
        raise HouseError(place, FOREIGN, OWN_IT)
