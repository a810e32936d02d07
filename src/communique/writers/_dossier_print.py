"""The dossier on paper: a tagged PDF as releases are, for archives and for readers who listen."""

from __future__ import annotations

import html
import re
from pathlib import Path

from ..dossier.rows import Values
from ..house import House
from ..languages import Language
from ._dossier import page, styled
from ._faces import characters
from ._hyphenation import ready
from .pdf import typeset

FONT = "SourceSans3-Regular.ttf"
TAG = re.compile(r"<[^>]+>")


def write(found: Values, language: Language, house: House) -> bytes:
    """The dossier as PDF/A-3a and PDF/UA-1. Raises RenderError where anything of it would be missing on the page.

    A sign in a comment that the house's fonts lack is named by its code point: a record cannot be changed so that it prints.
    """
    ready(language)
    content = _printable(page(found, language, house), house.templates / "release" / "fonts" / FONT)
    texts = [html.unescape(text) for text in TAG.split(content.partition("<main>")[2]) if text.strip()]
    return typeset(content, house, found["release"], styled("_dossier.css"), texts)


def _printable(content: str, font: Path) -> str:
    known = characters(font) | {10, 13, 9}
    return "".join(sign if ord(sign) in known else f"[U+{ord(sign):04X}]" for sign in content)
