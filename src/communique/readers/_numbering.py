"""Which list a paragraph belongs to, and its number there as it is printed (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ._names import MC, Element, W, number, toggle, value
from ._numbers import written
from ._styles import Style

DEEPEST = 8
LONGEST = 255  # characters of a label; Word's dialog takes no more
PLACEHOLDER = re.compile(r"%([1-9])")
WORDED = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's place in a list: `level` 0 is the outermost, `number` counts from the list's start (bullets: 0).

    `text` is the number as it is printed: "1.", "a)", "1.1", "§ 3"; empty for bullets. `glued` says that no space follows it.
    """

    ordered: bool
    level: int
    number: int
    list_id: str
    text: str = ""
    glued: bool = False

    @property
    def opening(self) -> str:
        """What stands before the paragraph's words where it is no list item."""
        return self.text if self.glued or not self.text else f"{self.text} "


@dataclass(frozen=True, slots=True)
class _Level:
    """`text` is None where the level does not say how it is printed; `restart` is 17.9.10's, `overridden` says that a list starts anew."""

    kind: str = "decimal"
    start: int = 1
    text: str | None = None
    legal: bool = False
    restart: int | None = None
    glued: bool = False
    style: str = ""
    overridden: bool = False

    def outlives(self, level: int) -> bool:
        """Whether its count goes on after a paragraph of a level further out."""
        return self.restart is not None and level >= self.restart


NO_LEVEL = _Level("bullet")


class Numbering:
    """The lists of a document; it counts as paragraphs go by, so each must be asked for once, in order."""

    def __init__(self, root: Element | None, language: str = "") -> None:
        self._language = language
        self._lists: dict[str, dict[int, _Level]] = {}
        # Lists that share an abstract definition go on counting where the other stopped.
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        nums = [] if root is None else root.findall(W + "num")
        self._nums = {num.get(W + "numId", ""): num for num in nums}
        abstracts = [] if root is None else root.findall(W + "abstractNum")
        self._abstracts = {a.get(W + "abstractNumId", ""): a for a in abstracts}
        self._by_style_link = {link: a for a in abstracts if (link := value(a, "styleLink"))}

    def label(self, properties: Element | None, style: Style) -> Label | None:
        """The label of a paragraph by its own numbering or its style's; None outside lists."""
        own = None if properties is None else next(properties.iterchildren(W + "numPr"), None)
        if own is None and style.number_id is None:
            return _named(style, _depth(style.number_level))
        list_id = value(own, "numId") or style.number_id
        if list_id == "0":
            return None
        if list_id is None or list_id not in self._nums:
            return _named(style, _depth(value(own, "ilvl") or style.number_level))
        levels = self._levels(list_id)
        level = _depth(value(own, "ilvl") or _linked(levels, style) or style.number_level)
        found = levels.get(level, NO_LEVEL)
        at = self._count(list_id, level, levels)
        if found.kind == "bullet":
            return Label(False, level, 0, list_id)
        return self._numbered(found, level, at, list_id)

    def _numbered(self, found: _Level, level: int, at: int, list_id: str) -> Label | None:
        if found.text is None:
            return None if found.kind == "none" else Label(True, level, at, list_id)
        text = self._text(found, list_id)
        if not text:
            return None
        # Some writers give a bullet as the text of a number that is not shown.
        if not WORDED.search(text):
            return Label(False, level, 0, list_id)
        return Label(True, level, at, list_id, text, found.glued)

    def _text(self, found: _Level, list_id: str) -> str:
        levels, counts = self._lists[list_id], self._counts[self._shared(list_id)]

        def shown(placeholder: re.Match[str]) -> str:
            level = int(placeholder[1]) - 1
            named = levels.get(level, NO_LEVEL)
            kind = "decimal" if found.legal and named.kind not in {"none", "bullet"} else named.kind
            return written(counts.get(level, named.start), kind, self._language)

        text = " ".join(PLACEHOLDER.sub(shown, found.text or "").split())
        return "".join(sign for sign in text if sign.isprintable())[:LONGEST]

    def _count(self, list_id: str, level: int, levels: Mapping[int, _Level]) -> int:
        counts, found = self._counts[self._shared(list_id)], levels.get(level, NO_LEVEL)
        anew = found.overridden and (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        counts[level] = counts[level] + 1 if level in counts and not anew else found.start
        # A level that was skipped counts as used once: after 2.a.i comes 2.b.
        for skipped in [known for known in levels if known < level and known not in counts]:
            counts[skipped] = levels[skipped].start
        for deeper in [known for known in counts if known > level and not levels.get(known, NO_LEVEL).outlives(level)]:
            del counts[deeper]
        return counts[level]

    def _levels(self, list_id: str) -> dict[int, _Level]:
        if list_id not in self._lists:
            num, abstract = self._nums[list_id], self._abstract(list_id)
            found = [] if abstract is None else abstract.findall(W + "lvl")
            levels = {n: _level(e) for e in found if (n := number(e.get(W + "ilvl"))) is not None}
            for override in num.findall(W + "lvlOverride"):
                at = number(override.get(W + "ilvl")) or 0
                own, start = override.find(W + "lvl"), number(value(override, "startOverride"))
                kept = _level(own) if own is not None else levels.get(at, _Level())
                levels[at] = kept if start is None else replace(kept, start=start, overridden=True)
            self._lists[list_id] = levels
        return self._lists[list_id]

    def _abstract(self, list_id: str) -> Element | None:
        abstract = self._abstracts.get(value(self._nums[list_id], "abstractNumId") or "")
        link = value(abstract, "numStyleLink")
        # One step only: a list style that points at another list style is a circle or broken.
        return self._by_style_link.get(link, abstract) if link else abstract

    def _shared(self, list_id: str) -> str:
        abstract = self._abstract(list_id)
        return "" if abstract is None else abstract.get(W + "abstractNumId", "")


def _level(element: Element) -> _Level:
    start, form = number(value(element, "start")), element.find(W + "numFmt")
    if form is None:  # a format that came after Word 2007 has a fallback beside it
        form = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    kind = "decimal" if form is None else form.get(W + "val", "decimal")
    return _Level(
        kind=form.get(W + "format", "") if form is not None and kind == "custom" else kind,
        start=start or 0,  # 17.9.25: nought where nothing is said
        text=value(element, "lvlText"),
        legal=bool(toggle(element, "isLgl")),
        restart=number(value(element, "lvlRestart")),
        glued=value(element, "suff") == "nothing",
        style=value(element, "pStyle") or "",
    )


def _depth(level: str | None) -> int:
    return min(max(number(level) or 0, 0), DEEPEST)


def _linked(levels: Mapping[int, _Level], style: Style) -> str | None:
    """The level that names the paragraph's style as its own (17.9.23)."""
    return next((str(n) for n, level in levels.items() if level.style and level.style == style.id), None)


def _named(style: Style, level: int) -> Label | None:
    """The label that a built-in list style stands for where its numbering is missing."""
    for name in style.names:
        if name.startswith("list bullet"):
            return Label(False, max(level, (number(name[-1]) or 1) - 1 if name[-1].isdigit() else 0), 0, name)
        if name.startswith("list number"):
            return Label(True, max(level, (number(name[-1]) or 1) - 1 if name[-1].isdigit() else 0), 1, name)
    return None
