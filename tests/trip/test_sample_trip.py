"""The sample makes the whole trip: refused while nobody approved, rendered when everybody did."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import families, releases
from communique import house as houses
from communique.document import plain
from communique.editions import Source
from communique.languages import Language
from houses import SAMPLE, Call, run, run_from_the_start, tree
from insides import inside, solid


@pytest.fixture(scope="module")
def played(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The house of the demo and what the demo said; the house that it starts from stays as it is, for others copy it."""
    house = Path(shutil.copytree(founded, tmp_path_factory.mktemp("played") / "house"))
    done = run_from_the_start(house, "demo")
    assert done.returncode == 0, done.stderr
    return house / "output" / "demo", done.stdout


def test_the_demo_ends_with_every_format_in_every_language_and_a_press_kit(played: tuple[Path, str]) -> None:
    house, _ = played
    made = {path.relative_to(house / "output" / SAMPLE).as_posix() for path in (house / "output" / SAMPLE).rglob("*.*")}
    names = [families.load("writers", name).NAME for name in families.members("writers")]
    wanted = {f"{lang}/{name.format(slug=SAMPLE, lang=lang)}" for lang in Language for name in names}
    assert made == wanted | {"press-kit.zip", "manifest.json"}


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


def test_a_withdrawn_release_keeps_no_sentence_in_any_format(played: tuple[Path, str], tmp_path: Path) -> None:
    house = Path(shutil.copytree(played[0], tmp_path / "house"))
    out = house / "output" / SAMPLE
    names, before = set(tree(out)), _sentences(house)
    published = {sentence for content in _texts(out) for sentence in before if sentence in content}
    assert len(published) > 40, "the sentences are looked for where they are"
    done = run(house, "withdraw", SAMPLE, "--as", "jonas", "--reason", "Ein Irrtum.")
    assert done.returncode == 0, done.stderr
    assert set(tree(out)) == names
    assert [sentence for content in _texts(house / "output") for sentence in before if sentence in content] == []
    assert "zurückgezogen" in (out / "de" / f"{SAMPLE}.de.txt").read_text(encoding="utf-8")
    assert run(house, "verify", out).returncode == run(house, "verify", house / "output" / "feeds").returncode == 0


def _sentences(house: Path) -> set[str]:
    """The letters and digits of every longer sentence that is gone with a withdrawal."""
    editions = releases.load(houses.load(house), SAMPLE).editions.values()
    units = [unit for edition in editions for unit in edition.units if unit.segment.block not in ("Title", "Dateline", "Kicker")]
    texts = [plain(text) for unit in units for text in (unit.segment.content, unit.target or ())]
    return {solid(text) for text in texts if len(text) > 40}


def _texts(folder: Path) -> Iterator[str]:
    """What every file says, and every file in it: attachments of a PDF, parts of a mail, members of an archive."""
    for path in folder.rglob("*.*"):
        yield from map(solid, inside(path.read_bytes()))


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
