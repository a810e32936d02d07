"""Officers are told once of a run that ended without its work, and of nothing that its release says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from communique.languages import Language, Wording
from communique.notices import failures
from communique.notices.failures import Failure
from newsrooms import Newsroom

NOW = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)
PREPARE = Wording("Préparer un communiqué", "Mitteilung vorbereiten", "Prepare a release")
FAILED = Failure("0192aa10", PREPARE, "release-3fa2c1", NOW - timedelta(minutes=1))


def told(newsroom: Newsroom, *found: Failure, later: float = 0) -> int:
    return failures.tell(newsroom.house, found, NOW + timedelta(minutes=later))


def test_officers_and_channels_hear_of_a_failed_run_once(newsroom: Newsroom) -> None:
    assert told(newsroom, FAILED) == 2
    assert told(newsroom, FAILED, later=1) == 0
    assert told(newsroom, FAILED, replace(FAILED, run="0192aa11"), later=2) == 2
    assert len(newsroom.office.to("presse@example.org")) == 2
    assert len(newsroom.room.said) == 2


def test_a_letter_says_what_did_not_succeed_when_and_where_the_reason_is(newsroom: Newsroom) -> None:
    told(newsroom, FAILED)
    (letter,) = newsroom.office.to("presse@example.org")
    assert "release-3fa2c1" in str(letter["Subject"])
    assert PREPARE[newsroom.house.languages[0]] in letter.get_content()
    assert failures.SEE_RUN[newsroom.house.languages[0]] in letter.get_content()


@pytest.mark.parametrize("language", list(Language))
def test_of_a_machine_that_vanished_twice_officers_are_told_to_tell_others(newsroom: Newsroom, language: Language) -> None:
    said = failures.letter(replace(FAILED, vanished=True), newsroom.house, language, greeting=True)
    assert failures.VANISHED[language] in said.text
    assert failures.SEE_RUN[language] not in said.text


def test_a_letter_that_was_not_taken_goes_out_later(newsroom: Newsroom) -> None:
    newsroom.office.plan.append("busy")
    assert told(newsroom, FAILED) == 1, "the post, not the letter"
    assert told(newsroom, FAILED, later=5) == 1
    assert len(newsroom.office.to("presse@example.org")) == 1


def test_without_services_nothing_is_noted(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_NOTICES", "")
    assert told(newsroom, FAILED) == 0
    assert not (newsroom.house.state / failures.FOLDER).exists()
