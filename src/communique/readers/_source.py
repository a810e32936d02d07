"""What the walk through a draft carries with it: the package, its styles and lists, and what is collected on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ._album import Album
from ._numbering import Numbering
from ._oddities import Oddities
from ._package import Package
from ._revisions import Revisions
from ._styles import Styles


@dataclass(slots=True)
class Field:
    """A complex field under way: its instruction, whether its result has begun, and the address that it links to."""

    instruction: str = ""
    shown: bool = False
    href: str = ""


@dataclass(slots=True)
class Source:
    """One reading. `part` is the part under the walk, `notes` the notes called so far as (kind, id), `boxes` counts text boxes,
    `empty` holds the places of empty paragraphs.
    """

    package: Package
    part: str
    styles: Styles
    numbering: Numbering
    oddities: Oddities
    revisions: Revisions
    album: Album
    notes: list[tuple[str, str]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    looks: dict[object, Any] = field(default_factory=dict)
    boxes: int = 0
    paragraphs: int = 0
    empty: list[str] = field(default_factory=list)


def source_of(package: Package) -> Source:
    """A reading of the main part of a package."""
    oddities = Oddities()
    styles = Styles(package.related_tree("styles"))
    return Source(
        package=package,
        part=package.main,
        styles=styles,
        numbering=Numbering(package.related_tree("numbering"), styles.language),
        oddities=oddities,
        revisions=Revisions(),
        album=Album(package, oddities),
    )
