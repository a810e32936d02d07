"""Names that the house does not translate, put back in a translation where it is certain that an engine altered them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ..document import Break, Inline, Inlines, Link, Text, plain
from ..facts.addresses import without_addresses
from ..glossary import Concept, Glossary, Status
from ..languages import Language
from ..markup import merged
from ..terms.lookalikes import NameIndex, name_index, plain_spaces

# A name as short has too many look-alikes: "Al", "It", "Us".
SHORTEST = 4
# A stop, slash or dash with a space beside it stands between two phrases, not inside a name.
APART = re.compile(r"[.–&/] | [.–&/]")
JOINTS = re.compile(r"\w")
BEGINS = re.compile(r"(?:^|[.!?…:])[\s«„“\"'(–—]*$")
CAPITAL_BEFORE, CAPITAL_AFTER = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w-]* $"), re.compile(r"[ -][A-ZÀ-ÖØ-Þ]")

QUOTED_BEFORE, QUOTED_AFTER = re.compile(r"[«„“”\"»›‹] ?$"), re.compile(r" ?[»“”\"«‹›]")
# What ordinary words do not have: a capital inside, one that stands alone, a figure.
ODD = re.compile(r"\w[A-ZÀ-ÖØ-Þ]|[ -][A-ZÀ-ÖØ-Þ]\b|\d")
# A word with a capital; an abbreviation ("AI") has its capitals wherever it stands.
CAPITALISED = re.compile(r"[^\W\d_]?['’]?[A-ZÀ-ÖØ-Þ][a-zß-ÿ]")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a translation and the name that belongs there."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """The concepts that are not translated and occur in a release, by their allowed names, in one direction."""

    concepts: Mapping[str, Concept]
    languages: tuple[Language, Language]
    pattern: re.Pattern[str]
    spellings: NameIndex


def names_in(text: str, glossary: Glossary, languages: tuple[Language, Language]) -> Names:
    """The untranslated names of a termbase that stand in a text; a name of two concepts is left out."""
    text = plain_spaces(text)
    owners: dict[str, set[Concept]] = defaultdict(set)
    for concept in glossary.concepts:
        forms = {plain_spaces(form) for language in languages for form in concept.allowed(language)} if concept.do_not_translate else set()
        if any(form in text for form in forms):
            for form in forms:
                owners[form].add(concept)
    concepts = {name: next(iter(found)) for name, found in owners.items() if len(found) == 1}
    longest_first = sorted(concepts, key=len, reverse=True)
    return Names(concepts, languages, _any_of(longest_first), name_index(concepts))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})(?!\w)")


def altered(source: str, target: str, names: Names) -> tuple[Change, ...]:
    """What has to be put back: as many look-alikes or known wrong forms of a name as the target has fewer of it than the source.

    Nothing where there are more or fewer of them, where the source has the same letters too, in capitals, and in addresses.
    """
    source, target = plain_spaces(source), without_addresses(plain_spaces(target))
    if not names.concepts or target.isupper():
        return ()
    wanted = _counted(source, names)
    if not wanted:
        return ()
    missing = wanted - _counted(target, names)
    found: dict[Concept, dict[tuple[int, int], str]] = defaultdict(dict)
    for concept, change in (*_lookalikes(target, names), *_known_wrong(source, target, missing, names)):
        if concept in missing and not _stands_in(source, target[change.start : change.end]):
            found[concept].setdefault((change.start, change.end), change.name)
    sure = [Change(*span, name) for concept, spans in found.items() if len(spans) == missing[concept] for span, name in spans.items()]
    ordered = tuple(sorted(sure, key=lambda change: change.start))
    return ordered if all(one.end <= two.start for one, two in pairwise(ordered)) else ()


def _counted(text: str, names: Names) -> Counter[Concept]:
    return Counter(names.concepts[found.group()] for found in names.pattern.finditer(text))


def _stands_in(source: str, phrase: str) -> bool:
    return _any_of([phrase]).search(source) is not None


def _lookalikes(target: str, names: Names) -> Iterator[tuple[Concept, Change]]:
    """Stretches that differ from a name in case, accents, joints and look-alike letters only, and can be nothing else."""
    for found in names.spellings.find(target):
        end = found.start + len(found.text)
        if found.certain and _nothing_else(found.text, found.name, target, found.start, end, names.languages[1]):
            concept = names.concepts[found.name]
            if found.name in map(plain_spaces, concept.allowed(names.languages[1])):
                yield concept, Change(found.start, end, found.name)


def _nothing_else(excerpt: str, name: str, target: str, start: int, end: int, language: Language) -> bool:
    """Whether a look-alike can only be the name: a word with one capital may be an ordinary word in German or where a sentence begins."""
    hyphenated = target[start - 1 : start] == "-" or target[end : end + 1] == "-"
    if len(name) < SHORTEST or APART.search(excerpt) or (hyphenated and JOINTS.sub("", excerpt) != JOINTS.sub("", name)):
        return False
    if excerpt[1:].islower() and not ODD.search(name):
        return language is not Language.DE and excerpt[0].isupper() and " " not in name and _no_word(target, start, end)
    return any(sign in excerpt + name for sign in " -.&/'") or name[1:] != name[1:].lower() or excerpt.isupper()


def _no_word(target: str, start: int, end: int) -> bool:
    """Whether one word with a capital stands where an ordinary word has none, and is no part of a longer name."""
    longer = CAPITAL_BEFORE.search(target[:start]) or CAPITAL_AFTER.match(target, end)
    return not BEGINS.search(target[:start]) and not longer


def _known_wrong(source: str, target: str, missing: Counter[Concept], names: Names) -> Iterator[tuple[Concept, Change]]:
    """Where a form that the termbase forbids for a name stands, if the source has the name in one form and nothing longer is meant."""
    for concept in missing:
        forms = {found.group() for found in names.pattern.finditer(source) if names.concepts[found.group()] == concept}
        allowed = tuple(map(plain_spaces, concept.allowed(names.languages[1])))
        name = forms.pop() if len(forms) == 1 else ""
        for term in concept.terms if name in allowed else ():
            if term.language is names.languages[1] and term.status is Status.FORBIDDEN:
                for found in _any_of([plain_spaces(term.text)]).finditer(target):
                    if _stands_alone(target, *found.span(), names):
                        yield concept, Change(*found.span(), name)


def _stands_alone(target: str, start: int, end: int, names: Names) -> bool:
    """Whether a wrong form is meant as a name and is no part of a longer one: in quotation marks, or by its capitals.

    In German, where every noun has one, and for the word that begins a sentence, capitals say nothing.
    """
    if any(found.start() < end and start < found.end() for found in names.pattern.finditer(target)):
        return False
    if QUOTED_BEFORE.search(target[:start]) and QUOTED_AFTER.match(target, end):
        return True
    before, begins = CAPITAL_BEFORE.search(target[:start]), BEGINS.search(target[:start]) is not None
    longer = (before and not BEGINS.search(target[: before.start()])) or CAPITAL_AFTER.match(target, end)
    telling = target[start:end].split()[begins:]
    return names.languages[1] is not Language.DE and not longer and any(CAPITALISED.match(word) for word in telling)


def put_back(content: Inlines, changes: Iterable[Change]) -> Inlines:
    """A translation with names put back; one that lies across the edge of a mark or link is left as it is."""
    for change in sorted(changes, key=lambda change: -change.start):
        content = merged(tuple(_changed(content, change)))
    return content


def _changed(content: Inlines, change: Change) -> Iterator[Inline]:
    at = 0
    for inline in content:
        size = len(plain((inline,)))
        own = replace(change, start=change.start - at, end=change.end - at)
        if not 0 <= own.start < own.end <= size:
            yield inline
        elif isinstance(inline, Text):
            yield replace(inline, text=inline.text[: own.start] + own.name + inline.text[own.end :])
        elif isinstance(inline, Link):
            yield Link(tuple(i for i in _changed(inline.content, own) if isinstance(i, Text | Break)), inline.href)
        at += size
