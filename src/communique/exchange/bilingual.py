"""Bilingual files: sentences with their translations as translation tools and programs exchange them, told apart by what they hold."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ..document import Inlines, plain
from ..errors import CommuniqueError
from ..languages import Language, Wording, of_tag


class BilingualError(CommuniqueError):
    """A bilingual file cannot be read; nothing of it is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a row's own glossary asks for: `source` is `target` in the translation, and none of `forbidden`."""

    source: str
    target: str
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence and its translation.

    `id` is the file's own name for it, `line` the line of the file where it begins (from 1), the tags are BCP 47 as the file has them,
    `state` what the translation tool says of it (`translated`, `final`, `approved` …). A target of nothing is not translated yet.
    """

    id: str
    line: int
    source: Inlines
    target: Inlines
    source_tag: str
    target_tag: str
    state: str = ""
    glossary: tuple[Term, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def source_text(self) -> str:
        """The source's plain text."""
        return plain(self.source)

    @property
    def target_text(self) -> str:
        """The target's plain text."""
        return plain(self.target)

    @property
    def languages(self) -> tuple[Language, Language] | None:
        """Source's and target's language, None where one is not the house's or both are the same."""
        source, target = of_tag(self.source_tag), of_tag(self.target_tag)
        return (source, target) if source and target and source is not target else None


# As the readers are called that read them.
XLIFF, TMX, JSON_LINES = "xliff", "tmx", "json_lines"
NAMES = {".xlf": XLIFF, ".xliff": XLIFF, ".sdlxliff": XLIFF, ".mqxliff": XLIFF, ".tmx": TMX, ".jsonl": JSON_LINES, ".json": JSON_LINES}
SEEN = 65_536
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")

EMPTY = Wording("fichier vide", "leere Datei", "empty file")
NOT_THAT = Wording(
    "n’est ni XLIFF, ni TMX, ni JSON Lines", "ist weder XLIFF noch TMX noch JSON Lines", "is neither XLIFF nor TMX nor JSON Lines"
)
EXPORT_AGAIN = Wording(
    "exportez-le de nouveau depuis l’outil de traduction, en XLIFF 1.2 ou 2, ou en TMX 1.4",
    "exportieren Sie sie neu aus dem Übersetzungsprogramm, als XLIFF 1.2 oder 2 oder als TMX 1.4",
    "export it again from the translation tool, as XLIFF 1.2 or 2, or as TMX 1.4",
)


def form_of(path: Path) -> str:
    """Which reader reads a file, told by its first 64 KB: `xliff`, `tmx`, `json_lines`, or nothing for what may be a Word draft.

    Raises BilingualError where a file is called like a bilingual one and is none.
    """
    try:
        with path.open("rb") as file:
            opening = file.read(SEEN)
    except OSError:
        return ""
    named = NAMES.get(path.suffix.lower(), "")
    form = _recognised(opening)
    if named and not form and not (named == JSON_LINES and opening.strip()):
        raise BilingualError(path.name, NOT_THAT if opening.strip() else EMPTY, EXPORT_AGAIN)
    # A line that is no JSON is named by its reader.
    return form or (JSON_LINES if named == JSON_LINES else "")


def _recognised(opening: bytes) -> str:
    text = _decoded(opening)
    if JSON.match(text):
        return JSON_LINES
    root = ROOT.search(ASIDE.sub("", text)) if text.lstrip().startswith("<") else None
    return {"xliff": XLIFF, "tmx": TMX}.get(root[1].lower(), "") if root else ""


def _decoded(opening: bytes) -> str:
    for mark, encoding in BOMS.items():
        if opening.startswith(mark):
            return opening.removeprefix(mark).decode(encoding, "replace")
    # XML may be in UTF-16 without a mark (XML 1.0, appendix F): then every other byte of its first sign is nothing.
    bare = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(opening[:2], "utf-8")
    return opening.decode(bare, "replace")
