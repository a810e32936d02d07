"""Every kind of notice is a whole letter in each language, set as that language asks."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from communique.languages import Language
from communique.notices import letters
from communique.notices.letters import Item, Matter
from communique.notices.news import What
from communique.roles import Role

DUE = datetime(2026, 3, 12, 18, tzinfo=ZoneInfo("Europe/Paris"))
ITEMS = (
    Item(Language.DE, Role.LEGAL, "Institut Nord", "Anna Nord", "Bruno Nord", "https://review.example.org/r/abc"),
    Item(Language.FR, Role.LANGUAGE, "Institut Sud", "Chloé Sud"),
)


def said(what: What, language: Language, **values: object) -> letters.Letter:
    given = {"items": ITEMS, "due": DUE, "name": "Ève Est", "by_link": True, "house": "Nord · Sud", **values}
    return letters.letter(Matter(what=what, release="release-3fa2c1", secret=False, **given), language)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("what", What)
def test_a_letter_is_whole_and_names_its_release_only(what: What, language: Language) -> None:
    letter = said(what, language)
    assert "release-3fa2c1" in letter.subject
    assert "release-3fa2c1" in letter.text
    assert not re.search(r"[{}]|Wording|None", letter.subject + letter.text)
    if language is Language.FR:
        without_links = re.sub(r"https://\S+", "", letter.subject + "\n" + letter.text)
        assert not re.search(r"(?<![\u00a0\u202f\d])[:;?!]", without_links)


@pytest.mark.parametrize("what", What)
def test_the_three_languages_do_not_say_it_alike(what: What) -> None:
    assert len({said(what, language).subject for language in Language}) == 3
    assert len({said(what, language).text.splitlines()[2] for language in Language}) == 3


@pytest.mark.parametrize("what", What)
def test_a_post_has_no_greeting_and_no_signature(what: What) -> None:
    matter = Matter(what=what, release="pont", secret=True, items=(Item(Language.DE, Role.LANGUAGE),), due=DUE, house="Nord · Sud")
    text = letters.post(matter, Language.EN).text
    assert text.endswith("This release is confidential or under embargo: this message says no more about it.")
    assert not re.search(r"Dear|Hello|-- |Nord", text)


@pytest.mark.parametrize(
    "language, expected",
    [("fr", "jeudi 12 mars 2026, 18 h 00"), ("de", "Donnerstag, 12. März 2026, 18:00 Uhr"), ("en", "Thursday 12 March 2026, 18:00")],
)
def test_a_day_and_hour_are_written_as_people_do(language: str, expected: str) -> None:
    assert letters.when(DUE, Language(language)) == expected
