"""Typography: the spaces, quotation marks and apostrophes that each language asks for, put right without asking.

Every repair is safe (no word changes, but an initial A that wants its accent) and idempotent; addresses, note calls and runs in another
language are left alone. French after the Imprimerie nationale, German after Duden and DIN 5008, English after New Hart's Rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from ..document import Break, Document, Inline, Inlines, Link, NoteRef, Text, plain
from ..facts.addresses import addresses, blanked
from ..languages import Language
from ..markup import merged
from .passages import rewrite
from .quotes import requoted

NARROW, FULL = "\u202f", "\u00a0"
SPACE = "[ \u00a0\u202f\u2009]"
# Stands for every character that no rule may touch.
SEALED = "\ue000"
MONTHS = {
    Language.FR: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    Language.DE: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    Language.EN: "January|February|March|April|May|June|July|August|September|October|November|December",
}
UNITS = (
    r"%|‰|€|\$|£|°C|km/h|km|m|cm|mm|kg|g|t|min|s|Mio\.|Mrd\.|Md€|M€|k€|Md|Mds|kWh|MW|GW|Go|To|GB|TB|"
    r"millions?|milliards?|Millionen?|Milliarden?|billion|euros?|Euro|EUR|Uhr"
)
GROUP = r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))"
DOUBLES = re.compile(r"(?<=\S) {2,}(?=\S)")
Rule = tuple[re.Pattern[str], str]

COMMON = (
    (DOUBLES.pattern, " "),
    (r"(?<=[^\W_])['ʼ´`](?=[^\W\d_])", "’"),
    # « en 2024 s’applique »: no seconds.
    (rf"(?<=\d) (?=(?:{UNITS})(?!\w|['’]\w))", FULL),
)
OWN = {
    Language.FR: (
        (r"(?<=[^\W_])'(?=[«“\"])", "’"),
        (rf"(?<=[^\s(\[?!;:…]){SPACE}?(?=[;!?]+(?:[\s»)\]”]|$))", NARROW),
        (rf"(?<=[^\s(\[?!;:]){SPACE}?(?=:(?:\s|$))", FULL),
        (GROUP, rf"\1{NARROW}"),
        (rf"(?<={NARROW}\d\d\d) (?=\d{{3}}(?!\d))", NARROW),
        (rf"(?<=\d) (?=(?:{MONTHS[Language.FR]})\b)|(?<=\b1er) (?=(?:{MONTHS[Language.FR]})\b)", FULL),
        (r"\b(MM?\.|Mmes?|Mlle|Dr|Pr|n°) (?=[A-ZÀ-Þ\d])", rf"\1{FULL}"),
        (rf"(?<=\d) (?=h\b)|(?<=\d[ {FULL}]h) (?=\d\d\b)", FULL),
        (r"(?<=\d)(?=%)", FULL),
        (r"(?m)^A(?= propos\b)", "À"),
    ),
    Language.DE: (
        (r"\b([zduiosve])\. ?(?=(?:B|h|a|d|R|ä|Ä|U|A|Chr|o|V)\.)", rf"\1.{FULL}"),
        (rf"(?<=\d\.) (?=(?:{MONTHS[Language.DE]})\b)", FULL),
        (r"\b(Dr|Prof|Nr|Abs|Art|St)\. (?=[A-ZÄÖÜ\d])", rf"\1.{FULL}"),
        (GROUP, rf"\1{NARROW}"),
        (rf"(?<={NARROW}\d\d\d) (?=\d{{3}}(?!\d))", NARROW),
        (r"(?<=\d)(?=%(?!\w))", FULL),
    ),
    Language.EN: (
        (r"(?<=s)'(?=[\s,.;:!?)]|$)(?<!\s'.)", "’"),
        (rf"(?<=\d) (?=(?:{MONTHS[Language.EN]})\b)", FULL),
        (r"\b(Mr|Mrs|Ms|Dr|Prof)(\.?) (?=[A-Z])", rf"\1\2{FULL}"),
    ),
}
RULES: dict[Language, tuple[Rule, ...]] = {
    language: tuple((re.compile(pattern), new) for pattern, new in (*COMMON, *OWN[language])) for language in Language
}
BESIDE_FIGURES = (r"(?<=\d", r"(?<![\d", rf"(?<={NARROW}\d")
WORDY = {language: tuple(rule for rule in rules if not rule[0].pattern.startswith(BESIDE_FIGURES)) for language, rules in RULES.items()}
FIGURE = re.compile(r"\d")
# Without one of its signs a rule has nothing to do.
SIGNS = {
    DOUBLES.pattern: ("  ",),
    r"(?<=[^\W_])['ʼ´`](?=[^\W\d_])": tuple("'ʼ´`"),
    rf"(?<=[^\s(\[?!;:…]){SPACE}?(?=[;!?]+(?:[\s»)\]”]|$))": tuple(";!?"),
    rf"(?<=[^\s(\[?!;:]){SPACE}?(?=:(?:\s|$))": (":",),
    r"(?<=s)'(?=[\s,.;:!?)]|$)(?<!\s'.)": ("'",),
}


@lru_cache(maxsize=512)
def wanted(text: str, language: Language) -> tuple[tuple[int, int, str], ...]:
    """What a language's rules for spaces, apostrophes and accents put where in a text: start, end and new characters, in order."""
    shut = blanked(text, ((address.start, address.end) for address in addresses(text)), SEALED)
    rules = RULES[language] if FIGURE.search(text) else WORDY[language]
    rules = tuple(rule for rule in rules if any(sign in text for sign in SIGNS.get(rule[0].pattern, text[:1])))
    found = {change for rule in rules for change in _substitution(rule)(shut) if text[change[0] : change[1]] != change[2]}
    return tuple(sorted(change for change in found if SEALED not in shut[change[0] : change[1]]))


# A character and the inline that it belongs to: its number, and within a link the number of the inner one.
_Owner = tuple[int, int]
ROUNDS = 4
_Letters = list[tuple[str, _Owner]]


def mend(content: Inlines, language: Language) -> Inlines:
    """The inlines with their typography put right for a language; marks, links' addresses and note calls stay as they are.

    What is mended needs no mending: a space put right may tell what a mark beside it is, so that mending goes on until nothing changes.
    """
    for _ in range(ROUNDS):
        before, content = content, _mended(content, language)
        if plain(content) == plain(before):
            break
    return content


def _mended(content: Inlines, language: Language) -> Inlines:
    letters = list(_letters(content))
    text = "".join(letter for letter, _ in letters)
    sealed = _sealed(text, letters, content, language)
    for change in (lambda marked: requoted(marked, language), *(_substitution(rule) for rule in RULES[language])):
        letters, sealed = _changed(letters, sealed, change)
    return merged(list(_rebuilt(content, letters)))


def mend_document(document: Document) -> Document:
    """The document with the typography of every passage put right."""
    return rewrite(document, document.language, lambda _, content: mend(content, document.language))


def _letters(content: Inlines) -> Iterator[tuple[str, _Owner]]:
    for number, inline in enumerate(content):
        match inline:
            case Link(content=inner):
                for part, text in enumerate(inner):
                    for letter in plain((text,)):
                        yield letter, (number, part)
            case NoteRef():
                yield SEALED, (number, -1)
            case _:
                for letter in plain((inline,)):
                    yield letter, (number, -1)


def _sealed(text: str, letters: _Letters, content: Inlines, language: Language) -> list[bool]:
    foreign = (_foreign(content, owner, language) for _, owner in letters)
    return [closed or other for closed, other in zip(_closed(text), foreign, strict=True)]


def _closed(text: str) -> list[bool]:
    closed = [letter == SEALED for letter in text]
    for address in addresses(text):
        closed[address.start : address.end] = [True] * (address.end - address.start)
    return closed


def _foreign(content: Inlines, owner: _Owner, language: Language) -> bool:
    inline: Inline = content[owner[0]]
    inner = inline.content[owner[1]] if isinstance(inline, Link) else inline
    return isinstance(inner, Text) and inner.language not in {None, language}


Change = Callable[[str], list[tuple[int, int, str]]]


def _substitution(rule: Rule) -> Change:
    pattern, new = rule
    return lambda text: [(found.start(), found.end(), found.expand(new)) for found in pattern.finditer(text)]


def _changed(letters: _Letters, sealed: list[bool], change: Change) -> tuple[_Letters, list[bool]]:
    text = "".join(SEALED if shut else letter for (letter, _), shut in zip(letters, sealed, strict=True))
    made: _Letters = []
    closed: list[bool] = []
    done = 0
    for start, end, new in change(text):
        at = start if start < end else _open(sealed, start)
        if text[start:end] == new or any(sealed[start:end]) or at is None:
            continue
        # Two marks may both ask for the one space between them.
        new, start = new[max(done - start, 0) :], max(start, done)
        owners = [owner for _, owner in letters[start:end]] if len(new) == end - start else [letters[at][1]] * len(new)
        made += [*letters[done:start], *zip(new, owners, strict=True)]
        closed += [*sealed[done:start], *([False] * len(new))]
        done = end
    return [*made, *letters[done:]], [*closed, *sealed[done:]]


def _open(sealed: list[bool], at: int) -> int | None:
    """The letter that what is put in at a position belongs to: the one before, else the one behind; None between two that are sealed."""
    return next((near for near in (at - 1, at) if 0 <= near < len(sealed) and not sealed[near]), None)


def _rebuilt(content: Inlines, letters: _Letters) -> Iterator[Inline]:
    by_owner: dict[_Owner, list[str]] = {}
    for letter, owner in letters:
        by_owner.setdefault(owner, []).append(letter)
    for number, inline in enumerate(content):
        match inline:
            case Text():
                yield replace(inline, text="".join(by_owner.get((number, -1), ())))
            case Link(content=inner, href=href):
                parts = [
                    replace(part, text="".join(by_owner.get((number, at), ()))) if isinstance(part, Text) else Break()
                    for at, part in enumerate(inner)
                ]
                yield Link(tuple(parts), href)
            case _:
                yield inline
