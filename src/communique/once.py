"""What was worked out of a value, remembered while the very same value is asked about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")


def once(most: int) -> Callable[[Callable[[Value], Result]], Callable[[Value], Result]]:
    """Make a function remember what it gave for the `most` last values.

    For large frozen values: they are told apart by being the very same object, which costs nothing, where `lru_cache` would compare all
    that is in them. What cannot change gives the same again, and a value that was read anew is another one.
    """

    def remembering(work: Callable[[Value], Result]) -> Callable[[Value], Result]:
        known: tuple[tuple[Value, Result], ...] = ()

        @wraps(work)
        def recalled(value: Value) -> Result:
            nonlocal known
            for before, result in known:
                if before is value:
                    return result
            fresh = work(value)
            # One assignment: threads see all of it or nothing.
            known = ((value, fresh), *known)[:most]
            return fresh

        return recalled

    return remembering
