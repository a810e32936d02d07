"""A run that is killed while an engine is at work costs nothing twice and leaves no trace in what is made."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.languages import Language
from communique.translation import journal
from communique.translation.tags import visible
from engine_houses import with_engine
from houses import SAMPLE, run
from loopback import Service, running

BATCH = 4


@pytest.fixture
def service() -> Iterator[Service]:
    with running("libretranslate") as own:
        yield own


@pytest.fixture
def priced(house: Path, service: Service) -> Path:
    with_engine(house, "libretranslate", service.url, price=1000.0, batch=BATCH, timeout=30)
    return house


def asked(service: Service) -> Counter[str]:
    """The texts that the service was asked for, as their characters are counted: without tags."""
    calls = [json.loads(call["body"]) for call in service.asked]
    return Counter(visible(text) if call["format"] == "html" else text for call in calls for text in call["q"])


def edition(house: Path, language: Language) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((house / "drafts" / SAMPLE / f"{language}.json").read_text(encoding="utf-8"))
    for part in (*(segment["origin"] for segment in values["segments"]), *values.get("expenses", ())):
        part.pop("at", None)
    return values


def killed(house: Path, service: Service, calls: int) -> set[str]:
    """A run killed while it waits for an answer after so many; the texts that it waited for."""
    service.plan.extend(["ok"] * calls + ["hang"])
    command = [Path(sys.executable).parent / "communique", "--house", house, "run", house / "drafts" / f"{SAMPLE}.docx", "--to", "de"]
    with subprocess.Popen(command, cwd=house, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        until = time.monotonic() + 30
        while len(service.asked) <= calls and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(child.pid, signal.SIGKILL)
    service.plan.clear()
    return set(json.loads(service.asked.pop()["body"])["q"])


def test_a_killed_run_is_taken_up_where_it_stood(priced: Path, service: Service) -> None:
    draft = priced / "drafts" / f"{SAMPLE}.docx"
    waited = killed(priced, service, 2)
    left = journal.path_of(priced / "drafts" / SAMPLE, Language.DE)
    assert left.stat().st_mode & 0o777 == 0o600
    assert len(journal.load(left.parent, Language.DE).answers) == 2 * BATCH
    paid = asked(service)

    foretold = json.loads(run(priced, "run", draft, "--to", "de", "--dry-run", "--json").stdout)["engines"]["de"]
    told = run(priced, "run", draft, "--to", "de", "--json")
    assert told.returncode == 0, told.stderr
    assert set(asked(service).values()) == {1}
    assert waited <= set(asked(service)) - set(paid)
    assert not left.exists()

    sent = sum(map(len, asked(service))) - sum(map(len, paid))
    this = json.loads(told.stdout)["engines"]["de"]
    assert foretold == this == [{"engine": "libretranslate", "host": "any", "characters": sent, "euros": sent / 1000}]


def test_the_edition_is_what_it_would_have_been_and_says_what_it_cost(priced: Path, service: Service) -> None:
    draft = priced / "drafts" / f"{SAMPLE}.docx"
    killed(priced, service, 2)
    left = journal.path_of(priced / "drafts" / SAMPLE, Language.DE)
    content = left.read_bytes()
    assert run(priced, "run", draft, "--to", "de").returncode == 0
    resumed, characters = edition(priced, Language.DE), sum(map(len, asked(service)))
    bill = {"engine": "libretranslate", "host": "any", "characters": characters, "euros": characters / 1000}
    assert resumed["expenses"] == [bill]

    # As if the machine had died between the edition and the journal's end: what is spent is neither taken nor counted again.
    left.write_bytes(content)
    service.asked.clear()
    assert run(priced, "run", draft, "--to", "de", "--engine", "libretranslate").returncode == 0
    assert sum(map(len, asked(service))) == characters
    assert edition(priced, Language.DE) == {**resumed, "expenses": [bill, bill]}
    assert not left.exists()
