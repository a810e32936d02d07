"""The search for sentences finds them where they hide; without this, finding none would prove nothing."""

from __future__ import annotations

import base64
import gzip
import html
import json
import pickle
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from communique.document import plain
from gatehouse import make
from leaks import LEAST, hints_of, normal, places_of, texts_of

SENTENCE = "L'institut présentera « sa » méthode à Strasbourg, le 9 mars."
HIDDEN = {
    "plain": SENTENCE.encode(),
    "json": json.dumps({"message": SENTENCE}).encode(),
    "json in json": json.dumps({"data": json.dumps({"message": SENTENCE})}).encode(),
    "pickle": pickle.dumps(ValueError(SENTENCE)),
    "pickle in base 64 in json": json.dumps({"result": base64.b64encode(pickle.dumps(ValueError(SENTENCE))).decode()}).encode(),
    "compressed": base64.b64encode(zlib.compress(SENTENCE.encode())),
    "compressed as it is": b"\0" + zlib.compress(SENTENCE.encode()),
    "gzip": gzip.compress(SENTENCE.encode()),
    "compressed pickle in base 64": base64.b64encode(zlib.compress(pickle.dumps(ValueError(SENTENCE)))),
    "base 64 for addresses": base64.urlsafe_b64encode(b"\xff\xfe\xfb" * 9 + SENTENCE.encode()),
    "hexadecimal": SENTENCE.encode().hex().encode(),
    "an address": quote(SENTENCE).encode(),
    "a form": quote_plus(SENTENCE).encode(),
    "a web page": html.escape(SENTENCE).encode(),
    "UTF-16": SENTENCE.encode("utf-16-le"),
    "lines of base 64": base64.encodebytes(SENTENCE.encode()),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_sentence_in_a_file_is_found(tmp_path: Path, how: str) -> None:
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "result").write_bytes(b"before " + HIDDEN[how])
    assert places_of([SENTENCE], tmp_path) == ["result"]


@pytest.mark.parametrize("how", HIDDEN)
def test_a_sentence_in_a_database_is_found_in_its_column(tmp_path: Path, how: str) -> None:
    database = sqlite3.connect(tmp_path / "prefect.db")
    database.execute("create table log (level integer, message)")
    # Longer than a page of the file, so that its bytes do not lie together there.
    database.execute("insert into log values (20, ?)", (b"x" * 10_000 + b" " + HIDDEN[how],))
    database.commit()
    database.close()
    assert "prefect.db: log.message" in places_of([SENTENCE], tmp_path)


def test_where_no_sentence_is_none_is_found(tmp_path: Path) -> None:
    (tmp_path / "result").write_bytes(base64.b64encode(pickle.dumps({"release": "dialogue-ia", "count": 51})))
    assert places_of([SENTENCE], tmp_path) == []


@pytest.mark.parametrize("how", HIDDEN)
def test_what_reads_the_same_is_found_however_it_is_wrapped(tmp_path: Path, how: str) -> None:
    (tmp_path / "result").write_bytes(b"before " + HIDDEN[how])
    other = SENTENCE.replace("'", "’").replace("« sa »", "„SA“").replace(" à ", "\u00a0à\n")
    assert hints_of([normal(other)], tmp_path) == {"result": [normal(SENTENCE)]}


def test_what_reads_the_same_is_found_in_the_column_of_a_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "prefect.db")) as database:
        database.execute("create table log (level integer, message)")
        database.execute("insert into log values (20, ?)", ("x" * 10_000 + SENTENCE.upper().replace(" ", "\u00a0"),))
        database.commit()
    assert hints_of([normal(SENTENCE)], tmp_path)["prefect.db: log.message"] == [normal(SENTENCE)]


def test_every_sentence_and_name_of_a_release_is_looked_for(tmp_path: Path) -> None:
    own = make(tmp_path)
    texts = texts_of(own.release)
    assert len(texts) > 5
    assert all(len(text) >= LEAST and text == normal(text) for text in texts)
    wanted = {normal(plain(unit.target)) for edition in own.release.editions.values() for unit in edition.units if unit.target}
    assert {text for text in wanted if len(text) >= LEAST} <= texts
    assert {normal(partner.name) for partner in own.release.partners if len(partner.name) >= LEAST} <= texts
