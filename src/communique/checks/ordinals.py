"""Ordinals: ranks in words, French centuries in Roman figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..facts.addresses import without_addresses
from ..facts.dates import MONTHS
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.passages import passages
from . import Reference, flag

TITLE = Wording(
    "Ordinaux : les rangs en lettres, les siècles en chiffres romains en français",
    "Ordnungszahlen: Ränge in Worten, Jahrhunderte im Französischen in römischen Ziffern",
    "Ordinals: ranks in words, centuries in Roman figures in French",
)
RANK = Wording("rang en lettres dans le texte courant", "Rang im Fließtext in Worten", "a rank is in words in running text")
CENTURY = Wording("siècle en chiffres romains", "Jahrhundert in römischen Ziffern", "century in Roman figures")
ENDING = Wording("ordinal abrégé : « {right} »", "Ordnungszahl abgekürzt: „{right}“", "ordinal abbreviated: “{right}”")

ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
ROMAN = dict(enumerate(ROMANS.split(), 1))
E = "(?:e|è|ème|eme|ième|ᵉ)"
CENTURIES = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,2}}){E}(?P<space>[ \u00a0])(?P<word>siècles?)(?!\w)")
# 1er janvier is a date, the 1er arrondissement an address, a 1er semestre a column.
FIRST = re.compile(
    r"(?<![\w.,])1(?P<ending>er|ère|re)(?P<many>s?)(?P<space>[ \u00a0])"
    rf"(?!(?:{MONTHS[Language.FR].replace(' ', '|')}|arrondissement|étage|degré|(?:se|tri)mestre|cycle|année|et|ou|au)\b)(?=[a-zà-ÿ])"
)
# French abbreviates 2e, not 2ème (Imprimerie nationale).
LONG = re.compile(r"(?<![\w.,])(?P<number>\d{1,3})(?:i?[eè]me)(?!\w)")
IN_WORDS = {"er": "premier", "re": "première", "ère": "première"}
RUNNING = frozenset({"Lead", "Paragraph", "KeyPoints", "Bullets", "Numbered", "About", "Quotation"})


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each first rank in figures, century in Arabic figures and long ending of a French text (Imprimerie nationale, « Lexique »)."""
    if document.language is not Language.FR:
        return
    for passage in passages(document):
        if passage.block in RUNNING:
            for message, excerpt, better in _ordinals(without_addresses(passage.text)):
                yield flag(message, excerpt, severity=Severity.HINT, suggestion=better, place=passage.place)


def _ordinals(text: str) -> Iterator[tuple[Wording, str, str]]:
    for century in CENTURIES.finditer(text):
        if int(century["number"]) in ROMAN:
            yield CENTURY, century.group(), f"{ROMAN[int(century['number'])]}ᵉ{century['space']}{century['word']}"
    for first in FIRST.finditer(text):
        yield (
            RANK,
            first.group() + _word(text, first.end()),
            IN_WORDS[first["ending"]] + first["many"] + first["space"] + _word(text, first.end()),
        )
    for ordinal in LONG.finditer(text):
        if not CENTURIES.match(text, ordinal.start()):
            right = f"{ordinal['number']}ᵉ"
            yield ENDING.fill(right=right), ordinal.group(), right


def _word(text: str, at: int) -> str:
    found = re.compile(r"[\w-]+").match(text, at)
    return found.group() if found else ""
