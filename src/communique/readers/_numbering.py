"""Which list a paragraph belongs to, and its number there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ._names import Element, W, number, value
from ._styles import Style

DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's place in a list: `level` 0 is the outermost, `number` counts from the list's start (bullets: 0)."""

    ordered: bool
    level: int
    number: int
    list_id: str


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    start: int


class Numbering:
    """The lists of a document; it counts as paragraphs go by, so each must be asked for once, in order."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._lists: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        nums = [] if root is None else root.findall(W + "num")
        self._nums = {num.get(W + "numId", ""): num for num in nums}
        abstracts = [] if root is None else root.findall(W + "abstractNum")
        self._abstracts = {a.get(W + "abstractNumId", ""): a for a in abstracts}
        self._by_style_link = {link: a for a in abstracts if (link := value(a, "styleLink"))}

    def label(self, properties: Element | None, style: Style) -> Label | None:
        """The label of a paragraph by its own numbering or its style's; None outside lists."""
        own = None if properties is None else properties.find(W + "numPr")
        list_id = value(own, "numId") or style.number_id
        level = min(max(number(value(own, "ilvl") or style.number_level) or 0, 0), DEEPEST)
        if value(own, "numId") == "0":
            return None
        if list_id not in self._nums or list_id is None:
            return _named(style, level)
        found = self._levels(list_id).get(level, _Level("bullet", 1))
        if found.kind == "none":
            return None
        return Label(found.kind != "bullet", level, self._count(list_id, level, found), list_id)

    def _count(self, list_id: str, level: int, found: _Level) -> int:
        if found.kind == "bullet":
            return 0
        counts = self._counts[list_id]
        counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        return counts[level]

    def _levels(self, list_id: str) -> dict[int, _Level]:
        if list_id not in self._lists:
            num = self._nums[list_id]
            levels = {n: _level(e) for e in self._abstract(num) if (n := number(e.get(W + "ilvl"))) is not None}
            for override in num.findall(W + "lvlOverride"):
                at = number(override.get(W + "ilvl")) or 0
                own, start = override.find(W + "lvl"), number(value(override, "startOverride"))
                kept = _level(own) if own is not None else levels.get(at, _Level("decimal", 1))
                levels[at] = _Level(kept.kind, kept.start if start is None else start)
            self._lists[list_id] = levels
        return self._lists[list_id]

    def _abstract(self, num: Element) -> list[Element]:
        abstract = self._abstracts.get(value(num, "abstractNumId") or "")
        link = value(abstract, "numStyleLink")
        # One step only: a list style that points at another list style is a circle or broken.
        linked = self._by_style_link.get(link, abstract) if link else abstract
        return [] if linked is None else linked.findall(W + "lvl")


def _level(element: Element) -> _Level:
    return _Level(value(element, "numFmt") or "decimal", number(value(element, "start")) or 1)


def _named(style: Style, level: int) -> Label | None:
    """The label that a built-in list style stands for where its numbering is missing."""
    for name in style.names:
        if name.startswith("list bullet"):
            return Label(False, max(level, (number(name[-1]) or 1) - 1 if name[-1].isdigit() else 0), 0, name)
        if name.startswith("list number"):
            return Label(True, max(level, (number(name[-1]) or 1) - 1 if name[-1].isdigit() else 0), 1, name)
    return None
