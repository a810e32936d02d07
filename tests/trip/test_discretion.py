"""Of a release under embargo no word gets into a log, a message or an address, and no connection leaves this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from canaries import (
    CANARIES,
    FAULTS,
    KEY,
    SLUG,
    STRACE,
    TEXT,
    TITLE,
    DeepL,
    broken,
    communique,
    connections,
    deepl,
    draft,
    environment,
    watched_by,
    without_canaries,
)
from canaries import settle as settle_house
from communique import house as houses
from communique.operation import upkeep
from houses import run
from leaks import places_of

AWAY = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.7', 9))"
AWAY_6 = "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).connect_ex(('2001:db8::7', 9))"
NATIVE = """
import fxtranslate
try:
    fxtranslate.Translator(b"no model" * 500, b"no words" * 50, b"no words" * 50, None)
except ValueError:
    print("refused")
"""


def can_watch(folder: Path) -> bool:
    return STRACE is not None and subprocess.run([*watched_by(folder / "try"), "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture
def watch(tmp_path: Path) -> Callable[..., tuple[int, list[str]]]:
    """Run something with its sockets watched from outside: the connections within this machine, and the addresses elsewhere."""
    if not can_watch(tmp_path):
        pytest.skip("strace is not here or may not watch")

    def watched(*words: str) -> tuple[int, list[str]]:
        done = subprocess.run([*watched_by(tmp_path / "trace"), *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return connections(tmp_path / "trace")

    return watched


@pytest.fixture
def service() -> Iterator[DeepL]:
    with deepl() as running:
        yield running


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A house with a release under embargo in its record."""
    with deepl() as running:
        house, more = secret_house(tmp_path_factory.mktemp("recorded"), running, "libretranslate", "machine")
        assert run(house, "run", draft(house / "drafts"), more=more).returncode == 0
        yield house, more


def secret_house(root: Path, service: DeepL, engine: str, *hosts: str) -> tuple[Path, dict[str, str]]:
    """A house with one engine on loopback, and an environment that keeps every line of every log beside it."""
    house = root / "house"
    house.mkdir()
    settle_house(house, engine, service.url, host=hosts[-1], hosts=hosts)
    upkeep.new_key(houses.load(house))
    return house, environment(root / "logs")


@pytest.mark.parametrize(("program", "address"), [(AWAY, "192.0.2.7"), (AWAY_6, "2001:db8::7")])
def test_the_watch_sees_what_leaves(watch: Callable[..., tuple[int, list[str]]], program: str, address: str) -> None:
    assert watch(sys.executable, "-c", program) == (0, [address])


def test_the_native_engine_connects_to_nothing_when_it_loads(watch: Callable[..., tuple[int, list[str]]]) -> None:
    assert watch(sys.executable, "-c", NATIVE) == (0, [])


def test_no_connection_leaves_this_machine_in_the_whole_trip(tmp_path: Path, service: DeepL) -> None:
    if not can_watch(tmp_path):
        pytest.skip("strace is not here or may not watch")
    house, more = secret_house(tmp_path, service, "libretranslate", "machine")
    path = draft(house / "drafts")
    near = 0
    for words in (("run", path), ("render", SLUG, "--preview"), ("status", SLUG), ("verify", SLUG)):
        done = communique(house, *words, more=more, before=watched_by(tmp_path / "trace"))
        assert done.returncode == 0, done.stderr
        here, away = connections(tmp_path / "trace")
        near += here
        assert away == [], words
    assert near > 0, "the engine on this machine was asked, and that was seen"
    assert service.bodies > 0


def test_a_hosted_engine_is_not_even_started_under_embargo(tmp_path: Path, service: DeepL) -> None:
    house, more = secret_house(tmp_path, service, "deepl", "machine")
    text = (house / "templates" / "house.toml").read_text(encoding="utf-8")
    (house / "templates" / "house.toml").write_text(text.replace('host = "machine"', 'host = "eu"', 1), encoding="utf-8")
    assert run(house, "run", draft(house / "drafts"), more=more).returncode == 0
    assert service.asked == []


@pytest.mark.parametrize("faults", [FAULTS[:5], FAULTS[5:10], FAULTS[10:]])
def test_no_word_is_logged_said_or_asked_for_however_an_engine_fails(tmp_path: Path, service: DeepL, faults: tuple[str, ...]) -> None:
    house, more = secret_house(tmp_path, service, "deepl", "machine", "eu")
    for number, service.fault in enumerate(faults):
        done = run(house, "run", draft(house / "drafts", f"{SLUG}-{number}"), "--engine", "deepl", more=more)
        assert without_canaries(done.stderr), service.fault
        assert KEY not in done.stdout
    assert service.bodies >= len(faults), "the engine was given the text each time"
    assert [line for line in service.asked if not without_canaries(line)] == []
    assert places_of(["every line is kept"], tmp_path / "logs") == ["all.log", "sitecustomize.py"]
    assert places_of(CANARIES, tmp_path / "logs") == []


def test_a_broken_draft_is_refused_without_a_word_of_it(tmp_path: Path, service: DeepL) -> None:
    house, more = secret_house(tmp_path, service, "deepl", "machine", "eu")
    done = run(house, "run", broken(house / "drafts", "halb"), more=more)
    assert done.returncode == 2
    assert without_canaries(done.stderr)
    assert places_of(CANARIES, tmp_path / "logs") == []


@pytest.mark.parametrize("name", ["de.json", "fr.json", "draft.json", "release.toml"])
@pytest.mark.parametrize("words", [("status", SLUG), ("render", SLUG, "--preview"), ("verify", SLUG), ("run",)])
def test_a_damaged_record_is_refused_without_a_word_of_it(recorded: tuple[Path, dict[str, str]], name: str, words: tuple[str, ...]) -> None:
    house, more = recorded
    path = house / "drafts" / SLUG / name
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(TITLE.encode()) + 4] if TITLE.encode() in whole else f'{TITLE} = "{TEXT}'.encode())
    try:
        done = run(house, *words, *([house / "drafts" / f"{SLUG}.docx"] if words == ("run",) else []), more=more)
    finally:
        path.write_bytes(whole)
    assert without_canaries(done.stderr)
    assert "Traceback" not in done.stderr
    assert done.returncode != 70, done.stderr


def test_the_canary_words_are_in_the_record_where_they_belong(tmp_path: Path, service: DeepL) -> None:
    """Without this, finding none elsewhere would prove nothing."""
    house, more = secret_house(tmp_path, service, "libretranslate", "machine")
    assert run(house, "run", draft(house / "drafts"), more=more).returncode == 0
    for word in (TITLE, TEXT):
        assert {"de.json", "en.json", "fr.json"} <= set(places_of([word], house / "drafts" / SLUG))
    assert places_of([KEY], house) == []
