"""What the hosted engines survive: `python benchmarks/engine_faults.py` prints one JSON line; a broken promise is an error.

Every engine × every fault, against services on loopback that follow the published interfaces: a release is half translated, then the fault
comes and stays. Each time there must be a sentence for what is missing, what came before must be kept, and a second run over a service
that is well again must ask for what is missing and for nothing else. Key, text and title are looked for in logs (everything at DEBUG),
errors with their chains and the locals of their tracebacks, standard output and error, and the addresses that were asked for. Google's
page and MyMemory take texts in addresses only: these are counted apart (`in_addresses_by_design`). Last come runs that are killed.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from communique.drafts import Draft
from communique.editions import Edition
from communique.house import EngineRule
from communique.languages import Language
from communique.memory import Memory
from communique.segments import cut
from communique.translation import asking
from communique.translation.stage import fill, reason
from engine_cases import EN, ENGINES, FR, IN_ADDRESSES, KEY, KEYS, SETTINGS, TEXT, TITLE, draft, engine_of, texts_of
from killed_runs import killed_runs
from loopback import Service, running, untrusted

FAULTS: dict[str, Any] = {
    "refused key": 403,
    "quota": 456,
    "payment due": 402,
    "busy": 429,
    "busy, retry later": (429, "3600"),
    "broken": 500,
    "hang": "hang",
    "cut connection": "cut",
    "slow drip": "drip",
    "too few": "short",
    "too many": "long",
    "empty": "empty",
    "null": "null",
    "echo": "echo",
    "entities": "entities",
    "quota text as translation": "notice",
    "redirect to another host": "redirect",
    "oversized": "flood",
    "not JSON": "no json",
    "not UTF-8": "no utf-8",
    "broken tags": "no tags",
    "TLS not trusted": "tls",
}
BATCH, LONG = SETTINGS["batch"], 400


@dataclass
class Cell:
    """What one engine made of one fault."""

    sentence: str = ""
    wrong: list[str] = field(default_factory=list)
    leaks: int = 0
    in_addresses: int = 0


@contextlib.contextmanager
def watched(told: list[str]) -> Iterator[None]:
    """Everything that is logged or printed, kept."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with contextlib.redirect_stdout(lines), contextlib.redirect_stderr(lines):
            yield
    finally:
        root.removeHandler(handler)
        told.append(lines.getvalue())


def filled(own: Draft, engine: Any, before: Edition | None = None) -> Edition:
    """The edition that the engine makes of a release."""
    return fill(
        own, EN, memory=Memory(()), engines=[(EngineRule("test", "machine"), engine)], at="2026-01-01T00:00:00+00:00", before=before
    )


def shown(error: BaseException) -> str:
    """All that a traceback may show of an error and of those behind it, locals included."""
    lines = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    return f"{lines} {error!r} {error.args!r} {error.__cause__!r} {error.__context__!r}"


def tried(name: str, fault: str, certificate: Path) -> Cell:
    """One engine, half way through a release when a fault comes and stays, and once more when all is well."""
    cell, own, told = Cell(), draft(), []
    plan = FAULTS[fault]
    with running(name, KEY if name in KEYS else "", certificate if plan == "tls" else None) as service, running("deepl") as other:
        service.elsewhere = other.url.replace("127.0.0.1", "localhost") + "/v2/translate"
        good = 0 if plan == "tls" else (1 if name in {"deepl", "libretranslate", "llm"} else BATCH)
        service.plan.extend(["ok"] * good + ([] if plan == "tls" else [plan] * LONG))
        with watched(told):
            engine = engine_of(name, service)
            first = filled(own, engine)
            told += [repr(engine), repr([unit.origin for unit in first.units])]
            told += errors(own, engine)
        asked_first = list(service.asked)
        service.plan.clear()
        service.asked.clear()
        _judge(cell, name, fault, first)
        cell.wrong += ["reached another host"] * bool(other.asked)
        if plan != "tls":
            with watched(told):
                second = filled(own, engine, first)
            _resumed(cell, name, first, second, service)
        _leaks(cell, name, told, [*asked_first, *service.asked])
    return cell


def errors(own: Draft, engine: Any) -> list[str]:
    """What is shown of the error that asking ends with, if it does."""
    brief = asking.briefing(cut(own.document), FR, EN, asking.Glossary())
    ended = asking.ask(cut(own.document), EngineRule("test", "machine"), engine, brief).ended
    return [shown(ended), *(ended.sentence(language) for language in Language)] if ended else []


def _judge(cell: Cell, name: str, fault: str, first: Edition) -> None:
    """After the fault: what is missing has a sentence, what came before is there."""
    missing = first.untranslated
    notes = {unit.origin.note for unit in missing}
    cell.sentence = "; ".join(reason(note).en for note in sorted(notes))
    if any(reason(note)[language] == note or not note for note in notes for language in Language):
        cell.wrong.append("no sentence")
    single = name not in {"deepl", "libretranslate", "llm"}
    harmless = fault in {"entities", "broken tags"} or (single and fault in {"too many", "too few", "not UTF-8"})
    if fault in {"entities", "broken tags"} and missing:
        cell.wrong.append("lost what came")
    if not harmless and not missing:
        cell.wrong.append("took a fault for a translation")
    if fault != "TLS not trusted" and len(missing) == len(first.units):
        cell.wrong.append("lost what came before")


def _resumed(cell: Cell, name: str, first: Edition, second: Edition, service: Service) -> None:
    """After the second run: nothing is missing, nothing was asked for that had been paid for, what was there is the same."""
    done = {" ".join(unit.segment.text.split()) for unit in first.units if unit.target is not None}
    twice = Counter(text for call in service.asked for text in texts_of(name, call))
    cell.wrong += ["paid twice"] * bool(done & twice.keys()) + ["asked twice"] * any(n > 1 for n in twice.values())
    cell.wrong += ["not resumed"] * bool(second.untranslated)
    kept = all(a == b for a, b in zip(first.units, second.units, strict=True) if a.target is not None)
    cell.wrong += [] if kept else ["changed what was there"]


def _leaks(cell: Cell, name: str, told: list[str], asked: list[dict[str, Any]]) -> None:
    canaries = (KEY, TITLE, TEXT)
    cell.leaks = sum(word in text for text in told for word in canaries)
    lines = [unquote_plus(f"{call['path']} {call['query']}") for call in asked]
    found = sum(any(word in line for word in canaries) for line in lines)
    if name in IN_ADDRESSES:
        cell.in_addresses = found
    else:
        cell.leaks += found
    cell.wrong += ["leaked"] * bool(cell.leaks)


def main() -> int:
    """Run the matrix, print one JSON line, and give 1 where a promise is broken."""
    os.environ |= dict.fromkeys(KEYS.values(), KEY)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        certificate = untrusted(Path(folder))
        killed = killed_runs(Path(folder))
        cells = {(name, fault): tried(name, fault, certificate) for name in ENGINES for fault in FAULTS}
    wrong = {f"{name}, {fault}": cell.wrong for (name, fault), cell in cells.items() if cell.wrong}
    wrong |= {f"{name}, killed": found.wrong for name, found in killed.items() if found.wrong}
    print(
        json.dumps(
            {
                "engines": len(ENGINES),
                "faults": len(FAULTS),
                "cells": len(cells),
                "right": sum(not cell.wrong for cell in cells.values()),
                "paid_twice": sum("paid twice" in cell.wrong or "asked twice" in cell.wrong for cell in cells.values()),
                "leaks": sum(cell.leaks for cell in cells.values()),
                "in_addresses_by_design": {
                    name: sum(cell.in_addresses for (n, _), cell in cells.items() if n == name) for name in sorted(IN_ADDRESSES)
                },
                "killed": {
                    "kills": sum(found.kills for found in killed.values()),
                    "answers_taken_up": sum(found.kept for found in killed.values()),
                    "texts_in_flight": sum(found.in_flight for found in killed.values()),
                    "paid_twice": sum("paid twice" in found.wrong for found in killed.values()),
                },
                "seconds": round(time.monotonic() - begin, 1),
                "broken": wrong,
            },
            ensure_ascii=False,
        )
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
