"""Turns at the engines: how many runs may ask one at a time, on each machine or of all machines together."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Final

from prefect import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.concurrency.sync import concurrency
from prefect.exceptions import ObjectAlreadyExists

from communique.house import EngineRule, House

# Set for the runs of a work pool; a single machine has its own limit and needs to ask nobody.
IN_TURN: Final = "COMMUNIQUE_ENGINES_IN_TURN"
# How many runs may ask an engine at once: one on a machine's own processor, two of a hosted service. Prefect's page Concurrency changes it.
ON_A_MACHINE, HOSTED = 1, 2
# A run that was killed gives its turn back after so many seconds; Prefect takes no less.
LEASE: Final = 60.0


@contextmanager
def turn(house: House, only: str = "") -> Iterator[None]:
    """Hold one of the places at each engine that may be asked, as long as the block lasts; where nothing shares them, do nothing.

    Which engine answers in the end is not known before: a place at each is taken, all at once or none, so that nobody waits in a ring.
    """
    shared = [rule for rule in house.engines if only in ("", rule.name)] if os.environ.get(IN_TURN) else []
    if not shared:
        yield
        return
    _furnish(tuple((place(rule), ON_A_MACHINE if rule.host == "machine" else HOSTED) for rule in shared))
    with concurrency(sorted({place(rule) for rule in shared}), lease_duration=LEASE):
        yield


def place(rule: EngineRule) -> str:
    """The name of an engine's limit: of each machine where it works there, of all machines together where it is a service."""
    return f"engine {rule.name} on {socket.gethostname()}" if rule.host == "machine" else f"engine {rule.name}"


@cache
def _furnish(places: tuple[tuple[str, int], ...]) -> None:
    """Make the limits that are not there yet; those that are keep the number that people gave them."""
    with get_client(sync_client=True) as client:
        known = {limit.name for limit in client.read_global_concurrency_limits(limit=200)}
        for name, size in places:
            if name not in known:
                with suppress(ObjectAlreadyExists):
                    client.create_global_concurrency_limit(GlobalConcurrencyLimitCreate(name=name, limit=size))
