"""What hosted engines answer for an edition in the making, kept on the disk as it comes: a run that is killed pays for nothing twice.

The journal lies beside the edition (`.answers-de.jsonl`), for its owner's eyes only, until the edition holds the answers. A line is an
answer under the digest of all that it was asked with, so that any other request is asked anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..engines import Assignment, Engine, Translation, Wrapped
from ..files.canonical import digest
from ..files.storage import sync_folder
from ..house import EngineRule
from ..languages import Language
from .tags import visible

# What an engine is told of these changes when it answers and for how much, never what.
MANNERS = frozenset({"timeout", "tries", "wait", "per_minute", "pause", "price"})
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Journal:
    """The answers of a run that did not end, by their keys, and the characters that they were given for, by engine."""

    path: Path
    answers: dict[str, Translation] = field(default_factory=dict, repr=False)
    paid: Counter[str] = field(default_factory=Counter)

    def keep(self, line: dict[str, Any]) -> None:
        """Add a line that is on the disk when this returns. Raises OSError."""
        new = not self.path.exists()
        # The line end before it parts it from a line that a killed writer left torn.
        content = b"\n" + json.dumps(line).encode("ascii")
        with os.fdopen(self._opened(), "ab") as file:
            os.fchmod(file.fileno(), PRIVATE)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if new:
            sync_folder(self.path.parent)

    def _opened(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        try:
            return os.open(self.path, flags, PRIVATE)
        except OSError:
            # A colleague's, whose eyes only it is for, or no file: it gives way, and its answers are asked for again.
            self.path.unlink(missing_ok=True)
        return os.open(self.path, flags, PRIVATE)

    def discard(self) -> None:
        """Remove it: the edition that holds its answers is written. Raises OSError."""
        self.path.unlink(missing_ok=True)


def path_of(folder: Path, language: Language) -> Path:
    """The journal of a language's edition in a release's folder."""
    return folder / f".answers-{language.value}.jsonl"


def load(folder: Path, language: Language, since: str = "") -> Journal:
    """The journal of a language, empty where there is none that can be read; torn lines are passed over.

    `since` is the moment at which the edition last took answers in (UTC, ISO 8601): lines from before are spent.
    """
    journal = Journal(path_of(folder, language))
    for line in _lines(journal.path):
        try:
            key, engine, text, via = (line[name] for name in ("key", "engine", "text", "via"))
            fresh, characters = line["at"] > since, int(line["characters"])
        except (KeyError, TypeError, ValueError):
            continue
        if fresh and isinstance(text, str | None) and isinstance(via, str):
            journal.answers[key] = Translation(text, via=via, kept=True)
            journal.paid[engine] += characters
    return journal


def _lines(path: Path) -> Iterator[Any]:
    try:
        content = b"" if path.is_symlink() else path.read_bytes()
    except OSError:
        return
    for line in content.split(b"\n"):
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            continue


def moment() -> str:
    """Now, as lines and expenses tell it: finer than a second, so that what came after an edition is told from what it holds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Resuming(Wrapped):
    """An engine that is asked only for what the journal does not have; what it gives is kept there, if it is a hosted one."""

    rule: EngineRule
    journal: Journal = field(repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """As the engine's."""
        return self.engine.hosts

    def translate(self, assignment: Assignment) -> Iterator[Translation]:
        """One Translation a text, in order, those of the journal marked as `kept`. Raises EngineError, or OSError for a full disk."""
        request = self._request(assignment)
        keys = [digest([request, text]) for text in assignment.texts]
        missing = tuple(text for text, key in zip(assignment.texts, keys, strict=True) if key not in self.journal.answers)
        fresh = iter(self.engine.translate(replace(assignment, texts=missing)) if missing else ())
        for text, key in zip(assignment.texts, keys, strict=True):
            yield self.journal.answers.get(key) or self._kept(key, len(visible(text) if assignment.tagged else text), next(fresh))

    def _kept(self, key: str, characters: int, found: Translation) -> Translation:
        if self.hosts:
            line = {"key": key, "engine": self.rule.name, "at": moment(), "characters": characters, "text": found.text, "via": found.via}
            self.journal.keep(line)
        return found

    def _request(self, given: Assignment) -> str:
        """The digest of everything but the text that an answer depends on."""
        settings = {name: repr(value) for name, value in self.rule.settings.items() if name not in MANNERS}
        version = self.version(given.source, given.target)
        languages, terms = [given.source.value, given.target.value], dict(given.terms)
        return digest([self.rule.name, self.rule.host, version, settings, languages, terms, list(given.names), given.context, given.tagged])


def resuming(engines: Sequence[tuple[EngineRule, Engine]], journal: Journal) -> list[tuple[EngineRule, Engine]]:
    """The same engines, asked only for what the journal does not have."""
    return [(rule, Resuming(engine, rule, journal)) for rule, engine in engines]
