"""Exchange with translators: a release out as XLIFF or TMX, and what comes back in as a proposal that approves nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from . import decisions, editions, families, memory, pipeline, releases, reviews, tmx, tmx_proposals, translation, xliff
from .boards import State
from .document import plain
from .editions import Edition, Origin, Source, Unit
from .errors import CommuniqueError, RecordError
from .findings import Finding, Severity
from .handbacks import Handback, HandbackError
from .house import House
from .languages import LANGUAGE_NAMES, Language, Wording, of_tag
from .proposals import Outcome, Proposal, corrected, propose, with_source
from .releases import Release
from .storage import write_whole

PATIENCE = 20.0
LONGEST_NAME = 100
PRIORITIES = {Severity.BLOCK: 1, Severity.WARN: 3, Severity.HINT: 6}

NOT_TRANSLATED = Wording(
    "le communiqué n’est pas traduit en {language}",
    "das Release wird nicht auf {language} übersetzt",
    "the release is not translated into {language}",
)
LANGUAGES_ARE = Wording("langues cibles\u00a0: {known}", "Zielsprachen: {known}", "target languages: {known}")
OTHER_RELEASE = Wording(
    "ce fichier est celui du communiqué «\u00a0{slug}\u00a0»",
    "diese Datei gehört zum Release „{slug}“",
    "this file belongs to the release “{slug}”",
)
IMPORT_THERE = Wording(
    "importez-le sans --release, ou donnez ce nom",
    "importieren Sie sie ohne --release oder mit diesem Namen",
    "import it without --release, or with this name",
)
OTHER_LANGUAGES = Wording(
    "va de «\u00a0{source}\u00a0» vers «\u00a0{target}\u00a0», non vers la langue pour laquelle il a été exporté",
    "geht von „{source}“ nach „{target}“, nicht in die Sprache, für die sie exportiert wurde",
    "goes from “{source}” to “{target}”, not to the language that it was exported for",
)
EXPORT_ANEW = Wording("exportez de nouveau cette langue", "exportieren Sie diese Sprache neu", "export that language again")
NO_NAME = Wording(
    "le nom de la personne qui a traduit manque ou dépasse 100 signes",
    "der Name der übersetzenden Person fehlt oder hat mehr als 100 Zeichen",
    "the translator’s name is missing or longer than 100 characters",
)
GIVE_NAME = Wording("donnez-le avec --as", "geben Sie ihn mit --as an", "give it with --as")
BUSY = Wording(
    "une autre importation de ce communiqué est en cours",
    "ein anderer Import dieses Releases läuft gerade",
    "another import of this release is under way",
)
CHANGED = Wording(
    "l’édition a été modifiée pendant l’importation\u202f; rien n’a été pris",
    "die Ausgabe wurde während des Imports geändert; nichts wurde übernommen",
    "the edition was changed during the import; nothing was taken",
)
IMPORT_AGAIN = Wording("importez le fichier de nouveau", "importieren Sie die Datei erneut", "import the file again")
FROM = Wording(
    "d’où vient cette traduction\u00a0: {name}", "woher diese Übersetzung stammt: {name}", "where this translation is from: {name}"
)
NAMES = {
    Source.DRAFT: Wording("reprise selon une règle", "nach Regel übernommen", "taken over by rule"),
    Source.MEMORY: Wording("mémoire, {name}", "Übersetzungsspeicher, {name}", "memory, {name}"),
    Source.ENGINE: Wording("moteur {name}", "Engine {name}", "engine {name}"),
    Source.PERSON: Wording("{name}", "{name}", "{name}"),
}


def targets(own: House, slug: str, language: Language | None = None) -> tuple[Language, ...]:
    """The languages that a release is translated into, or the one that is asked for. Raises RecordError where it is not among them."""
    known = pipeline.languages_of(own, slug)[1:]
    if language is not None and language not in known:
        names = LANGUAGES_ARE.fill(known=", ".join(known) or "—")
        raise RecordError(slug, NOT_TRANSLATED.fill(language=LANGUAGE_NAMES[language]), names)
    return known if language is None else (language,)


def export_xliff(own: House, slug: str, language: Language, folder: Path, *, speaks: Language) -> Path:
    """Write one language of a release to `folder/<slug>.<language>.xlf`; findings stand in it in the language `speaks`.

    Raises RecordError or HouseError, and OSError where the folder cannot be written.
    """
    release = releases.load(own, slug)
    edition, found = release.editions[language], pipeline.findings_of(own, release)
    approved, known = _is_approved(own, release, language, found), memory.Memory.load(pipeline.memory_files(own))
    units = [with_source(unit, corrected(release)) for unit in edition.units]
    lines = [_line(release, unit, language, found=found, known=known, approved=approved, speaks=speaks) for unit in units]
    path = folder / f"{slug}.{language}.xlf"
    write_whole(path, xliff.dump(slug, edition, lines, speaks=speaks))
    return path


def _is_approved(own: House, release: Release, language: Language, found: tuple[Finding, ...]) -> bool:
    board = reviews.board(release, decisions.read(release.folder, own.public_key), found, own)
    cells = [cell for cell in board.cells if cell.language is language]
    return bool(cells) and all(cell.state is State.APPROVED for cell in cells) and not board.blocks(language)


def _line(
    release: Release, unit: Unit, language: Language, *, found: tuple[Finding, ...], known: memory.Memory, approved: bool, speaks: Language
) -> xliff.Line:
    own = [f for f in found if f.segment == unit.segment.key and f.language in (language, release.source)]
    blocked = any(f.severity is Severity.BLOCK and f.language is language for f in own)
    remarks = [xliff.Remark(f.message[speaks], PRIORITIES[f.severity], "target" if f.language is language else "source") for f in own]
    match = known.recall(unit.segment.text, release.source, language)
    offered = match and (unit.target is None or plain(match.target) != plain(unit.target))
    alternatives = (xliff.Alternative(plain(match.source), plain(match.target), match.score),) if match and offered else ()
    origin = tuple(xliff.Remark(text[speaks]) for text in _origin(unit))
    return xliff.Line(unit, _state(unit, approved=approved, blocked=blocked), (*remarks, *origin), alternatives)


def _state(unit: Unit, *, approved: bool, blocked: bool) -> str:
    if unit.target is None:
        return "needs-translation"
    if approved:
        return "final"
    doubtful = blocked or unit.origin.source is Source.ENGINE or unit.origin.note not in ("", translation.IMPORT)
    return "needs-review-translation" if doubtful else "translated"


def _origin(unit: Unit) -> Iterator[Wording]:
    if unit.origin.source in NAMES:
        yield FROM.fill(name=NAMES[unit.origin.source].fill(name=unit.origin.name))
    if unit.origin.note:
        yield translation.reason(unit.origin.note)


def export_tmx(own: House, slug: str, folder: Path, *, only_approved: bool = False) -> Path:
    """Write a release's sentences in all its languages to `folder/<slug>.tmx`; a property says which languages are approved."""
    release = releases.load(own, slug)
    found = pipeline.findings_of(own, release)
    approved = frozenset(language for language in release.editions if _is_approved(own, release, language, found))
    path = folder / f"{slug}.tmx"
    tmx.write(path, tmx_proposals.entries(release, approved, only_approved=only_approved))
    return path


def take(own: House, path: Path, *, who: str, slug: str = "", dry: bool = False) -> tuple[str, Proposal]:
    """Take an XLIFF file that was exported here, and give the release's slug with what became of each unit; with `dry` nothing is written.

    `who` is a reviewer's id or the translator's name; it is kept with each target. `slug` is the release that the file must belong to.
    Raises HandbackError, BilingualError or RecordError, and then nothing is taken.
    """
    handback: Handback = families.load("readers", "handback").read(path)
    if slug and slug != handback.slug:
        raise HandbackError(path.name, OTHER_RELEASE.fill(slug=handback.slug), IMPORT_THERE)
    origin = _by(who)

    def judge(release: Release) -> list[Proposal]:
        return [propose(_edition_of(release, handback), handback, origin, corrected(release))]

    return handback.slug, _taken(own, handback.slug, judge, dry=dry)[0]


def take_tmx(own: House, path: Path, *, who: str, slug: str, dry: bool = False) -> tuple[Proposal, ...]:
    """Take the translations of a TMX file wherever its source is a sentence of the release, in every target language.

    What a person wrote in the release is left alone. Raises HouseError or RecordError, and then nothing is taken.
    """
    entries, origin = list(tmx.read(path)), _by(who)

    def judge(release: Release) -> list[Proposal]:
        others = (edition for language, edition in release.editions.items() if language is not release.source)
        return [tmx_proposals.propose(edition, entries, origin, corrected(release)) for edition in others]

    return tuple(_taken(own, slug, judge, dry=dry))


def _by(who: str) -> Origin:
    name = " ".join(unicodedata.normalize("NFC", who.encode("utf-8", "replace").decode()).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CommuniqueError("--as", NO_NAME, GIVE_NAME)
    return Origin(Source.PERSON, name, datetime.now(UTC).isoformat(timespec="seconds"), host="any", note=translation.IMPORT)


def _edition_of(release: Release, handback: Handback) -> Edition:
    source, target = of_tag(handback.source_tag), of_tag(handback.target_tag)
    if source is not release.source or target is None or target.value != handback.language or target is source:
        fact = OTHER_LANGUAGES.fill(source=handback.source_tag or "?", target=handback.target_tag or "?")
        raise HandbackError(handback.file, fact, EXPORT_ANEW)
    if target not in release.editions:
        known = ", ".join(language for language in release.editions if language is not source)
        raise RecordError(release.slug, NOT_TRANSLATED.fill(language=LANGUAGE_NAMES[target]), LANGUAGES_ARE.fill(known=known))
    return release.editions[target]


def _taken(own: House, slug: str, judge: Callable[[Release], list[Proposal]], *, dry: bool) -> list[Proposal]:
    """What `judge` proposes for a release, written unless `dry`: one import at a time, and only onto the editions that it saw."""
    with _alone(own, slug):
        release = releases.load(own, slug)
        proposals = judge(release)
        if not dry:
            changed = [proposal.edition for proposal in proposals if proposal.of(Outcome.TAKEN)]
            for edition in changed:
                if releases.load(own, slug).editions[edition.language] != release.editions[edition.language]:
                    raise RecordError(f"drafts/{slug}/{editions.path_of(release.folder, edition.language).name}", CHANGED, IMPORT_AGAIN)
            for edition in changed:
                releases.save_edition(release.folder, edition)
    return proposals


@contextmanager
def _alone(own: House, slug: str) -> Iterator[None]:
    folder = own.state / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / f"{releases.slug_of(slug)}.lock", timeout=PATIENCE):
            yield
    except Timeout as error:
        raise RecordError(slug, BUSY, IMPORT_AGAIN) from error
