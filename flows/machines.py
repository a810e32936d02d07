"""Several machines, one team: the work pool that their workers take runs from, and how many may ask one engine at a time."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Final

import httpx
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate, WorkPoolCreate
from prefect.concurrency.sync import concurrency
from prefect.exceptions import ObjectAlreadyExists
from prefect.utilities.processutils import command_to_string
from prefect.workers.process import ProcessWorker

from communique.house import EngineRule, House
from communique.languages import Wording
from deployments import DEPLOYMENTS, LANGUAGE

# A release whose embargo ends, and a reviewer who has just decided, wait for no heap of new drafts.
QUEUES: Final = {"publish": 1, "review": 2, "prepare": 3}
# How many runs may ask an engine at once: one on a machine's own processor, two of a hosted service. Prefect's page Concurrency changes it.
ON_A_MACHINE, HOSTED = 1, 2
# Set for the runs of a work pool; a single machine has its own limit and needs to ask nobody.
IN_TURN: Final = "COMMUNIQUE_ENGINES_IN_TURN"
# A run that was killed gives its turn back after so many seconds; Prefect takes no less.
LEASE: Final = 60.0

ABOUT = Wording(
    "Les machines qui préparent, font relire et publient les communiqués.",
    "Die Maschinen, die Pressemitteilungen vorbereiten, prüfen lassen und veröffentlichen.",
    "The machines that prepare releases, have them reviewed and publish them.",
)


def pool(name: str) -> None:
    """Make a work pool of processes with one queue a flow; what is there stays as people have changed it."""
    template = ProcessWorker.get_default_base_job_template()
    with get_client(sync_client=True) as client:
        with suppress(ObjectAlreadyExists):
            client.create_work_pool(WorkPoolCreate(name=name, type="process", base_job_template=template, description=ABOUT[LANGUAGE]))
        for one in DEPLOYMENTS:
            _queue(client, name, one.flow)


def _queue(client: SyncPrefectClient, pool: str, flow: str) -> None:
    try:
        client.request("POST", f"/work_pools/{pool}/queues", json={"name": flow, "priority": QUEUES[flow]})
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.CONFLICT:
            raise


def job() -> dict[str, object]:
    """How workers start a run: the engine at once, by the Python of this environment, which lies at the same path on each machine.

    Left to themselves they start another Python before it, which only looks up where the flow lies: seconds of every run.
    """
    return {"command": command_to_string([sys.executable, "-m", "prefect.engine"]), "env": {IN_TURN: "1"}}


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
