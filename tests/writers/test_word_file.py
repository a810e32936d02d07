"""The Word file of a release: what a word processor, a screen reader and our own reader find in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from communique import document as d
from communique import partners
from communique.errors import CommuniqueError
from communique.exchange.word_package import W
from communique.house import House
from communique.languages import Language
from communique.readers import docx as word_reader
from communique.releases import Release
from communique.text.passages import passages
from communique.writers import Stamp, Status, docx
from communique.writers._page import UNTRANSLATED, compose
from press_sample import APPROVED, PREVIEW, ROOT, picture, released, restyled, short, written

FR, DE, EN = Language
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
WITHDRAWN = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 2, 9, 0, tzinfo=UTC))
MAIN = "word/document.xml"
FETCHING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="%s" width="9" height="9"/></svg>'
PARAGRAPH = "pStyle keepNext keepLines numPr pBdr shd tabs suppressAutoHyphens spacing ind jc outlineLvl"
RUN = "rStyle rFonts b bCs i iCs noProof color sz szCs u shd vertAlign lang"


@pytest.fixture(scope="module")
def words(release: Release, house: House) -> Mapping[Language, bytes]:
    return {language: docx.write(release, language, house, APPROVED) for language in Language}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(content: bytes, name: str = MAIN) -> etree._Element:
    return etree.fromstring(parts(content)[name])


def styled(content: bytes, style: str) -> list[str]:
    """The texts of the paragraphs in a style, by its name."""
    names = {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in tree(content, "word/styles.xml").iter(f"{W}style")}
    found = [(names[p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")], p) for p in tree(content).iter(f"{W}p") if p.find(f"{W}pPr") is not None]
    return ["".join(t.text for t in p.iter(f"{W}t")) for name, p in found if name == style]


def texts_of(document: d.Document) -> list[str]:
    return [word for passage in passages(document) for word in passage.text.split()]


@pytest.mark.parametrize("language", Language)
def test_our_own_reader_finds_the_same_text_in_the_same_order(
    words: Mapping[Language, bytes], release: Release, house: House, language: Language, tmp_path: Path
) -> None:
    (tmp_path / "back.docx").write_bytes(words[language])
    draft = word_reader.read(tmp_path / "back.docx", partners=partners.load(ROOT / "templates" / "partners"))
    page = compose(release, language, house, APPROVED)
    notes = [word for note in page.notes for word in d.plain(note.content).split()]
    said = [word for text in page.texts() for word in text.split()]
    # The file says over the key points, the notes and the contacts what stands there; its notes come last.
    read = texts_of(replace(draft.document, notes=()))
    for label in ("key_points", "contacts"):
        wanted = page.label[label].split()
        at = next(n for n in range(len(read)) if read[n : n + len(wanted)] == wanted)
        del read[at : at + len(wanted)]
    at = next(n for n in range(len(said)) if said[n : n + len(notes)] == notes)
    assert read == [*said[:at], *said[at + len(notes) :]]
    assert [word for note in draft.document.notes for word in d.plain(note.content).split()] == notes
    assert draft.document.language is language


def test_what_is_read_back_is_of_the_same_kind(words: Mapping[Language, bytes], tmp_path: Path) -> None:
    (tmp_path / "back.docx").write_bytes(words[FR])
    blocks = word_reader.read(tmp_path / "back.docx").document.blocks
    kinds = [type(block).__name__ for block in blocks]
    assert kinds[:4] == ["Kicker", "Dateline", "Title", "Subtitle"]
    assert {"KeyPoints", "Lead", "Heading", "Quotation", "Numbered", "Table", "Figure", "About", "Contact"} <= set(kinds)
    quotation = next(block for block in blocks if isinstance(block, d.Quotation))
    assert quotation.speaker == "Katrin Ohlendorf"
    assert not quotation.inferred
    table = next(block for block in blocks if isinstance(block, d.Table))
    assert table.header
    assert [heading.level for heading in blocks if isinstance(heading, d.Heading)] == [1, 1, 1, 2, 1]


def test_headings_title_and_quotations_have_words_own_styles(words: Mapping[Language, bytes]) -> None:
    assert styled(words[EN], "Title") == ["Industrial AI: France and Germany move from workshops to demonstrators"]
    assert styled(words[EN], "heading 1") == [
        "A year of workshops, six demonstrators",
        "A roadmap with three priorities",
        "See you in Strasbourg, then in Berlin",
    ]
    assert styled(words[EN], "heading 2") == ["Key figures"]
    assert len(styled(words[EN], "Quote")) == 2
    assert len(styled(words[EN], "List Number")) == 3
    assert len(styled(words[EN], "caption")) == 1


@pytest.mark.parametrize("language", Language)
def test_the_file_and_its_foreign_words_name_their_languages(words: Mapping[Language, bytes], language: Language) -> None:
    default = tree(words[language], "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == language.locale
    foreign = {
        run.find(f"{W}rPr/{W}lang").get(f"{W}val") for run in tree(words[language]).iter(f"{W}r") if run.find(f"{W}rPr/{W}lang") is not None
    }
    assert foreign == ({"de-DE"} if language is not DE else set())


def test_a_tables_first_row_is_its_head_on_every_page(words: Mapping[Language, bytes]) -> None:
    rows = list(tree(words[DE]).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    look = next(tree(words[DE]).iter(f"{W}tblLook"))
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def test_every_picture_and_logo_says_what_it_shows(words: Mapping[Language, bytes]) -> None:
    shown = [
        drawing.get("descr")
        for name, content in parts(words[FR]).items()
        if name.startswith("word/") and name.endswith(".xml")
        for drawing in etree.fromstring(content).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert sorted(shown) == ["Fraunhofer-Gesellschaft", "Inria", "Institut Mines-Télécom", "Six barres de hauteur croissante"]


def test_logos_are_pictures_with_something_on_them(words: Mapping[Language, bytes]) -> None:

    pictures = [Image.open(io.BytesIO(content)) for name, content in parts(words[FR]).items() if name.startswith("word/media/")]
    assert len(pictures) == 4
    assert all(len(picture.convert("RGB").getcolors(1_000_000) or ()) > 5 for picture in pictures)


def test_addresses_and_numbers_of_contacts_are_links(words: Mapping[Language, bytes]) -> None:
    targets = etree.fromstring(parts(words[EN])["word/_rels/document.xml.rels"])
    links = [arrow.get("Target") for arrow in targets if arrow.get("TargetMode") == "External"]
    assert "mailto:maud.ferrandier@example.org" in links
    assert "tel:+33199001234" in links
    assert "https://www.example.org/dialogue-ia" in links


def test_the_properties_say_what_it_is_who_publishes_it_and_when(words: Mapping[Language, bytes]) -> None:
    core = {element.tag.rpartition("}")[2]: element.text for element in tree(words[DE], "docProps/core.xml")}
    assert core["title"] == "Industrielle KI: Frankreich und Deutschland gehen von Workshops zu Demonstratoren über"
    assert core["creator"] == "Inria; Fraunhofer-Gesellschaft; Institut Mines-Télécom"
    assert core["language"] == "de-DE"
    assert core["created"] == core["modified"] == "2026-03-09T13:30:00Z"


def test_a_preview_has_no_date_of_publication(release: Release, house: House) -> None:
    assert "created" not in parts(docx.write(release, FR, house, PREVIEW))["docProps/core.xml"].decode()


@pytest.mark.parametrize(
    ("stamp", "line"),
    [
        (PREVIEW, "Proof – not approved, not for publication"),
        (EMBARGOED, "Embargoed until 07:05 (Paris time) on 1\u00a0April 2026"),
    ],
)
def test_what_is_not_for_everybody_says_so_first_and_over_every_page(release: Release, house: House, stamp: Stamp, line: str) -> None:
    content = docx.write(release, EN, house, stamp)
    assert "".join(t.text for t in next(tree(content).iter(f"{W}p")).iter(f"{W}t")) == line
    headers = [part.decode() for name, part in parts(content).items() if name.startswith("word/header")]
    assert len(headers) == 2
    assert all(line in header and "textpath" in header for header in headers)


def test_a_published_file_has_no_banner_and_no_watermark(words: Mapping[Language, bytes]) -> None:
    assert not any("textpath" in part.decode() for name, part in parts(words[EN]).items() if name.startswith("word/header"))


def test_a_withdrawn_release_is_its_notice_and_whom_to_ask(release: Release, house: House) -> None:
    content = docx.write(release, FR, house, WITHDRAWN)
    assert styled(content, "Lead") == []
    assert len(styled(content, "Status line")) == 1
    assert any("retiré" in part.decode() for name, part in parts(content).items() if name.startswith("word/header"))


def test_the_bytes_depend_on_the_release_alone(words: Mapping[Language, bytes], release: Release, house: House) -> None:
    assert docx.write(release, DE, house, APPROVED) == words[DE]
    with zipfile.ZipFile(io.BytesIO(words[DE])) as archive:
        names = [entry.filename for entry in archive.infolist()]
        assert names == ["[Content_Types].xml", *sorted(names[1:])]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_lists_begin_where_they_should_and_keep_labels_that_nobody_counts(house: House, tmp_path: Path) -> None:
    items = (d.Item((d.Text("one"),), label="4."), d.Item((d.Text("two"),), label="5."), d.Item((d.Text("three"),), level=1, label="§ 3"))
    document = written(EN, "title: News\nlead: This is the lead of it, and it goes on for a while.")
    document = replace(document, blocks=(*document.blocks, d.Numbered(items, start=4, place="p9")))
    content = docx.write(released({EN: document}, tmp_path, "inria"), EN, house, APPROVED)
    (tmp_path / "back.docx").write_bytes(content)
    read = next(block for block in word_reader.read(tmp_path / "back.docx").document.blocks if isinstance(block, d.Numbered))
    assert [(item.label, item.level, d.plain(item.content)) for item in read.items] == [
        ("4.", 0, "one"),
        ("5.", 0, "two"),
        ("§ 3", 1, "three"),
    ]


def test_a_note_that_nothing_calls_is_printed_all_the_same(house: House, tmp_path: Path) -> None:
    content = docx.write(short(tmp_path, "title: News", "lead: Lead.", "note/n1: Nobody calls this."), EN, house, APPROVED)
    assert styled(content, "footnote text") == ["Nobody calls this."]


def test_what_waits_for_its_translation_is_marked_in_a_preview(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", f"p: Text [waiting]({UNTRANSLATED}) here.")
    runs = [run for run in tree(docx.write(release, EN, house, PREVIEW)).iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle") is not None]
    assert [run.findtext(f"{W}t") for run in runs if run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "Waiting"] == ["waiting"]


def test_the_houses_colours_and_faces_are_the_files(house: House, tmp_path: Path) -> None:
    changed = restyled(tmp_path, "tokens.css", lambda css: css.replace("#00616b", "#7a1f5c"))
    styles = parts(docx.write(short(tmp_path / "r", "title: News", "p: Text."), EN, changed, APPROVED))["word/styles.xml"].decode()
    assert "7a1f5c" in styles
    assert "00616b" not in styles
    assert 'w:ascii="Source Sans 3"' in styles


def with_logo(release: Release, folder: Path, name: str, content: bytes) -> Release:
    """The release with another logo of its first partner."""
    (folder / name).write_bytes(content)
    return replace(release, partners=(replace(release.partners[0], logo=folder / name), *release.partners[1:]))


def test_a_logo_of_pixels_is_shown_as_well(release: Release, house: House, tmp_path: Path) -> None:
    shown = parts(docx.write(with_logo(release, tmp_path, "logo.png", picture()), EN, house, APPROVED))
    images = [Image.open(io.BytesIO(content)).convert("RGB") for name, content in shown.items() if name.startswith("word/media/")]
    assert any((0, 0x61, 0x6B) in {colour for _, colour in image.getcolors(1_000_000) or ()} for image in images if image.width != 1200)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.png", b"no picture at all"),
        ("logo.svg", FETCHING % b"http://127.0.0.1:9/x.png"),
        ("logo.svg", FETCHING % b"file:///etc/passwd"),
    ],
)
def test_a_logo_that_is_none_or_looks_elsewhere_stops_the_work(
    release: Release, house: House, tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(CommuniqueError):
        docx.write(with_logo(release, tmp_path, name, content), EN, house, APPROVED)


ORDER = (
    "zoom",
    "defaultTabStop",
    "autoHyphenation",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "characterSpacingControl",
    "footnotePr",
    "compat",
)


def test_what_word_is_told_stands_in_the_order_of_its_schema(words: Mapping[Language, bytes]) -> None:
    settings = [child.tag.removeprefix(W) for child in tree(words[FR], "word/settings.xml")]
    assert settings == [*ORDER, "themeFontLang"]
    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/numbering.xml"):
        for kind, order in (("pPr", PARAGRAPH.split()), ("rPr", RUN.split())):
            for properties in tree(words[FR], name).iter(W + kind):
                said = [order.index(child.tag.removeprefix(W)) for child in properties]
                assert said == sorted(said), etree.tostring(properties)


def test_signs_that_no_xml_can_carry_stop_no_file(house: House, tmp_path: Path) -> None:
    document = written(EN, "title: News\nlead: Lead.\nrow: Head | Other\nrow: a | b")
    odd = "odd\x01\uffff & <sign>"
    blocks = [replace(b, content=(d.Text(odd),)) if isinstance(b, d.Title | d.Lead) else b for b in document.blocks]
    table = next(b for b in blocks if isinstance(b, d.Table))
    blocks[blocks.index(table)] = replace(table, rows=((d.Cell((d.Text(odd),)), d.Cell((d.Text("x"),))), *table.rows[1:]))
    items = (d.Item((d.Text("one"),), label=f"{odd})"),)
    more = (d.Numbered(items, place="p8"), d.Figure("a.png", odd, (d.Text(odd),), place="p9"))
    document = replace(document, blocks=(*blocks, *more), assets=(d.Asset("a.png", "image/png", picture()),))
    content = docx.write(released({EN: document}, tmp_path, "inria"), EN, house, APPROVED)
    assert styled(content, "Title") == ["odd\ufffd\ufffd & <sign>"]
    (tmp_path / "back.docx").write_bytes(content)
    assert word_reader.read(tmp_path / "back.docx").document.blocks
