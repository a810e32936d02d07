"""deep-translator behind one adapter: what it leaves out (time limits, retries, judging answers, discretion) is added here.

Its translators call `requests` with no time limit and put keys and text into URLs and error messages. Here they get a session that has
limits, stays on https, follows no redirect and asks the guard; whatever they raise is replaced by an error of ours, never chained.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, cast

import requests
from deep_translator import google, microsoft, mymemory
from deep_translator.base import BaseTranslator

from .. import egress
from ..errors import EngineError
from ..languages import Language
from . import Translation
from ._answers import judged, pieces
from ._faults import MISCOUNTED, NO_TLS, TOO_LONG, fault, odd
from ._patience import Patience, Silence, ask

__all__ = ["Adapter", "BaseTranslator", "Maker", "VERSION", "google", "microsoft", "mymemory", "through"]

VERSION = f"deep-translator {version('deep-translator')}"
CODES = {"french": "fr", "german": "de", "english": "en"}
# At DEBUG urllib3 writes whole addresses, and Google's hold the text.
logging.getLogger("urllib3.connectionpool").setLevel(logging.WARNING)

Maker = Callable[[Language, Language], BaseTranslator]


# What deep-translator raises where an answer is well-formed but holds no translation.
UNUSABLE = frozenset({"TranslationNotFound", "NotValidLength", "NotValidPayload", "TypeError", "AttributeError", "StopIteration"})


class NotThis(Exception):
    """The engine refuses one text; others may go."""


class _Session(requests.Session):
    """What deep-translator takes for the module `requests`."""

    exceptions = requests.exceptions

    def __init__(self, engine: str, patience: Patience, key: str) -> None:
        super().__init__()
        self.engine, self.patience, self.key = engine, patience, key

    def request(self, method: str, url: str | bytes, *args: Any, **more: Any) -> requests.Response:
        address = str(url)
        if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise EngineError(self.engine, NO_TLS)
        egress.admit(address)
        limits = {"timeout": (self.patience.connect, self.patience.answer), "allow_redirects": False}
        return ask(self.engine, self.patience, lambda: self._once(method, address, *args, **{**more, **limits}), self.key)

    def _once(self, method: str, url: str, *args: Any, **more: Any) -> requests.Response:
        silence = ""
        try:
            response = super().request(method, url, *args, **more)
        except requests.RequestException as error:
            silence = type(error).__name__
        if silence:
            raise Silence(silence)
        if response.status_code in {400, 413, 414}:
            raise NotThis
        return response


def through(module: Any, engine: str, patience: Patience, key: str = "") -> None:
    """Give a module of deep-translator our session in the place of `requests`."""
    module.requests = _Session(engine, patience, key)


@dataclass(frozen=True, slots=True)
class Adapter:
    """Any translator of deep-translator's kind as an engine.

    `make` gives one for a pair of languages; `limit` is the characters a text must stay below, `batch` the texts and `load` the
    characters of one call, `pause` the seconds between two calls.
    """

    name: str
    make: Maker
    hosts: frozenset[str]
    program: str
    limit: int
    batch: int = 1
    load: int = 100_000
    pause: float = 0.0

    def can(self, source: Language, target: Language) -> bool:
        """Hosted engines translate every pair of ours."""
        return source is not target

    def version(self, source: Language, target: Language) -> str:
        """Program and languages."""
        return f"{self.program} {source}-{target}"

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[Translation]:
        """One Translation a text; what came before a failure is kept. Raises EngineError when the first call fails."""
        translator = self.make(source, target)
        cut = [pieces(text, source, self.limit) for text in texts]
        waiting = [piece for found in cut for piece in found or ()]
        answers: list[Translation] = []
        while len(answers) < len(waiting):
            batch = self._batch(waiting[len(answers) :])
            try:
                answers += self._asked(translator, batch)
            except EngineError as error:
                if not any(answer.text for answer in answers):
                    raise
                answers += [Translation(None, error.fact)] * (len(waiting) - len(answers))
            if self.pause and len(answers) < len(waiting):
                time.sleep(self.pause)
        given = iter(answers)
        return [_joined([next(given) for _ in found]) if found is not None else Translation(None, TOO_LONG) for found in cut]

    def _batch(self, waiting: list[str]) -> list[str]:
        """As many texts as one call may hold, at least one."""
        size, room = 0, self.load
        while size < min(self.batch, len(waiting)) and (not size or len(waiting[size].encode()) <= room):
            room -= len(waiting[size].encode())
            size += 1
        return waiting[:size]

    def _asked(self, translator: BaseTranslator, batch: list[str]) -> list[Translation]:
        answers = self._answers(translator, batch)
        if answers is None:
            return [Translation(None, fault(self.name, 400).fact)] * len(batch)
        if len(answers) != len(batch):
            return [Translation(None, MISCOUNTED)] * len(batch)
        return [judged(text, answer) for text, answer in zip(batch, answers, strict=True)]

    def _answers(self, translator: BaseTranslator, batch: list[str]) -> list[object] | None:
        """What the translator gives, or None where it refuses this batch and not the work as a whole."""
        failed = ""
        try:
            return cast("list[object]", translator.translate_batch(batch)) if self.batch > 1 else [translator.translate(batch[0])]
        except NotThis:
            return None
        except EngineError:
            raise
        except Exception as error:  # deep-translator raises what comes, with the text or the key in it: only its name leaves here
            failed = type(error).__name__
        if failed in UNUSABLE:
            return None
        raise odd(self.name, failed)


def _joined(parts: list[Translation]) -> Translation:
    missing = next((part for part in parts if part.text is None), None)
    return missing or Translation(" ".join(part.text or "" for part in parts))
