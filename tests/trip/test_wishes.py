"""What an officer asks of one run is done, never beyond what the house allows, and what is missing afterwards is told with its reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import loopback
from communique import house as houses
from communique import pipeline
from communique import settings as settings_file
from communique.errors import CommuniqueError, EngineError, HouseError, RecordError
from communique.house import EngineRule, House
from communique.languages import LANGUAGE_NAMES, Language
from communique.operation import account, wishes
from communique.operation.wishes import Engines, Layout
from houses import SAMPLE

FR, DE, EN = Language.FR, Language.DE, Language.EN


@pytest.fixture
def own(house: Path) -> House:
    return houses.load(house)


def with_lines(house: Path, old: str, new: str) -> House:
    path = house / "templates" / "house.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return houses.load(house)


@pytest.mark.parametrize("kind", [Engines, Layout])
@pytest.mark.parametrize("language", Language)
def test_a_word_of_the_form_is_understood_in_whatever_language_the_form_was(kind: type[Engines] | type[Layout], language: Language) -> None:
    assert [wishes.chosen(kind, word) for word in wishes.words(kind, language)] == list(kind)


def test_another_word_is_refused_and_the_choices_are_named() -> None:
    with pytest.raises(CommuniqueError, match="“fast” is not on offer — choose one of: as the house says, on this machine only, none"):
        wishes.chosen(Engines, "fast")


def test_on_this_machine_only_leaves_the_others_out_and_none_leaves_all_out(house: Path) -> None:
    own = with_lines(house, "\n[approvals]", '\n[[engines]]\nname = "deepl"\nhost = "eu"\n\n[approvals]')
    assert [rule.name for rule in own.engines] == ["local", "deepl"]
    assert [rule.name for rule in wishes.with_engines(own, Engines.MACHINE).engines] == ["local"]
    assert wishes.with_engines(own, Engines.NONE).engines == ()
    assert wishes.with_engines(own, Engines.HOUSE) is own


def test_on_this_machine_only_is_refused_where_the_house_has_no_engine_there(house: Path) -> None:
    own = with_lines(house, 'name = "local"\nhost = "machine"', 'name = "deepl"\nhost = "eu"')
    with pytest.raises(EngineError, match="the house has no engine on this machine — choose “as the house says” or “none”"):
        wishes.with_engines(own, Engines.MACHINE)


@pytest.mark.parametrize("names", [["German"], ["Deutsch"], ["allemand"], ["de"], ["de", "German"]])
def test_a_language_is_known_by_its_name_in_each_language_and_by_its_code(own: House, names: list[str]) -> None:
    assert wishes.languages(own, names) == (DE,)


def test_no_language_means_those_of_the_house(own: House) -> None:
    assert wishes.languages(own, []) == ()
    slug = pipeline.take_in(own, own.drafts / f"{SAMPLE}.docx")
    assert pipeline.languages_of(own, slug) == own.languages


def test_a_language_that_the_house_does_not_publish_in_is_refused(house: Path) -> None:
    own = with_lines(house, 'languages = ["fr", "de", "en"]', 'languages = ["fr", "de"]')
    with pytest.raises(HouseError, match="the house does not publish in English — choose one of: French, German"):
        wishes.languages(own, [LANGUAGE_NAMES[EN][EN]])


def test_the_languages_asked_for_are_made_and_those_of_a_release_stay(own: House) -> None:
    draft = own.drafts / f"{SAMPLE}.docx"
    slug = pipeline.take_in(own, draft, languages=wishes.languages(own, ["German"]))
    assert pipeline.languages_of(own, slug) == (FR, DE)
    with pytest.raises(RecordError, match=r"release\.toml already asks for other languages"):
        pipeline.take_in(own, draft, languages=wishes.languages(own, ["English"]))
    assert pipeline.take_in(own, draft) == slug


def test_a_layout_counts_for_a_new_release_and_is_refused_against_its_release_toml(own: House) -> None:
    draft = own.drafts / f"{SAMPLE}.docx"
    slug = pipeline.take_in(own, draft, layout=wishes.layout(Layout.SINGLE))
    assert settings_file.load(own.drafts / slug).layout == "single"
    assert pipeline.take_in(own, draft, layout=wishes.layout(Layout.RELEASE)) == slug
    with pytest.raises(RecordError, match=r"another layout — change the line “layout” of drafts/dialogue-ia/release\.toml"):
        pipeline.take_in(own, draft, layout=wishes.layout(Layout.JOINT))
    assert settings_file.load(own.drafts / slug).layout == "single"


def test_without_engines_what_the_memory_does_not_know_is_left_to_people_and_that_is_said(own: House) -> None:
    slug = pipeline.take_in(own, own.drafts / f"{SAMPLE}.docx")
    made = account.made(wishes.with_engines(own, Engines.NONE), slug, DE)
    assert made.nowhere > 0
    assert not made.away
    said = account.summary((FR, DE), 2, 3, [made])[EN]
    assert said.startswith("Ready for review: French, German; findings blocking: 2, others to look at: 3.")
    assert f"Sentences without a translation: German {made.nowhere}. Why: no engine was asked, as you wished." in said
    assert said.endswith("Next: mend what blocks, then have it approved.")


def test_an_engine_that_cannot_work_is_named_with_its_way_out_once_for_all_languages(own: House) -> None:
    slug = pipeline.take_in(own, own.drafts / f"{SAMPLE}.docx")
    editions = [account.made(own, slug, language) for language in (DE, EN)]
    said = account.summary((FR, DE, EN), 0, 0, editions)[EN]
    assert said.count("local: has no translation model on this machine — run “communique engines add fr-en”") == 1
    assert said.endswith("Next: have it approved.")


@pytest.mark.parametrize(("status", "away"), [(429, True), (500, True), (403, False), (456, False)])
def test_an_engine_that_refuses_is_not_asked_again_later_and_one_that_is_busy_is(house: Path, status: int, away: bool) -> None:
    with loopback.running("libretranslate") as service:
        service.plan.extend([status] * 40)
        own = replace(houses.load(house), engines=(EngineRule("libretranslate", "machine", {"url": service.url, "tries": 1}),))
        slug = pipeline.take_in(own, own.drafts / f"{SAMPLE}.docx")
        assert account.made(own, slug, DE).away is away
