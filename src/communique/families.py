"""The families' members, found by their file names and loaded one at a time."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from .errors import CommuniqueError
from .languages import Wording

UNKNOWN = Wording("« {name} » est inconnu", "„{name}“ ist unbekannt", "“{name}” is unknown")
KNOWN = Wording("il y a : {names}", "es gibt: {names}", "there are: {names}")


@cache
def members(family: str) -> tuple[str, ...]:
    """The names of a family's members (`checks`, `engines`, `writers` …), sorted; nothing is loaded."""
    package = importlib.import_module(f"communique.{family}")
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_")))


def load(family: str, name: str) -> ModuleType:
    """One member. Raises CommuniqueError for a name that the family does not have."""
    if name not in members(family):
        raise CommuniqueError(family, UNKNOWN.fill(name=name), KNOWN.fill(names=", ".join(members(family))))
    return importlib.import_module(f"communique.{family}.{name}")
