"""The pictures of a page are there, and are pictures: a logo names no other file, runs nothing, and lies where approvals look."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from lxml import etree
from PIL import Image

from ..document import Document, Figure
from ..errors import HouseError, RenderError
from ..languages import Wording
from ..partners import Partner

# What can fetch, run or hold another document (SVG 1.1, 5.3.1, 18, 23); WeasyPrint draws none but `image`. A few lines of `use` inside
# `use` draw a million shapes.
FORBIDDEN = frozenset(
    {"script", "image", "foreignObject", "iframe", "object", "embed", "video", "audio", "a", "handler", "set", "animate", "use"}
)
# A logo has some dozens of elements. A picture of so many pixels fills two pages at 300 an inch; readers take no larger one.
MOST_ELEMENTS, MOST_PIXELS = 5_000, 24_000_000
OUTWARD = re.compile(r"@import|url\(\s*[\"']?\s*(?!#)", re.IGNORECASE)

GONE = Wording("cette image manque", "dieses Bild fehlt", "this picture is missing")
READ_AGAIN = Wording(
    "relancez « communique run » avec le brouillon",
    "starten Sie „communique run“ mit dem Entwurf neu",
    "run “communique run” with the draft again",
)
PUT_THERE = Wording(
    "mettez le fichier à cette place, ou retirez « logo = … » de templates/partners/{id}.toml",
    "legen Sie die Datei dort ab oder nehmen Sie „logo = …“ aus templates/partners/{id}.toml",
    "put the file there, or take “logo = …” out of templates/partners/{id}.toml",
)
ELSEWHERE = Wording(
    "ce logo est un lien vers un fichier d’un autre dossier",
    "dieses Logo ist eine Verknüpfung auf eine Datei in einem anderen Ordner",
    "this logo is a link to a file in another folder",
)
COPY = Wording("copiez le fichier lui-même ici", "kopieren Sie die Datei selbst hierher", "copy the file itself here")
NOT_PLAIN = Wording(
    "ce logo SVG contient autre chose qu’un dessin ({what})",
    "dieses SVG-Logo enthält anderes als eine Zeichnung ({what})",
    "this SVG logo holds something else than a drawing ({what})",
)
EXPORT_PLAIN = Wording(
    "exportez-le en «\u00a0SVG simple\u00a0», sans script, image, lien ni référence extérieure, ou en PNG",
    "exportieren Sie es als „einfaches SVG“ ohne Skript, Bild, Link und Verweis nach außen, oder als PNG",
    "export it as “plain SVG” without script, picture, link or reference to elsewhere, or as PNG",
)
TOO_MANY = Wording(
    "ce logo SVG a {count} éléments, {most} au plus se dessinent",
    "dieses SVG-Logo hat {count} Elemente, höchstens {most} werden gezeichnet",
    "this SVG logo has {count} elements, at most {most} are drawn",
)
SIMPLIFY = Wording("simplifiez-le, ou exportez-le en PNG", "vereinfachen oder als PNG exportieren", "simplify it, or export it as PNG")
TOO_LARGE = Wording(
    "cette image a {count} millions de pixels, {most} au plus s’impriment",
    "dieses Bild hat {count} Millionen Pixel, höchstens {most} werden gedruckt",
    "this picture has {count} million pixels, at most {most} are printed",
)
REDUCE = Wording("réduisez-la", "verkleinern Sie es", "make it smaller")


def demand_there(document: Document, slug: str) -> None:
    """Raises RenderError for a picture of the draft that is missing, or has more pixels than any page needs."""
    known = {asset.name for asset in document.assets}
    for asset in document.assets:
        if (count := _pixels(io.BytesIO(asset.content))) > MOST_PIXELS:
            raise RenderError(f"drafts/{slug}/assets/{asset.name}", _too_large(count), REDUCE)
    for block in document.blocks:
        if isinstance(block, Figure) and block.asset not in known:
            raise RenderError(f"drafts/{slug}/assets/{block.asset}", GONE, READ_AGAIN)


def demand_plain(partners: Iterable[Partner]) -> None:
    """Raises HouseError for a logo that is missing or lies elsewhere, or an SVG one that is more than a drawing."""
    for partner in partners:
        if partner.logo:
            if not partner.logo.is_file():
                raise HouseError(f"templates/partners/{partner.logo.name}", GONE, PUT_THERE.fill(id=partner.id))
            found = partner.logo.stat()
            _demand_plain(partner.logo, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _demand_plain(logo: Path, _modified: int, _size: int) -> None:
    place = f"templates/partners/{logo.name}"
    if not logo.resolve().is_relative_to(logo.parent.resolve()):
        raise HouseError(place, ELSEWHERE, COPY)
    if logo.suffix != ".svg":
        if (count := _pixels(logo)) > MOST_PIXELS:
            raise HouseError(place, _too_large(count), REDUCE)
        return
    content = logo.read_bytes()
    if what := _more_than_a_drawing(content):
        raise HouseError(place, NOT_PLAIN.fill(what=what), EXPORT_PLAIN)
    if (count := content.count(b"<")) > 2 * MOST_ELEMENTS:
        raise HouseError(place, TOO_MANY.fill(count=count // 2, most=MOST_ELEMENTS), SIMPLIFY)


def _too_large(pixels: int) -> Wording:
    return TOO_LARGE.fill(count=pixels // 1_000_000, most=MOST_PIXELS // 1_000_000)


def _pixels(picture: Path | io.BytesIO) -> int:
    """How many pixels a picture has by its header; 0 for what is none, which the page itself will say."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(picture) as image:
                return image.width * image.height
    except Image.DecompressionBombError:
        return MOST_PIXELS * 100
    except (OSError, ValueError, SyntaxError):
        return 0


def _more_than_a_drawing(content: bytes) -> str:
    """What an SVG file has that no drawing needs, by its name in the file; nothing for a drawing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return "XML"
    if (dtd := root.getroottree().docinfo.internalDTD) is not None and dtd.entities():  # type: ignore[union-attr]
        return "DOCTYPE"
    if any(True for _ in root.itersiblings(etree.PI, preceding=True)):
        return "xml-stylesheet"
    return next((name for element in root.iter() if (name := _outward(element))), "")


def _outward(element: etree._Element) -> str:
    """The name of an element or attribute that leads out of the file, if it does."""
    if not isinstance(element.tag, str):
        return "" if element.tag is etree.Comment else "xml"
    name = etree.QName(element).localname
    if name in FORBIDDEN or (name == "style" and OUTWARD.search("".join(map(str, element.itertext())))):
        return name
    for key, value in element.attrib.items():
        plain = etree.QName(key).localname
        if plain.lower().startswith("on") or (plain == "href" and not str(value).startswith("#")) or OUTWARD.search(str(value)):
            return plain
    return ""
