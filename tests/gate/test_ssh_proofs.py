"""Those who work in git can sign with their own SSH key: what nobody but them can have made stands beside the decision."""

from __future__ import annotations

import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from communique import decisions, reviews
from communique.errors import HouseError, RecordError, Tampered
from communique.record import ssh_proofs
from communique.reviewers import Reviewer
from gatehouse import DE, EN, NOON, REVIEWERS, Gate, make

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not on this machine")


def ssh_key(folder: Path, name: str, kind: str = "ed25519") -> Path:
    path = folder / name
    size = ("-b", "2048") if kind == "rsa" else ()
    subprocess.run(("ssh-keygen", "-q", "-t", kind, *size, "-N", "", "-C", name, "-f", str(path)), check=True, capture_output=True)
    return path


def public(path: Path) -> str:
    return path.with_suffix(".pub").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("ssh")
    return {name: ssh_key(folder, name) for name in ("anna", "bruno", "chloe")}


def known(root: Path, pairs: dict[str, Path], *, more: str = "") -> Gate:
    """A gate whose reviewers have SSH keys; `more` is said of Anna."""
    own, text = make(root), REVIEWERS
    for who, path in pairs.items():
        text = text.replace(f'id = "{who}"\n', f'id = "{who}"\nssh = ["{public(path)}"]\n' + (more if who == "anna" else ""))
    (root / "templates" / "reviewers.toml").write_text(text, encoding="utf-8")
    return own.reloaded()


@pytest.fixture
def gate(tmp_path: Path, pairs: dict[str, Path]) -> Gate:
    return known(tmp_path, pairs)


def approval(own: Gate, who: str = "anna") -> decisions.Decision:
    board = own.board()
    return reviews.approve(board, own.release, own.house, own.reviewers, language=DE, partner="nord", who=who, at=NOON, channel="terminal")


def signed(own: Gate, key: Path, who: str = "anna") -> Path:
    prove = partial(ssh_proofs.sign, key=key, reviewer=own.reviewers[who])
    return decisions.record(own.folder, approval(own, who), own.key, own.house.keys, prove=prove)


def proof_of(path: Path) -> Path:
    return path.with_name(path.name + ".sig")


def proven(own: Gate) -> frozenset[str]:
    return ssh_proofs.proven(own.folder, own.record(), own.reviewers)


def forged(path: Path, key: Path, namespace: str) -> None:
    """A signature that somebody makes by hand."""
    subprocess.run(("ssh-keygen", "-Y", "sign", "-f", str(key), "-n", namespace, str(path)), check=True, capture_output=True)


def test_a_proof_lies_beside_the_decision_and_ssh_keygen_verifies_it_without_us(gate: Gate, pairs: dict[str, Path], tmp_path: Path) -> None:
    path = signed(gate, pairs["anna"])
    assert proven(gate) == {gate.record().decisions[0].id}
    assert gate.states()["de/nord"] == "approved"
    signers = tmp_path / "signers"
    signers.write_text(f'anna namespaces="communique-nord" {public(pairs["anna"])}\n', encoding="utf-8")
    asked = ("ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", "anna", "-n", "communique-nord", "-s", str(proof_of(path)))
    assert subprocess.run(asked, input=path.read_bytes(), capture_output=True, check=False).returncode == 0


def test_a_decision_without_a_proof_is_as_good_where_none_is_asked_for(gate: Gate) -> None:
    gate.approve(DE, "nord", "anna")
    assert proven(gate) == frozenset()
    assert gate.states()["de/nord"] == "approved"


def by_another_person(path: Path, pairs: dict[str, Path]) -> None:
    forged(path, pairs["bruno"], "communique-nord")


def by_another_partner(path: Path, pairs: dict[str, Path]) -> None:
    forged(path, pairs["chloe"], "communique-sud")


def for_another_purpose(path: Path, pairs: dict[str, Path]) -> None:
    forged(path, pairs["anna"], "git")


def for_another_partner(path: Path, pairs: dict[str, Path]) -> None:
    forged(path, pairs["anna"], "communique-sud")


def of_another_file(path: Path, pairs: dict[str, Path]) -> None:
    other = path.parent / ".other"
    other.write_bytes(path.read_bytes() + b" ")
    forged(other, pairs["anna"], "communique-nord")
    other.with_name(".other.sig").rename(proof_of(path))


def of_one_byte_more(path: Path, pairs: dict[str, Path]) -> None:
    forged(path, pairs["anna"], "communique-nord")
    content = bytearray(proof_of(path).read_bytes())
    content[len(content) // 2] ^= 1
    proof_of(path).write_bytes(content)


def empty(path: Path, pairs: dict[str, Path]) -> None:
    proof_of(path).write_bytes(b"")


def rubbish(path: Path, pairs: dict[str, Path]) -> None:
    proof_of(path).write_bytes(b"\xff" * 100_000)


@pytest.mark.parametrize(
    "attack",
    [by_another_person, by_another_partner, for_another_purpose, for_another_partner, of_another_file, of_one_byte_more, empty, rubbish],
)
def test_a_signature_that_is_not_the_reviewers_over_this_file_is_found_and_named(
    gate: Gate, pairs: dict[str, Path], attack: object
) -> None:
    path = gate.approve(DE, "nord", "anna")
    attack(path, pairs)  # type: ignore[operator]
    with pytest.raises(Tampered, match="this SSH signature is not that of the person who decided") as caught:
        gate.board()
    assert caught.value.place.endswith(proof_of(path).name)


def test_every_kind_of_key_that_ssh_keygen_makes_serves(gate: Gate, tmp_path: Path) -> None:
    for kind in ("rsa", "ecdsa"):
        key = ssh_key(tmp_path, kind, kind)
        own = known(tmp_path / f"house-{kind}", {"anna": key})
        signed(own, key)
        assert len(proven(own)) == 1


def test_without_its_required_proof_an_approval_does_not_count(tmp_path: Path, pairs: dict[str, Path]) -> None:
    own = known(tmp_path, pairs, more="ssh_required = true\n")
    own.approve(DE, "nord", "anna")
    cell = own.board().cell(DE, "nord")
    assert cell
    assert (cell.state.value, cell.given) == ("waiting", ())
    assert cell.why.en == "the approval lacks the SSH proof that reviewers.toml asks for"
    signed(own, pairs["anna"])
    assert own.states()["de/nord"] == "approved"


def test_a_deputy_of_somebody_who_has_to_prove_has_to_prove_too(tmp_path: Path, pairs: dict[str, Path]) -> None:
    away = 'ssh_required = true\ndeputy = "bruno"\naway = [{ from = 2026-03-09, until = 2026-03-09 }]\n'
    own = known(tmp_path, pairs, more=away)
    board = reviews.board(own.release, own.record(), (), own.house, NOON)
    how = {"language": EN, "partner": "nord", "who": "bruno", "at": NOON, "channel": "terminal"}
    decision = reviews.approve(board, own.release, own.house, own.reviewers, **how)  # type: ignore[arg-type]
    assert decision.stands_for == "anna"
    own.write(decision)
    assert own.states()["en/nord"] == "waiting"
    prove = partial(ssh_proofs.sign, key=pairs["bruno"], reviewer=own.reviewers["bruno"])
    decisions.record(own.folder, decision, own.key, own.house.keys, prove=prove)
    assert own.states()["en/nord"] == "approved"


def test_a_proof_that_is_taken_away_takes_the_approval_with_it(tmp_path: Path, pairs: dict[str, Path]) -> None:
    own = known(tmp_path, pairs, more="ssh_required = true\n")
    proof_of(signed(own, pairs["anna"])).unlink()
    assert own.states()["de/nord"] == "waiting"


def test_nothing_is_recorded_where_the_key_is_not_the_reviewers(gate: Gate, pairs: dict[str, Path]) -> None:
    with pytest.raises(HouseError, match=r"none of those that reviewers\.toml has for Anna Nord"):
        signed(gate, pairs["bruno"])
    assert gate.record().decisions == ()
    assert list((gate.folder / "decisions").glob("*.sig")) == []


def test_a_key_that_is_none_is_one_sentence(gate: Gate, tmp_path: Path) -> None:
    (tmp_path / "no.key").write_text("nothing", encoding="utf-8")
    for path in (tmp_path / "no.key", tmp_path / "absent"):
        with pytest.raises(HouseError, match="ssh-keygen did not sign with this key"):
            signed(gate, path)
    assert gate.record().decisions == ()


def test_where_ssh_keygen_is_missing_a_proof_is_not_taken_on_trust(
    gate: Gate, pairs: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    signed(gate, pairs["anna"])
    ssh_proofs._verified.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecordError, match="need the program ssh-keygen"):
        gate.board()


def test_a_proof_without_its_decision_is_a_stray_file(gate: Gate, pairs: dict[str, Path]) -> None:
    path = signed(gate, pairs["anna"])
    proof_of(path).rename(path.with_name("20260309T120000Z-approve-000000000000.json.sig"))
    with pytest.raises(Tampered, match="not a decision of this program"):
        gate.record()


def test_the_proof_of_someone_who_left_proves_nothing_and_breaks_nothing(gate: Gate, pairs: dict[str, Path]) -> None:
    signed(gate, pairs["anna"])
    (gate.house.templates / "reviewers.toml").write_text(REVIEWERS.replace('"anna"', '"aline"'), encoding="utf-8")
    left = gate.reloaded()
    assert proven(left) == frozenset()
    assert left.board().cell(DE, "nord").gone == ("anna",)  # type: ignore[union-attr]


def test_a_name_that_is_a_pattern_lets_nobody_else_in(tmp_path: Path, pairs: dict[str, Path]) -> None:
    own = known(tmp_path, pairs)
    star = Reviewer("*", "Anyone", "x@example.org", "nord", (DE, EN), ssh=(" ".join(public(pairs["anna"]).split()[:2]),))
    with pytest.raises(HouseError, match="none of those"):
        ssh_proofs.sign(b"{}", pairs["bruno"], star)
    assert own.record().decisions == ()
    assert ssh_proofs.sign(b"{}", pairs["anna"], star).startswith(b"-----BEGIN SSH SIGNATURE-----")
