"""Bold, links and note calls carried from a sentence to its translation: found again or let go, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text, plain
from ..languages import Language
from ..markup import merged
from .counterparts import Known, Phrase, counterpart

NONE: frozenset[Mark] = frozenset()

# `1er`, `19e`, `1st`: the letters that make a number an ordinal go with the language, and so does their being raised.
ORDINAL = re.compile(r"(?:er|re|ère|e|ème|nd|nde|d|st|rd|th|o|os)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence that is set apart: its offsets in the plain text, its marks or its link."""

    start: int
    end: int
    marks: frozenset[Mark] = NONE
    href: str = ""
    language: Language | None = None


def nothing(_: str) -> str | None:
    """The source of known translations that knows none."""
    return None


def carry(source: Inlines, target: str, *, languages: tuple[Language, Language], known: Known = nothing) -> tuple[Inlines, tuple[str, ...]]:
    """The target's characters with the source's marks, links and note calls; and the source's text of what could not be placed.

    `languages` are the source's and the target's; `known` gives the approved translation of a phrase, or None. What covers the whole
    sentence covers the whole target; a part goes to its `counterpart`. What is not found is dropped; a note call goes to
    the sentence's end.
    """
    text, runs = plain(source), runs_of(source)
    whole = [run for run in runs if _whole(run, text)]
    placed: list[Run] = [_moved(run, 0, len(target)) for run in whole]
    dropped = []
    for run in (run for run in runs if run not in whole):
        span = counterpart(_phrase(text, run, runs), target, languages, known)
        if span and not any(_crosses(span, other) for other in placed):
            placed.append(_moved(run, *span))
        elif not _goes_without_saying(text, run):
            dropped.append(text[run.start : run.end])
    return _noted(source, _rendered(target, placed)), tuple(dropped)


def runs_of(source: Inlines) -> list[Run]:
    """The parts that are set apart, whole links first; equal neighbours are one."""
    found: list[Run] = []
    at = 0
    for inline in source:
        size = len(plain((inline,)))
        if isinstance(inline, Link):
            found.append(Run(at, at + size, href=inline.href))
            found += [Run(r.start + at, r.end + at, r.marks, language=r.language) for r in runs_of(inline.content)]
        elif isinstance(inline, Text) and (inline.marks or inline.language) and inline.text.strip():
            lead = len(inline.text) - len(inline.text.lstrip())
            found.append(Run(at + lead, at + len(inline.text.rstrip()), inline.marks, language=inline.language))
        at += size
    return _joined(found, plain(source))


def _joined(runs: list[Run], text: str) -> list[Run]:
    """Marks are taken one by one, so that bold with an italic word in it stays one bold run."""
    links = [run for run in runs if run.href]
    found: list[Run] = []
    for mark in Mark:
        mine: list[Run] = []
        for run in (Run(run.start, run.end, frozenset({mark})) for run in runs if mark in run.marks):
            mine = _join(mine, run, text)
        found += mine
    return [*links, *found, *(Run(run.start, run.end, language=run.language) for run in runs if run.language)]


def _join(done: list[Run], run: Run, text: str) -> list[Run]:
    if done and not text[done[-1].end : run.start].strip():
        return [*done[:-1], Run(done[-1].start, run.end, run.marks)]
    return [*done, run]


def _whole(run: Run, text: str) -> bool:
    """Whether nothing but signs stands outside a run."""
    return not re.search(r"\w", text[: run.start] + text[run.end :])


def _moved(run: Run, start: int, end: int) -> Run:
    return Run(start, end, run.marks, run.href, run.language)


def _phrase(text: str, run: Run, runs: list[Run]) -> Phrase:
    """What a run covers, and whether every occurrence of the same words is set apart like it."""
    own = text[run.start : run.end]
    alike = [other for other in runs if text[other.start : other.end] == own and _moved(other, 0, 0) == _moved(run, 0, 0)]
    return Phrase(text, run.start, run.end, everywhere=len(alike) == text.count(own), foreign=run.language is not None)


def _crosses(span: tuple[int, int], other: Run) -> bool:
    return span[0] < other.start < span[1] < other.end or other.start < span[0] < other.end < span[1]


def _goes_without_saying(text: str, run: Run) -> bool:
    if run.language is not None or not (run.href or re.search(r"\w", text[run.start : run.end])):
        return True
    raised = run.marks == {Mark.SUPERSCRIPT} and ORDINAL.fullmatch(text[run.start : run.end])
    return bool(raised and text[: run.start].rstrip()[-1:].isalnum())


def _rendered(target: str, runs: list[Run]) -> Inlines:
    """The target's characters under the runs' marks and links."""
    edges = sorted({0, len(target), *(run.start for run in runs), *(run.end for run in runs)})
    found: list[Inline] = []
    links: list[tuple[str, list[Inline]]] = []
    for low, high in pairwise(edges):
        over = [run for run in runs if run.start <= low and high <= run.end]
        marks = frozenset(mark for run in over for mark in run.marks)
        language = next((run.language for run in over if run.language), None)
        link = next((run for run in over if run.href), None)
        pieces = _lines(target[low:high], marks, language)
        if link and low == link.start:
            links.append((link.href, []))
        if link:
            links[-1][1].extend(pieces)
            if high == link.end:
                found.append(Link(tuple(i for i in merged(links[-1][1]) if isinstance(i, Text | Break)), link.href))
        else:
            found += pieces
    return merged(found)


def _lines(text: str, marks: frozenset[Mark], language: Language | None) -> Inlines:
    lines = text.split("\n")
    return tuple(inline for n, line in enumerate(lines) for inline in ((Break(),) * bool(n) + (Text(line, marks, language),)))


def _noted(source: Inlines, target: Inlines) -> Inlines:
    """The target with the source's note calls at its end."""
    return (*target, *(inline for inline in source if isinstance(inline, NoteRef)))
