"""The social card: a picture with the headline, the logos and the date, for whoever shares the release."""

from __future__ import annotations

import re

from ..errors import HouseError
from ..house import House
from ..languages import Language, Wording
from ..releases import Release
from . import Stamp
from ._balance import fit
from ._drawn import drawn, png
from ._hyphenation import ready
from ._page import Page, compose
from ._template import Pictures, fill
from ._tokens import files as faces
from ._tokens import tokens
from .pdf import SHELF

NAME = "{slug}.{lang}.png"
TEMPLATE, STYLE = "card.html", "card.css"
# The sizes of a headline in card.css, the largest first, and the line that it is set in, in pixels.
STEPS = re.compile(r"\.step-\d+ h1 *\{ *font-size: *([\d.]+)px")
LINE, USUAL = 1056, 46.0

NO_STYLE = Wording("cette feuille de style manque", "dieses Stylesheet fehlt", "this style sheet is missing")
RESTORE = Wording(
    "reprenez le fichier fourni avec communique",
    "stellen Sie die mitgelieferte Datei wieder her",
    "restore the file that comes with communique",
)


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The card in a language, a PNG of 1200 by 630 pixels, in the first step of card.css that holds the whole headline.

    Raises RenderError and HouseError as `compose`, `fill` and `drawn` do.
    """
    page = compose(release, language, house, stamp)
    pictures, files = _logos(page)
    ready(language)
    style = _style(house)
    sizes = [float(size) for size in STEPS.findall(style)] or [USUAL]
    ways = (
        fill(page, house, "card", pictures, template=TEMPLATE, step=step, width=_width(page.title, size, house))
        for step, size in enumerate(sizes)
    )
    return png(drawn(ways, house, page.slug, style, files))


def _width(title: str, size: float, house: House) -> float:
    """In how many ems a headline of so many pixels is set, so that its lines are about as long as each other; 0 for the whole line."""
    _, bold = faces(house.templates / "release")
    return fit(title, "title", bold, line=LINE / size).width if bold else 0.0


def _logos(page: Page) -> tuple[Pictures, dict[str, bytes]]:
    named = {partner.id: (f"{partner.id}{partner.logo.suffix}", partner.logo.read_bytes()) for partner in page.mast if partner.logo}
    return Pictures({}, {key: SHELF + name for key, (name, _) in named.items()}), dict(named.values())


def _style(house: House) -> str:
    folder = house.templates / "release"
    try:
        return tokens(folder).sheet("print") + (folder / STYLE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HouseError(f"templates/release/{STYLE}", NO_STYLE, RESTORE) from error
