"""An edition is filled from the memory, by rule, from engines in their order, and what is left says why it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from communique import families
from communique.document import (
    Bullets,
    Cell,
    Dateline,
    Document,
    Heading,
    Inlines,
    Item,
    Kicker,
    Mark,
    Paragraph,
    Table,
    Text,
    Title,
    plain,
)
from communique.drafts import Draft
from communique.editions import Edition, Origin, Source, carry_over, dump, load
from communique.engines import Assignment, Engine, Translation
from communique.errors import EngineError
from communique.house import EngineRule
from communique.languages import Language, Wording
from communique.memory import Memory
from communique.text.typography import mend
from communique.translation import egress
from communique.translation.stage import EMBARGO, REASONS, fill, original, reason
from communique.translation.tmx import Entry

FR, DE, EN = Language.FR, Language.DE, Language.EN
AT = "2025-11-24T09:00:00+00:00"
STRONG = frozenset({Mark.STRONG})
SECRET = "Le projet avance bien."

DOCUMENT = Document(
    FR,
    (
        Kicker((Text("Communiqué de presse"),), place="p1"),
        Dateline((Text("Paris, le 24 novembre 2025"),), place="p2"),
        Title((Text("L'équipe reste à l'heure"),), place="p3"),
        Heading((Text("Le projet"),), place="p4"),
        Paragraph((Text("Le projet avance "), Text("bien", STRONG), Text(". L'équipe reste.")), place="p5"),
        Bullets((Item((Text("L'institut compte 75 équipes à Lyon."),), place="p6"), Item((Text("https://example.org"),), place="p7"))),
        Table(((Cell((Text("Inria"),), place="t1/r1c1"), Cell((Text("32 000"),), place="t1/r1c2")),), place="t1"),
    ),
)
DRAFT = Draft("demo.docx", "demo", "0" * 64, DOCUMENT)
MEMORY = Memory(
    (
        Entry("u1", {FR: (Text("L'équipe reste."),), EN: (Text("The team remains."),)}),
        Entry("u2", {FR: (Text("L'institut compte 75 équipes à Paris."),), EN: (Text("The institute has 75 teams in Paris."),)}),
    )
)
RULE = EngineRule("libretranslate", "machine")


@dataclass(frozen=True)
class Dictionary:
    """An engine in this process that knows some sentences; a real one, with nothing behind it."""

    words: dict[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)
    tag_safe: bool = False

    def can(self, source: Language, target: Language) -> bool:
        return target is EN

    def version(self, source: Language, target: Language) -> str:
        return f"1 {source}-{target}"

    def translate(self, assignment: Assignment) -> list[Translation]:
        self.asked.extend(assignment.texts)
        return [Translation(self.words.get(text)) for text in assignment.texts]


@dataclass(frozen=True)
class Broken(Dictionary):
    def translate(self, assignment: Assignment) -> list[Translation]:
        raise EngineError("broken", Wording("", "", "is out of order"))


def filled(*engines: tuple[EngineRule, Engine], language: Language = EN, memory: Memory = MEMORY, **more: Any) -> Edition:
    return fill(DRAFT, language, memory=memory, engines=engines, at=AT, **more)


def table(edition: Edition) -> dict[str, tuple[str | None, str]]:
    return {unit.segment.text: (plain(unit.target) if unit.target else None, str(unit.origin.source)) for unit in edition.units}


@pytest.fixture
def libretranslate(services: Callable[..., Any], tmp_path: Path) -> tuple[Engine, Any]:
    service = services("libretranslate")
    settings = {"url": service.url, "timeout": 1, "tries": 1}
    return families.load("engines", "libretranslate").start(settings, tmp_path), service


def test_each_segment_comes_from_where_it_is_surest(libretranslate: tuple[Engine, Any]) -> None:
    edition = filled((RULE, libretranslate[0]), names=frozenset({"Inria"}))

    assert table(edition) == {
        "Communiqué de presse": ("Press release", "draft"),
        "Paris, le 24 novembre 2025": ("Paris, 24 November 2025", "draft"),
        "L'équipe reste à l'heure": ("the team stays in time", "engine"),
        "Le projet": ("the project", "engine"),
        "Le projet avance bien.": ("the project moves on well.", "engine"),
        "L'équipe reste.": ("The team remains.", "memory"),
        "L'institut compte 75 équipes à Lyon.": ("L'institut compte 75 équipes in Lyon.", "engine"),
        "https://example.org": ("https://example.org", "draft"),
        "Inria": ("Inria", "draft"),
        "32 000": ("32,000", "draft"),
    }
    assert edition.untranslated == ()


def test_the_origin_tells_engine_version_languages_host_and_time(libretranslate: tuple[Engine, Any]) -> None:
    origins = {unit.segment.text: unit.origin for unit in filled((RULE, libretranslate[0])).units}

    engine = origins["Le projet"]
    assert (engine.name, engine.host, engine.at) == ("libretranslate LibreTranslate API fr-en", "machine", AT)
    memory = origins["L'équipe reste."]
    assert (memory.name, memory.score) == ("u1", 100)
    assert origins["Communiqué de presse"].name == "rule"


def test_without_engine_a_near_match_serves_and_the_rest_waits_with_a_reason() -> None:
    edition = filled(waits=EMBARGO)
    found = {unit.segment.text: unit for unit in edition.units}

    near = found["L'institut compte 75 équipes à Lyon."]
    assert plain(near.target or ()) == "The institute has 75 teams in Paris."
    assert 75 <= near.origin.score < 100
    assert near.origin.note == "near"
    assert {unit.segment.text for unit in edition.untranslated} == {"L'équipe reste à l'heure", "Le projet", SECRET, "Inria"}
    assert {unit.origin.note for unit in edition.untranslated} == {EMBARGO}
    assert {unit.origin.source for unit in edition.untranslated} == {Source.NOWHERE}


def test_an_engine_that_fails_is_followed_by_the_next_and_named_where_none_helps() -> None:
    known = Dictionary({"Le projet": "The project"})
    edition = filled((EngineRule("broken", "machine"), Broken()), (EngineRule("known", "machine"), known))
    notes = {unit.segment.text: unit.origin.note for unit in edition.units}

    assert table(edition)["Le projet"] == ("The project", "engine")
    assert notes[SECRET] == "engine-unusable:known"
    assert {unit.origin.note for unit in filled((EngineRule("broken", "machine"), Broken())).untranslated} == {"engine-failed:broken"}


def test_only_what_the_first_engine_left_goes_to_the_second() -> None:
    first, second = Dictionary({"Le projet": "The project"}), Dictionary()
    filled((EngineRule("first", "machine"), first), (EngineRule("second", "machine"), second))

    assert "Le projet" in first.asked
    assert "Le projet" not in second.asked
    assert SECRET in second.asked
    assert "L'équipe reste." not in first.asked


def test_an_engine_that_cannot_do_the_languages_is_not_asked() -> None:
    engine = Dictionary()
    edition = filled((RULE, engine), language=DE)

    assert engine.asked == []
    assert "no-engine" in {unit.origin.note for unit in edition.untranslated}


def test_marks_go_with_their_words_or_are_reported() -> None:
    engine = Dictionary({SECRET: "The project goes well."})
    memory = Memory((Entry("m", {FR: (Text("bien"),), EN: (Text("well"),)}),))
    (kept,) = (unit for unit in filled((RULE, engine), memory=memory).units if unit.segment.text == SECRET)
    (lost,) = (unit for unit in filled((RULE, engine)).units if unit.segment.text == SECRET)

    assert kept.target == (Text("The project goes "), Text("well", STRONG), Text("."))
    assert kept.origin.note == ""
    assert lost.target == (Text("The project goes well."),)
    assert lost.origin.note == "marks"


def test_typography_is_mended_in_every_language() -> None:
    engine = Dictionary({SECRET: 'The project\'s "fine".'})
    (unit,) = (unit for unit in filled((RULE, engine), mend=mend).units if unit.segment.text == SECRET)
    (source,) = (unit for unit in original(DRAFT, mend).units if unit.segment.text.startswith("Paris, le"))

    assert plain(unit.target or ()) == "The project’s “fine”."
    assert plain(source.target or ()) == "Paris, le 24\u00a0novembre 2025"


def test_the_source_edition_is_the_draft_itself() -> None:
    edition = original(DRAFT, lambda content, _: content)

    assert edition.language is FR
    assert edition.document == DOCUMENT
    assert {unit.origin.source for unit in edition.units} == {Source.DRAFT}


def test_the_same_input_gives_the_same_edition() -> None:
    engine = Dictionary({"Le projet": "The project"})

    assert dump(filled((RULE, engine), mend=mend)) == dump(filled((RULE, engine), mend=mend))


LATER = "2025-12-01T09:00:00+00:00"


def test_a_second_run_asks_the_engine_only_for_what_is_new() -> None:
    first = Dictionary({"Le projet": "The project"})
    before = filled((RULE, first))
    second = Dictionary({"Le projet": "Another project", SECRET: "The project goes well."})
    edition = fill(DRAFT, EN, memory=MEMORY, engines=[(RULE, second)], at=LATER, before=before)

    assert table(edition)["Le projet"] == ("The project", "engine")
    assert table(edition)[SECRET] == ("The project goes well.", "engine")
    assert "Le projet" not in second.asked
    assert {unit.origin.at for unit in edition.units if unit.segment.text == SECRET} == {LATER}


def test_an_engine_is_asked_again_where_that_is_wanted() -> None:
    before = filled((RULE, Dictionary({"Le projet": "The project"})))
    second = Dictionary({"Le projet": "Another project"})
    edition = fill(DRAFT, EN, memory=MEMORY, engines=[(RULE, second)], at=LATER, before=before, again=True)

    assert table(edition)["Le projet"] == ("Another project", "engine")


def test_a_run_without_engines_loses_nothing() -> None:
    before = filled((RULE, Dictionary({"Le projet": "The project"})))
    edition = fill(DRAFT, EN, memory=MEMORY, engines=[], at=LATER, before=before)

    assert table(edition)["Le projet"] == ("The project", "engine")


def test_what_a_person_wrote_is_kept_and_never_sent_to_an_engine() -> None:
    before = filled()
    key = next(unit.segment.key for unit in before.units if unit.segment.text == SECRET)
    before = before.with_target(key, (Text("All is well."),), Origin(Source.PERSON, "anna", AT))
    engine = Dictionary({SECRET: "The project goes well."})
    edition = fill(DRAFT, EN, memory=MEMORY, engines=[(RULE, engine)], at=LATER, before=before, again=True)

    assert table(edition)[SECRET] == ("All is well.", "person")
    assert SECRET not in engine.asked


def test_running_again_without_change_changes_nothing() -> None:
    engine = Dictionary({"Le projet": "The project"})
    before = filled((RULE, engine), mend=mend)
    edition = fill(DRAFT, EN, memory=MEMORY, engines=[(RULE, engine)], at=LATER, mend=mend, before=before)

    assert dump(edition) == dump(before)


def test_a_segment_that_moved_keeps_its_translation_at_its_new_place() -> None:
    before = filled((RULE, Dictionary({"Le projet": "The project"})))
    moved = replace(DOCUMENT, blocks=(Paragraph((Text("Inria"),), place="p0"), Heading((Text("Le projet"),), place="p9")))
    draft = replace(DRAFT, document=moved)
    edition = fill(draft, EN, memory=MEMORY, engines=[(RULE, Dictionary())], at=LATER, before=before)

    assert [(unit.segment.place, unit.target) for unit in edition.units][1] == ("p9", (Text("The project"),))
    assert carry_over(edition, before).units[1].segment.place == "p9"


def test_an_edition_survives_its_file() -> None:
    edition = filled((RULE, Dictionary({"Le projet": "The project"})))

    assert load(dump(edition), DOCUMENT) == edition


def test_line_breaks_between_sentences_stay() -> None:
    from communique.document import Break

    content: Inlines = (Text("Le projet avance."), Break(), Text("L'équipe reste."))
    draft = Draft("a.docx", "a", "0" * 64, Document(FR, (Paragraph(content, place="p1"),)))
    engine = Dictionary({"Le projet avance.": "The project moves on."})
    edition = fill(draft, EN, memory=MEMORY, engines=[(RULE, engine)], at=AT)

    assert edition.document.blocks[0] == Paragraph((Text("The project moves on."), Break(), Text("The team remains.")), place="p1")


def test_under_embargo_nothing_is_sent_to_an_engine_elsewhere(services: Callable[..., Any], tmp_path: Path) -> None:
    service = services("libretranslate")
    rules = (EngineRule("libretranslate", "any", {"url": service.url}), EngineRule("local", "machine"))
    able = [
        (rule, families.load("engines", rule.name).start(rule.settings, tmp_path))
        for rule in egress.permitted(rules, {"machine"})
        if rule.name != "local"
    ]
    edition = filled(*able, waits=EMBARGO)

    assert service.asked == []
    assert {unit.origin.note for unit in edition.untranslated} == {EMBARGO}


def test_an_engine_that_goes_elsewhere_than_it_says_is_stopped_and_the_work_goes_on(services: Callable[..., Any]) -> None:
    service = services("libretranslate")

    @dataclass(frozen=True)
    class Straying(Dictionary):
        def translate(self, assignment: Assignment) -> list[Translation]:
            import httpx

            httpx.post(service.url, json={"q": list(assignment.texts)})
            return [Translation("sent") for _ in assignment.texts]

    edition = filled(
        (EngineRule("straying", "machine"), Straying()), (EngineRule("known", "machine"), Dictionary({"Le projet": "The project"}))
    )

    assert service.asked == []
    assert table(edition)["Le projet"] == ("The project", "engine")


@pytest.mark.parametrize("note", [*REASONS, "near marks", "engine-failed:deepl", "engine-unusable:local marks"])
def test_every_note_has_its_sentence(note: str) -> None:
    wording = reason(note)

    assert all(wording[language] and "{" not in wording[language] and wording[language] != note for language in Language)
    assert ("deepl" in wording.de) == ("deepl" in note)


def test_a_note_that_a_person_wrote_is_itself() -> None:
    assert reason("nach Rücksprache mit dem Labor").fr == "nach Rücksprache mit dem Labor"
    assert reason("").de == ""
