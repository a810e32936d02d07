"""A published release leaves its approved sentences in the memory by itself, and takes them along when it is withdrawn."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from communique import gate, pipeline, releases, reviews, settings
from communique.decisions import Kind
from communique.document import Text, plain
from communique.editions import Origin, Source
from communique.languages import Language
from communique.memory import Memory
from communique.record import keys, rotation
from communique.translation import growth, harvest, tmx
from gatehouse import DE, EN, FR, NOON, SENTENCES, Gate, make, with_settings
from houses import ROOT

KEYS = keys.new()


@pytest.fixture
def approved(tmp_path: Path) -> Gate:
    own = make(tmp_path, key=KEYS)
    shutil.copy(ROOT / "templates" / "glossary.csv", own.house.templates)
    own.approve_all()
    return own


def publish(own: Gate, hours: int = 1) -> None:
    at = NOON + timedelta(hours=hours)
    own.write(reviews.publish(gate.board(own.house, own.release.slug), own.release, own.house, who="", at=at, channel="terminal"))


def remembered(own: Gate, text: str, target: Language) -> str | None:
    match = Memory.load(pipeline.memory_files(own.house)).exact(text, FR, target)
    return plain(match.target) if match else None


def test_nothing_is_remembered_before_it_is_published(approved: Gate) -> None:
    assert harvest.grow(approved.house) == ()
    assert pipeline.memory_files(approved.house) == []


def test_a_release_is_remembered_and_forgotten_after_the_key_was_rotated(approved: Gate) -> None:
    publish(approved)
    rotation.rotate(approved.house, NOON + timedelta(days=1))
    rotated = approved.reloaded()
    assert harvest.grow(rotated.house) == ("pont",)
    case = gate.Case(rotated.house, "pont", ())
    case.take(reviews.withdraw(case.release, case.people, who="chloe", at=gate.now(), channel="terminal", comment="retiré"))
    assert harvest.grow(rotated.house) == ("pont",)
    assert pipeline.memory_files(rotated.house) == []


def test_a_published_release_is_remembered_once_with_who_approved_it_and_when(approved: Gate) -> None:
    publish(approved)

    assert harvest.grow(approved.house) == ("pont",)
    assert harvest.grow(approved.house) == ()
    for place, text in enumerate(SENTENCES[FR]):
        assert [remembered(approved, text, language) for language in (DE, EN)] == [SENTENCES[DE][place], SENTENCES[EN][place]]
    first, middle, last = tmx.read(growth.path_of(approved.house, "pont"))
    assert (middle.props["x-release"], middle.props["x-approver"]) == ("pont", "anna, chloe")
    assert (middle.props["x-approved"], middle.date) == ("2026-03-09T12:03:00Z", "20260309T120300Z")
    assert middle.props["x-subject"] == gate.subject_of(approved.house, "pont")
    assert [f"pont.release:{middle.props[name]}" for name in ("x-previous", "x-next")] == [first.id, last.id]
    assert "x-previous" not in first.props


def test_another_approved_text_takes_the_place_of_the_first(approved: Gate) -> None:
    publish(approved)
    harvest.grow(approved.house)
    edition = approved.release.editions[DE]
    key = edition.units[1].segment.key
    releases.save_edition(approved.folder, edition.with_target(key, (Text("Zwei Häuser öffnen."),), Origin(Source.PERSON, "anna")))

    changed = approved.reloaded()
    assert harvest.grow(changed.house) == ()
    assert remembered(changed, SENTENCES[FR][1], DE) == SENTENCES[DE][1]
    changed.approve(DE, "nord", "anna", at=NOON + timedelta(hours=2))
    publish(changed, hours=3)
    assert harvest.grow(changed.house) == ("pont",)
    assert remembered(changed, SENTENCES[FR][1], DE) == "Zwei Häuser öffnen."


def test_a_withdrawn_release_leaves_the_memory(approved: Gate) -> None:
    publish(approved)
    harvest.grow(approved.house)
    said = reviews.withdraw(
        approved.release, approved.reviewers, who="chloe", at=NOON + timedelta(hours=4), channel="terminal", comment="Fehler"
    )
    assert said.kind is Kind.WITHDRAW
    approved.write(said)

    assert pipeline.memory_files(approved.house) == [], "it leaves at once"
    assert harvest.grow(approved.house) == ("pont",)
    assert not growth.path_of(approved.house, "pont").exists()
    assert pipeline.memory_files(approved.house) == []
    assert harvest.grow(approved.house) == ()


def test_a_release_published_again_after_it_was_withdrawn_is_in_the_memory(approved: Gate) -> None:
    publish(approved)
    harvest.grow(approved.house)
    how = {"who": "chloe", "channel": "terminal", "comment": "Fehler"}
    withdrawn = approved.write(reviews.withdraw(approved.release, approved.reviewers, at=NOON + timedelta(hours=4), **how))
    assert remembered(approved, SENTENCES[FR][1], DE) is None
    wanted = ((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "nord", "anna"), (EN, "sud", "chloe"))
    for minutes, one in enumerate(wanted):
        approved.approve(*one, at=NOON + timedelta(hours=5, minutes=minutes))
    publish(approved, hours=6)
    assert remembered(approved, SENTENCES[FR][1], DE) == SENTENCES[DE][1]

    withdrawn.write_bytes(withdrawn.read_bytes().replace(b"Fehler", b"Fabler"))
    assert remembered(approved, SENTENCES[FR][1], DE) is None, "a record that was altered vouches for nothing"


def test_an_embargo_set_after_the_publication_keeps_it_out_of_the_memory(approved: Gate) -> None:
    publish(approved)
    later = with_settings(approved.release, embargo=NOON + timedelta(days=36_500))
    settings.save(approved.folder, later.settings)

    assert harvest.grow(approved.house) == ()
    assert pipeline.memory_files(approved.house) == []


def test_growth_and_size_are_counted_by_month_and_pair(approved: Gate) -> None:
    publish(approved)
    harvest.grow(approved.house)
    entries = Memory.load(pipeline.memory_files(approved.house)).entries

    assert growth.by_month(entries) == {"2026-03": 3}
    assert growth.by_pair(entries) == {"fr-de": 3, "fr-en": 3, "de-en": 3}
    assert growth.origins(approved.release.editions[DE])["near"] == 3


def test_who_changes_a_remembered_sentence_is_told_where_it_was_approved(approved: Gate) -> None:
    publish(approved)
    harvest.grow(approved.house)
    own = make(approved.house.root, slug="neu", key=KEYS)
    edition, (key, text) = own.release.editions[DE], (own.release.editions[DE].units[1].segment.key, SENTENCES[DE][1])
    releases.save_edition(own.folder, edition.with_target(key, (Text(text),), Origin(Source.MEMORY, f"pont.release:{key}", score=100)))

    def said() -> list[str]:
        return [finding.message.en for finding in pipeline.findings(own.house, "neu") if finding.check == "reworded"]

    assert said() == []
    gate.correct(own.house, "neu", DE, key, "Zwei Häuser öffnen ein Labor.", "anna")
    assert said() == ["the approved translation of this sentence was changed; it comes from “pont”, approved on 2026-03-09"]
    gate.correct(own.house, "neu", DE, key, "Zwei Häuser öffnen.", "anna")
    assert len(said()) == 1
    gate.correct(own.house, "neu", DE, key, text, "anna")
    assert said() == []
