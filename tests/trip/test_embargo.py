"""A draft under embargo is confidential, goes to no hosted engine, and is not printed before its time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from communique import house as houses
from communique import releases, reviews
from communique import settings as settings_file
from communique.errors import NotAllowed
from houses import SAMPLE, Call


def _with_line(house: Path, line: str, *, header: bool = False) -> Path:
    path = house / "drafts" / f"{SAMPLE}.docx"
    document = docx.Document(str(path))
    if header:
        document.sections[0].header.paragraphs[0].text = line
    else:
        document.paragraphs[0].insert_paragraph_before(line)
    document.save(str(path))
    return path


def test_an_embargo_line_sets_the_moment_and_makes_the_release_confidential(house: Path, call: Call) -> None:
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30")).returncode == 0
    settings = settings_file.load(house / "drafts" / SAMPLE)
    assert settings.confidential
    assert settings.embargo is not None
    assert settings.embargo.isoformat() == "2126-03-09T14:30:00+01:00"


def test_an_embargo_in_the_header_makes_the_release_confidential(house: Path, call: Call) -> None:
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 24 novembre 2126", header=True)).returncode == 0
    assert settings_file.load(house / "drafts" / SAMPLE).confidential


def test_a_confidential_release_is_refused_to_a_hosted_engine(house: Path, call: Call) -> None:
    settings = house / "templates" / "house.toml"
    hosted = '\n[[engines]]\nname = "deepl"\nhost = "eu"\n\n[approvals]'
    settings.write_text(settings.read_text(encoding="utf-8").replace("\n[approvals]", hosted, 1), encoding="utf-8")
    done = call("run", _with_line(house, "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"), "--engine", "deepl")
    assert done.returncode == 2
    assert "does not allow this engine" in done.stderr


def test_an_embargo_without_an_end_stops_the_printing_even_when_all_approved(house: Path, call: Call) -> None:
    assert call("run", _with_line(house, "SOUS EMBARGO jusqu'au 24 novembre 2126")).returncode == 0
    settings = settings_file.load(house / "drafts" / SAMPLE)
    assert (settings.confidential, settings.embargo) == (True, None)
    release = releases.load(houses.load(house), SAMPLE)
    with pytest.raises(NotAllowed, match="whose end nobody has set"):
        reviews.demand_embargo_over(release, datetime(2200, 1, 1, tzinfo=UTC))
