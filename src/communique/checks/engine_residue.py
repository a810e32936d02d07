"""Engine residue: entities, tags and broken characters that a program has left in a text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Restes de machine : ni entité HTML, ni balise, ni caractère cassé",
    "Maschinenreste: weder HTML-Entität noch Tag noch zerstörtes Zeichen",
    "Engine residue: no HTML entity, no tag, no broken character",
)
RESIDUE = Wording("reste laissé par un programme", "von einem Programm hinterlassener Rest", "residue that a program has left")

ENTITY = r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8});"
TAG = r"</?(?:[a-z]{1,10}\d?)(?:\s[^<>]*)?/?>"
# UTF-8 read as Latin-1 („Ã©“ for é), the replacement character, control, direction and zero-width signs.
BROKEN = (
    "Ã[\u0080-¿‰€ŠŒŽ„‡ˆ‚Œœž™”Ÿ]|Â[\u0080-¿]|Å[“’\u0092\u0093]|â€[™œ“”\u009d˜¦¢“\u0093\u0094]|â‚¬"
    "|\ufffd|[\x00-\x08\x0b\x0c\x0e-\x1f\u0080-\u009f\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
RESIDUES = re.compile(f"({ENTITY})|({TAG})|({BROKEN})")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each residue, with what it stood for where that is known."""
    for found in RESIDUES.finditer(without_addresses(passage.text)):
        excerpt = found.group()
        meant = html.unescape(excerpt) if found.group(1) else _read_again(excerpt) if found.group(3) else ""
        if meant != excerpt:
            yield flag(RESIDUE, excerpt if excerpt.isprintable() else repr(excerpt), severity=Severity.BLOCK, suggestion=meant)


def _read_again(broken: str) -> str:
    """What UTF-8 that was read as Windows-1252 says; nothing where it was not."""
    try:
        return broken.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
