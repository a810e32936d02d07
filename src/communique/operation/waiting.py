"""A release that waits, as the form and the lists in Prefect show it: previews, desk, what is missing; nothing of its text."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from .. import discretion, gate
from ..approval.boards import Board, State
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language, Wording
from ..publishing import manifest, publication
from . import listening, shelf

OLDER = Wording(
    "*Ces aperçus datent du {at}\u202f; le texte a changé depuis. Le bureau de relecture le montre tel qu’il est.*",
    "*Diese Vorschau ist vom {at}; der Text hat sich seither geändert. Der Prüftisch zeigt ihn, wie er jetzt ist.*",
    "*These previews were made on {at}; the text has changed since. The review desk shows it as it stands.*",
)
AS_OF = Wording("État au {at}.", "Stand: {at}.", "As of {at}.")


class Standing(StrEnum):
    """What a release that is not published yet waits for."""

    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"


def standing(board: Board) -> Standing:
    """Whether a release waits for decisions, for somebody to mend what was returned, or for its publication."""
    if any(cell.state is State.RETURNED for cell in board.cells):
        return Standing.RETURNED
    return Standing.APPROVED if board.approved else Standing.WAITING


def sheet(house: House, slug: str, language: Language, *, told: str = "", now: datetime) -> str:
    """The form's description, short for a small box: what was `told` last, what is missing, previews and desk."""
    parts = [f"**{told}**"] if told else []
    parts += [previews(house, slug, language), listening.desk_line(language)]
    parts += [gate.review_brief(house, slug, language), AS_OF.fill(at=_at(house, now))[language]]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def said(text: str) -> str:
    """What a sheet says, without the moment at which it was written."""
    return text.strip().rpartition("\n\n")[0]


def previews(house: House, slug: str, language: Language) -> str:
    """Links to the previews of a release where this machine shows files, and whether its text has changed since they were made."""
    folder = house.output / f"{slug}-preview"
    found = shelf.links(house, publication.files_in(folder), language)
    if not found or of_this_text(house, slug):
        return found
    made = datetime.fromtimestamp((folder / manifest.NAME).stat().st_mtime, UTC)
    return f"{found}\n{OLDER.fill(at=_at(house, made))[language]}\n"


def of_this_text(house: House, slug: str) -> bool:
    """Whether the previews of a release show what would be approved now."""
    try:
        return dict(manifest.load(house.output / f"{slug}-preview").subjects) == gate.board(house, slug, ()).subjects
    except CommuniqueError:
        return True


def mark_of(house: House, slug: str) -> str:
    """A word that changes whenever the form of a release would say something else: its texts and what was decided about them."""
    board = gate.board(house, slug, ())
    decided = "".join(f"{cell.state}{len(cell.given)}{cell.due}" for cell in board.cells)
    waived = len(list((house.drafts / slug / "decisions").glob("*-waive-*.json")))
    return f"{board.subject}{decided}{waived}"


def told(house: House, slug: str, error: Exception, language: Language) -> str:
    """What may be said of an error outside the record."""
    said = discretion.failure(error, language)
    try:
        return discretion.masked(house, slug, said, datetime.now(UTC))
    except CommuniqueError:
        return said


def _at(house: House, moment: datetime) -> str:
    return f"{house.local(moment):%Y-%m-%d %H:%M}"
