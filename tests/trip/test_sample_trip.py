"""The sample makes the whole trip: refused while nobody approved, rendered when everybody did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique import house as houses
from communique import releases
from communique.editions import Source
from communique.languages import Language
from houses import SAMPLE, Call, tree
from houses import run_from_the_start as run


@pytest.fixture(scope="module")
def played(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The house of the demo and what the demo said."""
    done = run(founded, "demo")
    assert done.returncode == 0, done.stderr
    return founded / "output" / "demo", done.stdout


def test_the_demo_ends_with_six_files_and_their_texts(played: tuple[Path, str]) -> None:
    house, _ = played
    made = {path.relative_to(house / "output" / SAMPLE).as_posix() for path in (house / "output" / SAMPLE).rglob("*.*")}
    wanted = {f"{lang}/{SAMPLE}.{lang}.{form}" for lang in Language for form in ("pdf", "html", "txt")}
    assert wanted | {"manifest.json"} == made


def test_the_demo_shows_the_gate_refusing_and_names_who_must_sign(played: tuple[Path, str]) -> None:
    _, said = played
    refusal = next(line for line in said.splitlines() if line.strip().startswith(f"{SAMPLE}: approvals are missing"))
    assert all(name in refusal for name in ("French for inria", "German for fraunhofer", "English for fraunhofer"))


def test_what_no_memory_knew_was_shown_and_then_written_by_a_person(played: tuple[Path, str]) -> None:
    house, said = played
    german = releases.load(houses.load(house), SAMPLE).editions[Language.DE]
    people = [unit for unit in german.units if unit.origin.source is Source.PERSON]
    assert people
    assert not german.untranslated
    assert f"{len(people)} to translate" in said


def test_everything_of_the_demo_verifies(played: tuple[Path, str]) -> None:
    house, _ = played
    for what in (SAMPLE, house / "output" / SAMPLE):
        done = run(house, "verify", what)
        assert done.returncode == 0, done.stderr


def test_a_file_changed_after_rendering_is_named(played: tuple[Path, str]) -> None:
    house, _ = played
    path = house / "output" / SAMPLE / "de" / f"{SAMPLE}.de.txt"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"e", b"3", 1))
    done = run(house, "verify", house / "output" / SAMPLE)
    path.write_bytes(before)
    assert done.returncode == 7
    assert f"{SAMPLE}.de.txt" in done.stderr


def test_rendering_again_gives_the_same_bytes(played: tuple[Path, str]) -> None:
    house, _ = played
    before = tree(house / "output" / SAMPLE)
    done = run(house, "render", SAMPLE)
    assert done.returncode == 0, done.stderr
    assert tree(house / "output" / SAMPLE) == before


def test_an_edit_after_approval_stops_the_printing_until_it_is_approved_again(played: tuple[Path, str]) -> None:
    house, _ = played
    unit = releases.load(houses.load(house), SAMPLE).editions[Language.DE].units[-1]
    before = tree(house / "output" / SAMPLE)
    done = run(house, "correct", SAMPLE, unit.segment.key, "Das ist jetzt anders.", "--language", "de", "--as", "jonas")
    assert done.returncode == 0, done.stderr
    refused = run(house, "render", SAMPLE)
    assert refused.returncode == 5
    assert "German for fraunhofer" in refused.stderr
    assert "French" not in refused.stderr
    assert tree(house / "output" / SAMPLE) == before


def test_a_run_answers_in_json(call: Call, house: Path) -> None:
    done = call("run", house / "drafts" / f"{SAMPLE}.docx", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["release"] == SAMPLE
    assert not told["approved"]
    assert set(told["segments"]) == {"fr", "de", "en"}
    assert any(finding["severity"] == "block" for finding in told["findings"])


def test_a_partner_cannot_approve_for_another(call: Call, ready: Path) -> None:
    before = tree(ready / "drafts")
    done = call("approve", SAMPLE, "--language", "de", "--partner", "fraunhofer", "--as", "maud")
    assert done.returncode == 5
    assert tree(ready / "drafts") == before
