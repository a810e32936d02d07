"""An engine is asked for each text once, with tags where it keeps them, and nothing that was paid for is asked again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique import families
from communique.document import Document, Inlines, Link, Mark, Paragraph, Text, plain
from communique.drafts import Draft
from communique.editions import Edition, dump, load
from communique.engines import Assignment, Engine, Translation
from communique.glossary import Concept, Glossary, Status, Term
from communique.house import EngineRule
from communique.languages import Language
from communique.memory import Memory
from communique.segments import cut
from communique.translation.asking import briefing
from communique.translation.stage import fill

FR, DE, EN = Language.FR, Language.DE, Language.EN
AT = "2025-11-24T09:00:00+00:00"
KEY = "canary-key-3f2a"
STRONG = frozenset({Mark.STRONG})
TERMS = Glossary(
    (
        Concept("inria", (Term(FR, "Inria", Status.PREFERRED),), do_not_translate=True),
        Concept("projet", (Term(FR, "projet", Status.PREFERRED), Term(EN, "venture", Status.PREFERRED))),
    )
)


def draft(*paragraphs: Inlines) -> Draft:
    blocks = tuple(Paragraph(content, place=f"p{n}") for n, content in enumerate(paragraphs, 1))
    return Draft("demo.docx", "demo", "0" * 64, Document(FR, blocks))


MARKED = draft(
    (Text("Le projet avance "), Text("bien", STRONG), Text(".")),
    (Text("L'équipe reste.", STRONG),),
    (Text("Le projet d'Inria avance."),),
    (Link((Text("Le projet"),), "https://example.org"), Text(" reste.")),
)


@pytest.fixture
def engine(services: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[Engine, Any]]:
    def start(name: str, **settings: Any) -> tuple[Engine, Any]:
        service = services(name, KEY if name == "deepl" else "")
        monkeypatch.setenv("DEEPL_API_KEY", KEY)
        path = {"llm": "/v1", "google": "/m", "mymemory": "/get"}.get(name, "")
        table = {"url": service.url + path, "timeout": 2, "tries": 1, "pause": 0, "model": "small", **settings}
        return families.load("engines", name).start(table, tmp_path), service

    return start


def filled(own: Draft, engine: Engine, **more: Any) -> Edition:
    rule = EngineRule("test", "machine")
    return fill(own, EN, memory=Memory(()), engines=[(rule, engine)], at=AT, glossary=TERMS, **more)


def targets(edition: Edition) -> list[Inlines | None]:
    return [unit.target for unit in edition.units]


@pytest.mark.parametrize("name", ["deepl", "libretranslate", "llm"])
def test_marks_links_and_names_come_back_by_tags(engine: Callable[..., Any], name: str) -> None:
    asked, _ = engine(name)

    assert targets(filled(MARKED, asked)) == [
        (Text("the project moves on "), Text("well", STRONG), Text(".")),
        (Text("the team stays.", STRONG),),
        (Text("the project d'Inria moves on."),),
        (Link((Text("the project"),), "https://example.org"), Text(" stays.")),
    ]


def test_only_what_has_marks_or_names_goes_with_tags(engine: Callable[..., Any]) -> None:
    asked, service = engine("deepl")
    filled(MARKED, asked)
    first, second = (json.loads(call["body"]) for call in service.asked)

    assert first["text"] == ["L'équipe reste."]
    assert "tag_handling" not in first
    assert second["text"][1] == 'Le projet d\'<x id="1">Inria</x> avance.'
    assert (second["tag_handling"], second["tag_handling_version"], second["ignore_tags"]) == ("xml", "v2", ["x"])


def test_tags_that_come_back_broken_are_asked_for_once_more_without(engine: Callable[..., Any]) -> None:
    asked, service = engine("deepl")
    service.plan.append("no tags")
    edition = filled(draft((Text("Le projet avance "), Text("bien", STRONG), Text("."))), asked)

    assert [json.loads(call["body"])["text"] for call in service.asked] == [
        ['Le projet avance <g id="1">bien</g>.'],
        ["Le projet avance bien."],
    ]
    assert targets(edition) == [(Text("the project moves on well."),)]
    assert edition.units[0].origin.note == "marks"


def test_the_same_sentence_is_asked_for_once(engine: Callable[..., Any]) -> None:
    asked, service = engine("libretranslate")
    edition = filled(draft(*[(Text("Le projet avance."),)] * 5), asked)

    assert [json.loads(call["body"])["q"] for call in service.asked] == [["Le projet avance."]]
    assert [plain(target or ()) for target in targets(edition)] == ["the project moves on."] * 5


@pytest.mark.parametrize("name", ["deepl", "libretranslate", "llm", "google", "mymemory"])
def test_what_was_translated_before_a_fault_is_kept_and_never_asked_for_again(engine: Callable[..., Any], name: str) -> None:
    asked, service = engine(name, batch=10)
    own = draft(*[(Text(f"Le projet {n} avance."),) for n in range(60)])
    service.plan.extend(["ok", 402])
    first = filled(own, asked)
    paid = sum(unit.target is not None for unit in first.units)
    service.asked.clear()
    second = filled(own, asked, before=first)

    assert 0 < paid < 60
    assert {unit.origin.note for unit in first.untranslated} == {"engine-failed:test"}
    assert len(second.untranslated) == 0
    assert next(unit for unit in second.units if unit.target == first.units[0].target) == first.units[0]
    assert sum(len(texts_of(name, call)) for call in service.asked) == 60 - paid


def texts_of(name: str, call: dict[str, Any]) -> list[str]:
    if name in {"google", "mymemory"}:
        return [call["query"]["q"]]
    body = json.loads(call["body"])
    if name == "llm":
        return [segment["text"] for segment in json.loads(body["messages"][1]["content"])["segments"]]
    return list(body["text" if name == "deepl" else "q"])


def test_a_fault_in_the_second_round_keeps_the_first(engine: Callable[..., Any]) -> None:
    asked, service = engine("deepl")
    service.plan.extend(["ok", 456])
    edition = filled(MARKED, asked)

    assert [unit.origin.note for unit in edition.units] == ["engine-failed:test", "", "engine-failed:test", "engine-failed:test"]


def test_the_briefing_has_the_terms_and_names_that_occur_and_no_address() -> None:
    own = draft((Text("Les projets d'Inria avancent."),), (Text("presse@example.org"),))
    brief = briefing(cut(own.document), FR, EN, TERMS)

    assert brief.terms == {"projets": "venture"}
    assert brief.names == ("Inria",)
    assert brief.context == "Les projets d'Inria avancent."


def test_deepl_gets_the_release_as_context(engine: Callable[..., Any]) -> None:
    asked, service = engine("deepl", formality="more", style_id="s-1")
    filled(MARKED, asked)
    body = json.loads(service.asked[0]["body"])

    assert body["context"] == "Le projet avance bien.\nL'équipe reste.\nLe projet d'Inria avance.\nLe projet reste."
    assert (body["formality"], body["style_id"]) == ("prefer_more", "s-1")


def test_the_english_on_the_way_is_kept_in_the_edition() -> None:
    class Pivot:
        hosts = frozenset[str]()
        tag_safe = False

        def can(self, source: Language, target: Language) -> bool:
            return True

        def version(self, source: Language, target: Language) -> str:
            return "1 fr-en-de"

        def translate(self, assignment: Assignment) -> list[Translation]:
            return [Translation("Das Projekt.", via="The project.") for _ in assignment.texts]

    own = draft((Text("Le projet."),))
    edition = fill(own, DE, memory=Memory(()), engines=[(EngineRule("local", "machine"), Pivot())], at=AT)

    assert edition.units[0].origin.via == "The project."
    assert load(dump(edition), own.document) == edition
    assert "The project" not in repr(edition.units[0].origin)


def test_no_text_is_in_what_is_shown_of_an_assignment() -> None:
    shown = repr((Assignment(("secret",), FR, EN, {"secret": "secret"}, ("secret",), "secret"), Translation("secret", via="secret")))

    assert "secret" not in shown
