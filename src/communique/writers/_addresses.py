"""Addresses that stand in a text as they are become links, so that they can be followed by those who cannot retype them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..document import Inline, Inlines, Link, Text

ADDRESS = re.compile(r"(?P<web>https?://[^\s<>\"«»“”„]*[^\s<>\"«»“”„.,;:!?)\]])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


def linked(content: Inlines) -> Inlines:
    """The same text; web and mail addresses in it that lead nowhere yet are links."""
    return tuple(piece for inline in content for piece in (_pieces(inline) if isinstance(inline, Text) else (inline,)))


def _pieces(run: Text) -> Iterator[Inline]:
    at = 0
    for found in ADDRESS.finditer(run.text):
        if found.start() > at:
            yield replace(run, text=run.text[at : found.start()])
        href = found["web"] or f"mailto:{found['mail']}"
        yield Link((replace(run, text=found[0]),), href)
        at = found.end()
    if at < len(run.text) or not run.text:
        yield replace(run, text=run.text[at:])
