"""Review forms: one for each text of a release, kept up to date while it waits, closed when there is a newer one."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled

from all_runs import in_state
from communique import gate
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Wording
from communique.operation import waiting
from communique.operation.waiting import Standing
from deployments import LANGUAGE
from newsroom import Stage, house, start, tags

NEWER = Wording(
    "Le texte a changé\u00a0: relisez avec le formulaire le plus récent.",
    "Der Text hat sich geändert: Prüfen Sie mit dem neuesten Formular.",
    "The text has changed: review it with the newest form.",
)
# What the flow says first of the answer that it was sent.
ANSWERS = ("**✔", "**✘")
# Prefect writes a form after it has suspended the run.
SETTLED = timedelta(seconds=20)
STAGES = {Standing.WAITING: Stage.WAITING, Standing.RETURNED: Stage.RETURNED, Standing.APPROVED: Stage.APPROVED}


def opened(release: str, key: str) -> FlowRun:
    """The form of a release with this key, opened if there is none. Raises ObjectNotFound where no review is deployed."""
    return start("review", release, key, stage=Stage.WAITING)


def close(release: str, *, but: UUID) -> None:
    """Cancel the review forms of a release that show a text which is no more."""
    with get_client(sync_client=True) as client:
        for run in waiting_runs(client):
            if run.id != but and run.parameters.get("release") == release:
                client.set_flow_run_state(run.id, Cancelled(message=NEWER[LANGUAGE]), force=True)
                client.update_flow_run(run.id, tags=tags(run.name, None))


def waiting_runs(client: SyncPrefectClient) -> list[FlowRun]:
    """The reviews that wait for a form; one that a program started past its deployment may be about no release."""
    return [run for run in in_state(client, StateType.PAUSED, flows=["review"]) if run.parameters.get("release")]


def stage_of(release: str) -> Stage:
    """How a release stands, as a tag."""
    return STAGES[waiting.standing(gate.board(house(), release))]


class Freshness:
    """Which forms this process has seen as they should be, so that the checks run only when something has changed."""

    def __init__(self) -> None:
        self.marks: dict[UUID, str] = {}

    def sweep(self, own: House) -> None:
        """Look at every form that waits."""
        with get_client(sync_client=True) as client:
            for run in waiting_runs(client):
                self.look(client, own, run)

    def look(self, client: SyncPrefectClient, own: House, run: FlowRun) -> bool:
        """Bring one waiting form up to date; whether it said something else. A record that cannot be read is left for later."""
        if run.state is None or datetime.now(UTC) - run.state.timestamp < SETTLED:
            return False
        with suppress(CommuniqueError, OSError):
            mark = waiting.mark_of(own, str(run.parameters["release"]))
            if self.marks.get(run.id) != mark:
                changed = rewrite(client, own, run)
                self.marks[run.id] = mark
                return changed
        return False


def rewrite(client: SyncPrefectClient, own: House, run: FlowRun) -> bool:
    """Write a waiting form's description and tags anew where they are old; whether they were."""
    key = (run.state.state_details.run_input_keyset or {}).get("description") if run.state else None
    if key is None:
        return False
    slug, before = str(run.parameters["release"]), _description(client, run, key)
    told = next((line.strip("*") for line in before.splitlines()[:1] if line.startswith(ANSWERS)), "")
    text = waiting.sheet(own, slug, LANGUAGE, told=told, now=datetime.now(UTC))
    if waiting.said(text) == waiting.said(before):
        return False
    with suppress(ObjectNotFound):
        client.delete_flow_run_input(run.id, key)
    client.create_flow_run_input(run.id, key, json.dumps(text))
    client.update_flow_run(run.id, tags=tags(run.name, STAGES[waiting.standing(gate.board(own, slug))]))
    return True


def _description(client: SyncPrefectClient, run: FlowRun, key: str) -> str:
    try:
        return str(json.loads(client.read_flow_run_input(run.id, key)))
    except ObjectNotFound:
        return ""
