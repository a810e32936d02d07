"""One team set-up for all tests of the flows: `communique up` in a folder of its own, with a real Prefect server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from office import Team, open_office

# Seconds between two looks for runs to start; a team's three would be waited for two dozen times.
OFTEN = {"PREFECT_RUNNER_POLL_FREQUENCY": "1"}


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with open_office(tmp_path_factory.mktemp("house"), OFTEN) as running:
        yield running
