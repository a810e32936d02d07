"""The structure that people give a draft where the reader guessed wrong: the kind of a paragraph by its opening words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .files.canonical import digest, settled
from .segments import normal

Structure = Mapping[str, str]

KINDS = (
    *("kicker", "dateline", "embargo", "title", "subtitle", "lead", "key point", "heading 1", "heading 2", "heading 3"),
    *("paragraph", "bullet", "number", "quotation", "contact", "about"),
)
AS_READ: Structure = MappingProxyType({})

# What a hand types before an item, and what stands for the rest of a paragraph; dashes of all lengths are one.
SIGNS = re.compile(r"^(?:[-•*·▪◦●○■□]|\d{1,2}[.)])\s+")
REST = re.compile(r"\s*(?:…|\.\.\.)$")
DASHES = re.compile(r"[‐-―−]")


def opening_words(text: str) -> str:
    """Text as opening words are compared: without case, accents, kinds of spaces, quotes, apostrophes and dashes, or a typed list sign."""
    letters = unicodedata.normalize("NFKD", DASHES.sub("-", normal(text)))
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return REST.sub("", SIGNS.sub("", folded)).strip()


def opens(words: str, text: str) -> bool:
    """Whether a text begins with these words, both as `opening_words` gives them; the last one has to be whole."""
    return text.startswith(words) and not (words[-1:].isalnum() and text[len(words) : len(words) + 1].isalnum())


def meant(words: str, texts: Sequence[str]) -> list[int]:
    """Which of some texts begin with these words; of several the one that has no others, so that a heading can be told from its text."""
    found = [n for n, text in enumerate(texts) if opens(words, text)]
    whole = [n for n in found if texts[n] == words]
    return whole if len(whole) == 1 else found


def reading_digest(file: str, structure: Structure) -> str:
    """What a reading is known by: the sha256 of the file's bytes alone, or together with what people corrected."""
    return digest(settled([file, sorted(structure.items())])) if structure else file
