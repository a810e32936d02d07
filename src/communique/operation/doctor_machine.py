"""What the doctor looks at on the machine: Python, its packages, the libraries that set type, time zones, disk, git."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from ..languages import Wording, same
from .diagnosis import Diagnosis, broken, doubtful, well

# What WeasyPrint loads, by the names under which Linux and macOS have it; without the last one fonts are put in whole.
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
}
SUBSETTER = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")
# Pango 1.44 is what WeasyPrint 70 asks for; `pango_version` gives 14400.
OLDEST_PANGO = 14400
LITTLE_DISK, NO_DISK = 2_000_000_000, 200_000_000

VERSION = Wording("version {version}", "Version {version}", "version {version}")
OTHER_PYTHON = Wording(
    "version {version}\u202f; il faut {wanted}", "Version {version}; nötig ist {wanted}", "version {version}; {wanted} is needed"
)
MAKE = Wording(
    "relancez make dans le dossier du projet, ou réinstallez communique",
    "rufen Sie make im Projektordner noch einmal auf oder installieren Sie communique neu",
    "call make in the project’s folder again, or install communique again",
)
FIT = Wording(
    "{count} bibliothèques, chacune dans la version voulue",
    "{count} Pakete, jedes in der nötigen Version",
    "{count} packages, each in a version that fits",
)
MISFIT = Wording(
    "{name} {version} est installé, il faut {wanted}",
    "{name} {version} ist installiert, nötig ist {wanted}",
    "{name} {version} is installed, {wanted} is needed",
)
LACKING = Wording("{name} n’est pas installé", "{name} ist nicht installiert", "{name} is not installed")
NO_IMPORT = Wording(
    "le serveur Prefect {prefect} ne se charge pas avec FastAPI {fastapi} ({why})",
    "der Prefect-Server {prefect} lässt sich mit FastAPI {fastapi} nicht laden ({why})",
    "the Prefect server {prefect} does not load with FastAPI {fastapi} ({why})",
)
IMPORTS = Wording(
    "le serveur Prefect {prefect} se charge avec FastAPI {fastapi}",
    "der Prefect-Server {prefect} lässt sich mit FastAPI {fastapi} laden",
    "the Prefect server {prefect} loads with FastAPI {fastapi}",
)
NO_LIBRARY = Wording(
    "{names} manque ou ne se charge pas\u00a0: pas de PDF",
    "{names} fehlt oder lässt sich nicht laden: kein PDF",
    "{names} is missing or does not load: no PDF",
)
BRING = Wording(
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS\u00a0: brew install pango)",
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)",
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)",
)
NO_SUBSETTER = Wording(
    "Pango {version}\u202f; HarfBuzz ne sait pas alléger les polices\u00a0: les PDF seront plus lourds",
    "Pango {version}; HarfBuzz kann Schriften nicht verkleinern: PDFs werden größer",
    "Pango {version}; HarfBuzz cannot make fonts smaller: PDFs will be larger",
)
NO_ZONE = Wording(
    "l’heure de {zone} n’est pas connue de cette machine",
    "die Zeitzone {zone} ist auf diesem Rechner nicht bekannt",
    "this machine does not know the time of {zone}",
)
BRING_ZONES = Wording(
    "installez le paquet tzdata, ou réinstallez communique",
    "installieren Sie das Paket tzdata oder communique neu",
    "install the package tzdata, or communique again",
)
FREE = Wording("{free} Go libres", "{free} GB frei", "{free} GB free")
MAKE_ROOM = Wording(
    "faites de la place\u202f; output/ et .prefect/ se refont",
    "schaffen Sie Platz; output/ und .prefect/ lassen sich neu erzeugen",
    "make room; output/ and .prefect/ can be made again",
)
NO_GIT = Wording(
    "git n’est pas installé\u00a0: les décisions n’ont ni historique ni copie",
    "git ist nicht installiert: Entscheidungen haben weder Verlauf noch Kopie",
    "git is not installed: decisions have neither history nor copy",
)
INSTALL_GIT = Wording("installez git", "installieren Sie git", "install git")
UNTRACKED = Wording(
    "ce dossier n’est pas sous git\u00a0: les décisions n’ont ni historique ni copie",
    "dieser Ordner liegt nicht in git: Entscheidungen haben weder Verlauf noch Kopie",
    "this folder is not in git: decisions have neither history nor copy",
)
INIT = Wording(
    "lancez dans ce dossier\u00a0: git init && git add . && git commit",
    "rufen Sie in diesem Ordner auf: git init && git add . && git commit",
    "call in this folder: git init && git add . && git commit",
)


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Iterator[Diagnosis]:
    """Whether this Python is one of those that the program is made for."""
    own, wanted = ".".join(map(str, version)), SpecifierSet(metadata.metadata("communique")["Requires-Python"] or "")
    if own in wanted:
        yield well("python", VERSION.fill(version=own))
    else:
        yield broken("python", OTHER_PYTHON.fill(version=own, wanted=wanted), MAKE)


def packages() -> Iterator[Diagnosis]:
    """Whether each package that the program asks for is there in a version that fits; a newer FastAPI is what stops Prefect's server."""
    wanted = [Requirement(line) for line in metadata.requires("communique") or ()]
    wrong = [found for one in wanted if (one.marker is None or one.marker.evaluate()) and (found := _misfit(one))]
    yield from wrong or [well("packages", FIT.fill(count=len(wanted)))]


def _misfit(wanted: Requirement) -> Diagnosis | None:
    try:
        version = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return broken("packages", LACKING.fill(name=wanted.name), MAKE)
    if wanted.specifier.contains(version, prereleases=True):
        return None
    return broken("packages", MISFIT.fill(name=wanted.name, version=version, wanted=wanted.specifier), MAKE)


def server_loads() -> Iterator[Diagnosis]:
    """Whether Prefect's server really loads; takes seconds."""
    names = {name: metadata.version(name) for name in ("prefect", "fastapi")}
    command = (sys.executable, "-c", "import prefect.server.api.server")
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "DO_NOT_TRACK": "1"})  # noqa: S603
    if ended.returncode:
        why = (ended.stderr.strip().splitlines() or [str(ended.returncode)])[-1]
        yield broken("packages", NO_IMPORT.fill(why=why, **names), MAKE)
    else:
        yield well("packages", IMPORTS.fill(**names))


def typesetter() -> Iterator[Diagnosis]:
    """Whether the libraries that lay out lines load, as WeasyPrint loads them."""
    libraries = {name: _library(files) for name, files in LIBRARIES.items()}
    if lacking := [name for name, library in libraries.items() if library is None]:
        yield broken("typesetter", NO_LIBRARY.fill(names=", ".join(lacking)), BRING)
        return
    pango = libraries["Pango"]
    number = pango.pango_version() if pango else 0
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    if number < OLDEST_PANGO:
        yield broken("typesetter", MISFIT.fill(name="Pango", version=version, wanted=">=1.44"), BRING)
    elif _library(SUBSETTER) is None:
        yield doubtful("typesetter", NO_SUBSETTER.fill(version=version), BRING)
    else:
        yield well("typesetter", same(f"Pango {version}, {', '.join(name for name in LIBRARIES if name != 'Pango')}"))


def _library(files: tuple[str, str]) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(files[sys.platform == "darwin"])
    except OSError:
        return None


def zones(zone: str) -> Iterator[Diagnosis]:
    """Whether the time of the house's zone is known."""
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, LookupError):
        yield broken("zones", NO_ZONE.fill(zone=zone), BRING_ZONES)
    else:
        yield well("zones", same(zone))


def disk(root: Path) -> Iterator[Diagnosis]:
    """Whether there is room for what is made."""
    # A folder that is not there yet will lie on the disk of the one above it.
    free = shutil.disk_usage(next((place for place in (root, *root.absolute().parents) if place.exists()), root)).free
    dot = f"{free / 1e9:.1f}"
    fact = FREE.fill(free=Wording(dot.replace(".", ","), dot.replace(".", ","), dot))
    yield well("disk", fact) if free >= LITTLE_DISK else (broken if free < NO_DISK else doubtful)("disk", fact, MAKE_ROOM)


def git(root: Path) -> Iterator[Diagnosis]:
    """Whether what is decided has a history."""
    if not shutil.which("git"):
        yield doubtful("git", NO_GIT, INSTALL_GIT)
        return
    command = ("git", "-C", str(root), "rev-parse", "--is-inside-work-tree")
    inside = subprocess.run(command, capture_output=True, check=False, timeout=5).returncode == 0  # noqa: S603
    yield well("git", same(shutil.which("git") or "")) if inside else doubtful("git", UNTRACKED, INIT)
