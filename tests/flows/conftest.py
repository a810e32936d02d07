"""One team set-up for all tests of the flows: `communique up` in a folder of its own, with a real Prefect server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from office import Team, open_office

# Seconds between two looks for runs to start and for files: a team's would be waited for two dozen times. Runs in one list: more than there
# are of one flow, for the tests look at one list, and fewer than the 200 that one test would have to make.
OFTEN = {
    "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    "COMMUNIQUE_LOOK_EVERY": "1",
    "COMMUNIQUE_SWEEP_EVERY": "3",
    "PREFECT_SERVER_API_DEFAULT_LIMIT": "40",
}


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with open_office(tmp_path_factory.mktemp("house"), OFTEN) as running:
        yield running
