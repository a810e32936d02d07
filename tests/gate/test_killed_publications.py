"""A kill at any step of a publication, correction, lift or withdrawal leaves old or new, never a mixture, and the next call mends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kills import ACTS, at_every_step

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be copied")


@pytest.mark.parametrize("act", ACTS)
def test_a_kill_at_any_step_leaves_old_or_new_and_the_next_call_mends(tmp_path: Path, act: str) -> None:
    """At every third; `make faults` kills at each."""
    assert at_every_step(tmp_path, act, every=3) > 10
