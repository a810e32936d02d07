"""Handouts: a release as files for its translators, XLIFF 1.2 and TMX."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .. import decisions, families, memory, pipeline, releases, reviews
from ..approval.boards import State
from ..document import plain
from ..editions import Edition, Origin, Source, Unit
from ..errors import RecordError
from ..files.storage import write_whole
from ..findings import Finding, Severity
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..releases import Release
from ..translation import stage, tmx
from ..translation.refilling import slots
from . import tmx_proposals, xliff
from .handbacks import Handback, HandbackError
from .proposals import Outcome, corrected, propose, with_source

PRIORITIES = {Severity.BLOCK: 1, Severity.WARN: 3, Severity.HINT: 6}
FROM = Wording(
    "d’où vient cette traduction\u00a0: {name}", "woher diese Übersetzung stammt: {name}", "where this translation is from: {name}"
)
NAMES = {
    Source.DRAFT: Wording("reprise selon une règle", "nach Regel übernommen", "taken over by rule"),
    Source.MEMORY: Wording("mémoire, {name}", "Übersetzungsspeicher, {name}", "memory, {name}"),
    Source.ENGINE: Wording("moteur {name}", "Engine {name}", "engine {name}"),
    Source.PERSON: Wording("{name}", "{name}", "{name}"),
}
WAITING = Wording(
    "ce fichier contient des traductions qui n’ont pas été importées (segments\u00a0: {count})",
    "diese Datei enthält Übersetzungen, die nicht importiert wurden (Segmente: {count})",
    "this file holds translations that were not imported (segments: {count})",
)
TAKE_FIRST = Wording(
    "importez-le d’abord, supprimez-le, ou nommez un autre dossier avec --to",
    "importieren Sie sie zuerst, löschen Sie sie, oder nennen Sie mit --to einen anderen Ordner",
    "import it first, delete it, or name another folder with --to",
)
REFILLED = Wording(
    "dans la phrase de la mémoire, ceci a été remplacé selon une règle\u00a0: {pairs}",
    "im Satz des Speichers wurde nach Regel ersetzt: {pairs}",
    "in the memory’s sentence this was replaced by rule: {pairs}",
)
ABOUT = Wording("{what}\u00a0: «\u00a0{words}\u00a0»", "{what}: „{words}“", "{what}: “{words}”")
INSTEAD = Wording("{what} → «\u00a0{words}\u00a0»", "{what} → „{words}“", "{what} → “{words}”")
NOT_TRANSLATED = Wording(
    "le communiqué n’est pas traduit en {language}",
    "die Mitteilung wird nicht auf {language} übersetzt",
    "the release is not translated into {language}",
)
LANGUAGES_ARE = Wording("langues cibles\u00a0: {known}", "Zielsprachen: {known}", "target languages: {known}")


def targets(own: House, slug: str, language: Language | None = None) -> tuple[Language, ...]:
    """The languages that a release is translated into, or the one that is asked for. Raises RecordError where it is not among them."""
    release = releases.load(own, slug)
    known = tuple(one for one in release.editions if one is not release.source)
    if language is not None and language not in known:
        names = LANGUAGES_ARE.fill(known=", ".join(known) or "—")
        raise RecordError(slug, NOT_TRANSLATED.fill(language=LANGUAGE_NAMES[language]), names)
    return known if language is None else (language,)


def export_xliff(own: House, slug: str, language: Language, folder: Path, *, speaks: Language) -> Path:
    """Write one language of a release to `folder/<slug>.<language>.xlf`; findings stand in it in the language `speaks`.

    Raises RecordError or HouseError, also where such a file lies there with translations that were not imported, and OSError where
    the folder cannot be written.
    """
    release = releases.load(own, slug)
    edition, found = release.editions[language], pipeline.findings_of(own, release)
    approved, known = _is_approved(own, release, language, found), memory.Memory.load(pipeline.memory_files(own))
    units = [with_source(unit, corrected(release)) for unit in edition.units]
    lines = [_line(release, unit, language, found=found, known=known, approved=approved, speaks=speaks) for unit in units]
    path = folder / f"{slug}.{language}.xlf"
    _demand_nothing_waits(path, release, edition)
    write_whole(path, xliff.dump(slug, edition, lines, speaks=speaks))
    return path


def _demand_nothing_waits(path: Path, release: Release, edition: Edition) -> None:
    """Raises RecordError where a translator's file lies in this place whose work is not in the release yet."""
    if not path.is_file():
        return
    try:
        there: Handback = families.load("readers", "handback").read(path)
    except HandbackError:
        return
    waiting = propose(edition, there, Origin(Source.PERSON), corrected(release)).of(Outcome.TAKEN)
    if (there.slug, there.language) == (release.slug, edition.language.value) and waiting:
        raise RecordError(path.name, WAITING.fill(count=len(waiting)), TAKE_FIRST)


def _is_approved(own: House, release: Release, language: Language, found: tuple[Finding, ...]) -> bool:
    board = reviews.board(release, decisions.read(release.folder, own.keys), found, own)
    cells = [cell for cell in board.cells if cell.language is language]
    return bool(cells) and all(cell.state is State.APPROVED for cell in cells) and not board.blocks(language)


def _line(
    release: Release, unit: Unit, language: Language, *, found: tuple[Finding, ...], known: memory.Memory, approved: bool, speaks: Language
) -> xliff.Line:
    own = [f for f in found if f.segment == unit.segment.key and f.language in (language, release.source)]
    blocked = any(f.severity is Severity.BLOCK and f.language is language for f in own)
    remarks = [xliff.Remark(said(f, unit)[speaks], PRIORITIES[f.severity], "target" if f.language is language else "source") for f in own]
    match = known.recall(unit.segment.text, release.source, language)
    origins = (*_origin(unit), *_refilled(match, unit, release.source))
    alternatives = tuple(_alternatives(match, unit, language, known)) if match else ()
    general = tuple(xliff.Remark(text[speaks]) for text in origins)
    return xliff.Line(unit, _state(unit, approved=approved, blocked=blocked), (*remarks, *general), alternatives)


def said(finding: Finding, unit: Unit) -> Wording:
    """What a finding says, and about which words and what for them where that is no whole sentence."""
    whole, words = {unit.segment.text, plain(unit.target or ())}, finding.excerpt
    if not words or words in whole or words.endswith("…") or any(words in finding.message[one] for one in Language):
        return finding.message
    named = ABOUT.fill(what=finding.message, words=words)
    better = finding.suggestion and finding.suggestion not in whole
    return INSTEAD.fill(what=named, words=finding.suggestion) if better else named


def _alternatives(match: memory.Match, unit: Unit, language: Language, known: memory.Memory) -> Iterator[xliff.Alternative]:
    """What the memory has: of a match with other figures put in both what people approved and what the rule made of it."""
    fresh = unit.target is None or plain(match.target) != plain(unit.target)
    if match.refilled:
        approved = known.texts({match.unit})[match.unit][language]
        yield xliff.Alternative(plain(match.source), approved, match.score)
    if fresh and match.refilled:
        yield xliff.Alternative(unit.segment.text, plain(match.target), match.score, "memory-refilled")
    elif fresh:
        yield xliff.Alternative(plain(match.source), plain(match.target), match.score)


def _refilled(match: memory.Match | None, unit: Unit, source: Language) -> Iterator[Wording]:
    """Which figures and dates of a match were exchanged for those of the sentence."""
    if match and match.refilled:
        both = zip(slots(plain(match.source), source), slots(unit.segment.text, source), strict=True)
        pairs = dict.fromkeys(f"{old.written} → {new.written}" for old, new in both if old.value != new.value)
        yield REFILLED.fill(pairs=", ".join(pairs))


def _state(unit: Unit, *, approved: bool, blocked: bool) -> str:
    if unit.target is None:
        return "needs-translation"
    if approved:
        return "final"
    doubtful = blocked or unit.origin.source is Source.ENGINE or unit.origin.note not in ("", stage.IMPORT)
    return "needs-review-translation" if doubtful else "translated"


def _origin(unit: Unit) -> Iterator[Wording]:
    if unit.origin.source in NAMES:
        yield FROM.fill(name=NAMES[unit.origin.source].fill(name=unit.origin.name))
    if unit.origin.note:
        yield stage.reason(unit.origin.note)


def export_tmx(own: House, slug: str, folder: Path, *, only_approved: bool = False) -> Path:
    """Write a release's sentences in all its languages to `folder/<slug>.tmx`; a property says which languages are approved."""
    release = releases.load(own, slug)
    found = pipeline.findings_of(own, release)
    approved = frozenset(language for language in release.editions if _is_approved(own, release, language, found))
    path = folder / f"{slug}.tmx"
    tmx.write(path, tmx_proposals.entries(release, approved, only_approved=only_approved))
    return path
