"""Remarks that come back in a Word file: what a reviewer wrote beside a sentence is kept in the release's record, once."""

from __future__ import annotations

from collections.abc import Iterable

from .. import decisions, gate, releases, reviewers
from ..decisions import Kind, Record
from ..house import House
from ..languages import Language
from ..text.handwriting import on_one_line
from .proposals import Answer

CHANNEL = "docx"


def keep(own: House, slug: str, language: Language, answers: Iterable[Answer], who: str) -> int:
    """Enter the notes of a file as comments of a reviewer, those left out that are there already; how many were entered.

    Somebody who is no reviewer of the house has none to enter: nobody would answer for them. Raises NotAllowed, HouseError or Tampered.
    """
    if who not in reviewers.load(own):
        return 0
    known = kept(decisions.read(releases.load(own, slug).folder, own.keys))
    fresh = dict.fromkeys(
        pair for answer in answers if answer.key for note in answer.notes if (pair := (answer.key, on_one_line(note))) not in known
    )
    for key, note in fresh:
        gate.comment(own, slug, language, key, who, comment=note, channel=CHANNEL)
    return len(fresh)


def kept(record: Record) -> set[tuple[str, str]]:
    """The comments of a record, each with the key of its segment."""
    return {(decision.about, on_one_line(decision.comment)) for decision in record.decisions if decision.kind is Kind.COMMENT}
