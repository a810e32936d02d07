"""What the memory promises about speed, accuracy and size, as one line of JSON.

    python benchmarks/memory.py [../shared/data] [units …]

Sentences are spliced from a parallel corpus until there are so many. A query is one of them with 5 to 30 % of its words changed; its best
match is what a look through all of them finds. Each size is measured in a process of its own, so that its memory is its own. Then a TMX
file of 200 megabytes is taken in, and a memory is loaded twice, the second time with the cache that the first left.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rapidfuzz import fuzz, process

from communique.document import Text
from communique.languages import Language
from communique.memory import NEAR, Memory, likeness
from communique.segments import normal
from communique.translation import tmx
from communique.translation.tmx import Entry

SEED = 20251124
# Near look-ups in milliseconds, 95th percentile, by units.
BARS = {10_000: 30.0, 100_000: 80.0, 1_000_000: 100.0}
RECALL = 0.99
MEGABYTES = 1500
QUERIES = 200
# A look through a million sentences takes seconds, so fewer are asked for there.
JUDGED = {10_000: 200, 100_000: 200, 1_000_000: 50}
# A TMX file of so many bytes is taken in; the room that this takes over the start must not grow with it.
FILE, FILE_MEGABYTES = 200_000_000, 60
# A memory of so many units on the disk is ready for its first near look-up within so many seconds of processor time on a second run.
READY, READY_SECONDS = 100_000, 1.5


def main(shared: Path, sizes: list[int]) -> int:
    """Print the figures of every size; 1 where a promise is broken."""
    found = {size: _apart(shared, size) for size in sizes}
    file, again = taken_in(shared), ready(shared)
    print(json.dumps({"memory": found, "tmx": file, "ready": again}))
    late = again["second_run_s"] > READY_SECONDS or again["second_run_s"] > again["first_run_s"]
    return int(late or any(broken(size, figures) for size, figures in found.items()) or file["grown_megabytes"] > FILE_MEGABYTES)


def broken(size: int, figures: dict[str, float]) -> bool:
    """Whether a size misses its bar."""
    bar = BARS.get(size, max(BARS.values()))
    return figures["near_p95_ms"] > bar or figures["recall_of_best"] < RECALL or figures["peak_megabytes"] > MEGABYTES


def _apart(shared: Path, size: int) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "--alone", str(shared), str(size)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def figures(shared: Path, size: int) -> dict[str, float]:
    """Time, recall and room of one size."""
    chance = random.Random(SEED)
    held = spliced(shared, size, chance)
    targets = _lines(shared, Language.DE)
    french, german = Language.FR, Language.DE
    memory = Memory(tuple(Entry(str(n), {french: (Text(text),), german: (Text(targets[n % 997]),)}) for n, text in enumerate(held)))
    queries = [edited(chance.choice(held), chance) for _ in range(QUERIES)]
    build, _ = _timed(lambda: memory.recall(queries[0], french, german))
    exact = [_timed(lambda text=text: memory.recall(text, french, german))[0] for text in held[:500]]
    near = [_timed(lambda text=text: memory.recall(text, french, german)) for text in queries]
    times, peak = [seconds for seconds, _ in near], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "build_s": round(build, 1),
        "exact_p95_ms": round(percentile(exact) * 1000, 3),
        "near_p50_ms": round(statistics.median(times) * 1000, 1),
        "near_p95_ms": round(percentile(times) * 1000, 1),
        "recall_of_best": _recall(queries[: JUDGED.get(size, 100)], [match for _, match in near], held),
        "peak_megabytes": peak,
    }


def taken_in(shared: Path) -> dict[str, float]:
    """Time and room of taking a large TMX file into a memory's folder."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.tmx"
        lines = _lines(shared, Language.FR), _lines(shared, Language.DE)
        count = FILE // 440
        tmx.write(
            path,
            (
                Entry(str(n), {Language.FR: (Text(f"{n} {lines[0][n % 997]}"),), Language.DE: (Text(f"{n} {lines[1][n % 997]}"),)})
                for n in range(count)
            ),
        )
        code = (
            "import resource, sys; from pathlib import Path; from communique import memory\n"
            "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
            "before = most(); print(memory.import_tmx(Path(sys.argv[1]), Path(sys.argv[2])), most() - before)"
        )
        begin = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code, path, Path(folder) / "memory"], capture_output=True, text=True, check=True)
        taken, grown = (int(number) for number in done.stdout.split())
        return {
            "megabytes": path.stat().st_size // 1_000_000,
            "units": taken,
            "lost": count - taken,
            "seconds": round(time.perf_counter() - begin, 1),
            "grown_megabytes": grown,
        }


def ready(shared: Path) -> dict[str, float]:
    """Processor time from the start of a process to its first near look-up in a memory of TMX files: without a cache, and with it."""
    code = (
        "import sys, time; from pathlib import Path; from communique.memory import Memory; from communique.languages import Language\n"
        "memory = Memory.load([Path(sys.argv[1])]); memory.recall(sys.argv[2], Language.FR, Language.DE); print(time.process_time())"
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.tmx"
        held, targets = spliced(shared, READY, random.Random(SEED)), _lines(shared, Language.DE)
        texts = ({Language.FR: (Text(text),), Language.DE: (Text(targets[n % 997]),)} for n, text in enumerate(held))
        tmx.write(path, (Entry(str(n), both) for n, both in enumerate(texts)))
        command, own = [sys.executable, "-c", code, path, edited(held[0], random.Random(SEED))], {**os.environ, "XDG_CACHE_HOME": folder}
        runs = [float(subprocess.run(command, capture_output=True, text=True, check=True, env=own).stdout) for _ in range(2)]
        return {"units": READY, "first_run_s": round(runs[0], 1), "second_run_s": round(runs[1], 2)}


def spliced(shared: Path, size: int, chance: random.Random) -> list[str]:
    """So many different sentences, each the beginning of one of the corpus and the end of another, cut anywhere."""
    sources = [line.split() for line in _lines(shared, Language.FR)]
    texts = dict.fromkeys(" ".join(words) for words in sources)
    while len(texts) < size:
        first, second = chance.choice(sources), chance.choice(sources)
        texts[" ".join(first[: int(len(first) * chance.uniform(0.3, 0.7))] + second[int(len(second) * chance.uniform(0.3, 0.7)) :])] = None
    return list(texts)[:size]


def _lines(shared: Path, language: Language) -> list[str]:
    path = shared / "qa" / "parallel" / f"flores-dev.{language}"
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]


def edited(text: str, chance: random.Random) -> str:
    """A text with 5 to 30 % of its words exchanged, dropped or doubled; its figures stay."""
    words = text.split()
    for _ in range(max(1, round(len(words) * chance.uniform(0.05, 0.3)))):
        at = chance.randrange(len(words))
        if words[at].isalpha():
            words[at : at + 1] = chance.choice([[], [words[at], words[at]], [chance.choice(words)]])
    return " ".join(words)


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    result = call()
    return time.process_time() - begin, result


def percentile(seconds: list[float], share: float = 0.95) -> float:
    """The value under which a share of all values lies."""
    return sorted(seconds)[int(len(seconds) * share)]


def _recall(queries: list[str], matches: list[Any], held: list[str]) -> float:
    """The share of queries whose match is as good as the best there is."""
    normalised = [normal(text) for text in held]
    right = 0
    for query, match in zip(queries, matches, strict=False):
        wanted = normal(query)
        alike = process.extract(wanted, normalised, scorer=fuzz.ratio, score_cutoff=NEAR, limit=50)
        best = max((score for text, score, _ in alike if likeness(wanted, text, score) >= NEAR), default=0)
        right += (match.score if match else 0) == int(best)
    return round(right / len(queries), 3)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        print(json.dumps(figures(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        where, *units = sys.argv[1:] or ["../shared/data"]
        sys.exit(main(Path(where), [int(size) for size in units] or list(BARS)))
