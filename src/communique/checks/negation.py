"""Negation: what is denied in the original is denied in translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, Severity
from ..languages import Language, Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Négation : ce que l’original nie, la traduction le nie",
    "Verneinung: Was das Original verneint, verneint auch die Übersetzung",
    "Negation: what the original denies, the translation denies",
)
LOST = Wording("négation perdue ?", "Verneinung verloren?", "negation lost?")

# Words that deny whatever stands around them. « Ne … que » limits, "not only" adds: neither denies.
DENIES = {
    Language.FR: re.compile(
        r"\b(?:ne\b|n['’]).{1,40}?\b(?:pas(?! (?:seulement|que))|jamais|rien|aucune?|ni|nullement|plus(?! (?:de|que)))\b", re.IGNORECASE
    ),
    Language.DE: re.compile(r"\b(?:nicht(?! (?:nur|zuletzt|allein))|kein\w*|nie|niemals|niemand\w*)\b", re.IGNORECASE),
    Language.EN: re.compile(
        r"\b(?:not(?! (?:only|just|least))|never|cannot|nobody|nothing|none|no(?! (?:doubt|matter|one\b)))\b|n['’]t\b", re.IGNORECASE
    ),
}
# Every way in which another language may say the same; prefixes only before words that are worth denying.
MAY_DENY = {
    Language.FR: re.compile(
        r"\b(?:ne|non|sans|aucune?s?|jamais|ni|nulle?s?|nullement|peu|guère|rien|personne|faute|hors|sauf|sinon|loin|trop)\b|\bn['’]"
        r"|(?<!ne )(?<!\bn['’])\bpas\b(?=[^.;:!?]{0,12}(?:encore|moins|de|du|le|la|les|un|si|tou))"
        r"|\b(?:im(?:p[eéora]|m[oau]|b)|in(?:[aeéo]|c[aeoér]|d[ié]|f[ié]|s[at]|t[oe]m|v[ai]|u)|ir[rR]|il[lL])\w{4,}(?:ble|bles|ant|é|ée|és|ées|ent|ents|ente)\b"
        r"|\b(?:mé(?:co|pr|fi)|mal(?:gré|heur)|inconnu|ignor|insuff|inutil|incap)\w*"
        r"|\b(?:manqu|absen|empêch|refus|perd|échou|échec|impossib|interdi|évit|cess|abandon|rare|éch[ae]pp|difficil|dépourv|exclu|prohib|indemn|anonym|mauvais|sous-estim)\w*",
        re.IGNORECASE,
    ),
    Language.DE: re.compile(
        r"\b(?:nicht\w*|kein\w*|nie|niemals|ohne\w*|weder|nirgend\w*|niemand\w*|kaum|nein|außer\w*|statt|anstatt|wenig\w*|erst|nichts)\b"
        r"|\b(?:un(?!d|s|t|i|g[ae]r|ab|gefähr\b)|miss|nicht)\w{4,}|\w{3,}(?:los|frei)(?:e[nmrs]?)?\b"
        r"|\b(?:fehl|mangel|verhinder|verweiger|vermeid|verbiet|verbot|schwer|selten|scheiter|ablehn|lehn|vermiss|abgelehn|ausgeschl|entgeh|schlecht|unterschätz)\w*"
        r"|\b(?:frei|egal|anders)\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"\b(?:not|no|never|without|none|neither|nor|cannot|nobody|nothing|nowhere|hardly|little|few|unless|instead|rather|until)\b"
        r"|n['’]t\b|\b(?:un(?!i[tvqfo]|der|til|it|ion|cle)|im(?:p[eo]ss|p[er]|mo)|in(?:[aeo][bcdfv]|c[ao]|d[ei]p|suf|vi[so])|ir[r]|ill[eo]|dis(?!c[ou]|t|p|ea)"
        r"|non-?|mis)\w{4,}"
        r"|\b(?:fail|lack|refus|prevent|avoid|miss|stop|ceas|rare|barely|absen|prohibit|forb|ban|den[iy]|doubt|reject|difficult|underest|devoid|deficien)\w*"
        r"|\b\w{3,}less\b",
        re.IGNORECASE,
    ),
}


SHORT, FEWER = 100, 2


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A target with fewer signs of negation than its source has denials; a hint, since many words deny."""
    denied = list(DENIES[pair.source_language].finditer(pair.source_text))
    if denied:
        signs = _count(MAY_DENY[pair.target_language], pair.target_text)
        if signs < len(denied) or _milder(pair, signs):
            yield flag(LOST, pair.target_text, severity=Severity.HINT, source=denied[min(signs, len(denied) - 1)].group())


def _milder(pair: Pair, signs: int) -> bool:
    """Whether a target that denies nothing outright has fewer signs than its source; in a long sentence, two fewer."""
    if DENIES[pair.target_language].search(pair.target_text):
        return False
    lost = _count(MAY_DENY[pair.source_language], pair.source_text) - signs
    return lost >= (1 if len(pair.source_text) < SHORT else FEWER)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
