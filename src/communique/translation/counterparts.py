"""Where a phrase of a sentence stands in its translation, if that is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..facts import vocabulary
from ..languages import Language
from ..text.abbreviations import STARTERS
from .conversions import FIGURE, MONTHS, date, figures

Known = Callable[[str], str | None]
Span = tuple[int, int]

WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
ANCHOR = re.compile(r"\d[\w.,]*\w|\d|[A-ZÀ-ÖØ-Þ][\w'’.&-]*\w")
# A phrase may be printed with other spaces, hyphens and apostrophes in the translation.
LOOSE = {" ": r"[ \u00a0\u202f\n]", "'": "['’]", "-": "[-‑]"}
FOLDED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " ", "’": "'", "‑": "-"})
# Neither the 2 of 2.5 nor the 32 of 32 000 is a number of its own.
NO_DIGITS_BEFORE, NO_DIGITS_AFTER = r"(?<!\d[.,])", r"(?![.,]\d|[ \u00a0\u202f]\d{3}(?!\d))"
# A word in small letters that is at least as long reads the same in two languages for a reason.
TELLING = 6
# Same letters, other meaning: what stands in the translation need not be what it stands for in the source.
FALSE_FRIENDS = vocabulary(
    "actual actuel agenda angel arm art ass ballot bad bald band bang bank beamer billet billion block boot bord brand brief bund but car "
    "case cave chair champ chance change chat chef coin comment concert course crayon dame dent dire dose douche drive embarrass fabrik "
    "fall fang figure file fin flair fond four gage gift grand grave gymnasium habit hall handy hang hell herb hose hut injure issue "
    "journal kind lack large last lecture legs librairie lied lime list location main mare mark mets mine mist mode monitor most net "
    "note order pain pass pays pest pie pin plate plunder plus pore pour prune public puff queue rang range rat rate raisin rayon regal "
    "rente rest retire rock roman route rude rue rind sage sale sang see sender sensible sin slip son sort spring stage stall stern "
    "stock store tag tape teller tier tint tire toll ton tour trouble vague vent vers vest vie voyage wage wand war ware wink"
)
# What may stand between two names or numbers of a phrase, besides the name of a month.
LINKING = {
    Language.FR: vocabulary("de du des d l la le les et à au aux en pour sur par avec chez dans un une ou h"),
    Language.DE: vocabulary("der die das den dem des und in im am an auf bei von vom zum zur für mit ein eine einem einer oder um"),
    Language.EN: vocabulary("of the and in on at for by with to from a an or s"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a sentence, `everywhere` if all its like in the sentence are set apart alike, `foreign` in a language of its own."""

    text: str
    start: int
    end: int
    everywhere: bool = False
    foreign: bool = False

    @property
    def own(self) -> str:
        """Its characters."""
        return self.text[self.start : self.end]


def counterpart(phrase: Phrase, target: str, languages: tuple[Language, Language], known: Known) -> Span | None:
    """The offsets in a translation of what a phrase of the source became; None where that is not certain.

    It is looked for by its known translation, as date, as number, and as it stands where that tells something. It has to be there as often
    as in the source, and one of several must be told from the others by what stands beside it.
    """
    for reading in _readings(phrase, target, languages, known):
        if span := _span(phrase, target, reading):
            return span
    return None if phrase.foreign or any(_glued(phrase)) else _between_anchors(phrase.own, target, languages)


def _readings(phrase: Phrase, target: str, languages: tuple[Language, Language], known: Known) -> Iterator[str]:
    """What a phrase may read as in the target, the likeliest first."""
    own = phrase.own
    if not phrase.foreign:
        day = date(own, *languages) or ""
        yield from (found for found in (known(own), day, day[:1].lower() + day[1:]) if found)
        if FIGURE.fullmatch(own):
            yield from figures(own, *languages)
    if phrase.foreign or any(_glued(phrase)) or _tells(own, languages) or _beside_the_same(phrase, target):
        yield own


def _tells(own: str, languages: tuple[Language, Language]) -> bool:
    """Whether a phrase that reads the same in both languages is the same: names, numbers, addresses and long words are."""
    words = WORD.findall(own)
    telling = [word for word in words if not _common(word, languages)]
    return bool(telling) and (len(telling) == len(words) or len(words) > 1)


def _common(word: str, languages: tuple[Language, Language]) -> bool:
    """Whether a word may read the same in another language by chance: short ones, those that begin sentences, false friends."""
    if word[0].isdigit() or (len(word) > 1 and word.isupper()):
        return False
    begins = any(word in STARTERS[language] or word.lower() in LINKING[language] for language in languages)
    return begins or word.lower() in FALSE_FRIENDS or (word.islower() and len(word) < TELLING)


def _beside_the_same(phrase: Phrase, target: str) -> bool:
    """Whether a phrase stands once in the target, after the same number or between the same names as in the source."""
    found = _places(target, phrase.own, *_glued(phrase))
    if len(found) != 1:
        return False
    before, after = _neighbours(phrase.text, phrase.start, phrase.end, target, found[0], found[0] + len(phrase.own))
    return before[:1].isdigit() or bool(before and after)


def _neighboured(text: str, start: int, end: int, target: str, other: int, other_end: int) -> bool:
    """Whether a name or number stands right before both phrases, or right after both."""
    return any(_neighbours(text, start, end, target, other, other_end))


def _neighbours(text: str, start: int, end: int, target: str, other: int, other_end: int) -> tuple[str, str]:
    """The name or number right before both phrases, and the one right after both; empty where there is none."""
    pairs = (_last_word(text[:start]), _last_word(target[:other])), (_first_word(text[end:]), _first_word(target[other_end:]))
    before, after = (one if one == two and ANCHOR.fullmatch(one) else "" for one, two in pairs)
    return before, after


def _last_word(text: str) -> str:
    found = re.search(r"[\w.&'’‑-]*\w(?=\s*$)", text[-60:])
    return found.group() if found else ""


def _first_word(text: str) -> str:
    found = re.match(r"\s*(\w[\w.&'’‑-]*\w|\w)", text[:60])
    return found[1] if found else ""


def _span(phrase: Phrase, target: str, reading: str) -> Span | None:
    """Where a reading stands in the target: the only one, or the one of the same rank where that is beyond doubt."""
    left, right = _glued(phrase)
    ours, theirs = _places(phrase.text, phrase.own, left, right), _places(target, reading, left, right)
    if len(ours) != len(theirs) or phrase.start not in ours:
        return None
    start = theirs[ours.index(phrase.start)]
    sure = len(ours) == 1 or phrase.everywhere or _in_order(phrase, target, reading, ours, theirs)
    return (start, start + len(reading)) if sure else None


def _in_order(phrase: Phrase, target: str, reading: str, ours: list[int], theirs: list[int]) -> bool:
    """Whether several occurrences follow each other in the target as in the source: one word apart, or beside the same name."""
    size, other = phrase.end - phrase.start, len(reading)
    gaps = [phrase.text[a + size : b] for a, b in pairwise(ours)]
    gaps += [target[a + other : b] for a, b in pairwise(theirs)]
    if all(len(WORD.findall(gap)) <= 1 for gap in gaps):
        return True
    mine = theirs[ours.index(phrase.start)]
    beside = _neighboured(phrase.text, phrase.start, phrase.end, target, mine, mine + other)
    wrongly = [at for at in theirs if at != mine and _neighboured(phrase.text, phrase.start, phrase.end, target, at, at + other)]
    return beside and not wrongly


def _glued(phrase: Phrase) -> tuple[str, str]:
    """The letters and figures that a phrase is a part of a word with: `CO` for the 2 of CO2."""
    before = re.search(r"\w*$", phrase.text[: phrase.start])
    after = re.match(r"\w*", phrase.text[phrase.end :])
    left = before.group() if before and phrase.own[:1].isalnum() else ""
    return left, after.group() if after and phrase.own[-1:].isalnum() else ""


def _places(text: str, phrase: str, left: str, right: str) -> list[int]:
    loose = "".join(LOOSE.get(sign, re.escape(sign)) for sign in phrase.translate(FOLDED))
    before = NO_DIGITS_BEFORE if phrase[:1].isdigit() else ""
    after = NO_DIGITS_AFTER if phrase[-1:].isdigit() else ""
    word = re.compile(rf"(?<!\w){re.escape(left)}{before}({loose}){after}{re.escape(right)}(?!\w)")
    return [found.start(1) for found in word.finditer(text)]


def _between_anchors(own: str, target: str, languages: tuple[Language, Language]) -> Span | None:
    """Where a phrase of names, numbers and the small words between them stands: from the first to the last, in the same order."""
    anchors = ANCHOR.findall(own)
    if len(anchors) < 2 or not (own.startswith(anchors[0]) and own.endswith(anchors[-1])):
        return None
    first, last = _places(target, anchors[0], "", ""), _places(target, anchors[-1], "", "")
    if len(first) != 1 or len(last) != 1 or not first[0] < last[0]:
        return None
    start, end = first[0], last[0] + len(anchors[-1])
    ours, theirs = _bones(own, languages[0]), _bones(target[start:end], languages[1])
    return (start, end) if ours is not None and ours == theirs else None


def _bones(text: str, language: Language) -> Counter[str] | None:
    """The names and numbers of a text, a month by its number; None where other words stand between them."""
    months = {name.lower(): str(at) for at, name in enumerate(MONTHS[language])}
    bones: Counter[str] = Counter()
    for found in re.finditer(r"[\w.&-]+(?<!\.)", text.translate(FOLDED)):
        word = found.group()
        if word.lower() in months:
            bones["month " + months[word.lower()]] += 1
        elif ANCHOR.fullmatch(word) and word.lower() not in LINKING[language]:
            bones[word] += 1
        elif word.lower() not in LINKING[language]:
            return None
    return bones
