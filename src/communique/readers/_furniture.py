"""What stands in page headers and footers: never text of the release, but sometimes an embargo."""

from __future__ import annotations

import re

from . import _phrases as phrases
from ._names import R, W, shown_text
from ._refusals import Refused
from ._source import Source

PAGE_NUMBER = re.compile(r"(?:(?:page|seite|p\.|s\.)?\s*\d*\s*(?:/|sur|von|of|de)?\s*\d*)", re.IGNORECASE)

SHORT, LONG = 30, 500


def report(source: Source, titles: frozenset[str]) -> None:
    """Findings about what headers and footers say beyond a page number, a kicker, a date or the title."""
    root = source.package.tree(source.package.main)
    seen: set[str] = set()
    for reference in [] if root is None else root.iter(W + "headerReference", W + "footerReference"):
        arrow = source.package.relationships(source.package.main).get(reference.get(R + "id", ""))
        if arrow is None or arrow.external or arrow.target in seen:
            continue
        seen.add(arrow.target)
        for text in _texts(source, arrow.target):
            _judge(text, reference.tag.removeprefix(W).removesuffix("Reference"), source, titles)


def _texts(source: Source, part: str) -> list[str]:
    try:
        root = source.package.tree(part)
    except Refused:
        source.package.dangling += 1
        return []
    lines = [] if root is None else [shown_text(paragraph) for paragraph in root.iter(W + "p")]
    return [piece.strip() for line in dict.fromkeys(lines) for piece in line.split("\t") if piece.strip()]


def _judge(text: str, place: str, source: Source, titles: frozenset[str]) -> None:
    if phrases.EMBARGO.search(text[:LONG]):
        source.oddities.note("header-embargo", place, text)
    elif not ((len(text) <= SHORT and PAGE_NUMBER.fullmatch(text)) or phrases.is_set_phrase(text) or text in titles):
        source.oddities.note("header-text", place, text)
