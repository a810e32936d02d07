"""Looking for the text of a release in everything that a folder holds: plain, escaped, in databases, wrapped, compressed.

`places_of` looks for sentences to the letter; `hints_of` for whatever reads the same, with other capitals, spaces and signs.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_plus

from communique.document import plain
from communique.releases import Release

# Of both alphabets: messages take the one, addresses the other.
BASE64 = re.compile(rb"[A-Za-z0-9+/=_\n-]{40,}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){20,}")
# How streams of zlib and gzip begin.
STREAMS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
TO_USUAL = bytes.maketrans(b"-_", b"+/")
SEAM = b"\xff" * 4
DEEPEST = 4
LARGEST = 50_000_000


def places_of(sentences: Iterable[str], folder: Path) -> list[str]:
    """Where in a folder's files one of these sentences stands: file, table and column, never the sentence."""
    wanted = {form for sentence in sentences for form in _forms(sentence)}
    held: dict[str, list[bytes]] = {}
    for place, content in _contents(folder):
        held.setdefault(place, []).append(content)
    # Joined by what no form holds: a database has thousands of short values.
    return sorted(place for place, contents in held.items() if _any_in(wanted, SEAM.join(contents)))


def _any_in(wanted: Iterable[bytes], content: bytes) -> bool:
    return any(form in content for form in wanted)


# Shorter than this, words of a release are words of everybody.
LEAST = 12
# Fields of a document that say where something lies or what it is, never what it reads.
NOT_TEXT = frozenset({"place", "partner", "language", "key", "media_type", "marks", "style", "level", "kind"})
ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")
BREAKS = re.compile(r"\\+[nrt]")
NO_WORD = re.compile(r"[\W_]+")


def texts_of(release: Release) -> frozenset[str]:
    """Every sentence and every name of a release in all its languages, as `normal` writes them, none shorter than LEAST."""
    found = set(_strings(release.draft.document))
    for edition in release.editions.values():
        for unit in edition.units:
            found |= {plain(unit.segment.content), plain(unit.target or ())}
    for partner in release.partners:
        found |= {partner.name, *partner.names, *_strings(partner.contacts), *_strings(tuple(partner.about.values()))}
    return frozenset(text for text in map(normal, found) if len(text) >= LEAST)


def _strings(value: object) -> Iterator[str]:
    """Every text in a value, and each run of inlines as one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_TEXT:
                yield from _strings(getattr(value, field.name))


def normal(text: str) -> str:
    """A text as its words alone read: without case, and with one space for whatever stands between them."""
    return NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()).strip()


def hints_of(texts: Iterable[str], folder: Path) -> dict[str, list[str]]:
    """Where in a folder's files texts that `normal` gave can be read: the texts by place. What was compressed or wrapped is opened."""
    wanted, found = sorted(texts), dict[str, set[str]]()
    for place, content in _contents(folder):
        for reading in _readings(content):
            for text in _held(wanted, reading):
                found.setdefault(place, set()).add(text)
    return {place: sorted(held) for place, held in sorted(found.items())}


def _held(wanted: Sequence[str], reading: str) -> Iterator[str]:
    return (text for text in wanted if text in reading) if len(reading) >= LEAST else iter(())


def _readings(content: bytes) -> Iterator[str]:
    """What bytes may read as: as UTF-8 with what escapes it undone, and as UTF-16 where every other byte is empty."""
    text = content.decode(errors="ignore")
    yield normal(text)
    undone = html.unescape(unquote_plus(BREAKS.sub(" ", ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text))))
    if undone != text:
        yield normal(undone)
    if content.count(0) * 3 > len(content) > 0:
        yield normal(content.decode("utf-16-le", errors="ignore"))
        yield normal(content[1:].decode("utf-16-le", errors="ignore"))


def _forms(sentence: str) -> Iterator[bytes]:
    yield sentence.encode()
    yield sentence.encode("utf-16-le")
    yield quote(sentence).encode()
    yield quote_plus(sentence).encode()
    yield html.escape(sentence).encode()
    yield json.dumps(sentence)[1:-1].encode()
    yield json.dumps(json.dumps(sentence)[1:-1])[1:-1].encode()


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for content in _unwrapped(path.read_bytes()):
                yield path.name, content
    for path in folder.rglob("*.db"):
        yield from _cells(path)


def _cells(path: Path) -> Iterator[tuple[str, bytes]]:
    # Values longer than a page are cut into pieces in the file, so the database is asked too.
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            rows = database.execute(f'select * from "{table}"')
            columns = [column[0] for column in rows.description]
            for row in rows:
                for column, value in zip(columns, row, strict=True):
                    content = value if isinstance(value, bytes) else str(value).encode()
                    for inner in _unwrapped(content):
                        yield f"{path.name}: {table}.{column}", inner


def _unwrapped(content: bytes, depth: int = 0) -> Iterator[bytes]:
    yield content
    if depth < DEEPEST:
        for inner in _inside(content):
            yield from _unwrapped(inner, depth + 1)


def _inside(content: bytes) -> Iterator[bytes]:
    for found in STREAMS.finditer(content):
        yield from _inflated(memoryview(content)[found.start() :], 47)
    for found in HEX.finditer(content):
        yield binascii.unhexlify(found.group())
    for found in BASE64.finditer(content):
        yield from _decoded(found.group().translate(TO_USUAL, b"\n"))


def _decoded(found: bytes) -> Iterator[bytes]:
    try:
        inner = base64.b64decode(found + b"=" * (-len(found) % 4))
    except binascii.Error:
        return
    yield inner
    yield from _inflated(inner, -15)


def _inflated(content: bytes | memoryview, bits: int) -> Iterator[bytes]:
    """What a compressed stream at the beginning of this holds, whatever follows it."""
    try:
        inner = zlib.decompressobj(bits).decompress(content, LARGEST)
    except zlib.error:
        return
    if inner:
        yield inner
