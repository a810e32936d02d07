"""The dossier as a page: one file for a screen that asks nobody for anything, and the same page for paper."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from ..dossier import rows
from ..dossier.rows import Values
from ..house import House
from ..languages import Language
from .html import _style


def screen(found: Values, language: Language, house: House) -> bytes:
    """The dossier as a web page, UTF-8. Raises HouseError where the house's style sheet is missing."""
    style = _style(house.templates / "release") + Markup(styled("_dossier.css") + styled("_dossier_screen.css"))  # noqa: S704 - a style sheet of this package
    return page(found, language, house, style).encode()


def page(found: Values, language: Language, house: House, style: Markup | str = "") -> str:
    """The dossier as HTML; `style` is what a screen needs, paper has its own."""
    return _template().render(
        found=found,
        label=rows.label(language),
        locale=language.locale,
        source=next(Language(one["language"]).locale for one in found["languages"] if one["source"]),
        banner=rows.banner(found, language, house.zone),
        state=rows.state(found, language),
        made=rows.when(found["made"]),
        style=style,
        statements=rows.statements(found, language),
        approvals=rows.approvals(found, language),
        waivers=rows.waivers(found, language),
        returns=rows.said(found, language, "return", "withdraw"),
        corrections=rows.said(found, language, "correct"),
        comments=rows.said(found, language, "comment"),
        expenses=rows.expenses(found, language),
        editions=[_edition(found, edition, language) for edition in found["languages"]],
        record=rows.record(found, language),
    )


def _edition(found: Values, edition: Values, language: Language) -> tuple[str, str, list[rows.Row]]:
    own = Language(edition["language"])
    return rows.language_name(edition)[language], own.locale, rows.segments(found, edition, language)


def styled(name: str) -> str:
    """A style sheet that a dossier adds to the house's."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    source = resources.files(__package__).joinpath("_dossier.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(source)
