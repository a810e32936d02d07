"""What house.toml says about an engine, read with care: a number that is none is an error in one sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ..errors import EngineError
from ..languages import Wording

NO_NUMBER = Wording(
    "a dans house.toml un réglage « {name} » qui n’est pas un nombre positif",
    "hat in house.toml eine Einstellung „{name}“, die keine positive Zahl ist",
    "has a setting “{name}” in house.toml that is no positive number",
)
MEND_IT = Wording(
    "corrigez cette ligne de templates/house.toml",
    "korrigieren Sie diese Zeile in templates/house.toml",
    "mend that line of templates/house.toml",
)


def number(engine: str, settings: Mapping[str, object], name: str, usual: float) -> float:
    """A number of at least zero among an engine's settings, or the usual one. Raises EngineError for anything else."""
    value = settings.get(name, usual)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise EngineError(engine, NO_NUMBER.fill(name=name), MEND_IT)
    return float(value)


def pause(engine: str, settings: Mapping[str, object], usual: float = 0.0) -> float:
    """The seconds between two calls: those of `pause`, or what `per_minute` calls leave. Raises EngineError."""
    most = number(engine, settings, "per_minute", 0)
    return max(number(engine, settings, "pause", usual), 60 / most if most else 0.0)
