"""The translation engines: one file each, named as `house.toml` names them.

An engine module offers `VERSION` (str) and `start(settings, models)`, which gives an Engine or raises EngineError at once, in one
sentence, when it cannot work here (no key, no model). `settings` is the engine's table in house.toml, `models` the folder of models.
Starting an engine reads files and the environment, never the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..languages import Language, Wording


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine gives for one text: the translated text, or None and why not."""

    text: str | None
    note: Wording | None = None


class Engine(Protocol):
    """Turns texts of one language into texts of another, order and number kept; a text it fails on is a Translation without text."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names of the hosts that texts are sent to; empty for an engine that runs in this process."""
        ...

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[Translation]:
        """One Translation a text. Raises EngineError when the engine as a whole refuses (key, quota, network)."""
        ...

    def can(self, source: Language, target: Language) -> bool:
        """Whether this engine can translate that pair here and now, without asking the network."""
        ...

    def version(self, source: Language, target: Language) -> str:
        """What the record calls it: its program with version, and the languages on its way (`fxtranslate 0.5.0 fr-en-de`)."""
        ...
