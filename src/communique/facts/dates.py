"""Months, weekdays and times of day in running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..languages import Language
from . import vocabulary, words
from .numerals import SPACES

MONTHS = {
    Language.FR: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    Language.DE: "januar februar märz april mai juni juli august september oktober november dezember",
    Language.EN: "january february march april may june july august september october november december",
}
# Abbreviated months count beside a figure only: "le sept." is a number, "Dec" a name.
SHORT_MONTHS = {
    Language.FR: "janv=1 févr=2 avr=4 juil=7 sept=9 oct=10 nov=11 déc=12 août=8 aout=8 fevrier=2 decembre=12",
    Language.DE: "jan=1 jänner=1 feb=2 feber=2 mrz=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 okt=10 nov=11 dez=12",
    Language.EN: "jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12",
}
WEEKDAYS = {
    Language.FR: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    Language.DE: "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    Language.EN: "monday tuesday wednesday thursday friday saturday sunday",
}
G = f"[{SPACES}]?"
NEAR_FIGURE = rf"(?<=\d[{SPACES}])|(?<=\d\.[{SPACES}])|(?<=\dst[{SPACES}])|(?<=\der[{SPACES}])|(?<=\dth[{SPACES}])"
# Month names that are words as well: "may", "march", « mars » the planet.
DOUBTFUL = {Language.FR: {"mars"}, Language.DE: set[str](), Language.EN: {"may", "march"}}
BEFORE_MONTH = (
    r"(?:in|of|since|until|till|by|from|last|next|this|early|mid|late|and|to|between|through|during"
    r"|en|de|depuis|jusqu'en|jusqu’en|fin|début|mi|ce|à|dès|et)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A month (1 to 12), a weekday (1 is Monday) or a time (minutes of a twelve-hour day) with the words that mean it.

    `half` says which half of the day a time is in where the text does: "a" or "p".
    """

    value: int
    text: str
    start: int
    end: int
    half: str = ""


def _months(language: Language) -> re.Pattern[str]:
    names = [name for name in MONTHS[language].split() if name not in DOUBTFUL[language]]
    short = "|".join(pair.partition("=")[0] for pair in SHORT_MONTHS[language].split())
    parts = [rf"\b(?:{'|'.join(names)})s?(?!\w)(?<!mais)", rf"(?:{NEAR_FIGURE})(?:{short})\b\.?|\b(?:{short})\b\.?(?=[{SPACES}]?\d)"]
    # Nov–Feb
    parts.append(rf"\b(?:{short})\b\.?(?=[–-](?:{short})\b)|(?<=\w\w[–-])(?:{short})\b\.?")
    if language is Language.DE:
        parts.append(r"\b(?:januar|februar|september|oktober|november|dezember)\w+")
    for doubtful in sorted(DOUBTFUL[language]):
        parts += [
            rf"(?:{NEAR_FIGURE})(?-i:{doubtful if language is Language.FR else doubtful.title()})\b",
            rf"\b(?:{doubtful})\b(?=,?[{SPACES}]\d)",
        ]
        parts.append(rf"\b{BEFORE_MONTH}[{SPACES}](?-i:{doubtful if language is Language.FR else doubtful.title()})\b")
    return re.compile("|".join(parts), re.IGNORECASE)


MONTH = {language: _months(language) for language in Language}
MONTH_VALUES = {
    language: {name: number for number, name in enumerate(MONTHS[language].split(), 1)}
    | {name: int(number) for name, number in (pair.split("=") for pair in SHORT_MONTHS[language].split())}
    for language in Language
}
# A German compound begins with its weekday: Mittwochnachmittag.
WEEKDAY = {language: re.compile(rf"\b(?:{WEEKDAYS[language].replace(' ', '|')})", re.IGNORECASE) for language in Language}
NUMERIC_DATE = re.compile(r"(?<![\d.,/-])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})([./])(\d{1,2})\5(\d{4}|\d\d))(?![\d/-])")
# 14 h 30 · 14h30 · 14.30 Uhr · 14 Uhr 30 · 14:30 · 2:30 p.m. · 2 pm
DIGIT = re.compile(r"\d")
# What follows the hour of every time.
CLOCK = re.compile(rf"\d{G}(?:[hHuU:.]|[Ss]t|[apAP]\.?{G}[mM])")
TIME = re.compile(
    rf"\b(?P<h1>\d{{1,2}})(?:[:.](?P<m1>\d\d))?{G}(?P<half>[ap])\.?{G}m\b\.?"
    rf"|\b(?P<h2>\d{{1,2}}){G}h(?:(?:eures?)?{G}(?P<m2>[0-5]\d))?(?![\w/])"
    rf"|\b(?P<h3>\d{{1,2}})[:.](?P<m3>[0-5]\d){G}(?:Uhr|h)\b"
    rf"|\b(?P<h4>\d{{1,2}}){G}Uhr(?:{G}(?P<m4>[0-5]\d))?\b"
    rf"|\b(?P<h6>\d{{1,2}}){G}(?:heures?|Stunden?|Std\.?|hours?){G}(?:(?:et|und|and){G})?(?P<m6>[0-5]?\d){G}min(?:ute[ns]?)?\b"
    r"|(?<![\d:.,])(?P<h5>[01]?\d|2[0-4]):(?P<m5>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)


# Without one of these no month is named: a look that saves the search.
MONTH_WORDS = {language: vocabulary(MONTHS[language]) for language in Language}
SHORT_WORDS = {language: vocabulary(re.sub(r"=\d+", "", SHORT_MONTHS[language])) for language in Language}
# In compounds and plurals: Septembertag, septembers.
LONG_MONTHS = {language: [name for name in MONTHS[language].split() if len(name) > 5] for language in Language}


@lru_cache(maxsize=2048)
def months(text: str, language: Language) -> tuple[Mention, ...]:
    """The months that a text names, in words or inside a date in figures."""
    folded = text.lower()
    full = not MONTH_WORDS[language].isdisjoint(words(text)) or any(name in folded for name in LONG_MONTHS[language])
    if not full and SHORT_WORDS[language].isdisjoint(words(text)):
        return _in_figures(text)
    named = [
        Mention(MONTH_VALUES[language][word], found.group(), found.start(), found.end())
        for found in MONTH[language].finditer(text)
        if (word := _month_in(found.group().lower(), language))
    ]
    return (*named, *_in_figures(text))


def _in_figures(text: str) -> tuple[Mention, ...]:
    if not DIGIT.search(text):
        return ()
    return tuple(Mention(month, d.group(), d.start(), d.end()) for d in NUMERIC_DATE.finditer(text) if (month := _numeric_month(d)))


def _month_in(named: str, language: Language) -> str:
    values = MONTH_VALUES[language]
    candidates = re.findall(r"[^\W\d_]+", named)
    return next(
        (name for word in reversed(candidates) for name in (word, word[:-1], *values) if name in values and word.startswith(name)), ""
    )


def months_in_figures(text: str) -> Iterator[tuple[int, int]]:
    """Where the months of a text's dates in figures stand: the 03 of 9.03.2026 and of 2026-03-09."""
    for found in NUMERIC_DATE.finditer(text):
        if _numeric_month(found):
            yield found.span(2 if found[2] else 6)


def _numeric_month(date: re.Match[str]) -> int:
    month = int(date[2] or date[6])
    return month if 1 <= month <= 12 else 0


@lru_cache(maxsize=2048)
def weekdays(text: str, language: Language) -> tuple[Mention, ...]:
    """The weekdays that a text names."""
    names, folded = WEEKDAYS[language].split(), text.lower()
    if not any(name in folded for name in (*names, "sonnabend")):
        return ()
    found = list(WEEKDAY[language].finditer(text))
    if language is Language.DE:
        found += re.finditer(r"\bsonnabends?\b", text, re.IGNORECASE)
    return tuple(Mention(_weekday(day.group().lower(), names), day.group(), day.start(), day.end()) for day in found)


def _weekday(word: str, names: list[str]) -> int:
    return next((number for number, name in enumerate(names, 1) if word.startswith(name)), 6)


@lru_cache(maxsize=2048)
def times(text: str) -> tuple[Mention, ...]:
    """The times of day in a text, as minutes of a twelve-hour day: 14 h 30 is 2:30 p.m."""
    if not CLOCK.search(text):
        return ()
    found = []
    for time in TIME.finditer(text):
        hour = int(next(filter(None, time.group("h1", "h2", "h3", "h4", "h5", "h6"))))
        minute = int(next(filter(None, time.group("m1", "m2", "m3", "m4", "m5", "m6")), 0))
        if hour <= 24:
            half = (time["half"] or ("p" if 12 < hour < 24 else "")).lower()
            found.append(Mention(hour % 12 * 60 + minute, time.group(), time.start(), time.end(), half))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar that a text names with its weekday (1 is Monday): the words of both, and of the weekday alone."""

    day: date
    weekday: int
    text: str
    words: str


@lru_cache(maxsize=512)
def named_days(text: str, language: Language) -> tuple[Day, ...]:
    """The days that a text names with weekday and year: lundi 9 mars 2026, Montag, den 9.3.2026, Monday, March 9, 2026."""
    if not weekdays(text, language):
        return ()
    names = WEEKDAYS[language].split()
    return tuple(
        Day(day, _weekday(found["weekday"].lower(), names), found.group(), found["weekday"])
        for found in NAMED_DAY[language].finditer(text)
        if (day := _calendar_day(found, language))
    )


def _calendar_day(found: re.Match[str], language: Language) -> date | None:
    """The day of some words, None where the calendar has none such."""
    groups = found.groupdict()
    month = (
        MONTH_VALUES[language][(groups["month"] or groups["later"]).lower()]
        if groups["month"] or groups["later"]
        else int(groups["figure"])
    )
    try:
        return date(int(groups["year"]), month, int(groups["day"] or groups["before"]))
    except ValueError:
        return None


def weekday_name(day: date, language: Language, like: str) -> str:
    """The weekday of a day, with a capital where another word has one."""
    name = WEEKDAYS[language].split()[day.weekday()]
    return name.capitalize() if like[:1].isupper() else name


def _named_day(language: Language) -> re.Pattern[str]:
    weekday, month = "|".join(WEEKDAYS[language].split()), "|".join(MONTHS[language].split())
    day = rf"(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.)?[{SPACES}]?(?:of[{SPACES}])?(?:(?P<month>{month})|(?P<figure>\d\d?)[./])"
    english = rf"|(?P<later>{month})[{SPACES}](?P<before>\d{{1,2}})(?:st|nd|rd|th)?"
    day = day.replace(r"\.)?", r"[./])?") + (english if language is Language.EN else "|(?P<later>(?!))(?P<before>(?!))") + ")"
    return re.compile(
        rf"\b(?P<weekday>{weekday}|sonnabend),?[{SPACES}](?:(?:le|den|dem|the)[{SPACES}])?{day},?[{SPACES}]?(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    )


NAMED_DAY = {language: _named_day(language) for language in Language}


def difference(source: tuple[Mention, ...], target: tuple[Mention, ...]) -> tuple[list[Mention], list[Mention]]:
    """What the source has and the target lacks, and the other way round, each as often as it is missing."""
    return _minus(source, target), _minus(target, source)


def _minus(one: tuple[Mention, ...], other: tuple[Mention, ...]) -> list[Mention]:
    if not one:
        return []
    rest = Counter(mention.value for mention in other)
    missing = []
    for mention in one:
        if rest[mention.value]:
            rest[mention.value] -= 1
        else:
            missing.append(mention)
    return missing
