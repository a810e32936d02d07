"""Untranslated text: segments that wait for a person, and targets that still stand in the source's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import vocabulary
from ..facts import words as in_order
from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..releases import Release
from ..segments import normal
from . import Pair, Reference, flag, told

TITLE = Wording(
    "Passages non traduits : chaque phrase existe dans chaque langue",
    "Unübersetztes: Jeder Satz liegt in jeder Sprache vor",
    "Untranslated text: every sentence exists in every language",
)
SAME = Wording("la traduction est identique à l’original", "die Übersetzung gleicht dem Original", "the translation equals the original")
FOREIGN = Wording(
    "ce passage semble être en {language}", "diese Stelle scheint {language} zu sein", "this passage seems to be in {language}"
)
WAITING = Wording("à traduire", "noch zu übersetzen", "still to be translated")

# The commonest function words that no two of the three languages share.
FUNCTION_WORDS = {
    Language.FR: vocabulary("le la les une des du et est dans pour que qui avec sur ce cette sont par au aux ne pas il elle leur ses"),
    Language.DE: vocabulary("der die das und ist ein eine einer einem den dem des mit für auf von zu nicht sich auch im wird sind bei"),
    Language.EN: vocabulary("the of and is to that with for on was are this from by be has have which its their it at as an been"),
}
WORD = re.compile(r"[^\W\d_]+")
LEAST = 6
# What spaces and composed letters may add to the same text.
NEAR = 20


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A target that is the source unchanged, or that reads like the source's language."""
    words = in_order(without_addresses(pair.target_text))
    if _may_equal(pair.source_text, pair.target_text) and normal(pair.source_text) == normal(pair.target_text):
        if len(words) > 3 and not _named(pair.target_text, reference):
            yield flag(SAME, pair.target_text, severity=Severity.BLOCK, source=pair.source_text)
        return
    foreign = _share(words, pair.source_language)
    if len(words) >= LEAST and foreign > 0.15 and foreign > 3 * _share(words, pair.target_language):
        yield flag(FOREIGN.fill(language=LANGUAGE_NAMES[pair.source_language]), pair.target_text, severity=Severity.BLOCK)


def _may_equal(source: str, target: str) -> bool:
    """A quick look: what tells two writings of the same text apart adds little, and never a t or an r."""
    return abs(len(source) - len(target)) < NEAR and all(source.count(letter) == target.count(letter) for letter in "tr")


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each segment of an edition that has no target."""
    for edition in release.editions.values():
        for unit in edition.untranslated:
            found = flag(WAITING, severity=Severity.BLOCK, source=unit.segment.text)
            yield told(found, unit.segment, edition.language)


def _named(text: str, reference: Reference) -> bool:
    rest = text
    for name in sorted(reference.declared, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return len(WORD.findall(rest)) <= 3


def _share(words: tuple[str, ...], language: Language) -> float:
    return sum(word in FUNCTION_WORDS[language] for word in words) / max(len(words), 1)
