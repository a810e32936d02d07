"""Many releases that are published at once have their feeds renewed now and then, and when all are done."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from communique.publishing import renewals
from gatehouse import NOON
from presshouse import NEW_WORDS, Press, press

LATER = NOON + timedelta(days=3)


@pytest.fixture
def own(tmp_path: Path) -> Press:
    return press(tmp_path / "house")


def feeds(own: Press) -> dict[str, bytes]:
    return {name: content for name, content in own.seen().items() if name.startswith("feeds/")}


def test_the_first_release_is_in_the_feeds_at_once_and_the_next_at_the_end(own: Press) -> None:
    with renewals.gathered(own.gate.house):
        own.issue()
        first = feeds(own)
        assert first
        own.correct().issue(LATER)
        assert feeds(own) == first
    assert NEW_WORDS.encode() in feeds(own)["feeds/de.atom"]


def test_after_a_while_feeds_are_renewed_without_waiting_for_the_end(own: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewals, "PAUSE_S", 0.0)
    with renewals.gathered(own.gate.house):
        own.issue()
        own.correct().issue(LATER)
        assert NEW_WORDS.encode() in feeds(own)["feeds/de.atom"]


def test_feeds_are_as_the_folders_are_even_where_something_stops_the_others(own: Press) -> None:
    def stopped() -> None:
        with renewals.gathered(own.gate.house):
            own.issue()
            own.correct().issue(LATER)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert NEW_WORDS.encode() in feeds(own)["feeds/de.atom"]


def test_a_withdrawal_waits_for_nobody(own: Press) -> None:
    with renewals.gathered(own.gate.house):
        own.issue()
        before = feeds(own)
        own.withdraw()
        own.take_back()
        assert {name for name, content in feeds(own).items() if content != before[name]} == set(before)


def test_where_nothing_is_published_no_feed_is_touched(own: Press) -> None:
    with renewals.gathered(own.gate.house):
        pass
    assert not feeds(own)
