"""Names: declared names are written as declared, and none is lost in translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..glossary import Status
from ..languages import Wording
from ..terms.lookalikes import disguised, plain_spaces, skeleton, undisguised
from ..text.passages import Passage
from . import Pair, Reference, flag

TITLE = Wording(
    "Noms : les noms déclarés sont écrits comme convenu et présents dans chaque langue",
    "Namen: Gemeldete Namen stehen in der vereinbarten Schreibung und fehlen in keiner Sprache",
    "Names: declared names are spelt as declared and present in every language",
)
# How alike two names are (1 minus the share of letters to change) to be one: where the name is missing, and where a shorter form stands.
ALIKE_AT, SURELY_AT, LONG = 0.75, 0.85, 8
ALIKE = Wording("le nom connu est « {name} »", "der bekannte Name ist „{name}“", "the known name is “{name}”")
PERHAPS = Wording(
    "proche du nom connu « {name} » : faute de frappe ?",
    "ähnelt dem bekannten Namen „{name}“: Tippfehler?",
    "close to the known name “{name}”: a typing error?",
)
SUSPECT = Wording(
    "signe qui ressemble à un autre : faute de frappe ?",
    "Zeichen, das einem anderen gleicht: Tippfehler?",
    "a sign that looks like another one: a typing error?",
)
MISSING = Wording(
    "le nom « {name} » manque dans la traduction",
    "der Name „{name}“ fehlt in der Übersetzung",
    "the name “{name}” is missing in the translation",
)


# "Adopt Al": a name that ends in AI, typed with a small L. "Al Jazeera" goes on with a capital.
SMALL_L = re.compile(r"\b[A-Z][a-zà-ÿ]+ Al\b(?![-’' ]?[A-ZÀ-Þ])")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each stretch of text that is nearly a declared name, and letters that only look like others; the termbase's bans are not repeated."""
    text = without_addresses(passage.text)
    told = [(f.start, f.end) for f in reference.terms[passage.language].find(text) if f.term.status is Status.FORBIDDEN]
    for found in reference.spellings.find(text):
        span = found.start, found.start + len(found.text)
        if not (found.text.isupper() and text.isupper()) and not _overlaps(span, told):
            told.append(span)
            severity = Severity.BLOCK if found.certain else Severity.WARN
            yield flag((ALIKE if found.certain else PERHAPS).fill(name=found.name), found.text, severity=severity, suggestion=found.name)
    for suspect in _suspects(text):
        if not _overlaps(suspect.span(), told):
            letters = undisguised(suspect.group())
            yield flag(SUSPECT, suspect.group(), suggestion=letters if letters != suspect.group() else letters[:-1] + "I")


def _suspects(text: str) -> Iterator[re.Match[str]]:
    yield from SMALL_L.finditer(text)
    yield from disguised(text)


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each declared name of the source that the target has in none of its allowed forms."""
    if not reference.longest_first:
        return
    source, target = plain_spaces(without_addresses(pair.source_text)), plain_spaces(without_addresses(pair.target_text))
    # What the target misspells is said of the target alone.
    misspelt = {found.name for found in reference.spellings.find(target) if found.certain}
    for name in _named(source, reference):
        forms = reference.forms(name, pair.target_language)
        if not misspelt & {name, *forms} and not any(_standing(form).search(target) for form in forms):
            near = _nearest(name, target, ALIKE_AT)
            message = ALIKE.fill(name=name) if near else MISSING.fill(name=name)
            yield flag(message, near, severity=Severity.BLOCK, source=name, suggestion=forms[0])
        elif len(name) >= LONG and not _standing(name).search(target):
            # "Institut Miens-Télécom (IMT)": that a shorter form is right does not make the longer one right.
            near = _nearest(name, target, SURELY_AT)
            if near and near not in source and not any(_standing(form).fullmatch(near) for form in forms):
                yield flag(ALIKE.fill(name=name), near, severity=Severity.BLOCK, source=name, suggestion=name)


def _named(text: str, reference: Reference) -> Iterator[str]:
    for name in reference.longest_first:
        if name in text:
            rest = _standing(name).sub(lambda found: "\n" * len(found.group()), text)
            if rest != text:
                yield name
                text = rest


@lru_cache(maxsize=4096)
def _standing(name: str) -> re.Pattern[str]:
    """A name on its own or before a hyphen, with a genitive s if there is one."""
    return re.compile(rf"(?<!\w){re.escape(plain_spaces(name))}(?:'?s|')?(?!\w)")


def _nearest(name: str, text: str, least: float) -> str:
    """The words of a text that are most like a name, or nothing where none is like it to that degree."""
    words = list(re.finditer(r"\w+(?:[-.&/]\w+)*", text))
    size = len(name.split())
    windows = [text[first.start() : last.end()] for first, last in zip(words, words[size - 1 :], strict=False)]
    own = skeleton(name)
    scored = [(DamerauLevenshtein.normalized_similarity(skeleton(window), own), window) for window in windows]
    likeness, window = max(scored, default=(0.0, ""))
    return window if likeness >= least else ""
