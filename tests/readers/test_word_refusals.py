from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import DraftError
from communique.languages import Language
from communique.readers import docx
from readers.word_files import HEAD, MAIN, arrow, document_xml, p, package, saved, typed, zipped

TEXT = p("Un titre de communiqué") + p("Les partenaires présentent les résultats de leurs travaux et la suite.")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCTYPE = '<!DOCTYPE w [<!ENTITY e "x">]>'


def refusal(path: Path) -> DraftError:
    with pytest.raises(DraftError) as refused:
        docx.read(path)
    return refused.value


def outcome(path: Path) -> object:
    """The blocks of a file or the sentence that refuses it; any other error goes through."""
    try:
        return docx.read(path).document.blocks
    except DraftError as error:
        return error.sentence(Language.FR)


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("au fond") + "</w:tc></w:tr></w:tbl>" * depth


def flipped(content: bytes, offset: int) -> bytes:
    return content[:offset] + bytes([content[offset] ^ 0xFF]) + content[offset + 1 :]


GOOD = package(TEXT)
FILES = {
    "an empty file": (b"", "empty file"),
    "a password": (COMPOUND + "EncryptedPackage".encode("utf-16le"), "protected by a password"),
    "an old Word file": (COMPOUND, "an old Word file"),
    "a PDF": (b"%PDF-1.7 ...", "a PDF"),
    "an RTF file": (b"{\\rtf1 x}", "an RTF file"),
    "a web page": (b"\n<html><body>x", "a web page"),
    "a proxy's page before the archive": (b"<html>denied</html>" + GOOD, "a web page"),
    "any other bytes": (b"hello", "another type of file"),
    "an OpenDocument text": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "LibreOffice"),
    "an Excel workbook": (package(TEXT, main_type=SHEET), "Excel"),
    "a zip archive": (zipped({"a.txt": "x"}), "ZIP"),
    "a truncated file": (GOOD[: len(GOOD) * 6 // 10], "end of the archive missing"),
    "a file without its tail": (GOOD[:-30], "end of the archive missing"),
    "a part with an entity": (package(TEXT, parts={"word/document.xml": document_xml(TEXT).replace("?>", "?>" + DOCTYPE, 1)}), "a DTD"),
    "a UTF-16 part with an entity": (
        package(TEXT, parts={"word/document.xml": document_xml(TEXT).replace(HEAD, DOCTYPE).encode("utf-16")}),
        "a DTD",
    ),
    "broken XML": (package(TEXT + "<w:p>"), "document.xml unreadable"),
    "no body": (package(TEXT, parts={"word/document.xml": '<w:document xmlns:w="x"/>'}), "part body missing"),
    "no document": (zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>"}), "document.xml missing"),
    "no text": (package(p("") * 3 + p(" ")), "no text"),
    "only a picture": (package(p('<w:r><w:drawing><a:blip r:embed="rI"/></w:drawing></w:r>')), "no text"),
    "a bomb": (package(TEXT, parts={"word/media/x.png": bytes(3 << 20)}), "when unpacked"),
    "a bomb of many parts": (
        package(TEXT, parts={f"word/media/{n}.png": os.urandom(1 << 10) * (6 << 10) for n in range(11)}),
        "unpacks to",
    ),
    "a crowd of entries": (package(TEXT, parts={f"word/x{n}": "" for n in range(2001)}), "inner files"),
    "doubled parts": (package(TEXT, parts={"word/DOCUMENT.xml": document_xml(p("autre"))}), "there twice"),
    "macros under a .docx name": (package(TEXT, main_type=MACRO), "macros"),
    "an imported block": (
        package(TEXT + '<w:altChunk r:id="rA"/>', arrows=arrow("rA", "aFChunk", "a.html"), parts={"word/a.html": "x"}),
        "altChunk",
    ),
    "tables in tables": (package(TEXT + nested_tables(12)), "nested"),
    "tables too deep for any parser": (package(nested_tables(10_000)), "unreadable"),
    "too many paragraphs": (package(p("x") * 10_001), "10001 paragraphs"),
    "an endless paragraph": (package(p("mot " * 15_000) + TEXT), "longer than"),
    "an endless row": (
        package(TEXT + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr></w:tc></w:tr></w:tbl>'),
        "columns",
    ),
}


@pytest.mark.parametrize("case", FILES, ids=str)
def test_what_cannot_be_a_draft_is_refused_with_a_sentence(case: str, tmp_path: Path) -> None:
    content, fact = FILES[case]
    error = refusal(saved(tmp_path / "draft.docx", content))
    assert fact in error.fact.en
    for language in Language:
        sentence = error.sentence(language)
        assert sentence.startswith("draft.docx")
        assert " — " in sentence
        assert "{" not in sentence


def test_a_flipped_bit_in_the_text_is_refused(tmp_path: Path) -> None:
    content = package(p("".join(chr(97 + n * 7 % 26) for n in range(3000))))
    middle = content.index(b"word/document.xml") + 200
    assert "unreadable" in refusal(saved(tmp_path / "draft.docx", flipped(content, middle))).fact.en


def test_a_size_that_lies_is_refused(tmp_path: Path) -> None:
    content = bytearray(package(TEXT))
    central = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml"))
    struct.pack_into("<L", content, central + 24, 20)
    assert "unreadable" in refusal(saved(tmp_path / "draft.docx", bytes(content))).fact.en


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    content = bytearray(package(TEXT))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(saved(tmp_path / "draft.docx", bytes(content))).fact.en


@pytest.mark.parametrize(
    "name", ["~$draft.docx", ".~lock.draft.docx#", "._draft.docx", ".draft.docx", "draft.docx.crdownload", "~WRL0001.tmp"]
)
def test_lock_files_and_downloads_are_no_drafts(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path / name, package(TEXT))
    assert not docx.is_draft(path)
    assert "lock file" in refusal(path).fact.en


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    target = saved(tmp_path / "good.docx", package(TEXT))
    link, folder, pipe = tmp_path / "link.docx", tmp_path / "folder.docx", tmp_path / "pipe.docx"
    link.symlink_to(target)
    folder.mkdir()
    os.mkfifo(pipe)
    assert docx.is_draft(target)
    for path in (link, folder, pipe):
        assert not docx.is_draft(path)
        assert "not an ordinary file" in refusal(path).fact.en


def test_a_file_that_is_not_there_and_a_foreign_name_are_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.docx").fact.en
    assert "extension" in refusal(saved(tmp_path / "draft.zip", package(TEXT))).fact.en


def test_a_file_name_that_turns_the_line_around_is_shown_without_its_signs(tmp_path: Path) -> None:
    path = saved(tmp_path / "a\u202excod.docx", package(TEXT))
    draft = docx.read(path)
    assert draft.file == "a?xcod.docx"
    assert "file-name" in {finding.check for finding in draft.findings}


@pytest.mark.parametrize(
    ("name", "content", "check"),
    [
        ("a.docm", package(TEXT, main_type=MACRO), "macro-present"),
        ("a.docx", package(TEXT) + bytes(2000), "archive-odd"),
        ("a.docx", package(TEXT, parts={"../../evil.txt": "x"}), "archive-odd"),
        ("a.docx", package(TEXT, arrows=arrow("rX", "image", "media/missing.png")), "dangling-relationship"),
        ("a.docx", package(TEXT, arrows=arrow("rX", "styles", "NULL")), "dangling-relationship"),
        (
            "a.docx",
            package(TEXT + '<w:altChunk r:id="rA"/>', arrows=arrow("rA", "aFChunk", "http://127.0.0.1:9/a.html", external=True)),
            "imported-external",
        ),
    ],
    ids=["macros", "bytes after the end", "names that climb", "missing picture", "missing styles", "import from elsewhere"],
)
def test_what_is_only_odd_is_read_with_a_finding(name: str, content: bytes, check: str, tmp_path: Path) -> None:
    draft = docx.read(saved(tmp_path / name, content))
    assert len(draft.document.blocks) == 2
    assert check in {finding.check for finding in draft.findings}


def test_a_strict_file_is_read_like_any_other(tmp_path: Path) -> None:
    strict = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
    with zipfile.ZipFile(saved(tmp_path / "transitional.docx", package(TEXT))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    for transitional, own in strict.items():
        files = {name: text.replace(transitional, own) for name, text in files.items()}
    draft = docx.read(saved(tmp_path / "strict.docx", zipped(dict(files))))
    assert [type(block).__name__ for block in draft.document.blocks] == ["Title", "Lead"]
    assert "strict-mapped" in {finding.check for finding in draft.findings}


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    declared = document_xml(TEXT).replace("UTF-8", encoding.removesuffix("-sig").upper())
    draft = docx.read(saved(tmp_path / "a.docx", package("", parts={"word/document.xml": declared.encode(encoding)})))
    assert draft.document.blocks[0].content[0].text == "Un titre de communiqué"  # type: ignore[attr-defined]


def test_templates_are_read_like_documents(tmp_path: Path) -> None:
    template = package(TEXT, main_type=MAIN.replace("document.main", "template.main"))
    assert docx.read(saved(tmp_path / "modele.dotx", template)).slug == "modele"


def test_reading_the_same_bytes_twice_gives_the_same_draft_under_its_own_slug(tmp_path: Path) -> None:
    path = typed(tmp_path / "Dialogue IA été.docx", "[Title] Un titre\nLes partenaires présentent les résultats de leurs travaux.")
    assert docx.read(path) == docx.read(path)
    assert docx.read(path).slug == "dialogue-ia-ete"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offset=st.integers(0, len(GOOD) - 1), noise=st.binary(min_size=1, max_size=6))
def test_no_damage_gets_anything_but_a_draft_or_a_sentence_out_of_the_reader(offset: int, noise: bytes, tmp_path: Path) -> None:
    damaged = GOOD[:offset] + noise + GOOD[offset + len(noise) :]
    assert outcome(saved(tmp_path / "draft.docx", damaged))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offset=st.integers(0, len(document_xml(TEXT)) - 1), noise=st.text(alphabet="<>/:wptrabc \"='é&;", min_size=1, max_size=12))
def test_no_odd_xml_gets_anything_but_a_draft_or_a_sentence_out_of_the_reader(offset: int, noise: str, tmp_path: Path) -> None:
    xml = document_xml(TEXT)
    content = package("", parts={"word/document.xml": xml[:offset] + noise + xml[offset + len(noise) :]})
    assert outcome(saved(tmp_path / "draft.docx", content))
