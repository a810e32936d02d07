"""Hosted engines against services that answer, and fail, as the real ones do."""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique import families
from communique.engines import Assignment, Engine
from communique.errors import EngineError
from communique.house import EngineRule
from communique.languages import Language
from communique.translation import egress
from loopback import running, untrusted

FR, DE, EN = Language.FR, Language.DE, Language.EN
KEY = "canary-key-3f2a"
KEYS = {
    "deepl": "DEEPL_API_KEY",
    "microsoft": "MICROSOFT_API_KEY",
    "libretranslate": "LIBRETRANSLATE_API_KEY",
    "llm": "LLM_API_KEY",
}
PATHS = {"llm": "/v1", "google": "/m", "mymemory": "/get", "microsoft": "/translate?api-version=3.0"}
ALL = ("deepl", "libretranslate", "llm", "google", "mymemory", "microsoft")
JSON = tuple(name for name in ALL if name != "google")
BATCHED = ("deepl", "libretranslate", "llm")
FAST = {"timeout": 0.4, "tries": 3, "wait": 0.05, "pause": 0, "model": "small"}
SENTENCE = "Le projet avance bien."


@pytest.fixture
def pair(services: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[Engine, Any]]:
    """An engine and the service it talks to."""

    def start(name: str, **settings: Any) -> tuple[Engine, Any]:
        service = services(name, KEY if name in KEYS else "")
        if name in KEYS:
            monkeypatch.setenv(KEYS[name], KEY)
        engine = families.load("engines", name).start({"url": service.url + PATHS.get(name, ""), **FAST, **settings}, tmp_path)
        return engine, service

    return start


def translate(engine: Engine, texts: list[str], target: Language = EN) -> list[str | None]:
    with egress.guard(EngineRule("test", "machine"), engine.hosts):
        return [found.text for found in engine.translate(Assignment(tuple(texts), FR, target))]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("target,expected", [(EN, "the project moves on well."), (DE, "der Entwurf rückt vor gut.")])
def test_a_text_is_translated(pair: Callable[..., Any], name: str, target: Language, expected: str) -> None:
    engine, _ = pair(name)

    assert translate(engine, [SENTENCE], target) == [expected]
    assert engine.can(FR, target)
    assert f"fr-{target}" in engine.version(FR, target)


@pytest.mark.parametrize("name", ALL)
def test_order_and_number_are_kept(pair: Callable[..., Any], name: str) -> None:
    engine, _ = pair(name)
    texts = [f"Le projet {n} avance." for n in range(7)]

    assert translate(engine, texts) == [f"the project {n} moves on." for n in range(7)]


def test_deepl_is_asked_for_fifty_texts_at_a_time_with_the_key_in_a_header(pair: Callable[..., Any]) -> None:
    engine, service = pair("deepl", glossary_id="g-1")
    translate(engine, [f"Le projet {n} avance." for n in range(120)])

    bodies = [json.loads(asked["body"]) for asked in service.asked]
    assert [len(body["text"]) for body in bodies] == [50, 50, 20]
    assert bodies[0]["target_lang"] == "EN-GB"
    assert bodies[0]["glossary_id"] == "g-1"
    assert all(KEY not in asked["path"] and not asked["query"] and KEY.encode() not in asked["body"] for asked in service.asked)


def test_deepl_never_gets_more_bytes_than_it_takes(pair: Callable[..., Any]) -> None:
    engine, service = pair("deepl", timeout=5)
    texts = [f"{n} " + "é" * 9000 for n in range(60)]

    assert translate(engine, texts) == texts
    assert max(len(asked["body"]) for asked in service.asked) <= 128 * 1024


def test_libretranslate_gets_text_and_key_in_the_body(pair: Callable[..., Any]) -> None:
    engine, service = pair("libretranslate")
    translate(engine, [SENTENCE])

    assert not service.asked[0]["query"]
    assert json.loads(service.asked[0]["body"]) == {"q": [SENTENCE], "source": "fr", "target": "en", "format": "text", "api_key": KEY}


def test_a_text_longer_than_the_engine_takes_goes_in_whole_sentences(pair: Callable[..., Any]) -> None:
    engine, service = pair("mymemory")
    text = " ".join([SENTENCE] * 60)

    assert translate(engine, [text]) == [" ".join(["the project moves on well."] * 60)]
    assert max(len(asked["query"]["q"]) for asked in service.asked) < 500


def test_a_sentence_longer_than_the_engine_takes_is_left_to_people(pair: Callable[..., Any]) -> None:
    engine, service = pair("mymemory")

    assert translate(engine, ["mot " * 200, SENTENCE]) == [None, "the project moves on well."]
    assert len(service.asked) == 1


# What goes wrong, and must be said in one clean sentence.


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("status", [401, 403, 456])
def test_a_refusal_is_an_error_at_once(pair: Callable[..., Any], name: str, status: int) -> None:
    engine, service = pair(name)
    service.plan.extend([status] * 5)

    with pytest.raises(EngineError, match=str(status)):
        translate(engine, [SENTENCE])
    assert len(service.asked) == 1


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_a_passing_failure_is_asked_again(pair: Callable[..., Any], name: str, status: int) -> None:
    engine, service = pair(name)
    service.plan.extend([status, status])

    assert translate(engine, [SENTENCE]) == ["the project moves on well."]
    assert len(service.asked) == 3


@pytest.mark.parametrize("name", ALL)
def test_asking_again_has_an_end(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    service.plan.extend([500] * 20)

    with pytest.raises(EngineError, match="500"):
        translate(engine, [SENTENCE])
    assert len(service.asked) == 3


@pytest.mark.parametrize("name", ALL)
def test_retry_after_is_heeded(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name, wait=5)
    service.plan.append((429, "1"))
    begin = time.monotonic()

    assert translate(engine, [SENTENCE]) == ["the project moves on well."]
    assert time.monotonic() - begin >= 1


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("wait", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_wait_that_is_too_long_is_not_waited_for(pair: Callable[..., Any], name: str, wait: str) -> None:
    engine, service = pair(name)
    service.plan.append((429, wait))

    with pytest.raises(EngineError, match="429"):
        translate(engine, [SENTENCE])
    assert len(service.asked) == 1


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("fault", ["hang", "cut"])
def test_no_answer_is_an_error_within_the_time_limit(pair: Callable[..., Any], name: str, fault: str) -> None:
    engine, service = pair(name, tries=2)
    service.plan.extend([fault] * 2)
    begin = time.monotonic()

    with pytest.raises(EngineError, match="does not answer"):
        translate(engine, [SENTENCE])
    assert time.monotonic() - begin < 4


@pytest.mark.parametrize("name", ALL)
def test_an_answer_that_drips_is_cut_off(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name, tries=1)
    service.plan.append("drip")
    begin = time.monotonic()

    with pytest.raises(EngineError, match="does not answer"):
        translate(engine, [SENTENCE])
    assert time.monotonic() - begin < 2


@pytest.mark.parametrize("name", ALL)
def test_a_server_that_is_not_there_is_an_error(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if name in KEYS:
        monkeypatch.setenv(KEYS[name], KEY)
    settings = {"url": "http://127.0.0.1:9" + PATHS.get(name, ""), **FAST, "tries": 1}
    engine = families.load("engines", name).start(settings, tmp_path)

    with pytest.raises(EngineError, match="does not answer"):
        translate(engine, [SENTENCE])


@pytest.mark.parametrize("name", JSON)
def test_the_page_of_a_hotel_network_is_not_a_translation(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    service.plan.append("no json")

    with pytest.raises(EngineError, match="answered unexpectedly"):
        translate(engine, [SENTENCE])


@pytest.mark.parametrize("name", ALL)
def test_a_redirect_is_not_followed(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    service.plan.append("redirect")

    with pytest.raises(EngineError, match="302"):
        translate(engine, [SENTENCE])


@pytest.mark.parametrize("name", ALL)
def test_a_redirect_to_another_host_sends_nothing_there(pair: Callable[..., Any], services: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    other = services("deepl")
    service.elsewhere = other.url.replace("127.0.0.1", "localhost")
    service.plan.append("redirect")

    with pytest.raises(EngineError, match="302"):
        translate(engine, [SENTENCE])
    assert other.asked == []


@pytest.mark.parametrize("name", ALL)
def test_an_answer_without_end_is_not_read(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name, timeout=5)
    service.plan.append("flood")

    with pytest.raises(EngineError, match="far too large"):
        translate(engine, [SENTENCE])
    assert len(service.asked) == 1


@pytest.mark.parametrize("name", ALL)
def test_a_certificate_that_nobody_vouches_for_is_said_to_be_one(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if name in KEYS:
        monkeypatch.setenv(KEYS[name], KEY)
    with running(name, KEY, untrusted(tmp_path)) as service:
        engine = families.load("engines", name).start({"url": service.url + PATHS.get(name, ""), **FAST}, tmp_path)
        with pytest.raises(EngineError, match="certificate"):
            translate(engine, [SENTENCE])
    assert service.asked == []


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("fault", ["empty", "null", "echo"])
def test_an_answer_that_is_no_translation_gives_no_text(pair: Callable[..., Any], name: str, fault: str) -> None:
    engine, service = pair(name)
    service.plan.append(fault)
    text = "Le projet avance bien et reste à l'heure."

    assert translate(engine, [text]) == [None]


@pytest.mark.parametrize("name", BATCHED)
def test_answers_that_are_missing_are_never_shifted_to_another_text(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    service.plan.append("short")

    assert translate(engine, [SENTENCE, "Le projet reste."]) == [None, None]


@pytest.mark.parametrize("name", ALL)
def test_entities_are_decoded(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    service.answers = lambda text, target: "The team's project & budget"
    service.plan.append("entities")

    assert translate(engine, ["L'équipe, son projet et son budget."]) == ["The team's project & budget"]


def test_a_notice_of_the_quota_is_not_a_translation(pair: Callable[..., Any]) -> None:
    engine, service = pair("mymemory")
    service.plan.append("quota")

    assert translate(engine, [SENTENCE]) == [None]


def kept(engine: Engine, texts: list[str]) -> list[str | None]:
    """What came before an engine failed."""
    found: list[str | None] = []
    with egress.guard(EngineRule("test", "machine"), engine.hosts), pytest.raises(EngineError):
        found.extend(translation.text for translation in engine.translate(Assignment(tuple(texts), FR, EN)))
    return found


@pytest.mark.parametrize("name", ["google", "mymemory", "microsoft"])
def test_what_came_before_a_failure_is_kept(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name)
    service.plan.extend(["ok", "ok", 403])

    assert kept(engine, ["Le projet.", "L'équipe reste.", "Le projet avance."]) == ["the project.", "the team stays."]
    assert len(service.asked) == 3


@pytest.mark.parametrize("name", BATCHED)
def test_a_batch_that_came_before_a_failure_is_kept(pair: Callable[..., Any], name: str) -> None:
    engine, service = pair(name, batch=50)
    service.plan.extend(["ok", 456])

    assert kept(engine, ["Le projet avance."] * 60) == ["the project moves on."] * 50


@pytest.mark.parametrize("name", ["deepl", "microsoft"])
@pytest.mark.parametrize("value", ["", "   ", "two words", "line\nbreak", "clé"])
def test_without_a_key_the_engine_does_not_start(name: str, value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEYS[name], value)

    with pytest.raises(EngineError, match=KEYS[name]):
        families.load("engines", name).start({}, tmp_path)


@pytest.mark.parametrize("name", ALL)
def test_plain_http_to_another_machine_is_refused(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if name in KEYS:
        monkeypatch.setenv(KEYS[name], KEY)

    with pytest.raises(EngineError, match="https"):
        families.load("engines", name).start({"url": "http://translate.example.org/get"}, tmp_path)


def test_a_free_account_of_deepl_has_a_host_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    deepl = families.load("engines", "deepl")
    monkeypatch.setenv("DEEPL_API_KEY", "1234:fx")
    assert deepl.start({}, tmp_path).hosts == {"api-free.deepl.com"}
    monkeypatch.setenv("DEEPL_API_KEY", "1234")
    assert deepl.start({}, tmp_path).hosts == {"api.deepl.com"}


def test_deepls_translator_fits_deep_translators_interface(pair: Callable[..., Any]) -> None:
    from deep_translator.base import BaseTranslator

    for name in BATCHED:
        engine, _ = pair(name)
        translator = engine.make(FR, EN)  # type: ignore[attr-defined]
        assert isinstance(translator, BaseTranslator)
        assert translator.translate(SENTENCE) == "the project moves on well."
        assert translator.translate_batch([SENTENCE, "Le projet."]) == ["the project moves on well.", "the project."]


# Neither a key nor a text is ever in an error or a log.


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("fault", [400, 401, 403, 404, 413, 429, 456, 500, "hang", "cut", "no json", "redirect", "empty", "short"])
def test_neither_key_nor_text_is_in_an_error_or_a_log(
    pair: Callable[..., Any], name: str, fault: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "Fusion secrète imminente"
    engine, service = pair(name, tries=1, timeout=0.2)
    service.plan.append(fault)
    told = [repr(engine)]
    try:
        with egress.guard(EngineRule("test", "machine"), engine.hosts):
            told += [repr(found) for found in engine.translate(Assignment((secret,), FR, EN))]
    except EngineError as error:
        told += [*traceback.format_exception(error), repr(error.__cause__), repr(error.__context__), repr(error.args)]
        told += [error.sentence(language) for language in Language]
    captured = capsys.readouterr()
    told += [caplog.text, captured.out, captured.err]

    assert service.asked
    for text in told:
        assert KEY not in text
        assert secret not in text
        assert "secr%C3%A8te" not in text


@pytest.mark.parametrize("name", ["google", "mymemory", "microsoft"])
def test_no_password_of_another_program_goes_along(
    pair: Callable[..., Any], name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """requests reads ~/.netrc, whose `default` entry goes to any host."""
    (tmp_path / "netrc").write_text("default login anne password quittenzeisig\n", encoding="utf-8")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    engine, service = pair(name)
    translate(engine, [SENTENCE])

    assert service.asked
    assert "Authorization" not in service.asked[0]["headers"]


def test_deepl_gets_the_glossary_of_the_pair(pair: Callable[..., Any]) -> None:
    engine, service = pair("deepl", glossary_id={"fr-de": "g-de", "fr-en": "g-en"})
    for target in (DE, EN):
        translate(engine, [SENTENCE], target)
    assert [json.loads(asked["body"])["glossary_id"] for asked in service.asked] == ["g-de", "g-en"]

    engine, service = pair("deepl", glossary_id={"fr-de": "g-de"})
    translate(engine, [SENTENCE], EN)
    assert "glossary_id" not in json.loads(service.asked[0]["body"])


@pytest.mark.parametrize("status", [400, 404])
def test_a_glossary_that_deepl_does_not_take_is_named_as_the_cause(pair: Callable[..., Any], status: int) -> None:
    engine, service = pair("deepl", glossary_id="g-1")
    service.plan.append(status)
    with pytest.raises(EngineError, match=r"does not take the glossary .* fr-en .* glossary_id = \{ fr-en = “…” \}"):
        translate(engine, [SENTENCE])
    assert len(service.asked) == 1


@pytest.mark.parametrize("glossary", [3, ["g-1"], {"fr-de": 3}])
def test_a_glossary_that_is_none_is_refused_before_anything_is_sent(pair: Callable[..., Any], glossary: object) -> None:
    with pytest.raises(EngineError, match=r"glossary_id.* that is none"):
        pair("deepl", glossary_id=glossary)


def test_deepl_is_asked_for_a_formal_tone_where_a_language_has_one(pair: Callable[..., Any]) -> None:
    """`more` alone would be refused for English."""
    engine, service = pair("deepl", formality="more")
    translate(engine, [SENTENCE])
    assert json.loads(service.asked[0]["body"])["formality"] == "prefer_more"


@pytest.mark.parametrize("name", BATCHED)
def test_a_password_in_an_address_is_refused_and_not_shown(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEYS[name], KEY)
    with pytest.raises(EngineError, match="has a password in its address") as refused:
        families.load("engines", name).start({"url": "https://anne:quittenzeisig@translate.example.org", "model": "small"}, tmp_path)
    assert "quittenzeisig" not in str(refused.value)
