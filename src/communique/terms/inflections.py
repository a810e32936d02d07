"""Inflections: what the forms of a word have in common, and whether two words are forms of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import takewhile

import Stemmer

from ..facts import vocabulary
from ..languages import Language

STEMMERS = {Language.FR: "french", Language.DE: "german", Language.EN: "english"}
# What inflection leaves on either side of what two forms of a word have in common. A shared stem alone joins too much:
# „Führer“ and „führen“, « collaborateurs » et « collaboration ».
ENDINGS = {
    Language.FR: vocabulary("- s x e es l ux al aux aux il le les ne nes te tes f ve ves se ses er ère ères"),
    Language.DE: vocabulary("- e n s r m en er es em ern in innen nen um a o us i is ien se sen sse ssen x zen"),
    Language.EN: vocabulary("- s es y ies um a"),
}
# What a word of three letters may take: « jeux », „Wege“, "maps".
SHORT_ENDINGS = {
    Language.FR: vocabulary("s x"),
    Language.DE: vocabulary("e en n s es er ern"),
    Language.EN: vocabulary("s es"),
}
FRENCH_PLURAL = re.compile(r"(?<=\w{2}[^s])[sx]$")
# Travail and travaux, matériau and matériaux, journal and journaux; but château and châteaux.
FRENCH_AL = re.compile(r"(?<=[^e])(?:au|ail)$")
# Konto and Konten, Zentrum and Zentren, Firma and Firmen, Modus and Modi.
LATIN = re.compile(r"(?:us|um|[aio])+$")
LATIN_ENDS = ("us", "um", "a", "i", "o")
SHORT = 4
UMLAUTS = str.maketrans("äöü", "aou")
FOLD = str.maketrans({"’": "'", "‑": "-", "\u00a0": " ", "\u202f": " "})


@cache
def stemming(language: Language) -> Callable[[str], str]:
    """The function that gives what the inflected forms of a word have in common, its hyphenated parts taken one by one."""
    stem_word = _STEMS[language]

    @lru_cache(maxsize=65536)
    def stem(word: str) -> str:
        bare = word.lower().translate(FOLD)
        return "-".join(map(stem_word, bare.split("-"))) if "-" in bare else stem_word(bare)

    return stem


def _french(word: str) -> str:
    # A stemmer takes « retrait » for a verb, and « retraits » for none: the plural goes first.
    singular = FRENCH_AL.sub("al", FRENCH_PLURAL.sub("", word))
    return str(_stemmer(Language.FR).stemWord(singular))


def _german(word: str) -> str:
    stem_word = _stemmer(Language.DE).stemWord
    found, before = _bare(word, Language.DE), ""
    # Again, since „Kern“ loses what „Kerne“ keeps at the first time.
    while found != before:
        before, found = found, _german_end(str(stem_word(found)))
    return found


def _german_end(word: str) -> str:
    """A stem without what Snowball leaves of a plural."""
    many_women = word.endswith("inn")
    zeugnisse = word.endswith(("iss", "uss", "rix", "riz"))
    opern = word.endswith("ern") and len(word) > 4 and word[-4] != "i"
    logos = word.endswith("s") and len(word) > 3 and (word[-2] not in "su" or word.endswith("kkus"))
    word = word[:-1] if many_women or zeugnisse or opern or logos else word
    return LATIN.sub("", word) if len(word) > SHORT and word.endswith(LATIN_ENDS) else word


def _english(word: str) -> str:
    return str(_stemmer(Language.EN).stemWord(word))


_STEMS: dict[Language, Callable[[str], str]] = {Language.FR: _french, Language.DE: _german, Language.EN: _english}


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    # Without its own cache, which costs more than it saves behind ours.
    return Stemmer.Stemmer(STEMMERS[language], 0)


@lru_cache(maxsize=65536)
def same_word(term: str, word: str, language: Language) -> bool:
    """Whether a word of equal stem is the term itself in some inflected form; German nouns and abbreviations keep their capitals."""
    if not (term.isalpha() or "-" in term):
        return term.lower() == word.lower()
    if term.isupper() and len(term) > 1:
        return word in {term, f"{term}s"}
    if language is Language.DE and term[0].isupper() and not word[0].isupper():
        return False
    if "-" in term:
        # « Équipe-projet », « équipes-projets »: each part has its own ending.
        parts, others = term.split("-"), word.translate(FOLD).split("-")
        return len(parts) == len(others) and all(
            a == b or (a and b and same_word(a, b, language)) for a, b in zip(parts, others, strict=True)
        )
    one, other = _bare(term, language), _bare(word, language)
    if len(term) <= 3:
        # Two letters end a word in English only (start ups); in French and German they are small words.
        may_end = len(term) == 3 or language is Language.EN
        return one == other or (may_end and other.startswith(one) and other[len(one) :] in SHORT_ENDINGS[language])
    common = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))
    return (one[common:] or "-") in ENDINGS[language] and (other[common:] or "-") in ENDINGS[language]


def _bare(word: str, language: Language) -> str:
    """A word in small letters; a German one without umlauts, a long a short, and Kaufleute as Kaufmann."""
    lower = word.lower()
    if language is not Language.DE:
        return lower
    if lower.endswith(("leute", "leuten")):
        lower = lower.removesuffix("n").removesuffix("leute") + "mann"
    return lower.replace("aa", "a").translate(UMLAUTS)


def stem(word: str, language: Language) -> str:
    """What the inflected forms of a word have in common; `stemming` is quicker for many."""
    return stemming(language)(word)
