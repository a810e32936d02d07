"""The way from the drop folder into Prefect: one run of `prepare` for the same bytes under the same name, and what became of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

import httpx
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import PrefectException

from all_runs import every, in_state
from communique import discretion, releases
from communique.draft_names import composed
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Wording
from communique.operation import drop_folder
from communique.operation.handed import Origin, Run
from dead_runs import given_up
from deployments import DEPLOYMENTS, LANGUAGE

R = TypeVar("R")

PREPARE: Final = next(one.path for one in DEPLOYMENTS if one.flow == "prepare")
# Seconds between two looks; `COMMUNIQUE_LOOK_EVERY` sets another number, for a share that is slow to list.
LOOK_EVERY: Final = float(os.environ.get("COMMUNIQUE_LOOK_EVERY") or 2.0)
DIGEST: Final = 64
OPEN: Final = (StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING, StateType.PAUSED, StateType.CANCELLING)

AWAY: Final = Wording("le serveur ne répond pas", "der Server antwortet nicht", "the server does not answer")
WAITS: Final = Wording("le fichier attend", "die Datei wartet", "the file waits")
CANCELLED: Final = Wording(
    "sa préparation a été annulée — enregistrez le fichier une nouvelle fois pour la relancer",
    "die Vorbereitung wurde abgebrochen – speichern Sie die Datei noch einmal, um sie neu zu beginnen",
    "its preparation was cancelled — save the file once more to begin anew",
)


def watch(own: House, stop: threading.Event) -> None:
    """Bring what is dropped into a house's folder to `prepare`, until `stop` is set."""
    own.drafts.mkdir(exist_ok=True)
    drop_folder.watch(own, Prefect(), every=LOOK_EVERY, stop=stop, language=LANGUAGE)


class Prefect:
    """The office that files are handed over to (`handed.Office`)."""

    def submit(self, path: Path, sha256: str, *, again: bool = False) -> Run:
        """Start `prepare` for a file; a run that is there already is not started twice. Raises CommuniqueError while the server is away."""

        def started(client: SyncPrefectClient) -> Run:
            deployment = client.read_deployment_by_name(PREPARE)
            for n in count():
                run = client.create_flow_run_from_deployment(
                    deployment.id,
                    parameters={"draft": path.name},
                    name=discretion.neutral_name(releases.slug_of(path.stem)),
                    idempotency_key=key(composed(path.name), sha256, n),
                )
                told = standing(client, run)
                # The record does not know the file, yet a run for it ended: an older text is back in its place, or it crashed in vain.
                # What a flow refused or a person cancelled is tried again only when the file was written anew.
                if told.open or (told.refusal and not again):
                    return told
            raise AssertionError

        return answered(path.name, started)

    def under_way(self) -> Sequence[Origin]:
        """What was handed over and has not ended, the oldest first. Raises CommuniqueError."""

        def found(client: SyncPrefectClient) -> list[Origin]:
            runs = in_state(client, *OPEN, flows=["prepare"])
            return [origin for run in runs if (origin := origin_of(run))]

        return answered(PREPARE, found)

    def asked(self, origins: Sequence[Origin]) -> Mapping[Origin, Run]:
        """What became of files that may have been handed over, by the latest run for each. Raises CommuniqueError."""

        def found(client: SyncPrefectClient) -> dict[Origin, Run]:
            latest: dict[Origin, FlowRun] = {}
            rest, n = list(origins), 0
            while rest:
                runs = {run.idempotency_key: run for run in _runs(client, [key(*origin, n) for origin in rest])}
                there = {origin: runs[key(*origin, n)] for origin in rest if key(*origin, n) in runs}
                latest |= there
                rest, n = [origin for origin, run in there.items() if run.state is not None and run.state.is_final()], n + 1
            return {origin: standing(client, run) for origin, run in latest.items()}

        return answered(f"{len(origins)}", found)


def key(name: str, sha256: str, n: int) -> str:
    """By what the server knows a file that was handed over, for the n-th time."""
    return f"{name}:{sha256}:{n}"


def origin_of(run: FlowRun) -> Origin | None:
    """The file that a run was started for; None where a person started it."""
    name, _, rest = (run.idempotency_key or "").rpartition(":")[0].rpartition(":")
    return (name, rest) if len(rest) == DIGEST else None


def standing(client: SyncPrefectClient, run: FlowRun) -> Run:
    """What a run means for its file."""
    state = run.state
    if state is None or not state.is_final():
        return Run(open=True)
    if state.is_crashed():
        return Run(open=not given_up(client, run))
    if state.is_completed():
        return Run(open=False)
    return Run(open=False, refusal=state.message if state.is_failed() and state.message else CANCELLED[LANGUAGE])


def answered(place: str, ask: Callable[[SyncPrefectClient], R]) -> R:
    """What the server answers. Raises CommuniqueError while it does not."""
    try:
        with get_client(sync_client=True) as client:
            return ask(client)
    except (httpx.HTTPError, PrefectException) as error:
        raise CommuniqueError(place, AWAY, WAITS) from error


def _runs(client: SyncPrefectClient, keys: Sequence[str]) -> list[FlowRun]:
    return every(client, FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=list(keys))))
