"""Keys of hosted engines, from the environment or from files that it names."""

from __future__ import annotations

from ..errors import EngineError, HouseError
from ..files.secret_files import secret
from ._faults import BAD_KEY, NO_KEY, SET_KEY


def key(engine: str, name: str, *, optional: bool = False) -> str:
    """The key in an environment variable, or in the file that `<name>_FILE` names.

    Raises EngineError where it is missing, unless optional, where it cannot be a key, and for a file that others can read.
    """
    try:
        value = secret(name)
    except HouseError as error:
        raise EngineError(error.place, error.fact, error.hint) from error
    if not value and not optional:
        raise EngineError(engine, NO_KEY.fill(name=name), SET_KEY.fill(name=name))
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise EngineError(engine, BAD_KEY.fill(name=name), SET_KEY.fill(name=name))
    return value
