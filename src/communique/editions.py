"""An edition: the release in one language, every segment with its target and where that came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from .document import Document, Inlines, plain
from .document_json import dump_inlines, load_inlines
from .languages import Language
from .segments import Segment, assemble

VERSION = 1
# What is noted of a text taken from a sentence of the memory that is alike, not the same.
NEAR = "near"


class Source(StrEnum):
    """Where a target comes from; NOWHERE means that it waits for a person."""

    DRAFT = "draft"
    MEMORY = "memory"
    ENGINE = "engine"
    PERSON = "person"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a target comes from.

    `name` is the engine with its version and language pair, the memory unit's id, or the reviewer's id; `at` the UTC time, ISO 8601;
    `score` the likeness of a memory match in per cent (100: verbatim); `host` the class of host that saw the text (machine, eu, any);
    `note` why there is no target, or what a person should know; `via` the English that an engine went by to get there.
    """

    source: Source
    name: str = ""
    at: str = ""
    score: int = 0
    host: str = "machine"
    note: str = ""
    via: str = field(default="", repr=False)

    @property
    def is_near(self) -> bool:
        """Whether the target was taken from a sentence of the memory that is alike, not the same."""
        return self.source is Source.MEMORY and (NEAR in self.note.split() or 0 < self.score < 100)


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment of an edition; `target` is None while untranslated."""

    segment: Segment
    target: Inlines | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Expense:
    """What an engine was asked for an edition by the run that ended `at` (UTC, ISO 8601): characters, euros (None where unknown)."""

    at: str
    engine: str
    host: str
    characters: int
    euros: float | None


@dataclass(frozen=True)
class Edition:
    """A release in `language`; `draft` is the sha256 of the Word file that its segments come from, `original` its document as read.

    `expenses` is what engines were asked for it since there is one, the oldest first.
    """

    language: Language
    original: Document
    draft: str
    units: tuple[Unit, ...]
    expenses: tuple[Expense, ...] = ()

    @cached_property
    def document(self) -> Document:
        """The document in this language; an untranslated segment stands in the source language."""
        return assemble(self.original, {u.segment.key: u.target for u in self.units if u.target is not None}, self.language)

    @property
    def untranslated(self) -> tuple[Unit, ...]:
        """The units that wait for a person; a target without a word is none."""
        return tuple(unit for unit in self.units if unit.target is None or not plain(unit.target).strip())

    @property
    def recalled(self) -> frozenset[str]:
        """The ids of the memory's entries, `<name of the file>:<id in it>`, from which sentences come that are alike, not the same."""
        return frozenset(unit.origin.name for unit in self.units if NEAR in unit.origin.note.split())

    def with_target(self, key: str, target: Inlines, origin: Origin) -> Edition:
        """The edition with another target for one segment. Raises KeyError for an unknown key."""
        if key not in {unit.segment.key for unit in self.units}:
            raise KeyError(key)
        return replace(self, units=tuple(replace(u, target=target, origin=origin) if u.segment.key == key else u for u in self.units))


def carry_over(fresh: Edition, before: Edition | None) -> Edition:
    """The fresh edition with every target that a person gave the same segment before."""
    kept: Mapping[str, Unit] = {u.segment.key: u for u in before.units if u.origin.source is Source.PERSON} if before else {}
    return replace(fresh, units=tuple(replace(kept.get(unit.segment.key, unit), segment=unit.segment) for unit in fresh.units))


def dump(edition: Edition) -> str:
    """The edition as the text of its file: JSON, one segment's values under each other, so that a pull request reads well."""
    return json.dumps(values(edition), ensure_ascii=False, indent=1) + "\n"


def values(edition: Edition) -> dict[str, Any]:
    """Everything that the edition's file says, as JSON values."""
    values: dict[str, Any] = {"version": VERSION, "language": edition.language.value, "draft": edition.draft}
    values["segments"] = [_dump(unit) for unit in edition.units]
    if edition.expenses:
        values["expenses"] = [asdict(expense) for expense in edition.expenses]
    return values


def _dump(unit: Unit) -> dict[str, Any]:
    origin = {name: getattr(unit.origin, name) for name in Origin.__slots__ if getattr(unit.origin, name)}
    segment = unit.segment
    return {
        "key": segment.key,
        "place": segment.place,
        "block": segment.block,
        "source": dump_inlines(segment.content),
        "target": None if unit.target is None else dump_inlines(unit.target),
        "origin": origin,
    }


def load(text: str, original: Document) -> Edition:
    """The edition in a file's text. Raises KeyError, TypeError or ValueError where it is none or of a newer version."""
    values = json.loads(text)
    if values["version"] != VERSION:
        raise ValueError(f"version {values['version']}")
    units = tuple(_load(unit) for unit in values["segments"])
    expenses = tuple(Expense(**expense) for expense in values.get("expenses", ()))
    return Edition(Language(values["language"]), original, values["draft"], units, expenses)


def _load(values: dict[str, Any]) -> Unit:
    segment = Segment(values["key"], values["place"], values["block"], load_inlines(values["source"]))
    origin = Origin(**{**values["origin"], "source": Source(values["origin"]["source"])})
    return Unit(segment, None if values["target"] is None else load_inlines(values["target"]), origin)


def path_of(folder: Path, language: Language) -> Path:
    """The file of a language's edition in a release's folder."""
    return folder / f"{language.value}.json"
