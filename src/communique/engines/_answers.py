"""What an engine's answer is worth: entities decoded, and no text where it is empty, an echo, cut short or a notice of the service."""

from __future__ import annotations

import html
import re

from ..languages import Language, Wording
from ..text.sentences import spans
from ..translation.tags import visible
from . import Translation
from ._faults import CUT_SHORT, ECHO, EMPTY, ODD

ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
# What services answer in the place of a translation, MyMemory above all.
NOTICE = re.compile(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT|PLEASE SELECT TWO DISTINCT LANGUAGES|INVALID (?:LANGUAGE PAIR|EMAIL|SOURCE|TARGET)"
    r"|NO QUERY SPECIFIED|YOU USED ALL AVAILABLE FREE|LIMIT EXCEEDED|NO CONTENT AVAILABLE|TOO MANY REQUESTS|INVALID API KEY"
)
WORDS = re.compile(r"[^\W\d_]{2,}")
# A name or a title may be the same in two languages; a sentence of so many words is not.
ECHO_WORDS = 5


def judged(text: str, answer: object, *, tagged: bool = False) -> Translation:
    """The Translation for what an engine answered to a text; one with tags is judged by what a reader sees of it."""
    if isinstance(answer, Translation):
        return answer
    if not isinstance(answer, str):
        return Translation(None, EMPTY)
    clean = (visible(answer) if tagged else decoded(answer)).strip()
    fault = _fault(visible(text) if tagged else text, clean)
    return Translation(None, fault) if fault else Translation(answer.strip() if tagged else clean)


def _fault(text: str, answer: str) -> Wording | None:
    if not answer:
        return EMPTY
    if NOTICE.search(answer) and not NOTICE.search(text):
        return ODD.fill(status="notice")
    if answer == text.strip() and _words(text) >= ECHO_WORDS:
        return ECHO
    return CUT_SHORT if len(answer) < len(text) / 4 and _words(text) > 2 * ECHO_WORDS else None


def _words(text: str) -> int:
    return len(WORDS.findall(text))


def decoded(answer: str) -> str:
    """The text without HTML entities; Google's pages give some of them escaped twice."""
    for _ in range(2):
        if ENTITY.search(answer):
            answer = html.unescape(answer)
    return answer


def pieces(text: str, language: Language, limit: int) -> list[str] | None:
    """A text in pieces of whole sentences, each below `limit` characters; None where one sentence alone is too long."""
    if len(text) < limit:
        return [text]
    found: list[str] = []
    for sentence in (text[start:end] for start, end in spans(text, language)):
        if len(sentence) >= limit:
            return None
        if found and len(found[-1]) + 1 + len(sentence) < limit:
            found[-1] += " " + sentence
        else:
            found.append(sentence)
    return found
