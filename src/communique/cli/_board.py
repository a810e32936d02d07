"""How the state of a release is shown: partner by language, who approved, who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import click

from .. import decisions
from ..approval.boards import NOBODY_YET, Board, Cell, State
from ..approval.refusals import NO_ONE
from ..findings import Finding
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..publishing.standings import standing
from ..record import issues
from ..roles import ROLE_NAMES, Role
from ._sheet import say

SIGNS = {State.APPROVED: "✓", State.WAITING: "·", State.STALE: "!", State.RETURNED: "↩"}
COLOURS = {State.APPROVED: "green", State.WAITING: "white", State.STALE: "yellow", State.RETURNED: "red"}
STATES = {
    State.APPROVED: Wording("validé", "freigegeben", "approved"),
    State.WAITING: Wording("en attente", "wartet", "waiting"),
    State.STALE: Wording("périmé", "überholt", "stale"),
    State.RETURNED: Wording("renvoyé", "zurückgegeben", "returned"),
}
SHOWN = 6
BLOCKING = Wording("bloque", "blockiert", "blocks")
SEGMENT = Wording("segment {key}", "Segment {key}", "segment {key}")
APPROVED = Wording(
    "{slug} : tout est validé ; « communique render {slug} » produit les fichiers",
    "{slug}: alles freigegeben; „communique render {slug}“ erzeugt die Dateien",
    "{slug}: all approved; “communique render {slug}” makes the files",
)
GONE = Wording(
    "{who} ne peut plus valider\u202f; la validation vaut encore, «\u00a0communique withdraw\u00a0» les annule toutes",
    "{who} darf inzwischen nicht mehr freigeben; die Freigabe gilt weiter, „communique withdraw“ hebt alle auf",
    "{who} may not approve any more; the approval still stands, “communique withdraw” voids them all",
)

DUE = Wording(", d’ici le {due}", ", bis {due}", ", by {due}")
UNGUARDED = Wording(
    "personne n’est chargé de valider cette édition", "niemand ist mit dieser Freigabe beauftragt", "nobody is to approve it"
)


def board_values(board: Board) -> dict[str, Any]:
    """A board as JSON values: `{release, approved, cells, unguarded, blocking}`."""
    return {
        "release": board.release,
        "approved": board.approved,
        "cells": [_values(cell) for cell in board.cells],
        "unguarded": list(board.unguarded),
        "blocking": [
            {"id": f.id, "check": f.check, "place": f.place, "segment": f.segment, "language": f.language} for f in board.blocking
        ],
    }


def _values(cell: Cell) -> dict[str, Any]:
    return {
        "language": cell.language,
        "partner": cell.partner,
        "role": cell.role,
        "state": cell.state,
        "people": cell.people,
        "given": list(cell.given),
        "gone": list(cell.gone),
        "due": cell.due,
        "by": cell.by,
        "at": cell.at,
        "comment": cell.comment,
        "subject": cell.subject,
        "who": list(cell.who),
    }


def print_standing(house: House, slug: str) -> None:
    """Print what a release is to the world, for a person; nothing while it is nothing."""
    for line in standing(house, slug, datetime.now(UTC)).lines(house):
        click.secho(f"  {say(line)}", bold=True)


def print_board(board: Board, slug: str, house: House) -> None:
    """Print a board for a person, moments on the clocks of the house."""
    width = max((len(say(LANGUAGE_NAMES[cell.language])) for cell in board.cells), default=0)
    partners = max((len(_partner(cell)) for cell in board.cells), default=0)
    for cell in board.cells:
        sign = click.style(f"{SIGNS[cell.state]} {say(STATES[cell.state]):<13}", fg=COLOURS[cell.state])
        click.echo(f"  {sign} {say(LANGUAGE_NAMES[cell.language]):<{width}}  {_partner(cell):<{partners}}  {_detail(cell, house)}")
    for language in board.unguarded:
        click.secho(f"  ✗ {say(LANGUAGE_NAMES[language])}: {say(UNGUARDED)}", fg="red")
    for line in _blocking(board.blocking):
        click.secho(f"  ✗ {line}", fg="red")
    if board.approved and not _out(board, slug, house):
        click.echo(f"  {say(APPROVED.fill(slug=slug))}")


def _out(board: Board, slug: str, house: House) -> bool:
    """Whether the release is published as it is approved, and its files are here: then there are none to be made."""
    out = issues.standing(decisions.read(house.drafts / slug, house.keys))
    return out is not None and out.subject == board.subject and (house.output / slug).is_dir()


def _blocking(found: Sequence[Finding]) -> Iterator[str]:
    """A line for each finding that blocks; many of one kind in one language share a line."""
    kinds: dict[tuple[Language | None, str], list[Finding]] = {}
    for finding in found:
        kinds.setdefault((finding.language, finding.check), []).append(finding)
    for (language, _), alike in kinds.items():
        if len(alike) > SHOWN:
            places = ", ".join(dict.fromkeys(finding.place for finding in alike[:SHOWN]))
            yield f"{say(BLOCKING)} {len(alike)} ×  {language or '—'}  {places} …: {say(alike[0].message)}"
        else:
            yield from (f"{say(BLOCKING)} {finding.id}  {_where(finding)}: {say(finding.message)}" for finding in alike)


def _where(finding: Finding) -> str:
    """Language, place in the Word file and segment, as `communique correct` and `waive` want them."""
    segment = say(SEGMENT.fill(key=finding.segment)) if finding.segment else ""
    return "  ".join(filter(None, (finding.language, finding.place, segment)))


def _partner(cell: Cell) -> str:
    """The partner, with the role where it is not the usual one."""
    return cell.partner + (f" · {say(ROLE_NAMES[cell.role])}" if cell.role is not Role.LANGUAGE else "")


def _detail(cell: Cell, house: House) -> str:
    """How a cell comes to its state and, while it is not approved, who is to decide by when."""
    said = "" if cell.why == NOBODY_YET else say(cell.why) + (f" ({_moment(cell.at, house)})" if cell.at else "")
    if cell.state is State.APPROVED:
        gone = say(GONE.fill(who=", ".join(cell.gone))) if cell.gone else ""
        return " — ".join(filter(None, (said, cell.comment, gone)))
    asked = ", ".join(cell.who) or say(NO_ONE)
    due = say(DUE.fill(due=_moment(cell.due, house))) if cell.due else ""
    return " — ".join(filter(None, (said, cell.comment, f"{asked}{due}")))


def _moment(iso: str, house: House) -> str:
    """A moment as the review sheet and the table of `status --watch` tell it: on the clocks of the house."""
    return f"{house.local(datetime.fromisoformat(iso)):%Y-%m-%d %H:%M}"
