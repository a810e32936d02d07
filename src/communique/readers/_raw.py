"""A draft as Word holds it, before anybody asks what its lines are: lines, grids, pictures, boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..document import Break, Inlines, Text, plain
from ..markup import merged
from ._numbering import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph with text.

    `styles` are its style's names, nearest first; `bold`, `underlined` and `size` (half-points) hold for all of its visible
    characters; `gap` says that it stands apart from what is before it; `said` is what somebody says that it is.
    """

    place: str
    content: Inlines
    styles: tuple[str, ...] = ()
    outline: int | None = None
    label: Label | None = None
    bold: bool = False
    size: int = 0
    underlined: bool = False
    gap: bool = False
    said: str = ""
    text: str = field(init=False, repr=False, compare=False)
    """Its plain text, without its label; asked for so often that it is made once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain(self.content))

    @property
    def printed(self) -> Inlines:
        """Its content after the number that Word prints before it: what is kept where the line is no item of a list."""
        opening = self.label.opening if self.label else ""
        return merged([Text(opening), *self.content]) if opening else self.content


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that could be read: the name of its asset."""

    place: str
    asset: str
    alt: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid; `span` counts columns."""

    place: str
    raws: tuple[Raw, ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `header` where its first row is marked as repeating."""

    place: str
    rows: tuple[tuple[GridCell, ...], ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A text box, at its anchor."""

    place: str
    raws: tuple[Raw, ...]


Raw = Line | Picture | Grid | Box


def lines_of(raws: tuple[Raw, ...]) -> list[Line]:
    """All lines in reading order, those of cells and boxes included."""
    found: list[Line] = []
    for raw in raws:
        match raw:
            case Line():
                found.append(raw)
            case Grid(rows=rows):
                found.extend(line for row in rows for cell in row for line in lines_of(cell.raws))
            case Box(raws=inner):
                found.extend(lines_of(inner))
    return found


def pictures_of(raws: tuple[Raw, ...]) -> list[Picture]:
    """All pictures in reading order, those of cells and boxes included."""
    found: list[Picture] = []
    for raw in raws:
        match raw:
            case Picture():
                found.append(raw)
            case Grid(rows=rows):
                found.extend(picture for row in rows for cell in row for picture in pictures_of(cell.raws))
            case Box(raws=inner):
                found.extend(pictures_of(inner))
    return found


def joined(lines: list[Line]) -> Inlines:
    """Lines as one run of inlines, kept apart by breaks."""
    return merged([inline for n, line in enumerate(lines) for inline in ((Break(), *line.printed) if n else line.printed)])
