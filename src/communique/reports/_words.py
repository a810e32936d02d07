"""The words that all reports share, and what they say about a finding before its own sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..findings import Finding, Severity
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..places import in_words

HEADINGS = {
    Severity.BLOCK: Wording("Bloquant", "Blockiert", "Blocking"),
    Severity.WARN: Wording("À vérifier", "Zu prüfen", "To check"),
    Severity.HINT: Wording("Conseils", "Hinweise", "Advice"),
}
COUNTED = {
    Severity.BLOCK: Wording("bloquant", "blockierend", "blocking"),
    Severity.WARN: Wording("à vérifier", "zu prüfen", "to check"),
    Severity.HINT: Wording("conseils", "Hinweise", "advice"),
}
MEANINGS = {
    Severity.BLOCK: Wording(
        "Empêche l’approbation tant que ce n’est ni corrigé ni levé avec un motif.",
        "Verhindert die Freigabe, bis es behoben oder mit Begründung aufgehoben ist.",
        "Stops approval until it is mended or waived with a reason.",
    ),
    Severity.WARN: Wording("Quelqu’un doit regarder.", "Jemand muss hinsehen.", "Somebody must look at it."),
    Severity.HINT: Wording("À prendre ou à laisser.", "Zur freien Verwendung.", "Take it or leave it."),
}
NOTHING = Wording("Rien à signaler.", "Keine Beanstandungen.", "Nothing to report.")
FINDINGS = Wording("Constats", "Befunde", "Findings")
PLACE = Wording("Endroit", "Stelle", "Place")
CHECK = Wording("Contrôle", "Prüfung", "Check")
WHAT = Wording("Constat", "Befund", "Finding")
STANDS = Wording("Texte", "Text", "Text")
INSTEAD = Wording("Proposition", "Vorschlag", "Suggestion")
ORIGINAL = Wording("original", "Original", "original")
WHOLE = Wording("document", "Dokument", "document")
COUNT = Wording("Nombre", "Anzahl", "Number")
MORE = Wording("et {count} de plus", "und {count} weitere", "and {count} more")


def by_severity(found: Iterable[Finding]) -> dict[Severity, list[Finding]]:
    """Findings under their severity, the gravest first; severities without findings are left out."""
    groups = {severity: [finding for finding in found if finding.severity is severity] for severity in HEADINGS}
    return {severity: group for severity, group in groups.items() if group}


def spot(finding: Finding, language: Language) -> str:
    """Where a finding stands, in an officer's words: "German, table 1, row 2, column 1"."""
    place = in_words(finding.place)[language]
    edition = LANGUAGE_NAMES[finding.language][language] if finding.language else ""
    return ", ".join(filter(None, (edition, place or WHOLE[language])))


def summary(found: Sequence[Finding], language: Language) -> str:
    """How many findings there are of each severity, in one line."""
    counts = Counter(finding.severity for finding in found)
    gap = "\u00a0" if language is Language.FR else ""
    parts = [f"{COUNTED[severity][language]}{gap}: {counts[severity]}" for severity in COUNTED if counts[severity]]
    return " · ".join(parts) or NOTHING[language]
