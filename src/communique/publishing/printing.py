"""Printing: what the moment allows of a release becomes files, as does a preview of what nobody approved."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .. import decisions, pipeline, releases, reviews
from ..approval import disclosure, subjects, turns
from ..approval.cases import Case, now
from ..decisions import Decision, Kind, Record, utc
from ..errors import NotAllowed, RecordError, Tampered
from ..house import House
from ..languages import Language, Wording
from ..record import issues, keys, verification
from ..record.keys import SigningKey
from ..releases import Release
from ..translation import growth
from ..writers import Stamp, Status
from . import publication, remains, workers

# What says whether a text may go out.
WEIGHTY = frozenset({Kind.APPROVE, Kind.RETURN, Kind.WAIVE, Kind.WITHDRAW})
DECIDED_MEANWHILE = Wording(
    "une décision est arrivée pendant que les fichiers se faisaient\u202f; rien n’a été publié",
    "während die Dateien entstanden, ist eine Entscheidung eingegangen; nichts wurde veröffentlicht",
    "a decision came in while the files were made; nothing was published",
)
CALL_AGAIN = Wording(
    "relancez la commande, qui en tient compte",
    "rufen Sie den Befehl noch einmal auf: Er berücksichtigt sie",
    "call it again, which takes the decision into account",
)


@dataclass(frozen=True, slots=True)
class Issued:
    """What was made of a release: for whom (`status`), where, which version of it, and under embargo until when."""

    release: str
    status: Status
    folder: Path
    version: int = 1
    until: datetime | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Its files, the manifest left out."""
        return publication.files_in(self.folder)


def issue(house: House, slug: str, *, channel: str = "terminal", make: publication.Make | None = None) -> Issued:
    """Make what the moment allows of a release: its public files, those under embargo, or the notice that it is withdrawn.

    Whatever a crash left of an earlier call is mended. `make` gives the files, as `pipeline.render` takes it. Raises NotAllowed, naming who
    must sign, while an approval is missing or stale or a finding blocks; Tampered for a decision, such as a return, that git has known and
    that is not there any more.
    """
    case, moment = Case(house, slug), now()
    verification.against_git(case.release.folder)
    if not case.board.approved and taken_back(case):
        return _notice(case, make)
    until = case.release.settings.embargo
    if until is not None and moment < until:
        reviews.demand_approved(case.board)
        return _held(case, until, make)
    return _public(case, reviews.publish(case.board, case.release, house, who="", at=moment, channel=channel), make)


def publish(house: House, slug: str, *, channel: str = "terminal", make: publication.Make | None = None) -> tuple[Path, ...]:
    """Render what is approved, and give the files; raises as `issue`, and NotAllowed while the embargo lasts too."""
    case, moment = Case(house, slug), now()
    verification.against_git(case.release.folder)
    return _public(case, reviews.publish(case.board, case.release, house, who="", at=moment, channel=channel), make).files


def take_back(house: House, slug: str, *, make: publication.Make | None = None) -> Issued | None:
    """Put a notice in the place of a release that was withdrawn; None where it never went out. Raises as `issue`."""
    case = Case(house, slug, ())
    if taken_back(case):
        return _notice(case, make)
    if issues.withdrawal(case.record):
        publication.settle(house, slug, publication.place_of(case.release, house, preview=False))
    return None


def taken_back(case: Case) -> bool:
    """Whether a release that went out was withdrawn; that it went out is in the record, or lies in the folder for everyone to see."""
    went_out = bool(issues.issued(case.record)) or publication.stands(case.house, case.release.slug)
    return went_out and issues.withdrawal(case.record) is not None


def _public(case: Case, decision: Decision, make: publication.Make | None) -> Issued:
    key, approvals, text = _key(case.house), approvals_of(case), subjects.words(case.release)
    at = max(datetime.fromisoformat(approval.at) for approval in approvals)
    stamp = _numbered(Stamp(Status.APPROVED, published=max(filter(None, (at, case.release.settings.embargo)))), case, text)
    with _Turn(case) as turn:
        place = pipeline.render(case.house, case.release, stamp, key, make=turn.unless_decided(make))
        if key is not None and not _noted(case, case.record, text):
            turn.take()
            # Somebody may have published the same meanwhile, and nobody is to be told of one version twice.
            if not _noted(case, decisions.read(case.release.folder, case.house.keys), text):
                moment = utc(stamp.published) if stamp.published else ""
                decisions.record(case.release.folder, replace(decision, about=moment, text=text), key, case.house.keys)
    if key is not None:
        growth.remember(case.house, case.release, approvals, case.board.subject)
    publication.settle(case.house, case.release.slug, place)
    return Issued(case.release.slug, stamp.status, place, stamp.version)


def _held(case: Case, until: datetime, make: publication.Make | None) -> Issued:
    at = max(datetime.fromisoformat(approval.at) for approval in approvals_of(case))
    stamp = _numbered(Stamp(Status.EMBARGOED, published=at, embargo=until), case, subjects.words(case.release))
    with _Turn(case) as turn:
        place = pipeline.render(case.house, case.release, stamp, _key(case.house), make=turn.unless_decided(make))
    publication.settle(case.house, case.release.slug, place)
    return Issued(case.release.slug, stamp.status, place, stamp.version, until)


def _noted(case: Case, record: Record, text: str) -> bool:
    """Whether a record says that these words are what is published."""
    standing = issues.standing(record)
    return standing is not None and standing.tells(case.board.subject, text)


class _Turn:
    """From the last byte of a release's files on nobody withdraws it, or publishes it, until they lie and that is noted.

    Setting takes seconds, in which a withdrawal may come: it would find nothing to take back, and the text would go out after it.
    """

    def __init__(self, case: Case) -> None:
        self.case, self.held, self.taken = case, ExitStack(), False

    def __enter__(self) -> _Turn:
        return self

    def __exit__(self, *_: object) -> None:
        self.held.close()

    def take(self) -> None:
        """Wait for one's turn, once. Raises NotAllowed where something was decided meanwhile that counts."""
        if self.taken:
            return
        self.held.enter_context(turns.alone(self.case.house, self.case.release.slug))
        self.taken = True
        if _weighty(decisions.read(self.case.release.folder, self.case.house.keys)) != _weighty(self.case.record):
            raise NotAllowed(self.case.release.slug, DECIDED_MEANWHILE, CALL_AGAIN)

    def unless_decided(self, make: publication.Make | None) -> publication.Make:
        """What makes the files, and takes the turn once they are made."""

        def made(release: Release, house: House, stamp: Stamp) -> Mapping[str, bytes]:
            files = (make or workers.shared().made)(release, house, stamp)
            self.take()
            return files

        return made


def _weighty(record: Record) -> frozenset[str]:
    return frozenset(identity for identity, decision in record.known.items() if decision.kind in WEIGHTY)


def _numbered(stamp: Stamp, case: Case, text: str) -> Stamp:
    """The stamp with what the record knows: which version it is, since when the release is out, which version it replaces."""
    before, standing = issues.issued(case.record), issues.standing(case.record)
    same = standing is not None and standing.tells(case.board.subject, text)
    published, older = (standing.at, before[:-1]) if standing and same else (stamp.published, before)
    return replace(
        stamp,
        published=published,
        first=before[0].at if before else published,
        version=len(older) + 1,
        replaces=older[-1].at if older and not older[-1].tells(case.board.subject, text) else None,
        subjects=case.board.subjects,
        decisions=tuple(approval.id for approval in approvals_of(case)),
        reviewed=disclosure.reviewed(case.board),
    )


def _notice(case: Case, make: publication.Make | None) -> Issued:
    """The files of a withdrawn release. Raises as `issue`."""
    before, decision = issues.issued(case.record), issues.withdrawal(case.record)
    last, at = before[-1] if before else None, datetime.fromisoformat(decision.at) if decision else None
    stamp = Stamp(
        Status.WITHDRAWN,
        published=last.at if last else at,
        first=before[0].at if before else at,
        version=len(before) or 1,
        withdrawn=at,
        decisions=(decision.id,) if decision else (),
    )
    left = remains.remains(case.release, case.record, last)
    place = pipeline.render(case.house, left, stamp, _key(case.house), make=make)
    publication.settle(case.house, case.release.slug, place)
    growth.forget(case.house, case.release.slug)
    return Issued(case.release.slug, stamp.status, place, stamp.version)


def _key(house: House) -> SigningKey | None:
    return keys.load(house.key_file, house.public_key) if house.key_file.is_file() else None


def approvals_of(case: Case) -> tuple[Decision, ...]:
    """The decisions that the board's approvals rest on, in the order of the record."""
    wanted = {identity for cell in case.board.cells for identity in cell.approvals}
    return tuple(decision for identity, decision in case.record.known.items() if identity in wanted)


def preview(house: House, slug: str, *, make: publication.Make | None = None) -> tuple[Path, ...]:
    """Render a release as it stands, every page marked as not approved; its files lie in a folder of their own."""
    return proof(house, slug, make=make).files


def proof(house: House, slug: str, *, make: publication.Make | None = None) -> Issued:
    """What was made of a release as it stands, every page marked as not approved."""
    release, seen = _with_readers(house, slug)
    stamp = Stamp(Status.PREVIEW, embargo=release.settings.embargo, subjects=subjects.subjects(release, house), reviewed=seen)
    return Issued(slug, stamp.status, pipeline.render(house, release, stamp, make=make))


def _with_readers(house: House, slug: str) -> tuple[Release, frozenset[Language]]:
    """A release and the languages that somebody has read; where its record cannot be believed nobody has."""
    try:
        case = Case(house, slug, ())
        return case.release, disclosure.reviewed(case.board)
    except (RecordError, Tampered):
        return releases.load(house, slug), frozenset()
