"""The outbox over crashes, full disks, services that fail, and files that somebody broke: told once, or reported."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from communique.errors import HouseError, RecordError
from communique.files import storage
from communique.notices import couriers, outbox, rounds
from communique.notices.outbox import State
from newsrooms import Newsroom

ANNA, BRUNO, CHLOE = (f"{name}@example.org" for name in ("anna", "bruno", "chloe"))


def killed(work: Callable[[], object]) -> int:
    """The signal that a process ended by which did this work."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def once_each(newsroom: Newsroom) -> bool:
    letters = {(to, message["Message-ID"]) for to, message in newsroom.office.taken}
    return sorted(to for to, _ in letters) == [ANNA, BRUNO, CHLOE]


# One tick makes 25 calls of fsync: before the first claim, between claim and note, after the last.
@pytest.mark.parametrize("point", [1, 4, 9, 10, 11, 12, 15, 17, 18, 24])
def test_a_tick_that_is_killed_is_finished_by_the_next(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, point: int) -> None:
    newsroom.submit()
    true, calls = os.fsync, [0]

    def fatal(handle: int) -> None:
        calls[0] += 1
        if calls[0] == point:
            os.kill(os.getpid(), signal.SIGKILL)
        true(handle)

    with monkeypatch.context() as here:
        here.setattr(os, "fsync", fatal)
        assert killed(newsroom.tick) == signal.SIGKILL
    for _ in range(2):
        newsroom.tick(minutes=2)
    assert once_each(newsroom)
    in_doubt = [entry for entry in newsroom.entries() if entry.state is State.UNSURE]
    assert len(newsroom.room.said) == 1 or len(in_doubt) == 1
    assert len(newsroom.room.said) <= 1


def test_a_letter_whose_answer_nobody_noted_is_the_same_letter_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.submit()
    true = couriers.mail

    def fatal(*arguments: object, **more: object) -> object:
        true(*arguments, **more)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    with monkeypatch.context() as here:
        here.setattr(couriers, "mail", fatal)
        assert killed(newsroom.tick) == signal.SIGKILL
    newsroom.tick(minutes=1)
    assert len(newsroom.office.taken) == 4
    assert once_each(newsroom)


def test_a_post_whose_answer_nobody_noted_is_reported_and_not_repeated(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.submit()
    true = couriers.chat

    def fatal(*arguments: object, **more: object) -> object:
        true(*arguments, **more)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    with monkeypatch.context() as here:
        here.setattr(couriers, "chat", fatal)
        assert killed(newsroom.tick) == signal.SIGKILL
    for _ in range(3):
        newsroom.tick(minutes=1)
    assert len(newsroom.room.said) == 1
    assert [entry.reason for entry in newsroom.entries() if entry.state is State.UNSURE] == ["interrupted"]
    assert once_each(newsroom)


def test_two_programs_that_tick_at_once_tell_each_thing_once(newsroom: Newsroom) -> None:
    newsroom.submit()
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            try:
                rounds.tick(newsroom.house, newsroom.now, patience=30)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    assert len(newsroom.office.taken) == 3
    assert len(newsroom.room.said) == 1


def test_who_finds_another_at_work_leaves_it_at_that(newsroom: Newsroom) -> None:
    with outbox.opened(newsroom.house), pytest.raises(RecordError, match="another program is sending notices"):
        newsroom.tick()


def test_nothing_is_sent_that_cannot_be_noted(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.submit()

    def full(handle: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as here:
        here.setattr(storage.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            newsroom.tick()
    assert newsroom.office.sessions == 0
    newsroom.tick(minutes=1)
    assert once_each(newsroom)


def test_a_server_that_is_down_is_asked_ever_more_rarely_and_then_not_at_all(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.office.plan.extend(["busy"] * 10_000)
    for _ in range(60 * 24 * 4 // 30):
        newsroom.tick(minutes=30)
    assert 30 < newsroom.office.sessions < 150
    states = newsroom.states()
    assert states["request person:chloe"] == "failed"
    assert next(entry.reason for entry in newsroom.entries() if entry.state is State.FAILED) == "421"


def test_when_the_server_is_back_everything_goes_out(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.office.plan.extend(["busy"] * 2)
    newsroom.tick()
    assert newsroom.office.sessions == 1, "one refusal is enough for a tick"
    for _ in range(10):
        newsroom.tick(minutes=5)
    assert once_each(newsroom)


def test_one_address_that_is_refused_holds_up_nobody(newsroom: Newsroom) -> None:
    newsroom.office.refused[ANNA] = 550
    newsroom.submit()
    newsroom.tick()
    assert sorted(to for to, _ in newsroom.office.taken) == [BRUNO, CHLOE]
    assert newsroom.states()["request person:anna"] == "failed"


def test_what_has_failed_can_be_sent_once_more(newsroom: Newsroom) -> None:
    newsroom.office.refused[ANNA] = 550
    newsroom.submit()
    newsroom.tick()
    (failed,) = (entry for entry in newsroom.entries() if entry.state is State.FAILED)
    del newsroom.office.refused[ANNA]
    rounds.again(newsroom.house, failed.notice.id, newsroom.now)
    newsroom.tick(minutes=1)
    assert once_each(newsroom)
    with pytest.raises(RecordError, match="no notice of this name"):
        rounds.again(newsroom.house, failed.notice.id, newsroom.now)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 2}', '{"version": 1, "state": "waiting"}'])
def test_a_file_that_somebody_broke_is_reported_and_not_told_again(newsroom: Newsroom, content: str) -> None:
    newsroom.submit()
    newsroom.tick()
    path = next(path for path in newsroom.outbox().glob("*.json") if "chloe" in path.read_text(encoding="utf-8"))
    path.write_text(content, encoding="utf-8")
    newsroom.tick(minutes=1)
    assert len(newsroom.office.to(CHLOE)) == 1
    assert [entry.notice.occasion for entry in newsroom.entries() if entry.reason == "file"] == [path.stem]


def test_a_lost_outbox_asks_again_only_those_who_are_missing(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    newsroom.gate.approve(newsroom.gate.board().cells[0].language, "sud", "chloe", at=newsroom.now)
    newsroom.gate.approve(newsroom.gate.board().cells[-1].language, "sud", "chloe", at=newsroom.now)
    for path in newsroom.outbox().glob("*.json"):
        path.unlink()
    newsroom.tick(minutes=1)
    assert [len(newsroom.office.to(who)) for who in (ANNA, BRUNO, CHLOE)] == [2, 2, 1]


def test_what_is_long_settled_is_cleared_away(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    for path in newsroom.outbox().glob("*.json"):
        values = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**values, "changed": "2024-01-01T00:00:00Z"}), encoding="utf-8")
    newsroom.tick(minutes=1)
    assert not list(newsroom.outbox().glob("*.json"))


@pytest.mark.parametrize("tries, minutes", [(1, 1), (2, 2), (5, 16), (9, 240), (400, 240)])
def test_the_pause_doubles_up_to_four_hours(newsroom: Newsroom, tries: int, minutes: int) -> None:
    newsroom.submit()
    newsroom.tick()
    entry = outbox.replace(newsroom.entries()[0], tries=tries)
    later = outbox.put_off(entry, newsroom.now, "450")
    assert datetime.fromisoformat(later.after) - newsroom.now == timedelta(minutes=minutes)


def test_a_file_of_services_that_others_can_read_is_refused_without_a_word_of_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMMUNIQUE_NOTICES")
    path = newsroom.house.state / "notices.toml"
    path.write_text(f'mail = "{newsroom.office.address}"\n', encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(HouseError, match="others can read this file"):
        newsroom.tick()
    path.chmod(0o600)
    newsroom.submit()
    newsroom.tick()
    assert once_each(newsroom)


@pytest.mark.parametrize("content", ['mail = "smtp geheim"', 'chat = "mmost://geheim"', 'mail = "geheim', "geheim = 1"])
def test_a_broken_file_of_services_is_refused_without_a_word_of_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "services.toml"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("COMMUNIQUE_NOTICES", str(path))
    with pytest.raises(HouseError, match="COMMUNIQUE_NOTICES") as refusal:
        newsroom.tick()
    assert "geheim" not in str(refusal.value)
