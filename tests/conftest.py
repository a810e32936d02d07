"""How the tests are shared out where several processes run them: a file stays in one, and those that take longest begin."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import settings

LONGEST_FIRST = ("flows", "trip", "writers", "gate")

# An example's wall time is measured against 200 ms by default: that says how busy the machine is, nothing about the program.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put long folders first in the processes of `pytest -n`, so that none of them works on while the others have ended."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _place(item.path.parent.name, LONGEST_FIRST))


def _place(folder: str, order: Sequence[str]) -> int:
    return order.index(folder) if folder in order else len(order)
