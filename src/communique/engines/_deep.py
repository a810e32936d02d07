"""deep-translator behind one adapter: what it leaves out (time limits, retries, judging answers, discretion) is added here.

Its translators call `requests` with no time limit and put keys and text into URLs and error messages. Here they get a session that has
limits, stays on https, follows no redirect and asks the guard; whatever they raise is replaced by an error of ours, never chained.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, cast

import requests
from deep_translator import google, microsoft, mymemory
from deep_translator.base import BaseTranslator
from urllib3.exceptions import HTTPError

from ..errors import EngineError
from ..languages import Language
from ..translation import egress
from . import Assignment, Translation
from ._answers import judged, pieces
from ._faults import MISCOUNTED, TOO_LONG, Unfit, fault, odd
from ._patience import Patience, Silence, ask
from ._post import LARGEST, secure, untrusted

__all__ = ["Adapter", "BaseTranslator", "Maker", "VERSION", "google", "microsoft", "mymemory", "through"]

VERSION = f"deep-translator {version('deep-translator')}"
PIECE = 65_536
CODES = {"french": "fr", "german": "de", "english": "en"}
# At DEBUG urllib3 writes whole addresses, and Google's hold the text.
logging.getLogger("urllib3.connectionpool").setLevel(logging.WARNING)

Maker = Callable[[Language, Language], BaseTranslator]


# What deep-translator raises where an answer is well-formed but holds no translation.
UNUSABLE = frozenset({"TranslationNotFound", "NotValidLength", "NotValidPayload", "TypeError", "AttributeError", "StopIteration"})


def _unsigned(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Session(requests.Session):
    """What deep-translator takes for the module `requests`."""

    exceptions = requests.exceptions

    def __init__(self, engine: str, patience: Patience, key: str) -> None:
        super().__init__()
        self.engine, self.patience, self.key = engine, patience, key
        # Else requests sends the names and passwords of ~/.netrc along.
        self.auth = _unsigned

    def request(self, method: str, url: str | bytes, *args: Any, **more: Any) -> requests.Response:
        address = str(url)
        secure(self.engine, address)
        egress.admit(address)
        # A proxy of the environment is not taken, not even where house.toml names none.
        by = dict.fromkeys(("http", "https", "all"), egress.proxy())
        limits = {"timeout": (self.patience.connect, self.patience.answer), "allow_redirects": False, "stream": True, "proxies": by}
        return ask(self.engine, self.patience, lambda: self._once(method, address, *args, **{**more, **limits}), self.key)

    def _once(self, method: str, url: str, *args: Any, **more: Any) -> requests.Response:
        """One try. requests limits each read, not the whole answer: a server that drips is cut off here."""
        until = time.monotonic() + self.patience.answer
        silence = ""
        try:
            with super().request(method, url, *args, **more) as response:
                silence = _read(response, until)
        except (requests.RequestException, HTTPError) as error:
            silence = "TLS" if untrusted(error) else type(error).__name__
        if silence:
            raise Silence(silence)
        if response.status_code in {400, 413, 414}:
            raise Unfit
        return response


def _read(response: requests.Response, until: float) -> str:
    """Read an answer whole into its place; else what is wrong with it."""
    body = bytearray()
    while chunk := response.raw.read1(PIECE, decode_content=True):
        body += chunk
        if len(body) > LARGEST:
            return "TooLarge"
        if time.monotonic() > until:
            return "ReadTimeout"
    response._content = bytes(body)  # where requests itself puts it
    return ""


def through(module: Any, engine: str, patience: Patience, key: str = "") -> None:
    """Give a module of deep-translator our session in the place of `requests`."""
    module.requests = _Session(engine, patience, key)


@dataclass(frozen=True, slots=True)
class Adapter:
    """Any translator of deep-translator's kind as an engine.

    `make` gives one for a pair of languages; `limit` is the characters a text must stay below, `batch` the texts and `load` the
    characters of one call, `pause` the seconds between two calls. A batch is translated with the whole assignment at hand.
    """

    name: str
    make: Maker = field(repr=False)
    hosts: frozenset[str]
    program: str
    limit: int
    batch: int = 1
    load: int = 100_000
    pause: float = 0.0
    tag_safe: bool = False
    _called: list[float] = field(default_factory=list, init=False, repr=False, compare=False)

    def can(self, source: Language, target: Language) -> bool:
        """Hosted engines translate every pair of ours."""
        return source is not target

    def version(self, source: Language, target: Language) -> str:
        """Program and languages."""
        return f"{self.program} {source}-{target}"

    def translate(self, assignment: Assignment) -> Iterator[Translation]:
        """One Translation a text, as they come. Raises EngineError, which leads to no frame that holds a text or a key."""
        failed = None
        try:
            yield from self._translated(assignment)
        except EngineError as error:
            failed = error
        if failed:
            failed.__cause__ = failed.__context__ = None
            raise failed.with_traceback(None)

    def _translated(self, assignment: Assignment) -> Iterator[Translation]:
        translator = self.make(assignment.source, assignment.target)
        cut = [self._pieces(text, assignment) for text in assignment.texts]
        waiting = deque(piece for found in cut for piece in found or ())
        answers: deque[Translation] = deque()
        for found in cut:
            while len(answers) < len(found or ()):
                answers.extend(self._asked(translator, self._batch(waiting), assignment))
            yield Translation(None, TOO_LONG) if found is None else _joined([answers.popleft() for _ in found])

    def _pieces(self, text: str, assignment: Assignment) -> list[str] | None:
        """A text as the engine takes it; one with tags cannot be cut."""
        if assignment.tagged:
            return [text] if len(text) < self.limit else None
        return pieces(text, assignment.source, self.limit)

    def _batch(self, waiting: deque[str]) -> list[str]:
        """As many texts as one call may hold, at least one, taken from those that wait."""
        found, room = [waiting.popleft()], self.load
        room -= len(found[0].encode())
        while waiting and len(found) < self.batch and (room := room - len(waiting[0].encode())) >= 0:
            found.append(waiting.popleft())
        return found

    def _asked(self, translator: BaseTranslator, batch: list[str], assignment: Assignment) -> list[Translation]:
        self._wait()
        answers = self._answers(translator, batch, assignment)
        if answers is None:
            return [Translation(None, fault(self.name, 400).fact)] * len(batch)
        if len(answers) != len(batch):
            return [Translation(None, MISCOUNTED)] * len(batch)
        return [judged(text, answer, tagged=assignment.tagged) for text, answer in zip(batch, answers, strict=True)]

    def _wait(self) -> None:
        """Keep the pause since the call before."""
        if self.pause and self._called:
            time.sleep(max(0.0, self._called.pop() + self.pause - time.monotonic()))
        self._called[:] = [time.monotonic()]

    def _answers(self, translator: BaseTranslator, batch: list[str], assignment: Assignment) -> list[object] | None:
        """What the translator gives, or None where it refuses this batch and not the work as a whole."""
        failed = ""
        try:
            return cast("list[object]", translator.translate_batch(batch, assignment=assignment))
        except Unfit:
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
    if missing:
        return missing
    return parts[0] if len(parts) == 1 else Translation(" ".join(part.text or "" for part in parts))
