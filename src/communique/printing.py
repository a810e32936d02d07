"""Printing: what is approved becomes files, as does a preview of what is not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from . import decisions, disclosure, growth, keys, pipeline, publication, releases, reviews, subjects, verification
from .cases import Case, now
from .decisions import Decision, Kind
from .errors import RecordError, Tampered
from .house import House
from .languages import Language
from .releases import Release
from .writers import Stamp, Status


def publish(house: House, slug: str, *, channel: str = "terminal", make: publication.Make | None = None) -> tuple[Path, ...]:
    """Render what is approved, and give the files; the first time is noted in the record where this machine has the gate's key.

    `make` gives the files, as `pipeline.render` takes it. Raises NotAllowed, naming who must sign, while an approval is missing or stale, a
    finding blocks, or the embargo lasts; Tampered for a decision, such as a return, that git has known and that is not there any more.
    """
    case, moment = Case(house, slug), now()
    verification.against_git(case.release.folder)
    decision = reviews.publish(case.board, case.release, house, who="", at=moment, channel=channel)
    approvals = approvals_of(case)
    stamp = Stamp(
        Status.APPROVED,
        published=max(datetime.fromisoformat(approval.at) for approval in approvals),
        subjects=case.board.subjects,
        decisions=tuple(approval.id for approval in approvals),
        reviewed=disclosure.reviewed(case.board),
    )
    key = keys.load(house.key_file, house.public_key) if house.key_file.is_file() else None
    place = pipeline.render(house, case.release, stamp, key, make=make)
    published = {d.subject for d in case.record.decisions if d.kind is Kind.PUBLISH}
    if decision.subject not in published and key is not None:
        decisions.record(case.release.folder, decision, key, house.keys)
    if key is not None:
        growth.remember(house, case.release, approvals, case.board.subject)
    return publication.files_in(place)


def approvals_of(case: Case) -> tuple[Decision, ...]:
    """The decisions that the board's approvals rest on, in the order of the record."""
    wanted = {identity for cell in case.board.cells for identity in cell.approvals}
    return tuple(decision for identity, decision in case.record.known.items() if identity in wanted)


def preview(house: House, slug: str, *, make: publication.Make | None = None) -> tuple[Path, ...]:
    """Render a release as it stands, every page marked as not approved; its files lie in a folder of their own."""
    release, seen = _with_readers(house, slug)
    stamp = Stamp(Status.PREVIEW, embargo=release.settings.embargo, subjects=subjects.subjects(release, house), reviewed=seen)
    return publication.files_in(pipeline.render(house, release, stamp, make=make))


def _with_readers(house: House, slug: str) -> tuple[Release, frozenset[Language]]:
    """A release and the languages that somebody has read; where its record cannot be believed nobody has."""
    try:
        case = Case(house, slug, ())
        return case.release, disclosure.reviewed(case.board)
    except (RecordError, Tampered):
        return releases.load(house, slug), frozenset()
