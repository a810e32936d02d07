"""The page as HTML: one template for paper and screen, filled with values and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..approval.design import template_files
from ..document import Cell, Table, plain
from ..house import House
from ._compiled import Compiled
from ._inlines import Setting
from ._lists import runs, tree
from ._logos import rows, shape
from ._page import Page
from ._quotations import around, ended, parts
from ._template_faults import fault
from ._tokens import files

NAME = "page.html"
# A picture this wide for its height is as wide as the text; kept lower it would be a little narrower, which looks like a mistake.
ACROSS = 1.7
# A sign, a currency, digits in groups, and a unit without digits: 1 400 M€, €1.4 billion, −3,5 %.
NUMBER = re.compile(r"[+\-−–±≈~<>≤≥]?\s?[€$£]?\s?\d(?:[\d\s.,’']*\d)?(?:\s?[^\d\s][^\d]{0,20})?")


@dataclass(frozen=True, slots=True)
class Pictures:
    """The addresses under which a medium finds the pictures of the draft (by asset name) and the logos (by partner id)."""

    figures: Mapping[str, str]
    logos: Mapping[str, str]


def fill(page: Page, house: House, medium: str, pictures: Pictures, *, template: str = NAME, **values: object) -> str:
    """The page as HTML for a medium, `print`, `web` or `feed`; further values are what the medium's part of the template asks for.

    Raises HouseError where the template is missing, broken or asks for a value that does not exist.
    """
    numbers = {note.key: number for number, note in enumerate(page.notes, start=1)}
    setting = Setting(numbers, paper=True, fit=_measure(house)) if medium == "print" else Setting(numbers)
    try:
        found = _environment(house.templates / "release").get_template(template)
        return found.render(page=page, label=page.label, medium=medium, pictures=pictures, text=setting, across=_across(page), **values)
    except Exception as error:
        raise fault(error, house.templates / "release", template) from error


def _across(page: Page) -> frozenset[str]:
    return frozenset(asset.name for asset in page.document.assets if shape(asset.content, Path(asset.name).suffix) >= ACROSS)


class Bound(FileSystemLoader):
    """The templates that approvals are bound to, and no other file: neither a hidden one nor one behind a link to another folder."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text. Raises TemplateNotFound for a file that no approval covers, HouseError for a linked folder."""
        if template not in template_files(Path(self.searchpath[0])):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class Confined(ImmutableSandboxedEnvironment):
    """Templates run no program and open no file: who may change the look must not reach the key that lies on the machine."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may ask this of a value; of a file's place nothing, for it opens the file."""
        return not isinstance(obj, PurePath) and super().is_safe_attribute(obj, attr, value)


@cache
def _environment(folder: Path) -> Environment:
    compiled = Compiled(Path(__file__))
    environment = Confined(
        loader=Bound(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled,
    )
    environment.filters |= {
        "kind": _kind,
        "plain": plain,
        "parts": parts,
        "around": around,
        "ended": ended,
        "tree": tree,
        "runs": runs,
        "tel": tel,
    }
    environment.globals |= {"numeric": numeric, "row_headers": row_headers, "logo_rows": rows}
    return environment


def _measure(house: House) -> Callable[[str, str], tuple[float, bool]]:
    """What tells how a heading is to be set on paper; nothing where the house's sheet names no file of the face of titles."""
    # It needs the faces' own measures; only paper pays for reading them.
    from ._balance import fit

    regular, bold = files(house.templates / "release")
    if regular is None or bold is None:
        return lambda text, kind: (0.0, False)
    return lambda text, kind: fit(text, kind, regular if kind == "subtitle" else bold)


def _kind(block: object) -> str:
    return type(block).__name__


def tel(phone: str) -> str:
    """A number in international form as the address of a `tel:` link (RFC 3966)."""
    return "tel:" + re.sub(r"[^\d+]", "", phone)


def _body(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return table.rows[1:] if table.header else table.rows


def numeric(table: Table) -> frozenset[int]:
    """The columns that hold numbers only, from 0: they are set flush right, in figures of one width."""
    rows = [row for row in _body(table) if all(cell.span == 1 for cell in row)]
    columns = range(min((len(row) for row in rows), default=0))
    return frozenset(c for c in columns if all(NUMBER.fullmatch(plain(row[c].content).strip()) for row in rows))


def row_headers(table: Table) -> bool:
    """Whether the first column names its rows: it has words in every row, and the table names its columns too."""
    return (
        table.header
        and bool(_body(table))
        and all(row and plain(row[0].content).strip() for row in _body(table))
        and 0 not in numeric(table)
    )
