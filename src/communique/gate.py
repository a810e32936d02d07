"""The gate as the ways in use it: read the record once, let `reviews` decide, write what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import decisions, discretion, pipeline, releases, reviews
from .approval import codes, rights, sheets, subjects, turns
from .approval import refusals as say
from .approval.boards import Board, Cell
from .approval.cases import Case, now
from .decisions import Kind
from .errors import NotAllowed, RecordError, Tampered
from .findings import Finding, Severity, Waiver
from .house import House
from .languages import Language
from .publishing.printing import Issued, approvals_of, issue, preview, proof, publish, take_back, taken_back
from .record import keys, verification
from .record.verified import Checked
from .reviewers import name_of
from .roles import Role

__all__ = [
    "Case",
    "Issued",
    "approvals_of",
    "approve",
    "board",
    "checked",
    "comment",
    "correct",
    "decide",
    "demand_key",
    "give_back",
    "is_approved",
    "issue",
    "new_code",
    "now",
    "preview",
    "proof",
    "publish",
    "review_brief",
    "review_sheet",
    "subject_of",
    "submit",
    "take_back",
    "taken_back",
    "verify",
    "waive",
    "withdraw",
]


def board(house: House, slug: str, found: Sequence[Finding] | None = None) -> Board:
    """Where a release stands, now; `found` spares the checks where they have just been made."""
    return Case(house, slug, found).board


def checked(house: House, slug: str) -> tuple[tuple[Finding, ...], dict[str, Waiver]]:
    """Everything that is wrong with a release as it stands, and by the ids of findings who waived them and why."""
    case = Case(house, slug)
    open_ids = {finding.id for finding in case.board.blocking}
    shut = {finding.id for finding in case.found if finding.severity is Severity.BLOCK} - open_ids
    waivers = (decision for decision in case.record.decisions if decision.kind is Kind.WAIVE and decision.about in shut)
    return case.found, {d.about: Waiver(name_of(d.reviewer, case.people), d.at, d.comment) for d in waivers}


def subject_of(house: House, slug: str) -> str:
    """The digest of everything that is to be approved and published together, as it stands."""
    return board(house, slug, ()).subject


def review_sheet(house: House, slug: str, language: Language) -> str:
    """Where a release stands, as one page of Markdown without any of its text."""
    case = Case(house, slug)
    text = sheets.write(case.release, case.board, case.found, pipeline.titles("checks"), language, house)
    return discretion.masked(house, slug, text, now())


def review_brief(house: House, slug: str, language: Language) -> str:
    """What a release still waits for, as short lists in Markdown without any of its text."""
    case = Case(house, slug)
    text = sheets.brief(case.release, case.board, pipeline.titles("checks"), language, house)
    return discretion.masked(house, slug, text, now())


def demand_key(house: House) -> None:
    """Raises HouseError where this machine cannot sign a decision of this house."""
    keys.load(house.key_file, house.public_key)


def submit(house: House, slug: str, *, channel: str = "terminal") -> None:
    """Note that a draft was laid before its reviewers; the same draft is submitted once."""
    release = releases.load(house, slug)
    record = decisions.read(release.folder, house.keys)
    if not any(d.kind is decisions.Kind.SUBMIT and d.subject == release.draft.digest for d in record.decisions):
        decision = reviews.submit(release, who="", at=now(), channel=channel)
        decisions.record(release.folder, decision, keys.load(house.key_file, house.public_key), house.keys)


def approve(
    house: House,
    slug: str,
    language: Language,
    partner: str,
    who: str,
    *,
    role: Role = Role.LANGUAGE,
    comment: str = "",
    channel: str = "terminal",
    seen: str = "",
    ssh_key: Path | None = None,
) -> None:
    """A reviewer approves a language for their partner in a role; `seen` is the digest of what they were shown, `ssh_key` the file of
    their own SSH key, which proves it. Raises NotAllowed.
    """
    case = Case(house, slug)
    case.take(case.choose("approve", language, partner, who, comment=comment, channel=channel, role=role, seen=seen), ssh_key)


def give_back(
    house: House,
    slug: str,
    language: Language,
    partner: str,
    who: str,
    *,
    comment: str,
    role: Role = Role.LANGUAGE,
    channel: str = "terminal",
    seen: str = "",
) -> None:
    """A reviewer returns a language with a comment; `seen` is the digest of what they were shown. Raises NotAllowed."""
    case = Case(house, slug)
    case.take(case.choose("return", language, partner, who, comment=comment, channel=channel, role=role, seen=seen))


def waive(house: House, slug: str, finding: str, who: str, *, comment: str, channel: str = "terminal") -> None:
    """A reviewer takes a blocking finding upon themselves, with a reason. Raises NotAllowed."""
    case = Case(house, slug)
    case.take(reviews.waive(case.board, case.release, case.people, finding, who=who, at=now(), channel=channel, comment=comment))


def comment(house: House, slug: str, language: Language, key: str, who: str, *, comment: str, channel: str = "terminal") -> None:
    """A reviewer says something about a segment, which changes nothing. Raises NotAllowed."""
    case = Case(house, slug, ())
    case.take(reviews.remark(case.release, case.people, language=language, key=key, who=who, at=now(), channel=channel, comment=comment))


def withdraw(house: House, slug: str, who: str, *, comment: str, channel: str = "terminal") -> None:
    """A reviewer of the release withdraws it, with a reason: every approval is to be given anew, and where it went out a notice takes its
    place in all languages and formats. Raises NotAllowed; RenderError or HouseError once it is withdrawn and the notice cannot be made.
    """
    # Whoever is putting its files in their place ends that first, so that they are found and taken back.
    with turns.alone(house, slug):
        case = Case(house, slug, ())
        case.take(reviews.withdraw(case.release, case.people, who=who, at=now(), channel=channel, comment=comment))
    take_back(house, slug)


def correct(
    house: House, slug: str, language: Language, key: str, text: str, who: str, *, channel: str = "terminal", base: str = ""
) -> None:
    """A reviewer gives a segment another text, in light markup; `base` is the digest of the one that they edited (`subjects.of_text`).

    Raises NotAllowed, for a text that is another one by now too: nothing is overwritten.
    """
    # It asks the memory, which no other decision does.
    from .approval import corrections

    corrections.correct(house, slug, language, key, text, who, at=now(), channel=channel, base=base)


def new_code(house: House, slug: str, language: Language, partner: str, who: str, *, role: Role = Role.LANGUAGE) -> str:
    """A one-time review code for a reviewer, bound to the text as it stands. Raises NotAllowed for a person without a say."""
    case, moment = Case(house, slug), now()
    today = house.local(moment).date()
    rights.demand_say(case.board, case.release, case.people, language, partner, who, role=role, today=today)
    seen = subjects.subject(case.release, language, partner, house, role)
    return codes.issue(house.state, release=slug, language=language, partner=partner, reviewer=who, subject=seen, at=moment, role=role)


def decide(house: House, slug: str, *, kind: str, code: str, comment: str = "", channel: str = "prefect") -> Cell:
    """Approve or return with a one-time code, and give the cell as it is now; a refused decision leaves the code unspent.

    Raises NotAllowed in one sentence: a wrong, used, expired or outdated code, another release's code, or whatever `reviews` refuses.
    """
    case, moment = Case(house, slug), now()
    grant = codes.look(house.state, code, moment)
    if grant.release != slug:
        raise NotAllowed("code", codes.WRONG, codes.TYPE_AGAIN)
    codes.demand_current(grant, subjects.subject(case.release, grant.language, grant.partner, house, grant.role))
    decision = case.choose(
        kind, grant.language, grant.partner, grant.reviewer, comment=comment, channel=channel, role=grant.role, seen=grant.subject
    )
    demand_key(house)
    codes.spend(house.state, code, moment)
    case.take(decision)
    cell = board(house, slug, case.found).cell(grant.language, grant.partner, grant.role)
    if cell is None:
        raise NotAllowed(slug, say.CHANGED_MEANWHILE, say.READ_AGAIN)
    return cell


def is_approved(house: House, slug: str) -> bool:
    """Whether a release may be printed, if only as the notice of its withdrawal; one whose record is broken may not."""
    try:
        case = Case(house, slug)
        return case.board.approved or taken_back(case)
    except (RecordError, Tampered):
        return False


def verify(house: House, what: str | Path) -> tuple[Checked, ...]:
    """Verify a release by its slug, or an output folder by its path. Raises Tampered, naming the file."""
    if isinstance(what, Path):
        return verification.verify_output(what, house)
    return verification.verify_release(house, what, pipeline.findings(house, what))
