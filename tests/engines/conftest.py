"""Services on loopback for the tests of the engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from loopback import Service, running


@pytest.fixture
def services() -> Iterator[Callable[..., Service]]:
    """Start a service of a name: deepl, libretranslate, llm, google, mymemory or microsoft."""
    with ExitStack() as stack:
        yield lambda name, key="": stack.enter_context(running(name, key))
