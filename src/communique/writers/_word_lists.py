"""The lists of a Word file: numbering that Word counts itself and that shows the numbers of the draft (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from ..document import Inlines, Item
from ..exchange.word_package import DECLARATION, Element, sub
from ..exchange.word_styles import NAMESPACE
from ..translation.inline_tags import IMPOSSIBLE
from ._lists import Branch, runs, tree
from ._word_look import DEEPEST, INDENT, PADDING

BULLETS, KEY_POINTS = 1, 2
SIGNS = ("•", "–", "•")
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a paragraph: `list_id` and `level` are its numbering, the level from 0."""

    content: Inlines
    level: int
    list_id: int


@dataclass(slots=True)
class Numbering:
    """The lists of one file, the bullets first; every list that counts is one of its own, so that it begins where it should."""

    counted: list[tuple[int, str, str, int]] = field(default_factory=list)

    def entries(self, items: tuple[Item, ...], start: int | None = None, bullets: int = BULLETS) -> Iterator[Entry]:
        """The items of a list in order; those without a label of their own are counted from `start`, or get a bullet."""
        yield from self._entries(tree(items), 0, start, bullets)

    def _entries(self, branches: list[Branch], level: int, start: int | None, bullets: int) -> Iterator[Entry]:
        shown = min(level, DEEPEST - 1)
        for run in runs(branches, start):
            own = bullets if run.tag == "ul" else 0 if run.labels else self._counted(shown, FORMATS[run.type], f"%{shown + 1}.", run.start)
            for item, below in run.branches:
                # A number of a kind that Word does not count in is the text of a list of one item.
                yield Entry(item.content, shown, own or self._counted(shown, "none", item.label, 1))
                yield from self._entries(below, level + 1, None, bullets)

    def _counted(self, level: int, kind: str, text: str, start: int) -> int:
        self.counted.append((level, kind, text, start))
        return KEY_POINTS + len(self.counted)

    def part(self, accent: str) -> str:
        """The numbering part; `accent` is the colour of signs and numbers, six hexadecimal digits."""
        signs = [(n, "bullet", SIGNS[n], 1) for n in range(DEEPEST)]
        lists = [signs, signs, *([one] for one in self.counted)]
        root_of = [
            _abstract(number, levels, accent, INDENT + PADDING if number == KEY_POINTS else INDENT)
            for number, levels in enumerate(lists, start=1)
        ]
        numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
        return f'{DECLARATION}<w:numbering xmlns:w="{NAMESPACE}">{"".join(root_of)}{numbers}</w:numbering>'


def numbered(properties: Element, entry: Entry) -> None:
    """Say in a paragraph's properties which item of which list it is."""
    own = sub(properties, "numPr")
    sub(own, "ilvl", val=str(entry.level))
    sub(own, "numId", val=str(entry.list_id))


def _abstract(number: int, levels: list[tuple[int, str, str, int]], accent: str, indent: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(_level(*level, accent, indent) for level in levels)}</w:abstractNum>"
    )


def _level(level: int, kind: str, text: str, start: int, accent: str, indent: int) -> str:
    left = indent + INDENT * level
    signed = escape(IMPOSSIBLE.sub("\ufffd", text), {'"': "&quot;"})
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{signed}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{INDENT}"/></w:pPr><w:rPr><w:color w:val="{accent}"/></w:rPr></w:lvl>'
    )
