"""The social card: a picture with the headline, the logos and the date, for whoever shares the release."""

from __future__ import annotations

from ..errors import HouseError
from ..house import House
from ..languages import Language, Wording
from ..releases import Release
from . import Stamp
from ._drawn import drawn, png
from ._hyphenation import ready
from ._page import Page, compose
from ._template import Pictures, fill
from ._tokens import tokens
from .pdf import SHELF

NAME = "{slug}.{lang}.png"
TEMPLATE, STYLE = "card.html", "card.css"
# The sizes of a headline in card.css, the largest first.
STEPS = range(6)

NO_STYLE = Wording("cette feuille de style manque", "dieses Stylesheet fehlt", "this style sheet is missing")
RESTORE = Wording(
    "reprenez le fichier fourni avec communique",
    "stellen Sie die mitgelieferte Datei wieder her",
    "restore the file that comes with communique",
)


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The card in a language, a PNG of 1200 by 630 pixels, in the largest step of card.css that holds the whole headline.

    Raises RenderError and HouseError as `compose`, `fill` and `drawn` do.
    """
    page = compose(release, language, house, stamp)
    pictures, files = _logos(page)
    ready(language)
    style = _style(house)
    steps = (fill(page, house, "card", pictures, template=TEMPLATE, step=step) for step in STEPS)
    return png(drawn(steps, house, page.slug, style, files))


def _logos(page: Page) -> tuple[Pictures, dict[str, bytes]]:
    named = {partner.id: (f"{partner.id}{partner.logo.suffix}", partner.logo.read_bytes()) for partner in page.mast if partner.logo}
    return Pictures({}, {key: SHELF + name for key, (name, _) in named.items()}), dict(named.values())


def _style(house: House) -> str:
    folder = house.templates / "release"
    try:
        return tokens(folder).sheet("print") + (folder / STYLE).read_text(encoding="utf-8")
    except OSError as error:
        raise HouseError(f"templates/release/{STYLE}", NO_STYLE, RESTORE) from error
