"""What the desk says is there in three languages, with the signs that each of them asks for; days and hours read as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from communique.desk import moments, words
from communique.findings import Severity
from communique.languages import Language, Wording
from communique.roles import Role
from deskhouse import ROOT

FR, DE, EN = Language
PAGES = ROOT / "src" / "communique" / "desk" / "pages"


def wordings(value: object) -> Iterator[Wording]:
    match value:
        case Wording():
            yield value
        case dict():
            yield from (one for part in value.values() for one in wordings(part))
        case tuple():
            yield from (one for part in value for one in wordings(part))


ALL = {f"{name}{number}": one for name, value in vars(words).items() if name.isupper() for number, one in enumerate(wordings(value))}


@pytest.mark.parametrize("name", ALL)
def test_a_wording_says_the_same_in_three_languages(name: str) -> None:
    wording = ALL[name]
    places = {language: sorted(re.findall(r"{\w+}", wording[language])) for language in Language}
    assert places[FR] == places[DE] == places[EN]
    assert all(wording[language].strip() == wording[language] != "" for language in Language)
    assert not re.search(r"(?<![\u00a0\u202f])[;:!?»](?!//)(?=\s|$)|«(?!\u00a0)|'", wording.fr.replace("(n, p, ?)", ""))
    assert not re.search(r"[«»\"']", wording.de)
    assert not re.search(r"[«»„\"']", wording.en)


def names(pattern: str) -> set[str]:
    return {found for path in PAGES.glob("*.html") for found in re.findall(pattern, path.read_text(encoding="utf-8"))}


def test_every_word_of_the_pages_is_there_and_every_word_is_used() -> None:
    used = names(r"words\.([A-Z_]+)")
    there = {name for name in vars(words) if name.isupper()}
    assert used == there


def test_every_severity_role_and_jump_has_its_words() -> None:
    def keys(found: Iterable[object]) -> set[str]:
        return {str(one) for one in found}

    assert keys(words.SEVERITIES) == keys(Severity)
    assert keys(words.ROLES) == keys(words.ROLE_MEANS) == keys(Role)
    assert keys(words.STATES) == keys(words.SIGNS) == {"waiting", "approved", "stale", "returned"}
    assert keys(words.JUMPS) == {"findings", "near", "engine", "changed", "remarks", "untranslated"}


def test_moments_read_as_people_write_them() -> None:
    at = "2026-12-01T09:05:00Z"
    assert moments.until(at, FR, "Europe/Paris") == "mardi 1er\u00a0décembre 2026 à 10\u00a0h\u00a005 (heure de Paris)"
    assert moments.until(at, DE, "Europe/Paris") == "Dienstag, 1.\u00a0Dezember 2026, 10:05\u00a0Uhr (Pariser Zeit)"
    assert moments.until(at, EN, "Europe/Paris") == "Tuesday 1\u00a0December 2026, 10:05 (Paris time)"
    assert moments.moment("2026-07-14T16:00:00Z", FR, "Europe/Paris") == "14\u00a0juillet 2026 à 18\u00a0h"
    assert moments.moment("2026-07-14T16:00:00Z", DE, "Europe/Paris") == "14.\u00a0Juli 2026, 18\u00a0Uhr"
    assert moments.clock("2026-07-14T16:00:00Z", "Europe/Paris") == "18:00"
    assert moments.until("2026-07-14T16:00:00Z", EN, "America/New_York").endswith("12:00 (New York)")


def test_a_digest_is_told_in_groups_that_can_be_compared_by_eye() -> None:
    assert words.grouped("0123456789ab") == "0123 4567 89ab"


def test_reviewers_can_read_of_every_key() -> None:
    table = (ROOT / "docs" / "review.md").read_text(encoding="utf-8").partition("## Keys")[2]
    assert [key for keys, _ in words.KEY_LIST for key in keys if key not in table] == []
