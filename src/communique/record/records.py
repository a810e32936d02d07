"""A record: the decisions of a release in their order, and what follows from it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from graphlib import TopologicalSorter

from .decision_values import Decision, utc

CLOCKS_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True)
class Record:
    """The decisions of a release, each after those that it follows and otherwise by time; `heads` are the ids that nothing follows yet."""

    decisions: tuple[Decision, ...] = ()
    heads: tuple[str, ...] = ()

    @cached_property
    def known(self) -> Mapping[str, Decision]:
        """The decisions by their ids, in order."""
        return {decision.id: decision for decision in self.decisions}

    def last(self, chosen: Iterable[Decision]) -> tuple[Decision, ...]:
        """Those of some decisions that none of the others follows; several where people decided without knowing of each other."""
        picked = {decision.id for decision in chosen}
        last: list[Decision] = []
        followed: set[str] = set()
        for identity, decision in reversed(list(self.known.items())):
            if identity in picked and identity not in followed:
                last.append(decision)
                _follow(decision, self.known, followed)
        return tuple(reversed(last))

    def before(self, chosen: Iterable[Decision]) -> set[str]:
        """The ids of all decisions that some of these follow, directly or not."""
        followed: set[str] = set()
        for decision in chosen:
            _follow(decision, self.known, followed)
        return followed


def _follow(decision: Decision, known: Mapping[str, Decision], followed: set[str]) -> None:
    waiting = list(decision.parents)
    while waiting:
        identity = waiting.pop()
        if identity not in followed:
            followed.add(identity)
            waiting.extend(known[identity].parents)


def misdated(record: Record, now: datetime) -> tuple[Decision, ...]:
    """The decisions dated later than `now`, or earlier than one that they follow: a clock was wrong. Their order does not rest on it."""
    latest = utc(now + CLOCKS_DIFFER)
    return tuple(
        decision
        for decision in record.decisions
        if decision.at > latest or any(record.known[parent].at > decision.at for parent in decision.parents)
    )


def in_order(known: Mapping[str, Decision]) -> tuple[Decision, ...]:
    """Decisions by their ids, each after those that it follows and otherwise by time: a clock that jumps cannot put them out of order."""
    sorter = TopologicalSorter({identity: decision.parents for identity, decision in known.items()})
    sorter.prepare()
    ready: list[tuple[str, str]] = []
    ordered: list[Decision] = []
    while sorter.is_active():
        for identity in sorter.get_ready():
            heapq.heappush(ready, (known[identity].at, identity))
        _, identity = heapq.heappop(ready)
        ordered.append(known[identity])
        sorter.done(identity)
    return tuple(ordered)
