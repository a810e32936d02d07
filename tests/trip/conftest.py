"""A house to take the trip in: a copy of this project's templates and sample, with a key of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from houses import ROOT, SAMPLE, Call, Done, run


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house as a newcomer has it after `communique keys new`."""
    house = tmp_path_factory.mktemp("founded") / "house"
    shutil.copytree(ROOT / "templates", house / "templates")
    (house / "drafts").mkdir()
    shutil.copy(ROOT / "drafts" / f"{SAMPLE}.docx", house / "drafts")
    (house / "docs").mkdir()
    shutil.copytree(ROOT / "docs" / "sample", house / "docs" / "sample")
    told = run(house, "keys", "new")
    assert told.returncode == 0, told.stderr
    return house


@pytest.fixture
def house(founded: Path, tmp_path: Path) -> Path:
    """A fresh copy of that house."""
    return Path(shutil.copytree(founded, tmp_path / "house"))


@pytest.fixture(scope="session")
def submitted(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample's release after `communique run`, in a house that nothing else is done in."""
    house = Path(shutil.copytree(founded, tmp_path_factory.mktemp("submitted") / "house"))
    told = run(house, "run", house / "drafts" / f"{SAMPLE}.docx")
    assert told.returncode == 0, told.stderr
    return house / "drafts" / SAMPLE


@pytest.fixture
def ready(house: Path, submitted: Path) -> Path:
    """A house whose sample waits for its reviewers."""
    shutil.copytree(submitted, house / "drafts" / SAMPLE)
    return house


@pytest.fixture
def call(house: Path) -> Call:
    """Run the command in the house."""

    def called(*words: object, lang: str = "en") -> Done:
        return run(house, *words, lang=lang)

    return called
