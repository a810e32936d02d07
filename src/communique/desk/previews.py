"""Previews: page and PDF of a release as it stands, made in the background by a process of its own, shown while they are current."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ..approval import subjects
from ..house import House
from ..languages import Language
from ..operation.shelf import PAGE_POLICY, SHOWN
from ..publishing import manifest
from ..publishing.publication import PREVIEW
from ..releases import Release
from .views import Preview

PATIENCE = 300.0
MEDIA = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}


class Workshop:
    """Makes previews one after the other; a release that is waiting is not asked for twice."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")
        self._asked: set[tuple[str, str]] = set()
        self._failed: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, house: House, release: Release) -> None:
        """Have a release's preview made unless it is current, being made, or could not be made of this very text."""
        if self._closed or is_current(house, release):
            return
        order = (release.slug, _state(house, release))
        with self._lock:
            if order in self._asked or order in self._failed:
                return
            self._asked.add(order)
        self._pool.submit(self._make, house, order)

    def _make(self, house: House, order: tuple[str, str]) -> None:
        made = False
        try:
            made = self._rendered(house, order[0])
        finally:
            with self._lock:
                self._asked.discard(order)
                if not made:
                    self._failed.add(order)

    def has_failed(self, house: House, release: Release) -> bool:
        """Whether no preview can be made of this very text."""
        return (release.slug, _state(house, release)) in self._failed

    def is_busy(self) -> bool:
        """Whether a preview is being made or waits to be."""
        return bool(self._asked)

    def _rendered(self, house: House, slug: str) -> bool:
        """Whether a preview was made; its memory and its time are not the desk's."""
        with self._lock:
            self._process = None if self._closed else _started(house, slug)
        if self._process is None:
            return False
        try:
            return self._process.wait(PATIENCE) == 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False

    def close(self) -> None:
        """End what is being made and begin nothing new; half a preview takes nobody's place."""
        with self._lock:
            self._closed = True
            if self._process:
                self._process.kill()
        self._pool.shutdown(cancel_futures=True)


def _started(house: House, slug: str) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(  # noqa: S603 - our own command
            (sys.executable, "-P", "-m", "communique.desk.proof", slug),
            env={**os.environ, "COMMUNIQUE_HOUSE": str(house.root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None


def files(house: House, slug: str, language: Language) -> tuple[Preview, ...]:
    """Page and PDF of a language's preview, whether they are there yet or not; `href` is below the link, `preview/<name>`."""
    found = sorted(path.name for path in (place(house, slug) / language.value).glob("*") if path.suffix in MEDIA)
    names = found or [f"{slug}.{language}{suffix}" for suffix in MEDIA]
    return tuple(Preview(name=SHOWN[Path(name).suffix], href=f"preview/{name}") for name in names)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a preview's file, and the headers that keep what is in it to itself."""

    content: bytes
    headers: Mapping[str, str]


def content(house: House, slug: str, language: Language, name: str) -> Content | None:
    """A file of a language's preview by its plain name, None where there is none."""
    known = {path.name: path for path in (place(house, slug) / language.value).glob("*") if path.suffix in MEDIA and path.is_file()}
    path = known.get(name)
    if path is None:
        return None
    # A draft's own text stands in these pages: they run nothing and call nobody. Browsers show no PDF in a sandbox.
    policy = PAGE_POLICY if path.suffix == ".html" else "default-src 'none'"
    headers = {
        "Content-Type": MEDIA[path.suffix],
        "Content-Disposition": "inline",
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
    }
    return Content(path.read_bytes(), headers)


def is_current(house: House, release: Release) -> bool:
    """Whether the preview shows the release as it stands."""
    try:
        listed = json.loads((place(house, release.slug) / manifest.NAME).read_bytes())
        known = (listed["release"], listed["status"]) == (release.slug, manifest.PREVIEW)
        return bool(known and listed["subjects"] == subjects.subjects(release, house))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def place(house: House, slug: str) -> Path:
    """The folder of a release's preview."""
    return house.output / f"{slug}{PREVIEW}"


def _state(house: House, release: Release) -> str:
    return json.dumps(subjects.subjects(release, house), sort_keys=True)
