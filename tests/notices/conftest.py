"""Each test has a newsroom of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsrooms import Newsroom, open_newsroom


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path) as own:
        monkeypatch.setenv("COMMUNIQUE_NOTICES", own.services)
        yield own
