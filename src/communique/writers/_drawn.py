"""What the typesetter draws as a picture of pixels: logos for Word, the social card."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from ..house import House
from . import pdf
from ._logos import Logo
from ._weasyprint import CSS, HTML

# Pixels a millimetre, 600 an inch: a logo of a few millimetres prints sharply.
FINE = 600 / 25.4
# PDF counts in points.
MILLIMETRE, PIXEL = 72 / 25.4, 72 / 96
LOGO = '<img src="{source}" alt="" style="display: block; width: 100%; height: 100%">'
SHEET = "@page {{ size: {width}mm {height}mm; margin: 0 }} html, body {{ margin: 0; height: 100% }}"


def drawn(contents: Iterable[str], house: House, slug: str, style: str, files: Mapping[str, bytes]) -> Image.Image:
    """The first of several ways to say the same in HTML that fits on one page, else the last; a CSS pixel becomes one of the picture.

    It is set in a style of its own and the house's faces; `files` lie under `pdf.SHELF`. Raises RenderError where the typesetter
    complains or the page asks for anything else.
    """
    folder = house.templates / "release"
    with pdf.at_the_press(slug):
        _, _, fonts = pdf.press(folder)
        document = None
        for content in contents:
            document = _set(content, style, files, fonts)
            if len(document.pages) == 1:
                break
        return _pixels(document, 1 / PIXEL)


def logo_picture(logo: Logo, slug: str) -> bytes:
    """A partner's logo, SVG or pixels, as a picture that every Word shows, in the size that it stands in. Raises as `drawn`."""
    path: Path = logo.partner.logo  # type: ignore[assignment]
    with pdf.at_the_press(slug):
        return _of_logo(path.read_bytes(), path.suffix, logo.width, logo.height)


@lru_cache(maxsize=32)
def _of_logo(content: bytes, suffix: str, width: float, height: float) -> bytes:
    name = f"logo{suffix}"
    made = _set(LOGO.format(source=pdf.SHELF + name), SHEET.format(width=width, height=height), {name: content}, None)
    return png(_pixels(made, FINE / MILLIMETRE))


def png(image: Image.Image) -> bytes:
    """A picture without transparency as a PNG."""
    whole = io.BytesIO()
    # Pillow's `optimize` saves three bytes in a hundred and takes four times as long.
    image.convert("RGB").save(whole, "PNG", compress_level=6)
    return whole.getvalue()


def _set(content: str, style: str, files: Mapping[str, bytes], fonts: object) -> Any:
    shelf = pdf.Shelf(files)
    sheet = CSS(string=style, base_url=pdf.SHELF, url_fetcher=shelf, font_config=fonts)
    return HTML(string=content, base_url=pdf.SHELF, url_fetcher=shelf).render(stylesheets=[sheet], font_config=fonts)


def _pixels(document: Any, scale: float) -> Image.Image:
    read = pypdfium2.PdfDocument(document.write_pdf())
    try:
        picture: Image.Image = read[0].render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil()
        return picture.copy()
    finally:
        read.close()
