"""Reviewers: who may decide for which partner and in which languages, as `templates/reviewers.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import HouseError
from .house import House
from .languages import Language, Wording

FILE = "templates/reviewers.toml"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who decides for one partner, in the languages that they read."""

    id: str
    name: str
    email: str
    partner: str
    languages: tuple[Language, ...]


BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
MEND = Wording(
    "chaque [[reviewers]] demande id, name, email, partner et languages = [« fr », « de », « en »]",
    "jedes [[reviewers]] braucht id, name, email, partner und languages = [„fr“, „de“, „en“]",
    "every [[reviewers]] needs id, name, email, partner and languages = [“fr”, “de”, “en”]",
)
TWICE = Wording("deux personnes portent l’id « {id} »", "zwei Personen haben die id „{id}“", "two people have the id “{id}”")
RENAME = Wording("donnez à chacune la sienne", "geben Sie jeder ihre eigene", "give each their own")


def load(house: House) -> dict[str, Reviewer]:
    """The reviewers of a house by id; none where the file is not there. Raises HouseError where it is broken or names an id twice."""
    path = house.templates / "reviewers.toml"
    try:
        listed = [_reviewer(values) for values in tomllib.loads(path.read_text(encoding="utf-8")).get("reviewers", ())]
    except FileNotFoundError:
        return {}
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise HouseError(FILE, BROKEN.fill(why=f"{type(error).__name__}: {error}"), MEND) from error
    return _by_id(listed)


def _by_id(listed: Iterable[Reviewer]) -> dict[str, Reviewer]:
    known: dict[str, Reviewer] = {}
    for reviewer in listed:
        if reviewer.id in known:
            raise HouseError(FILE, TWICE.fill(id=reviewer.id), RENAME)
        known[reviewer.id] = reviewer
    return known


def _reviewer(values: Mapping[str, Any]) -> Reviewer:
    words = {name: values[name] for name in ("id", "name", "email", "partner")}
    for name, word in words.items():
        if not isinstance(word, str) or not word.strip():
            raise ValueError(f"{name} = {word!r}")
    return Reviewer(**words, languages=tuple(Language(code) for code in values["languages"]))


def may_decide(reviewers: Mapping[str, Reviewer], language: Language, partner: str) -> tuple[Reviewer, ...]:
    """Those who may decide for a partner in a language."""
    return tuple(r for r in reviewers.values() if r.partner == partner and language in r.languages)
