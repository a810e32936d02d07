"""What engines are asked to translate: characters by engine, counted as they go, and priced where house.toml says what they cost."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from ..engines import Assignment, Engine, Translation, Wrapped
from ..errors import CommuniqueError, HouseError
from ..house import BROKEN, MEND, EngineRule
from ..languages import Language

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Bill:
    """The characters that an engine gets for a language, the class of its host, and what they cost in euros, None where unknown."""

    engine: str
    host: str
    characters: int
    euros: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts the characters that each engine has dealt with; `watch` is told of each of them; and why an engine could not go on."""

    characters: Counter[str] = field(default_factory=Counter)
    watch: Callable[[int], None] | None = None
    failed: dict[str, CommuniqueError] = field(default_factory=dict)

    def of(self, rule: EngineRule) -> Callable[[int], None]:
        """What counts for one engine."""
        return partial(self._add, rule.name)

    def _add(self, engine: str, characters: int) -> None:
        self.characters[engine] += characters
        if self.watch:
            self.watch(characters)


@dataclass(frozen=True, slots=True)
class Counting(Wrapped):
    """An engine that is asked for nothing: it takes the texts that another would get, to be counted."""

    hosts: frozenset[str] = frozenset()

    def translate(self, assignment: Assignment) -> Iterator[Translation]:
        """No text for any."""
        return (Translation(None) for _ in assignment.texts)


def first_asked(engines: Sequence[tuple[EngineRule, Engine]], source: Language, target: Language) -> list[tuple[EngineRule, Engine]]:
    """The engine that would be asked first, to be counted with; nothing where none can."""
    return next(([(rule, Counting(engine))] for rule, engine in engines if engine.can(source, target)), [])


def bills(rules: Sequence[EngineRule], tally: Tally) -> tuple[Bill, ...]:
    """What was counted, by engine in the house's order. Raises HouseError for a `price` that is none."""
    return tuple(
        Bill(rule.name, rule.host, count, None if (price := price_of(rule)) is None else price * count / MILLION)
        for rule in rules
        if (count := tally.characters[rule.name])
    )


def price_of(rule: EngineRule) -> float | None:
    """The euros for a million characters, as house.toml says; an engine on this machine costs none. Raises HouseError for no number."""
    price = rule.settings.get("price", 0 if rule.host == "machine" else None)
    if price is None:
        return None
    if isinstance(price, bool) or not isinstance(price, int | float) or not math.isfinite(price) or price < 0:
        raise HouseError("templates/house.toml", BROKEN.fill(why=f"price of {rule.name}: euros for a million characters"), MEND)
    return float(price)
