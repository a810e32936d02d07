"""The characters of a draft, freed of those that nobody sees."""

from __future__ import annotations

import re
import unicodedata

from ._oddities import Oddities

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks of direction, zero-width signs, word joiners, byte order marks: they change what a word looks like or whether it is found.
INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c]|[\u200c\u200d](?=[\x00-\u024f]|$)")
PRIVATE = re.compile(r"[\uf000-\uf8ff]")
SUSPICIOUS = re.compile(
    r"<\s*/?\s*(?:script|iframe|style|img|svg|object|embed|link|meta|a|b|i|p|div|span)\b[^>]{0,300}>|<!--|\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|javascript:",
    re.IGNORECASE,
)

NEAR = 24  # characters shown on either side

# What Wingdings and Symbol mean by their numbers, as far as a release needs it.
SYMBOLS = dict(
    zip(
        b"\x6c\xb7\x6e\xa7\xa8\x71\x76\xd8\xfc\xfb\xfe\x6f\xe0\xe8\xae\xdf\x28\x29\x2a\x4a\xb3\xa3\xb1\xb4",
        "••▪▪▫▫❖▸✓✗☑☐→→→←☎✆✉☺≥≤±×",
        strict=True,
    )
)


def clean(text: str, place: str, oddities: Oddities) -> str:
    """Text in NFC without control and invisible characters, soft hyphens and private signs; what was removed becomes a finding."""
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text
    text = ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text
    for check, signs in (("control-removed", CONTROLS), ("invisible-removed", INVISIBLE)):
        cleaned, n = signs.subn("", text)
        if n:
            oddities.note(check, place, _near(cleaned, len(signs.split(text, maxsplit=1)[0])), n=n)
        text = cleaned
    text = PRIVATE.sub(lambda sign: symbol(ord(sign[0]), place, oddities), text)
    return unicodedata.normalize("NFC", text.replace("\u00ad", "").replace("\r\n", "\n").replace("\r", "\n"))


def _near(text: str, at: int) -> str:
    """The words around an offset, without any sign that could turn a line around."""
    start = text.rfind(" ", 0, max(at - NEAR, 0)) + 1
    return INVISIBLE.sub("", text[start : at + NEAR]).strip()


def symbol(code: int, place: str, oddities: Oddities) -> str:
    """The character that a sign of a symbol font stands for, or nothing, with a finding."""
    if code < 0xF000 and code > 0xFF:
        return chr(code)
    meant = SYMBOLS.get(code & 0xFF, "")
    if not meant:
        oddities.note("sym-font", place, excerpt=f"U+{code:04X}")
    return meant
