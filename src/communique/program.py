"""Which program this is: everything beside its input that what it finds and what it makes depend on."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# The libraries of the system that choose and place every glyph, and how they say their version.
SHAPERS = {"pango": ("libpango-1.0", "pango_version_string"), "harfbuzz": ("libharfbuzz", "hb_version_string")}
# What only talks to people or to engines makes no difference to a page or a finding.
ELSEWHERE = frozenset({"cli", "desk", "engines", "__pycache__"})


@cache
def digest() -> str:
    """The sha256 of the program's own code, the interpreter's version, the names of all installed packages, which hold their versions,
    and the versions of the libraries that set type. The same on every machine that has the same.
    """
    found = hashlib.sha256()
    for name in sorted(_code()):
        found.update(f"\0{name}\0".encode() + _content(name))
    for what in (sys.version, *packages(), *shapers()):
        found.update(f"\0{what}".encode())
    return found.hexdigest()


def packages() -> list[str]:
    """The installed packages with their versions, `weasyprint-70.0.dist-info`, without the program itself."""
    spec = find_spec("weasyprint")
    names = [path.name for path in Path(spec.origin).parents[1].iterdir()] if spec and spec.origin else []
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
    root, names = os.fspath(Path(__file__).parent), []
    for folder, inner, files in os.walk(root):
        inner[:] = [name for name in inner if name not in ELSEWHERE]
        names += [os.path.join(folder, name)[len(root) + 1 :] for name in files]  # noqa: PTH118 - hundreds of names on every start
    return names


def _content(name: str) -> bytes:
    descriptor = os.open(os.path.join(os.path.dirname(__file__), name), os.O_RDONLY)  # noqa: PTH118, PTH120
    try:
        return os.read(descriptor, 1 << 24)
    finally:
        os.close(descriptor)
