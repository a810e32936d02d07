"""Capitals after dashes: inside a sentence, the word after a dash begins with a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import vocabulary
from ..facts.addresses import without_addresses
from ..findings import Finding
from ..languages import Language, Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Majuscule après un tiret : à l’intérieur d’une phrase, le mot qui suit un tiret prend une minuscule",
    "Großbuchstabe nach Gedankenstrich: Mitten im Satz geht es nach dem Strich klein weiter",
    "Capitals after dashes: inside a sentence, the word after a dash begins with a small letter",
)
CAPITAL = Wording(
    "majuscule après un tiret, à l’intérieur d’une phrase",
    "Großschreibung nach einem Gedankenstrich mitten im Satz",
    "capital after a dash inside a sentence",
)

# Little words that begin with a capital at a sentence's head only. German "Sie" is a polite address, "Die" may open a newspaper's name.
LITTLE = {
    Language.FR: vocabulary(
        "l le la les un une des du ce cet cette ces il elle ils elles son sa ses leur leurs et mais dont qui que où avec pour"
    ),
    Language.DE: vocabulary("der die das ein eine einen er es wir dieser diese dieses und aber denn mit für bei im am"),
    Language.EN: vocabulary("the a an it he she they this these that those and but which who with for"),
}
AFTER_DASH = re.compile(r"[ \u00a0\u202f][—–-][ \u00a0\u202f](?P<word>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{0,5})(?![\w.-])")
# What stands before the dash is the beginning of a sentence, not a place and a date, a label or a name.
BEGUN = re.compile(r"(?<![\w'’])[a-zà-ÿ]{2,}(?![\w'’])")
ENDED = re.compile(r"[.!?…:]['’\"“”«»)\s]*$")
LEAST, LEAST_WORDS, NEAR = 40, 3, 300
RUNNING = frozenset({"Lead", "Paragraph", "KeyPoints", "Bullets", "Numbered", "About", "Quotation"})


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each article, pronoun or conjunction with a capital right after a dash that does not begin a sentence."""
    text = passage.text
    if passage.block not in RUNNING or not ("–" in text or "—" in text or " - " in text):
        return
    text = without_addresses(text)
    for found in AFTER_DASH.finditer(text):
        word = found["word"]
        if word.lower() in LITTLE[passage.language] and _inside(text[max(found.start() - NEAR, 0) : found.start()]):
            excerpt = text[found.start() + 1 : found.end()] + _next(text, found.end())
            yield flag(CAPITAL, excerpt, suggestion=excerpt.replace(word, word.lower(), 1))


def _inside(before: str) -> bool:
    """Whether a text before a dash is the beginning of a sentence that is not over."""
    return len(before) >= LEAST and not ENDED.search(before) and len(BEGUN.findall(before)) >= LEAST_WORDS


def _next(text: str, at: int) -> str:
    """The rest of the excerpt: the word behind the one that has the capital."""
    found = re.compile(r"[’']?[ \u00a0]?[\w-]+").match(text, at)
    return found.group() if found else ""
