"""What engines are asked is counted, said before it is sent, and priced where the house knows the price."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique.document import Document, Mark, Paragraph, Text
from communique.drafts import Draft
from communique.engines import libretranslate
from communique.errors import EngineError, HouseError
from communique.house import EngineRule
from communique.languages import Language
from communique.memory import Memory
from communique.translation.costs import Bill, Tally, bills
from communique.translation.stage import fill

FR, EN = Language.FR, Language.EN
LINES = ("Le projet avance bien.", "L'équipe reste à l'heure.", "Le projet avance bien.")


@pytest.fixture
def engine(services: Callable[..., Any], tmp_path: Path) -> Callable[..., tuple[Any, Any]]:
    def start(**settings: Any) -> tuple[Any, Any]:
        service = services("libretranslate")
        return libretranslate.start({"url": service.url, "timeout": 2, "tries": 1, **settings}, tmp_path), service

    return start


def draft(*lines: str) -> Draft:
    blocks = tuple(Paragraph((Text(line),), place=f"p{n}") for n, line in enumerate(lines))
    return Draft("demo.docx", "demo", "0" * 64, Document(FR, blocks))


def test_every_character_that_an_engine_gets_is_counted_once(engine: Callable[..., Any]) -> None:
    asked, service = engine()
    told: list[int] = []
    tally = Tally(watch=told.append)
    fill(draft(*LINES), EN, memory=Memory(()), engines=[(EngineRule("test", "machine"), asked)], at="", tally=tally)

    sent = sum(len(text) for call in service.asked for text in json.loads(call["body"])["q"])
    assert tally.characters == Counter({"test": sent})
    assert told == [len(LINES[0]), len(LINES[1])]


def test_tags_cost_nothing(engine: Callable[..., Any]) -> None:
    asked, _ = engine()
    content = (Text("Le projet avance "), Text("bien", frozenset({Mark.STRONG})), Text("."))
    own = Draft("demo.docx", "demo", "0" * 64, Document(FR, (Paragraph(content, place="p1"),)))
    tally = Tally()
    fill(own, EN, memory=Memory(()), engines=[(EngineRule("test", "machine"), asked)], at="", tally=tally)

    assert tally.characters["test"] == len(LINES[0])


@pytest.mark.parametrize(
    "rule,euros",
    [
        (EngineRule("deepl", "eu", {"price": 20}), 0.05),
        (EngineRule("deepl", "eu"), None),
        (EngineRule("deepl", "machine"), 0.0),
    ],
)
def test_a_price_is_for_a_million_characters(rule: EngineRule, euros: float | None) -> None:
    assert bills((rule,), Tally(Counter(deepl=2500))) == (Bill("deepl", rule.host, 2500, euros),)


@pytest.mark.parametrize("price", ["20", -1, True, float("nan")])
def test_a_price_that_is_none_is_said_to_be_one(price: object) -> None:
    with pytest.raises(HouseError, match="price of deepl"):
        bills((EngineRule("deepl", "eu", {"price": price}),), Tally(Counter(deepl=1)))


def test_no_more_calls_a_minute_than_the_house_says(engine: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.engines import Assignment, _deep

    waits: list[float] = []
    monkeypatch.setattr(_deep.time, "sleep", waits.append)
    asked, service = engine(per_minute=30, batch=1)
    list(asked.translate(Assignment(LINES, FR, EN)))
    list(asked.translate(Assignment(LINES[:1], FR, EN)))

    assert len(service.asked) == 4
    assert [round(wait) for wait in waits] == [2, 2, 2]


@pytest.mark.parametrize("settings", [{"per_minute": "many"}, {"pause": -1}, {"batch": "x"}, {"tries": True}])
def test_a_setting_that_is_no_number_is_said_to_be_none(engine: Callable[..., Any], settings: dict[str, Any]) -> None:
    with pytest.raises(EngineError, match=next(iter(settings))):
        engine(**settings)
