"""Deployments under names that the flows had before, in another language or an earlier version: served while a run of theirs is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from uuid import UUID

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.objects import StateType

import dead_runs
from all_runs import in_state
from communique.languages import Wording
from deployments import DEPLOYMENTS, LANGUAGE, Deployment

OPEN: Final = (StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING, StateType.PAUSED, StateType.CANCELLING)
ABOUT = Wording(
    "Ancien nom\u00a0: ne sert plus qu’à terminer ce qui est en cours. Pour le reste\u00a0: **{name}**.",
    "Früherer Name: dient nur noch dem, was noch läuft oder wartet. Für alles andere: **{name}**.",
    "A former name: serves only what is still under way. For anything else: **{name}**.",
)


def still_needed() -> Iterator[Deployment]:
    """The former ones that a form or a publication still waits at, or that a run may begin anew at; the others are taken away.

    A run belongs to its deployment for ever: with no one to serve that, nothing would follow a form that is sent or an embargo that ends.
    """
    with get_client(sync_client=True) as client:
        needed = _needed(client)
        for one in DEPLOYMENTS:
            for old in client.read_deployments(flow_filter=FlowFilter(name=FlowFilterName(any_=[one.flow]))):
                if old.name == one.name or old.work_pool_name:
                    continue
                if old.id in needed:
                    yield replace(one, name=old.name, description=ABOUT.fill(name=one.name)[LANGUAGE])
                else:
                    client.delete_deployment(old.id)


def _needed(client: SyncPrefectClient) -> frozenset[UUID | None]:
    runs = in_state(client, *OPEN, flows=dead_runs.OURS)
    crashed = in_state(client, StateType.CRASHED, flows=dead_runs.OURS, since=dead_runs.recently())
    return frozenset(run.deployment_id for run in (*runs, *crashed))
