"""Outside the record a release goes by a name that gives nothing away, and an error without the text that it may quote."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique import discretion, drafts, house
from communique import settings as settings_file
from communique.document import Document
from communique.drafts import Draft
from communique.errors import NotAllowed
from communique.house import House
from communique.languages import Language, same
from communique.operation import refusals
from communique.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "The institutes will merge on Monday."


@pytest.fixture
def own(tmp_path: Path) -> House:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.toml").write_text('name = "A"\nlanguages = ["fr"]\n[approvals]\n', encoding="utf-8")
    return house.load(tmp_path)


def settle(own: House, **settings: object) -> None:
    folder = own.drafts / "merger"
    settings_file.save(folder, Settings(languages=(Language.FR,), partners=("a",), **settings))  # type: ignore[arg-type]
    drafts.save(folder, Draft("merger.docx", "merger", "0" * 64, Document(Language.FR, ())))


def test_an_open_release_goes_by_its_own_name(own: House) -> None:
    settle(own)
    assert discretion.public_name(own, "merger", NOW) == "merger"


def test_a_release_goes_by_its_own_name_once_its_embargo_is_over(own: House) -> None:
    settle(own, embargo=NOW)
    assert discretion.public_name(own, "merger", NOW - timedelta(seconds=1)) != "merger"
    assert discretion.public_name(own, "merger", NOW) == "merger"


def test_a_confidential_or_unknown_release_goes_by_the_same_neutral_name_each_time(own: House) -> None:
    neutral = discretion.public_name(own, "merger", NOW)
    settle(own, confidential=True)
    assert discretion.public_name(own, "merger", NOW) == neutral == discretion.neutral_name("merger")
    assert "merger" not in neutral


def test_our_own_error_is_said_in_its_sentence() -> None:
    error = NotAllowed("merger", same("no"), same("ask"))
    assert discretion.failure(error, Language.EN) == "merger: no — ask"


@pytest.mark.parametrize("language", Language)
def test_a_foreign_error_is_named_by_kind_and_place_and_its_message_is_kept_back(language: Language) -> None:
    try:
        {}[TEXT]
    except KeyError as error:
        said = discretion.failure(error, language)
    assert TEXT not in said
    assert "KeyError" in said
    assert "test_discretion.py:" in said


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_in_a_sentence_of_its_own_that_names_no_file(number: int) -> None:
    said = discretion.failure(OSError(number, "No space left on device", "drafts/secret/de.json"), Language.EN)
    assert said.startswith("the disk is full")
    assert "secret" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_real_disk_without_room_is_known_for_one() -> None:
    with pytest.raises(OSError) as raised, Path("/dev/full").open("wb", buffering=0) as file:  # noqa: PT011 - its number is what is asked
        file.write(b"text")
    assert discretion.is_full(raised.value)


@pytest.mark.parametrize("language", Language)
def test_a_draft_that_was_refused_for_a_full_disk_is_tried_once_more(language: Language) -> None:
    assert refusals.passing(discretion.failure(OSError(errno.ENOSPC, "No space left on device"), language))
