"""What a run says at its end, in one sentence after another: what is ready, what was not translated and why, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from .. import pipeline, releases
from ..errors import EngineAway
from ..findings import Finding, Severity
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording, joined, same
from ..translation import engine_choice
from ..translation.costs import Tally

PREPARED = Wording(
    "Prêt pour la relecture\u00a0: {languages}\u202f; constats bloquants\u00a0: {blocking}, autres constats\u00a0: {others}.",
    "Bereit zur Prüfung: {languages}; blockierende Befunde: {blocking}, weitere: {others}.",
    "Ready for review: {languages}; findings blocking: {blocking}, others to look at: {others}.",
)
OPEN = Wording(
    "Phrases sans traduction\u00a0: {counts}.",
    "Sätze ohne Übersetzung: {counts}.",
    "Sentences without a translation: {counts}.",
)
WHY = Wording("Raison\u00a0: {reasons}.", "Grund: {reasons}.", "Why: {reasons}.")
AS_WISHED = Wording(
    "aucun moteur n’a été sollicité, comme vous l’avez voulu",
    "wie gewünscht wurde keine Engine genutzt",
    "no engine was asked, as you wished",
)
WRITE_THEM = Wording(
    "Écrivez-les au bureau de relecture, ou réparez la cause et relancez\u00a0: ce que des personnes ont écrit est gardé.",
    "Schreiben Sie sie am Prüftisch, oder beheben Sie die Ursache und starten Sie neu: Was Menschen geschrieben haben, bleibt.",
    "Write them at the review desk, or mend the cause and run again: what people wrote is kept.",
)
THEN = Wording(
    "Ensuite\u00a0: corriger ce qui bloque, puis faire valider.",
    "Als Nächstes: beheben, was blockiert, dann freigeben lassen.",
    "Next: mend what blocks, then have it approved.",
)
APPROVE = Wording("Ensuite\u00a0: faire valider.", "Als Nächstes: freigeben lassen.", "Next: have it approved.")


@dataclass(frozen=True, slots=True)
class Made:
    """One language of a run: how many sentences have no text, and why engines were of no use; `away` if asking again may help."""

    language: Language
    nowhere: int = 0
    reasons: tuple[Wording, ...] = ()
    away: bool = False


def made(own: House, slug: str, language: Language) -> Made:
    """Make one language's edition with the engines of this house, and say what is missing. Raises as `pipeline.translate`."""
    tally = Tally()
    count = pipeline.translate(own, slug, language, tally=tally)
    if not count.nowhere:
        return Made(language)
    draft = releases.read_draft(own.drafts / slug)
    errors = [*tally.failed.values(), *engine_choice.idle(own, draft, datetime.now(UTC), [language])]
    reasons = tuple(dict.fromkeys(Wording(*(error.sentence(of) for of in Language)) for error in errors)) or (AS_WISHED,) * (
        not own.engines
    )
    return Made(language, count.nowhere, reasons, away=any(isinstance(error, EngineAway) for error in tally.failed.values()))


def counted(found: Iterable[Finding]) -> tuple[int, int]:
    """How many findings block, and how many do not."""
    every = list(found)
    blocking = sum(finding.severity is Severity.BLOCK for finding in every)
    return blocking, len(every) - blocking


def headline(languages: Sequence[Language], blocking: int, others: int) -> Wording:
    """What a run prepared, in one sentence."""
    spoken = joined(LANGUAGE_NAMES[language] for language in languages)
    return PREPARED.fill(languages=spoken, blocking=blocking, others=others)


def summary(languages: Sequence[Language], blocking: int, others: int, editions: Sequence[Made]) -> Wording:
    """What a run prepared, what is missing in it and why, and what comes next."""
    said = [headline(languages, blocking, others)]
    lacking = [one for one in editions if one.nowhere]
    if lacking:
        said.append(OPEN.fill(counts=joined(_count(one) for one in lacking)))
        reasons = list(dict.fromkeys(reason for one in lacking for reason in one.reasons))
        said += [WHY.fill(reasons=joined(reasons, "; "))] if reasons else []
        said.append(WRITE_THEM)
    said.append(THEN if blocking else APPROVE)
    return joined(said, " ")


def _count(one: Made) -> Wording:
    return joined([LANGUAGE_NAMES[one.language], same(str(one.nowhere))], " ")
