"""What an engine answered is kept as it comes, for the same request and for as long as no edition holds it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.engines import Assignment, Engine, libretranslate
from communique.house import EngineRule
from communique.languages import Language
from communique.translation import journal
from loopback import Service

FR, EN = Language.FR, Language.EN
TEXTS = ("Le projet avance bien.", "L'équipe reste à l'heure.")
RULE = EngineRule("libretranslate", "machine", {"timeout": 2, "price": 10.0})
GIVEN = Assignment(TEXTS, FR, EN, terms={"projet": "project"}, names=("Ahorn",), context="\n".join(TEXTS))


@pytest.fixture
def service(services: Callable[..., Service]) -> Service:
    return services("libretranslate")


@pytest.fixture
def engine(service: Service, tmp_path: Path) -> Engine:
    return libretranslate.start({"url": service.url, "timeout": 2, "tries": 1}, tmp_path)


def asked(service: Service) -> list[str]:
    return [text for call in service.asked for text in json.loads(call["body"])["q"]]


def answers(engine: Engine, folder: Path, given: Assignment = GIVEN, rule: EngineRule = RULE, since: str = "") -> list[Any]:
    [(_, resumed)] = journal.resuming([(rule, engine)], journal.load(folder, EN, since))
    return list(resumed.translate(given))


def test_a_second_run_asks_only_for_what_the_first_did_not_get(engine: Engine, service: Service, tmp_path: Path) -> None:
    first = answers(engine, tmp_path, replace(GIVEN, texts=TEXTS[:1]))
    second = answers(engine, tmp_path)

    assert asked(service) == list(TEXTS)
    assert [found.kept for found in second] == [True, False]
    assert second[0].text == first[0].text == "the project moves on well."
    assert journal.load(tmp_path, EN).paid == {"libretranslate": sum(map(len, TEXTS))}


def test_what_was_unusable_is_not_paid_for_again_either(engine: Engine, service: Service, tmp_path: Path) -> None:
    service.plan.append("empty")
    assert [found.text for found in answers(engine, tmp_path)] == [None, None]
    assert [found.text for found in answers(engine, tmp_path)] == [None, None]
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "given,rule",
    [
        (replace(GIVEN, target=Language.DE), RULE),
        (replace(GIVEN, terms={"projet": "scheme"}), RULE),
        (replace(GIVEN, names=()), RULE),
        (replace(GIVEN, context="another release"), RULE),
        (replace(GIVEN, tagged=True), RULE),
        (GIVEN, replace(RULE, host="eu")),
        (GIVEN, replace(RULE, settings={"glossary_id": "new"})),
        (GIVEN, replace(RULE, name="other")),
    ],
    ids=["language", "terms", "names", "context", "tags", "host", "settings", "engine"],
)
def test_another_request_is_asked_anew(given: Assignment, rule: EngineRule, engine: Engine, service: Service, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    again = answers(engine, tmp_path, given, rule)

    assert len(service.asked) == 2
    assert not any(found.kept for found in again)


def test_how_long_an_engine_is_waited_for_and_its_price_ask_nothing_anew(engine: Engine, service: Service, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    answers(engine, tmp_path, rule=replace(RULE, settings={"timeout": 60, "price": 20.0, "per_minute": 5}))
    assert len(service.asked) == 1


@pytest.mark.parametrize("cut", [1, 20, -1])
def test_a_torn_last_line_costs_that_line_alone(cut: int, engine: Engine, service: Service, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    path = journal.path_of(tmp_path, EN)
    whole, last = path.read_bytes().rsplit(b"\n", 1)
    path.write_bytes(whole + b"\n" + last[:cut])

    assert [found.kept for found in answers(engine, tmp_path)] == [True, False]
    assert [found.kept for found in answers(engine, tmp_path)] == [True, True]
    assert asked(service) == [*TEXTS, TEXTS[1]]


@pytest.mark.parametrize("line", [b"\0\0\0\0", b"[]", b"17", b'{"key": "a"}', b"[" * 5000, b"\xff\xfe"])
def test_a_line_that_is_none_is_passed_over(line: bytes, engine: Engine, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    path = journal.path_of(tmp_path, EN)
    path.write_bytes(line + path.read_bytes() + b"\n" + line)
    assert [found.kept for found in answers(engine, tmp_path)] == [True, True]


def test_what_an_edition_already_took_in_is_spent(engine: Engine, service: Service, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    spent = journal.moment()
    assert journal.load(tmp_path, EN, spent).paid == {}
    assert not any(found.kept for found in answers(engine, tmp_path, since=spent))
    assert len(service.asked) == 2


def test_only_its_owner_may_read_it(engine: Engine, tmp_path: Path) -> None:
    answers(engine, tmp_path, replace(GIVEN, texts=TEXTS[:1]))
    path = journal.path_of(tmp_path, EN)
    path.chmod(0o644)
    answers(engine, tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_in_its_place_is_neither_read_nor_followed(engine: Engine, service: Service, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    path, elsewhere = journal.path_of(tmp_path, EN), tmp_path / "elsewhere"
    path.rename(elsewhere)
    before = elsewhere.read_bytes()
    path.symlink_to(elsewhere)

    assert not any(found.kept for found in answers(engine, tmp_path))
    assert elsewhere.read_bytes() == before
    assert not path.is_symlink()


def test_an_engine_in_this_process_leaves_nothing_behind(engine: Engine, tmp_path: Path) -> None:
    class Inside:
        hosts = frozenset[str]()
        tag_safe, can, version, translate = engine.tag_safe, engine.can, engine.version, engine.translate

    assert [found.text for found in answers(Inside(), tmp_path)] == ["the project moves on well.", "the team stays in time."]
    assert not journal.path_of(tmp_path, EN).exists()


def test_no_text_is_shown(engine: Engine, tmp_path: Path) -> None:
    answers(engine, tmp_path)
    kept = journal.load(tmp_path, EN)
    assert "project" not in f"{kept!r} {journal.resuming([(RULE, engine)], kept)!r}"
