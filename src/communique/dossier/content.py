"""The dossier of a release: who approved what, where every sentence comes from and who read it, as values for `dossier.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import resources

from .. import settings
from ..approval import disclosure
from ..approval.boards import Cell
from ..approval.cases import Case
from ..approval.own_words import own_places
from ..decisions import FOLDER, Decision, Kind, utc
from ..document import Title, plain
from ..editions import Edition, Unit, path_of
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording, joined, same
from ..record import approved_texts, ssh_proofs
from ..reviewers import Reviewer, name_of
from ..roles import Role
from . import words
from .rows import Values

VERSION = 1
SCHEMA = "dossier.schema.json"


def schema() -> str:
    """The JSON Schema (draft 2020-12) of a dossier, as text."""
    return resources.files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")


def dossier(case: Case, at: datetime) -> Values:
    """The dossier of a release as it was read, made at a moment with a zone.

    Raises Tampered where a text that people were shown, or a proof by SSH, was changed.
    """
    release, house = case.release, case.house
    proven = ssh_proofs.proven(release.folder, case.record, case.people)
    embargo = release.settings.embargo
    return {
        "version": VERSION,
        "release": release.slug,
        "title": _title(case),
        "house": house.name,
        "made": utc(at),
        "embargo": {
            "secret": settings.secret(release.settings, release.draft, at, house.zone),
            "until": embargo.astimezone(UTC).isoformat() if embargo else "",
        },
        "editor": house.editor,
        "approved": case.board.approved,
        "blocking": len(case.board.blocking),
        "draft": {"file": release.draft.file, "sha256": release.draft.digest},
        "languages": [_language(case, language) for language in release.settings.languages],
        "decisions": [_decision(decision, case.people, decision.id in proven) for decision in case.record.decisions],
        "waivers": list(_waivers(case)),
    }


def _title(case: Case) -> str:
    found = (block for block in case.release.draft.document.blocks if isinstance(block, Title))
    title = next(found, None)
    return " ".join(plain(title.content).split()) if title else case.release.slug


def _language(case: Case, language: Language) -> Values:
    release = case.release
    edition, cells = release.editions[language], [cell for cell in case.board.cells if cell.language is language]
    segments = [_segment(unit, _readers(unit, cells, case)) for unit in edition.units]
    machine = [segment for segment in segments if segment["machine"]]
    unread = [segment for segment in machine if not segment["reviewed_by"]]
    readers = sorted({case.record.known[one].reviewer for segment in machine for one in segment["reviewed_by"]})
    return {
        "language": language.value,
        "source": language is release.source,
        "file": f"drafts/{release.slug}/{path_of(release.folder, language).name}",
        "sha256": approved_texts.file_now(release.folder, language),
        "as_approved": approved_texts.as_approved(release.folder, case.record, language),
        "machine": len(machine),
        "unreviewed": len(unread),
        "label": disclosure.UNREVIEWED[language] if unread else "",
        "statement": asdict(_statement(edition, len(machine), len(unread), [name_of(who, case.people) for who in readers], case.house)),
        "approvals": [_cell(cell, case) for cell in cells],
        "segments": segments,
        "expenses": [asdict(expense) for expense in edition.expenses],
    }


def _readers(unit: Unit, cells: list[Cell], case: Case) -> list[str]:
    """The ids of the approvals of the text as it stands that cover a segment."""
    return [identity for cell in cells if _covers(cell, unit, case) for identity in cell.approvals]


def _covers(cell: Cell, unit: Unit, case: Case) -> bool:
    if cell.role is not Role.OWN:
        return True
    partners = case.release.partners
    own = next(partner for partner in partners if partner.id == cell.partner)
    return unit.segment.place in own_places(case.release.draft.document, own, partners)


def _segment(unit: Unit, readers: list[str]) -> Values:
    origin = unit.origin
    return {
        "key": unit.segment.key,
        "place": unit.segment.place,
        "source": plain(unit.segment.content),
        "text": None if unit.target is None else plain(unit.target),
        "origin": {
            "source": origin.source.value,
            "name": origin.name,
            "at": origin.at,
            "score": origin.score,
            "host": origin.host,
            "note": origin.note,
        },
        "machine": disclosure.by_machine(unit),
        "reviewed_by": readers,
    }


def _statement(edition: Edition, machine: int, unread: int, readers: list[str], house: House) -> Wording:
    """What Article 50(4) of Regulation (EU) 2024/1689 makes of an edition, in a sentence or two."""
    what = {"machine": machine, "total": len(edition.units), "unread": unread, "language": LANGUAGE_NAMES[edition.language]}
    if not machine:
        return words.NO_MACHINE
    if unread:
        return words.UNREAD.fill(**what)
    names = joined(map(same, readers))
    return words.ALL_READ.fill(**what, names=names, editor=house.editor) if house.editor else words.NO_EDITOR.fill(**what, names=names)


def _cell(cell: Cell, case: Case) -> Values:
    return {
        "cell": cell.name,
        "partner": cell.partner,
        "partner_name": next((p.name for p in case.release.partners if p.id == cell.partner), cell.partner),
        "role": cell.role.value,
        "people": cell.people,
        "state": cell.state.value,
        "subject": cell.subject,
        "approvals": list(cell.approvals),
        "missing": [] if cell.state == "approved" else list(cell.who),
    }


def _decision(decision: Decision, people: Mapping[str, Reviewer], proven: bool) -> Values:
    return {
        "id": decision.id,
        "file": f"{FOLDER}/{decision.name}",
        "kind": decision.kind.value,
        "language": decision.language.value if decision.language else "",
        "partner": decision.partner,
        "role": decision.in_role if decision.kind in (Kind.APPROVE, Kind.RETURN) else "",
        "reviewer": decision.reviewer,
        "name": name_of(decision.reviewer, people),
        "stands_for": name_of(decision.stands_for, people),
        "at": decision.at,
        "channel": decision.channel,
        "comment": decision.comment,
        "about": decision.about,
        "subject": decision.subject,
        "text": decision.text,
        "ssh": proven,
    }


def _waivers(case: Case) -> list[Values]:
    """The waivers with what they were about, where that is still found."""
    open_ids = {finding.id for finding in case.board.blocking}
    found = {finding.id: finding for finding in case.found}
    waived = [decision for decision in case.record.decisions if decision.kind is Kind.WAIVE]
    return [
        {
            "decision": decision.id,
            "finding": decision.about,
            "check": found[decision.about].check if decision.about in found else "",
            "message": asdict(found[decision.about].message) if decision.about in found else None,
            "holds": decision.about in found and decision.about not in open_ids,
        }
        for decision in waived
    ]
