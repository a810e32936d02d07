"""The gate's key: who has it can sign, everyone can verify, and it shows itself nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from communique.errors import HouseError
from communique.languages import Language
from communique.record import keys


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "state" / "gate.key"
    private, _ = keys.new()
    keys.keep(path, private)
    return path


def test_what_the_key_signs_its_public_half_verifies(file: Path) -> None:
    key = keys.load(file)
    assert len(key.public) == 32
    assert keys.verify(key.public, b"yes", key.sign(b"yes"))


def test_another_message_another_key_or_another_signature_is_not_verified(file: Path) -> None:
    key, (_, stranger) = keys.load(file), keys.new()
    signature = key.sign(b"yes")
    flipped = [signature[:n] + bytes((signature[n] ^ 1,)) + signature[n + 1 :] for n in range(64)]
    assert not keys.verify(key.public, b"no", signature)
    assert not keys.verify(stranger, b"yes", signature)
    assert not any(keys.verify(key.public, b"yes", wrong) for wrong in (*flipped, b"", signature + b"\0"))
    assert not any(keys.verify(wrong, b"yes", signature) for wrong in (b"", b"\0" * 31, b"\0" * 33))


def test_two_keys_are_never_the_same() -> None:
    assert len({keys.new() for _ in range(20)}) == 20


def test_a_new_key_is_its_owners_alone_and_is_not_overwritten(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    with pytest.raises(HouseError, match="there is a key already"):
        keys.keep(file, keys.new()[0])
    assert file.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o644, 0o666, 0o601])
def test_a_key_that_others_can_reach_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(HouseError, match="other accounts"):
        keys.load(file)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_of_its_owner_alone_is_taken(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert keys.load(file).sign(b"")


def test_a_missing_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HouseError, match="communique keys new") as caught:
        keys.load(tmp_path / "gate.key")
    assert all("communique keys new" in caught.value.sentence(language) for language in Language)


def test_a_folder_in_place_of_a_key_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(HouseError, match="cannot be opened"):
        keys.load(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"not a key", b"\x00\xff" * 40, keys.new()[0][:-40]], ids=["nothing", "words", "no letters", "the half of a key"]
)
def test_a_file_that_is_no_key_is_refused_without_showing_it(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(HouseError, match="not an Ed25519 private key"):
        keys.load(file)


def test_a_key_of_another_kind_is_refused(file: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(other.private_bytes(*form))
    with pytest.raises(HouseError, match="not an Ed25519 private key"):
        keys.load(file)


def test_a_key_with_a_pass_phrase_is_refused(file: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    locked = serialization.BestAvailableEncryption(b"secret")
    file.write_bytes(private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked))
    with pytest.raises(HouseError, match="not an Ed25519 private key"):
        keys.load(file)


def test_a_key_of_another_house_is_refused_before_it_signs_anything(file: Path) -> None:
    own = keys.load(file).public
    assert keys.load(file, own).public == own
    with pytest.raises(HouseError, match=r"does not belong to the public key in templates/house\.toml"):
        keys.load(file, keys.new()[1])


def test_a_key_does_not_show_itself(file: Path) -> None:
    body = file.read_text().splitlines()[1]
    assert body[:16] not in repr(keys.load(file))
    file.write_bytes(b"-----BEGIN PRIVATE KEY-----\n" + body[:-8].encode() + b"\n-----END PRIVATE KEY-----\n")
    with pytest.raises(HouseError) as caught:
        keys.load(file)
    assert body[:16] not in str(caught.value)
