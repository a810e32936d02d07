"""A review code is good for one decision, of one person, about one text, for two weeks."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique import reviews
from communique.approval import codes
from communique.approval.codes import Grant
from communique.errors import NotAllowed
from communique.languages import Language
from communique.roles import Role
from gatehouse import DE, EN, NOON, Gate, make, with_text


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path)


def issued(gate: Gate, *, days: int = 14) -> str:
    subject = gate.board().cells[1].subject
    return codes.issue(gate.house.state, release="pont", language=DE, partner="nord", reviewer="anna", subject=subject, at=NOON, days=days)


def decide(gate: Gate, code: str) -> Grant:
    """What a form does with a code: look, let the gate decide, spend, record."""
    grant = codes.look(gate.house.state, code, NOON)
    board = gate.board()
    cell = board.cell(grant.language, grant.partner)
    codes.demand_current(grant, cell.subject if cell else "")
    decision = reviews.approve(
        board,
        gate.release,
        gate.house,
        gate.reviewers,
        language=grant.language,
        partner=grant.partner,
        who=grant.reviewer,
        at=NOON,
        channel="prefect",
        seen=grant.subject,
    )
    codes.spend(gate.house.state, code, NOON)
    gate.write(decision)
    return grant


def test_a_code_can_be_read_out_and_has_sixty_random_bits(gate: Gate) -> None:
    code = issued(gate)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert set(code) - {"-"} <= set(codes.SIGNS)
    assert len(set(codes.SIGNS)) ** codes.LENGTH == 2**60
    assert len({issued(gate) for _ in range(50)}) == 50


def test_a_code_lets_its_reviewer_decide_once(gate: Gate) -> None:
    code = issued(gate)
    grant = decide(gate, code)
    assert (grant.release, grant.language, grant.partner, grant.reviewer) == ("pont", DE, "nord", "anna")
    assert gate.states()["de/nord"] == "approved"
    with pytest.raises(NotAllowed, match="used already — ask for another"):
        decide(gate, code)
    assert len(gate.record().decisions) == 1


def test_only_its_hash_is_kept(gate: Gate) -> None:
    code = issued(gate)
    kept = b"".join(str(path).encode() + path.read_bytes() for path in gate.house.state.rglob("*") if path.is_file())
    assert code.encode() not in kept
    assert code.replace("-", "").encode() not in kept
    assert (gate.house.state / "codes").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "typed", [str.lower, lambda c: c.replace("-", ""), lambda c: f" {c.replace('-', ' – ')} ", lambda c: c.replace("0", "O")]
)
def test_a_code_may_be_typed_as_people_type(gate: Gate, typed: object) -> None:
    code = next(code for code in (issued(gate) for _ in range(200)) if "0" in code)
    assert codes.look(gate.house.state, typed(code), NOON).reviewer == "anna"  # type: ignore[operator]


def test_looking_does_not_use_a_code_up(gate: Gate) -> None:
    code = issued(gate)
    assert [codes.look(gate.house.state, code, NOON) for _ in range(3)]
    assert codes.spend(gate.house.state, code, NOON).reviewer == "anna"


def test_a_decision_that_is_refused_leaves_the_code_as_it_was(gate: Gate) -> None:
    code = issued(gate)
    holes = Gate(gate.house, gate.key, with_text(gate.release, DE, 1, None))
    with pytest.raises(NotAllowed):
        decide(holes, code)
    assert decide(gate, code)


@pytest.mark.parametrize("code", ["", "-", "K7QF-3M2P-9XWT", "../../gate", "\0", "é" * 12, "\udcff", "x" * 100_000])
def test_a_wrong_code_is_refused(gate: Gate, code: str) -> None:
    issued(gate)
    for act in (codes.look, codes.spend):
        with pytest.raises(NotAllowed, match="there is no such code"):
            act(gate.house.state, code, NOON)


def test_one_wrong_sign_is_a_wrong_code(gate: Gate) -> None:
    code = issued(gate)
    for position, sign in enumerate(code):
        if sign != "-":
            other = codes.SIGNS[(codes.SIGNS.index(sign) + 1) % 32]
            with pytest.raises(NotAllowed, match="no such code"):
                codes.look(gate.house.state, code[:position] + other + code[position + 1 :], NOON)


def test_a_code_of_another_house_is_a_wrong_one(gate: Gate, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="no such code"):
        codes.look(make(tmp_path / "other").house.state, issued(gate), NOON)


def test_a_code_ends_after_its_days(gate: Gate) -> None:
    code = issued(gate)
    assert codes.look(gate.house.state, code, NOON + timedelta(days=14))
    for act in (codes.look, codes.spend):
        with pytest.raises(NotAllowed, match="has expired"):
            act(gate.house.state, code, NOON + timedelta(days=14, seconds=1))


def test_a_code_is_void_when_its_text_changes(gate: Gate) -> None:
    code = issued(gate)
    changed = Gate(gate.house, gate.key, with_text(gate.release, DE, 1, "Anders."))
    with pytest.raises(NotAllowed, match="the text has changed since this code was sent"):
        decide(changed, code)
    other_language = Gate(gate.house, gate.key, with_text(gate.release, EN, 1, "Different."))
    assert decide(other_language, code)


def test_of_many_who_spend_a_code_at_once_one_succeeds(gate: Gate) -> None:
    for _ in range(20):
        code = issued(gate)

        def tried(_: int, code: str = code) -> bool:
            try:
                codes.spend(gate.house.state, code, NOON)
            except NotAllowed:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(tried, range(4))) == 1


def test_a_damaged_code_file_is_no_code(gate: Gate) -> None:
    code = issued(gate)
    (path,) = (gate.house.state / "codes").iterdir()
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(NotAllowed, match="no such code"):
        codes.look(gate.house.state, code, NOON)


def test_no_refusal_repeats_the_code(gate: Gate) -> None:
    code = issued(gate)
    codes.spend(gate.house.state, code, NOON)
    with pytest.raises(NotAllowed) as caught:
        codes.look(gate.house.state, code, NOON)
    assert len({caught.value.sentence(language) for language in Language}) == 3
    assert all(code not in caught.value.sentence(language) for language in Language)


def test_codes_that_expired_or_were_used_a_month_ago_are_swept_away(gate: Gate) -> None:
    old, spent = issued(gate, days=1), issued(gate)
    codes.spend(gate.house.state, spent, NOON)
    folder = gate.house.state / "codes"
    assert len(list(folder.iterdir())) == 2
    fresh = codes.issue(
        gate.house.state,
        release="pont",
        language=DE,
        partner="nord",
        reviewer="anna",
        subject="0" * 64,
        at=NOON + timedelta(days=30),
    )
    assert codes.look(gate.house.state, fresh, NOON + timedelta(days=30))
    codes.sweep(gate.house.state, datetime.now(UTC) + timedelta(days=29))
    with pytest.raises(NotAllowed, match="used already"):
        codes.look(gate.house.state, spent, NOON)
    codes.sweep(gate.house.state, datetime.now(UTC) + timedelta(days=31))
    assert list(folder.iterdir()) == []
    for code in (old, spent):
        with pytest.raises(NotAllowed, match="no such code"):
            codes.look(gate.house.state, code, NOON)


def test_sweeping_leaves_alone_what_it_does_not_understand(gate: Gate) -> None:
    issued(gate)
    (gate.house.state / "codes" / "broken.json").write_bytes(b"{")
    codes.sweep(gate.house.state, NOON)
    assert len(list((gate.house.state / "codes").iterdir())) == 2


def test_a_code_is_for_one_role(gate: Gate) -> None:
    subject = gate.board().cells[1].subject
    how = {"release": "pont", "language": DE, "partner": "nord", "reviewer": "anna", "subject": subject, "at": NOON}
    code = codes.issue(gate.house.state, **how, role=Role.LEGAL)  # type: ignore[arg-type]
    assert codes.look(gate.house.state, code, NOON).role is Role.LEGAL
    old = issued(gate)
    path = codes._file(gate.house.state, old)
    values = json.loads(path.read_bytes())
    del values["role"]
    path.write_text(json.dumps(values), encoding="utf-8")
    assert codes.look(gate.house.state, old, NOON).role is Role.LANGUAGE
