"""What goes from one language into another by rule and not by an engine: labels, places, dates, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..languages import Language

FR, DE, EN = Language.FR, Language.DE, Language.EN

MONTHS = {
    FR: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    DE: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    EN: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
WEEKDAYS = {
    FR: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    DE: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    EN: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
# What a line over the title says this is; each row is one thing, each column a language, the house's own wording first.
LABELS: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (("Communiqué de presse",), ("Pressemitteilung",), ("Press release",)),
    (("Communiqué de presse conjoint",), ("Gemeinsame Pressemitteilung",), ("Joint press release",)),
    (("Communiqué",), ("Mitteilung",), ("Release",)),
    (("Information presse", "Info presse"), ("Presseinformation", "Presseinfo"), ("Press information",)),
    (("Dossier de presse",), ("Pressemappe",), ("Press kit",)),
    (("Invitation presse",), ("Presseeinladung",), ("Press invitation",)),
    (("Contact presse",), ("Pressekontakt",), ("Press contact",)),
    (("Contacts presse",), ("Pressekontakte",), ("Press contacts",)),
    (("Points clés", "En bref"), ("Das Wichtigste in Kürze", "Auf einen Blick"), ("Key points", "At a glance")),
)
# Places whose name differs between the languages, and the usual ones that keep theirs; an unknown place is left to people.
SAME_PLACES = """
Paris Berlin Hamburg Stuttgart Bonn Leipzig Potsdam Bordeaux Toulouse Nantes Montpellier
Grenoble Rennes Metz Nancy Lille Bochum Dortmund Essen Karlsruhe Heidelberg Darmstadt Palaiseau Saclay Villeurbanne
Lannion Brest Évry Madrid Oslo Budapest Dublin Amsterdam Lyon Marseille Lausanne
"""
OTHER_PLACES = """
Francfort | Frankfurt | Frankfurt
Francfort-sur-le-Main | Frankfurt am Main | Frankfurt am Main
Munich | München | Munich
Cologne | Köln | Cologne
Nuremberg | Nürnberg | Nuremberg
Dresde | Dresden | Dresden
Brême | Bremen | Bremen
Hanovre | Hannover | Hanover
Sarrebruck | Saarbrücken | Saarbrücken
Aix-la-Chapelle | Aachen | Aachen
Ratisbonne | Regensburg | Regensburg
Mayence | Mainz | Mainz
Strasbourg | Straßburg | Strasbourg
Nice | Nizza | Nice
Bruxelles | Brüssel | Brussels
Luxembourg | Luxemburg | Luxembourg
Genève | Genf | Geneva
Zurich | Zürich | Zurich
Berne | Bern | Bern
Vienne | Wien | Vienna
Londres | London | London
Rome | Rom | Rome
Milan | Mailand | Milan
Lisbonne | Lissabon | Lisbon
Copenhague | Kopenhagen | Copenhagen
Varsovie | Warschau | Warsaw
Prague | Prag | Prague
La Haye | Den Haag | The Hague
"""
PLACES = (
    *((name, name, name) for name in SAME_PLACES.split()),
    *(tuple(name.strip() for name in row.split("|")) for row in OTHER_PLACES.strip().splitlines()),
)
FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
GROUPED = {FR: "\u202f", DE: ".", EN: ","}
DECIMAL = {FR: ",", DE: ",", EN: "."}
COLUMN = {FR: 0, DE: 1, EN: 2}

DAY = re.compile(
    r"(?:(?:le|den|on)\s+)?(?:(?P<weekday>(?!(?:le|den|on)\b)[^\W\d_]+),?\s+)?(?:(?:le|den|on)\s+)?"
    r"(?:(?P<day>\d{1,2})(?:er|\.|st|nd|rd|th)?\s+)?(?P<month>[^\W\d_]+)\s+(?:(?P<american>\d{1,2}),\s+)?(?P<year>\d{4})",
    re.IGNORECASE,
)
# `Paris, le 24 …`, `Paris/Berlin, 24 …`, `Paris – 24 …`, `(Paris) 24 …`, `Paris, den 24. …`
ARTICLE = r"(?:(?:le|den|on)\s+)?"
NAMED = "|".join(day for days in WEEKDAYS.values() for day in days)
LINE = re.compile(
    r"\(?(?P<places>[^\d,()–—]+?)(?P<sign>\)?,|\)| [–—-]|(?= ))\s+"
    rf"(?P<rest>{ARTICLE}(?:(?:{NAMED}),?\s+)?{ARTICLE}(?:\d.*|[^\W\d_]+ (?:\d\d?, )?\d{{4}}))"
)
SEPARATOR = re.compile(r"\s*(?:/|&|\bet\b|\bund\b|\band\b)\s*")
AND = {FR: " et ", DE: " und ", EN: " and "}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a text names it; `day` 0 for a month alone, `weekday` -1 where none is named. `month` and `weekday` count from 0."""

    year: int
    month: int
    day: int = 0
    weekday: int = -1

    def spoken(self, language: Language) -> str:
        """The date as running text has it: `mardi 1er mars 2026`, `Dienstag, 1. März 2026`, `Tuesday, 1 March 2026`."""
        number = {FR: "1er" if self.day == 1 else str(self.day), DE: f"{self.day}.", EN: str(self.day)}[language]
        month = f"{MONTHS[language][self.month]} {self.year}"
        date = f"{number} {month}" if self.day else month
        comma = " " if language is FR else ", "
        return date if self.weekday < 0 else f"{WEEKDAYS[language][self.weekday]}{comma}{date}"


def day_of(text: str, language: Language) -> Day | None:
    """The date that a text consists of, or None where it is more, less, or no possible date."""
    found = DAY.fullmatch(text.replace("\u00a0", " ").replace("\u202f", " ").strip())
    if not found or (found["day"] and found["american"]):
        return None
    month, weekday = _number(found["month"], MONTHS[language]), _number(found["weekday"] or "", WEEKDAYS[language])
    day = int(found["day"] or found["american"] or 0)
    if month < 0 or day > 31 or (found["weekday"] and weekday < 0):
        return None
    return Day(int(found["year"]), month, day, weekday)


def _number(name: str, names: list[str]) -> int:
    return next((n for n, known in enumerate(names) if known.lower() == name.lower()), -1)


def by_rule(text: str, source: Language, target: Language) -> str | None:
    """A label, figure, date, or place and date in another language; None for what a memory, an engine or a person translates."""
    ways = (_label, date, dateline, _share)
    return next((found for way in ways if (found := way(text, source, target))), None)


def _label(text: str, source: Language, target: Language) -> str | None:
    for row in LABELS:
        if text.strip().lower() in {label.lower() for label in row[COLUMN[source]]}:
            label = row[COLUMN[target]][0]
            return label.upper() if text.isupper() else label
    return None


def date(text: str, source: Language, target: Language) -> str | None:
    """A text that is nothing but a date, in another language, with a capital where it had one."""
    day = day_of(text, source)
    if day is None:
        return None
    spoken = day.spoken(target)
    return spoken[:1].upper() + spoken[1:] if text.strip()[:1].isupper() else spoken


def dateline(text: str, source: Language, target: Language) -> str | None:
    """Place and date in another language: `Paris, le 24 novembre 2025` becomes `Paris, 24. November 2025`."""
    line = LINE.fullmatch(text.replace("\u00a0", " ").replace("\u202f", " ").strip())
    day = day_of(line["rest"], source) if line else None
    if not line or not day:
        return None
    names = [place(name, source, target) for name in SEPARATOR.split(line["places"].strip())]
    if None in names:
        return None
    joint = "/" if "/" in line["places"] else AND[target]
    article = "le " if target is FR and day.day and "," in line["sign"] else ""
    opening = "(" if ")" in line["sign"] else ""
    return f"{opening}{joint.join(name for name in names if name)}{line['sign']} {article}{day.spoken(target)}"


def place(name: str, source: Language, target: Language) -> str | None:
    """A place's name in another language, or None where it is not known."""
    return next((row[COLUMN[target]] for row in PLACES if row[COLUMN[source]] == name), None)


def _share(text: str, source: Language, target: Language) -> str | None:
    """A text that is a figure, with or without a per cent sign."""
    figure, sign, rest = text.strip().partition("%")
    if rest or not FIGURE.fullmatch(figure.strip()):
        return None
    written = figures(figure.strip(), source, target)[0]
    return written + ("" if target is EN else "\u00a0") * bool(sign) + sign


def figures(figure: str, source: Language, target: Language) -> tuple[str, ...]:
    """A number with the target's signs, the house's way first: `32 000` as `32.000` or `32,000`, `3,6` as `3.6`; years stay whole."""
    whole, point, rest = figure.partition(DECIMAL[source])
    digits = re.sub(r"\D", "", whole)
    tail = DECIMAL[target] + rest if point else ""
    grouped = [re.sub(r"(?<=\d)(?=(?:\d{3})+$)", sign, digits) + tail for sign in (GROUPED[target], "\u00a0", " ")]
    return (*grouped, digits + tail) if digits != whole or len(digits) > 4 else (digits + tail, *grouped)
