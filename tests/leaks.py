"""Looking for sentences in everything that a folder holds: plain, escaped, in databases, in base 64, in hexadecimal, compressed."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

# Of both alphabets: messages take the one, addresses the other.
BASE64 = re.compile(rb"[A-Za-z0-9+/=_\n-]{40,}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){20,}")
# How streams of zlib and gzip begin.
STREAMS = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
TO_USUAL = bytes.maketrans(b"-_", b"+/")
DEEPEST = 4
LARGEST = 50_000_000


def places_of(sentences: Iterable[str], folder: Path) -> list[str]:
    """Where in a folder's files one of these sentences stands: file, table and column, never the sentence."""
    wanted = [form for sentence in sentences for form in _forms(sentence)]
    return sorted({place for place, content in _contents(folder) if any(form in content for form in wanted)})


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
