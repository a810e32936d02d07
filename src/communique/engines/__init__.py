"""The translation engines: one file each, named as `house.toml` names them.

An engine module offers `VERSION` (str) and `start(settings, models)`, which gives an Engine or raises EngineError at once, in one
sentence, when it cannot work here (no key, no model). `settings` is the engine's table in house.toml, `models` the folder of models.
Starting an engine reads files and the environment, never the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ..languages import Language, Wording


class Status(StrEnum):
    """What became of a text that an engine was given."""

    DONE = "done"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an engine is given to translate, all in one language; no text of it is ever shown.

    `terms` are the house's terms that occur in the texts, each with the one to use; `names` those that stay as they are; `context` the
    document that the texts come from, to be understood and not translated. Where `tagged`, the texts are markup as in `tags.py`:
    `<g id="1">…</g>` goes with its words, the content of `<x id="2">…</x>` stays, `&`, `<` and `>` are escaped.
    """

    texts: tuple[str, ...] = field(repr=False)
    source: Language
    target: Language
    terms: Mapping[str, str] = field(default_factory=dict, repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    context: str = field(default="", repr=False)
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine gives for one text: the translated text, or None and why not; `via` is the English that it went by, if it did.

    `kept` says that it was given to an earlier run, and counted there.
    """

    text: str | None = field(repr=False)
    note: Wording | None = None
    via: str = field(default="", repr=False)
    kept: bool = False

    @property
    def status(self) -> Status:
        """Whether there is a translation."""
        return Status.UNUSABLE if self.text is None else Status.DONE


class Engine(Protocol):
    """Turns texts of one language into texts of another, order and number kept; a text it fails on is a Translation without text."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names of the hosts that texts are sent to; empty for an engine that runs in this process."""
        ...

    @property
    def tag_safe(self) -> bool:
        """Whether it may be given tagged texts: it keeps tags around the words that they belong to."""
        ...

    def translate(self, assignment: Assignment) -> Iterable[Translation]:
        """One Translation a text, in order, as they come. Raises EngineError when it cannot go on; what came before stands."""
        ...

    def can(self, source: Language, target: Language) -> bool:
        """Whether this engine can translate that pair here and now, without asking the network."""
        ...

    def version(self, source: Language, target: Language) -> str:
        """What the record calls it: its program with version, and the languages on its way (`fxtranslate 0.5.0 fr-en-de`)."""
        ...


@dataclass(frozen=True, slots=True)
class Wrapped:
    """An engine behind something that decides what it is asked; it can what the engine can, and is called what that is called."""

    engine: Engine

    @property
    def tag_safe(self) -> bool:
        """As the engine's."""
        return self.engine.tag_safe

    def can(self, source: Language, target: Language) -> bool:
        """As the engine."""
        return self.engine.can(source, target)

    def version(self, source: Language, target: Language) -> str:
        """As the engine's."""
        return self.engine.version(source, target)
