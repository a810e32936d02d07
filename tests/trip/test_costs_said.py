"""`communique run` says what would go where before it goes, and what went afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from houses import SAMPLE, run, tree
from loopback import Service, running


@pytest.fixture
def service() -> Iterator[Service]:
    with running("libretranslate") as own:
        yield own


@pytest.fixture
def priced(house: Path, service: Service) -> Path:
    """A house whose engine stands on this machine and has a price."""
    path = house / "templates" / "house.toml"
    table = f'[[engines]]\nname = "libretranslate"\nhost = "machine"\nurl = "{service.url}"\nprice = 1000.0\n'
    kept = path.read_text(encoding="utf-8").split("[[engines]]")
    after = [part[part.index("\n[") :] for part in kept[1:] if "\n[" in part]
    path.write_text(kept[0] + "".join(after[-1:]) + "\n" + table, encoding="utf-8")
    for memory in (house / "templates" / "memory").glob("*.tmx"):
        memory.unlink()
    return house


def test_a_dry_run_says_what_would_go_where_and_sends_and_writes_nothing(priced: Path, service: Service) -> None:
    before = tree(priced)
    told = run(priced, "run", priced / "drafts" / f"{SAMPLE}.docx", "--dry-run")

    assert told.returncode == 0, told.stderr
    assert "characters go to libretranslate (on this machine), about €" in told.stdout
    assert service.asked == []
    assert tree(priced) == before


def test_what_is_foretold_is_what_is_asked_and_a_second_run_asks_nothing_that_came(priced: Path, service: Service) -> None:
    draft = priced / "drafts" / f"{SAMPLE}.docx"
    foretold = json.loads(run(priced, "run", draft, "--dry-run", "--json").stdout)["engines"]
    told = run(priced, "run", draft, "--json")
    assert told.returncode == 0, told.stderr
    asked = json.loads(told.stdout)

    assert service.asked
    assert foretold.keys() == asked["engines"].keys()
    assert all(asked["engines"][code][0]["characters"] >= foretold[code][0]["characters"] > 0 for code in foretold)
    again = json.loads(run(priced, "run", draft, "--dry-run", "--json").stdout)["engines"]
    assert all(again[code][0]["characters"] < foretold[code][0]["characters"] for code in again)
