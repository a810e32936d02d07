"""Numbers written in words: which values a text may mean by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from num2words import num2words

from ..languages import Language
from . import words as in_order

MAGNITUDES = {
    Language.FR: "mille 3 millier 3 milliers 3 million 6 millions 6 mio 6 milliard 9 milliards 9 md 9 mds 9 mrd 9 billion 12 billions 12",
    Language.DE: "tausend 3 tausende 3 tausenden 3 tsd 3 million 6 millionen 6 mio 6 mill 6 milliarde 9 milliarden 9 mrd 9 "
    "billion 12 billionen 12 bio 12",
    Language.EN: "thousand 3 thousands 3 k 3 million 6 millions 6 mn 6 m 6 billion 9 billions 9 bn 9 b 9 trillion 12 trillions 12 tn 12",
}
# What num2words does not give: articles, collectives, fractions, multiples, decades.
MORE = {
    Language.FR: "un 1 une 1 premier 1 première 1 premiers 1 premières 1 second 2 seconde 2 seconds 2 double 2 doublé 2 doubler 2 "
    "moitié 2 moitié .5 demi .5 demie .5 demi 2 tiers 3 quart 4 quarts 4 triple 3 quadruple 4 douzaine 12 dizaine 10 "
    "dizaines 10 quinzaine 15 "
    "vingtaine 20 trentaine 30 quarantaine 40 cinquantaine 50 soixantaine 60 centaine 100 centaines 100 cents 100 vingts 20 "
    "septante 70 huitante 80 nonante 90 zéros 0 deuxièmes 2 deux-tiers 2 semestre 6 trimestre 3 décennie 10 siècle 100 paire 2 couple 2 "
    "leader 1 "
    "ambo 2 midi 12 minuit 0 minuit 12 aucun 0 aucune 0 dixième 10 centième 100 millième 1000 simple 1 seul 1 seule 1 unique 1 deux 2",
    Language.DE: "ein 1 eine 1 einen 1 einem 1 einer 1 eines 1 eins 1 beide 2 beiden 2 beider 2 zwo 2 zwei 2 zweier 2 dreier 3 dutzend 12 "
    "dutzende 12 hunderte 100 hunderten 100 drittel 3 viertel 4 hälfte 2 hälfte .5 halb .5 halbe .5 halben .5 halber .5 halbes .5 "
    "anderthalb 1.5 eineinhalb 1.5 zweieinhalb 2.5 dreieinhalb 3.5 viereinhalb 4.5 doppelt 2 doppelte 2 doppelten 2 verdoppelt 2 zweimal 2 "
    "dreifach 3 paar 2 jahrzehnt 10 jahrhundert 100 null 0 kein 0 keine 0 erst 1 zweit 2 dritt 3 viert 4 siebt 7 acht 8 zehntel 10 "
    "führend 1 führende 1 führenden 1 führender 1 führendes 1 größte 1 größten 1 größter 1 größtes 1 "
    "hundertstel 100 tausendstel 1000 einzige 1 einzigen 1 quartal 4 halbjahr 6 mittag 12 mittags 12 mitternacht 0 mitternacht 12",
    Language.EN: "a 1 an 1 one 1 once 1 twice 2 thrice 3 double 2 doubled 2 both 2 half .5 half 2 halves 2 quarter 4 quarters 4 third 3 "
    "leading 1 largest 1 biggest 1 foremost 1 "
    "thirds 3 dozen 12 dozens 12 pair 2 couple 2 score 20 hundreds 100 decade 10 century 100 twenties 20 thirties 30 forties 40 fifties 50 "
    "sixties 60 seventies 70 eighties 80 nineties 90 triple 3 tripled 3 none 0 no 0 single 1 tens 10 only 1 fortnight 14 "
    "twentieth 20 tenth 10 tenths 10 hundredth 100 noon 12 midday 12 midnight 0 midnight 12",
}
WORD = re.compile(r"[^\W\d_]+")
GERMAN_ORDINAL = re.compile(r"(?<=t)e[rnms]?$")
HALVES = {
    Language.FR: "un_demi .5 une_demi .5 demi .5 demie .5 une 1 quatre_vingts 80 septante 70 huitante 80 nonante 90",
    Language.DE: "halbe .5 halben .5 halber .5 halbes .5 anderthalb 1.5 eineinhalb 1.5 zweieinhalb 2.5 dreieinhalb 3.5 viereinhalb 4.5 "
    "ein 1 eine 1 einer 1 einem 1 einen 1 eine_halbe .5 einer_halben .5 einem_halben .5 ein_halbes .5",
    Language.EN: "half_a .5 half_an .5 a_half .5 a 1",
}
HUNDRED = {Language.FR: {"cent", "cents"}, Language.DE: {"hundert"}, Language.EN: {"hundred"}}
AND = {Language.FR: {"et"}, Language.DE: {"und"}, Language.EN: {"and"}}
RANGE = {Language.FR: {"à", "et", "ou"}, Language.DE: {"bis", "und", "oder"}, Language.EN: {"to", "and", "or"}}
THOUSAND = 1e3
# une heure et demie, one and a half
HALF = re.compile(r"\b([^\W\d_]+)(?: [^\W\d_]+)?(?: et demie?| and a half)\b")


@cache
def magnitudes(language: Language) -> dict[str, float]:
    """The words for thousand, million and so on with what they multiply by: a French billion is a million millions."""
    words = MAGNITUDES[language].split()
    return {word: 10.0 ** int(power) for word, power in zip(words[::2], words[1::2], strict=True)}


def spelt(number: int, language: Language, *, ordinal: bool = False) -> str:
    """A number in words: zwölf, douzième."""
    return str(num2words(number, lang=language.value, to="ordinal" if ordinal else "cardinal")).lower()


@cache
def _words(language: Language) -> dict[str, frozenset[float]]:
    found: dict[str, set[float]] = {}
    for number in (*range(101), *range(200, 1000, 100)):
        for ordinal in (False, True):
            spoken = spelt(number, language, ordinal=ordinal)
            for word in (spoken, GERMAN_ORDINAL.sub("", spoken)) if language is Language.DE else (spoken,):
                found.setdefault(" ".join(WORD.findall(word)), set()).add(float(number))
    extra = MORE[language].split()
    for word, number in zip(extra[::2], extra[1::2], strict=True):
        found.setdefault(word, set()).add(float(number))
    return {word: frozenset(values) for word, values in found.items()}


@cache
def _german_heads() -> re.Pattern[str]:
    """A number at the head of a German compound: dreijährig, zweitgrößte, dreißiger, fünfhundert."""
    heads = sorted((word for word in _words(Language.DE) if len(word) >= 3), key=len, reverse=True)
    return re.compile("|".join(heads))


@lru_cache(maxsize=2048)
def spoken(text: str, language: Language) -> frozenset[float]:
    """Every value that words of a text may mean, generously: what a translation wrote in words must not be missed as figures."""
    words, folded = list(in_order(text)), text.lower()
    values = {*_small(words, language), *amounts(words, language)}
    if "demi" in folded or "half" in folded:
        values |= {number + 0.5 for half in HALF.finditer(folded) for number in _words(language).get(half.group(1), ())}
    for at, word in enumerate(words):
        if factor := magnitudes(language).get(word):
            before, size = _value_before(words[:at], language)
            values |= {factor, *(number * factor for number in before)}
            if size and words[at - size - 1 : at - size] and words[at - size - 1] in RANGE[language]:
                # two to three million: both ends
                values |= {number * factor for number in _value_before(words[: at - size - 1], language)[0]}
    return frozenset(values)


def amounts(words: list[str], language: Language) -> Iterator[float]:
    """What runs of two and more number words are worth as a whole: deux cent cinquante mille, half a million."""
    begins, german = _firsts(language), _german_beginnings() if language is Language.DE else frozenset()
    due = 0
    for at, word in enumerate(words):
        if at >= due and (word in begins or word[:3] in german):
            worth, due = _run(words, at, language)
            if due - at > 1 or (due > at and german):
                yield worth


def _run(words: list[str], start: int, language: Language) -> tuple[float, int]:
    """The worth of the number words from `start` on, and where they end."""
    total = part = factor = 0.0
    at = start
    while at < len(words):
        word = words[at]
        worth, size = _cardinal(words, at, language)
        if size:
            # un million et demi: half of the million
            part, total = (part, total + worth * factor) if worth == 0.5 and factor and not part else (part + worth, total)
        elif word in HUNDRED[language]:
            part = (part or 1) * 100
        elif word in magnitudes(language):
            factor = magnitudes(language)[word]
            total, part = (total * factor, 0.0) if total and not part and factor > THOUSAND else (total + (part or 1) * factor, 0.0)
        elif not (word in AND[language] and at > start and at + 1 < len(words) and _cardinal(words, at + 1, language)[1]):
            break
        at += size or 1
    return total + part, at


def _cardinal(words: list[str], at: int, language: Language) -> tuple[float, int]:
    """The number below a hundred (in German: any compound) that begins at a word, with the count of its words."""
    known = _cardinals(language)
    if words[at] in _firsts(language):
        for size in range(min(4, len(words) - at), 0, -1):
            if worth := known.get(" ".join(words[at : at + size]), 0.0):
                return worth, size
    worth = _german(words[at]) if language is Language.DE else 0.0
    return worth, int(worth > 0)


@cache
def _firsts(language: Language) -> frozenset[str]:
    """The words that a number in words may begin with."""
    whole = (*_cardinals(language), *_words(language))
    return frozenset(word.split()[0] for word in whole) | HUNDRED[language] | magnitudes(language).keys()


@lru_cache(maxsize=4096)
def _german(word: str) -> float:
    """zweihundertfünfzigtausend as a number; 0 for what is none."""
    known = _cardinals(Language.DE)
    if word in known:
        return known[word]
    for name, factor in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(name)
        if found:
            many = _german(before) if before else 1.0
            few = _german(after.removeprefix("und")) if after else 0.0
            return many * factor + few if many and (few or not after) else 0.0
    return 0.0


@cache
def _cardinals(language: Language) -> dict[str, float]:
    cardinals = {" ".join(WORD.findall(spelt(number, language))): float(number) for number in range(1, 100)}
    words = HALVES[language].split()
    return cardinals | {word.replace("_", " "): float(number) for word, number in zip(words[::2], words[1::2], strict=True)}


def _small(words: list[str], language: Language) -> Iterator[float]:
    known, firsts = _words(language), _firsts(language)
    for at in range(len(words)):
        for size in range(min(4, len(words) - at), 0, -1) if words[at] in firsts else ():
            yield from known.get(" ".join(words[at : at + size]), ())
        if language is Language.DE:
            yield from _compound(words[at])
        elif words[at] in {"cent", "cents", "hundred"}:
            yield from _hundreds(words, at, language)


@cache
def _german_beginnings() -> frozenset[str]:
    return frozenset(word[:3] for word in _words(Language.DE) if len(word) >= 3)


def _compound(word: str) -> Iterator[float]:
    known = _words(Language.DE)
    if word[:3] in _german_beginnings() and (head := _german_heads().match(word)):
        yield from known[head.group()]
        multiplier, hundred, rest = word.partition("hundert")
        if hundred:
            tens = known.get(rest.removeprefix("und"), frozenset({0.0}))
            yield from (100 * many + few for many in known.get(multiplier or "ein", ()) for few in tens)
        multiplier, magnitude, _ = word.partition("tausend")
        if magnitude:
            yield from (1000 * many for many in known.get(multiplier or "ein", ()))
        for name, factor in magnitudes(Language.DE).items():
            if factor > 1000 and word == head.group() + name:
                yield from (number * factor for number in known[head.group()])


def _hundreds(words: list[str], at: int, language: Language) -> Iterator[float]:
    """two hundred and fifty, deux cent cinquante: the words before and after a hundred."""
    known = _words(language)
    many = known.get(words[at - 1], frozenset({1.0})) if at else frozenset({1.0})
    after = words[at + 1 : at + 5]
    after = after[1:] if after[:1] == ["and"] else after
    few = next((known[" ".join(after[:size])] for size in range(len(after), 0, -1) if " ".join(after[:size]) in known), frozenset({0.0}))
    yield from (100 * hundreds + rest for hundreds in many for rest in (0.0, *few))


def _value_before(words: list[str], language: Language) -> tuple[frozenset[float], int]:
    """What the number words at the end of some words mean, with their count."""
    known = _words(language)
    for size in range(min(4, len(words)), 0, -1):
        if found := known.get(" ".join(words[-size:])):
            return found, size
    return frozenset(), 0
