"""A draft on the terminal: each block under its place and what it is taken for, in the officer's language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from ..document import Block, Document, Heading
from ..document_json import text_of
from ..languages import Wording
from ..text.block_names import NAMES
from ..text.places import in_words
from ._report import width
from ._sheet import say

GUESSED = Wording("déduit", "erschlossen", "inferred")


def print_blocks(document: Document) -> None:
    """Print the blocks and notes of a document, as wide as the report under them."""
    columns = width()
    for block in (*document.blocks, *document.notes):
        click.echo(f"{click.style(say(NAMES[type(block).__name__]) + _level(block), bold=True)}  {click.style(_where(block), dim=True)}")
        for line in _lines(block):
            click.echo(textwrap.fill(line, columns, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False))


def _level(block: Block) -> str:
    return f" {block.level}" if isinstance(block, Heading) else ""


def _where(block: Block) -> str:
    return " · ".join(filter(None, (say(in_words(block.place)), say(GUESSED) if block.inferred else "")))


def _lines(block: Block) -> Iterator[str]:
    items = getattr(block, "items", ())
    for item in items:
        yield f"{'  ' * item.level}{item.label or '•'} {text_of(item)}"
    if not items:
        yield from filter(None, (getattr(block, "alt", ""), *text_of(block).split("\n")))
