"""Lists: those that Word knows and those that were typed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Bullets, Item, Numbered
from ._numbering import Label
from ._oddities import Oddities
from ._raw import Line, Raw
from ._tidy import cut, untabbed

# A real em dash opens a remark or a quotation, not a list item.
BULLET = re.compile(r"(?:[-–•*·▪◦‣∙●○■□➢➤✓►‒−]|o(?=\t))[ \t\u00a0]+(?=\S)")
TYPED = "typed"
NUMBER = re.compile(r"(?P<number>\d{1,2})[.)][ \t\u00a0]+(?=\S)")


def typed(raws: Sequence[Raw], oddities: Oddities) -> list[Raw]:
    """The raws with two or more lines in a row that begin with a typed sign or number labelled as what they are."""
    found: list[Raw] = []
    at = 0
    while at < len(raws):
        run = _run(raws, at)
        if len(run) > 1:
            oddities.note("manual-bullet", run[0].place, excerpt=run[0].text, n=len(run))
        found.extend(run or [raws[at]])
        at += len(run) or 1
    return found


def _run(raws: Sequence[Raw], at: int) -> list[Line]:
    """The labelled lines of a typed list that begins at a position; empty where none does."""
    bullets, numbers = _typed(raws, at, BULLET), _typed(raws, at, NUMBER)
    if len(bullets) > 1 or (bullets and _beside_said(raws, at)):
        return [_labelled(line, BULLET, Label(False, 0, 0, TYPED)) for line in bullets]
    first = NUMBER.match(numbers[0].text) if len(numbers) > 1 else None
    if first and _in_order(numbers):
        start = int(first["number"])
        return [
            _labelled(line, NUMBER, Label(True, 0, start + n, f"{TYPED} {numbers[0].place}", _typed_number(line)))
            for n, line in enumerate(numbers)
        ]
    return []


def _beside_said(raws: Sequence[Raw], at: int) -> bool:
    """Whether somebody said that the line before or after a position is an item: what was typed like it is one too."""
    beside = [*raws[max(at - 1, 0) : at], *raws[at + 1 : at + 2]]
    return any(isinstance(raw, Line) and raw.said and raw.label for raw in beside)


def _typed(raws: Sequence[Raw], at: int, sign: re.Pattern[str]) -> list[Line]:
    lines: list[Line] = []
    for raw in raws[at:]:
        if not isinstance(raw, Line) or raw.label or raw.said or not sign.match(raw.text):
            break
        lines.append(raw)
    return lines


def _in_order(lines: list[Line]) -> bool:
    numbers = [int(found["number"]) for line in lines if (found := NUMBER.match(line.text))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and not any(line.bold for line in lines)


def _typed_number(line: Line) -> str:
    found = NUMBER.match(line.text)
    return found[0].strip() if found else ""


def _labelled(line: Line, sign: re.Pattern[str], label: Label) -> Line:
    found = sign.match(line.text)
    return replace(line, content=cut(line.content, found.end() if found else 0), label=label)


def said_item(line: Line, kind: str) -> Line:
    """A line that somebody says is an item, without the sign or number that was typed before it."""
    ordered = kind == "number"
    if line.label and line.label.ordered is ordered:
        return replace(line, said=kind)
    typed_number = NUMBER.match(line.text)
    sign = NUMBER if typed_number else BULLET
    label = Label(ordered, line.label.level if line.label else 0, int(typed_number["number"]) if typed_number and ordered else 1, "said")
    label = replace(label, text=_typed_number(line)) if ordered else label
    return replace(_labelled(line, sign, label), said=kind)


def list_of(lines: Sequence[Line]) -> Bullets | Numbered:
    """The list of some labelled lines, the first of which says whether it is ordered."""
    first = lines[0].label
    if first and first.ordered:
        return Numbered(items=items(lines), start=first.number, place=lines[0].place, inferred=_by_hand(lines[0]))
    return Bullets(items=items(lines), place=lines[0].place, inferred=_by_hand(lines[0]))


def _by_hand(line: Line) -> bool:
    return line.label is not None and line.label.list_id.startswith(TYPED) and not line.said


def items(lines: Sequence[Line]) -> tuple[Item, ...]:
    """The items of labelled lines, levels counted from the outermost that is used."""
    levels = [line.label.level if line.label else 0 for line in lines]
    return tuple(
        Item(content=untabbed(line.content), place=line.place, level=level - min(levels), label=line.label.text if line.label else "")
        for line, level in zip(lines, levels, strict=True)
    )


def run_of(raws: Sequence[Raw], at: int) -> list[Line]:
    """The labelled lines from a position on that are one list: same kind at the outermost level, and no new start."""
    lines: list[Line] = []
    outer: Label | None = None
    for raw in raws[at:]:
        if not isinstance(raw, Line) or raw.label is None:
            break
        label = raw.label
        if lines and raw.said not in ("", lines[0].said):
            break
        if outer and label.level <= outer.level and (label.ordered != outer.ordered or (label.ordered and label.list_id != outer.list_id)):
            break
        outer = label if outer is None or label.level < outer.level else outer
        lines.append(raw)
    return lines
