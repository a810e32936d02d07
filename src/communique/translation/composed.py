"""What a translator wrote, as everything that people write here: in NFC, and on one line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from ..document import Break, Inline, Inlines, Link, Text, plain
from .inline_tags import settled

# Tools break long lines and indent them for the eye; a tab or blanks alone are somebody's own.
WRAPPED = re.compile("[ \t]*[\r\n\x85\u2028\u2029][ \t\r\n\x85\u2028\u2029]*")
START, END = re.compile(rf"^{WRAPPED.pattern}"), re.compile(f"{WRAPPED.pattern}$")


def composed(content: Inlines) -> Inlines:
    """The same inlines in NFC; where a line of the file ended within a sentence a blank stands, and nothing at the sentence's ends."""
    done = [_composed(inline) if isinstance(inline, Text | Link) else inline for inline in _without_ends(content)]
    return settled(tuple(done))


def _without_ends(content: Inlines) -> list[Inline]:
    inlines = list(content)
    for at, edge in ((0, START), (-1, END)):
        if inlines and isinstance(inline := inlines[at], Text):
            inlines[at] = replace(inline, text=edge.sub("", inline.text))
    return inlines


def _composed(inline: Text | Link) -> Text | Link:
    if isinstance(inline, Text):
        return replace(inline, text=_line(inline.text))
    return replace(inline, content=tuple(i if isinstance(i, Break) else replace(i, text=_line(i.text)) for i in inline.content))


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", WRAPPED.sub(" ", text))


def copied(source: Inlines, target: Inlines) -> bool:
    """Whether a target is but the words of its source: OmegaT and others put those where nobody has translated."""
    return plain(target).split() == plain(source).split() and any(sign.isalpha() for sign in plain(target))
