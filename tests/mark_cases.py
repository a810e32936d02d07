"""The case set of marks: sentences whose marks must come back on their words, or be let go with a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from communique.document import Inlines, NoteRef, plain
from communique.languages import Language
from communique.markup import dump, load, merged

LINES = [
    line.replace("⍽", "\u00a0")
    for line in (Path(__file__).parent / "segments" / "marks.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its direction, and its translation with the marks that must come back; it prints as its sentence."""

    languages: tuple[Language, Language]
    source: Inlines
    expected: Inlines

    def __str__(self) -> str:
        return f"{self.languages[0]}>{self.languages[1]} {dump(self.source)}"


def cases() -> Iterator[Case]:
    """The cases of `segments/marks.txt`, a line in six directions as six."""
    for line in LINES:
        head, _, rest = line.partition(" ")
        texts = [load(text.strip()) for text in rest.strip("| ").split(" | ")]
        if head in {"=", "-"}:
            for (source, one), (target, other) in permutations(zip(Language, texts, strict=True), 2):
                yield Case((source, target), one, other if head == "=" else _unmarked(other))
        elif head != "@":
            source, _, target = head.partition(">")
            yield Case((Language(source), Language(target)), *texts)


def _unmarked(content: Inlines) -> Inlines:
    notes = tuple(inline for inline in content if isinstance(inline, NoteRef))
    return merged((*load(plain(content)), *notes))


def known(languages: tuple[Language, Language]) -> dict[str, str]:
    """What the memory of the cases knows, from one language into another."""
    rows = [dict(zip(Language, line[2:].split(" | "), strict=True)) for line in LINES if line.startswith("@")]
    return {row[languages[0]].strip(): row[languages[1]].strip() for row in rows}
