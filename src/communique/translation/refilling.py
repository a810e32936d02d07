"""An approved translation with the figures, days and months of another text put in: where each has one sure place, and not otherwise."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..languages import Language
from ..segments import normal
from .conversions import DECIMAL, MONTHS, WEEKDAYS, figures

FR, DE, EN = Language.FR, Language.DE, Language.EN

SPACE = "[ \u00a0\u202f]"
GROUPS = {FR: SPACE, DE: f"(?:\\.|{SPACE})", EN: f"(?:,|{SPACE})"}
# A run of digits and signs between them; what is glued to a letter is a name (G7, COVID-19, 9e, 1990er) and no figure.
RUN = re.compile(r"(?<![\w.,:/+#&-])(?<!\d )\d+(?:[.,:/\u00a0\u202f ]\d+)*(?![\w:/])")
GROUPED = {language: re.compile(rf"\d{{1,3}}(?:{sign}\d{{3}})+(?:{re.escape(DECIMAL[language])}\d+)?") for language, sign in GROUPS.items()}
WHOLE = {language: re.compile(rf"\d+(?:{re.escape(DECIMAL[language])}\d+)?") for language in Language}
NAMED = {
    language: {name: ("month", number) for number, name in enumerate(MONTHS[language])}
    | {name: ("weekday", number) for number, name in enumerate(WEEKDAYS[language])}
    for language in Language
}
MONTH_NAMES = {language: "|".join(MONTHS[language]) for language in Language}
WORD = re.compile(r"[^\W\d_]+")
DAYS = {
    FR: re.compile(rf"\b(\d{{1,2}})(?:er)?(?={SPACE}(?:{MONTH_NAMES[FR]})\b)"),
    DE: re.compile(rf"\b(\d{{1,2}})\.(?={SPACE}(?:{MONTH_NAMES[DE]})\b)"),
    EN: re.compile(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?={SPACE}(?:{MONTH_NAMES[EN]})\b)"
        rf"|(?<=\b)(?:(?<=January )|(?<=February )|(?<=March )|(?<=April )|(?<=May )|(?<=June )|(?<=July )|(?<=August )|(?<=September )"
        rf"|(?<=October )|(?<=November )|(?<=December ))(\d{{1,2}})(?:st|nd|rd|th)?\b(?!{SPACE}?\d)"
    ),
}
# A clock of twelve hours, a number's name and what is said in twelfths or counted in order: not to be put in by rule.
FIXED_BEFORE = re.compile(r"(?:\b[Nn][or°]s?\.?|§|\b[Aa]rt(?:icle|ikel|\.)?|[$€£]?-|−)[ \u00a0\u202f]?$")
ARTICLE = re.compile(r"\b[Aa]n?[ \u00a0\u202f]?$")
FIXED_AFTER = re.compile(
    r"^(?:\.(?=\s*\w)|[\u00a0\u202f ]?(?:[ap]\.?m\b|o[’']clock|Uhr\b|h\b|heures?\b|hours?\b)|-?(?:st|nd|rd|th|er?|ers?|re|e)\b)"
)
VOWEL = re.compile("[aeiouyéèà]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure, day, month or weekday in a text: where, what kind, its value, how it is written, and whether it can be exchanged."""

    start: int
    end: int
    kind: str
    value: Decimal
    written: str
    loose: bool


def refill(wanted: str, found: str, target: str, source: Language, into: Language) -> str:
    """The target of a found text with the figures and dates of the wanted one; empty where that is not sure.

    Sure is: the two sources differ in nothing else, every one has its one counterpart in the target, and no word beside it changes with it.
    """
    old, new, there = (tuple(slots(text, of)) for text, of in ((found, source), (wanted, source), (target, into)))
    if _without(found, old) != _without(wanted, new) or _counted(old) != _counted(there):
        return ""
    exchanged: dict[tuple[str, Decimal], set[Slot]] = defaultdict(set)
    for before, after in zip(old, new, strict=True):
        exchanged[before.kind, before.value].add(after)
        if before.value != after.value and not (before.loose and after.loose and before.kind == after.kind and _agree(before, after)):
            return ""
    if any(len({slot.value for slot in slots_}) > 1 for slots_ in exchanged.values()):
        return ""
    done = target
    for slot in reversed(there):
        after = min(exchanged[slot.kind, slot.value], key=lambda found: found.start)
        if after.value != slot.value:
            put = _put(done, slot, after, source, into) if slot.loose else ""
            if not put:
                return ""
            done = done[: slot.start] + put + done[slot.end :]
    return "" if normal(done) == normal(target) else done


def slots(text: str, language: Language) -> Iterator[Slot]:
    """The figures, days, months and weekdays of a text in their order."""
    found = {slot.start: slot for slot in (*_numbers(text, language), *_names(text, language), *_days(text, language))}
    yield from (found[start] for start in sorted(found))


def _numbers(text: str, language: Language) -> Iterator[Slot]:
    for run in RUN.finditer(text):
        written = run[0]
        sure = bool(WHOLE[language].fullmatch(written) or GROUPED[language].fullmatch(written))
        plain = re.sub(GROUPS[language], "", written).replace(DECIMAL[language], ".") if sure else ""
        loose = sure and not FIXED_BEFORE.search(text[: run.start()]) and not FIXED_AFTER.match(text[run.end() :])
        loose = loose and not (language is EN and ARTICLE.search(text[: run.start()]))
        loose = loose and (written[0] != "0" or not written.isdigit())
        value = Decimal(plain) if sure else Decimal(int.from_bytes(written.encode(), "big"))
        yield Slot(run.start(), run.end(), "number" if sure else "run", value, written, loose)


def _names(text: str, language: Language) -> Iterator[Slot]:
    for word in WORD.finditer(text):
        kind, number = NAMED[language].get(word[0], ("", 0))
        if kind:
            yield Slot(word.start(), word.end(), kind, Decimal(number), word[0], True)


def _days(text: str, language: Language) -> Iterator[Slot]:
    for day in DAYS[language].finditer(text):
        digits = next(filter(None, day.groups()))
        yield Slot(day.start(), day.end(), "day", Decimal(digits), day[0], digits[0] != "0")


def _without(text: str, found: tuple[Slot, ...]) -> str:
    """A text with its slots left open."""
    pieces, at = [], 0
    for slot in found:
        pieces += [text[at : slot.start], f"\x00{slot.kind}\x00"]
        at = slot.end
    return normal("".join((*pieces, text[at:])))


def _counted(found: tuple[Slot, ...]) -> Counter[tuple[str, Decimal]]:
    return Counter((slot.kind, slot.value) for slot in found)


def _agree(before: Slot, after: Slot) -> bool:
    """Whether the words beside a number stay as they are: none is one, and both are less than two or neither is."""
    old, new = before.value, after.value
    if before.kind != "number":
        return True
    whole = (old % 1 == 0, new % 1 == 0)
    return 1 not in (old, new) and 0 not in (old, new) and (old < 2) == (new < 2) and (whole[0] == whole[1] or min(old, new) >= 2)


def _put(text: str, slot: Slot, after: Slot, source: Language, into: Language) -> str:
    """What stands in the target for another value, written as the target writes; empty where a word beside it would change."""
    number = int(after.value)
    if slot.kind == "month":
        name = MONTHS[into][number]
        before = text[: slot.start]
        elided = bool(re.search(r"\bd[’']$", before))
        if into is FR and (elided or re.search(rf"\bde{SPACE}$", before)) and elided != bool(VOWEL.match(name)):
            return ""
        return name
    if slot.kind == "weekday":
        return WEEKDAYS[into][number]
    if slot.kind == "day":
        return _day(number, slot.written, into)
    if after.written.isdigit() and slot.written.isdigit():
        return after.written
    return figures(after.written, source, into)[0]


def _day(number: int, written: str, into: Language) -> str:
    if into is DE:
        return f"{number}."
    if into is FR:
        return "1er" if number == 1 else str(number)
    suffix = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return str(number) if written.isdigit() else f"{number}{suffix}"
