"""Every format says the same: the whole text of the page in its order, and beside it nothing but what this file lists.

Texts are compared without what setting a page may change: white space of every kind, signs without width, and hyphens, since a line may
end in one. Each stretch of the page's text has to follow the one before it; whatever stands between two of them has to be a label of the
house, a number or sign of a list or a note, or what ADDED names for the format.
"""

from __future__ import annotations

import ctypes
import email
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.policy import default

import pypdfium2
import pytest
from lxml import etree
from lxml import html as markup

from communique import document as d
from communique import families
from communique.house import House
from communique.languages import Language
from communique.passages import passages
from communique.releases import Release
from communique.word_package import W
from communique.writers import Stamp, Status
from communique.writers._page import Page, _stretches, compose
from press_sample import APPROVED, PREVIEW

LOOSE = re.compile("[\\s\u00a0\u202f\u2000-\u200d\u2010\u2011\u2060\ufeff\u00ad\ufffe\x02-]+")
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
WITHDRAWN = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 2, 9, 0, tzinfo=UTC))
RAW = pypdfium2.raw
NUMBERS = r"\d+\.?|\[\d+\]"


def bare(text: str) -> str:
    return LOOSE.sub("", unicodedata.normalize("NFC", text))


def said(page: Page, *, notes_last: bool = False) -> list[str]:
    """The page's stretches in the order of reading: text, notes, boilerplates, contacts; Word keeps its notes apart from all of them."""

    def of(*blocks: d.Block) -> list[str]:
        return [s for passage in passages(replace(page.document, blocks=blocks, notes=())) for s in _stretches(passage.content)]

    text, notes, abouts = of(*page.head, *page.body), of(*page.notes), of(*page.abouts)
    cards = [s for c in page.cards for s in (c.organisation, c.name, c.email, c.phone, c.site, *_stretches(c.content))]
    assert sorted([*text, *notes, *abouts, *cards]) == sorted(page.texts())
    ordered = [*text, *abouts, *cards, *notes] if notes_last else [*text, *notes, *abouts, *cards]
    return [found for found in map(bare, ordered) if found]


def of_html(content: str | bytes, path: str) -> str:
    (found,) = markup.document_fromstring(content).xpath(path)
    return "".join(found.itertext())


def web_page(content: bytes) -> str:
    return of_html(content.decode(), "//main")


def printed(content: bytes) -> str:
    """What a listener hears of a PDF: its text without artifacts (running heads, watermarks), which carry that mark."""
    return "".join(text for page in pypdfium2.PdfDocument(content) for text in _texts(page))


def _texts(page: pypdfium2.PdfPage) -> Iterator[str]:
    shown = page.get_textpage()
    for found in page.get_objects(filter=[RAW.FPDF_PAGEOBJ_TEXT]):
        if "Artifact" not in set(_marks(found)):
            size = RAW.FPDFTextObj_GetText(found.raw, shown.raw, None, 0)
            text = (ctypes.c_ushort * (size // 2))()
            RAW.FPDFTextObj_GetText(found.raw, shown.raw, text, size)
            yield bytes(text)[: size - 2].decode("utf-16-le")


def _marks(found: pypdfium2.PdfObject) -> Iterator[str]:
    for n in range(RAW.FPDFPageObj_CountMarks(found.raw)):
        name, size = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        RAW.FPDFPageObjMark_GetName(RAW.FPDFPageObj_GetMark(found.raw, n), name, 128, ctypes.byref(size))
        yield bytes(name)[: size.value - 2].decode("utf-16-le")


def word_file(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    return "".join(t.text or "" for part in parts for t in part.iter(f"{W}t"))


def mail_part(kind: str) -> Callable[[bytes], str]:
    def read(content: bytes) -> str:
        part = email.message_from_bytes(content, policy=default).get_body((kind,))  # type: ignore[attr-defined]
        return str(part.get_content()) if kind == "plain" else of_html(part.get_content(), "//body")

    return read


def ninjs(content: bytes) -> str:
    (body,) = json.loads(content)["bodies"]
    return of_html(f"<body>{body['value']}</body>", "//body")


def newsml(content: bytes) -> str:
    (body,) = etree.fromstring(content).iterfind(".//{http://www.w3.org/1999/xhtml}body")
    return "".join(body.itertext())


def atom(content: bytes) -> str:
    (body,) = etree.fromstring(content).iterfind("{http://www.w3.org/2005/Atom}content")
    return "".join(body.itertext())


FORMATS: Mapping[str, tuple[str, Callable[[bytes], str]]] = {
    "pdf": ("pdf", printed),
    "html": ("html", web_page),
    "docx": ("docx", word_file),
    "text": ("text", lambda content: content.decode()),
    "mail, text": ("mail", mail_part("plain")),
    "mail, page": ("mail", mail_part("html")),
    "ninjs": ("ninjs", ninjs),
    "newsml": ("newsml", newsml),
    "atom": ("atom", atom),
}


def links(page: Page) -> list[str]:
    """What plain text says of the addresses behind words."""
    found = [i for passage in passages(page.printed) for i in passage.content if isinstance(i, d.Link)]
    return [page.label["links"], *(f"– {d.plain(link.content)}: {link.href}" for link in found)]


def names(page: Page) -> list[str]:
    """The organisations over the text, where their logos cannot stand or cannot be heard."""
    return [" · ".join(partner.name for partner in page.mast)]


def plain_signs(page: Page) -> list[str]:
    """The signs of plain text: stars around notices, the mark again at the end, lines under headings, signs of lists and tables."""
    return [*links(page), *filter(None, [page.mark]), "***", "=", "–", "|"]


ADDED: Mapping[str, Callable[[Page], list[str]]] = {
    "pdf": lambda page: [*names(page), "•", "–"],
    "html": lambda page: [page.label["back"]],
    "docx": lambda _: [],
    "text": plain_signs,
    "mail, text": plain_signs,
    "mail, page": names,
    "ninjs": lambda _: [],
    "newsml": lambda _: [],
    "atom": lambda _: [],
}


def unaccounted(text: str, stretches: list[str], added: re.Pattern[str]) -> str:
    """The first place where a text lacks a stretch or says what nobody listed; empty where it says just that."""
    at = 0
    for stretch in stretches:
        found = text.find(stretch, at)
        if found < 0:
            return f"lacks {stretch[:80]!r} after {text[max(0, at - 60) : at]!r}, goes on with {text[at : at + 120]!r}"
        if not added.fullmatch(text[at:found]):
            return f"adds {text[at:found][:160]!r} before {stretch[:60]!r}"
        at = found + len(stretch)
    return "" if added.fullmatch(text[at:]) else f"adds {text[at:][:160]!r} at its end"


def additions(page: Page, form: str) -> re.Pattern[str]:
    labels = [page.label[name] for name in ("key_points", "notes", "contacts")]
    return re.compile(f"(?:{'|'.join(re.escape(bare(word)) for word in [*labels, *ADDED[form](page)])}|{NUMBERS})*")


@pytest.fixture(scope="module")
def written(release: Release, house: House) -> Callable[[str, Language, Stamp], bytes]:
    made: dict[tuple[str, Language, Status], bytes] = {}

    def write(name: str, language: Language, stamp: Stamp) -> bytes:
        key = (name, language, stamp.status)
        if key not in made:
            made[key] = families.load("writers", name).write(release, language, house, stamp)
        return made[key]

    return write


@pytest.mark.parametrize("stamp", [APPROVED, EMBARGOED, WITHDRAWN, PREVIEW], ids=lambda stamp: str(stamp.status))
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORMATS)
def test_a_format_says_what_the_page_says_and_nothing_else(
    written: Callable[[str, Language, Stamp], bytes], release: Release, house: House, form: str, language: Language, stamp: Stamp
) -> None:
    name, read = FORMATS[form]
    if stamp.status not in getattr(families.load("writers", name), "MADE_FOR", frozenset(Status)):
        assert name in ("atom", "ninjs", "newsml")
        assert not stamp.public
        return
    page = compose(release, language, house, stamp)
    text = bare(read(written(name, language, stamp)))
    assert unaccounted(text, said(page, notes_last=form == "docx"), additions(page, form)) == ""


def test_every_format_with_text_is_compared() -> None:
    assert {name for name, _ in FORMATS.values()} == set(families.members("writers")) - {"card"}


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_missing_or_added_is_found(
    written: Callable[[str, Language, Stamp], bytes], release: Release, house: House, form: str
) -> None:
    name, read = FORMATS[form]
    page = compose(release, Language.FR, house, APPROVED)
    text, stretches = bare(read(written(name, Language.FR, APPROVED))), said(page, notes_last=form == "docx")
    at = text.index(bare("Leur constat tient en une phrase"))
    assert unaccounted(text[:at] + text[at + 12 :], stretches, additions(page, form)).startswith("lacks")
    end = text.index(bare("Un comité de douze personnes"))
    assert unaccounted(text[:end] + "unmotdeplus" + text[end:], stretches, additions(page, form)).startswith("adds")
