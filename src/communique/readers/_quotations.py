"""Who speaks in a paragraph that is a quotation, in French, German and English."""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN, CLOSE = '«“„"‟', '»”“"'
TITLES = r"(?:(?:Dr|Prof|Pr|M|Mme|Mlle|Herr|Frau|Mr|Mrs|Ms|Ing)\.?\s+)*"
WORD = r"(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\w'’-]*)"
NAME = rf"{TITLES}{WORD}(?:\s+(?:(?:de|du|des|von|van|zu|der|den|di|le|la|el|da|d['’])\s+)*{WORD}){{1,4}}"
VERBS = (
    r"(?:a\s+)?(?:déclar|racont|expliqu|soulign|affirm|indiqu|précis|ajout|comment|rappel|not|insist|assur|confi|témoign|annonc|résum|observ|salu)"
    r"(?:e|é|ait|le)"
    r"|estime|conclut|a conclu|poursuit|se réjouit|s'est réjouie?|se félicite|dit|a dit|selon"
    r"|sagte?|erklärte?|betonte?|erläuterte?|so|unterstreicht|unterstrich|ergänzte?"
    r"|freut sich|meinte?|kommentierte?|bekräftigte?|resümierte?|fügte?|hebt"
    r"|sa(?:id|ys)|explain(?:s|ed)|add(?:s|ed)|comment(?:s|ed)|not(?:es|ed)|stat(?:es|ed)|emphasi[sz]e[sd]|conclude[sd]"
    r"|according to|remark(?:s|ed)"
)
BEFORE = re.compile(
    rf"(?:(?:So|Dazu|Hierzu|Selon|Pour|Laut|According to)\s+)?(?P<who>[^{OPEN}:]{{3,300}}?)\s*:\s*[{OPEN}].+[{CLOSE}]\s*\.?", re.DOTALL
)
AFTER = re.compile(rf"[{OPEN}](?P<words>.+?)[{CLOSE}]\s*(?:[,.]\s*)?(?P<verb>{VERBS})\s+(?P<who>{NAME})(?P<position>.*)", re.DOTALL)
NAME_FIRST = re.compile(
    rf"[{OPEN}](?P<words>.+?)[{CLOSE}]\s*(?:[,.]\s*)?(?P<who>{NAME})(?P<position>,.*?)?,?\s+(?P<verb>{VERBS})\b.*", re.DOTALL
)
SIGNED = re.compile(rf"[{OPEN}](?P<words>.+)[{CLOSE}]\s*(?:[–—-]|\n)\s*(?P<who>{NAME})(?P<position>.*)", re.DOTALL)
# French and English break into the words themselves: « Tout change, explique Camille Exemple, directrice. Rien n’est perdu. »
WITHIN = re.compile(
    rf"[{OPEN}](?P<words>[^{OPEN}{CLOSE}]+?)\s*,\s+(?P<verb>{VERBS})\s+(?P<who>{NAME})(?P<position>,[^.!?{CLOSE}]*)?.*[{CLOSE}]\s*\.?",
    re.DOTALL,
)
# A function that stands before the name: "Le directeur général Paul Exemple".
FUNCTION = re.compile(rf"(?:Der|Die|Le|La|L['’]|The|Our|Unsere?|Notre)\s*(?P<position>\S.*?)\s+(?P<who>{TITLES}{WORD}\s+{WORD})")
LAST_VERB = re.compile(rf"[,\s]*\b(?:{VERBS})\s*$")
# Where a speaker's function ends and the text goes on.
ENDS = re.compile(rf"\.\s+(?=[A-ZÀ-ÖØ-Þ{OPEN}])|\.?\s*[{OPEN}]|\.?\s*$|\n", re.DOTALL)
QUOTED = re.compile(rf"[{OPEN}{CLOSE}]")
# Long runs of blanks would make the patterns look at each of them in turn, many times.
BLANKS = re.compile(r"[^\S\n]{2,}")
LEAST_SHARE = 0.1
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and the function in which they speak."""

    speaker: str
    position: str


def voice(text: str) -> Voice | None:
    """The voice of a text that is a quotation as a whole; None where it is running text."""
    if len(text) > LONGEST or not QUOTED.search(text):
        return None
    text = BLANKS.sub(" ", text)
    if before := BEFORE.fullmatch(text):
        return _before(before["who"])
    for pattern in (AFTER, NAME_FIRST, SIGNED, WITHIN):
        if (found := pattern.fullmatch(text)) and _spoken(found["words"], text):
            return Voice(found["who"].strip().rstrip(","), _position(found["position"] or ""))
    return None


def _spoken(words: str, text: str) -> bool:
    """Whether quoted words are what somebody says rather than a term or a name in quotation marks."""
    return len(words.split()) > 1 and len(words) >= LEAST_SHARE * len(text)


def _before(who: str) -> Voice | None:
    speaker, _, position = LAST_VERB.sub("", who).strip().partition(",")
    if found := FUNCTION.fullmatch(speaker.strip()):
        return Voice(found["who"], found["position"])
    if not re.fullmatch(NAME, speaker.strip()):
        return None
    return Voice(speaker.strip(), _position(position))


def _position(text: str) -> str:
    end = ENDS.search(text)
    return text[: end.start() if end else None].strip(" ,–—-()\n\t")
