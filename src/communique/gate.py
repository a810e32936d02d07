"""The gate as the ways in use it: read the record once, let `reviews` decide, write what was decided."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from . import (
    codes,
    decisions,
    growth,
    keys,
    memory,
    pipeline,
    publication,
    releases,
    reviewers,
    reviews,
    rights,
    sheets,
    subjects,
    turns,
    verification,
)
from .boards import Board, Cell
from .decisions import Decision, Kind
from .document import plain
from .editions import Origin, Source
from .errors import NotAllowed, RecordError, Tampered
from .findings import Finding, Severity, Waiver
from .house import House
from .languages import Language, Wording
from .markup import load as inlines
from .releases import Release
from .reviewers import Reviewer
from .writers import Stamp, Status

KINDS = Wording("il y a : approve, return", "es gibt: approve, return", "there are: approve, return")
EMPTY = Wording("une correction a besoin d’un texte", "eine Korrektur braucht einen Text", "a correction needs a text")
GIVE_TEXT = Wording(
    "pour supprimer une phrase, supprimez-la dans le brouillon Word",
    "um einen Satz zu streichen, streichen Sie ihn im Word-Entwurf",
    "to drop a sentence, drop it in the Word draft",
)
UNKNOWN_KIND = Wording("décision inconnue : {kind}", "unbekannte Entscheidung: {kind}", "unknown decision: {kind}")


CHOICES = {"approve": reviews.approve, "return": reviews.give_back}


class Case:
    """A release before the gate: the release, its board and those who may decide, all read at the same moment."""

    def __init__(self, house: House, slug: str, found: Sequence[Finding] | None = None) -> None:
        """Read everything. Raises RecordError, HouseError or Tampered."""
        self.house = house
        self.release: Release = releases.load(house, slug)
        self.people: Mapping[str, Reviewer] = reviewers.load(house)
        self.record = decisions.read(self.release.folder, house.public_key)
        self.found = tuple(pipeline.findings_of(house, self.release) if found is None else found)
        self.board: Board = reviews.board(self.release, self.record, self.found, house)

    def choose(self, kind: str, language: Language, partner: str, who: str, *, comment: str, channel: str) -> Decision:
        """What a reviewer decides for their partner about a language: `approve` or `return`. Raises NotAllowed."""
        if kind not in CHOICES:
            raise NotAllowed(self.release.slug, UNKNOWN_KIND.fill(kind=kind), KINDS)
        said = partial(CHOICES[kind], self.board, self.release, self.house, self.people)
        return said(language=language, partner=partner, who=who, at=now(), channel=channel, comment=comment)

    def take(self, decision: Decision) -> None:
        """Write a decision to the record."""
        decisions.record(self.release.folder, decision, keys.load(self.house.key_file, self.house.public_key))


def now() -> datetime:
    """The time that decisions carry."""
    return datetime.now(UTC)


def board(house: House, slug: str, found: Sequence[Finding] | None = None) -> Board:
    """Where a release stands, now; `found` spares the checks where they have just been made."""
    return Case(house, slug, found).board


def checked(house: House, slug: str) -> tuple[tuple[Finding, ...], dict[str, Waiver]]:
    """Everything that is wrong with a release as it stands, and by the ids of findings who waived them and why."""
    case = Case(house, slug)
    open_ids = {finding.id for finding in case.board.blocking}
    shut = {finding.id for finding in case.found if finding.severity is Severity.BLOCK} - open_ids
    waivers = (decision for decision in case.record.decisions if decision.kind is Kind.WAIVE and decision.about in shut)
    people = {who: person.name for who, person in case.people.items()}
    return case.found, {d.about: Waiver(people.get(d.reviewer, d.reviewer), d.at, d.comment) for d in waivers}


def subject_of(house: House, slug: str) -> str:
    """The digest of everything that is to be approved and published together, as it stands."""
    return board(house, slug, ()).subject


def review_sheet(house: House, slug: str, language: Language) -> str:
    """Where a release stands, as one page of Markdown without any of its text."""
    case = Case(house, slug)
    return sheets.write(case.release, case.board, case.found, pipeline.titles("checks"), language)


def review_brief(house: House, slug: str, language: Language) -> str:
    """What a release still waits for, as short lists in Markdown without any of its text."""
    case = Case(house, slug)
    return sheets.brief(case.release, case.board, pipeline.titles("checks"), language)


def demand_key(house: House) -> None:
    """Raises HouseError where this machine cannot sign a decision of this house."""
    keys.load(house.key_file, house.public_key)


def submit(house: House, slug: str, *, channel: str = "terminal") -> None:
    """Note that a draft was laid before its reviewers; the same draft is submitted once."""
    release = releases.load(house, slug)
    record = decisions.read(release.folder, house.public_key)
    if not any(d.kind is decisions.Kind.SUBMIT and d.subject == release.draft.digest for d in record.decisions):
        decision = reviews.submit(release, who="", at=now(), channel=channel)
        decisions.record(release.folder, decision, keys.load(house.key_file, house.public_key))


def approve(house: House, slug: str, language: Language, partner: str, who: str, *, comment: str = "", channel: str = "terminal") -> None:
    """A reviewer approves a language for their partner. Raises NotAllowed."""
    case = Case(house, slug)
    case.take(case.choose("approve", language, partner, who, comment=comment, channel=channel))


def give_back(house: House, slug: str, language: Language, partner: str, who: str, *, comment: str, channel: str = "terminal") -> None:
    """A reviewer returns a language with a comment. Raises NotAllowed."""
    case = Case(house, slug)
    case.take(case.choose("return", language, partner, who, comment=comment, channel=channel))


def waive(house: House, slug: str, finding: str, who: str, *, comment: str, channel: str = "terminal") -> None:
    """A reviewer takes a blocking finding upon themselves, with a reason. Raises NotAllowed."""
    case = Case(house, slug)
    case.take(reviews.waive(case.board, case.release, case.people, finding, who=who, at=now(), channel=channel, comment=comment))


def correct(house: House, slug: str, language: Language, key: str, text: str, who: str, *, channel: str = "terminal") -> None:
    """A reviewer gives a segment another text, in light markup. Raises NotAllowed.

    The edition is written before the decision: a crash between the two leaves approvals stale, never a text that nobody saw.
    """
    moment, people = now(), reviewers.load(house)
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()).strip()
    if not plain(inlines(text)).strip():
        raise NotAllowed(slug, EMPTY, GIVE_TEXT)
    with turns.alone(house, slug):
        release = releases.load(house, slug)
        rights.demand_reviewer(release, people, language, who)
        edition = release.editions[language]
        if any(unit.segment.key == key for unit in edition.units):
            written = edition.with_target(key, inlines(text), Origin(Source.PERSON, who, decisions.utc(moment)))
            edition = growth.noted(lambda: memory.Memory.load(pipeline.memory_files(house)), edition, written, release.source)
        changed = releases.with_edition(release, edition)
        decision = reviews.correct(changed, people, language=language, key=key, who=who, at=moment, channel=channel)
        signing = keys.load(house.key_file, house.public_key)
        releases.save_edition(release.folder, edition)
        decisions.record(release.folder, decision, signing)


def new_code(house: House, slug: str, language: Language, partner: str, who: str) -> str:
    """A one-time review code for a reviewer, bound to the text as it stands. Raises NotAllowed for a person without a say."""
    case = Case(house, slug)
    rights.demand_say(case.board, case.release, case.people, language, partner, who)
    seen = subjects.subject(case.release, language, partner, house)
    return codes.issue(house.state, release=slug, language=language, partner=partner, reviewer=who, subject=seen, at=now())


def decide(house: House, slug: str, *, kind: str, code: str, comment: str = "", channel: str = "prefect") -> Cell:
    """Approve or return with a one-time code, and give the cell as it is now; a refused decision leaves the code unspent.

    Raises NotAllowed in one sentence: a wrong, used, expired or outdated code, another release's code, or whatever `reviews` refuses.
    """
    case, moment = Case(house, slug), now()
    grant = codes.look(house.state, code, moment)
    if grant.release != slug:
        raise NotAllowed("code", codes.WRONG, codes.TYPE_AGAIN)
    codes.demand_current(grant, subjects.subject(case.release, grant.language, grant.partner, house))
    decision = case.choose(kind, grant.language, grant.partner, grant.reviewer, comment=comment, channel=channel)
    demand_key(house)
    codes.spend(house.state, code, moment)
    case.take(decision)
    return next(cell for cell in board(house, slug, case.found).cells if (cell.language, cell.partner) == (grant.language, grant.partner))


def publish(house: House, slug: str, *, channel: str = "terminal") -> tuple[Path, ...]:
    """Render what is approved, and give the files; the first time is noted in the record where this machine has the gate's key.

    Raises NotAllowed, naming who must sign, while an approval is missing or stale, a finding blocks, or the embargo lasts.
    """
    case, moment = Case(house, slug), now()
    decision = reviews.publish(case.board, case.release, house, who="", at=moment, channel=channel)
    approvals = approvals_of(case)
    stamp = Stamp(
        Status.APPROVED,
        published=max(datetime.fromisoformat(approval.at) for approval in approvals),
        subjects=case.board.subjects,
        decisions=tuple(approval.id for approval in approvals),
    )
    key = keys.load(house.key_file, house.public_key) if house.key_file.is_file() else None
    place = pipeline.render(house, case.release, stamp, key)
    published = {d.subject for d in case.record.decisions if d.kind is Kind.PUBLISH}
    if decision.subject not in published and key is not None:
        decisions.record(case.release.folder, decision, key)
    if key is not None:
        growth.remember(house, case.release, approvals, case.board.subject)
    return publication.files_in(place)


def approvals_of(case: Case) -> tuple[Decision, ...]:
    """The decisions that the board's approvals rest on, the last of each cell."""
    wanted = {(cell.language, cell.partner, cell.subject) for cell in case.board.cells}
    found = {(d.language, d.partner, d.subject): d for d in case.record.decisions if d.kind is Kind.APPROVE}
    return tuple(decision for key, decision in found.items() if key in wanted)


def preview(house: House, slug: str) -> tuple[Path, ...]:
    """Render a release as it stands, every page marked as not approved; its files lie in a folder of their own."""
    release = releases.load(house, slug)
    stamp = Stamp(Status.PREVIEW, embargo=release.settings.embargo, subjects=subjects.subjects(release, house))
    return publication.files_in(pipeline.render(house, release, stamp))


def approved(house: House) -> tuple[str, ...]:
    """The slugs of all releases that may be printed; one whose record is broken may not."""
    return tuple(slug for slug in releases.slugs(house) if _is_approved(house, slug))


def _is_approved(house: House, slug: str) -> bool:
    try:
        return board(house, slug).approved
    except (RecordError, Tampered):
        return False


def verify(house: House, what: str | Path) -> tuple[verification.Checked, ...]:
    """Verify a release by its slug, or an output folder by its path. Raises Tampered, naming the file."""
    if isinstance(what, Path):
        return verification.verify_output(what, house)
    return verification.verify_release(house, what, pipeline.findings(house, what))
