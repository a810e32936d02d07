"""What a draft's file name says: of which family it is, and which of a family is newer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from .releases import slug_of

# What file managers and mail programs add to a copy, and people to a new version, in three languages; the outermost mark goes first.
COPY_BEFORE = re.compile(r"^(?:kopie(?: \(\d{1,3}\))? von|copie(?: \(\d{1,3}\))? de|copy(?: \(\d{1,3}\))? of)\s+(?=\S)")
COPY_AFTER = re.compile(r"(?<=\S)[\s\-–]+(?:kopie|copie|copy)(?:\s*\(\d{1,3}\)|\s+\d{1,3})?$")
NUMBER = re.compile(r"(?<=\S)\s*\((\d{1,3})\)$")
VERSION = re.compile(r"(?<=\S)[\s\-–.]+\(?(?:v|vers\.?|version|fassung|rev\.?|revision|révision)[\s\-.]*(\d{1,3})(?:[.,](\d{1,3}))?\)?$")
FINAL = re.compile(r"(?<=\S)[\s\-–.]+\(?(?:final|finale|définitif|définitive|endfassung|corrigée?|korrigiert|corrected)\)?$")


@dataclass(frozen=True, slots=True)
class DraftName:
    """A file name without its marks, as a slug; whether it is called a copy; and what is compared to find the newest of a family."""

    family: str
    copy: bool = False
    rank: tuple[int, int, int, int] = (0, 1, 0, 0)


@lru_cache(maxsize=8192)
def composed(name: str) -> str:
    """A file name as it is compared: macOS hands the same name over in another order of signs, and what cannot be printed shows as `?`."""
    return "".join(sign if sign.isprintable() else "?" for sign in unicodedata.normalize("NFC", name))


@lru_cache(maxsize=8192)
def understood(file: str) -> DraftName:
    """What a draft's file name says: `Dialogue IA v2 (1).docx` is of the family `dialogue-ia`, newer than `dialogue-ia.docx`."""
    stem = unicodedata.normalize("NFC", PurePath(file).stem).lower().replace("_", " ").strip()
    copy, final, version, number = False, 0, (1, 0), 0
    while True:
        if (found := COPY_BEFORE.search(stem)) or (found := COPY_AFTER.search(stem)):
            copy = True
        elif found := NUMBER.search(stem):
            number = max(number, int(found[1]))
        elif found := VERSION.search(stem):
            version = max(version, (int(found[1]), int(found[2] or 0)))
        elif found := FINAL.search(stem):
            final = 1
        else:
            return DraftName(slug_of(stem), copy, (final, *version, number))
        stem = (stem[: found.start()] + stem[found.end() :]).strip()


def newest_first(file: str) -> tuple[str, bool, tuple[int, ...], str]:
    """What names are sorted by so that of one family the newest comes first, copies last."""
    name = understood(file)
    return name.family, name.copy, tuple(-part for part in name.rank), file
