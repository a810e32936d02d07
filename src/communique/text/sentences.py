"""Where a sentence ends in French, German and English."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache

from ..languages import Language
from .abbreviations import ALWAYS, LED_IN, NUMBERED, SOMETIMES, STARTERS

# How far around a stop is looked, in characters.
WINDOW = 160
OPENING, CLOSING = "([{", ")]}"
QUOTES = "\"'«»‹›“”„‟‘’‚"

# A stop may be followed by what it takes along: closing quotes (French ones after a space), brackets, the number of a source: `fin. »)[1]`.
STOP = re.compile(
    rf"(?P<sign>\.{{2,}}|[.!?…]+)(?P<after>(?:[^\S\n]?[»›](?!\w)|[{re.escape(QUOTES)}](?!\w)|[{re.escape(CLOSING)}]|\[\d{{1,3}}\])*)"
)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»“”„]+")
# What stands in brackets behind a stop and has none of its own belongs to the sentence before: `… flexibles. (Roux, 1998) L’usage …`
ASIDE = re.compile(r"[^\S\n]\([^()\n]{0,60}[^().!?…\n]\)(?=\s)")
BEGINS = re.compile(rf"(?:[–—―•-]\s*)?[{re.escape(QUOTES + OPENING)}¿¡]*\s?[{re.escape(QUOTES + OPENING)}]*(?:[^\W\d_]|\d|[…€$£])")
STOPPED = re.compile(rf"[.!?…]\s?[{re.escape(QUOTES + CLOSING)}]*\s*$")
ITEM = re.compile(r"[–—•▪◦*-]\s")
WORD = re.compile(r"[^\W\d_]+")
LAST_TOKEN = re.compile(rf"[^\s{re.escape(QUOTES + OPENING)}]*$")
DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,4}")
ROMAN = re.compile(r"[IVXLC]+")
LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,4})")
ZONE = re.compile(r"(?:CES?T|GMT|UTC|BST|E[SD]?T|P[SD]?T|MEZ|MESZ|Paris|Berlin|Brussels|London|local|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)")
PARTICLES = frozenset({"Le", "La", "Les", "De", "Du", "Des", "D", "L"})


# The same passages are cut for the draft, for every edition and for their documents.
@lru_cache(maxsize=4096)
def spans(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Start and end offsets of each sentence of a passage, white space at both ends left out.

    A blank line always ends one, a single line break does after a stop and before an item's sign. A bare address after a
    sentence is one of its own, glued to the full stop or not.
    """
    return tuple(_spans(text, language))


def _spans(text: str, language: Language) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*_ends(text, language), len(text)):
        low, high = start, end
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if low < high:
            yield low, high
        start = end


def _ends(text: str, language: Language) -> Iterator[int]:
    """Offsets after which a sentence begins anew, in order."""
    addresses = [(found.start(), found.start() + len(found.group().rstrip(".,;:!?)"))) for found in ADDRESS.finditer(text)]
    address, inside = _covered(len(text), addresses), _covered(len(text), _brackets(text))
    lines = [0, *(line.end() for line in re.finditer(r"\n", text) if _line_ends(text, line.start()))]
    ends = set(lines[1:])
    start = 0
    for stop in STOP.finditer(text):
        if address[stop.start()] or inside[stop.end() - 1]:
            continue
        start = max(start, lines[bisect(lines, stop.start()) - 1])
        end = _taken_along(text, stop.end(), language)
        if _over(text, stop, end, language, start):
            ends.add(end)
            start = end
    yield from sorted(ends | {high for low, high in addresses if _alone(text, low, high, ends)})


def _covered(size: int, ranges: list[tuple[int, int]]) -> bytearray:
    """One byte a character: 1 where a range covers it."""
    found = bytearray(size)
    for low, high in ranges:
        found[low:high] = b"\1" * (high - low)
    return found


def _alone(text: str, low: int, high: int, ends: set[int]) -> bool:
    """Whether an address begins a sentence and a capital follows it: then it is a sentence of its own."""
    begin = len(text[:low].rstrip()) if low and text[low - 1].isspace() else low
    after = text[high : high + WINDOW]
    return (not begin or begin in ends) and after[:1].isspace() and after.lstrip()[:1].isupper()


def _line_ends(text: str, at: int) -> bool:
    """Whether the line break at `at` ends a sentence that no stop ends."""
    rest = text[at + 1 : at + WINDOW]
    return (
        rest.lstrip(" \t").startswith("\n") or STOPPED.search(text[max(at - WINDOW, 0) : at]) is not None or bool(ITEM.match(rest.lstrip()))
    )


def _brackets(text: str) -> list[tuple[int, int]]:
    """The insides of brackets that close again: a sentence is not cut there."""
    open_at: list[int] = []
    found = []
    for at, sign in enumerate(text):
        if sign in OPENING:
            open_at.append(at)
        elif sign in CLOSING and open_at and OPENING[CLOSING.index(sign)] == text[open_at[-1]]:
            found.append((open_at.pop() + 1, at))
    return found


def _taken_along(text: str, end: int, language: Language) -> int:
    """Where a sentence that stops at `end` ends: behind a reference in brackets, if a new sentence plainly begins after it."""
    aside = ASIDE.match(text, end)
    return aside.end() if aside and _starter(text[aside.end() : aside.end() + WINDOW], language) else end


def _over(text: str, stop: re.Match[str], end: int, language: Language, start: int) -> bool:
    """Whether the sentence that begins at `start`, stops at `stop` and takes along what stands before `end` is over there."""
    rest, before = text[end : end + WINDOW], text[max(start, stop.start() - WINDOW) : stop.start()]
    if not rest.strip():
        return False
    if ADDRESS.match(rest.lstrip()):
        return not _held(before, "", language) or not rest[0].isspace()
    if not rest[0].isspace() or not _begins(rest.lstrip()):
        return False
    if not before.strip(QUOTES + OPENING + " ") or before[-1:] in OPENING:
        return False
    if stop["sign"] != "." or stop["after"].strip("'’"):
        return True
    return not _held(before, rest.lstrip(), language)


def _begins(rest: str) -> bool:
    """Whether a sentence can begin here: a capital, a figure or a sign of money, after quotes or a dash."""
    first = BEGINS.match(rest)
    return bool(first) and not rest[first.end() - 1].islower() if first else False


def _held(before: str, rest: str, language: Language) -> bool:
    """Whether a full stop after `before` belongs to an abbreviation, an initial or an ordinal, and the sentence goes on with `rest`."""
    match = LAST_TOKEN.search(before.rstrip("\u2019'"))
    token = match.group() if match else ""
    lead = before[: len(before) - len(token)].strip(QUOTES + OPENING + " \u00a0\u202f")
    if not token:
        return False
    if not lead and LABEL.fullmatch(token):
        return True
    if re.search(rf"(?:^|[\s(]){LED_IN[language]}$", before.replace("\u00a0", " ").replace("\u202f", " ")):
        return True
    if token.isdigit() or (language is Language.DE and len(token) > 1 and ROMAN.fullmatch(token)):
        return _ordinal(token, rest, language)
    return _short(token, lead, rest, language)


def _ordinal(token: str, rest: str, language: Language) -> bool:
    """Whether a number with a full stop goes on: only in German, where it is an ordinal unless a new sentence plainly begins."""
    return language is Language.DE and not (token.isdigit() and len(token) > 3) and not _starter(rest, language)


def _short(token: str, lead: str, rest: str, language: Language) -> bool:
    names = {token, token.rpartition("-")[2], token[:1].lower() + token[1:]}
    if names & ALWAYS[language]:
        return True
    if names & NUMBERED[language] or token.endswith(("str", "nr")):
        if rest[:1].isdigit() or re.match(r"[A-Z]\.? ?\d", rest) or (rest[:1] in "IVX" and ROMAN.fullmatch(rest.split()[0].rstrip(".,"))):
            return True
        if len(token) > 1 and not names & SOMETIMES[language]:
            return False
    if token.lower() in {"a.m", "p.m"}:
        return bool(ZONE.match(rest))
    if names & SOMETIMES[language] or DOTTED.fullmatch(token):
        return not _starter(rest, language)
    return _initial(token, lead, rest, language)


def _initial(token: str, lead: str, rest: str, language: Language) -> bool:
    """Whether a single letter is an initial: not as a unit (`220 V.`), nor before a word that begins sentences (`plan B. Le projet`)."""
    last = token.rpartition("-")[2].rpartition(".")[2]
    if len(last) != 1 or not last.isalpha() or ((lead[-1:].isdigit() and last.isupper()) or lead[-1:] == "°"):
        return False
    if not _starter(rest, language):
        return True
    return _word(rest) in PARTICLES and language is Language.FR and _word(rest[len(_word(rest)) + 1 :])[:1].isupper()


def _word(rest: str) -> str:
    found = WORD.search(rest[:40])
    return found.group() if found else ""


def _starter(rest: str, language: Language) -> bool:
    return _word(rest) in STARTERS[language]
