"""The review sheet: on one page, in Markdown, where a release stands; it holds no text of the release."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from ..editions import Edition, Source
from ..findings import Finding, Severity
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..releases import Release
from ..roles import ROLE_NAMES, Role
from .boards import Board, Cell, State

# Signs that every text font or its neighbour has; emoji are empty boxes on some machines.
SIGNS = {State.APPROVED: "✓", State.WAITING: "○", State.STALE: "△", State.RETURNED: "↩"}
STATES = {
    State.APPROVED: Wording("validé", "freigegeben", "approved"),
    State.WAITING: Wording("en attente", "wartet", "waiting"),
    State.STALE: Wording("à revalider", "erneut freizugeben", "to be approved again"),
    State.RETURNED: Wording("renvoyé", "zurückgegeben", "returned"),
}
APPROVALS = Wording("Validations", "Freigaben", "Approvals")
PARTNER = Wording("Partenaire", "Partner", "Partner")
STATE = Wording("État", "Stand", "State")
WHO = Wording("Qui", "Wer", "Who")
SEGMENTS = Wording("D’où vient le texte", "Woher der Text kommt", "Where the text comes from")
LANGUAGE = Wording("Langue", "Sprache", "Language")
SOURCES = {
    Source.DRAFT: Wording("brouillon", "Entwurf", "draft"),
    Source.MEMORY: Wording("mémoire", "Speicher", "memory"),
    Source.ENGINE: Wording("moteur", "Engine", "engine"),
    Source.PERSON: Wording("personne", "Mensch", "person"),
    Source.NOWHERE: Wording("à traduire", "offen", "to translate"),
}
FINDINGS = Wording("Constats", "Befunde", "Findings")
SEVERITIES = {
    Severity.BLOCK: Wording("bloque", "blockiert", "blocks"),
    Severity.WARN: Wording("à voir", "zu prüfen", "to look at"),
    Severity.HINT: Wording("conseil", "Hinweis", "hint"),
}
CHECK, PLACE, COUNT = (
    Wording("Contrôle", "Prüfung", "Check"),
    Wording("Endroits", "Stellen", "Places"),
    Wording("Nombre", "Anzahl", "Number"),
)
NONE = Wording("Aucun constat.", "Keine Befunde.", "No findings.")
READY = Wording("**Tout est validé.**", "**Alles ist freigegeben.**", "**All is approved.**")
NOT_READY = Wording(
    "**Validations manquantes\u00a0: {missing} · constats bloquants\u00a0: {blocking}.**",
    "**Fehlende Freigaben: {missing} · blockierende Befunde: {blocking}.**",
    "**Approvals missing: {missing} · findings blocking: {blocking}.**",
)
DUE = Wording("À décider d’ici le {due}.", "Zu entscheiden bis {due}.", "To be decided by {due}.")
ALL_OF_THEM = Wording("Voir les {count} lignes", "Alle {count} Zeilen zeigen", "Show all {count} lines")
SHOWN = 6
# A longer table is folded: the page that shows it has much else to show.
LONG = 8


def write(
    release: Release,
    board: Board,
    found: Sequence[Finding],
    titles: Mapping[str, Wording],
    language: Language,
    house: House | None = None,
) -> str:
    """The sheet in the officer's language; `titles` are the checks' sentences by name, `house` says in which zone a deadline is told."""
    parts = [_state(board, language, house), f"### {APPROVALS[language]}", _approvals(release, board, language)]
    parts += [
        f"### {FINDINGS[language]}",
        _findings(found, titles, language),
        f"### {SEGMENTS[language]}",
        _origins(release.editions, language),
    ]
    return "\n\n".join(parts) + "\n"


def _state(board: Board, language: Language, house: House | None) -> str:
    """What is missing, and the first moment by which it is expected."""
    state = READY if board.approved else NOT_READY.fill(missing=len(board.missing), blocking=len(board.blocking))
    due = min((cell.due for cell in board.missing if cell.due), default="")
    return " ".join([state[language], *([DUE.fill(due=_moment(due, house))[language]] if due else [])])


def _moment(due: str, house: House | None) -> str:
    moment = datetime.fromisoformat(due)
    return f"{house.local(moment):%Y-%m-%d %H:%M}" if house else f"{moment:%Y-%m-%d %H:%M} UTC"


def brief(release: Release, board: Board, titles: Mapping[str, Wording], language: Language, house: House | None = None) -> str:
    """What is missing, as lists that a narrow form can show."""
    names = {partner.id: partner.name for partner in release.partners}
    missing = [
        f"{LANGUAGE_NAMES[cell.language][language]} · {_partner(cell, names, language)} — {STATES[cell.state][language]} · {_people(cell)}"
        for cell in board.missing
    ]
    places: dict[str, list[str]] = {}
    for finding in board.blocking:
        places.setdefault(_named(finding, titles, language), []).append(finding.place)
    blocking = [f"{SEVERITIES[Severity.BLOCK][language]} — {what} — {_few(where)}" for what, where in places.items()]
    lines = "\n".join(f"- {line}" for line in (*missing, *blocking))
    return f"{_state(board, language, house)}\n\n{lines}".strip() + "\n"


def _approvals(release: Release, board: Board, language: Language) -> str:
    """A row for each approval that is asked for: narrow enough for a page that others lay out."""
    names = {partner.id: partner.name for partner in release.partners}
    rows = [
        [
            LANGUAGE_NAMES[cell.language][language],
            _partner(cell, names, language),
            f"{SIGNS[cell.state]} {STATES[cell.state][language]}{_count(cell)}",
            _people(cell),
        ]
        for cell in board.cells
    ]
    return _table([LANGUAGE[language], PARTNER[language], STATE[language], WHO[language]], rows)


def _partner(cell: Cell, names: Mapping[str, str], language: Language) -> str:
    """The partner, with the role where it is not the usual one."""
    return names[cell.partner] + (f" ({ROLE_NAMES[cell.role][language]})" if cell.role is not Role.LANGUAGE else "")


def _count(cell: Cell) -> str:
    """How many of the people who have to approve have done so, where one is not enough: ` 1/2`."""
    return f" {len(cell.given)}/{cell.people}" if cell.people > 1 else ""


def _people(cell: Cell) -> str:
    return ", ".join(cell.who if cell.state is not State.APPROVED else cell.given)


def _origins(editions: Mapping[Language, Edition], language: Language) -> str:
    rows = []
    for of, edition in editions.items():
        counted = Counter(unit.origin.source for unit in edition.units)
        rows.append([LANGUAGE_NAMES[of][language], *(str(counted[source] or "·") for source in Source)])
    return _table([LANGUAGE[language], *(SOURCES[source][language] for source in Source)], rows)


def _findings(found: Sequence[Finding], titles: Mapping[str, Wording], language: Language) -> str:
    if not found:
        return NONE[language]
    places: dict[tuple[Severity, str], list[str]] = {}
    for finding in found:
        places.setdefault((finding.severity, _named(finding, titles, language)), []).append(finding.place)
    order = list(Severity)
    rows = [
        [SEVERITIES[severity][language], what, str(len(where)), _few(where)]
        for (severity, what), where in sorted(places.items(), key=lambda item: (order.index(item[0][0]), -len(item[1])))
    ]
    severities = Counter(finding.severity for finding in found)
    counts = " · ".join(f"{SEVERITIES[severity][language]}{_colon(language)} {severities[severity]}" for severity in Severity)
    table = _table(["", CHECK[language], COUNT[language], PLACE[language]], rows)
    return f"{counts}\n\n{_folded(table, len(rows), language)}"


def _folded(table: str, rows: int, language: Language) -> str:
    """A table, or a line that opens it where it is long."""
    if rows <= LONG:
        return table
    return f"<details><summary>{ALL_OF_THEM.fill(count=rows)[language]}</summary>\n\n{table}\n\n</details>"


def _colon(language: Language) -> str:
    return "\u00a0:" if language is Language.FR else ":"


def _named(finding: Finding, titles: Mapping[str, Wording], language: Language) -> str:
    """What a finding is about, short enough for a narrow page: the name of its check, or what the reader says of the file, which quotes
    none of its text; and the language concerned.
    """
    of = f" ({LANGUAGE_NAMES[finding.language][language]})" if finding.language else ""
    title = titles.get(finding.check)
    return (re.split(r"\s?: ", title[language])[0] if title else finding.message[language]) + of


def _few(places: Sequence[str]) -> str:
    named = list(dict.fromkeys(place for place in places if place))
    return ", ".join(named[:SHOWN]) + (" …" if len(named) > SHOWN else "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
