"""Speakers: who speaks in a quotation, or is named with a function, is named in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import DamerauLevenshtein

from ..document import Quotation
from ..facts.people import people
from ..findings import Finding, Severity
from ..languages import Wording
from ..releases import Release
from ..segments import normal
from . import Reference, flag
from ._sides import Side, sides, source_of

TITLE = Wording(
    "Intervenants : qui parle ou porte une fonction est nommé dans chaque langue",
    "Sprechende: Wer spricht oder ein Amt trägt, wird in jeder Sprache genannt",
    "Speakers: whoever speaks or holds an office is named in every language",
)
SPEAKER = Wording(
    "cette citation est de {name}, que cette langue ne nomme pas",
    "dieses Zitat stammt von {name}; diese Sprache nennt den Namen nicht",
    "this quotation is by {name}, whom this language does not name",
)
PERSON = Wording(
    "{name} n’est pas nommé ici dans cette langue",
    "{name} wird hier in dieser Sprache nicht genannt",
    "{name} is not named here in this language",
)
TITLES = re.compile(r"^(?:(?:Dr|Prof|Pr|M|Mme|Mlle|Herr|Frau|Mr|Mrs|Ms|Ing)\.?\s+)+")
NAME = re.compile(r"[^\W\d_][\w’'.-]*")


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each quotation whose speaker its translation does not name, and each person with a function whose name is lost in a passage.

    Declared names are left to the check of names.
    """
    speakers = {b.place: bare(b.speaker) for b in source_of(release).blocks if isinstance(b, Quotation) and b.speaker}
    declared = {normal(name) for name in reference.declared}
    for side in sides(release):
        source = normal(side.source.text)
        speaker = speakers.get(side.source.place, "")
        if speaker in source and speaker not in declared | {""}:
            yield from _lost(side, speaker, SPEAKER, Severity.BLOCK)
        named = {bare(person.name) for person in people(source, side.source.language)}
        for name in sorted(named - {speaker} - declared):
            yield from _lost(side, name, PERSON, Severity.WARN)


def bare(name: str) -> str:
    """A name without forms of address, as texts are searched for it."""
    return TITLES.sub("", normal(name))


def _lost(side: Side, name: str, message: Wording, severity: Severity) -> Iterator[Finding]:
    target = normal(side.target.text)
    if not re.search(rf"(?<!\w){re.escape(name)}(?:['’]?s|['’])?(?!\w)", target, re.IGNORECASE):
        near = _nearest(name, target)
        yield side.told(flag(message.fill(name=name), near, severity=severity, source=name, suggestion=name if near else ""))


def _nearest(name: str, text: str) -> str:
    """The words of a text that are a name misspelt, or nothing."""
    words, size = list(NAME.finditer(text)), len(name.split())
    windows = [text[first.start() : last.end()] for first, last in zip(words, words[size - 1 :], strict=False)]
    scored = [(DamerauLevenshtein.normalized_similarity(window.lower(), name.lower()), window) for window in windows]
    likeness, window = max(scored, default=(0.0, ""))
    return window if likeness >= 0.75 else ""
