"""The printed release: a tagged PDF, for archives (PDF/A-3a) and for readers who listen (PDF/UA-1)."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import Message
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from ..errors import RenderError
from ..house import House
from ..languages import Language, Wording
from ..releases import Release
from . import Stamp
from ._acceptance import accept
from ._accessible import CUT_SHORT, finish
from ._attachments import Attached, attachments
from ._complaints import MEND, none_from
from ._fit import fitted
from ._hyphenation import ready
from ._page import Page, compose
from ._proof import missing
from ._template import Pictures, fill
from ._tokens import tokens
from ._weasyprint import CSS, HTML, Attachment, Boxes, Faces, FatalURLFetchingError, URLFetcher, URLFetcherResponse, without_collecting

NAME = "{slug}.{lang}.pdf"
MOST_PAGES = 24
# A name that no resolver knows (RFC 6761, 6.4): what the shelf below does not hold cannot be asked for elsewhere.
SHELF = "https://release.invalid/"
TIGHTER = ("print-tighter.css", "print-tightest.css", "print-parted.css")

typesetting = Lock()

NOT_ITS_OWN = Wording(
    "la page demande un fichier qui n’est ni une police, ni un logo, ni une image du communiqué",
    "die Seite verlangt eine Datei, die weder Schrift noch Logo noch Bild der Mitteilung ist",
    "the page asks for a file that is no font, logo or picture of the release",
)
KEEP_INSIDE = Wording(
    "un logo SVG ou print.css renvoie vers l’extérieur : retirez ce renvoi",
    "ein SVG-Logo oder print.css verweist nach außen: Entfernen Sie den Verweis",
    "an SVG logo or print.css points outside: remove that reference",
)
TOO_MANY = Wording("la mise en page donne {count} pages", "der Satz ergibt {count} Seiten", "setting gives {count} pages")
SHORTEN = Wording(
    "{most} pages au plus : répartissez le reste dans des annexes",
    "höchstens {most} Seiten: Lagern Sie den Rest in Anhänge aus",
    "{most} pages at most: move the rest to annexes",
)
LOST = Wording(
    "passages du texte qui manquent sur la page\u00a0: {count}",
    "Textstellen, die auf der Seite fehlen: {count}",
    "passages of text that are missing on the page: {count}",
)


class Kept(URLFetcherResponse):  # type: ignore[misc]
    """A file from memory as if it had been fetched; of a drawing it says so, for otherwise forty other kinds of picture are tried first."""

    def __init__(self, url: str, content: bytes) -> None:
        self.url, self.status, self.headers, self._file_obj = url, 200, Message(), io.BytesIO(content)
        if url.endswith(".svg"):
            self.headers["Content-Type"] = "image/svg+xml"


class Shelf(URLFetcher):  # type: ignore[misc]
    """The only files that a page can have: those it is given, from memory. Nothing is opened, no address is asked."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self.files = {SHELF + name: content for name, content in files.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file of that address; any other stops the rendering."""
        if url not in self.files:
            raise FatalURLFetchingError
        return Kept(url, self.files[url])


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The PDF of a release in a language.

    Raises RenderError where anything of the text would be missing or unreadable on the page, where the page asks for a file from
    outside, where it is far too long, or where the file fails a norm; HouseError where the house's own files are at fault.
    """
    page, held = compose(release, language, house, stamp), attachments(release, language, stamp)
    ready(language)
    with at_the_press(release.slug):
        document, faces = _fitted(page, house)
        if len(document.pages) > MOST_PAGES:
            raise RenderError(release.slug, TOO_MANY.fill(count=len(document.pages)), SHORTEN.fill(most=MOST_PAGES))
        if lost := missing(page.texts(), document.pages):
            raise RenderError(release.slug, LOST.fill(count=lost), MEND)
        content = _archived(document, held)
    return accept(content, release.slug, faces=faces, texts=page.texts(), attached={one.name: one.content for one in held})


def typeset(content: str, house: House, slug: str, style: str, texts: Collection[str]) -> bytes:
    """Another page of the house as a PDF of the same kind; `style` is a sheet after the house's own, `texts` must all be on the page.

    Raises RenderError and HouseError as `write` does; there is no most number of pages.
    """
    folder = house.templates / "release"
    with at_the_press(slug):
        own, _, fonts = press(folder)
        shelf = Shelf({})
        more = CSS(string=style, base_url=SHELF, url_fetcher=shelf, font_config=fonts)
        html = HTML(string=content, base_url=SHELF, url_fetcher=shelf)
        document = html.render(font_config=fonts, stylesheets=[own, more], pdf_variant="pdf/a-3a", pdf_tags=True)
        if lost := missing(texts, document.pages):
            raise RenderError(slug, LOST.fill(count=lost), MEND)
        made = _archived(document)
    return accept(made, slug, faces=fonts.families, texts=texts)


def _archived(document: Any, held: Sequence[Attached] = ()) -> bytes:
    """The bytes of a document that is set; all but about one file in a hundred come out right the first time."""
    for fillers in range(16):
        with warnings.catch_warnings():
            # WeasyPrint 70 leaves its colour profile to the garbage collector to close.
            warnings.filterwarnings("ignore", category=ResourceWarning, module=r"weasyprint\.pdf")
            content: bytes = document.write_pdf(
                pdf_variant="pdf/a-3a",
                pdf_tags=True,
                attachments=[_attachment(one) for one in held],
                finisher=lambda _, pdf, fillers=fillers: finish(pdf, fillers=fillers),
            )
        if CUT_SHORT not in content:
            break
    return content


def _attachment(one: Attached) -> Attachment:
    return Attachment(
        string=one.content,
        url_fetcher=Shelf({}),
        name=one.name,
        description=one.description,
        created=one.moment,
        modified=one.moment,
        relationship=one.relationship,
    )


def _fitted(page: Page, house: House) -> tuple[Any, Collection[str]]:
    """The page in the house's style or, where that saves a few lines on a last page or a hole, a little tighter; and the house's faces."""
    folder = house.templates / "release"
    style, tighter, fonts = press(folder)
    pictures, files = _pictures(page)
    html = HTML(string=fill(page, house, "print", pictures), base_url=SHELF, url_fetcher=Shelf(files))
    faces = {face: folder / address.removeprefix(SHELF) for face, address in fonts.addresses.items()}
    styles = ([style], *([style, more] for more in tighter))
    images: dict[str, Any] = {}
    return fitted([partial(Boxes, html, fonts, sheets, faces, images) for sheets in styles]), fonts.families


def _pictures(page: Page) -> tuple[Pictures, dict[str, bytes]]:
    """Where the page finds its pictures, and what lies there."""
    files = {f"assets/{asset.name}": asset.content for asset in page.document.assets}
    logos = {p.id: f"partners/{p.id}{p.logo.suffix}" for p in page.mast if p.logo}
    files |= {logos[p.id]: p.logo.read_bytes() for p in page.mast if p.logo}
    return Pictures(
        {asset.name: SHELF + f"assets/{asset.name}" for asset in page.document.assets}, {k: SHELF + v for k, v in logos.items()}
    ), files


def press(folder: Path) -> tuple[CSS, tuple[CSS, ...], Faces]:
    """A house's style sheet, its tighter variants and its faces, made ready once a process for the files as they are."""
    return _press(folder, _fingerprint(folder))


Fingerprint = tuple[tuple[str, int, int], ...]


def _fingerprint(folder: Path) -> Fingerprint:
    own = (folder / "print.css", *(path for name in ("tokens.css", *TIGHTER) if (path := folder / name).is_file()))
    files = (*own, *sorted((folder / "fonts").glob("*.ttf")))
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@cache
def _press(folder: Path, _seen: Fingerprint) -> tuple[CSS, tuple[CSS, ...], Faces]:
    # Fonts of the machine are left out.
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts" / "none.conf")
    try:
        fonts = Faces()
    finally:
        os.environ.pop("FONTCONFIG_FILE") if before is None else os.environ.update(FONTCONFIG_FILE=before)
    colours = tokens(folder).sheet("print")
    shelf = Shelf({f"fonts/{path.name}": path.read_bytes() for path in (folder / "fonts").glob("*.ttf")})

    def sheet(name: str) -> CSS:
        return CSS(string=colours + (folder / name).read_text(encoding="utf-8"), base_url=SHELF, url_fetcher=shelf, font_config=fonts)

    return sheet("print.css"), tuple(sheet(name) for name in TIGHTER if (folder / name).is_file()), fonts


@contextmanager
def at_the_press(slug: str) -> Iterator[None]:
    """One page after the other, for the release of this slug. Raises RenderError where the typesetter complains or asks for a file."""
    with typesetting, without_collecting(), none_from("weasyprint", slug):
        try:
            yield
        except FatalURLFetchingError as error:
            raise RenderError(slug, NOT_ITS_OWN, KEEP_INSIDE) from error
