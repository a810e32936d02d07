"""Preferred forms: of two spellings that the glossary allows, its preferred one."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..glossary import Status
from ..languages import Language, Wording
from ..terms.inflections import stemming
from ..terms.lookalikes import plain_spaces
from ..terms.occurrences import Occurrence
from ..terms.replacements import replacement
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Formes préférées : de deux graphies admises par le glossaire, celle qu’il préfère",
    "Bevorzugte Formen: von zwei erlaubten Schreibungen die bevorzugte",
    "Preferred forms: of two spellings that the glossary allows, its preferred one",
)
SPELLING = Wording("le glossaire préfère « {preferred} »", "das Glossar bevorzugt „{preferred}“", "the glossary prefers “{preferred}”")
TRANSLATED = Wording(
    "nom traduit : l’organisme s’appelle « {preferred} »",
    "übersetzter Name: Die Organisation nennt sich „{preferred}“",
    "translated name: the organisation calls itself “{preferred}”",
)
INFLECTION = 2


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each admitted form of a term that only its spelling tells from a better one, and each translated name (forbidden elsewhere)."""
    if not reference.glossary.concepts:
        return
    text = without_addresses(passage.text)
    once = {(found.start, found.concept.id): found for found in reversed(reference.terms[passage.language].find(text))}
    for found in reversed(once.values()):
        form, allowed = _inside(text, found), found.concept.allowed(passage.language)
        if found.term.status is not Status.ADMITTED or not allowed or _same(found.text, allowed[0]):
            continue
        if found.concept.do_not_translate:
            if _forbidden_elsewhere(found, passage.language):
                yield flag(TRANSLATED.fill(preferred=allowed[0]), found.text, suggestion=allowed[0])
        elif any(_respelt(form, better) for better in _better(form, allowed)):
            better = replacement(found, text, passage.language)
            yield flag(SPELLING.fill(preferred=allowed[0]), found.text, severity=Severity.HINT, suggestion=better)


def _better(form: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The allowed forms that stand before a form in the glossary."""
    rank = next((at for at, other in enumerate(allowed) if _same(form, other)), len(allowed))
    return allowed[:rank]


def _forbidden_elsewhere(found: Occurrence, language: Language) -> bool:
    return any(
        term.status is Status.FORBIDDEN and term.language is not language and term.text == found.term.text for term in found.concept.terms
    )


def _respelt(text: str, better: str) -> bool:
    """Whether two forms have the same letters, inflection aside, but not the same hyphens, spaces or capitals."""
    letters = ["".join(letter for letter in form.lower() if letter.isalnum()) for form in (text, better)]
    stem = stemming(Language.FR)
    # "open-source software" has its hyphen from standing before a noun.
    set_before = "-" in text and text.replace("-", " ") == better
    return stem(letters[0]) == stem(letters[1]) and not set_before and not _same(text, better)


def _same(text: str, better: str) -> bool:
    """Whether two forms are one, inflection and kinds of spaces and apostrophes aside."""
    words, others = plain_spaces(text).split(), plain_spaces(better).split()
    return len(words) == len(others) and all(_inflected(one, other) for one, other in zip(words, others, strict=True))


def _inflected(one: str, other: str) -> bool:
    kept = max(min(len(one), len(other)) - INFLECTION, 1)
    return one[:kept] == other[:kept] and ("-" in one) == ("-" in other)


def _inside(text: str, found: Occurrence) -> str:
    """A form as it stands inside a sentence: at a sentence's head, its capital comes from there."""
    before = text[max(found.start - 2, 0) : found.start].rstrip()
    opens = (not before or before[-1] in ".!?:«“„") and found.text[1:2].islower()
    return found.text[0].lower() + found.text[1:] if opens else found.text
