"""Reviewers: who may decide for which partner, in which languages and roles, as `templates/reviewers.toml` says."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .errors import HouseError
from .house import House
from .languages import Language, Wording
from .roles import USUAL, Role
from .terms.lookalikes import undisguised

FILE = "templates/reviewers.toml"
SSH_KEY = re.compile(r"(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}(?: [^\r\n]*)?")

# A line that is misspelt would count for nothing, and nobody asked for a proof or a role.
LINES = frozenset({"id", "name", "email", "partner", "languages", "roles", "deputy", "away", "ssh", "ssh_required"})


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody is away, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who decides for one partner, in the languages that they read and the roles that they hold.

    `deputy` is the id of a colleague at the same partner who decides in their place while they are `away`; `ssh` are their public SSH
    keys, and where `ssh_required` no approval of theirs counts without a proof by one of them.
    """

    id: str
    name: str
    email: str
    partner: str
    languages: tuple[Language, ...]
    roles: tuple[Role, ...] = USUAL
    deputy: str = ""
    away: tuple[Absence, ...] = ()
    ssh: tuple[str, ...] = ()
    ssh_required: bool = False

    def is_away(self, day: date) -> bool:
        """Whether they are away on a day."""
        return any(absence.first <= day <= absence.last for absence in self.away)

    def may(self, language: Language, partner: str, role: Role = Role.LANGUAGE) -> bool:
        """Whether they decide for a partner in a language and role, in their own right."""
        return self.partner == partner and language in self.languages and role in self.roles


BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
MEND = Wording(
    "chaque [[reviewers]] demande id, name, email, partner et languages = [«\u00a0fr\u00a0», «\u00a0de\u00a0», «\u00a0en\u00a0»]",
    "jedes [[reviewers]] braucht id, name, email, partner und languages = [„fr“, „de“, „en“]",
    "every [[reviewers]] needs id, name, email, partner and languages = [“fr”, “de”, “en”]",
)
TWICE = Wording(
    "deux personnes portent l’id «\u00a0{id}\u00a0», ou un id que l’œil ne distingue pas",
    "zwei Personen haben die id „{id}“ oder eine, die genauso aussieht",
    "two people have the id “{id}”, or one that looks the same",
)
RENAME = Wording("donnez à chacune la sienne", "geben Sie jeder ihre eigene", "give each their own")
STRANGE_DEPUTY = Wording(
    "la suppléance de «\u00a0{id}\u00a0» revient à «\u00a0{deputy}\u00a0», qui n’est pas une autre personne du même partenaire",
    "„{id}“ wird von „{deputy}“ vertreten; das ist keine andere Person desselben Partners",
    "the deputy of “{id}” is “{deputy}”, who is not another person of the same partner",
)
NAME_COLLEAGUE = Wording(
    "nommez l’id d’un ou d’une collègue du même partenaire",
    "nennen Sie die id einer Kollegin oder eines Kollegen beim selben Partner",
    "name the id of a colleague at the same partner",
)


def name_of(who: str, people: Mapping[str, Reviewer]) -> str:
    """The name of a person, or their id where they are not among the house's reviewers."""
    return people[who].name if who in people else who


def load(house: House) -> dict[str, Reviewer]:
    """The reviewers of a house by id; none where the file is not there.

    Raises HouseError where it is broken, names an id twice, or has somebody of another partner as a deputy.
    """
    path = house.templates / "reviewers.toml"
    try:
        listed = [_reviewer(values) for values in tomllib.loads(path.read_text(encoding="utf-8")).get("reviewers", ())]
    except FileNotFoundError:
        return {}
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise HouseError(FILE, BROKEN.fill(why=f"{type(error).__name__}: {error}"), MEND) from error
    return _with_own_deputies(_by_id(listed))


def _by_id(listed: Iterable[Reviewer]) -> dict[str, Reviewer]:
    known: dict[str, Reviewer] = {}
    looks: set[str] = set()
    for reviewer in listed:
        look = undisguised(unicodedata.normalize("NFKC", reviewer.id)).casefold().strip()
        if look in looks:
            raise HouseError(FILE, TWICE.fill(id=reviewer.id), RENAME)
        looks.add(look)
        known[reviewer.id] = reviewer
    return known


def _with_own_deputies(known: dict[str, Reviewer]) -> dict[str, Reviewer]:
    for reviewer in known.values():
        deputy = known.get(reviewer.deputy)
        if reviewer.deputy and (deputy is None or deputy is reviewer or deputy.partner != reviewer.partner):
            raise HouseError(FILE, STRANGE_DEPUTY.fill(id=reviewer.id, deputy=reviewer.deputy), NAME_COLLEAGUE)
    return known


def _reviewer(values: Mapping[str, Any]) -> Reviewer:
    words = {name: values[name] for name in ("id", "name", "email", "partner")}
    for name, word in words.items():
        if not isinstance(word, str) or not word.strip():
            raise ValueError(f"{name} = {word!r}")
    if unknown := sorted(set(values) - LINES):
        raise ValueError(f"{', '.join(unknown)}: the lines are {', '.join(sorted(LINES))}")
    deputy, required = values.get("deputy", ""), values.get("ssh_required", False)
    if not isinstance(deputy, str) or not isinstance(required, bool):
        raise TypeError("deputy is an id in quotation marks, ssh_required is true or false")
    return Reviewer(
        **words,
        languages=tuple(Language(code) for code in values["languages"]),
        roles=tuple(Role(role) for role in values["roles"]) if "roles" in values else USUAL,
        deputy=deputy,
        away=tuple(_absence(days) for days in values.get("away", ())),
        ssh=tuple(_ssh_key(key) for key in values.get("ssh", ())),
        ssh_required=required,
    )


def _absence(days: Mapping[str, Any]) -> Absence:
    first, last = days["from"], days["until"]
    if type(first) is not date or type(last) is not date or last < first:
        raise ValueError("away = [{ from = 2026-12-21, until = 2027-01-03 }]: two days without quotation marks, the later one last")
    return Absence(first, last)


def _ssh_key(key: object) -> str:
    if not isinstance(key, str) or not SSH_KEY.fullmatch(key.strip()):
        raise ValueError('ssh = ["ssh-ed25519 AAAA…"]: the line of a public key file')
    return " ".join(key.split()[:2])


def may_decide(reviewers: Mapping[str, Reviewer], language: Language, partner: str, role: Role = Role.LANGUAGE) -> tuple[Reviewer, ...]:
    """Those who may decide for a partner in a language and role, in their own right."""
    return tuple(r for r in reviewers.values() if r.may(language, partner, role))


def stood_for(reviewers: Mapping[str, Reviewer], who: str, language: Language, partner: str, role: Role, day: date) -> Reviewer | None:
    """The colleague in whose place somebody decides on a day, who is away then and named them as deputy; None where there is none."""
    away = (r for r in may_decide(reviewers, language, partner, role) if r.deputy == who and r.is_away(day))
    own = reviewers.get(who)
    return next(away, None) if own and own.partner == partner else None
