"""The words that all reports share, and what they say about a finding before its own sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from ..findings import Finding, Severity, Waiver
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..text.places import in_words

NONE: Mapping[str, Waiver] = MappingProxyType({})
# A path in the repository and a line of that file, 0 for the file as a whole.
Place = tuple[str, int]
# Waived ones are a group of their own, after what blocks and before what does not.
WAIVED = "waived"
HEADINGS: dict[str, Wording] = {
    Severity.BLOCK: Wording("Bloquant", "Blockiert", "Blocking"),
    WAIVED: Wording("Levé", "Aufgehoben", "Waived"),
    Severity.WARN: Wording("À vérifier", "Zu prüfen", "To check"),
    Severity.HINT: Wording("Conseils", "Hinweise", "Advice"),
}
COUNTED: dict[str, Wording] = {
    Severity.BLOCK: Wording("bloquant", "blockierend", "blocking"),
    WAIVED: Wording("levé", "aufgehoben", "waived"),
    Severity.WARN: Wording("à vérifier", "zu prüfen", "to check"),
    Severity.HINT: Wording("conseils", "Hinweise", "advice"),
}
MEANINGS: dict[str, Wording] = {
    Severity.BLOCK: Wording(
        "Empêche l’approbation tant que ce n’est ni corrigé ni levé avec un motif.",
        "Verhindert die Freigabe, bis es behoben oder mit Begründung aufgehoben ist.",
        "Stops approval until it is mended or waived with a reason.",
    ),
    WAIVED: Wording(
        "Quelqu’un en a pris la responsabilité, avec un motif.",
        "Jemand hat es mit Begründung verantwortet.",
        "Somebody has taken it upon themselves, with a reason.",
    ),
    Severity.WARN: Wording("Quelqu’un doit regarder.", "Jemand muss hinsehen.", "Somebody must look at it."),
    Severity.HINT: Wording("À prendre ou à laisser.", "Zur freien Verwendung.", "Take it or leave it."),
}
# Where the findings of a bilingual file stand; their segment has the name that the translation tool shows.
LINE = re.compile(r"line\d+")
NOTHING = Wording("Rien à signaler.", "Keine Beanstandungen.", "Nothing to report.")
FINDINGS = Wording("Constats", "Befunde", "Findings")
PLACE = Wording("Endroit", "Stelle", "Place")
CHECK = Wording("Contrôle", "Prüfung", "Check")
WHAT = Wording("Constat", "Befund", "Finding")
STANDS = Wording("Texte", "Text", "Text")
INSTEAD = Wording("Proposition", "Vorschlag", "Suggestion")
SOURCE = Wording("Original", "Original", "Original")
DONE = Wording("Vu", "OK", "OK")
SIGNED = (
    Wording("Relu par", "Geprüft von", "Reviewed by"),
    Wording("Date", "Datum", "Date"),
    Wording("Signature", "Unterschrift", "Signature"),
)
ORIGINAL = Wording("original", "Original", "original")
TRANSLATION = Wording("traduction", "Übersetzung", "translation")
ELSEWHERE = Wording("ailleurs", "anderswo", "elsewhere")
HERE = Wording("ici", "hier", "here")
WAIVED_BY = Wording("levé par {by} le {at} : {reason}", "aufgehoben von {by} am {at}: {reason}", "waived by {by} on {at}: {reason}")
WHOLE = Wording("document", "Dokument", "document")
SEGMENT = Wording("segment {name}", "Segment {name}", "segment {name}")
COUNT = Wording("Nombre", "Anzahl", "Number")
MORE = Wording("et {count} de plus", "und {count} weitere", "and {count} more")


def by_severity(found: Iterable[Finding], waived: Mapping[str, Waiver] = NONE) -> dict[str, list[Finding]]:
    """Findings under their severity, the gravest first, waived ones (by their id) under `waived`; groups without findings are left out."""
    groups: dict[str, list[Finding]] = {group: [] for group in HEADINGS}
    for finding in found:
        groups[group_of(finding, waived)].append(finding)
    return {group: inside for group, inside in groups.items() if inside}


def sides_named(finding: Finding, language: Language) -> tuple[str, str]:
    """What the two texts of a finding are called that stand one over the other."""
    first, second = (ELSEWHERE, HERE) if finding.beside else (ORIGINAL, TRANSLATION)
    return first[language], second[language]


def announced(finding: Finding, language: Language) -> str:
    """What a text from another place is announced by in a column of originals; nothing before an original."""
    gap = "\u00a0" if language is Language.FR else ""
    return f"{ELSEWHERE[language]}{gap}: " if finding.beside else ""


def group_of(finding: Finding, waived: Mapping[str, Waiver]) -> str:
    """The severity of a finding, or `waived`."""
    return WAIVED if finding.severity is Severity.BLOCK and finding.id in waived else finding.severity


def said_of(waiver: Waiver, language: Language) -> str:
    """Who waived a finding, on which day and why."""
    return WAIVED_BY[language].format(by=waiver.by, at=waiver.at[:10], reason=waiver.reason)


def places(found: Iterable[Finding], title: str) -> tuple[Place, ...]:
    """Where findings stand in the file `title`: its line where they know one, else the whole file."""
    lines = (LINE.fullmatch(finding.place) for finding in found)
    return tuple((title, int(line[0].removeprefix("line")) if line else 0) for line in lines)


def sentence(finding: Finding, language: Language) -> str:
    """What is wrong, and the two texts side by side: original | translation → suggestion."""
    own = " → ".join(filter(None, (finding.excerpt, finding.suggestion)))
    original = "" if finding.source and finding.source == finding.suggestion else finding.source or finding.beside
    texts = " | ".join(filter(None, (original, own)))
    gap = "\u00a0" if language is Language.FR else ""
    return f"{finding.message[language]}{gap}: {texts}" if texts else finding.message[language]


def spot(finding: Finding, language: Language) -> str:
    """Where a finding stands, in an officer's words: "German, table 1, row 2, column 1"."""
    place = in_words(finding.place)[language]
    edition = LANGUAGE_NAMES[finding.language][language] if finding.language else ""
    named = SEGMENT[language].format(name=finding.segment) if LINE.fullmatch(finding.place) and finding.segment else ""
    return ", ".join(filter(None, (edition, place or WHOLE[language], named)))


def summary(found: Sequence[Finding], language: Language, waived: Mapping[str, Waiver] = NONE) -> str:
    """How many findings there are of each severity, in one line."""
    counts = Counter(group_of(finding, waived) for finding in found)
    gap = "\u00a0" if language is Language.FR else ""
    parts = [f"{COUNTED[group][language]}{gap}: {counts[group]}" for group in COUNTED if counts[group]]
    return " · ".join(parts) or NOTHING[language]
