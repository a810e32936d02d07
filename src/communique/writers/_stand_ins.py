"""What a preview prints for characters that no font of the house has or no text may hold: their code points in brackets, marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from ..document import Inline, Link, Text
from ..house import House
from ._faces import characters
from ._official import Card
from ._page import UNTRANSLATED

# Signs that no font needs to have: they join, choose a form or steer, and are never printed themselves.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
# What turns the direction of what follows, or a terminal's colours: in a text for readers there is none, and every format refuses it.
STEERING = (
    frozenset(range(0x202A, 0x202F))
    | frozenset(range(0x2066, 0x206A))
    | frozenset(range(0x20)) - {0x09, 0x0A}
    | frozenset(range(0x7F, 0xA0))
)
SELECTORS = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0x1F3FB, 0x1F400)) | {0x20E3}
STAND_IN = re.compile(r"\[U\+[0-9A-F]{4,6}\]")
Value = TypeVar("Value")


def lacking(texts: Iterable[str], house: House) -> tuple[str, ...]:
    """The characters of texts that no font of the house has or no text may hold, as `U+1F680`, each once and in their order."""
    pattern = _lacking("".join(sorted(set("".join(texts)))), characters(house.templates / "release" / "fonts"))
    return tuple(f"U+{ord(sign):04X}" for sign in pattern)


def legible(page: Value, house: House) -> Value:
    """A page whose texts the fonts of the house can set, a stand-in for each character that they cannot."""
    known = characters(house.templates / "release" / "fonts")
    pieces = {name: getattr(page, name) for name in ("document", "head", "body", "notes", "abouts", "cards")}
    return replace(page, **{name: _shown(piece, known) for name, piece in pieces.items()})  # type: ignore[type-var]


@cache
def _lacking(signs: str, known: frozenset[int]) -> str:
    return "".join(s for s in signs if ord(s) in STEERING or _missing(s, known))


def _missing(sign: str, known: frozenset[int]) -> bool:
    return ord(sign) not in known and ord(sign) not in SELECTORS and unicodedata.category(sign) not in UNSEEN


def _shown(value: Any, known: frozenset[int]) -> Any:
    """A value with every text in it made legible; names, places and addresses are none."""
    if isinstance(value, tuple):
        return tuple(shown for one in value for shown in (_inline(one, known) if isinstance(one, Text | Link) else (_shown(one, known),)))
    if isinstance(value, Card):
        words = {name: _plain(getattr(value, name), known) for name in ("organisation", "name", "phone")}
        return replace(value, **words, content=_shown(value.content, known))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inner = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: _shown(one, known) for name, one in inner.items() if isinstance(one, tuple) or is_dataclass(one)}
    return replace(value, **{name: one for name, one in changed.items() if one != inner[name]})


def _inline(inline: Inline, known: frozenset[int]) -> Iterator[Inline]:
    if isinstance(inline, Link):
        yield replace(inline, content=tuple(replace(i, text=_plain(i.text, known)) if isinstance(i, Text) else i for i in inline.content))
    elif isinstance(inline, Text) and (shown := _plain(inline.text, known)) != inline.text:
        at = 0
        for found in STAND_IN.finditer(shown):
            yield from (replace(inline, text=shown[at : found.start()]),) if found.start() > at else ()
            yield Link((Text(found[0]),), UNTRANSLATED)
            at = found.end()
        yield from (replace(inline, text=shown[at:]),) if at < len(shown) else ()
    else:
        yield inline


def _plain(text: str, known: frozenset[int]) -> str:
    missing = frozenset(_lacking("".join(sorted(set(text))), known))
    if not missing:
        return text
    # What chose a form of a missing character, or joined it to another, goes with it.
    shown = "".join(f"[U+{ord(sign):04X}]" if sign in missing else sign for sign in text)
    return re.sub(r"(?<=\])[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\u20e3]+", "", shown)
