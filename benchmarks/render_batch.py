"""How fast many releases are published at once: approved copies of one, each with words of its own, by one process and by two."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from communique import gate, releases
from communique import house as houses
from communique.document import Inline, Text
from communique.editions import Edition
from communique.house import House
from communique.languages import Language
from communique.reviewers import load as load_reviewers
from communique.reviewers import may_decide
from real_house import COMMUNIQUE
from render_speed import cpu

# How many of the releases are set as PDF alone too, to tell what the pages take of it.
PAGES_ALONE = 20


def batch(own: House, slug: str, count: int, folder: Path) -> dict[str, object]:
    """Figures of publishing so many approved copies of a release with `render --all`, every format, in all languages.

    Pages are those of the PDFs, seconds of CPU those of everything that is done for them: the gate, nine formats, the checks after setting,
    the archives, the record and the feeds. How much sooner two processes are done on two processors of their own is told by how many have
    work on average, which other work on the machine hardly changes, and by what they take of it; the clock on the wall is told beside it.
    """
    prepared = copies(own, slug, count, folder / "prepared")
    figures: dict[str, object] = {"batch_releases": count}
    walls, needed = {}, {}
    for jobs in (1, 2):
        place = folder / f"jobs-{jobs}"
        shutil.copytree(prepared, place)
        figures[f"batch_load_before_{jobs}"] = round(os.getloadavg()[0], 1)
        start = time.perf_counter()
        with Workforce() as workforce:
            spent = cpu([COMMUNIQUE, "--house", place, "render", "--all", "--jobs", jobs])
        walls[jobs], pages = time.perf_counter() - start, _pages(place)
        needed[jobs] = spent / workforce.mean if workforce.mean else walls[jobs]
        figures |= {"batch_pages": pages, f"batch_pages_per_cpu_s_{jobs}": round(pages / spent, 1)}
        figures[f"batch_at_work_{jobs}"] = round(workforce.mean, 2)
    speeds = {"batch_speed_up_2": round(needed[1] / needed[2], 2), "batch_speed_up_2_on_the_wall": round(walls[1] / walls[2], 2)}
    return figures | speeds | _alone(prepared, count)


class Workforce(threading.Thread):
    """How many processes below this one have work at a time, two at most: they compute, or wait for nothing but a processor.

    `mean` is 0 where the system does not tell (proc(5): the state R in `stat`, and `children`).
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: list[int] = []
        self._over = threading.Event()

    @property
    def mean(self) -> float:
        """How many, on average."""
        return statistics.fmean(self.seen) if any(self.seen) else 0.0

    def run(self) -> None:
        """Look twenty times a second, until it is over."""
        while not self._over.wait(0.05):
            found = _below(os.getpid())
            if found:
                self.seen.append(min(sum(map(_has_work, found)), 2))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()


def _below(process: int) -> list[int]:
    """The processes that one started, and those that these started."""
    try:
        started = [int(word) for one in Path(f"/proc/{process}/task").glob("*/children") for word in one.read_text().split()]
    except OSError:
        return []
    return [*started, *(other for one in started for other in _below(one))]


def _has_work(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return False


def previews(own: House, slug: str, count: int) -> dict[str, object]:
    """The same for copies of a release that nobody approved, their PDFs alone."""
    for number in range(count):
        shutil.copytree(own.drafts / slug, own.drafts / f"copy-{number:03}")
    slugs = [f"copy-{number:03}" for number in range(count)]
    times = {jobs: _preview(own.root, slugs, jobs) for jobs in (1, 2)}
    pages = _pages(own.root, "copy-*")
    rates = {f"batch_pages_per_cpu_s_{jobs}": round(pages / spent, 1) for jobs, (spent, _) in times.items()}
    return {"batch_releases": count, "batch_pages": pages, **rates, "batch_speed_up_2": round(times[1][1] / times[2][1], 2)}


def copies(own: House, slug: str, count: int, folder: Path) -> Path:
    """A house with so many copies of a release, approved by everybody; no two share a paragraph that could be set once for both."""
    for name in ("templates", ".communique"):
        shutil.copytree(own.root / name, folder / name)
    halves = (range(count // 2), range(count // 2, count))
    command = (sys.executable, __file__, own.drafts / slug, folder)
    hands = [subprocess.Popen([*map(str, (*command, half.start, half.stop))]) for half in halves]
    if max(hand.wait() for hand in hands):
        raise RuntimeError("the copies could not be approved")
    return folder


def _approved_copy(original: Path, root: Path, number: int) -> None:
    house, slug = houses.load(root), f"release-{number:03}"
    shutil.copytree(original, house.drafts / slug, ignore=shutil.ignore_patterns("decisions", "approved"))
    for edition in releases.load(house, slug).editions.values():
        releases.save_edition(house.drafts / slug, _with_words(edition, str(number + 100)))
    people, board = load_reviewers(house), gate.board(house, slug)
    partner = {cell.language: cell.partner for cell in board.cells}
    for finding in board.blocking:
        language = finding.language or Language.FR
        gate.waive(house, slug, finding.id, may_decide(people, language, partner[language])[0].id, comment="as it was published")
    for cell in board.cells:
        gate.approve(house, slug, cell.language, cell.partner, may_decide(people, cell.language, cell.partner)[0].id)


def _with_words(edition: Edition, word: str) -> Edition:
    units = (replace(unit, target=_after_the_first(unit.target, word) if unit.target else None) for unit in edition.units)
    return replace(edition, units=tuple(units))


def _after_the_first(content: tuple[Inline, ...], word: str) -> tuple[Inline, ...]:
    for at, inline in enumerate(content):
        if isinstance(inline, Text) and " " in inline.text:
            return (*content[:at], replace(inline, text=inline.text.replace(" ", f" {word} ", 1)), *content[at + 1 :])
    return content


def _alone(prepared: Path, count: int) -> dict[str, object]:
    slugs = [f"release-{number:03}" for number in range(min(count, PAGES_ALONE))]
    spent, _ = _preview(prepared, slugs, 1)
    return {"batch_pdf_alone_pages_per_cpu_s_1": round(_pages(prepared) / spent, 1)}


def _preview(root: Path, slugs: Sequence[str], jobs: int) -> tuple[float, float]:
    """Seconds of CPU and on the wall for the PDFs of these releases."""
    start = time.perf_counter()
    spent = cpu([COMMUNIQUE, "--house", root, "render", *slugs, "--preview", "--format", "pdf", "--jobs", jobs])
    return spent, time.perf_counter() - start


def _pages(root: Path, folders: str = "*") -> int:
    import pikepdf

    return sum(len(pikepdf.open(file).pages) for file in (root / "output").glob(f"{folders}/*/*.pdf"))


if __name__ == "__main__":
    for asked in range(int(sys.argv[3]), int(sys.argv[4])):
        _approved_copy(Path(sys.argv[1]), Path(sys.argv[2]), asked)
