"""Who has to approve: by language, partner and role, so many people, a deputy for whoever is away, and never one partner for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from communique import decisions, house, reviewers, reviews
from communique.approval import sheets
from communique.approval.boards import Board, State
from communique.decisions import Decision
from communique.errors import HouseError, NotAllowed
from communique.languages import Language
from communique.roles import Role
from gatehouse import DE, EN, FR, NOON, REVIEWERS, Gate, make, with_text

LANGUAGE, FACTS, LEGAL, OWN = Role.LANGUAGE, Role.FACTS, Role.LEGAL, Role.OWN
DORA = """
[[reviewers]]
id = "dora"
name = "Dora Nord"
email = "dora@example.org"
partner = "nord"
languages = ["en"]
roles = ["legal"]
"""


def policy(root: Path, approvals: str, *, people: str = REVIEWERS, gate_lines: str = "") -> Gate:
    """A gate whose house asks for these approvals, with these reviewers."""
    own = make(root)
    settings = root / "templates" / "house.toml"
    text = settings.read_text(encoding="utf-8").replace('nord = ["de", "en"]\n"*" = ["fr", "en"]', approvals)
    settings.write_text(text.replace("[gate]\n", f"[gate]\n{gate_lines}\n"), encoding="utf-8")
    (root / "templates" / "reviewers.toml").write_text(people, encoding="utf-8")
    return own.reloaded()


def decided(own: Gate, kind: str, language: Language, partner: str, who: str, role: Role = LANGUAGE, **more: object) -> Decision:
    choose = {"approve": reviews.approve, "return": reviews.give_back}[kind]
    how = {"at": NOON, "channel": "desk", **({"comment": "nein"} if kind == "return" else {}), **more}
    board = reviews.board(own.release, own.record(), (), own.house, NOON)
    return choose(board, own.release, own.house, own.reviewers, language=language, partner=partner, who=who, role=role, **how)  # type: ignore[operator, no-any-return]


def approve(own: Gate, language: Language, partner: str, who: str, role: Role = LANGUAGE, **more: object) -> None:
    own.write(decided(own, "approve", language, partner, who, role, **more))


def states(board: Board) -> dict[str, str]:
    return {cell.name: cell.state.value for cell in board.cells}


def test_codes_of_languages_and_tables_with_roles_are_mixed(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", { languages = ["en"], role = "legal", people = 2 }]\n"*" = ["fr", "en"]')
    asked = {ask.name: ask.people for ask in reviews.needed(own.release, own.house)}
    assert asked == {"fr/sud": 1, "de/nord": 1, "en/nord/legal": 2, "en/sud": 1}
    assert list(asked) == list(own.board().subjects)


@pytest.mark.parametrize(
    "line",
    [
        'nord = ["de", "de"]',
        'nord = [{ languages = ["en"], role = "boss" }]',
        "nord = [{ languages = [] }]",
        'nord = [{ role = "legal" }]',
        'nord = [{ languages = ["en"], people = 0 }]',
        'nord = [{ languages = ["en"], people = true }]',
        'nord = [{ languages = ["en"], persons = 2 }]',
        'nord = ["en", { languages = ["en"] }]',
        'nord = "en"',
        "nord = [3]",
    ],
)
def test_what_cannot_be_understood_under_approvals_is_refused_and_not_passed_over(tmp_path: Path, line: str) -> None:
    with pytest.raises(HouseError, match=r"templates/house\.toml: cannot be read"):
        policy(tmp_path, line)


@pytest.mark.parametrize("line", ["people = 0", "people = 10", 'people = "2"', "peopel = 2"])
def test_a_number_of_people_that_makes_no_sense_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(HouseError, match="peop"):
        policy(tmp_path, 'nord = ["de"]', gate_lines=line)


def test_a_role_is_approved_by_its_own_people_beside_the_language(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en", { languages = ["en"], role = "legal" }]\n"*" = ["fr", "en"]', people=REVIEWERS + DORA)
    approve(own, EN, "nord", "anna")
    assert states(own.board())["en/nord"] == "approved"
    assert states(own.board())["en/nord/legal"] == "waiting"
    assert own.board().cell(EN, "nord", LEGAL).who == ("Dora Nord",)  # type: ignore[union-attr]
    with pytest.raises(NotAllowed, match="Anna Nord does not decide in the role “legal” — ask Dora Nord"):
        decided(own, "approve", EN, "nord", "anna", LEGAL)
    with pytest.raises(NotAllowed, match="Dora Nord does not decide in the role “language” — ask Anna Nord"):
        decided(own, "approve", EN, "nord", "dora")
    approve(own, EN, "nord", "dora", LEGAL)
    assert states(own.board())["en/nord/legal"] == "approved"


def test_a_role_that_nobody_asks_for_is_not_approved(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en"]\n"*" = ["fr", "en"]', people=REVIEWERS + DORA)
    with pytest.raises(NotAllowed, match="approval of nord in the role “legal” is not asked for in English"):
        decided(own, "approve", EN, "nord", "dora", LEGAL)


def test_an_approval_in_one_role_is_none_in_another(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en", { languages = ["en"], role = "own" }]\n"*" = ["fr", "en"]')
    approve(own, EN, "nord", "anna", OWN)
    assert (states(own.board())["en/nord/own"], states(own.board())["en/nord"]) == ("approved", "waiting")
    (approval,) = own.record().decisions
    assert (approval.role, decisions.values(approval)["version"]) == ("own", 2)


def test_a_decision_that_needs_nothing_new_is_still_written_as_version_1(tmp_path: Path) -> None:
    own = make(tmp_path)
    own.approve(DE, "nord", "anna")
    (approval,) = own.record().decisions
    assert decisions.values(approval)["version"] == 1
    assert not {"role", "stands_for", "text"} & set(decisions.values(approval))


def test_a_language_of_which_only_own_words_are_approved_is_unguarded(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = [{ languages = ["de"], role = "own" }, "en"]\n"*" = ["fr", "en"]')
    assert own.board().unguarded == (DE,)
    with pytest.raises(NotAllowed, match="nobody is asked to approve the edition in German"):
        reviews.demand_approved(own.board())


def two(root: Path) -> Gate:
    """A house that asks for two people of nord in German."""
    return policy(root, 'nord = [{ languages = ["de"], people = 2 }, "en"]\n"*" = ["fr", "en"]')


def test_where_two_people_are_asked_for_one_is_not_enough_and_who_is_missing_is_said(tmp_path: Path) -> None:
    own = two(tmp_path)
    approve(own, DE, "nord", "anna")
    cell = own.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given, cell.people, cell.who) == (State.WAITING, ("anna",), 2, ("Bruno Nord",))
    assert cell.why.en == "approved by Anna Nord exactly as it stands; 1 more to approve"
    with pytest.raises(NotAllowed, match=r"German for nord, 1 more \(Bruno Nord\)"):
        reviews.demand_approved(own.board())
    approve(own, DE, "nord", "bruno", at=NOON + timedelta(minutes=1))
    cell = own.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given) == (State.APPROVED, ("anna", "bruno"))
    assert cell.why.en == "approved by Anna Nord, Bruno Nord exactly as it stands"
    assert len(cell.approvals) == 2


def test_one_person_who_approves_twice_is_one_person(tmp_path: Path) -> None:
    own = two(tmp_path)
    for minute in range(3):
        approve(own, DE, "nord", "anna", at=NOON + timedelta(minutes=minute))
    cell = own.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given) == (State.WAITING, ("anna",))


def test_a_house_may_ask_for_two_people_everywhere(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de"]\nsud = [{ languages = ["en"], people = 1 }]', gate_lines="people = 2")
    assert {ask.name: ask.people for ask in reviews.needed(own.release, own.house)} == {"de/nord": 2, "en/sud": 1}


def test_the_two_people_have_to_approve_the_same_text(tmp_path: Path) -> None:
    own = two(tmp_path)
    approve(own, DE, "nord", "anna")
    changed = Gate(own.house, own.key, with_text(own.release, DE, 1, "Anders."))
    approve(changed, DE, "nord", "bruno", at=NOON + timedelta(minutes=1))
    cell = changed.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given) == (State.WAITING, ("bruno",))
    # The text as it was has Anna's approval only, and that a later one of another text has overtaken.
    before = own.board().cell(DE, "nord")
    assert before
    assert (before.state, before.given) == (State.STALE, ())


def test_a_return_voids_the_approval_of_a_colleague(tmp_path: Path) -> None:
    own = two(tmp_path)
    approve(own, DE, "nord", "anna")
    own.write(decided(own, "return", DE, "nord", "bruno", at=NOON + timedelta(minutes=1)))
    assert states(own.board())["de/nord"] == "returned"
    approve(own, DE, "nord", "bruno", at=NOON + timedelta(minutes=2))
    cell = own.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given) == (State.WAITING, ("bruno",))


def test_an_approval_that_did_not_know_of_a_return_does_not_count_towards_two(tmp_path: Path) -> None:
    own, aside = two(tmp_path / "one"), two(tmp_path / "other")
    approve(own, DE, "nord", "anna")
    path = decisions.record(aside.folder, decided(aside, "return", DE, "nord", "bruno"), own.key)
    path.rename(own.folder / "decisions" / path.name)
    approve(own, DE, "nord", "bruno", at=NOON + timedelta(minutes=1))
    cell = own.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given) == (State.WAITING, ("bruno",))


AWAY = 'away = [{ from = 2026-03-09, until = 2026-03-10 }]\ndeputy = "bruno"\n'


def absent(who: str = "anna", lines: str = AWAY) -> str:
    return REVIEWERS.replace(f'id = "{who}"\n', f'id = "{who}"\n{lines}')


def test_a_deputy_decides_for_whoever_is_away_and_the_record_says_for_whom(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en"]\n"*" = ["fr", "en"]', people=absent())
    board = reviews.board(own.release, own.record(), (), own.house, NOON)
    assert board.cell(EN, "nord").who == ("Bruno Nord (p. p. Anna Nord)",)  # type: ignore[union-attr]
    approve(own, EN, "nord", "bruno")
    (approval,) = own.record().decisions
    assert (approval.reviewer, approval.stands_for, approval.partner) == ("bruno", "anna", "nord")
    cell = own.board().cell(EN, "nord")
    assert cell
    assert (cell.state, cell.given, cell.gone) == (State.APPROVED, ("bruno",), ())


@pytest.mark.parametrize("days", [-1, 2])
def test_on_other_days_a_deputy_has_no_say(tmp_path: Path, days: int) -> None:
    own = policy(tmp_path, 'nord = ["de", "en"]\n"*" = ["fr", "en"]', people=absent())
    moment = NOON + timedelta(days=days)
    assert reviews.board(own.release, own.record(), (), own.house, moment).cell(EN, "nord").who == ("Anna Nord",)  # type: ignore[union-attr]
    with pytest.raises(NotAllowed, match="Bruno Nord does not review texts in English"):
        decided(own, "approve", EN, "nord", "bruno", at=moment)


def test_the_days_of_an_absence_are_those_of_the_houses_zone(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en"]\n"*" = ["fr", "en"]', people=absent())
    late = NOON.replace(day=8, hour=23, minute=30)
    assert decided(own, "approve", EN, "nord", "bruno", at=late).stands_for == "anna"


def test_a_deputy_and_the_one_they_stand_for_are_one_seat(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", { languages = ["en"], people = 2 }]\n"*" = ["fr", "en"]', people=absent())
    approve(own, EN, "nord", "bruno")
    approve(own, EN, "nord", "anna", at=NOON + timedelta(minutes=1))
    cell = own.board().cell(EN, "nord")
    assert cell
    assert (cell.state, cell.given) == (State.WAITING, ("bruno",))


def test_who_has_a_say_of_their_own_uses_that(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en"]\n"*" = ["fr", "en"]', people=absent())
    assert decided(own, "approve", DE, "nord", "bruno").stands_for == ""


@pytest.mark.parametrize(
    "lines, sentence",
    [
        pytest.param('deputy = "chloe"\n', "who is not another person of the same partner", id="of another partner"),
        pytest.param('deputy = "anna"\n', "who is not another person of the same partner", id="themselves"),
        pytest.param('deputy = "nobody"\n', "who is not another person of the same partner", id="a stranger"),
        pytest.param("deputy = 3\n", "cannot be read", id="a number"),
        pytest.param("away = [{ from = 2026-03-10, until = 2026-03-09 }]\n", "cannot be read", id="an end before its beginning"),
        pytest.param('away = [{ from = "2026-03-09", until = "2026-03-10" }]\n', "cannot be read", id="days in quotation marks"),
        pytest.param("away = [{ from = 2026-03-09 }]\n", "cannot be read", id="no end"),
        pytest.param('roles = ["boss"]\n', "cannot be read", id="an unknown role"),
        pytest.param('ssh = ["rm -rf"]\n', "cannot be read", id="no SSH key"),
        pytest.param('ssh = ["ssh-ed25519 AAAA\\nx ssh-ed25519 BBBB"]\n', "cannot be read", id="two SSH keys in one"),
        pytest.param('role = ["legal"]\n', "cannot be read", id="a misspelt role"),
        pytest.param("shh_required = true\n", "cannot be read", id="a misspelt proof"),
        pytest.param('ssh_required = "yes"\n', "cannot be read", id="a word for yes"),
    ],
)
def test_what_reviewers_toml_cannot_mean_is_one_sentence(tmp_path: Path, lines: str, sentence: str) -> None:
    own = make(tmp_path)
    (own.house.templates / "reviewers.toml").write_text(absent(lines=lines), encoding="utf-8")
    with pytest.raises(HouseError, match=sentence):
        reviewers.load(own.house)


def test_a_partner_never_approves_for_another_as_a_deputy_either(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = ["de", "en"]\n"*" = ["fr", "en"]', people=absent())
    people = reviewers.load(own.house)
    # Even where the file was read by something that let a stranger through.
    people["anna"] = replace(people["anna"], deputy="chloe")
    board = reviews.board(own.release, own.record(), (), own.house, NOON)
    with pytest.raises(NotAllowed, match="Chloé Sud reviews for sud, not for nord"):
        reviews.approve(
            board, own.release, own.house, people, language=EN, partner="nord", who="chloe", at=NOON, channel="desk", role=LANGUAGE
        )


def test_a_reviewer_who_left_the_list_keeps_an_approval_that_says_so_and_gives_no_more(tmp_path: Path) -> None:
    own = make(tmp_path)
    own.approve(FR, "sud", "chloe")
    (tmp_path / "templates" / "reviewers.toml").write_text(REVIEWERS.replace('"chloe"', '"camille"'), encoding="utf-8")
    cell = own.reloaded().board().cell(FR, "sud")
    assert cell
    assert (cell.state, cell.gone) == (State.APPROVED, ("chloe",))
    with pytest.raises(NotAllowed, match="“chloe” is not among the reviewers"):
        decided(own.reloaded(), "approve", FR, "sud", "chloe")


@pytest.mark.parametrize(
    "old, new",
    [
        pytest.param('languages = ["fr", "en"]', 'languages = ["en"]', id="lost the language"),
        pytest.param('partner = "sud"', 'partner = "est"', id="went to another partner"),
        pytest.param('name = "Chloé Sud"', 'name = "Chloé Sud"\nroles = ["own"]', id="lost the role"),
    ],
)
def test_who_could_not_approve_any_more_is_named(tmp_path: Path, old: str, new: str) -> None:
    own = make(tmp_path)
    own.approve(FR, "sud", "chloe")
    file = tmp_path / "templates" / "reviewers.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert own.reloaded().board().cell(FR, "sud").gone == ("chloe",)  # type: ignore[union-attr]


def test_everyone_who_is_missing_is_on_the_sheet_with_role_and_count(tmp_path: Path) -> None:
    own = policy(tmp_path, 'nord = [{ languages = ["de"], people = 2 }, { languages = ["en"], role = "legal" }]\n"*" = ["fr", "en"]')
    approve(own, DE, "nord", "anna")
    sheet = sheets.write(own.release, own.board(), (), {}, EN)
    assert "Institut Nord | ○ waiting 1/2 | Bruno Nord" in sheet
    assert "Institut Nord (legal) | ○ waiting" in sheet
    assert house.load(tmp_path).asks("nord")[0].people == 2
