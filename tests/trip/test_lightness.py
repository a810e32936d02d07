"""The help is there at once, and the trip needs no network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from houses import SAMPLE

HEAVY = (
    "prefect",
    "weasyprint",
    "docx",
    "lxml",
    "click",
    "rich",
    "deep_translator",
    "fxtranslate",
    "httpx",
    "PIL",
    "cryptography",
    "starlette",
    "uvicorn",
)

HELP = """
import sys
from communique.cli import main
sys.argv = ["communique", "--help"]
main()
print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""

TRIP = """
import sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise SystemExit(f"the trip opened a connection: {event}")
sys.addaudithook(watch)
from communique.cli import main
sys.argv = ["communique", "--house", sys.argv[1], "demo", "--json"]
main()
"""


def test_the_help_loads_no_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-c", HELP.format(heavy=HEAVY)], capture_output=True, text=True, check=True)
    assert "demo" in done.stdout
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("lang", ["fr", "de", "en"])
def test_the_help_speaks_the_officers_language(lang: str) -> None:
    command = [Path(sys.executable).parent / "communique", "--lang", lang]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {"fr": "valider une langue", "de": "eine Sprache freigeben", "en": "approve a language"}[lang] in done.stdout
    assert len(done.stdout.splitlines()) < 36, "more than one screen"


def test_the_whole_trip_opens_no_connection(house: Path) -> None:
    done = subprocess.run([sys.executable, "-c", TRIP, house], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{SAMPLE}.de.pdf" in done.stdout
