"""What rendering promises about speed, as one line of JSON, on the real release, or on the writers' sample where that is not there.

    python benchmarks/render.py [RELEASES [ROUNDS]]

Times are CPU seconds of a process and of what it starts, the best of ROUNDS (2), everything that is compared in turn: other work on the
machine makes them worse, and ratios hardly. RELEASES (100) are published in a batch, in all languages; of the sample, which nobody
approved, five are previewed. Peers that are not on this machine (LibreOffice, Chromium, pandoc) are named and left out. It takes about
five minutes, and ends with an error where a promise is broken by so much that no busy machine explains it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import render_batch
import render_speed as speed
from real_house import DRAFTS
from render_peers import peers

# The promise, and what a busy machine may make of it: the first is told, the second ends the benchmark with an error.
PROMISES = {
    "cold_s": (1.8, 4.5),
    "cold_of_three_commands": (0.45, 0.8),
    "warm_page_s": (0.08, 0.25),
    "unchanged_s": (0.05, 0.2),
}
LEAST = {
    "batch_pages_per_cpu_s_1": (10.0, 3.0),
    "batch_pages_per_cpu_s_2": (10.0, 3.0),
    "batch_pdf_alone_pages_per_cpu_s_1": (10.0, 3.0),
    "batch_speed_up_2": (1.7, 0.4),
}
COLD_OF_PEER, WARM_OF_PEER = (0.6, 1.2), (0.25, 0.6)


def main(count: int = 100, rounds: int = 2) -> int:
    """Print the figures; gives 1 where one is far beyond its promise."""
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), count, rounds)
    broken = sorted(_broken(figures))
    print(json.dumps({"benchmark": "render", **figures, "missed": sorted(_missed(figures)), "broken": broken}))
    return 1 if broken else 0


def measured(folder: Path, count: int, rounds: int) -> dict[str, object]:
    """Every figure that this machine can give."""
    own, slug = (speed.real if DRAFTS.is_dir() else speed.sample)(folder / "house")
    release = speed.loaded(own, slug)
    pages = speed.pages(own, release, folder / "pages")
    speed.cold(own, slug)
    word = next((own.output / slug / "fr").glob("*.docx"), Path("none.docx")) if (own.output / slug).is_dir() else Path("none.docx")
    others = peers(word, pages[0], folder / "peers")
    cold, *found = speed.in_turn(
        rounds, lambda: speed.cold(own, slug), *(lambda page=page: speed.command(page) for page in pages), *others.values()
    )
    commands, rest = found[: len(pages)], dict(zip(others, found[len(pages) :], strict=True))
    warm, count_of_pages = speed.warm(own, release, rounds)
    figures: dict[str, object] = {
        "release": "real" if DRAFTS.is_dir() else "sample",
        "load": round(os.getloadavg()[0], 1),
        "cold_s": round(cold, 2),
        "three_commands_s": round(sum(commands), 2),
        "cold_of_three_commands": round(cold / sum(commands), 2),
        "warm_page_s": round(warm / count_of_pages, 3),
        "pages": count_of_pages,
    }
    if DRAFTS.is_dir():
        figures["cold_all_formats_s"] = round(min(speed.published(own, slug, checked=True) for _ in range(2)), 2)
        figures["cold_all_formats_and_checks_s"] = round(speed.published(own, slug, checked=False), 2)
        figures["unchanged_s"] = round(speed.unchanged(own, slug, rounds + 8), 3)
        figures |= render_batch.batch(own, slug, count, folder / "batch")
    else:
        figures |= render_batch.previews(own, slug, min(count, 5))
    languages = len(release.settings.languages)
    for name, spent in rest.items():
        figures |= {f"cold_of_{name}": round(cold / languages / spent, 2), f"warm_of_{name}": round(warm / languages / spent, 2)}
    return figures | {"not_here": sorted({"libreoffice", "chromium", "pandoc_weasyprint"} - others.keys())}


def _bounds(figures: dict[str, object], which: int) -> list[str]:
    """The figures beyond their promise (0), or far beyond it (1)."""
    most = {name: bound[which] for name, bound in PROMISES.items()}
    most |= {name: COLD_OF_PEER[which] for name in figures if name.startswith("cold_of_") and name not in PROMISES}
    most |= {name: WARM_OF_PEER[which] for name in figures if name.startswith("warm_of_")}
    least = {name: bound[which] for name, bound in LEAST.items()}
    beyond = [name for name, bound in most.items() if name in figures and float(str(figures[name])) > bound]
    return beyond + [name for name, bound in least.items() if name in figures and float(str(figures[name])) < bound]


def _missed(figures: dict[str, object]) -> list[str]:
    return _bounds(figures, 0)


def _broken(figures: dict[str, object]) -> list[str]:
    return _bounds(figures, 1)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
