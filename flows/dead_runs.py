"""Runs whose process is gone: they are called crashed, put back, or started once more, so that none stays as it is for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from prefect import get_client
from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, State, StateType, WorkerStatus
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.states import Cancelled, Crashed, Scheduled

from all_runs import in_state
from communique.languages import Language, Wording
from communique.notices.failures import Failure
from deployments import LANGUAGE, NAMES

# Three heartbeats (PREFECT_FLOWS_HEARTBEAT_FREQUENCY is 30 s): a machine that is busy may miss one.
SILENCE: Final = timedelta(seconds=90)
# From being taken to its first line a run needs some seconds, on a machine that is far too busy a minute or two: after so long it was
# forgotten, and earlier where the worker that took it is known to be away.
FORGOTTEN, LEFT_BEHIND = timedelta(minutes=5), timedelta(minutes=2)
# What crashed long ago has been seen by people.
RECENT: Final = timedelta(days=1)

RUN = "prefect.flow-run"
OURS: Final = tuple(NAMES)
# What a run without a heartbeat may do rightly: end, or wait with no process, as a review does for days.
ALIVE_OR_ENDED = (
    *("heartbeat", "Completed", "Postponed", "Failed", "Cancelled", "Cancelling", "Crashed"),
    *("Suspended", "Paused", "AwaitingRetry", "AwaitingConcurrencySlot", "Scheduled", "Late", "Pending"),
)

NAME = Wording("Exécutions sans processus", "Läufe ohne Prozess", "Runs whose process is gone")
ABOUT = Wording(
    "Une exécution qui ne donne plus signe de vie est dite interrompue\u202f; communique la relance une fois de lui-même.",
    "Ein Lauf ohne Lebenszeichen gilt als abgestürzt; communique startet ihn einmal von selbst neu.",
    "A run that shows no sign of life is called crashed; communique starts it again once by itself.",
)
GONE = Wording(
    "La machine ou le processus de cette exécution a disparu.",
    "Der Rechner oder der Prozess dieses Laufs ist ausgefallen.",
    "The machine or the process of this run is gone.",
)
RESTARTED = Wording("Le service a redémarré.", "Der Dienst wurde neu gestartet.", "The service was restarted.")
ONCE_MORE = Wording("Relancée d’elle-même.", "Von selbst neu gestartet.", "Started again by itself.")
STOPPED = Wording(
    "Annulée\u202f; plus personne ne s’en occupait.", "Abgebrochen; niemand war mehr damit befasst.", "Cancelled; nobody was busy with it."
)


def automation() -> Automation:
    """The server's rule: a run that began and sends no heartbeat, or none any more, is crashed."""
    trigger = EventTrigger(
        match={"prefect.resource.id": f"{RUN}.*"},
        for_each={"prefect.resource.id"},
        # A machine may die between a run's beginning and its first heartbeat.
        after={f"{RUN}.Running", f"{RUN}.heartbeat"},
        expect={f"{RUN}.{event}" for event in ALIVE_OR_ENDED},
        posture=Posture.Proactive,
        threshold=1,
        within=SILENCE,
    )
    crash = ChangeFlowRunState(state=StateType.CRASHED, message=GONE[LANGUAGE])
    return Automation(name=NAME[LANGUAGE], description=ABOUT[LANGUAGE], trigger=trigger, actions=[crash])


def watch_for_silence() -> None:
    """Have the server watch heartbeats, by one rule, whatever an earlier version of this program called it and left there."""
    wanted = automation()
    with get_client(sync_client=True) as client:
        old = [one for language in Language for one in client.read_automations_by_name(NAME[language])]
    if old:
        wanted.id = old[0].id
        wanted.update()
    else:
        wanted.create()


def begin_anew() -> None:
    """What an earlier service on this machine left behind: its running flows are crashed, those it had taken are to be taken again."""
    with get_client(sync_client=True) as client:
        for run in in_state(client, StateType.RUNNING, StateType.CANCELLING, flows=OURS):
            _turn(client, run, Crashed(message=RESTARTED[LANGUAGE]))
        for run in in_state(client, StateType.PENDING, flows=OURS):
            _turn(client, run, Scheduled())


def sweep() -> None:
    """Put back what a worker took and never began, end what nobody cancels, start again what crashed for the first time."""
    with get_client(sync_client=True) as client:
        for run in in_state(client, StateType.PENDING, flows=OURS):
            if _age(run) >= FORGOTTEN or (_age(run) >= LEFT_BEHIND and _worker_is_away(client, run)):
                _turn(client, run, Scheduled())
        for run in in_state(client, StateType.CANCELLING, flows=OURS):
            if _age(run) >= LEFT_BEHIND:
                _turn(client, run, Cancelled(message=STOPPED[LANGUAGE]))
        for run in in_state(client, StateType.CRASHED, flows=OURS, since=recently()):
            if not given_up(client, run):
                _turn(client, run, Scheduled(name="AwaitingRetry", message=ONCE_MORE[LANGUAGE]))


def failed() -> list[Failure]:
    """What ended in the last day without its work: refused, broken, or crashed once more after it was started again."""
    with get_client(sync_client=True) as client:
        wrong, since = (StateType.FAILED, StateType.CRASHED), recently()
        ended = [(flow, run) for flow in OURS for run in in_state(client, *wrong, flows=[flow], since=since)]
        return [_failure(flow, run) for flow, run in ended if not _begins_anew(client, run)]


def recently() -> datetime:
    """Since when a crash is told, and begun anew."""
    return datetime.now(UTC) - RECENT


def _begins_anew(client: SyncPrefectClient, run: FlowRun) -> bool:
    return _crashed(run) and not given_up(client, run)


def _failure(flow: str, run: FlowRun) -> Failure:
    return Failure(str(run.id), NAMES[flow], run.name, datetime.now(UTC) - _age(run), vanished=_crashed(run))


def _crashed(run: FlowRun) -> bool:
    return run.state is not None and run.state.is_crashed()


def given_up(client: SyncPrefectClient, run: FlowRun) -> bool:
    """Whether a run crashed twice or more; the first time it is started again, since each flow may be begun anew at any point."""
    return sum(state.is_crashed() for state in client.read_flow_run_states(run.id)) > 1


def _worker_is_away(client: SyncPrefectClient, run: FlowRun) -> bool:
    """Whether the worker of a pool that took a run has not been heard of for a while; without a pool nobody can say."""
    name = run.labels.get("prefect.worker.name")
    if not run.work_pool_name or not name:
        return False
    workers = client.read_workers_for_work_pool(run.work_pool_name)
    return not any(worker.name == name and worker.status is WorkerStatus.ONLINE for worker in workers)


def _age(run: FlowRun) -> timedelta:
    return datetime.now(UTC) - run.state.timestamp if run.state else timedelta(0)


def _turn(client: SyncPrefectClient, run: FlowRun, state: State) -> None:
    client.set_flow_run_state(run.id, state, force=True)
