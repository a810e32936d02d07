"""Lost marks: links, note calls, bold and italic of the original are in its translation too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document import Inlines, Link, Mark, NoteRef, Text, plain
from ..findings import Finding, Severity
from ..languages import Wording
from ..translation.marks import ORDINAL
from . import Pair, Reference, flag

TITLE = Wording(
    "Mises en forme perdues : liens, appels de note, gras et italique de l’original sont aussi dans la traduction",
    "Verlorene Auszeichnungen: Links, Fußnotenzeichen, Fettes und Kursives des Originals stehen auch in der Übersetzung",
    "Lost marks: links, note calls, bold and italic of the original are in its translation too",
)
LINK = Wording("le lien de l’original manque", "der Link des Originals fehlt", "the original’s link is missing")
NOTE = Wording("l’appel de note de l’original manque", "das Fußnotenzeichen des Originals fehlt", "the original’s note call is missing")
MARKS = {
    Mark.STRONG: Wording("le gras de l’original manque", "das Fette des Originals fehlt", "the original’s bold is missing"),
    Mark.EMPHASIS: Wording("l’italique de l’original manque", "das Kursive des Originals fehlt", "the original’s italic is missing"),
    Mark.SUBSCRIPT: Wording(
        "l’indice de l’original manque", "das Tiefgestellte des Originals fehlt", "the original’s subscript is missing"
    ),
    Mark.SUPERSCRIPT: Wording(
        "l’exposant de l’original manque", "das Hochgestellte des Originals fehlt", "the original’s superscript is missing"
    ),
}
WORD = re.compile(r"\w")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each link and note call that the target lacks, and each kind of mark that it has fewer stretches of."""
    if all(isinstance(inline, Text) and not inline.marks for inline in pair.source):
        return
    kept = Counter(inline.href for inline in pair.target if isinstance(inline, Link))
    for inline in pair.source:
        if isinstance(inline, Link):
            kept[inline.href] -= 1
        if isinstance(inline, Link) and kept[inline.href] < 0:
            yield flag(LINK, source=plain(inline.content) or inline.href)
        elif isinstance(inline, NoteRef) and inline not in pair.target:
            yield flag(NOTE, source=pair.source_text)
    for mark, missing in MARKS.items():
        ours, theirs = (_stretches(content, mark) for content in (pair.source, pair.target))
        if len(theirs) < len(ours):
            yield flag(missing, severity=Severity.HINT, source=ours[0] if len(ours) == 1 else " … ".join(ours))


def _stretches(content: Inlines, mark: Mark) -> tuple[str, ...]:
    """The stretches of words under a mark, be they cut into several runs or not."""
    found: list[str] = []
    goes_on = False
    for text in _texts(content):
        if mark in text.marks and goes_on:
            found[-1] += text.text
        elif mark in text.marks:
            found.append(text.text)
            goes_on = True
        elif WORD.search(text.text) and Mark.SUPERSCRIPT not in text.marks:  # "1er juin" is one stretch, whatever its "er" is set in
            goes_on = False
    stretches = (stretch.strip() for stretch in found if WORD.search(stretch))
    return tuple(stretch for stretch in stretches if mark is not Mark.SUPERSCRIPT or not ORDINAL.fullmatch(stretch))


def _texts(content: Inlines) -> Iterator[Text]:
    for inline in content:
        if isinstance(inline, Text):
            yield inline
        elif isinstance(inline, Link):
            yield from _texts(inline.content)
