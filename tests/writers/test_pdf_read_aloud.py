"""What a PDF says of itself, and to those who listen to it, in each of the three languages."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from communique.document import Document, Text
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.text.passages import passages
from communique.writers import Status, pdf
from communique.writers._page import compose
from press_sample import APPROVED, PREVIEW, short

FR, DE, EN = Language
XMP_LANGUAGE = re.compile(rb"<dc:language><rdf:Bag><rdf:li>([\w-]+)</rdf:li>")


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@pytest.mark.parametrize("language", Language)
def test_title_authors_subject_and_language_are_the_releases_own(
    release: Release, house: House, pdfs: Mapping[Language, bytes], language: Language
) -> None:
    page = compose(release, language, house, APPROVED)
    with opened(pdfs[language]) as file:
        assert str(file.docinfo["/Title"]) == page.title
        assert str(file.docinfo["/Subject"]) == page.description
        assert str(file.docinfo["/Author"]) == ", ".join(partner.name for partner in release.partners)
        assert str(file.Root["/Lang"]) == language.locale
        assert XMP_LANGUAGE.findall(file.Root["/Metadata"].read_bytes()) == [language.locale.encode()]
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == page.title
            assert metadata["dc:creator"] == [partner.name for partner in release.partners]
            assert metadata["xmp:ModifyDate"].startswith("2026-03-09T13:30:00")
        assert bool(file.Root["/ViewerPreferences"]["/DisplayDocTitle"])


def plain(title: str) -> str:
    return " ".join(title.split())


def titles(items: list[pikepdf.OutlineItem], depth: int = 0) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from titles(list(item.children), depth + 1)


@pytest.mark.parametrize("language", Language)
def test_bookmarks_are_the_headings_without_what_holds_words_together(pdfs: Mapping[Language, bytes], language: Language) -> None:
    with opened(pdfs[language]) as file, file.open_outline() as outline:
        found = list(titles(outline.root))
        assert plain(found[0][1]) == plain(str(file.docinfo["/Title"]))
    assert len(found) > 8
    assert {depth for depth, _ in found} == {0, 1, 2}
    assert not [title for _, title in found if "\u2060" in title]


def structure(file: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every structure element of a file, in the order of the tree."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        for kid in node if isinstance(node, pikepdf.Array) else [node]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid.get("/K", pikepdf.Array()))

    yield from walk(file.Root["/StructTreeRoot"]["/K"])


IN_ANOTHER = (
    "p: One {de:zwei Wörter} and {fr:trois mots} here.\nbullet: A point\nbullet: Another {de:Punkt}\nquote/Jan: “{fr:Bonjour}”, Jan says."
)


def foreign(document: Document) -> list[str]:
    return [i.language.locale for p in passages(document) for i in p.content if isinstance(i, Text) and i.language]


def test_every_passage_in_another_language_has_its_tag(
    release: Release, house: House, pdfs: Mapping[Language, bytes], tmp_path: Path
) -> None:
    mixed = short(tmp_path, "title: News of {de:Bund und Land}", *IN_ANOTHER.split("\n"))
    several = [(compose(release, language, house, APPROVED), content) for language, content in pdfs.items()]
    for page, content in [*several, (compose(mixed, EN, house, APPROVED), pdf.write(mixed, EN, house, APPROVED))]:
        with opened(content) as file:
            tagged = Counter(str(element["/Lang"]) for element in structure(file) if "/Lang" in element)
        assert tagged == Counter(foreign(page.printed))
    assert tagged == Counter({"de-DE": 3, "fr-FR": 2})


@pytest.mark.parametrize("language", Language)
def test_every_header_of_a_table_says_what_it_heads(pdfs: Mapping[Language, bytes], language: Language) -> None:
    with opened(pdfs[language]) as file:
        scopes = [str(element["/A"]["/Scope"]) for element in structure(file) if element["/S"] == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}


@pytest.mark.parametrize("language", Language)
def test_no_span_is_empty(pdfs: Mapping[Language, bytes], language: Language) -> None:
    with opened(pdfs[language]) as file:
        assert [element for element in structure(file) if element["/S"] == "/Span" and not len(element["/K"])] == []


def shown(page: pikepdf.Page) -> Iterator[tuple[str, int | None]]:
    """Every piece of text on a page as the tag around it and its MCID: `/Artifact` has none."""
    around: list[tuple[str, int | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC":
                around.append((str(operands[0]), None))
            case "BDC":
                around.append((str(operands[0]), int(operands[1]["/MCID"])))
            case "EMC":
                around.pop()
            case "Tj" | "TJ":
                yield around[-1] if around else ("", None)


def loose(content: bytes) -> tuple[int, list[tuple[str, int | None]]]:
    """How many pieces of text are artifacts, and those that are neither an artifact nor linked into the tree."""
    artifacts, found = 0, []
    with opened(content) as file:
        linked = {element.objgen for element in structure(file)}
        numbers = list(file.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
        owners = {int(number): owner for number, owner in zip(numbers[::2], numbers[1::2], strict=True)}
        for page in file.pages:
            mine = owners[int(page["/StructParents"])]
            for tag, mcid in shown(page):
                artifacts += tag == "/Artifact"
                if tag != "/Artifact" and (mcid is None or mine[mcid] is None or mine[mcid].objgen not in linked):
                    found.append((tag, mcid))
    return artifacts, found


@pytest.mark.parametrize("language", Language)
def test_running_heads_and_page_numbers_are_artifacts_and_all_else_is_text(pdfs: Mapping[Language, bytes], language: Language) -> None:
    artifacts, found = loose(pdfs[language])
    assert artifacts >= 8
    assert found == []


def test_a_watermark_is_not_read_out_on_every_page(release: Release, house: House) -> None:
    embargoed = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 3, 10, 9, 0, tzinfo=UTC))
    for stamp in (PREVIEW, embargoed):
        artifacts, found = loose(pdf.write(release, DE, house, stamp))
        assert artifacts >= 9
        assert found == []


def test_a_file_without_a_running_head_has_artifacts_only_at_its_foot(house: House, tmp_path: Path) -> None:
    artifacts, found = loose(pdf.write(short(tmp_path, "title: News", "p: Text."), EN, house, APPROVED))
    assert artifacts == 2
    assert found == []
