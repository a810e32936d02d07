"""What is odd about the text of a draft, counted once for the whole and shown at its first place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..document import Block, Document, Figure, Text, plain
from ..facts.addresses import without_addresses
from ..languages import Language
from ..terms.lookalikes import disguised, undisguised
from ..text.passages import passages
from ..text.quotes import ANY, QUOTES, marks, requoted
from ..text.typography import FULL, NARROW, mend, wanted
from ._oddities import Oddities

STRAIGHT = re.compile(r"(?<=[^\W_])'(?=[^\W\d_])")
CURVED = re.compile(r"(?<=[^\W_])’(?=[^\W\d_])")
DOUBLE = re.compile(r"(?<=\S)(?=[ \u00a0\u202f]{2})[ \u00a0\u202f]{2,20}(?=\S)")
SPACES = re.compile(r"[ \u00a0\u202f]+")
# One sort of mark each: what opens, and what it may close with.
SORTS = {sign: n for n, sort in enumerate(('"', "«»‹›", "“”", "„‟")) for sign in sort}
AROUND = 34  # characters shown on either side at most

Span = tuple[int, int]
Spans = Callable[[str], Iterable[Span]]
Texts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something stands in a draft, and where first."""

    n: int
    place: str
    text: str
    span: Span

    @property
    def excerpt(self) -> str:
        """The words around the first one, at most some 70 characters."""
        start, end = self.span
        line_start, line_end = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        line_end = line_end if line_end >= 0 else len(self.text)
        low = high = -1
        if start - line_start > AROUND:
            low = self.text.find(" ", start - AROUND, start)
        if line_end - end > AROUND:
            high = self.text.rfind(" ", end, end + AROUND)
        return self.text[low + 1 if low >= 0 else max(line_start, start - AROUND) : high if high > end else min(line_end, end + AROUND)]


def report(document: Document, oddities: Oddities, *, certain: bool) -> None:
    """Say what is odd about the signs, spaces and pictures of a document; at most one finding of a kind.

    Where its language is not `certain`, nothing is said of what each language does in its own way.
    """
    texts = [(passage.place, passage.text) for passage in passages(document)]
    whole = "\n".join(text for _, text in texts)
    _apostrophes(texts, whole, oddities)
    if certain:
        _quotes(texts, document.language, oddities)
    if certain and document.language is Language.FR:
        _french_spaces(texts, oddities)
    if "  " in whole or "\u00a0" in whole or NARROW in whole:
        _double_spaces(texts, oddities)
    if found := _tally(texts, lambda text: (word.span() for word in disguised(text))):
        word = found.text[slice(*found.span)]
        oddities.note("homoglyph", found.place, word, undisguised(word), n=found.n)
    _pictures(document, oddities)


def _apostrophes(texts: Texts, whole: str, oddities: Oddities) -> None:
    curved = len(CURVED.findall(whole)) if "'" in whole else 0
    if curved and (found := _tally(texts, lambda text: (sign.span() for sign in STRAIGHT.finditer(text)))):
        oddities.note("mixed-apostrophes", found.place, found.excerpt, STRAIGHT.sub("’", found.excerpt), n=found.n, curved=curved)


def _quotes(texts: Texts, language: Language, oddities: Oddities) -> None:
    outer = {place: list(_outer(text)) for place, text in texts if ANY.search(text)}
    sorts = {sort for found in outer.values() for sort, _ in found}
    own = QUOTES[language].outer
    foreign = {place: [span for sort, span in found if sort != SORTS[own[0]]] for place, found in outer.items()}
    if len(sorts) > 1 and (found := _counted((place, text, foreign.get(place, ())) for place, text in texts)):
        oddities.note("mixed-quotes", found.place, *_mended(found, language), n=found.n, own=" ".join(own))


def _outer(text: str) -> Iterator[tuple[int, Span]]:
    """The outer quotations of a text: the sort of mark that opens each, and where."""
    return ((SORTS[mark.sign], (mark.at, mark.at + 1)) for mark in marks(without_addresses(text)) if mark.opens and mark.depth == 0)


def _french_spaces(texts: Texts, oddities: Oddities) -> None:
    if found := _tally(texts, _without_space):
        oddities.note("nbsp-missing", found.place, *_mended(found, Language.FR), n=found.n)


def _without_space(text: str) -> Iterator[Span]:
    yield from ((start, end) for start, end, new in wanted(text, Language.FR) if FULL in new or NARROW in new)
    if "«" in text or "»" in text:
        shut = without_addresses(text)
        for start, end, new in requoted(shut, Language.FR):
            old = shut[start:end]
            if new.strip() == old.strip() and new != old and NARROW not in old:
                yield start, end


def _double_spaces(texts: Texts, oddities: Oddities) -> None:
    if found := _tally(texts, lambda text: (space.span() for space in DOUBLE.finditer(text))):
        single = SPACES.sub(lambda run: next((sign for sign in run.group() if sign != " "), " "), found.excerpt)
        oddities.note("double-space", found.place, found.excerpt, single, n=found.n)


def _pictures(document: Document, oddities: Oddities) -> None:
    if figures := list(_figures(document.blocks)):
        oddities.note("image-kept", figures[0].place, figures[0].alt, n=len(figures))


def _figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        yield from _figures(getattr(block, "blocks", ()))


def _mended(found: Tally, language: Language) -> tuple[str, str]:
    """The excerpt, and the same words as they will be printed."""
    return found.excerpt, plain(mend((Text(found.excerpt),), language))


def _tally(texts: Texts, spans: Spans) -> Tally | None:
    return _counted((place, text, spans(text)) for place, text in texts)


def _counted(found: Iterable[tuple[str, str, Iterable[Span]]]) -> Tally | None:
    every = [(place, text, span) for place, text, spans in found for span in spans]
    return Tally(len(every), *every[0]) if every else None
