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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from email.policy import default

import pypdfium2
from lxml import etree
from lxml import html as markup

from communique import document as d
from communique import families
from communique.exchange.word_package import W
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.text.passages import passages
from communique.writers import Stamp, Status
from communique.writers._page import Page, _stretches, compose

LOOSE = re.compile("[\\s\u00a0\u202f\u2000-\u200d\u2010\u2011\u2060\ufeff\u00ad\ufffe\x02-]+")
RAW = pypdfium2.raw
SIGN = re.compile(r"[•–]|\d+\.")
NUMBERS = r"\d+\.?|\[\d+\]"


def bare(text: str) -> str:
    """A text without what setting a page may change."""
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
    """The text of the one element of an HTML page that an XPath leads to."""
    (found,) = markup.document_fromstring(content).xpath(path)
    return "".join(found.itertext())


def web_page(content: bytes) -> str:
    """The text of a web page's main part."""
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
            words = bytes(text)[: size - 2].decode("utf-16-le")
            # The signs of a page's lists are drawn after all of its text, which may go on on the next page.
            if not SIGN.fullmatch(words.strip()):
                yield words


def _marks(found: pypdfium2.PdfObject) -> Iterator[str]:
    for n in range(RAW.FPDFPageObj_CountMarks(found.raw)):
        name, size = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        RAW.FPDFPageObjMark_GetName(RAW.FPDFPageObj_GetMark(found.raw, n), name, 128, ctypes.byref(size))
        yield bytes(name)[: size.value - 2].decode("utf-16-le")


def word_file(content: bytes) -> str:
    """The text of a Word file, its footnotes after all else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    return "".join(t.text or "" for part in parts for t in part.iter(f"{W}t"))


def mail_part(kind: str) -> Callable[[bytes], str]:
    """What reads one part of a mail, `plain` or `html`."""

    def read(content: bytes) -> str:
        part = email.message_from_bytes(content, policy=default).get_body((kind,))  # type: ignore[attr-defined]
        return str(part.get_content()) if kind == "plain" else of_html(part.get_content(), "//body")

    return read


def ninjs(content: bytes) -> str:
    """The text of a ninjs object's body."""
    (body,) = json.loads(content)["bodies"]
    return of_html(f"<body>{body['value']}</body>", "//body")


def newsml(content: bytes) -> str:
    """The text of a news item's body."""
    (body,) = etree.fromstring(content).iterfind(".//{http://www.w3.org/1999/xhtml}body")
    return "".join(body.itertext())


def atom(content: bytes) -> str:
    """The text of an entry's content."""
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
    "pdf": names,
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
    """What may stand between two stretches in a format."""
    labels = [page.label[name] for name in ("key_points", "notes", "contacts")]
    return re.compile(f"(?:{'|'.join(re.escape(bare(word)) for word in [*labels, *ADDED[form](page)])}|{NUMBERS})*")


def made_for(name: str, stamp: Stamp) -> bool:
    """Whether a writer makes a file of that status."""
    return stamp.status in getattr(families.load("writers", name), "MADE_FOR", frozenset(Status))


def difference(release: Release, language: Language, house: House, stamp: Stamp, form: str) -> str:
    """Where a format's file and the page differ, in words; empty where they do not."""
    name, read = FORMATS[form]
    page = compose(release, language, house, stamp)
    text = bare(read(families.load("writers", name).write(release, language, house, stamp)))
    return unaccounted(text, said(page, notes_last=form == "docx"), additions(page, form))


def figures(release: Release, house: House, stamps: Iterable[Stamp]) -> dict[str, int]:
    """How many texts were compared, in every language, status and format that has one, and how many differ from their page."""
    asked = [(language, stamp, form) for language in release.settings.languages for stamp in stamps for form in FORMATS]
    found = [difference(release, language, house, stamp, form) for language, stamp, form in asked if made_for(FORMATS[form][0], stamp)]
    return {"texts_compared": len(found), "texts_different": sum(1 for one in found if one)}
