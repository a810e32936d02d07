"""What a paragraph holds before its pieces are joined: atoms, and the inlines that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ..document import Inline, Inlines, Text, plain
from ..markup import merged
from . import _looks
from . import _refusals as refusals
from ._links import linked
from ._names import Element
from ._refusals import Refused
from ._signs import clean
from ._source import Source

LONGEST = 50_000  # characters of a paragraph


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a paragraph as it was found: an inline, the weight it is shown in, the address it links to or only seems to."""

    inline: Inline
    bold: bool = False
    size: int = 0
    href: str = ""
    like_link: bool = False
    underlined: bool = False


@dataclass(slots=True)
class Content:
    """What one paragraph holds; `anchored` are its drawings, in order."""

    atoms: list[Atom] = field(default_factory=list)
    anchored: list[Element] = field(default_factory=list)
    hiding: bool = False


def inlines(content: Content, source: Source, place: str) -> Inlines:
    """The inlines of a paragraph, equal neighbours merged, cleaned, links judged as a whole. Raises Refused over a length."""
    found: list[Inline] = []
    length = 0
    looks = groupby(content.atoms, key=lambda atom: atom.like_link and not atom.href)
    _looks.report([plain(tuple(atom.inline for atom in atoms)) for like_link, atoms in looks if like_link], place, source.oddities)
    for href, atoms in groupby(content.atoms, key=lambda atom: atom.href):
        piece = tuple(_cleaned(merged([atom.inline for atom in atoms]), source, place))
        length += sum(len(inline.text) for inline in piece if isinstance(inline, Text))
        found.extend(linked(piece, href, place, source.oddities) if href else piece)
    if length > LONGEST:
        raise Refused(refusals.LONG_PARAGRAPH, place=place, limit=LONGEST)
    return merged(found)


def _cleaned(content: Inlines, source: Source, place: str) -> Iterator[Inline]:
    for inline in content:
        yield Text(clean(inline.text, place, source.oddities), inline.marks) if isinstance(inline, Text) else inline
