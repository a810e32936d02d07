"""Bilingual files: every form that translation tools write, every way to break one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique import house
from communique.document import Mark, Text, plain
from communique.exchange import bilingual, proofreading
from communique.exchange.bilingual import BilingualError
from communique.exchange.proofreading import Proof
from communique.findings import Severity
from communique.languages import Language

ROOT = Path(__file__).parents[2]
QA = ROOT.parent / "shared" / "data" / "qa"
DRAFTS = ROOT.parent / "shared" / "data" / "drafts"

XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="fr-FR" target-language="de_DE" datatype="plaintext"><body>
{units}
</body></file></xliff>
"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="en-GB"><file id="f"><unit id="u">
{segments}
</unit></file></xliff>
"""
TMX = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="{srclang}" segtype="sentence"/><body>
{units}
</body></tmx>
"""


def proofs(path: Path) -> list[Proof]:
    return list(proofreading.proofread(house.load(ROOT), path, bilingual.form_of(path)))


def said(path: Path) -> list[tuple[str, str, str]]:
    found = proofreading.findings(proofs(path))
    return [(finding.check, finding.severity.value, finding.place) for finding in found]


def xliff(tmp_path: Path, units: str) -> Path:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.format(units=units), encoding="utf-8")
    return path


def tmx(tmp_path: Path, units: str, *, encoding: str = "UTF-8", srclang: str = "fr") -> Path:
    path = tmp_path / "a.tmx"
    path.write_bytes(TMX.format(units=units, encoding=encoding, srclang=srclang).encode(encoding))
    return path


def lines(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


ROW = {"id": "r", "source_lang": "fr", "target_lang": "en", "source": "Il y a 3 écoles.", "target": "There are 4 schools."}


def test_a_changed_number_is_found_on_its_line_of_an_xliff_file(tmp_path: Path) -> None:
    path = xliff(tmp_path, '<trans-unit id="7"><source>Il y a 37 écoles.</source><target>Es gibt 38 Schulen.</target></trans-unit>')
    assert said(path) == [("numbers", "block", "line4")]
    assert proofs(path)[0].row.id == "7"


def test_a_changed_number_is_found_in_a_segment_of_xliff_2(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    pair = "<source>Il y a 37 écoles.</source><target>There are 38 schools.</target>"
    path.write_text(XLIFF_2.format(segments=f'<segment id="s" state="final">{pair}</segment>'), encoding="utf-8")
    assert said(path) == [("numbers", "block", "line2")]
    assert [(proof.row.id, proof.row.state) for proof in proofs(path)] == [("u/s", "final")]


@pytest.mark.parametrize("target", ["", "<target/>", "<target>  </target>"])
def test_a_segment_without_a_translation_is_still_to_be_translated(tmp_path: Path, target: str) -> None:
    path = xliff(tmp_path, f'<trans-unit id="7"><source>Il y a 37 écoles.</source>{target}</trans-unit>')
    assert said(path) == [("untranslated", "block", "line4")]


def test_what_is_not_to_be_translated_is_no_row_and_neither_is_a_proposal(tmp_path: Path) -> None:
    proposal = "<alt-trans><target>Es gibt 38.</target></alt-trans>"
    locked = '<trans-unit id="1" translate="no"><source>ABC</source></trans-unit>'
    path = xliff(tmp_path, f"{locked}<trans-unit id='2'><source>Oui.</source><target>Ja.</target>{proposal}</trans-unit>")
    assert [(proof.row.id, proof.row.target_text) for proof in proofs(path)] == [("2", "Ja.")]


def test_inline_codes_become_marks_or_nothing_and_keep_their_text(tmp_path: Path) -> None:
    source = (
        '<g id="1" ctype="bold">Trois</g> <x id="2"/>mots <bpt id="3">&lt;i&gt;</bpt>en<ept id="3">&lt;/i&gt;</ept> '
        '<mrk mtype="term">tout</mrk><ph id="4">{0}</ph>.'
    )
    path = xliff(tmp_path, f"<trans-unit id='1'><source>{source}</source><target>Drei Wörter.</target></trans-unit>")
    content = proofs(path)[0].row.source
    assert plain(content) == "Trois mots en tout."
    assert content[0] == Text("Trois", frozenset({Mark.STRONG}))


def test_codes_of_xliff_2_become_marks_too(tmp_path: Path) -> None:
    source = '<source>Un <pc id="1" type="fmt" subType="xlf:i">mot</pc><ph id="2"/> <mrk id="m" type="term">ici</mrk>.</source>'
    path = tmp_path / "a.xliff"
    path.write_text(XLIFF_2.format(segments=f"<segment>{source}<target>Here.</target></segment>"), encoding="utf-8")
    assert proofs(path)[0].row.source == (Text("Un "), Text("mot", frozenset({Mark.EMPHASIS})), Text(" ici."))


def test_line_ends_of_the_file_are_no_words_of_the_text(tmp_path: Path) -> None:
    path = xliff(tmp_path, "<trans-unit id='1'><source>\n  Un\r\n   mot\n</source><target>Ein Wort</target></trans-unit>")
    assert proofs(path)[0].row.source_text == "Un mot"


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1"])
def test_a_tmx_file_is_read_in_whatever_encoding_it_says(tmp_path: Path, encoding: str) -> None:
    unit = '<tu tuid="t"><tuv xml:lang="FR-CA"><seg>Été 37</seg></tuv><tuv xml:lang="de-AT"><seg>Sommer 38</seg></tuv></tu>'
    path = tmx(tmp_path, unit, encoding=encoding)
    assert [(proof.row.id, proof.row.source_text, proof.row.target_text) for proof in proofs(path)] == [("t", "Été 37", "Sommer 38")]
    assert said(path) == [("numbers", "block", "line4")]


def test_each_translation_of_a_unit_is_a_row_and_the_source_is_the_named_one(tmp_path: Path) -> None:
    variants = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in (("de", "Ja"), ("fr", "Oui"), ("en", "Yes")))
    path = tmx(tmp_path, f"<tu>{variants}</tu>")
    assert [(proof.row.source_text, proof.row.target_text) for proof in proofs(path)] == [("Oui", "Ja"), ("Oui", "Yes")]
    path = tmx(tmp_path, f"<tu>{variants}</tu>", srclang="*all*")
    assert [proof.row.source_text for proof in proofs(path)] == ["Ja", "Ja"]


def test_rows_in_other_languages_are_counted_and_not_checked(tmp_path: Path) -> None:
    path = lines(tmp_path, {**ROW, "target_lang": "it"}, {**ROW, "source_lang": "en-US"}, ROW)
    found = proofs(path)
    assert [proof.checked for proof in found] == [False, False, True]
    sentence = proofreading.passed_over(found)
    assert sentence is not None
    assert sentence[Language.EN] == "2 pairs in other languages were not checked (fr → it, en-US → en)"


def test_a_row_of_json_is_held_against_its_own_glossary_and_names(tmp_path: Path) -> None:
    glossary = [{"source": "école", "target": "college", "forbidden": ["school"]}]
    row = {**ROW, "target": "There are 3 schools.", "glossary": glossary, "names": ["Inria"]}
    path = lines(tmp_path, row, {**row, "source": "Une école d’Inria.", "target": "A college of lnria."})
    assert said(path) == [("terms", "block", "line1"), ("names", "block", "line2")]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r\n\r\n" + json.dumps(ROW).encode())
    assert said(path) == [("numbers", "block", "line1"), ("numbers", "block", "line3")]


def test_a_file_is_told_by_what_it_holds_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmx(tmp_path, "").rename(tmp_path / "brief.docx")
    assert bilingual.form_of(path) == "tmx"
    (tmp_path / "rtf.txt").write_bytes(b"{\\rtf1 Bonjour}")
    assert bilingual.form_of(tmp_path / "rtf.txt") == ""


LAUGHS = "<!DOCTYPE tmx [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
BROKEN: dict[str, tuple[str, bytes, str]] = {
    "cut off": ("a.tmx", TMX.format(encoding="UTF-8", srclang="fr", units="<tu>")[:120].encode(), "a.tmx:3"),
    "a wrong encoding": ("a.tmx", TMX.format(encoding="UTF-8", srclang="fr", units="<tu>é</tu>").encode("latin-1"), "a.tmx:4"),
    "a billion laughs": ("a.tmx", f"{LAUGHS}]><tmx><body><tu><seg>&i;</seg></tu></body></tmx>".encode(), "a.tmx"),
    "laughs in an attribute": ("a.tmx", f"{LAUGHS}]><tmx version='&i;&i;&i;'/>".encode(), "a.tmx:1"),
    "a file asked for": ("a.xlf", b"<!DOCTYPE xliff [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><xliff>&x;</xliff>", "a.xlf"),
    "nested without end": ("a.xlf", b"<xliff>" + b"<group>" * 100_000, "a.xlf:1"),
    "a prefix that nobody declared": ("a.xlf", XLIFF.format(units="<okp:note/>").encode(), "a.xlf:4"),
    "no source": ("a.xlf", XLIFF.format(units="<trans-unit id='1'><target>Ja</target></trans-unit>").encode(), "a.xlf:4"),
    "empty": ("a.tmx", b"", "a.tmx"),
    "another XML": ("a.xliff", b"<html><body/></html>", "a.xliff"),
    "binary": ("a.xlf", bytes(range(256)) * 40, "a.xlf"),
    "an empty line of pairs": ("a.jsonl", b"\n \n", "a.jsonl"),
    "no JSON": ("a.jsonl", json.dumps(ROW).encode() + b"\n{'id': 1}\n", "a.jsonl:2"),
    "a list": ("a.json", json.dumps([ROW]).encode(), "a.json:1"),
    "JSON nested without end": ("a.jsonl", b'{"a":' + b"[" * 200_000, "a.jsonl:1"),
    "JSON in latin-1": ("a.jsonl", json.dumps(ROW, ensure_ascii=False).encode("latin-1"), "a.jsonl:1"),
    "a row without source": ("a.jsonl", json.dumps({**ROW, "source": " "}).encode(), "a.jsonl:1"),
    "a source that is a number": ("a.jsonl", json.dumps({**ROW, "source": 4}).encode(), "a.jsonl:1"),
    "a glossary that is a text": ("a.jsonl", json.dumps({**ROW, "glossary": "x"}).encode(), "a.jsonl:1"),
    "names that are numbers": ("a.jsonl", json.dumps({**ROW, "names": [1]}).encode(), "a.jsonl:1"),
    "JSON in UTF-16": ("a.jsonl", json.dumps(ROW).encode("utf-16"), "a.jsonl:1"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_by_place_fact_and_way_out(name: str, tmp_path: Path) -> None:
    file, content, place = BROKEN[name]
    path = tmp_path / file
    path.write_bytes(content)
    start = time.process_time()
    with pytest.raises(BilingualError) as refused:
        proofs(path)
    assert time.process_time() - start < 2
    assert refused.value.place == place
    assert all(refused.value.hint[language] for language in Language)
    assert "écoles" not in str(refused.value)


def _huge_tmx(tmp_path: Path) -> Path:
    text = "mot 37 " * 700_000
    return tmx(tmp_path, f'<tu tuid="big"><tuv xml:lang="fr"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>{text}</seg></tuv></tu>')


def _huge_row(tmp_path: Path) -> Path:
    return lines(tmp_path, {**ROW, "id": "big", "source": "mot 37 " * 700_000})


@pytest.mark.parametrize("make", [_huge_tmx, _huge_row])
def test_a_segment_of_five_megabytes_is_named_and_not_checked(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    start = time.process_time()
    found = proofreading.findings(proofs(path))
    assert time.process_time() - start < 5
    assert [(finding.segment, finding.severity) for finding in found] == [("big", Severity.BLOCK)]
    assert str(proofreading.LONGEST) in found[0].message[Language.EN]


@pytest.mark.parametrize("text", ["1", "Wort", "1 000 ", "24. Mai 2025 ", "((", "http://a/", "3,6 Mrd. € "])
def test_the_longest_segment_that_is_checked_takes_seconds(tmp_path: Path, text: str) -> None:
    long = text * (proofreading.LONGEST // 2 // len(text))
    start = time.process_time()
    assert all(proof.checked for proof in proofs(lines(tmp_path, {**ROW, "target_lang": "de", "source": long, "target": long[::-1]})))
    assert time.process_time() - start < 10


def test_half_a_character_can_be_printed_all_the_same(tmp_path: Path) -> None:
    path = lines(tmp_path, json.dumps({**ROW, "source": "x"}).replace('"x"', '"37 \\ud83d écoles"'))
    assert proofs(path)[0].row.source_text.encode()


@pytest.mark.shared
@pytest.mark.skipif(not QA.is_dir(), reason="the corpora are not beside the project")
def test_every_file_of_other_tools_is_read_or_refused_in_one_sentence() -> None:
    refused = []
    for path in sorted((*(QA / "xliff").iterdir(), *(QA / "tmx").iterdir(), *DRAFTS.glob("*.tmx"))):
        try:
            proofs(path)
        except BilingualError as error:
            refused.append(error.place)
    assert refused == ["omegat-file-XLIFFFilter-invalid-content.xlf:7"]


@pytest.mark.shared
@pytest.mark.skipif(not DRAFTS.is_dir(), reason="the corpora are not beside the project")
def test_nothing_blocks_in_an_approved_translation() -> None:
    for path in DRAFTS.glob("*.tmx"):
        assert [finding for finding in proofreading.findings(proofs(path)) if finding.severity is Severity.BLOCK] == []
