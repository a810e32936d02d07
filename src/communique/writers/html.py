"""The web page: one file that carries its style, its fonts and its pictures and asks nobody for anything."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from markupsafe import Markup

from ..errors import HouseError
from ..house import House
from ..languages import Language, Wording
from ..releases import Release
from . import Stamp
from ._facts import head
from ._page import Page, compose
from ._template import Pictures, fill
from ._tokens import tokens

NAME = "{slug}.{lang}.html"
FONT = re.compile(r"url\((fonts/web/[\w-]+\.woff2)\)")
# What a browser would ask for by itself; an address that begins with data: is in the page, and # leads within it.
FETCHING = re.compile(
    r"<(?:(?P<element>img|source|video|audio|track|embed|iframe|input|script)\b[^>]*?\s(?:src|srcset|poster)\s*+=\s*+[\"']?+(?!data:)"
    r"|(?P<never>object|frame|applet|base|form|image)\b"
    r"|(?P<link>link)\b(?![^>]*\srel=\"(?:canonical|alternate)\")"
    r"|(?P<refresh>meta)\b[^>]*?http-equiv\s*=\s*[\"']?refresh"
    r"|\w+\b[^>]*?\s(?P<style>style)\s*=[^>]*?url\()",
    re.IGNORECASE,
)
OUTWARD = re.compile(r"(@import|url\(|image-set\(|src\()(?!\s*[\"']?(?:data:|#))", re.IGNORECASE)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}

NO_STYLE = Wording(
    "cette feuille de style ou l’une de ses polices manque, ou elle contient « </ »",
    'dieses Stylesheet oder eine seiner Schriften fehlt, oder es enthält "</"',
    "this style sheet or one of its fonts is missing, or it contains “</”",
)
RESTORE = Wording(
    "reprenez le fichier fourni avec communique",
    "stellen Sie die mitgelieferte Datei wieder her",
    "restore the file that comes with communique",
)
FETCHES = Wording(
    "irait chercher un fichier ailleurs ({what})", "holte eine Datei von anderswo ({what})", "would fetch a file from elsewhere ({what})"
)
TAKE_OUT = Wording(
    "retirez cette référence\u00a0: une page porte tout en elle",
    "nehmen Sie diesen Verweis heraus: Eine Seite trägt alles in sich",
    "take this reference out: a page carries everything in itself",
)


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The web page of a release in a language, UTF-8.

    Raises RenderError and HouseError as `compose` and `fill` do, HouseError for a template or a style sheet that asks others for anything.
    """
    page = compose(release, language, house, stamp)
    editions = {other: f"../{other.value}/{NAME.format(slug=page.slug, lang=other.value)}" for other in page.languages}
    style = _style(house.templates / "release")
    said = head(page, release, house, style)
    whole = fill(page, house, "web", _pictures(page), editions=editions, style=style, head=said)
    if found := FETCHING.search(whole):
        what = next(word for word in found.groups() if word)
        raise HouseError("templates/release/page.html", FETCHES.fill(what=what), TAKE_OUT)
    return whole.encode()


def _style(folder: Path) -> Markup:
    """The style sheet with its fonts inside. Raises HouseError where either is missing."""
    try:
        style = f"{tokens(folder).sheet('web')}\n{(folder / 'web.css').read_text(encoding='utf-8')}"
        _demand_whole(style)
        style = FONT.sub(lambda font: f"url({_inline('font/woff2', (folder / font[1]).read_bytes())})", style)
    except (OSError, UnicodeDecodeError) as error:
        raise HouseError("templates/release/web.css", NO_STYLE, RESTORE) from error
    if "</" in style:
        raise HouseError("templates/release/web.css", NO_STYLE, RESTORE)
    return Markup(style)  # noqa: S704 - the house's own style sheet, which cannot close its element


def _demand_whole(style: str) -> None:
    """Raises HouseError for a sheet that loads something, however it is spelled (CSS Syntax 3, 4.3.7); its fonts will be inside."""
    plain = ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2], FONT.sub("", style))
    if found := OUTWARD.search(plain):
        raise HouseError("templates/release/web.css", FETCHES.fill(what=found[1].rstrip("(")), TAKE_OUT)


def _pictures(page: Page) -> Pictures:
    figures = {asset.name: _inline(asset.media_type, asset.content) for asset in page.document.assets}
    return Pictures(figures, {p.id: _inline(LOGO_TYPES[p.logo.suffix], p.logo.read_bytes()) for p in page.mast if p.logo})


def _inline(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
