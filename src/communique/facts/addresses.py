"""Web addresses, e-mail addresses and telephone numbers in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What an address is dialled with."""

    URL = "url"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in a text, with its offsets."""

    kind: Kind
    text: str
    start: int
    end: int


URL = r"(?:https?://|www\.)[^\s<>()«»„“”\"]*[^\s<>()«»„“”\".,;:!?'’]"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# E.123 international form, French national form (ten digits in pairs), German national form (area code, then a group).
GAP = r"[ \u00a0\u202f.\-/]"
PHONE = (
    rf"(?:\+|(?<![\d.,])00(?=[1-9]))\d{{1,3}}{GAP}?(?:\(0\))?(?:{GAP}{{0,3}}\d){{6,13}}"
    rf"|(?<![\d.,])0[1-9](?:{GAP}?\d\d){{4}}(?!\d)"
    rf"|(?<![\d.,])0\d{{2,5}}[ \u00a0]?[/-][ \u00a0]?\d(?:{GAP}?\d){{4,10}}"
)
ADDRESS = re.compile(rf"(?P<url>{URL})|(?P<email>{EMAIL})|(?P<phone>{PHONE})")
# The same without e-mail addresses, whose names could begin at every letter.
UNMAILED = re.compile(rf"(?P<url>{URL})|(?P<phone>{PHONE})")
TWO_FIGURES = re.compile(r"\d\D?\d")


def addresses(text: str) -> Iterator[Address]:
    """The addresses in a text, in order."""
    return iter(_addresses(text))


@lru_cache(maxsize=2048)
def _addresses(text: str) -> tuple[Address, ...]:
    if not ("@" in text or "/" in text or "www." in text or TWO_FIGURES.search(text)):
        return ()
    found = _pattern(text).finditer(text)
    return tuple(Address(Kind(str(address.lastgroup)), address.group(), address.start(), address.end()) for address in found)


@lru_cache(maxsize=2048)
def without_addresses(text: str) -> str:
    """The text with spaces in the place of its addresses, every other character at its old offset."""
    return blanked(text, ((address.start, address.end) for address in _addresses(text)))


def blanked(text: str, spans: Iterable[tuple[int, int]], sign: str = " ") -> str:
    """The text with a sign for every character of some stretches, which come in order."""
    kept, done = list[str](), 0
    for start, end in spans:
        kept += text[done:start], sign * (end - start)
        done = end
    return "".join((*kept, text[done:])) if kept else text


def _pattern(text: str) -> re.Pattern[str]:
    return ADDRESS if "@" in text else UNMAILED


def significant_digits(phone: str) -> str:
    """A telephone number as its digits, international prefix, trunk zero and signs left out where they can be told.

    `+33 6 39 98 05 09` and `06 39 98 05 09` differ by the country code only: one ends with the other.
    """
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    return digits.removeprefix("00") if digits.startswith("00") else digits.removeprefix("0")


def same_phone(one: str, other: str) -> bool:
    """Whether two telephone numbers reach the same line."""
    a, b = significant_digits(one), significant_digits(other)
    return len(a) >= 6 and len(b) >= 6 and (a.endswith(b) or b.endswith(a))
