"""Several machines, one team: the work pool that their workers take runs from, and how they start one."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

import httpx
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists
from prefect.utilities.processutils import command_to_string
from prefect.workers.process import ProcessWorker

from communique.languages import Wording
from deployments import DEPLOYMENTS, LANGUAGE
from turns import IN_TURN

# A release whose embargo ends, and a reviewer who has just decided, wait for no heap of new drafts.
QUEUES: Final = {"publish": 1, "review": 2, "prepare": 3}

ABOUT = Wording(
    "Les machines qui préparent, font relire et publient les communiqués.",
    "Die Rechner, die Pressemitteilungen vorbereiten, prüfen lassen und veröffentlichen.",
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
