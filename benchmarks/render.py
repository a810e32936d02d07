"""What rendering promises about speed and size: a cold process and a warm one, as one line of JSON.

    python benchmarks/render.py [ROUNDS]

The release is the writers' sample: about 700 words, a picture, a table, four boilerplates, three languages. Times are CPU seconds of the
process and of what it starts, the best of ROUNDS (5): other work on the machine makes them worse, never better.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
COLD = "import sys; sys.path[:0] = [{tests!r}, {here!r}]; import render; render.once(render.Path({root!r}))"


def main(rounds: int = 5) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        first = _cold(root)
        cold = min(_cold(root) for _ in range(rounds))
        warm, sizes = _warm(root, rounds)
    print(json.dumps({"cold_first_s": first, "cold_s": cold, "warm_s": warm, "bytes": sizes}))


def once(root: Path) -> None:
    """Render the sample in all languages and the three formats, as a fresh process would."""
    for _, write in _writes(root):
        write()


def _cold(root: Path) -> float:
    code = COLD.format(tests=str(TESTS), here=str(Path(__file__).parent), root=str(root))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def _warm(root: Path, rounds: int) -> tuple[dict[str, float], dict[str, int]]:
    times: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for name, write in _writes(root):
        sizes[name] = len(write())
        times[name] = round(min(_timed(write) for _ in range(rounds)), 3)
    return times, sizes


def _timed(write: Callable[[], bytes]) -> float:
    start = time.process_time()
    write()
    return time.process_time() - start


def _writes(root: Path) -> list[tuple[str, Callable[[], bytes]]]:
    import press_sample as sample
    from communique import families
    from communique.house import House
    from communique.languages import Language

    if not (root / "templates").exists():
        sample.house_in(root)
    house = House(root, "Sample", tuple(Language), (), {}, b"")
    release = sample.sample(root)
    modules = {name: families.load("writers", name) for name in ("pdf", "html", "text")}
    return [
        (f"{name} {language}", lambda module=module, language=language: module.write(release, language, house, sample.APPROVED))
        for name, module in modules.items()
        for language in Language
    ]


if __name__ == "__main__":
    sys.path.insert(0, str(TESTS))
    main(*map(int, sys.argv[1:]))
