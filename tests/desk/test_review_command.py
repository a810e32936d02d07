"""`communique review` gives a person their link, opens the desk where it is closed, and gives nobody else's."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

import visitors
from communique import house as houses
from communique.desk import links
from communique.desk.links import Visit
from communique.languages import Language
from communique.roles import Role
from houses import run

EN, DE = Language.EN, Language.DE


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return visitors.house(tmp_path).house.root


def visit_of(house: Path, link: str) -> Visit:
    return links.opened(houses.load(house), link.rpartition("/r/")[2], datetime.now(UTC)).visit


def test_the_link_names_what_the_person_has_to_approve(house: Path) -> None:
    done = run(house, "review", "pont", "--as", "anna", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["running"] is False
    visits = {visit_of(house, line["href"]) for line in answer["links"]}
    assert visits == {Visit("pont", language, "nord", Role.LANGUAGE, "anna") for language in (DE, EN)}


def test_a_choice_narrows_it_and_days_end_it(house: Path) -> None:
    done = run(
        house, "review", "pont", "--as", "anna", "--language", "de", "--partner", "nord", "--role", "language", "--days", "2", "--json"
    )
    (line,) = json.loads(done.stdout)["links"]
    token = line["href"].rpartition("/")[2]
    left = links.opened(houses.load(house), token, datetime.now(UTC)).expires - datetime.now(UTC)
    assert 1.9 < left.total_seconds() / 86400 <= 2


def test_without_a_release_it_is_the_queue(house: Path) -> None:
    (line,) = json.loads(run(house, "review", "--as", "chloe", "--json").stdout)["links"]
    token = line["href"].rpartition("/q/")[2]
    assert links.opened_queue(houses.load(house), token, datetime.now(UTC)).reviewer == "chloe"


@pytest.mark.parametrize(
    "words",
    [
        ("pont", "--as", "nobody"),
        ("--as", "nobody"),
        ("pont", "--as", "denis"),
        ("pont", "--as", "bruno", "--language", "en"),
        ("pont", "--as", "anna", "--partner", "sud"),
        ("pont", "--as", "anna", "--role", "legal"),
    ],
    ids=" ".join,
)
def test_nobody_is_given_what_is_not_theirs(house: Path, words: tuple[str, ...]) -> None:
    done = run(house, "review", *words, "--json")
    assert done.returncode == 5
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_release_that_is_not_there_is_refused(house: Path) -> None:
    assert run(house, "review", "nowhere", "--as", "anna", "--json").returncode == 2


def test_the_houses_own_address_stands_in_the_link(house: Path) -> None:
    settings = house / "templates" / "house.toml"
    settings.write_text(f'{settings.read_text(encoding="utf-8")}\n[desk]\naddress = "https://review.example.org"\n', encoding="utf-8")
    (line,) = json.loads(run(house, "review", "pont", "--as", "bruno", "--json").stdout)["links"]
    assert line["href"].startswith("https://review.example.org/r/")


def test_it_opens_the_desk_tells_others_where_it_is_and_ends_with_ctrl_c(house: Path) -> None:
    command = [
        Path(sys.executable).parent / "communique",
        "--house",
        house,
        "--lang",
        "en",
        "review",
        "pont",
        "--as",
        "bruno",
        "--no-browser",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}) as desk:
        assert desk.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            said += desk.stdout.readline()
        link = re.findall(r"http://\S+/r/\S+", said)[0]
        assert "give it to Bruno Nord only" in said
        end = time.monotonic() + 30
        while json.loads(run(house, "review", "--as", "bruno", "--json").stdout)["running"] is False:
            assert time.monotonic() < end
        host, _, path = link.removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request("GET", f"/{path}/")
        answer = connection.getresponse()
        assert answer.status == 200
        assert "Eine digitale Brücke" in answer.read().decode()
        connection.close()
        desk.send_signal(signal.SIGINT)
        assert desk.wait(20) == 0
        assert desk.stderr is not None
        assert desk.stderr.read() == ""
