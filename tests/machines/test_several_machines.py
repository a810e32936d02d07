"""Two workers on a real PostgreSQL: queues and limits make themselves, and what a machine that dies leaves behind begins anew, once."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from office import SAMPLE, until
from pressroom import POOL, Machines, open_machines

pytestmark = pytest.mark.prefect
FILES = ("one.docx", "two.docx")


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    # One place each: what the tests wait for is the processor.
    with open_machines(tmp_path_factory.mktemp("office"), limit=1) as running:
        yield running


def running_on(machines: Machines, worker: str) -> list[dict[str, Any]]:
    return [
        run for run in machines.runs("prepare") if run["state"]["name"] == "Running" and run["labels"].get("prefect.worker.name") == worker
    ]


def submissions(machines: Machines, draft: str) -> int:
    return len(list((machines.house.drafts / draft.removesuffix(".docx") / "decisions").glob("*-submit-*.json")))


def test_the_pool_and_its_queues_are_made_and_what_ends_an_embargo_goes_before_new_drafts(machines: Machines) -> None:
    queues = machines.ask(f"/work_pools/{POOL}/queues/filter", {})
    order = {queue["name"]: queue["priority"] for queue in queues}
    assert order["publish"] < order["review"] < order["prepare"]
    assert {one["work_queue_name"] for one in machines.ask("/deployments/filter", {})} == {"publish", "review", "prepare"}


def test_what_a_dead_machine_had_begun_is_done_once_and_everything_else_too(machines: Machines) -> None:
    for name in FILES:
        shutil.copy(SAMPLE, machines.house.drafts / name)
    cut = until(lambda: running_on(machines, "worker-2") or None, 180)
    machines.lose("worker-2")
    # Its service would start a worker again; here the one that lives goes on alone. The server's rule and the sweep are not waited for.
    for run in cut:
        crash = {"state": {"type": "CRASHED", "name": "Crashed"}, "force": True}
        machines.ask(f"/flow_runs/{run['id']}/set_state", crash)
    until(lambda: [run["state"]["name"] for run in machines.runs("prepare")] == ["Completed"] * len(FILES) or None, 300)
    assert [submissions(machines, name) for name in FILES] == [1] * len(FILES)
    again = [machines.ask(f"/flow_runs/{run['id']}") for run in cut]
    assert {run["state"]["name"] for run in again} == {"Completed"}
    assert {run["run_count"] for run in again} == {2}


def test_a_machines_own_engine_is_asked_by_one_run_at_a_time(machines: Machines) -> None:
    limits = {one["name"]: one for one in machines.ask("/v2/concurrency_limits/filter", {})}
    local = limits[f"engine local on {socket.gethostname()}"]
    assert local["limit"] == 1
    # The dead run may hold its place for a minute more, the others have given theirs back.
    assert local["active_slots"] <= 1


def test_the_server_is_told_to_notice_silence_by_one_rule_that_lets_reviews_wait(machines: Machines) -> None:
    (rule,) = [one for one in machines.ask("/automations/filter", {}) if one["name"] == "Runs whose process is gone"]
    assert rule["enabled"]
    assert rule["trigger"]["within"] == 90
    assert set(rule["trigger"]["after"]) == {"prefect.flow-run.Running", "prefect.flow-run.heartbeat"}
    assert {"prefect.flow-run.Suspended", "prefect.flow-run.Paused"} <= set(rule["trigger"]["expect"])
    form = machines.form("one")
    assert machines.ask(f"/flow_runs/{form['id']}")["state"]["name"] == "Suspended"
