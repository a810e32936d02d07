"""Proofs by SSH: a reviewer's own signature beside a decision, made and verified by `ssh-keygen -Y`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ..decisions import Record
from ..errors import HouseError, RecordError, Tampered
from ..languages import Wording, same
from ..reviewers import Reviewer
from . import alterations as say
from . import decision_files as files

NAMESPACE = "communique-"
PROGRAM = "ssh-keygen"
SECONDS, PATIENCE = 20, 180
LARGEST = 64 * 1024
# Whoever verifies has one reviewer in mind; their id would be a pattern in the file of allowed signers.
SIGNER = "reviewer"

NO_PROGRAM = Wording(
    "les preuves SSH demandent le programme ssh-keygen, qui n’est pas sur cette machine",
    "SSH-Nachweise brauchen das Programm ssh-keygen, das auf diesem Rechner fehlt",
    "SSH proofs need the program ssh-keygen, which is not on this machine",
)
INSTALL = Wording(
    "installez openssh-client et recommencez",
    "installieren Sie openssh-client und beginnen Sie neu",
    "install openssh-client and try again",
)
NOT_SIGNED = Wording(
    "ssh-keygen n’a pas signé avec cette clé", "ssh-keygen hat mit diesem Schlüssel nicht signiert", "ssh-keygen did not sign with this key"
)
CHECK_KEY = Wording(
    "donnez votre clé privée, ou la publique si un agent tient l’autre, puis la bonne phrase secrète",
    "nennen Sie Ihren privaten Schlüssel, oder den öffentlichen, wenn ein Agent den anderen hält, und das richtige Kennwort",
    "name your private key, or the public one where an agent holds the other, and the right passphrase",
)
NOT_THEIRS = Wording(
    "cette clé n’est pas de celles que reviewers.toml donne à {name}",
    "dieser Schlüssel gehört nicht zu denen, die reviewers.toml für {name} nennt",
    "this key is none of those that reviewers.toml has for {name}",
)
ADD_KEY = Wording(
    "inscrivez sa moitié publique sous ssh, ou prenez la bonne clé",
    "tragen Sie den öffentlichen Teil unter ssh ein oder nehmen Sie den richtigen Schlüssel",
    "write its public half below ssh, or take the right key",
)


def sign(content: bytes, key: Path, reviewer: Reviewer) -> bytes:
    """A reviewer's signature of a decision's file, as `ssh-keygen -Y sign` makes it; it may ask for a passphrase at the terminal.

    Raises RecordError where there is no such program, HouseError where it does not sign with this key, or the key is not the reviewer's.
    """
    namespace = NAMESPACE + reviewer.partner
    with tempfile.TemporaryDirectory(prefix="communique-proof-") as folder:
        path = Path(folder) / "decision.json"
        path.write_bytes(content)
        made = _run("-Y", "sign", "-f", str(key), "-n", namespace, str(path), place=key, seconds=PATIENCE)
        proof = path.with_name(path.name + files.PROOF)
        if made != 0 or not proof.is_file():
            raise HouseError(key, NOT_SIGNED, CHECK_KEY)
        signature = proof.read_bytes()
    if not _by(reviewer, content, signature, namespace):
        raise HouseError(key, NOT_THEIRS.fill(name=reviewer.name), ADD_KEY)
    return signature


def proven(folder: Path, record: Record, people: Mapping[str, Reviewer]) -> frozenset[str]:
    """The ids of the decisions beside which their reviewer's own SSH signature lies.

    One of somebody who is not in reviewers.toml any more proves nothing. Raises Tampered, naming the file, for a signature that is not that
    of its reviewer over this very file, and RecordError where there is one but no ssh-keygen.
    """
    found = set()
    for decision in record.decisions:
        path = folder / files.FOLDER / (decision.name + files.PROOF)
        if path.is_file() and (reviewer := people.get(decision.reviewer)):
            proof, content = _bytes(path), _bytes(path.with_suffix(""))
            if not _by(reviewer, content, proof, NAMESPACE + decision.partner):
                raise Tampered(files.place(path), say.FALSE_PROOF, say.RESTORE)
            found.add(decision.id)
    return frozenset(found)


def _by(reviewer: Reviewer, content: bytes, proof: bytes, namespace: str) -> bool:
    return any(_verified(content, proof, key, namespace) for key in reviewer.ssh)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(max(LARGEST, files.LARGEST))
    except OSError as error:
        raise RecordError(files.place(path), files.unreadable(error), say.CHECK_RIGHTS) from error


@lru_cache(maxsize=1024)
def _verified(content: bytes, proof: bytes, key: str, namespace: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="communique-proof-") as folder:
        signers, signature = Path(folder) / "signers", Path(folder) / "signature"
        signers.write_text(f"{SIGNER} {key}\n", encoding="ascii")
        signature.write_bytes(proof)
        asked = ("-Y", "verify", "-f", str(signers), "-I", SIGNER, "-n", namespace, "-s", str(signature))
        return _run(*asked, place=PROGRAM, given=content) == 0


def _run(*arguments: str, place: object, given: bytes | None = None, seconds: int = SECONDS) -> int:
    program = shutil.which(PROGRAM)
    if program is None:
        raise RecordError(place, NO_PROGRAM, INSTALL)
    try:
        return subprocess.run((program, *arguments), input=given, capture_output=True, timeout=seconds, check=False).returncode  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RecordError(place, say.UNREADABLE.fill(why=same(type(error).__name__)), INSTALL) from error
