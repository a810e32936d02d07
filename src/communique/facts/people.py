"""People in running text: who is named with a function, and the rank that the function is, alike in the three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..languages import Language
from . import vocabulary

# One line a rank: what it is called in French, German and English. A word may be two ranks ("Leiter"): ranks are alike if they share one.
RANKS = {
    "president": (
        r"présidente?",
        r"präsident(?:in)?|vorsitzende[rn]?|vorstandsvorsitzende[rn]?",
        r"president|chair(?:man|woman|person)?",
    ),
    "chief": (
        r"directeur général|directrice générale|pdg|p\.-d\. ?g\.|président[- ]directeur général|présidente[- ]directrice générale",
        r"generaldirektor(?:in)?|(?:haupt)?geschäftsführer(?:in)?|geschäftsführende[rn]?|vorstandsvorsitzende[rn]?|ceo",
        r"chief executive(?: officer)?|ceo|director[- ]general|general director|managing director|executive director|general manager",
    ),
    "director": (
        r"directeur|directrice|dirigeante?|chef(?:fe)?|responsable",
        r"direktor(?:in)?|\w*leiter(?:in)?|chef(?:in)?|vorstand|vorständin|bereichsleitung|verantwortliche[rn]?",
        r"director|head|manager|lead|leader|chief [\w& ]{2,40}officer|c[dftos]o",
    ),
    "minister": (r"ministre", r"(?:\w+)?minister(?:in)?", r"minister"),
    "state secretary": (
        r"secrétaire d[’']état",
        r"staatssekretär(?:in)?|staatsminister(?:in)?",
        r"(?:state secretary|secretary of state|minister of state)",
    ),
    "secretary general": (r"secrétaire générale?", r"generalsekretär(?:in)?", r"secretary[- ]general|general secretary"),
    "professor": (r"professeure?", r"professor(?:in)?|prof\.?", r"professor|prof\.?"),
    "researcher": (
        r"chercheu(?:r|se)|scientifique|directeur de recherche|directrice de recherche",
        r"forscher(?:in)?|wissenschaftler(?:in)?|forschungsleiter(?:in)?|forschungsdirektor(?:in)?",
        r"researcher|scientist|research director|director of research",
    ),
    "ambassador": (r"ambassadeur|ambassadrice", r"botschafter(?:in)?", r"ambassador"),
    "spokesperson": (r"porte-parole", r"sprecher(?:in)?|pressesprecher(?:in)?", r"spokes(?:man|woman|person)"),
    "founder": (r"(?:co-?)?fondat(?:eur|rice)", r"(?:mit)?(?:be)?gründer(?:in)?", r"(?:co-?)?founder"),
    "mayor": (r"maire", r"(?:ober)?bürgermeister(?:in)?", r"(?:lord )?mayor"),
    "commissioner": (r"commissaire", r"(?:eu-)?kommissar(?:in)?", r"commissioner"),
    "engineer": (r"ingénieure?", r"ingenieur(?:in)?", r"engineer"),
}
DEPUTY = (r"vice-\w+|adjointe?", r"vize\w+|stellvertretende[rn]?|stellvertreter(?:in)?", r"vice[- ]\w+|deputy")
LANGUAGE_ORDER = tuple(Language)
WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
NAME = rf"{WORD}(?: (?:(?:de|du|des|von|van|zu|der|den|di|le|la|el|da|d’|d') ?)?{WORD}){{1,3}}"
NAMED = re.compile(rf"(?P<name>{NAME}), (?=(?P<function>[^,;:.!?«»„“”\"()\n]+))")
# Where a function ends: at a sign, or where the next person is joined on.
ENDS = re.compile(r"[,;:.!?«»„“”\"()\n]| (?:et|und|and|sowie) (?=[A-ZÀ-ÖØ-Þ])")
INNER = re.compile(r"(?<=\w )(?:of|at|for|in|de|du|des|d[’']|à|au|chez|pour|von|vom|der|des|bei|beim|im|am|für|zu|zur)\b")
SPEECH = re.compile(r"«[^»]*»?|„[^“”]*[“”]?|“[^”]*”?|\"[^\"]*\"?")
BEFORE_WORDS = 5
DEPUTIES = "deputy"
# A house can be a founder too ("Institut X, membre fondateur"): only the other ranks make somebody a person.
NOT_ALONE = frozenset({"founder"})
# What may stand before a name with a capital of its own, at a sentence's start.
OPENERS = vocabulary(
    "selon pour avec chez monsieur madame mme mlle m dr pr prof docteur docteure so für mit laut nach auch herr frau doktor "
    "according to for with says said mr mrs ms sir lady"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a text names with a function: the name and the words of the function as they stand, and its ranks."""

    name: str
    function: str
    ranks: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> dict[Language, dict[str, re.Pattern[str]]]:
    forms = {**RANKS, DEPUTIES: DEPUTY}
    return {
        language: {rank: re.compile(rf"(?<![\w-])(?:{words[at]})(?![\w-])", re.IGNORECASE) for rank, words in forms.items()}
        for at, language in enumerate(LANGUAGE_ORDER)
    }


def ranks(function: str, language: Language) -> frozenset[str]:
    """The ranks that the words of a function name; `deputy` comes on top of one."""
    return frozenset(rank for rank, pattern in _patterns()[language].items() if pattern.search(function))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of ranks may be one function; where either names none, nothing can be said."""
    plain_one, plain_other = one - {DEPUTIES}, other - {DEPUTIES}
    if not one or not other:
        return True
    return (DEPUTIES in one) == (DEPUTIES in other) and (not plain_one or not plain_other or bool(plain_one & plain_other))


def people(text: str, language: Language) -> Iterator[Person]:
    """Who is named with a function of known rank behind the name: "Ada Martin, directrice de …"."""
    if ", " in text:
        for found in NAMED.finditer(silenced(text)):
            function, name = _cut(found["function"]), _name(found["name"], language)
            known = _heading(function, language)
            if name and known - NOT_ALONE:
                yield Person(name, function, known)


def _heading(function: str, language: Language) -> frozenset[str]:
    """The ranks that a function begins with; what stands behind "of" is somebody else's: "son of the president"."""
    words = function.split()
    if not words or (language is Language.FR and words[0][0].isupper() and not ranks(words[0], language)):
        return frozenset()
    inner = INNER.search(function)
    patterns = _patterns()[language].items()
    starts = {rank: found.start() for rank, pattern in patterns if (found := pattern.search(function))}
    return frozenset(rank for rank, start in starts.items() if not inner or start < inner.start())


def _name(words: str, language: Language) -> str:
    """A name without what stands before it; nothing where less than two words are left."""
    left = words.split()
    while left and (left[0].lower().rstrip(".") in OPENERS or ranks(left[0], language)):
        left = left[1:]
    return " ".join(left) if len(left) > 1 else ""


def silenced(text: str) -> str:
    """The text with blanks in the place of what is said in quotation marks."""
    return SPEECH.sub(lambda speech: speech.group()[0] + " " * (len(speech.group()) - 1), text)


def function_in(text: str, name: str, language: Language) -> Person | None:
    """The function that a text gives a person, after the name or right before it; None where it names neither."""
    quiet = silenced(text)
    start = quiet.find(name)
    if start < 0:
        return None
    rest = quiet[start + len(name) :]
    after = _cut(rest[2:]) if rest.startswith(", ") else ""
    before = " ".join(ENDS.split(quiet[:start])[-1].split()[-BEFORE_WORDS:])
    for function, known in ((after, _heading(after, language)), (before, ranks(before, language))):
        if known:
            return Person(name, function, known)
    return None


def _cut(function: str) -> str:
    end = ENDS.search(function)
    return function[: end.start() if end else None].strip()
