"""The rows of a bilingual Word file as a proposal: what is certain is taken, what is not is listed and the old text kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..document import Inlines, plain
from ..editions import Edition, Origin, Unit
from ..errors import NOTHING
from ..languages import Wording
from ..translation.composed import composed, copied
from . import proposal_refusals as refusals
from . import word_table_refusals as say
from .proposals import Answer, Outcome, Proposal, Refused, taken, with_source
from .word_tables import FixedMark, ReturnedRow, ReturnedTable, RowMark, carried, shown, source_mark, spaced, target_mark, targets_mark
from .word_targets import Target, own_target


@dataclass(frozen=True, slots=True)
class _Handed:
    """One segment as it was handed out: its unit with the source that people see, its row's number, its source's words."""

    unit: Unit
    number: str
    words: str


def number_of(position: int) -> str:
    """The visible number of the segment at a position, counted from 1."""
    return f"s{position:03d}"


def propose(edition: Edition, back: ReturnedTable, origin: Origin, corrected: Mapping[str, Inlines]) -> Proposal:
    """The edition with every target that a row of the file changed beyond doubt; the origin goes with those.

    A row is known where two of its number, its bookmark and its source agree and the third does not name another. `corrected` are the
    source sentences that people changed, by key. The file must be of this edition's draft.
    """
    reading = _Reading(edition, back, corrected)
    answers = tuple(reading.answers())
    return Proposal(taken(edition, answers, origin), answers)


class _Reading:
    """One file against one edition."""

    def __init__(self, edition: Edition, back: ReturnedTable, corrected: Mapping[str, Inlines]) -> None:
        self.back = back
        self.calls = tuple(note.key for note in edition.original.notes)
        units = [with_source(unit, corrected) for unit in edition.units]
        self.handed = {
            unit.segment.key: _Handed(unit, number_of(at), spaced(shown(unit.segment.content, self.calls)))
            for at, unit in enumerate(units, 1)
        }
        self.numbers = {one.number: key for key, one in self.handed.items()}
        self.alike = Counter(one.words for one in self.handed.values())
        self.unchanged_here = targets_mark(edition) == back.targets

    def answers(self) -> Iterator[Answer]:
        """An answer for every row that says something, and for every segment that has none."""
        rows: dict[str, list[tuple[ReturnedRow, Wording, tuple[Wording, ...]]]] = {key: [] for key in self.handed}
        strange: list[Answer] = []
        for row in self.back.rows:
            key, why, said = self._known(row)
            if key:
                rows[key].append((row, why, said))
            elif not row.silent and (why != NOTHING or row.notes):
                strange.append(self._strange(row, why))
        for key, found in rows.items():
            yield self._answer(key, found)
        yield from strange
        for note in self.back.notes:
            yield Answer("", "", Outcome.REFUSED, why=say.BESIDE, notes=(note,))

    def _known(self, row: ReturnedRow) -> tuple[str, Wording, tuple[Wording, ...]]:
        """The key of a row's segment, why it is not taken, and what is said of it; no key where none is certain."""
        mark = row.marks[0] if row.marks else None
        if isinstance(mark, FixedMark) or (mark is None and row.number.startswith("f") and row.number[1:].isdecimal()):
            return "", self._fixed(row, mark if isinstance(mark, FixedMark) else None), ()
        marked = mark.key if isinstance(mark, RowMark) and mark.key in self.handed else ""
        numbered = self.numbers.get(row.number.lower(), "")
        if len(row.marks) > 1:
            return "", row.why, ()
        if marked and marked == numbered:
            return marked, row.why, self._of_source(row, marked)
        # A number that names another row is more than mistyped: who exchanged what, nobody can tell.
        if marked and not numbered and self._same_source(row, marked):
            own = self.handed[marked].number
            return marked, row.why, (say.NUMBER_CHANGED.fill(number=row.number or "—", own=own),)
        if marked:
            return "", say.CONTRADICTION, ()
        if numbered and (not self._same_source(row, numbered) or self.alike[self.handed[numbered].words] > 1):
            return "", row.why if row.why != NOTHING else say.UNSURE, ()
        if numbered:
            return numbered, row.why, (say.MARK_LOST,)
        return "", row.why if row.why != NOTHING else say.NOT_OURS, ()

    def _same_source(self, row: ReturnedRow, key: str) -> bool:
        return spaced(row.source) == self.handed[key].words

    def _of_source(self, row: ReturnedRow, key: str) -> tuple[Wording, ...]:
        return () if self._same_source(row, key) else (say.SOURCE_EDITED,)

    def _fixed(self, row: ReturnedRow, mark: FixedMark | None) -> Wording:
        """A fixed text is never taken; that somebody changed it is said."""
        if row.why == say.MERGED or mark is None:
            return row.why if mark else NOTHING
        return say.FIXED_CHANGED if row.why != NOTHING or target_mark(row.target) != mark.target else NOTHING

    def _strange(self, row: ReturnedRow, why: Wording) -> Answer:
        """A row that is no sentence's; what stands in it is shown, so that nothing is lost unseen."""
        words = plain(row.target).strip()
        notes = (*((words,) if words and why != NOTHING else ()), *row.notes)
        if why == NOTHING:
            return Answer("", row.number, Outcome.UNCHANGED, notes=notes)
        return Answer("", row.number, Outcome.REFUSED, why=say.AT_ROW.fill(row=row.row, why=why), notes=notes)

    def _answer(self, key: str, found: list[tuple[ReturnedRow, Wording, tuple[Wording, ...]]]) -> Answer:
        handed = self.handed[key]
        unit = handed.unit
        notes = tuple(note for row, _, _ in found for note in row.notes)
        try:
            if not found:
                raise Refused(say.MISSING.fill(number=handed.number))
            if len(found) > 1:
                rows = ", ".join(str(row.row) for row, _, _ in found)
                raise Refused(say.DOUBLED.fill(count=len(found), rows=rows))
            ((row, why, said),) = found
            if why != NOTHING:
                raise Refused(why)
            if (row.number != handed.number or not row.marks) and self._named_elsewhere(key, row):
                raise Refused(say.CONTRADICTION)
            answer = self._judged(row, unit)
            odd = tuple(say.AT_ROW.fill(row=handed.number, why=one) for one in (*said, *row.said, *answer.said))
            return replace(answer, notes=notes, said=odd)
        except Refused as refused:
            named = say.AT_ROW.fill(row=handed.number, why=refused.why) if found else refused.why
            return Answer(key, unit.segment.place, Outcome.REFUSED, unit.target, why=named, notes=notes)

    def _judged(self, row: ReturnedRow, unit: Unit) -> Answer:
        key, place, before = unit.segment.key, unit.segment.place, unit.target
        empty = before is None or not plain(before).strip()
        mark = next((mark for mark in row.marks if isinstance(mark, RowMark)), None)
        if not plain(row.target).strip():
            return self._emptied(mark, unit, empty=empty)
        if mark is not None and target_mark(row.target) == mark.target:
            return Answer(key, place, Outcome.UNCHANGED, before)
        found: Target = own_target(row, unit, self.calls)
        after = composed(found.content)
        if mark is not None and target_mark(after) == mark.target:
            return Answer(key, place, Outcome.UNCHANGED, before)
        if before is not None and carried(after) == carried(before):
            return Answer(key, place, Outcome.UNCHANGED, before)
        if mark is not None and mark.source != source_mark(unit.segment.content):
            raise Refused(say.CORRECTED)
        if copied(unit.segment.content, after):
            raise Refused(refusals.SOURCE_AGAIN)
        if mark is None and not self.unchanged_here:
            raise Refused(say.CANNOT_COMPARE)
        if mark is not None and mark.target != target_mark(before):
            raise Refused(refusals.CHANGED_HERE)
        return Answer(key, place, Outcome.TAKEN, before, after, said=found.said)

    def _named_elsewhere(self, key: str, row: ReturnedRow) -> bool:
        """Whether another row has the number or the bookmark of a segment."""
        number = self.handed[key].number
        others = (other for other in self.back.rows if other is not row)
        return any(other.number == number or any(isinstance(m, RowMark) and m.key == key for m in other.marks) for other in others)

    def _emptied(self, mark: RowMark | None, unit: Unit, *, empty: bool) -> Answer:
        """Nothing stands in the target: nothing did before, or it came after the file, or somebody deleted it."""
        key, place = unit.segment.key, unit.segment.place
        if empty:
            return Answer(key, place, Outcome.OPEN, unit.target)
        if mark is not None and mark.target == target_mark(None):
            return Answer(key, place, Outcome.UNCHANGED, unit.target)
        raise Refused(refusals.EMPTIED)
