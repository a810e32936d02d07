"""Quantities that are the same in other units: 3,000 miles and 4 800 km."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .exchanges import beside
from .measures import Measure
from .numbers import Number

# What a unit is of, and how much of that (metres, square metres, kilograms, kilometres an hour) it is.
WORTH = {
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "m": ("length", 1.0),
    "km": ("length", 1000.0),
    "miles": ("length", 1609.344),
    "feet": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "yards": ("length", 0.9144),
    "m2": ("area", 1.0),
    "km2": ("area", 1e6),
    "square_miles": ("area", 2589988.0),
    "hectares": ("area", 1e4),
    "acres": ("area", 4046.86),
    "g": ("mass", 0.001),
    "kg": ("mass", 1.0),
    "lb": ("mass", 0.45359),
    "t": ("mass", 1000.0),
    "km_h": ("speed", 1.0),
    "mph": ("speed", 1.609344),
    "kw": ("power", 1.0),
    "mw": ("power", 1e3),
    "gw": ("power", 1e6),
    "kwh": ("energy", 1.0),
    "mwh": ("energy", 1e3),
    "gwh": ("energy", 1e6),
    "twh": ("energy", 1e9),
    "gigabytes": ("memory", 1.0),
    "terabytes": ("memory", 1e3),
    "celsius": ("temperature", 1.0),
    "fahrenheit": ("temperature", 1.0),
}
# A conversion is rounded: 40 mph are 64 km/h, 3,000 miles some 4 800 km.
ROUNDING = 0.03


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of something, in one unit of its kind."""

    kind: str
    unit: str
    amounts: frozenset[float]


def quantity_of(number: Number, measures: Sequence[Measure]) -> Quantity | None:
    """What a number and the unit beside it say, None without a unit that has others of its kind."""
    measure = beside(number, measures)
    if measure is None or measure.name not in WORTH:
        return None
    kind, worth = WORTH[measure.name]
    return Quantity(kind, measure.name, frozenset(_celsius(v) if measure.name == "fahrenheit" else v * worth for v in number.values))


def _celsius(fahrenheit: float) -> float:
    return (fahrenheit - 32) / 1.8


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the same in two units, as far as people round."""
    if one.kind != other.kind or one.unit == other.unit:
        return False
    return any(abs(a - b) <= max(ROUNDING * max(abs(a), abs(b)), one.kind == "temperature") for a in one.amounts for b in other.amounts)
