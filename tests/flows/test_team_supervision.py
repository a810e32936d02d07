"""Parts come up in their order, come back when they die or fall silent, and end together, whoever is killed and however."""

from __future__ import annotations

import os
import re
import signal
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from communique.house import load
from communique.operation import marks, team
from office import until
from small_office import Said, small_office

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
ROOT = Path(__file__).resolve().parents[2]
GOOD = {"server": "good", "flows": "forks", "desk": "good"}


def test_what_needs_another_part_begins_when_that_does_its_work_and_the_rest_at_once(tmp_path: Path) -> None:
    with small_office(tmp_path, server="slow", flows="good", desk="good") as office:
        until(lambda: "ready" in office.said or None, 20)
        (server,), (flows,), (desk,) = (office.starts(name) for name in ("server", "flows", "desk"))
        assert flows[1] > server[1] + 1.5
        assert desk[1] < server[1] + 1.5
        reached = [line.split()[1] for line in office.said if line.startswith("reached")]
        assert reached.index("server") < reached.index("flows")
        assert office.said.count("ready") == 1


def test_a_part_that_is_killed_comes_back_and_nothing_of_its_former_life_goes_on(tmp_path: Path) -> None:
    with small_office(tmp_path, **GOOD) as office:
        until(lambda: "ready" in office.said or None, 20)
        before = office.alive()
        ((flows, _),) = office.starts("flows")
        assert len(before) == 4, "three parts, and what one has started in a session of its own"
        os.kill(flows, signal.SIGKILL)
        until(lambda: "Back again: flows." in office.said or None, 20)
        assert "Starting again in 1 s: flows stopped." in office.said
        others = {office.starts(name)[0][0] for name in ("server", "desk")}
        assert office.alive() & before == others
        assert len(office.alive()) == 4


def test_when_the_server_dies_the_flows_begin_anew_after_it_and_the_desk_works_on(tmp_path: Path) -> None:
    with small_office(tmp_path, **GOOD) as office:
        until(lambda: "ready" in office.said or None, 20)
        os.kill(office.starts("server")[0][0], signal.SIGKILL)
        until(lambda: "Back again: flows." in office.said or None, 20)
        assert len(office.starts("server")) == len(office.starts("flows")) == 2
        assert office.starts("flows")[1][1] > office.starts("server")[1][1]
        assert len(office.starts("desk")) == 1


def test_a_part_that_dies_again_and_again_is_given_twice_the_time_each_time(tmp_path: Path) -> None:
    with small_office(tmp_path, server="good", flows="mortal") as office:
        until(lambda: len(office.starts("flows")) >= 4 or None, 40)
        waits = [int(n) for line in office.said for n in re.findall(r"Starting again in (\d+) s: flows", line)]
        assert waits[:3] == [1, 2, 4]
        times = [at for _, at in office.starts("flows")]
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert gaps[1] > gaps[0] + 0.5
        assert gaps[2] > gaps[1] + 1.0
        assert len(office.starts("server")) == 1


def test_a_part_that_gives_no_sign_of_life_is_ended_and_begun_again(tmp_path: Path) -> None:
    with small_office(tmp_path, server="good", flows="good", desk="mute") as office:
        until(lambda: len(office.starts("desk")) == 2 or None, 30)
        assert "Starting again in 1 s: desk gave no sign of life any more." in office.said


def test_a_part_that_will_not_live_at_all_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    with small_office(tmp_path, server="good", flows="never", desk="good") as office:
        assert office.process.wait(40) == 2
        log = tmp_path / "log" / "flows.log"
        assert office.said[-1] == (
            f"communique up: flows stops again and again — the reason is in {log}; “communique doctor --thorough” looks further"
        )
        assert len(office.starts("flows")) == 3
        assert office.alive() == set()


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_everything_and_a_second_one_cuts_nothing_short(tmp_path: Path, which: signal.Signals) -> None:
    with small_office(tmp_path, server="stubborn", flows="forks", desk="good") as office:
        until(lambda: "ready" in office.said or None, 20)
        office.process.send_signal(which)
        office.process.send_signal(signal.SIGINT)
        assert office.process.wait(20) == 0
        assert office.said[-1] == "ended"
        assert (office.alive(), office.guards()) == (set(), set())


def test_when_it_is_killed_itself_everything_ends(tmp_path: Path) -> None:
    with small_office(tmp_path, **GOOD) as office:
        until(lambda: "ready" in office.said or None, 20)
        assert (len(office.alive()), len(office.guards())) == (4, 1)
        office.process.kill()
        until(lambda: not office.alive() | office.guards() or None, 10)


def test_a_guard_that_is_killed_is_replaced_and_the_next_one_guards_as_well(tmp_path: Path) -> None:
    with small_office(tmp_path, **GOOD) as office:
        until(lambda: "ready" in office.said or None, 20)
        (guard,) = office.guards()
        os.kill(guard, signal.SIGKILL)
        until(lambda: office.guards() - {guard} or None, 10)
        assert len(office.starts("server")) == 1
        office.process.kill()
        until(lambda: not office.alive() | office.guards() or None, 10)


def test_what_outlives_both_is_ended_by_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    house = load(tmp_path)
    with small_office(tmp_path, **GOOD) as office:
        until(lambda: "ready" in office.said or None, 20)
        assert marks.left_behind(tmp_path) == [], "its own parts are not left behind while it lives"
        (guard,) = office.guards()
        # Stopped, the one cannot replace the other.
        office.process.send_signal(signal.SIGSTOP)
        os.kill(guard, signal.SIGKILL)
        office.process.kill()
        office.process.wait()
        assert set(marks.left_behind(tmp_path)) == office.alive()
        assert len(office.alive()) == 4
        team._sweep(house, Said())
        assert office.alive() == set()
