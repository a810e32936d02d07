"""Looking for sentences in everything that a folder holds: plain, escaped, in databases, in base 64, in pickles, compressed."""

from __future__ import annotations

import base64
import binascii
import json
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

BASE64 = re.compile(rb"[A-Za-z0-9+/=\n]{40,}")
DEEPEST = 4


def places_of(sentences: Iterable[str], folder: Path) -> list[str]:
    """Where in a folder's files one of these sentences stands: file, table and column, never the sentence."""
    wanted = [form for sentence in sentences for form in _forms(sentence)]
    return sorted({place for place, content in _contents(folder) if any(form in content for form in wanted)})


def _forms(sentence: str) -> Iterator[bytes]:
    yield sentence.encode()
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
        for found in BASE64.findall(content):
            for inner in _decoded(found):
                yield from _unwrapped(inner, depth + 1)


def _decoded(found: bytes) -> Iterator[bytes]:
    try:
        inner = base64.b64decode(found + b"=" * (-len(found) % 4))
    except binascii.Error:
        return
    yield inner
    for bits in (15, -15, 31):
        try:
            yield zlib.decompress(inner, bits)
        except zlib.error:
            continue
