"""How fast a release is rendered: cold, warm and unchanged, beside the `weasyprint` command on the same pages."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import one_trip
import real_house
from communique import house as houses
from communique import releases
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import Stamp, Status
from real_house import COMMUNIQUE

TESTS = Path(__file__).parents[1] / "tests"
WEASYPRINT = Path(sys.executable).parent / "weasyprint"
# prctl(2): whoever is left without a parent below this process becomes its child, so that its work is counted.
CHILD_SUBREAPER = 36
BOTH = ("--format", "pdf,html")
STAMP = Stamp(Status.PREVIEW, reviewed=frozenset(Language))


def cpu(words: Sequence[object]) -> float:
    """CPU seconds of a command and of everything it started, also what it left behind. Raises CalledProcessError where it fails."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with suppress(ChildProcessError):
        for _ in range(200):
            time.sleep(0 if os.waitpid(-1, os.WNOHANG)[0] else 0.01)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(rounds: int, *works: Callable[[], float]) -> list[float]:
    """The best of so many rounds of each piece of work, all in turn: what else the machine does falls on all of them."""
    return [min(found) for found in zip(*([work() for work in works] for _ in range(rounds)), strict=True)]


def real(folder: Path) -> tuple[House, str]:
    """A house with the real release, approved and published."""
    root = real_house.build(folder)
    one_trip.main(root, root / "drafts" / f"{real_house.SLUG}.docx")
    return houses.load(root), real_house.SLUG


def sample(folder: Path) -> tuple[House, str]:
    """A house with the writers' sample as a draft that nobody approved."""
    sys.path.insert(0, str(TESTS))
    import press_sample
    from communique import drafts, settings

    folder.mkdir()
    shutil.copytree(TESTS.parent / "templates", folder / "templates")
    own = houses.load(folder)
    told = press_sample.sample(own.drafts)
    place = own.drafts / told.slug
    drafts.save(place, replace(told.draft, document=told.editions[Language.FR].original))
    settings.save(place, told.settings)
    return own, told.slug


def pages(own: House, release: Release, folder: Path) -> list[Path]:
    """The pages that the PDF is made of, as files that name their style sheet, fonts and pictures."""
    from communique.writers import pdf
    from communique.writers._page import compose
    from communique.writers._template import fill
    from communique.writers._tokens import tokens

    shutil.copytree(own.templates / "release", folder)
    style = tokens(own.templates / "release").sheet("print") + (folder / "print.css").read_text(encoding="utf-8")
    (folder / "print.css").write_text(style, encoding="utf-8")
    made = []
    for language in release.settings.languages:
        page = compose(release, language, own, STAMP)
        pictures, files = pdf._pictures(page)
        for name, content in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        text = (
            fill(page, own, "print", pictures).replace(pdf.SHELF, "").replace("</head>", '<link rel="stylesheet" href="print.css"></head>')
        )
        made.append(folder / f"{language}.page.html")
        made[-1].write_text(text, encoding="utf-8")
    return made


def command(page: Path) -> float:
    """CPU seconds of `weasyprint` for one page, to the same kind of file."""
    return cpu([WEASYPRINT, "--pdf-variant", "pdf/a-3a", "--pdf-tags", page, page.with_suffix(".pdf")])


def cold(own: House, slug: str, *options: str) -> float:
    """CPU seconds of a cold process that makes the PDF and the page of a release in all languages."""
    return cpu([COMMUNIQUE, "--house", own.root, "render", slug, "--preview", *BOTH, *options])


def published(own: House, slug: str, *, checked: bool) -> float:
    """CPU seconds of a cold process that asks the gate and makes every format; `checked`: what is wrong with it is known already."""
    shutil.rmtree(own.output / slug)
    if not checked:
        shutil.rmtree(own.state / "findings", ignore_errors=True)
    return cpu([COMMUNIQUE, "--house", own.root, "render", slug])


def unchanged(own: House, slug: str, rounds: int) -> float:
    """CPU seconds of rendering what is rendered already, beyond those of a command that only starts."""
    found = [
        cpu([COMMUNIQUE, "--house", own.root, "render", slug]) - cpu([COMMUNIQUE, "--house", own.root, "render", "--help"])
        for _ in range(rounds)
    ]
    return statistics.median(found)


def warm(own: House, release: Release, rounds: int) -> tuple[float, int]:
    """CPU seconds for the PDFs of all languages in a process that has made them before, and how many pages they have."""
    import pikepdf

    from communique.writers import pdf

    def write() -> float:
        start = time.process_time()
        for language in release.settings.languages:
            pdf.write(release, language, own, STAMP)
        return time.process_time() - start

    made = [pikepdf.open(file) for file in _written(own, release)]
    return min(write() for _ in range(rounds)), sum(len(one.pages) for one in made)


def _written(own: House, release: Release) -> list[Path]:
    return sorted((own.output / f"{release.slug}-preview").rglob("*.pdf"))


def loaded(own: House, slug: str) -> Release:
    """The release as it stands."""
    return releases.load(own, slug)
