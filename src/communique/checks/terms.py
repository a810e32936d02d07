"""Terms: what the termbase prefers and what it forbids, on its own and in translation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..glossary import Status
from ..languages import Language, Wording
from ..terms.nearness import only_form_differs
from ..terms.occurrences import Occurrence
from ..terms.replacements import replacement
from ..text.passages import Passage
from . import Pair, Reference, flag

TITLE = Wording(
    "Termes : la terminologie de la maison est employée, et aucun terme interdit",
    "Benennungen: Die Hausterminologie wird verwendet, verbotene Benennungen kommen nicht vor",
    "Terms: the house terminology is used, and no forbidden term",
)
FORBIDDEN = Wording("terme interdit par le glossaire", "laut Glossar verbotene Benennung", "term forbidden by the glossary")
NOT_USED = Wording(
    "le glossaire donne « {preferred} » pour « {term} »",
    "für „{term}“ steht im Glossar „{preferred}“",
    "the glossary has “{preferred}” for “{term}”",
)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each forbidden term in a text, with the preferred one in its form.

    It blocks, but for a part of a word with hyphens, which may mean something else, and for the right words in a wrong form.
    """
    text = without_addresses(passage.text)
    found = reference.terms[passage.language].find(text, joined=True)
    welcome = {(f.start, f.end, f.concept.id) for f in found if f.term.status is not Status.FORBIDDEN}
    forbidden = {(f.start, f.end, f.concept.id): f for f in reversed(found) if f.term.status is Status.FORBIDDEN}
    for bad in reversed(forbidden.values()):
        # What one concept forbids another may ask for: then nobody can tell, and nothing is said.
        if not any((start, end) == (bad.start, bad.end) and concept != bad.concept.id for start, end, concept in welcome):
            severity = Severity.WARN if bad.joined or _right_words(bad, passage.language) else Severity.BLOCK
            yield flag(FORBIDDEN, bad.text, severity=severity, suggestion=replacement(bad, text, passage.language))


def _right_words(bad: Occurrence, language: Language) -> bool:
    """Whether a forbidden term says the right thing: « L’Inria » for Inria, « équipe projet » for équipe-projet; names have one form."""
    allowed = bad.concept.allowed(language)
    if bad.concept.do_not_translate:
        return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", bad.text) for form in allowed)
    return any(only_form_differs(bad.text, form, language) for form in allowed)


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each concept named in the source whose term is missing in the target; of concepts that share a term, one is enough.

    What the target calls by a forbidden term is said there, and not twice.
    """
    target, language = without_addresses(pair.target_text), pair.target_language
    # German joins words that other languages set side by side; elsewhere a part of a compound need not mean what it means alone.
    joined = pair.source_language is Language.DE
    index = reference.terms[language]
    by_place: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for named in reference.terms[pair.source_language].find(without_addresses(pair.source_text), joined=joined):
        if named.concept.allowed(language):
            by_place[named.start, named.end].append(named)
    told = {f.concept.id for f in index.find(target, joined=True) if f.term.status is Status.FORBIDDEN} if by_place else set()
    for together in by_place.values():
        first = together[0].concept
        if first.do_not_translate or first.id in told or any(index.uses(target, named.concept) for named in together):
            continue
        told.add(first.id)
        preferred = first.allowed(language)[0]
        message = NOT_USED.fill(preferred=preferred, term=together[0].text)
        yield flag(message, source=together[0].text, suggestion=preferred)
