"""WeasyPrint's start without what setting a release's pages never needs."""

from __future__ import annotations

import ctypes.util
import importlib
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import cffi  # type: ignore[import-untyped]
import pydyf

# What WeasyPrint has HarfBuzz do and asks of fontTools only where that cannot: a sixth of its start.
SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")
LEVEL = 6
# A name, as many stars as it has, and the length of an array, which may be open.
TYPE = re.compile(r"((?:unsigned )?\w+) ?(\**)(?:\[(\d*)\])?")


@contextmanager
def quickly() -> Iterator[None]:
    """Import WeasyPrint in here: without a search for its libraries, and without modules that it seldom uses."""
    with _by_file_name(), _seldom_used():
        yield


@contextmanager
def _by_file_name() -> Iterator[None]:
    """On Linux, let libraries be found by the loader alone.

    WeasyPrint asks for each of them under six names; for every wrong one the standard library starts a compiler and two linkers, which
    together take longer than setting a page. The right names (`libpango-1.0.so.0`) are among the six and need no search.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Later(ModuleType):
    """A module whose functions load it when one of them is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **options)

        return called


@contextmanager
def _seldom_used() -> Iterator[None]:
    """Let what is imported in here have the seldom used modules only when it calls them; everybody else finds the modules themselves."""
    stand_ins = {name: _Later(name) for name in SELDOM if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
            parent, _, child = name.rpartition(".")
            if parent in sys.modules:
                sys.modules[parent].__dict__.pop(child, None)


def pack_quickly() -> None:
    """Let pydyf compress at zlib's usual level: its own choice, the highest, takes three times as long to save a hundredth of a file."""
    pydyf.zlib = SimpleNamespace(compress=zlib.compress, compressobj=lambda level: zlib.compressobj(min(level, LEVEL)))


def pack_once() -> None:
    """Let pydyf write each stream once; to number a file by its content it writes all of them twice."""
    write: Callable[[Any], bytes] = pydyf.Stream.data.fget

    def packed(stream: Any) -> bytes:
        # Until then pages add to their lists; a file's own finish and its writer leave one piece, or a list of objects, in each.
        if len(stream.stream) > 1 and stream.extra.get("Type") != "/ObjStm":
            return write(stream)
        seen = (stream.stream[0] if stream.stream else b"", len(stream.stream), stream.compress, repr(stream.extra))
        before: tuple[object, bytes] = stream.__dict__.get("packed", (None, b""))
        if before[0] != seen:
            stream.packed = before = seen, write(stream)
        return before[1]

    pydyf.Stream.data = property(packed)


def name_types(ffi: cffi.FFI) -> None:
    """Let `ffi` read the names of types without the parser of C, which takes longer for one than a line of text for its setting.

    Every font of every page asks for arrays of lengths that nobody asked for before.
    """
    parser = ffi._parser
    parse, declared = parser.parse_type, parser._declarations

    def parsed(name: str) -> Any:
        found = TYPE.fullmatch(name)
        if found and found[1] in cffi.model.PrimitiveType.ALL_PRIMITIVE_TYPES:
            kind, qualifiers = cffi.model.PrimitiveType(found[1]), 0
        elif found and f"typedef {found[1]}" in declared:
            kind, qualifiers = declared[f"typedef {found[1]}"]
        else:
            return parse(name)
        for _ in found[2] or "":
            kind, qualifiers = parser._get_type_pointer(kind, qualifiers), 0
        return kind if found[3] is None else cffi.model.ArrayType(kind, int(found[3]) if found[3] else None)

    parser.parse_type = parsed
