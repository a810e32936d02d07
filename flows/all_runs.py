"""The runs that Prefect knows, all of them: a list that it gives ends after 200."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort


def every(client: SyncPrefectClient, wanted: FlowRunFilter, *, flows: Sequence[str] = ()) -> list[FlowRun]:
    """The runs that a filter without ids finds, of these flows or of any, the oldest first.

    Each page leaves out those that are known already: by a number, what ends meanwhile would push others over the edge. How long a page
    is, the server decides (PREFECT_SERVER_API_DEFAULT_LIMIT).
    """
    of = FlowFilter(name=FlowFilterName(any_=list(flows))) if flows else None
    found: list[FlowRun] = []
    while True:
        others = FlowRunFilterId(not_any_=[run.id for run in found]) if found else None
        page = client.read_flow_runs(
            flow_filter=of, flow_run_filter=wanted.model_copy(update={"id": others}), sort=FlowRunSort.EXPECTED_START_TIME_ASC
        )
        found += page
        if not page:
            return found


def in_state(client: SyncPrefectClient, *types: StateType, flows: Sequence[str], since: datetime | None = None) -> list[FlowRun]:
    """The runs of these flows that are in a state of these types, the oldest first; `since` when they may have ended."""
    return every(
        client,
        FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
            end_time=FlowRunFilterEndTime(after_=since) if since else None,
        ),
        flows=flows,
    )
