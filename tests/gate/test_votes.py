"""Which approvals count, against a plain model, over random histories in one line and in two branches."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.approval.subjects import Ask
from communique.approval.votes import concerns, counted
from communique.decisions import Decision, Kind, Record
from communique.record.records import in_order
from gatehouse import DE

ASK = Ask(DE, "nord")
NOW, BEFORE = "a" * 64, "b" * 64
PEOPLE = ("anna", "bruno", "carla")


@dataclass(frozen=True)
class Word:
    """What somebody says: of which kind, who, and about which text."""

    kind: Kind
    who: str
    text: str


words = st.builds(
    Word, st.sampled_from((Kind.APPROVE, Kind.APPROVE, Kind.RETURN, Kind.WITHDRAW)), st.sampled_from(PEOPLE), st.sampled_from((NOW, BEFORE))
)


def said(word: Word, number: int, parents: tuple[str, ...]) -> Decision:
    at = f"2026-03-09T12:{number // 60:02}:{number % 60:02}Z"
    own = Decision(
        kind=word.kind, release="pont", language=DE, partner="nord", subject=word.text, reviewer=word.who, at=at, parents=parents
    )
    return replace(own, language=None, partner="", subject="") if word.kind is Kind.WITHDRAW else own


def line(history: list[Word], start: int = 0, parents: tuple[str, ...] = ()) -> list[Decision]:
    found: list[Decision] = []
    for number, word in enumerate(history, start):
        found.append(said(word, number, parents))
        parents = (found[-1].id,)
    return found


def record(decisions: list[Decision]) -> Record:
    known = {decision.id: decision for decision in decisions}
    followed = {parent for decision in decisions for parent in decision.parents}
    return Record(in_order(known), tuple(sorted(known.keys() - followed)))


def given_in(found: Record) -> list[str]:
    concerning = [decision for decision in found.decisions if concerns(decision, ASK)]
    return [decision.reviewer for decision in counted(found, concerning, NOW, {})]


def expected(history: list[Word]) -> set[str]:
    """What anyone would count: since the last word that was no approval of this text, everyone who approved it."""
    since = max((n for n, word in enumerate(history) if (word.kind, word.text) != (Kind.APPROVE, NOW)), default=-1)
    return {word.who for word in history[since + 1 :]}


@given(history=st.lists(words, max_size=9))
@settings(max_examples=400, deadline=None)
def test_in_one_line_those_count_who_approved_since_the_last_other_word(history: list[Word]) -> None:
    given_now = given_in(record(line(history)))
    assert set(given_now) == expected(history)
    assert len(given_now) == len(set(given_now))


@given(common=st.lists(words, max_size=3), ours=st.lists(words, max_size=4), theirs=st.lists(words, max_size=4))
@settings(max_examples=400, deadline=None)
def test_of_two_branches_nobody_counts_who_did_not_know_of_an_objection(common: list[Word], ours: list[Word], theirs: list[Word]) -> None:
    base = line(common)
    start = (base[-1].id,) if base else ()
    one, other = line(ours, 20, start), line(theirs, 40, start)
    merged = record([*base, *one, *other])
    counting = set(given_in(merged))
    assert counting <= expected([*common, *ours]) | expected([*common, *theirs])
    if any(word.kind is not Kind.APPROVE for word in ours) and any(word.kind is not Kind.APPROVE for word in theirs):
        assert counting == set()
    if any(word.kind is not Kind.APPROVE for word in theirs):
        assert counting <= expected([*common, *theirs])
    # One who has seen both branches and approves is always counted, and alone decides nothing for the others.
    joined = said(Word(Kind.APPROVE, "dora", NOW), 59, merged.heads)
    assert "dora" in given_in(record([*merged.decisions, joined]))


@given(ours=st.lists(words, max_size=4), theirs=st.lists(words, max_size=4))
@settings(max_examples=200, deadline=None)
def test_which_branch_is_merged_into_which_makes_no_difference(ours: list[Word], theirs: list[Word]) -> None:
    one, other = line(ours, 20), line(theirs, 40)
    assert given_in(record([*one, *other])) == given_in(record([*other, *one]))
