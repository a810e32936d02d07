"""What the translation stage promises about speed and accuracy, as one line of JSON.

    python benchmarks/translation.py [../shared/data]

Cutting into sentences: `segmentation.py`. Bold and links: `marks.py`. Names that an engine altered: `kept_names.py`. Memory: recall of
the true best match (a full scan decides) and time a look-up, among sentences spliced from the corpus.
"""

from __future__ import annotations

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import kept_names
import marks
import segmentation
from communique.document import Text
from communique.languages import Language
from communique.memory import NEAR, Memory, likeness
from communique.segments import normal
from communique.tmx import Entry

SEED = 20251124


def main(shared: Path) -> None:
    """Print the figures."""
    corpus = {language: segmentation.lines(shared / "qa" / "parallel" / f"flores-dev.{language}") for language in Language}
    figures: dict[str, Any] = {
        "segmentation": segmentation.figures(shared),
        "marks": marks.figures(shared),
        "names": kept_names.figures(shared),
        "memory": {str(size): _memory(corpus, size) for size in (1_000, 10_000, 100_000)},
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


def _memory(corpus: dict[Language, list[str]], size: int) -> dict[str, float]:
    chance = random.Random(SEED)
    sources, targets = corpus[Language.FR], corpus[Language.DE]
    texts = dict.fromkeys(sources)
    while len(texts) < size:
        first, second = chance.choice(sources).split(), chance.choice(sources).split()
        texts[" ".join(first[: len(first) // 2] + second[len(second) // 2 :])] = None
    entries = [Entry(str(n), {Language.FR: (Text(text),), Language.DE: (Text(targets[n % len(targets)]),)}) for n, text in enumerate(texts)]
    memory = Memory(tuple(entries[:size]))
    held = [next(iter(entry.texts[Language.FR])).text for entry in memory.entries]  # type: ignore[union-attr]
    queries = [_edited(chance.choice(held), chance) for _ in range(200 if size < 100_000 else 60)]

    begin = time.perf_counter()
    memory.recall(held[0], Language.FR, Language.DE)
    build = time.perf_counter() - begin
    exact = [_timed(lambda query=query: memory.recall(query, Language.FR, Language.DE)) for query in held[:500]]
    near = [_timed(lambda query=query: memory.recall(query, Language.FR, Language.DE)) for query in queries]
    return {
        "build_s": round(build, 2),
        "exact_p95_ms": round(_percentile([seconds for seconds, _ in exact]) * 1000, 3),
        "near_p50_ms": round(statistics.median(seconds for seconds, _ in near) * 1000, 1),
        "near_p95_ms": round(_percentile([seconds for seconds, _ in near]) * 1000, 1),
        "recall_of_best": _recall(queries[:60], [match for _, match in near[:60]], held),
    }


def _edited(text: str, chance: random.Random) -> str:
    """A text with 5 to 30 % of its words exchanged, dropped or doubled; its figures stay."""
    words = text.split()
    for _ in range(max(1, round(len(words) * chance.uniform(0.05, 0.3)))):
        at = chance.randrange(len(words))
        if words[at].isalpha():
            words[at : at + 1] = chance.choice([[], [words[at], words[at]], [chance.choice(words)]])
    return " ".join(words)


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    result = call()
    return time.perf_counter() - begin, result


def _percentile(seconds: list[float], share: float = 0.95) -> float:
    return sorted(seconds)[int(len(seconds) * share)]


def _recall(queries: list[str], matches: list[Any], held: list[str]) -> float:
    normalised = [normal(text) for text in held]
    right = 0
    for query, match in zip(queries, matches, strict=True):
        wanted = normal(query)
        scores = ((likeness(wanted, text, score), text) for text in normalised if (score := fuzz.ratio(wanted, text, score_cutoff=NEAR)))
        best = max((score for score, _ in scores if score >= NEAR), default=0)
        right += (match.score if match else 0) == (100 if best == 100 else int(best))
    return round(right / len(queries), 3)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
