"""A dossier as the rows that its page and its summary show, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..approval.boards import State
from ..approval.sheets import STATES
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..roles import ROLE_NAMES, Role
from ..text.embargoes import spoken
from . import words

SHORT = 12
Row = tuple[str, ...]
# A dossier as `dossier.schema.json` describes it.
Values = dict[str, Any]


def label(language: Language) -> dict[str, str]:
    """What stands over parts and columns, by name."""
    return {name: wording[language] for name, wording in words.LABELS.items()}


def banner(found: Values, language: Language, zone: str) -> str:
    """What stands over everything else where the text is secret; empty where it is not."""
    if not found["embargo"]["secret"]:
        return ""
    if not found["embargo"]["until"]:
        return words.CONFIDENTIAL[language]
    until = datetime.fromisoformat(found["embargo"]["until"]).astimezone(ZoneInfo(zone))
    return words.UNDER_EMBARGO.fill(until=spoken(until))[language]


def state(found: Values, language: Language) -> str:
    """Where the release stands, in a sentence."""
    missing = sum(cell["state"] != State.APPROVED for edition in found["languages"] for cell in edition["approvals"])
    open_ones = words.NOT_APPROVED.fill(missing=missing, blocking=found["blocking"])
    return (words.APPROVED if found["approved"] else open_ones)[language]


def statements(found: Values, language: Language) -> list[Row]:
    """Language, what of it a machine made, and whether its file is the one that was approved."""
    files = {True: words.AS_APPROVED, False: words.NOT_AS_APPROVED, None: words.NOT_KEPT}
    return [(_begun(_language(e, language)), e["statement"][language], files[e["as_approved"]][language]) for e in found["languages"]]


def approvals(found: Values, language: Language) -> list[Row]:
    """Language, partner with role, state, who, when, channel, digest, SSH proof: a row for each approval, or for what is missing."""
    known = {decision["id"]: decision for decision in found["decisions"]}
    rows: list[Row] = []
    for edition in found["languages"]:
        for cell in edition["approvals"]:
            head = (_language(edition, language), _partner(cell, language), STATES[State(cell["state"])][language])
            rows += [(*head, *_given(known[one], cell, language)) for one in cell["approvals"]]
            if cell["state"] != State.APPROVED:
                names = ", ".join(cell["missing"]) or "–"
                rows.append((*head, f"{words.LABELS['missing'][language]}: {names}", "", "", cell["subject"][:SHORT], ""))
    return rows


def _given(decision: Values, cell: Values, language: Language) -> Row:
    proof = words.LABELS["yes"][language] if decision["ssh"] else "–"
    return (_person(decision, language), when(decision["at"]), decision["channel"], cell["subject"][:SHORT], proof)


def waivers(found: Values, language: Language) -> list[Row]:
    """What was found, who waived it, when, and the reason."""
    known = {decision["id"]: decision for decision in found["decisions"]}
    rows: list[Row] = []
    for waiver in found["waivers"]:
        decision = known[waiver["decision"]]
        what = waiver["message"][language] if waiver["message"] else waiver["finding"]
        ended = "" if waiver["holds"] else f" ({words.LABELS['ended'][language]})"
        rows.append((what + ended, _person(decision, language), when(decision["at"]), decision["comment"]))
    return rows


def said(found: Values, language: Language, *kinds: str) -> list[Row]:
    """What decisions of some kinds were about, who took them, when, and what they said."""
    chosen = [decision for decision in found["decisions"] if decision["kind"] in kinds]
    return [(_about(d, language), _person(d, language), when(d["at"]), d["comment"]) for d in chosen]


def _about(decision: Values, language: Language) -> str:
    parts = [LANGUAGE_NAMES[Language(decision["language"])][language] if decision["language"] else "", decision["partner"]]
    about = f"{words.LABELS['segment'][language]} {decision['about'][:SHORT]}" if decision["about"] else ""
    return " · ".join(filter(None, (*parts, about)))


def expenses(found: Values, language: Language) -> list[Row]:
    """Language, engine, where it runs, when, characters, euros."""
    unknown = words.LABELS["unknown"][language]
    return [
        (
            _language(edition, language),
            spent["engine"],
            words.HOSTS[spent["host"]][language],
            when(spent["at"]),
            str(spent["characters"]),
            unknown if spent["euros"] is None else f"{spent['euros']:.2f}",
        )
        for edition in found["languages"]
        for spent in edition["expenses"]
    ]


def segments(found: Values, edition: Values, language: Language) -> list[Row]:
    """Place, text, origin, and who reviewed it."""
    known = {decision["id"]: decision for decision in found["decisions"]}
    people = {decision["reviewer"]: decision["name"] for decision in found["decisions"]}
    return [
        (
            segment["place"],
            words.LABELS["untranslated"][language] if segment["text"] is None else segment["text"],
            _origin(segment, people, language),
            ", ".join(dict.fromkeys(_person(known[one], language) for one in segment["reviewed_by"])) or words.LABELS["nobody"][language],
        )
        for segment in edition["segments"]
    ]


def _origin(segment: Values, people: Mapping[str, str], language: Language) -> str:
    origin: Mapping[str, Any] = segment["origin"]
    name = people.get(origin["name"], origin["name"]) if origin["source"] == "person" else origin["name"]
    score = f"{origin['score']}\u00a0%" if origin["source"] == "memory" and origin["score"] else ""
    host = words.HOSTS[origin["host"]][language] if origin["source"] == "engine" else ""
    return ", ".join(filter(None, (words.ORIGINS[origin["source"]][language], name, score, host)))


def record(found: Values, language: Language) -> list[Row]:
    """When, what, who, and the file: the whole record."""
    return [(when(d["at"]), words.KINDS[d["kind"]][language], _person(d, language) or "–", d["file"]) for d in found["decisions"]]


def when(at: str) -> str:
    """A UTC time as people read it: `2026-03-09 13:30`."""
    return at[:16].replace("T", " ")


def language_name(edition: Values) -> Wording:
    """The name of an edition's language."""
    return LANGUAGE_NAMES[Language(edition["language"])]


def _language(edition: Values, language: Language) -> str:
    return language_name(edition)[language]


def _partner(cell: Values, language: Language) -> str:
    role = Role(cell["role"])
    return str(cell["partner_name"]) + (f" ({ROLE_NAMES[role][language]})" if role is not Role.LANGUAGE else "")


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _person(decision: Values, language: Language) -> str:
    stands = f" ({words.LABELS['for'][language]} {decision['stands_for']})" if decision["stands_for"] else ""
    return str(decision["name"]) + stands
