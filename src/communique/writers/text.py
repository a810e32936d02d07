"""The release as plain text: for a newsroom's system, a mail, a reader of braille."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ..document import About, Block, Bullets, Figure, Heading, Inlines, Item, KeyPoints, Link, NoteRef, Numbered, Table, Title, plain
from ..house import House
from ..languages import Language
from ..releases import Release
from ..text.passages import passages
from . import Stamp
from ._official import Card
from ._page import Page, compose

NAME = "{slug}.{lang}.txt"
WIDTH = 78
"""Columns of a line: what mail programs show without breaking it again (RFC 5322, 2.1.1)."""


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The release in a language as UTF-8 text, lines of at most 78 characters where words allow. Raises what `compose` raises."""
    page = compose(release, language, house, stamp)
    notes = {note.key: number for number, note in enumerate(page.notes, start=1)}
    return ("\n\n".join(part for part in _parts(page, notes) if part) + "\n").encode()


def _parts(page: Page, notes: dict[str, int]) -> Iterator[str]:
    banner = _wrapped(f"*** {page.mark} ***") if page.mark else ""
    yield banner
    blocks = (*page.head[1 if page.mark else 0 :], *page.body)
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, KeyPoints) and not isinstance(before, Heading):
            yield page.label["key_points"]
        yield from _block(block, page, notes)
    if page.notes:
        yield page.label["notes"]
        yield "\n".join(_hanging(f"[{notes[note.key]}] ", note.content, notes) for note in page.notes)
    for about in page.abouts:
        yield from _block(about, page, notes)
    if page.cards:
        yield page.label["contacts"]
        yield from (_card(card) for card in page.cards)
    yield _links(page)
    yield banner


def _block(block: Block, page: Page, notes: dict[str, int]) -> Iterator[str]:
    match block:
        case KeyPoints(items=items) | Bullets(items=items):
            yield _list(items, notes)
        case Numbered(items=items, start=start):
            yield _list(items, notes, start)
        case Table():
            yield _table(block)
        case About(title=title, blocks=blocks):
            yield _paragraph(title, notes)
            for inner in blocks:
                yield from _block(inner, page, notes)
        case Figure(alt=alt, content=content):
            yield _paragraph(content, notes) or _wrapped(alt)
        case Title(content=content):
            yield _underlined(_paragraph(content, notes), "=")
        case Heading(content=content):
            yield _underlined(_paragraph(content, notes), "-")
        case _:
            yield _paragraph(getattr(block, "content", ()), notes)


def _underlined(line: str, sign: str) -> str:
    return line + "\n" + sign * max(map(len, line.split("\n")))


def _read(content: Inlines, notes: dict[str, int]) -> str:
    return "".join(_call(inline.note, notes) if isinstance(inline, NoteRef) else plain((inline,)) for inline in content)


def _call(note: str, notes: dict[str, int]) -> str:
    return f"[{notes[note]}]" if note in notes else ""


def _paragraph(content: Inlines, notes: dict[str, int]) -> str:
    return _wrapped(_read(content, notes))


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    """Text in lines of at most WIDTH columns; soft breaks and no-break spaces are kept, hyphens are no place to break."""
    lines: list[str] = []
    for line in text.split("\n"):
        start = others if lines else first
        lines += wrap(line, WIDTH, initial_indent=start, subsequent_indent=others, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def _hanging(sign: str, content: Inlines, notes: dict[str, int], indent: str = "") -> str:
    return _wrapped(_read(content, notes), indent + sign, indent + " " * len(sign))


def _list(items: tuple[Item, ...], notes: dict[str, int], start: int = 0) -> str:
    lines, number = [], start
    for item in items:
        numbered = start and item.level == 0
        sign = item.label or (f"{number}." if numbered else "–")
        lines.append(_hanging(f"{sign} ", item.content, notes, "   " * item.level))
        number += 1 if numbered else 0
    return "\n".join(lines)


def _table(table: Table) -> str:
    """Columns of one width where the lines allow, cells after each other where they do not."""
    rows = [[" ".join(plain(cell.content).split("\n")) for cell in row] for row in table.rows]
    widths = [max(len(row[c]) for row in rows if c < len(row)) for c in range(max(map(len, rows), default=0))]
    if sum(widths) + 2 * (len(widths) - 1) > WIDTH or any(cell.span > 1 for row in table.rows for cell in row):
        return "\n".join(_wrapped(" | ".join(row), "", "  ") for row in rows)
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]
    return "\n".join((lines[0], "  ".join("-" * width for width in widths), *lines[1:]) if table.header else lines)


def _card(card: Card) -> str:
    if card.content:
        return _paragraph(card.content, {})
    return "\n".join(line for line in (card.organisation, card.name, card.email, card.phone, card.site) if line)


def _links(page: Page) -> str:
    """The addresses behind words, which text cannot carry: one a line, after the words that lead there."""
    found = {
        f"– {plain(inline.content)}: {inline.href}": None
        for passage in passages(page.printed)
        for inline in passage.content
        if isinstance(inline, Link) and inline.href.startswith("http") and plain(inline.content) not in inline.href
    }
    return "\n".join((page.label["links"], *found)) if found else ""
