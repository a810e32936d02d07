"""A record that an older version wrote verifies to the byte, and goes on in the form of this one."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from communique import decisions
from communique.decisions import Decision, Kind
from communique.errors import Tampered
from communique.record.keys import SigningKey

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(b"\x07" * 32))
PUBLIC = base64.b64decode("6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=")
WRITTEN = {
    "20260309T110000Z-submit-24225cb68b27.json": """\
{
 "about": "",
 "at": "2026-03-09T11:00:00Z",
 "channel": "terminal",
 "comment": "",
 "kind": "submit",
 "language": null,
 "parents": [],
 "partner": "",
 "release": "pont",
 "reviewer": "",
 "signature": "kRSyFCVfKRPOQClBQpnYkmwfsjqvq4+EP2Z1XNI9ESsXzKDWFnrmp0zcTYPbj0oaXJDq2vwzA7FpICP3LLTFAQ==",
 "subject": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
 "version": 1
}
""",
    "20260309T120000Z-approve-a492da6fce6a.json": """\
{
 "about": "",
 "at": "2026-03-09T12:00:00Z",
 "channel": "desk",
 "comment": "№ 1: gelesen",
 "kind": "approve",
 "language": "de",
 "parents": [
  "24225cb68b27813707cf6ab01787358bc74be66927bd9f47ffdf5d41ff64cb2f"
 ],
 "partner": "nord",
 "release": "pont",
 "reviewer": "anna",
 "signature": "6+v2xOuem7FgdYRHjG58t/GDE6vT8e0X4dxUWaT5WNzWX/nlMvgzm/v4ekwYLmZkMx9lmKJmPi0w+Bhf+izCBA==",
 "subject": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
 "version": 1
}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a release whose decisions are of version 1."""
    place = tmp_path / "pont"
    (place / "decisions").mkdir(parents=True)
    for name, text in WRITTEN.items():
        (place / "decisions" / name).write_bytes(text.encode())
    return place


def test_a_record_of_version_1_verifies_as_it_stands(folder: Path) -> None:
    found = decisions.read(folder, PUBLIC)
    assert [(d.kind, d.name) for d in found.decisions] == list(zip((Kind.SUBMIT, Kind.APPROVE), WRITTEN, strict=True))
    assert {(d.role, d.stands_for, d.text) for d in found.decisions} == {("", "", "")}
    assert [decisions.values(d)["version"] for d in found.decisions] == [1, 1]


def test_this_version_writes_the_same_bytes_for_the_same_decisions(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again" / "pont"
    for decision in decisions.read(folder, PUBLIC).decisions:
        path = decisions.record(again, decision, KEY)
        assert path.read_bytes() == WRITTEN[path.name].encode()


def test_a_decision_with_a_role_follows_one_without(folder: Path) -> None:
    more = Decision(kind=Kind.APPROVE, release="pont", partner="nord", reviewer="dora", at="2026-03-10T12:00:00Z", role="legal")
    text = decisions.record(folder, more, KEY).read_text(encoding="utf-8")
    assert '"version": 2' in text
    assert '"role": "legal"' in text
    assert "stands_for" not in text
    assert len(decisions.read(folder, PUBLIC).decisions) == 3


@pytest.mark.parametrize("name", WRITTEN)
def test_no_byte_of_an_older_decision_may_change(folder: Path, name: str) -> None:
    path = folder / "decisions" / name
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :])
        with pytest.raises(Tampered):
            decisions.read(folder, PUBLIC)
