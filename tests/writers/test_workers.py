"""Processes that set pages give the same bytes as this one, live from job to job, and end with those who started them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import HouseError, RenderError
from communique.house import House
from communique.languages import Language
from communique.publishing import batches, setting, workers
from communique.publishing.publication import Make
from communique.publishing.workers import Workers
from communique.releases import Release
from press_sample import APPROVED, ROOT, house_in, restyled, sample, short

FORMATS = ("text", "html", "pdf")
LIGHT = ("text", "html")
# What a single-threaded process, which copies itself, does; a test's own process may have threads.
ALONE = """
import sys
from pathlib import Path
from communique.publishing.workers import Workers
from press_sample import APPROVED, house_in, sample
house = house_in(Path(sys.argv[1]))
with Workers() as crew:
    made = crew.made(sample(house.drafts), house, APPROVED, ("pdf",))
print(sorted(made), [name for name in ("weasyprint", "pydyf") if name in sys.modules])
"""


@pytest.fixture
def own(tmp_path: Path) -> House:
    return house_in(tmp_path)


@pytest.fixture
def story(own: House) -> Release:
    return sample(own.drafts)


@pytest.fixture
def crew() -> Iterator[Workers]:
    with Workers() as crew:
        yield crew


def test_another_process_makes_the_same_bytes(crew: Workers, own: House, story: Release) -> None:
    assert crew.made(story, own, APPROVED, FORMATS) == setting.made(story, own, APPROVED, FORMATS)


def test_a_process_that_starts_pages_alone_never_loads_the_typesetter(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ALONE, tmp_path],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": "tests"},
        cwd=ROOT,
    )
    assert run.stdout.strip().endswith("[]")
    assert run.stdout.count(".pdf") == len(Language)


def test_its_errors_are_told_in_all_languages(crew: Workers, own: House, story: Release) -> None:
    with pytest.raises(RenderError) as here:
        setting.made(short(own.drafts, "title: 🚀"), own, APPROVED, FORMATS)
    with pytest.raises(RenderError) as there:
        crew.made(short(own.drafts, "title: 🚀"), own, APPROVED, FORMATS)
    assert [there.value.sentence(language) for language in Language] == [here.value.sentence(language) for language in Language]


def test_an_error_of_another_kind_keeps_its_kind(crew: Workers, tmp_path: Path) -> None:
    broken = restyled(tmp_path / "x", "page.html", lambda _: "{{ nothing }}")
    with pytest.raises(HouseError, match=r"page\.html"):
        crew.made(short(broken.drafts, "title: x"), broken, APPROVED, ("html",))


def test_what_nobody_foresaw_is_a_sentence_without_the_text(crew: Workers, own: House, story: Release) -> None:
    broken = replace(story, editions={language: edition for language, edition in story.editions.items() if language is Language.FR})
    with pytest.raises(RenderError, match="KeyError") as error:
        crew.made(broken, own, APPROVED, ("text",))
    assert error.value.hint[Language.DE]


def test_a_process_that_was_killed_from_outside_is_replaced(crew: Workers, own: House, story: Release) -> None:
    before = crew.made(story, own, APPROVED, LIGHT)
    worker = crew._idle.queue[0]
    assert worker is not None
    os.kill(worker.pid, 9)
    with pytest.raises(RenderError, match="SIGKILL"):
        crew.made(story, own, APPROVED, LIGHT)
    assert crew.made(story, own, APPROVED, LIGHT) == before


def test_a_process_is_recycled_after_its_share_of_jobs(crew: Workers, own: House, story: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_JOBS", 2)
    crew.made(story, own, APPROVED, ("text",))
    first = crew._idle.queue[0]
    crew.made(story, own, APPROVED, ("text",))
    assert first is not None
    assert (crew._idle.queue[0], first.alive) == (None, False)
    with pytest.raises(ProcessLookupError):
        os.kill(first.pid, 0)


def test_threads_share_processes_without_mixing_their_answers(own: House) -> None:
    """As flows ask: several threads of one process, more of them than processes."""
    stories = [replace(short(own.drafts, f"title: Number {n}", f"p: Line {n}."), slug=f"s{n}") for n in range(6)]
    with Workers(2) as crew, ThreadPoolExecutor(4) as hands:
        made = list(hands.map(lambda story: crew.made(story, own, APPROVED, LIGHT), stories))
    assert made == [setting.made(story, own, APPROVED, LIGHT) for story in stories]


def test_of_many_releases_one_that_fails_stops_no_other(own: House) -> None:
    stories = {f"s{n}": replace(short(own.drafts, f"title: {'🚀' if n == 2 else n}"), slug=f"s{n}") for n in range(5)}
    begun: list[str] = []

    def do(slug: str, make: Make) -> list[str]:
        return sorted(make(stories[slug], own, APPROVED))

    for jobs in (1, 2):
        found = dict(batches.each(tuple(stories), do, jobs=jobs, formats=("pdf",), begun=begun.append))
        assert [slug for slug, made in found.items() if isinstance(made, RenderError)] == ["s2"]
        assert all(made == [f"en/{slug}.en.pdf"] for slug, made in found.items() if slug != "s2")
    assert sorted(set(begun)) == sorted(f"en/{slug}.en.pdf" for slug in stories)


def test_nothing_is_decided_or_written_twice_at_a_time(own: House) -> None:
    stories = {f"s{n}": replace(short(own.drafts, f"title: {n}"), slug=f"s{n}") for n in range(6)}
    inside, most = threading.Semaphore(1), []

    def do(slug: str, make: Make) -> None:
        with_nobody = inside.acquire(blocking=False)
        most.append(with_nobody)
        inside.release()
        make(stories[slug], own, APPROVED)
        most.append(inside.acquire(blocking=False))
        inside.release()

    list(batches.each(tuple(stories), do, jobs=3, formats=("text",)))
    assert most == [True] * 12
