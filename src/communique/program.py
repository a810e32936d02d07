"""Which program this is: everything beside its input that what it finds and what it makes depend on."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = os.fspath(Path(__file__).parent)
# The libraries of the system that choose and place every glyph, and how they say their version.
SHAPERS = {"pango": ("libpango-1.0", "pango_version_string"), "harfbuzz": ("libharfbuzz", "hb_version_string")}
# What only talks to people or to engines makes no difference to a page or a finding.
ELSEWHERE = frozenset({"cli", "desk", "engines", "__pycache__"})
# More than any file of the program has; asking for much more takes memory for nothing.
PIECE = 1 << 18


@cache
def digest() -> str:
    """The sha256 of the program's own code, the interpreter's version, the names of all installed packages, which hold their versions,
    and the versions of the libraries that set type. The same on every machine that has the same.

    Our own code is told by its bytes, each file read once: times and sizes would differ between two clones, whose manifests are the same.
    Installed packages are told by their names and versions: nobody edits them in place, and an upgrade changes the version.
    """
    parts = [part for name in sorted(_code()) for part in (name.encode(), _content(f"{ROOT}{os.sep}{name}"))]
    parts += [what.encode() for what in (sys.version, *packages(), *shapers())]
    # With its size before it no part can be taken for another one's end.
    return hashlib.sha256(b"".join(b"%d\0%b" % (len(part), part) for part in parts)).hexdigest()


def packages() -> list[str]:
    """The installed packages with their versions, `weasyprint-70.0.dist-info`, without the program itself."""
    spec = find_spec("weasyprint")
    names = os.listdir(Path(spec.origin).parents[1]) if spec and spec.origin else []  # noqa: PTH208 - hundreds of names on every start
    return sorted(name for name in names if name.endswith(".dist-info") and not name.startswith("communique-"))


def shapers() -> list[str]:
    """The versions of the system's libraries that set type; nothing for one that is not found under its usual name."""
    found = []
    for name, (library, version) in SHAPERS.items():
        try:
            ask = getattr(ctypes.CDLL(f"{library}.so.0" if sys.platform != "darwin" else f"{library}.0.dylib"), version)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        found.append(f"{name} {ask().decode()}")
    return found


def _code() -> list[str]:
    """The program's files by their paths below it."""
    names = []
    for folder, inner, files in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in ELSEWHERE]
        names += [os.path.join(folder, name)[len(ROOT) + 1 :] for name in files]  # noqa: PTH118 - hundreds of names on every start
    return names


def _content(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return b"".join(iter(lambda: os.read(descriptor, PIECE), b""))
    finally:
        os.close(descriptor)
