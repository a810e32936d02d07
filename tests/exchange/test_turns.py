"""Whoever changes a release's editions does so alone, and nobody's words are lost to another's."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest

from communique import gate as gates
from communique import pipeline
from communique.approval import turns
from communique.document import plain
from communique.editions import Edition
from communique.errors import RecordError
from communique.translation import stage
from gatehouse import DE, Gate, make
from houses import ROOT

SLUG = "pont"


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    made = make(tmp_path / "house")
    shutil.copy(ROOT / "templates" / "glossary.csv", made.house.templates)
    return made


def targets(gate: Gate) -> list[str]:
    return [plain(unit.target or ()) for unit in gate.reloaded().release.editions[DE].units]


def key_of(gate: Gate, number: int) -> str:
    return gate.release.editions[DE].units[number].segment.key


def test_a_correction_waits_for_whoever_is_changing_the_release(gate: Gate) -> None:
    with ThreadPoolExecutor(1) as elsewhere:
        with turns.alone(gate.house, SLUG):
            correction = elsewhere.submit(gates.correct, gate.house, SLUG, DE, key_of(gate, 0), "Eine Brücke", "anna")
            assert not wait([correction], timeout=0.4).done
        correction.result(timeout=10)
    assert targets(gate)[0] == "Eine Brücke"


def test_whoever_waits_too_long_is_told_so_and_other_releases_do_not_wait(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    said = pytest.raises(RecordError, match="is being changed elsewhere just now")
    with turns.alone(gate.house, SLUG), turns.alone(gate.house, "tunnel"), said:
        gates.correct(gate.house, SLUG, DE, key_of(gate, 0), "Eine Brücke", "anna")
    assert targets(gate)[0] == "Eine digitale Brücke"


def test_what_a_person_writes_while_engines_are_asked_is_kept(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    fill = stage.fill

    def slowly(*words: Any, **names: Any) -> Edition:
        made = fill(*words, **names)
        gates.correct(gate.house, SLUG, DE, key_of(gate, 1), "Jemand war schneller.", "anna")
        return made

    monkeypatch.setattr(stage, "fill", slowly)
    counts = pipeline.translate(gate.house, SLUG, DE)
    assert targets(gate)[1] == "Jemand war schneller."
    assert counts.person == 1
