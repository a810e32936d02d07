"""Serve the flows to a team, and bring what is dropped into the folder drafts to them."""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from filelock import FileLock, Timeout
from prefect import flow, get_client, serve
from prefect.exceptions import PrefectException
from prefect.flows import Flow
from prefect.states import Scheduled

import dead_runs
import drops
import forms
import machines
from communique import discretion, gate, pipeline
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language, Wording
from communique.notices import failures, rounds
from communique.operation import beats, journal, shelf
from deployments import DEPLOYMENTS, LANGUAGE, Deployment
from former import still_needed

ROOT = Path(__file__).resolve().parents[1]
# Seconds between two looks at runs and review forms.
SWEEP_EVERY = float(os.environ.get("COMMUNIQUE_SWEEP_EVERY") or 15.0)
TELL_EVERY = 60.0
AT_ONCE = 2
LOCK = "flows.lock"
SERVED = Wording(
    "les flux de ce dossier sont déjà servis par un autre processus\u202f; arrêtez-le d’abord",
    "die Flows dieses Ordners bedient schon ein anderer Prozess; beenden Sie ihn zuerst",
    "another process serves the flows of this folder already; end it first",
)
# The review forms, kept as their releases stand.
FORMS = forms.Freshness()


def house() -> House:
    """The project's folder: `$COMMUNIQUE_HOUSE`, or the one that this file's folder lies in."""
    return pipeline.house_at(Path(os.environ.get("COMMUNIQUE_HOUSE") or ROOT))


def main() -> None:
    """Serve the flows from this machine, or with --work-pool deploy them for the workers of a pool; then watch the drop folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--work-pool", metavar="NAME", help="deploy for `prefect worker start --pool NAME` on one machine or several")
    pool = parser.parse_args().work_pool
    own = house()
    with alone(own):
        work(own, pool)


@contextmanager
def alone(own: House) -> Iterator[None]:
    """Be a house's only service: a second one would call what the first one's runs do crashed, and have all of it done again. Ends the
    process with a sentence where there is one already; a place that knows no locks cannot tell.
    """
    own.state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(own.state / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        journal.note("flows", SERVED[LANGUAGE], level="error")
        sys.exit(CommuniqueError.exit_code)
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        lock.release()


def work(own: House, pool: str | None) -> None:
    """Do what a house's service does, until the process ends."""
    stop = threading.Event()
    show_files(own)
    dead_runs.watch_for_silence()
    if pool:
        deploy(pool)
        sweep_and_watch(own, stop)
        return
    former = tuple(still_needed())
    dead_runs.begin_anew()
    threading.Thread(target=sweep_and_watch, args=(own, stop), daemon=True).start()
    served = (one.to_deployment(**_shown(as_)) for one, as_ in flows(*DEPLOYMENTS, *former))
    serve(*served, limit=AT_ONCE, pause_on_shutdown=False, print_starting_message=False)


def flows(*wanted: Deployment) -> Iterator[tuple[Flow, Deployment]]:
    """The flows, each loaded from its file at every run, and what officers find them by."""
    for one in wanted:
        yield flow.from_source(source=str(ROOT), entrypoint=f"flows/{one.flow}.py:{one.flow}"), one


def _shown(one: Deployment) -> dict[str, Any]:
    return {"name": one.name, "description": one.description, "tags": list(one.tags), "concurrency_limit": one.concurrency}


def deploy(pool: str) -> None:
    """Register the flows with a work pool; its workers must see this folder, and Python, under the same paths."""
    machines.pool(pool)
    for one, as_ in flows(*DEPLOYMENTS):
        where = {"work_pool_name": pool, "work_queue_name": as_.flow, "job_variables": machines.job()}
        one.deploy(**_shown(as_), **where, print_next_steps=False, ignore_warnings=True)


def show_files(own: House) -> None:
    """Show rendered files to browsers on this machine, where `communique up` has found an address for it."""
    where = os.environ.get(shelf.ADDRESS)
    if where:
        threading.Thread(target=shelf.server(own, where).serve_forever, daemon=True).start()


# What goes on beside the flows


def sweep_and_watch(own: House, stop: threading.Event) -> None:
    """Watch the drop folder in this thread, free forgotten runs and send notices in two others, until `stop` is set."""
    for work in (sweep, tell):
        threading.Thread(target=work, args=(own, stop), daemon=True).start()
    drops.watch(own, stop)


def tell(own: House, stop: threading.Event) -> None:
    """Every minute, send the notices that are due; the server is not needed for it, and the house's files are read anew each time."""
    while not stop.wait(TELL_EVERY):
        try:
            fresh = pipeline.house_at(own.root)
            rounds.tick(fresh, datetime.now(UTC))
            beats.beat(own, "notices")
            with suppress(httpx.HTTPError, PrefectException):  # the server is away: later
                failures.tell(fresh, dead_runs.failed(), datetime.now(UTC))
        except Exception as error:
            # Whatever it was must not end the telling; what it says may be foreign and is not repeated.
            journal.note("notices", discretion.failure(error, Language.EN), level="warning")


# What waits although it need not


def sweep(own: House, stop: threading.Event) -> None:
    """Every quarter of a minute, look after runs whose process is gone, wake the reviews that have nothing left to decide, and bring
    the forms of the others up to date."""
    while not stop.wait(SWEEP_EVERY):
        try:
            dead_runs.sweep()
            wake(own)
            FORMS.sweep(own)
            beats.beat(own, "flows")
        except Exception as error:
            # One odd run must not end the sweep for all others.
            journal.note("flows", f"sweep: {type(error).__name__}", level="warning")


def wake(own: House) -> None:
    """Have each waiting review whose release is approved by now, at the terminal or by a merge, run on to the publication."""
    with get_client(sync_client=True) as client:
        for run in forms.waiting_runs(client):
            if approved(own, str(run.parameters["release"])):
                client.set_flow_run_state(run.id, Scheduled(), force=True)


def approved(own: House, release: str) -> bool:
    """Whether a release may be printed; one whose record cannot be read may not."""
    try:
        # Most releases that wait lack an approval, and that is seen without the checks.
        return not gate.board(own, release, ()).missing and gate.board(own, release).approved
    except CommuniqueError:
        return False


if __name__ == "__main__":
    main()
