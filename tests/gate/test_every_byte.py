"""Any changed byte of a release is found and its file named: decisions, approved texts, editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from communique import releases
from communique.editions import Expense, Origin, Source
from communique.errors import CommuniqueError
from communique.languages import Language
from communique.record import approved_texts
from communique.record.verification import verify_release
from gatehouse import DE, EN, FR, NOON, Gate, make

# Another letter, another case, a sign that ends a string, a byte that is no text.
FLIPS = (0x01, 0x20, 0x80)


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """A release that an engine translated and everybody approved, what they were shown kept beside the record."""
    gate = make(tmp_path)
    for language in (DE, EN):
        edition = gate.release.editions[language]
        origin = Origin(Source.ENGINE, "local 1.0 fr-de", "2026-03-09T10:00:00Z")
        units = tuple(replace(unit, origin=origin) for unit in edition.units)
        releases.save_edition(
            gate.folder, replace(edition, units=units, expenses=(Expense("2026-03-09T10:00:00Z", "local", "machine", 90, 0.0),))
        )
    gate = gate.reloaded()
    for n, (language, partner, who) in enumerate(((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "nord", "anna"), (EN, "sud", "chloe"))):
        gate.approve(language, partner, who, at=NOON + timedelta(minutes=n), text=approved_texts.keep(gate.release, language))
    return gate


def flipped(path: Path, every: int = 7) -> Iterator[int]:
    """A file with every seventh byte changed, one after the other (`make faults` takes each); it is whole again afterwards."""
    content = path.read_bytes()
    try:
        for position in range(0, len(content), every):
            for flip in FLIPS:
                path.write_bytes(content[:position] + bytes((content[position] ^ flip,)) + content[position + 1 :])
                yield position
    finally:
        path.write_bytes(content)


def named(gate: Gate) -> str:
    """What verification says of the release."""
    try:
        return "\n".join(map(str, verify_release(gate.house, "pont")))
    except CommuniqueError as error:
        return str(error)


def test_a_whole_release_is_called_so(gate: Gate) -> None:
    said = named(gate)
    assert "approved texts, kept as they were shown: 3" in said
    assert "editions, byte for byte as at an approval, origins and expenses included: 3" in said
    assert "changed" not in said


@pytest.mark.parametrize("language", Language)
def test_every_byte_of_an_edition_counts(gate: Gate, language: Language) -> None:
    path = gate.folder / f"{language}.json"
    assert [at for at in flipped(path) if f"drafts/pont/{language}.json" not in named(gate)] == []


def test_an_origin_that_was_changed_is_named_though_the_text_is_as_it_was(gate: Gate) -> None:
    path = gate.folder / "de.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"source": "engine"', '"source": "person"', 1), encoding="utf-8")
    said = named(gate)
    assert "approvals: 4, all for the text as it stands" in said
    assert "changed since it was approved: drafts/pont/de.json" in said


def test_every_byte_of_a_text_that_was_shown_counts(gate: Gate) -> None:
    path = sorted((gate.folder / approved_texts.FOLDER).iterdir())[0]
    assert [at for at in flipped(path) if f"drafts/pont/approved/{path.name}" not in named(gate)] == []


def test_every_byte_of_a_decision_counts(gate: Gate) -> None:
    path = sorted((gate.folder / "decisions").iterdir())[-1]
    assert [at for at in flipped(path) if path.name not in named(gate)] == []
