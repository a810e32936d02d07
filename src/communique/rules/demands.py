"""What a house demands before it publishes: whose approval in which languages and roles, and from how many people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..languages import Language
from ..roles import Role

MOST_PEOPLE = 9


@dataclass(frozen=True, slots=True)
class Demand:
    """Languages that a partner approves in one role; `people` is how many different ones have to."""

    languages: tuple[Language, ...]
    role: Role = Role.LANGUAGE
    people: int = 1


def demands(values: Mapping[str, Any], people: int) -> dict[str, tuple[Demand, ...]]:
    """The demands by partner of `[approvals]`: codes of languages (role language), and tables, mixed.

    Raises ValueError, TypeError or KeyError for anything else, and for a language that a partner is asked for twice in the same role.
    """
    return {partner: _of_partner(partner, entries, people) for partner, entries in values.items()}


def _of_partner(partner: str, entries: object, people: int) -> tuple[Demand, ...]:
    if not isinstance(entries, list):
        raise TypeError(f"approvals.{partner}: a list of languages and tables")
    codes = tuple(Language(entry) for entry in entries if isinstance(entry, str))
    tables = tuple(_of_table(entry, people) for entry in entries if not isinstance(entry, str))
    found = (Demand(codes, people=people), *tables) if codes else tables
    asked = [(language, demand.role) for demand in found for language in demand.languages]
    if len(set(asked)) < len(asked):
        raise ValueError(f"approvals.{partner}: a language stands there twice in the same role")
    return found


def _of_table(entry: object, people: int) -> Demand:
    if not isinstance(entry, Mapping) or set(entry) - {"languages", "role", "people"}:
        raise ValueError('a table under [approvals] is { languages = ["de"], role = "legal", people = 2 }')
    languages = tuple(Language(code) for code in entry["languages"])
    if not languages:
        raise ValueError("a table under [approvals] names no language")
    return Demand(languages, Role(entry.get("role", Role.LANGUAGE)), number_of_people(entry.get("people", people)))


def number_of_people(value: object) -> int:
    """How many people have to approve, 1 to 9. Raises ValueError."""
    if type(value) is not int or not 1 <= value <= MOST_PEOPLE:
        raise ValueError(f"people = {value!r}: a number from 1 to {MOST_PEOPLE}")
    return value
