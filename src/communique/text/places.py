"""Places of a Word file, as findings name them: in an officer's words, and in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..document import Block, Document
from ..languages import Language, Wording, joined

PARTS = {
    "p": Wording("paragraphe {n}", "Absatz {n}", "paragraph {n}"),
    "tbl": Wording("tableau {n}", "Tabelle {n}", "table {n}"),
    "r": Wording("ligne {n}", "Zeile {n}", "row {n}"),
    "c": Wording("colonne {n}", "Spalte {n}", "column {n}"),
    "txbx": Wording("zone de texte {n}", "Textfeld {n}", "text box {n}"),
    "fn": Wording("note {n}", "Fußnote {n}", "footnote {n}"),
    "en": Wording("note de fin {n}", "Endnote {n}", "endnote {n}"),
    "i": Wording("image {n}", "Bild {n}", "picture {n}"),
    "line": Wording("ligne {n}", "Zeile {n}", "line {n}"),
    "": Wording("{n}e partie", "{n}. Teil", "part {n}"),
}
MARGINS = {
    "header": Wording("en-tête", "Kopfzeile", "header"),
    "footer": Wording("pied de page", "Fußzeile", "footer"),
}
PARAGRAPHS = Wording("paragraphes {n}", "Absätze {n}", "paragraphs {n}")
STEP = re.compile(r"([a-z]*)(\d+)")
BODY = re.compile(r"(p)(\d+)")
MOST = 8

# Before the text, the place in the text, and what is told apart within one place.
Rank = tuple[int, int, tuple[tuple[str, int], ...]]


def in_words(place: str) -> Wording:
    """A place as an officer says it: „Tabelle 1, Zeile 2, Spalte 1“; what is no place of a text stays as it is."""
    if place in MARGINS:
        return MARGINS[place]
    steps = [STEP.fullmatch(step) for part in place.split("/") for step in re.findall(r"[a-z]*\d+|.+", part)]
    known = [step.groups() for step in steps if step and step[1] in PARTS]
    if not known or len(known) < len(steps):
        return Wording(place, place, place)
    return joined(PARTS[name].fill(n=number) for name, number in known)


def listed(places: Iterable[str]) -> Wording:
    """Some places in one phrase, each once, the paragraphs of the body under one word; after the eighth, an ellipsis."""
    different = list(dict.fromkeys(places))
    shown = different[:MOST]
    numbers = [found[2] for place in shown if (found := BODY.fullmatch(place))]
    body = [PARAGRAPHS.fill(n=", ".join(numbers)) if len(numbers) > 1 else in_words(f"p{numbers[0]}")] if numbers else []
    whole = joined((*body, *(in_words(place) for place in shown if not BODY.fullmatch(place))), "; ")
    return Wording(*(whole[language] + " …" * (len(different) > MOST) for language in Language))


def reading_order(document: Document) -> Callable[[str], Rank]:
    """What sorts places as the draft is read: headers and the whole first, boxes and tables where they stand, footers and notes last."""
    ranks: dict[str, int] = {}
    for n, place in enumerate(_every((*document.blocks, *document.notes)), 1):
        for outer in _outwards(place):
            ranks.setdefault(outer, n)
    body = sorted((int(found[2]), n) for place, n in ranks.items() if (found := BODY.fullmatch(place)))
    end = len(ranks) + 1

    def rank(place: str) -> Rank:
        if place in ("", "header"):
            return 0, 0, ((place, 0),)
        known = next((ranks[outer] for outer in _outwards(place) if outer in ranks), None)
        if known is None and (found := BODY.match(place)):
            # A paragraph that was dropped or joined to another stands right after the last one before it.
            known = max((n for number, n in body if number <= int(found[2])), default=0)
        return 1, end if known is None else known, _steps(place)

    return rank


def _every(blocks: Iterable[Block]) -> Iterator[str]:
    """The places of blocks and of all that stands in them, in reading order."""
    for block in blocks:
        yield block.place
        yield from _every(getattr(block, "items", ()))
        yield from _every(cell for row in getattr(block, "rows", ()) for cell in row)
        yield from _every(getattr(block, "blocks", ()))


def _outwards(place: str) -> Iterator[str]:
    """A place and all that it stands in: `txbx1/p2`, `txbx1`."""
    while place:
        yield place
        place = place.rpartition("/")[0]


def _steps(place: str) -> tuple[tuple[str, int], ...]:
    return tuple((letters, int(digits or 0)) for letters, digits in re.findall(r"(\D+)(\d*)", place))
