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


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The web page of a release in a language, UTF-8. Raises RenderError and HouseError as `compose` and `fill` do."""
    page = compose(release, language, house, stamp)
    editions = {other: f"../{other.value}/{NAME.format(slug=page.slug, lang=other.value)}" for other in page.languages}
    style = _style(house.templates / "release")
    said = head(page, release, house, style)
    return fill(page, house, "web", _pictures(page), editions=editions, style=style, head=said).encode()


def _style(folder: Path) -> Markup:
    """The style sheet with its fonts inside. Raises HouseError where either is missing."""
    try:
        style = f"{tokens(folder).sheet('web')}\n{(folder / 'web.css').read_text(encoding='utf-8')}"
        style = FONT.sub(lambda font: f"url({_inline('font/woff2', (folder / font[1]).read_bytes())})", style)
    except OSError as error:
        raise HouseError("templates/release/web.css", NO_STYLE, RESTORE) from error
    if "</" in style:
        raise HouseError("templates/release/web.css", NO_STYLE, RESTORE)
    return Markup(style)  # noqa: S704 - the house's own style sheet, which cannot close its element


def _pictures(page: Page) -> Pictures:
    figures = {asset.name: _inline(asset.media_type, asset.content) for asset in page.document.assets}
    return Pictures(figures, {p.id: _inline(LOGO_TYPES[p.logo.suffix], p.logo.read_bytes()) for p in page.mast if p.logo})


def _inline(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
