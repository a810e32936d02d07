"""No way leads around the gate: not a half-done run, an empty correction, a later embargo, another key or a file edited wrongly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from communique import house as houses
from communique import pipeline
from communique import settings as settings_file
from houses import SAMPLE, Call, tree


def _change(house: Path, before: str, after: str) -> Path:
    """Change a sentence of the draft in Word, keeping the look of its paragraph's first run."""
    path = house / "drafts" / f"{SAMPLE}.docx"
    document = docx.Document(str(path))
    paragraph = next(paragraph for paragraph in document.paragraphs if before in paragraph.text)
    text = paragraph.text.replace(before, after)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text
    document.save(str(path))
    return path


def test_an_unknown_engine_stops_a_run_before_anything_is_written(ready: Path, call: Call) -> None:
    path = _change(ready, "trois priorités", "quatre priorités")
    before = tree(ready)
    assert call("run", path, "--engine", "nope").returncode == 2
    assert tree(ready) == before


def test_editions_of_an_earlier_draft_are_neither_shown_nor_printed(ready: Path, call: Call) -> None:
    pipeline.take_in(houses.load(ready), _change(ready, "trois priorités", "quatre priorités"))
    for words in (["status", SAMPLE], ["render", SAMPLE], ["render", SAMPLE, "--preview"]):
        done = call(*words)
        assert done.returncode == 2
        assert "does not belong to the present draft" in done.stderr
    assert call("run", ready / "drafts" / f"{SAMPLE}.docx").returncode == 0
    assert call("status", SAMPLE).returncode == 0


@pytest.mark.parametrize("text", ["", "   ", "****"])
def test_a_correction_without_a_word_is_refused(ready: Path, call: Call, text: str) -> None:
    segment = json.loads((ready / "drafts" / SAMPLE / "de.json").read_text(encoding="utf-8"))["segments"][2]["key"]
    before = tree(ready)
    assert call("correct", SAMPLE, segment, text, "--language", "de", "--as", "jonas").returncode in {2, 5}
    assert tree(ready) == before


def test_an_embargo_of_a_later_version_keeps_the_text_on_this_machine(ready: Path, call: Call) -> None:
    path = ready / "drafts" / f"{SAMPLE}.docx"
    document = docx.Document(str(path))
    document.paragraphs[0].insert_paragraph_before("Sous embargo jusqu'au 9 mars 2126 à 14 h 30")
    document.save(str(path))
    assert call("run", path).returncode == 0
    assert not settings_file.load(ready / "drafts" / SAMPLE).confidential
    notes = {unit["origin"].get("note") for unit in json.loads((ready / "drafts" / SAMPLE / "de.json").read_text("utf-8"))["segments"]}
    assert "embargo" in notes
    assert "no-engine" not in notes


def test_a_second_key_is_refused_while_the_house_has_one(ready: Path, call: Call) -> None:
    (ready / ".communique" / "gate.key").unlink()
    before = tree(ready)
    assert call("keys", "new").returncode == 2
    assert tree(ready) == before


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(house: Path) -> None:
        path = house / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


RELEASE = f"drafts/{SAMPLE}/release.toml"
INRIA = "templates/partners/inria.toml"
EDITS: dict[str, Callable[[Path], None]] = {
    "no languages": _replace(RELEASE, 'languages = ["fr", "de", "en"]', "languages = []"),
    "a language twice": _replace(RELEASE, 'languages = ["fr", "de", "en"]', 'languages = ["fr", "fr"]'),
    "the draft's language left out": _replace(RELEASE, 'languages = ["fr", "de", "en"]', 'languages = ["de", "en"]'),
    "a partner that is a table": _replace(RELEASE, "partners = [", "partners = [{}, "),
    "an unknown layout": _replace(RELEASE, '"joint"', '"duo"'),
    "an embargo before our time": _replace(RELEASE, "# embargo = 2026-03-09T14:30:00+01:00", "embargo = 0001-01-01T00:00:00+01:00"),
    "a dateline that is a number": _replace(RELEASE, "[dateline]", "[dateline]\nfr = 5"),
    "a zone on Mars": _replace("templates/house.toml", '"Europe/Paris"', '"Mars/X"'),
    "hosts that are a word": _replace("templates/house.toml", 'hosts = ["machine"]', 'hosts = "eu"'),
    "a limit that is a word": _replace("templates/house.toml", "title = 110", 'title = "short"'),
    "a limit of something unknown": _replace("templates/house.toml", "title = 110", "titel = 110"),
    "a day in quotation marks": _replace(INRIA, "[about.fr]", '[about.fr]\nuntil = "2126-01-01"'),
    "a name that is a number": _replace(INRIA, 'name = "Inria"', "name = 5"),
    "a logo elsewhere": _replace(INRIA, 'logo = "inria.svg"', 'logo = "../../.communique/gate.key"'),
    "a text that is a number": _replace(f"drafts/{SAMPLE}/de.json", '"text": "', '"text": 5, "x": "'),
    "a broken edition": lambda house: (house / "drafts" / SAMPLE / "de.json").write_text("{", encoding="utf-8"),
    "a broken draft": lambda house: (house / "drafts" / SAMPLE / "draft.json").write_text("{", encoding="utf-8"),
    "a partner that is a folder": lambda house: (house / "templates" / "partners" / "x.toml").mkdir(),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_file_edited_wrongly_gets_a_sentence_whatever_is_asked(name: str, ready: Path, call: Call) -> None:
    EDITS[name](ready)
    before = tree(ready / "drafts")
    for words in (["status", SAMPLE], ["render", SAMPLE, "--preview"], ["render", SAMPLE]):
        done = call(*words)
        assert done.returncode in {2, 5, 70}, done.stdout
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert "unexpected error" not in done.stderr, done.stderr
    assert tree(ready / "drafts") == before
    assert not (ready / "output").exists() or not list((ready / "output").rglob("*.pdf"))


def test_one_broken_release_does_not_hide_the_others(ready: Path, call: Call) -> None:
    shutil.copytree(ready / "drafts" / SAMPLE, ready / "drafts" / "autre")
    (ready / "drafts" / "autre" / "draft.json").write_text("{", encoding="utf-8")
    done = call("status")
    assert done.returncode == 2
    assert SAMPLE in done.stdout
    assert "drafts/autre/draft.json" in done.stderr


def test_rendering_nothing_is_said(ready: Path, call: Call) -> None:
    done = call("render")
    assert done.returncode == 2
    assert "--all" in done.stderr


def test_a_house_without_a_glossary_is_told_so(ready: Path, call: Call) -> None:
    (ready / "templates" / "glossary.csv").unlink()
    for words in (["status", SAMPLE], ["run", ready / "drafts" / f"{SAMPLE}.docx"], ["render", SAMPLE]):
        done = call(*words)
        assert done.returncode in {2, 70}
        assert "glossary.csv" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_to_verify_a_folder_that_is_not_there_is_said(ready: Path, call: Call) -> None:
    done = call("verify", f"output/{SAMPLE}")
    assert done.returncode == 2
    assert "there is no such folder — look into output/" in done.stderr
    assert call("verify", "nothing-of-this-name").stderr.count("no release of this name") == 1
