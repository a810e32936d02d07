"""Only the right people approve, for their own partner and languages, and only what they saw; all else is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import decisions, reviews
from communique.decisions import Decision, Kind
from communique.errors import NotAllowed
from communique.findings import Finding, Severity
from communique.languages import Language, same
from communique.reviews import State
from gatehouse import DE, EN, FR, NOON, SENTENCES, Gate, make, with_settings, with_text

HOW = {"at": NOON, "channel": "terminal"}


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path)


def blocking(gate: Gate, language: Language | None = DE, place: int = 2, severity: Severity = Severity.BLOCK) -> Finding:
    segment = gate.release.editions[language or FR].units[place].segment
    return Finding(
        check="numbers", place=segment.place, message=same("120"), severity=severity, language=language, segment=segment.key, excerpt="120"
    )


def approval(gate: Gate, language: Language, partner: str, who: str, *, findings: tuple[Finding, ...] = (), **more: str) -> Decision:
    board = gate.board(findings)
    return reviews.approve(
        board, gate.release, gate.house, gate.reviewers, language=language, partner=partner, who=who, at=NOON, channel="desk", **more
    )


def returned(gate: Gate, comment: str = "falsch", who: str = "anna") -> Decision:
    own = (gate.board(), gate.release, gate.house, gate.reviewers)
    return reviews.give_back(*own, language=DE, partner="nord", who=who, at=NOON, channel="desk", comment=comment)


def test_the_house_asks_each_partner_for_its_own_languages(gate: Gate) -> None:
    asked = [ask.name for ask in reviews.needed(gate.release, gate.house)]
    assert asked == ["fr/sud", "de/nord", "en/nord", "en/sud"]


def test_a_language_that_does_not_appear_is_not_asked_for(gate: Gate) -> None:
    only = with_settings(gate.release, languages=(FR, DE))
    assert [ask.name for ask in reviews.needed(only, gate.house)] == ["fr/sud", "de/nord"]


def test_everything_waits_at_first_and_the_board_names_who_may_decide(gate: Gate) -> None:
    board = gate.board()
    assert {cell.state for cell in board.cells} == {State.WAITING}
    assert board.missing == board.cells
    assert not board.approved
    assert board.cells[1].who == ("Anna Nord", "Bruno Nord")


def test_a_release_is_approved_when_everyone_has_approved(gate: Gate) -> None:
    for n, cell in enumerate(((FR, "sud", "chloe"), (DE, "nord", "bruno"), (EN, "nord", "anna"), (EN, "sud", "chloe"))):
        assert not gate.board().approved
        gate.approve(*cell, at=NOON + timedelta(minutes=n))
    board = gate.board()
    assert board.approved
    assert board.missing == ()
    assert [(cell.by, cell.at) for cell in board.cells][1] == ("bruno", "2026-03-09T12:01:00Z")
    assert board.cells[1].why.en == "approved by Bruno Nord exactly as it stands"
    reviews.demand_approved(board)


def test_an_approval_is_about_the_text_as_it_stands(gate: Gate) -> None:
    gate.approve_all()
    changed = with_text(gate.release, DE, 1, "Zwei Institute schließen ein Labor.")
    assert gate.states(changed) == {"fr/sud": "approved", "de/nord": "stale", "en/nord": "approved", "en/sud": "approved"}
    assert not gate.board(release=changed).approved
    assert gate.states() == dict.fromkeys(gate.states(), "approved")


@given(
    edits=st.lists(st.tuples(st.sampled_from((FR, DE, EN)), st.integers(0, 2), st.sampled_from(("A", "B", " ", "no change"))), max_size=4),
    embargo=st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stale_is_exactly_what_has_another_subject(approved: Gate, edits: list[tuple[Language, int, str]], embargo: bool) -> None:
    release = with_settings(approved.release, embargo=NOON) if embargo else approved.release
    for language, place, text in edits:
        release = with_text(release, language, place, SENTENCES[language][place] if text == "no change" else text)
    before, after = approved.board().subjects, approved.board(release=release).subjects
    expected = {cell: "approved" if before[cell] == after[cell] else "stale" for cell in before}
    assert approved.states(release) == expected
    touched = {cell for cell, state in expected.items() if state == "stale"}
    edited = {language for language in Language if release.editions[language] != approved.release.editions[language]}
    assert touched == (set(before) if embargo else {cell for cell in before if cell[:2] in edited})


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    gate = make(tmp_path_factory.mktemp("approved"))
    gate.approve_all()
    return gate


@pytest.mark.parametrize(
    "language, partner, who, sentence",
    [
        pytest.param(FR, "sud", "anna", "Anna Nord reviews for nord, not for sud — ask Chloé Sud", id="another partner"),
        pytest.param(EN, "nord", "chloe", "Chloé Sud reviews for sud, not for nord — ask Anna Nord", id="another partner, right language"),
        pytest.param(EN, "nord", "bruno", "Bruno Nord does not review texts in English — ask Anna Nord", id="another language"),
        pytest.param(DE, "nord", "nobody", "“nobody” is not among the reviewers", id="a stranger"),
        pytest.param(DE, "nord", "Anna Nord", "is not among the reviewers", id="a name for an id"),
        pytest.param(DE, "nord", "", "is not among the reviewers", id="nobody at all"),
        pytest.param(FR, "est", "denis", "“est” takes no part in this release — its", id="a partner of another release"),
        pytest.param(DE, "nord", "denis", "Denis Est reviews for est, not for nord", id="a reviewer of another release"),
        pytest.param(DE, "*", "anna", "“*” takes no part", id="the star"),
        pytest.param(DE, "../nord", "anna", "takes no part", id="a path"),
        pytest.param(DE, "NORD", "anna", "takes no part", id="capitals"),
    ],
)
def test_nobody_approves_what_is_not_theirs(gate: Gate, language: Language, partner: str, who: str, sentence: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        approval(gate, language, partner, who)
    assert sentence in caught.value.sentence(EN)
    assert caught.value.place == "pont"
    assert caught.value.exit_code == 5
    with pytest.raises(NotAllowed):
        reviews.give_back(
            gate.board(), gate.release, gate.house, gate.reviewers, language=language, partner=partner, who=who, comment="no", **HOW
        )


def test_what_nobody_asks_for_is_not_approved(gate: Gate) -> None:
    with pytest.raises(NotAllowed, match="approval of sud is not asked for in German"):
        approval(_rewritten(gate, "reviewers", 'languages = ["fr", "en"]', 'languages = ["fr", "de", "en"]'), DE, "sud", "chloe")


def test_a_language_that_does_not_appear_is_not_approved(gate: Gate) -> None:
    editions = {language: gate.release.editions[language] for language in (FR, EN)}
    without = replace(gate, release=replace(with_settings(gate.release, languages=(FR, EN)), editions=editions))
    with pytest.raises(NotAllowed, match="does not appear in German — its languages: fr, en"):
        approval(without, DE, "nord", "anna")


def test_untranslated_segments_stop_an_approval_and_are_named_by_place(gate: Gate) -> None:
    holes = replace(gate, release=with_text(with_text(gate.release, DE, 0, None), DE, 2, None))
    with pytest.raises(NotAllowed, match=r"segments in German that still wait for a translation: 2 \(p1, p3\)"):
        approval(holes, DE, "nord", "anna")
    assert approval(holes, EN, "nord", "anna").kind is Kind.APPROVE


def test_a_text_that_changed_since_it_was_seen_is_not_approved(gate: Gate) -> None:
    seen = gate.board().cells[1].subject
    assert approval(gate, DE, "nord", "anna", seen=seen).subject == seen
    changed = replace(gate, release=with_text(gate.release, DE, 1, "Anders."))
    with pytest.raises(NotAllowed, match="changed since you opened it"):
        approval(changed, DE, "nord", "anna", seen=seen)


def test_a_template_that_changed_under_the_board_is_not_approved(gate: Gate) -> None:
    board = gate.board()
    (gate.house.templates / "release" / "page.html").write_text("<html></html>", encoding="utf-8")
    with pytest.raises(NotAllowed, match="changed since you opened it"):
        reviews.approve(board, gate.release, gate.house, gate.reviewers, language=DE, partner="nord", who="anna", **HOW)


def test_a_blocking_finding_stops_its_language_and_names_check_and_place_but_no_text(gate: Gate) -> None:
    found = blocking(gate)
    with pytest.raises(NotAllowed, match=r"blocking findings are still open: numbers \(de p3\)") as caught:
        approval(gate, DE, "nord", "anna", findings=(found,))
    assert all("120" not in caught.value.sentence(language) for language in Language)
    assert approval(gate, EN, "nord", "anna", findings=(found,)).language is EN


def test_a_finding_about_the_draft_itself_stops_every_language(gate: Gate) -> None:
    found = blocking(gate, None)
    for language, partner, who in ((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "sud", "chloe")):
        with pytest.raises(NotAllowed, match=r"numbers \(p3\)"):
            approval(gate, language, partner, who, findings=(found,))


@pytest.mark.parametrize("severity", [Severity.WARN, Severity.HINT])
def test_a_warning_stops_nobody(gate: Gate, severity: Severity) -> None:
    assert approval(gate, DE, "nord", "anna", findings=(blocking(gate, severity=severity),))


def test_many_findings_are_counted_after_the_first_five(gate: Gate) -> None:
    many = tuple(replace(blocking(gate), check=f"check{n}") for n in range(8))
    with pytest.raises(NotAllowed, match=r"check4 \(de p3\) \+ 3"):
        approval(gate, DE, "nord", "anna", findings=many)


def test_a_blocking_finding_that_appears_after_the_approval_stops_publication(gate: Gate) -> None:
    gate.approve_all()
    board = gate.board((blocking(gate),))
    assert not board.approved
    with pytest.raises(NotAllowed, match="blocking findings"):
        reviews.demand_approved(board)


def waived(gate: Gate, found: Finding, who: str = "anna", comment: str = "Die Zahl stimmt.", **changes: str) -> Decision:
    return reviews.waive(gate.board((found,)), gate.release, gate.reviewers, changes.get("id", found.id), who=who, comment=comment, **HOW)


def test_a_waived_finding_no_longer_stops_anything(gate: Gate) -> None:
    found = blocking(gate)
    decision = waived(gate, found, who="bruno")
    assert (decision.kind, decision.about, decision.reviewer, decision.partner) == (Kind.WAIVE, found.id, "bruno", "nord")
    gate.write(decision)
    assert gate.board((found,)).blocking == ()
    gate.write(approval(gate, DE, "nord", "anna", findings=(found,)))
    assert gate.states()["de/nord"] == "approved"


def test_a_waiver_ends_when_the_text_changes(gate: Gate) -> None:
    found = blocking(gate)
    gate.write(waived(gate, found))
    assert gate.board((found,), with_text(gate.release, DE, 2, "Dort arbeiten etwa 120 Menschen.")).blocking == (found,)
    assert gate.board((found,), with_text(gate.release, DE, 1, "Ein anderer Satz.")).blocking == ()


def test_a_waiver_is_about_one_finding(gate: Gate) -> None:
    found = blocking(gate)
    gate.write(waived(gate, found))
    for other in (
        replace(found, check="dates"),
        replace(found, excerpt="12"),
        replace(found, language=EN),
        replace(found, suggestion="121"),
    ):
        assert gate.board((other,)).blocking == (other,)


@pytest.mark.parametrize(
    "changes, sentence",
    [
        pytest.param({"comment": " \n"}, "needs a reason", id="no reason"),
        pytest.param({"who": "chloe"}, "Chloé Sud does not review texts in German — ask Anna Nord or Bruno Nord", id="another language"),
        pytest.param({"who": "denis"}, "“est” takes no part", id="a reviewer of another release"),
        pytest.param({"who": "nobody"}, "is not among the reviewers", id="a stranger"),
        pytest.param({"id": "0" * 12}, "no open blocking finding", id="no such finding"),
        pytest.param({"id": ""}, "no open blocking finding", id="no id"),
    ],
)
def test_a_waiver_needs_a_reviewer_of_the_language_and_a_reason(gate: Gate, changes: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        waived(gate, blocking(gate), **changes)
    assert sentence in caught.value.sentence(EN)


def test_a_warning_cannot_be_waived_because_it_stops_nothing(gate: Gate) -> None:
    with pytest.raises(NotAllowed, match="no open blocking finding"):
        waived(gate, blocking(gate, severity=Severity.WARN))


def test_a_returned_text_is_not_approved_and_needs_a_reason(gate: Gate) -> None:
    gate.approve_all()
    with pytest.raises(NotAllowed, match="needs a reason"):
        returned(gate, " ")
    gate.write(returned(gate, "Die Zahl ist falsch."))
    cell = gate.board().cells[1]
    assert (cell.state, cell.by, cell.comment) == (State.RETURNED, "anna", "Die Zahl ist falsch.")
    with pytest.raises(NotAllowed, match="German for nord, returned"):
        reviews.demand_approved(gate.board())


def test_a_returned_text_waits_again_once_it_was_mended(gate: Gate) -> None:
    gate.write(returned(gate))
    mended = with_text(gate.release, DE, 2, "Dort arbeiten 130 Menschen.")
    assert gate.states(mended)["de/nord"] == "waiting"
    assert gate.board(release=mended).cells[1].why.en == "changed since Anna Nord returned it"


def test_a_reviewer_may_approve_what_a_colleague_returned(gate: Gate) -> None:
    gate.write(returned(gate))
    gate.approve(DE, "nord", "bruno", at=NOON + timedelta(minutes=1))
    assert gate.states()["de/nord"] == "approved"


def test_of_an_approval_and_a_return_that_did_not_know_of_each_other_the_return_prevails(gate: Gate, tmp_path: Path) -> None:
    aside = make(tmp_path / "aside")
    yes = gate.write(approval(gate, DE, "nord", "bruno"))
    no = decisions.record(aside.folder, returned(aside), gate.key)
    no.rename(yes.with_name(no.name))
    assert gate.states()["de/nord"] == "returned"


def test_an_approval_by_one_partner_says_nothing_for_another(gate: Gate) -> None:
    gate.approve(EN, "nord", "anna")
    assert gate.states() == {"fr/sud": "waiting", "de/nord": "waiting", "en/nord": "approved", "en/sud": "waiting"}


def test_a_withdrawn_release_has_to_be_approved_anew(gate: Gate) -> None:
    gate.approve_all()
    with pytest.raises(NotAllowed, match="needs a reason"):
        reviews.withdraw(gate.release, gate.reviewers, who="anna", comment="", **HOW)
    with pytest.raises(NotAllowed, match="takes no part"):
        reviews.withdraw(gate.release, gate.reviewers, who="denis", comment="nein", **HOW)
    gate.write(reviews.withdraw(gate.release, gate.reviewers, who="anna", comment="Das Labor kommt später.", **HOW))
    assert set(gate.states().values()) == {"waiting"}
    assert gate.board().cells[0].why.en == "the release was withdrawn by Anna Nord"
    gate.approve_all()
    assert gate.board().approved


def test_who_must_sign_is_said_by_partner_language_and_name_in_three_languages(gate: Gate) -> None:
    gate.approve(EN, "nord", "anna")
    changed = with_text(gate.release, EN, 0, "Another bridge")
    with pytest.raises(NotAllowed) as caught:
        reviews.demand_approved(gate.board(release=changed))
    assert caught.value.sentence(EN) == (
        "pont: approvals are missing: French for sud (Chloé Sud); German for nord (Anna Nord or Bruno Nord); "
        "English for nord, changed since it was approved (Anna Nord); English for sud (Chloé Sud)"
        " — ask for them; “communique status pont” shows where things stand"
    )
    assert "Deutsch für nord (Anna Nord oder Bruno Nord); " in caught.value.sentence(DE)
    assert "anglais pour nord, modifié depuis la validation (Anna Nord)\u202f; " in caught.value.sentence(FR)


def test_an_approval_that_nobody_can_give_says_so(gate: Gate) -> None:
    alone = _rewritten(gate, "reviewers", 'partner = "sud"', 'partner = "ouest"')
    with pytest.raises(NotAllowed, match=r"French for sud \(nobody in templates/reviewers\.toml\)"):
        reviews.demand_approved(alone.board())


def test_a_language_that_nobody_is_asked_to_approve_is_never_published(gate: Gate) -> None:
    without = _rewritten(gate, "house", '"de", "en"]\n"*"', '"en"]\n"*"')
    without.approve(FR, "sud", "chloe")
    without.approve(EN, "nord", "anna")
    without.approve(EN, "sud", "chloe")
    board = without.board()
    assert board.missing == ()
    assert not board.approved
    with pytest.raises(NotAllowed, match="nobody is asked to approve the edition in German"):
        reviews.demand_approved(board)


def test_a_house_that_asks_nobody_publishes_nothing(gate: Gate) -> None:
    nobody = _rewritten(gate, "house", 'nord = ["de", "en"]\n"*" = ["fr", "en"]', "")
    assert nobody.board().cells == ()
    assert not nobody.board().approved
    with pytest.raises(NotAllowed, match="French, German, English"):
        reviews.demand_approved(nobody.board())


def test_nothing_is_published_before_the_embargo_ends(gate: Gate) -> None:
    secret = with_settings(gate.release, embargo=NOON)
    with pytest.raises(NotAllowed, match=r"under embargo until 2026-03-09 12:00 \(UTC\+0000\)"):
        reviews.demand_embargo_over(secret, NOON - timedelta(seconds=1))
    with pytest.raises(NotAllowed, match=r"2026-03-09 13:00 \(UTC\+0100\)"):
        reviews.demand_embargo_over(secret, NOON - timedelta(seconds=1), gate.house)
    reviews.demand_embargo_over(secret, NOON)
    reviews.demand_embargo_over(gate.release, NOON)


@pytest.mark.parametrize(
    "embargo, before",
    [
        pytest.param("2026-03-29T01:30:00+01:00", "2026-03-29T00:29:59+00:00", id="the night the clocks go forward"),
        pytest.param("2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+02:00", id="the hour that comes twice"),
    ],
)
def test_an_embargo_is_an_instant_and_not_an_hour_on_a_clock(gate: Gate, embargo: str, before: str) -> None:
    moment = type(NOON).fromisoformat
    secret = with_settings(gate.release, embargo=moment(embargo))
    with pytest.raises(NotAllowed):
        reviews.demand_embargo_over(secret, moment(before), gate.house)
    reviews.demand_embargo_over(secret, moment(before) + timedelta(hours=1), gate.house)


def test_publishing_needs_every_approval_and_binds_them_together(gate: Gate) -> None:
    own = (gate.release, gate.house)
    with pytest.raises(NotAllowed, match="approvals are missing"):
        reviews.publish(gate.board(), *own, who="officer", **HOW)
    gate.approve_all()
    board = gate.board()
    decision = reviews.publish(board, *own, who="officer", **HOW)
    assert (decision.kind, decision.subject) == (Kind.PUBLISH, board.subject)
    early = with_settings(gate.release, embargo=NOON + timedelta(hours=1))
    with pytest.raises(NotAllowed, match="under embargo"):
        reviews.publish(replace(board), early, gate.house, who="officer", **HOW)


def test_a_correction_names_segment_reviewer_and_new_text(gate: Gate) -> None:
    key = gate.release.editions[DE].units[1].segment.key
    decision = reviews.correct(gate.release, gate.reviewers, language=DE, key=key, who="bruno", **HOW)
    other = reviews.correct(with_text(gate.release, DE, 1, "Neu."), gate.reviewers, language=DE, key=key, who="bruno", **HOW)
    assert (decision.kind, decision.about, decision.reviewer) == (Kind.CORRECT, key, "bruno")
    assert decision.subject != other.subject
    with pytest.raises(NotAllowed, match="no segment “nope” in German"):
        reviews.correct(gate.release, gate.reviewers, language=DE, key="nope", who="bruno", **HOW)
    with pytest.raises(NotAllowed, match="does not review texts in German"):
        reviews.correct(gate.release, gate.reviewers, language=DE, key=key, who="chloe", **HOW)


@pytest.mark.parametrize("comment", ["a\udcffb", "e\u0301", "  gut  ", "«\u00a0oui\u00a0» 🙂", '"}\n{', "\x00\u202e"])
def test_whatever_is_typed_as_a_comment_can_be_kept_and_read_again(gate: Gate, comment: str) -> None:
    gate.write(returned(gate, comment))
    assert gate.record().decisions[0].comment


def test_a_comment_of_a_whole_book_is_refused(gate: Gate) -> None:
    with pytest.raises(NotAllowed, match="longer than 10000 characters"):
        returned(gate, "x" * 10_001)


def test_a_reviewer_who_left_keeps_what_they_approved_and_approves_nothing_more(gate: Gate) -> None:
    gate.approve(FR, "sud", "chloe")
    left = _rewritten(gate, "reviewers", '"chloe"', '"camille"')
    assert left.states()["fr/sud"] == "approved"
    with pytest.raises(NotAllowed, match="“chloe” is not among the reviewers"):
        approval(left, EN, "sud", "chloe")


def test_every_refusal_speaks_three_languages(gate: Gate) -> None:
    acts: list[Callable[[], object]] = [
        lambda: approval(gate, FR, "sud", "anna"),
        lambda: approval(gate, EN, "nord", "bruno"),
        lambda: approval(gate, DE, "nord", "nobody"),
        lambda: approval(gate, FR, "est", "denis"),
        lambda: approval(gate, DE, "nord", "anna", seen="0"),
        lambda: approval(gate, DE, "nord", "anna", findings=(blocking(gate),)),
        lambda: returned(gate, ""),
        lambda: reviews.demand_approved(gate.board()),
        lambda: reviews.demand_embargo_over(with_settings(gate.release, embargo=NOON), NOON - timedelta(days=1)),
    ]
    for act in acts:
        with pytest.raises(NotAllowed) as caught:
            act()
        sentences = {caught.value.sentence(language) for language in Language}
        assert len(sentences) == 3
        assert all("{" not in sentence and "\n" not in sentence and " — " in sentence for sentence in sentences)


def _rewritten(gate: Gate, name: str, old: str, new: str) -> Gate:
    path = gate.house.templates / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return gate.reloaded()
