"""Keys of hosted engines, from the environment alone."""

from __future__ import annotations

import os

from ..errors import EngineError
from ._faults import BAD_KEY, NO_KEY, SET_KEY


def key(engine: str, name: str, *, optional: bool = False) -> str:
    """The key in an environment variable. Raises EngineError where it is missing, unless optional, or cannot be a key."""
    value = os.environ.get(name, "").strip()
    if not value and not optional:
        raise EngineError(engine, NO_KEY.fill(name=name), SET_KEY.fill(name=name))
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise EngineError(engine, BAD_KEY.fill(name=name), SET_KEY.fill(name=name))
    return value
