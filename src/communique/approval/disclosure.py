"""Text that a machine made: which it is, who has read it, and what has to be said of it where nobody has.

Article 50(4) of Regulation (EU) 2024/1689 asks that text made or changed by AI to inform the public says so, unless a person has reviewed
it and a person or body holds the editorial responsibility for it.
"""

from __future__ import annotations

from ..editions import Edition, Source, Unit
from ..languages import Language, Wording
from ..roles import Role
from .boards import Board

UNREVIEWED = Wording(
    "Contient du texte traduit par une machine que personne n’a relu",
    "Enthält maschinell übersetzten Text, den niemand geprüft hat",
    "Contains text translated by machine that nobody has reviewed",
)


def by_machine(unit: Unit) -> bool:
    """Whether a segment's text was made by an engine, or by adapting a memory entry for another sentence."""
    return unit.target is not None and (unit.origin.source is Source.ENGINE or unit.origin.is_near)


def machine_made(edition: Edition) -> tuple[Unit, ...]:
    """The segments of an edition whose text a machine made."""
    return tuple(unit for unit in edition.units if by_machine(unit))


def reviewed(board: Board) -> frozenset[Language]:
    """The languages whose text as it stands somebody has read and approved; who vouches for their own words alone has not read it."""
    return frozenset(cell.language for cell in board.cells if cell.given and cell.role is not Role.OWN)
