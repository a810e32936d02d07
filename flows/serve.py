"""Serve the flows to a team, and bring what is dropped into the folder drafts to them."""

from __future__ import annotations

import argparse
import os
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
from prefect import flow, get_client, serve
from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.deployments import run_deployment
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import PrefectException
from prefect.flows import Flow
from prefect.states import Crashed, Scheduled

from communique import discretion, gate, pipeline, releases
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language, Wording
from communique.notices import rounds
from communique.operation import intake, shelf

ROOT = Path(__file__).resolve().parents[1]
DEPLOYMENTS = {
    "prepare": "Prepare a release",
    "review": "Review a release",
    "publish": "Publish a release",
}
PREPARE = f"prepare/{DEPLOYMENTS['prepare']}"
LOOK_EVERY = 2.0
SWEEP_EVERY = 15.0
TELL_EVERY = 60.0
AT_ONCE = 2
# A run that nobody has begun after so long was taken by a worker that is gone.
FORGOTTEN = timedelta(minutes=5)
SILENCE = timedelta(seconds=120)

AWAY = Wording("le serveur ne répond pas", "der Server antwortet nicht", "the server does not answer")
WAITS = Wording("le fichier attend", "die Datei wartet", "the file waits")


def house() -> House:
    """The project's folder: `$COMMUNIQUE_HOUSE`, or the one that this file's folder lies in."""
    return pipeline.house_at(Path(os.environ.get("COMMUNIQUE_HOUSE") or ROOT))


def main() -> None:
    """Serve the flows from this machine, or with --work-pool deploy them for the workers of a pool; then watch the drop folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--work-pool", metavar="NAME", help="deploy for `prefect worker start --pool NAME` on one machine or several")
    pool = parser.parse_args().work_pool
    own, stop = house(), threading.Event()
    show_files(own)
    watch_for_dead_runs()
    if pool:
        deploy(pool)
        sweep_and_watch(own, stop)
        return
    begin_anew()
    threading.Thread(target=sweep_and_watch, args=(own, stop), daemon=True).start()
    serve(*(one.to_deployment(name=name) for one, name in flows()), limit=AT_ONCE, pause_on_shutdown=False, print_starting_message=False)


def flows() -> Iterator[tuple[Flow, str]]:
    """The flows, each loaded from its file at every run, and the names that officers find them by."""
    for flow_name, name in DEPLOYMENTS.items():
        yield flow.from_source(source=str(ROOT), entrypoint=f"flows/{flow_name}.py:{flow_name}"), name


def deploy(pool: str) -> None:
    """Register the flows with a work pool; its workers must see this folder under the same path."""
    for one, name in flows():
        one.deploy(name, work_pool_name=pool, print_next_steps=False, ignore_warnings=True)


def show_files(own: House) -> None:
    """Show rendered files to browsers on this machine, where `communique up` has found an address for it."""
    where = os.environ.get(shelf.ADDRESS)
    if where:
        threading.Thread(target=shelf.server(own, where).serve_forever, daemon=True).start()


# The drop folder


def submit(path: Path, sha256: str) -> None:
    """Start `prepare` for a file, once for the same bytes under the same name. Raises CommuniqueError while the server is away."""
    try:
        for n in count():
            key = f"{path.name}:{sha256}:{n}"
            run = run_deployment(
                PREPARE,
                parameters={"draft": path.name},
                flow_run_name=discretion.neutral_name(releases.slug_of(path.stem)),
                timeout=0,
                as_subflow=False,
                idempotency_key=key,
            )
            if not _ended_without_us(run):
                return
    except (httpx.HTTPError, PrefectException) as error:
        raise CommuniqueError(path.name, AWAY, WAITS) from error


def _ended_without_us(run: FlowRun) -> bool:
    # The record does not know the file, yet a run for it ended: an older text is back in its place, or the run crashed. What a flow
    # refused or a person cancelled is not tried again.
    return run.state is not None and (run.state.is_completed() or run.state.is_crashed())


def sweep_and_watch(own: House, stop: threading.Event) -> None:
    """Watch the drop folder in this thread, free forgotten runs and send notices in two others, until `stop` is set."""
    for work in (sweep, tell):
        threading.Thread(target=work, args=(own, stop), daemon=True).start()
    own.drafts.mkdir(exist_ok=True)
    intake.watch(own.drafts, submit, every=LOOK_EVERY, stop=stop)


def tell(own: House, stop: threading.Event) -> None:
    """Every minute, send the notices that are due; the server is not needed for it, and the house's files are read anew each time."""
    while not stop.wait(TELL_EVERY):
        try:
            rounds.tick(pipeline.house_at(own.root), datetime.now(UTC))
        except Exception as error:
            # Whatever it was must not end the telling; what it says may be foreign and is not repeated.
            print(f"notices: {discretion.failure(error, Language.EN)}")


# Runs whose process is gone


def watch_for_dead_runs() -> None:
    """Have the server call a run crashed that sends no heartbeat any more; a waiting review has no process and need not."""
    run_is = "prefect.flow-run"
    trigger = EventTrigger(
        match={"prefect.resource.id": f"{run_is}.*"},
        for_each={"prefect.resource.id"},
        after={f"{run_is}.heartbeat"},
        expect={f"{run_is}.{event}" for event in ALIVE_OR_ENDED},
        posture=Posture.Proactive,
        threshold=1,
        within=SILENCE,
    )
    crash = ChangeFlowRunState(state=StateType.CRASHED, message="The process of this run is gone; start it again.")
    automation = Automation(name="Runs whose process is gone", trigger=trigger, actions=[crash])
    try:
        Automation.read(name=automation.name)
    except ValueError:
        automation.create()


ALIVE_OR_ENDED = (
    "heartbeat",
    "Completed",
    "Postponed",
    "Failed",
    "Cancelled",
    "Crashed",
    "Suspended",
    "Paused",
    "AwaitingRetry",
    "Scheduled",
)


def begin_anew() -> None:
    """What an earlier service on this machine left behind: its running flows are crashed, those it had taken are to be taken again."""
    _free(StateType.RUNNING, StateType.CANCELLING, StateType.PENDING, older_than=timedelta(0))


def sweep(own: House, stop: threading.Event) -> None:
    """Every quarter of a minute, put back what a worker took and never began, and wake the reviews that have nothing left to decide."""
    while not stop.wait(SWEEP_EVERY):
        try:
            _free(StateType.PENDING, older_than=FORGOTTEN)
            wake(own)
        except (httpx.HTTPError, PrefectException, CommuniqueError) as error:
            print(f"sweep: {type(error).__name__}")


def wake(own: House) -> None:
    """Have each waiting review whose release is approved by now, at the terminal or by a merge, run on to the publication."""
    with get_client(sync_client=True) as client:
        for run in _runs(client, "review", types=[StateType.PAUSED]):
            if approved(own, str(run.parameters["release"])):
                client.set_flow_run_state(run.id, Scheduled(), force=True)


def approved(own: House, release: str) -> bool:
    """Whether a release may be printed; one whose record cannot be read may not."""
    try:
        # Most releases that wait lack an approval, and that is seen without the checks.
        return not gate.board(own, release, ()).missing and gate.board(own, release).approved
    except CommuniqueError:
        return False


def _free(*types: StateType, older_than: timedelta) -> None:
    with get_client(sync_client=True) as client:
        for run in _runs(client, *DEPLOYMENTS, types=types):
            if run.state and datetime.now(UTC) - run.state.timestamp >= older_than:
                new = Scheduled() if run.state.is_pending() else Crashed(message="The service was restarted.")
                client.set_flow_run_state(run.id, new, force=True)


def _runs(client: SyncPrefectClient, *names: str, types: Sequence[StateType]) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=list(names))),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types)))),
    )


if __name__ == "__main__":
    main()
