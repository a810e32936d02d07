"""How often and how long a hosted engine is asked again: bounded, with jitter, heeding Retry-After, never after a refusal."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol, TypeVar

from ._faults import fault, silent
from ._settings import number

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
# A certificate that is not trusted, or an answer of any length, is the same the next time.
HOPELESS = frozenset({"TLS", "TooLarge"})


class Answer(Protocol):
    """What httpx and requests both give."""

    status_code: int

    @property
    def headers(self) -> Mapping[str, str]:
        """The header lines, whatever their case."""
        ...


A = TypeVar("A", bound=Answer)


class Silence(Exception):
    """No answer; the message is the name of what happened and nothing else."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many tries, seconds before the second one (doubled for each further), longest wait, and seconds for one answer."""

    tries: int = 4
    first: float = 0.5
    longest: float = 20.0
    connect: float = 10.0
    answer: float = 60.0

    @staticmethod
    def of(engine: str, settings: Mapping[str, object]) -> Patience:
        """The patience that an engine's table in house.toml asks for: `tries`, `timeout` (seconds for one answer), `wait` (at most).

        Raises EngineError where one of them is no number.
        """
        usual = Patience()
        answer = number(engine, settings, "timeout", usual.answer)
        return Patience(
            tries=max(1, int(number(engine, settings, "tries", usual.tries))),
            longest=number(engine, settings, "wait", usual.longest),
            connect=min(usual.connect, answer),
            answer=answer,
        )


def ask(engine: str, patience: Patience, send: Callable[[], A], key: str = "") -> A:
    """The first answer of status 2xx. `send` raises Silence where none comes. Raises EngineError on a refusal or when patience ends."""
    for left in reversed(range(patience.tries)):
        try:
            answer = send()
        except Silence as silence:
            error, wait = silent(engine, str(silence)), 0.0
            left = 0 if str(silence) in HOPELESS else left
        else:
            if 200 <= answer.status_code < 300:
                return answer
            error, wait = fault(engine, answer.status_code, key), _asked(answer)
            left = left if answer.status_code in AGAIN else 0
        if not left or wait > patience.longest:
            break
        time.sleep(wait or _backoff(patience, patience.tries - 1 - left))
    raise error


def _backoff(patience: Patience, tried: int) -> float:
    """Full jitter between half and the whole of a wait that doubles; chance here is for spreading load, not for secrets."""
    return min(patience.longest, patience.first * 2.0**tried) * random.uniform(0.5, 1)  # noqa: S311


def _asked(answer: Answer) -> float:
    """The seconds that Retry-After asks for (RFC 9110, 10.2.3: seconds or a date); 0 where it is absent or unreadable."""
    value = answer.headers.get("retry-after") or answer.headers.get("Retry-After") or ""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0
