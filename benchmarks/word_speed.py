"""The Word reader's time beside mammoth's, in one process, file by file in turns."""

from __future__ import annotations

import resource
import signal
import statistics
from collections.abc import Callable
from pathlib import Path

import mammoth

from communique.readers import docx

LIMIT = 10.0
"""Seconds of CPU after which mammoth is stopped; the file counts as that long."""
REPEATS = 5
ENOUGH = 2.0  # seconds after which a file is not read again
WARM = 5  # files read before anything is measured


class Stopped(BaseException):
    """The limit is reached; no handler of a library catches it."""


def race(paths: list[Path]) -> dict[str, object]:
    """The ratios of medians and of 95th percentiles over the files that both read, times being medians of several readings."""
    readers: dict[str, Callable[[Path], object]] = {"ours": _ours, "mammoth": _theirs}
    for path in paths[:WARM]:
        for reader in readers.values():
            _timed(reader, path)
    times: dict[str, list[float]] = {"ours": [], "mammoth": []}
    stopped = 0
    for path in paths:
        found = _turns(readers, path)
        if found:
            stopped += found["mammoth"] >= LIMIT
            for name, seconds in found.items():
                times[name].append(seconds)
    ours, theirs = (_summary(times[name]) for name in readers)
    ratios = {key: round(ours[key] / theirs[key], 3) for key in ("median", "p95")}
    return {"files": len(times["ours"]), "ours": ours, "mammoth": theirs | {"stopped": stopped}, "ratio": ratios}


def _turns(readers: dict[str, Callable[[Path], object]], path: Path) -> dict[str, float]:
    """The median time of each reader for a file; nothing where one cannot read it."""
    found: dict[str, list[float]] = {name: [] for name in readers}
    while len(found["ours"]) < REPEATS and sum(map(sum, found.values())) < ENOUGH:
        for name, reader in readers.items():
            seconds = _timed(reader, path)
            if seconds is None:
                return {}
            found[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def _timed(reader: Callable[[Path], object], path: Path) -> float | None:
    """Seconds of CPU, children included; None where a reader refuses or fails."""
    before = _spent()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        reader(path)
    except Stopped:
        return LIMIT
    except Exception:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return _spent() - before


def _spent() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _ours(path: Path) -> object:
    return docx.read(path, accept_changes=True)


def _theirs(path: Path) -> object:
    with path.open("rb") as file:
        return mammoth.convert_to_html(file)


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered), 4),
        "p95": round(ordered[int(0.95 * len(ordered))], 4),
        "max": round(ordered[-1], 2),
    }


def _stop(*_: object) -> None:
    raise Stopped


signal.signal(signal.SIGPROF, _stop)
