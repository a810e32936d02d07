"""Time elapsed: “nearly a year after” agrees with the months that the text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document import Dateline, Document, plain
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.passages import passages
from . import Reference, flag
from ._datelines import months_of_years

TITLE = Wording(
    "Temps écoulé : « près d’un an après » s’accorde avec les mois que le texte nomme",
    "Verstrichene Zeit: „knapp ein Jahr nach“ passt zu den Monaten, die der Text nennt",
    "Time elapsed: “nearly a year after” agrees with the months that the text names",
)
CHECK = Wording(
    "à vérifier : de « {start} » à « {end} », {months} mois",
    "bitte prüfen: von „{start}“ bis „{end}“ sind es {months} Monate",
    "to be checked: from “{start}” to “{end}” it is {months} months",
)

YEARS = {
    Language.FR: r"(?:un|deux|trois|quatre|cinq) ans?",
    Language.DE: r"(?:eine?m?|zwei|drei|vier|fünf) Jahr(?:en?)?",
    Language.EN: r"(?:a|one|two|three|four|five) years?",
}
AGO = {
    Language.FR: r"{nearly}{years} après\b|il y a {nearly}{years}\b",
    Language.DE: r"{nearly}{years} nach\b|vor {nearly}{years}\b",
    Language.EN: r"{nearly}{years} (?:after|ago|since)\b",
}
NEARLY = {
    Language.FR: r"(?:près d['’]|presque |plus d['’]|à peine |environ )?",
    Language.DE: r"(?:knapp |fast |rund |gut |etwa )?",
    Language.EN: r"(?:nearly |almost |about |just over |some )?",
}
PHRASE = {
    language: re.compile(rf"(?<![\w-])(?:{words.format(nearly=NEARLY[language], years=YEARS[language])})", re.IGNORECASE)
    for language, words in AGO.items()
}
SEVERAL = {
    word: number
    for words in ("deux trois quatre cinq", "zwei drei vier fünf", "two three four five")
    for number, word in enumerate(words.split(), 2)
}
YEAR = 12
# A month more or less is "a year"; from two to four it may be a slip, and farther away another event is meant.
RIGHT, FARTHEST = 1, 4


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each duration in whole years back from the release's month to which a month of the text comes close, but none agrees."""
    dates = [
        date
        for block in document.blocks
        if isinstance(block, Dateline)
        for date in months_of_years(plain(block.content), document.language)
    ]
    if not dates:
        return
    end, said = dates[0]
    named = Counter(date for passage in passages(document) for date in months_of_years(passage.text, document.language))
    for passage in passages(document):
        for phrase in PHRASE[document.language].finditer(passage.text):
            start = _slip(end, _years(phrase.group()) * YEAR, named)
            if start:
                message = CHECK.fill(
                    start=_inside(start[1], document.language), end=_inside(said, document.language), months=end - start[0]
                )
                yield flag(message, phrase.group(), severity=Severity.HINT, place=passage.place)


def _inside(month: str, language: Language) -> str:
    """A month as it is written inside a sentence."""
    return month.lower() if language is Language.FR else month


def _years(phrase: str) -> int:
    return next((SEVERAL[word] for word in phrase.lower().split() if word in SEVERAL), 1)


def _slip(end: int, months: int, named: Counter[tuple[int, str]]) -> tuple[int, str] | None:
    """The month named most often that is nearly, not quite, that long before; None where one agrees."""
    off = {date: abs(end - date[0] - months) for date in named if date[0] < end}
    if any(distance <= RIGHT for distance in off.values()):
        return None
    near = [date for date, distance in off.items() if distance <= FARTHEST]
    return max(near, key=lambda date: (named[date], -off[date]), default=None)
