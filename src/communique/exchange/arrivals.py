"""Exchange with translators: what comes back in their files becomes a proposal, which approves nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from .. import editions, families, memory, pipeline, releases
from ..approval import turns
from ..document import plain
from ..editions import Edition, Origin, Source
from ..errors import CommuniqueError, RecordError
from ..house import House
from ..languages import LANGUAGE_NAMES, Wording, of_tag
from ..releases import Release
from ..segments import normal
from ..text.handwriting import kept, on_one_line
from ..translation import growth, stage, tmx
from . import tmx_proposals, word_proposals
from .handbacks import Handback, HandbackError
from .handouts import LANGUAGES_ARE, NOT_TRANSLATED
from .proposals import Outcome, Proposal, corrected, propose
from .word_tables import ReturnedTable

LONGEST_NAME = 100
OTHER_RELEASE = Wording(
    "ce fichier est celui du communiqué «\u00a0{slug}\u00a0»",
    "diese Datei gehört zur Mitteilung „{slug}“",
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
NO_SUCH_LANGUAGE = Wording(
    "est la traduction en « {language} », que ce communiqué n’a pas",
    "ist die Übersetzung in „{language}“, die diese Mitteilung nicht hat",
    "is the translation into “{language}”, which this release does not have",
)
EARLIER_DRAFT = Wording(
    "ce fichier a été exporté d’un autre état du brouillon",
    "diese Datei wurde aus einem anderen Stand des Entwurfs exportiert",
    "this file was exported from another state of the draft",
)
EXPORT_ANEW = Wording("exportez de nouveau cette langue", "exportieren Sie diese Sprache neu", "export that language again")
NONE_OF_THESE = Wording(
    "aucune de ses phrases (lues dans nos langues\u00a0: {count}) n’est de «\u00a0{slug}\u00a0»",
    "keiner seiner Sätze (in unseren Sprachen gelesen: {count}) ist aus „{slug}“",
    "none of its sentences (read in our languages: {count}) is of “{slug}”",
)
CHECK_RELEASE = Wording(
    "vérifiez le fichier et le nom du communiqué",
    "prüfen Sie die Datei und den Namen der Mitteilung",
    "check the file and the name of the release",
)
NO_NAME = Wording(
    "le nom de la personne qui a traduit manque ou dépasse 100 signes",
    "der Name der übersetzenden Person fehlt oder hat mehr als 100 Zeichen",
    "the translator’s name is missing or longer than 100 characters",
)
GIVE_NAME = Wording("donnez-le avec --as", "geben Sie ihn mit --as an", "give it with --as")
CHANGED = Wording(
    "l’édition a été modifiée pendant l’importation\u202f; rien n’a été pris",
    "die Ausgabe wurde während des Imports geändert; nichts wurde übernommen",
    "the edition was changed during the import; nothing was taken",
)
IMPORT_AGAIN = Wording("importez le fichier de nouveau", "importieren Sie die Datei erneut", "import the file again")


def take(own: House, path: Path, *, who: str, slug: str = "", dry: bool = False) -> tuple[str, Proposal]:
    """Take an XLIFF file that was exported here, and give the release's slug with what became of each unit; with `dry` nothing is written.

    `who` is a reviewer's id or the translator's name; it is kept with each target. `slug` is the release that the file must belong to.
    Raises HandbackError or RecordError, and then nothing is taken.
    """
    handback: Handback = families.load("readers", "handback").read(path)
    if slug and slug != handback.slug:
        raise HandbackError(path.name, OTHER_RELEASE.fill(slug=handback.slug), IMPORT_THERE)
    origin = _by(who)

    def judge(release: Release) -> list[Proposal]:
        return [propose(_edition_of(release, handback), handback, origin, corrected(release))]

    return handback.slug, _taken(own, handback.slug, judge, dry=dry)[0]


def take_word(own: House, path: Path, *, who: str, slug: str = "", dry: bool = False) -> tuple[str, Proposal]:
    """Take a bilingual Word file that was exported here, and give the release's slug with what became of each row; `dry` as above.

    The file must be of the present draft: its rows have no other names. Raises HandbackError or RecordError, and then nothing is taken.
    """
    back: ReturnedTable = families.load("readers", "word_table").read(path)
    if slug and slug != back.slug:
        raise HandbackError(path.name, OTHER_RELEASE.fill(slug=back.slug), IMPORT_THERE)
    origin = _by(who)

    def judge(release: Release) -> list[Proposal]:
        target = of_tag(back.language)
        if target is None or target not in release.editions or target is release.source:
            known = ", ".join(language for language in release.editions if language is not release.source)
            raise HandbackError(path.name, NO_SUCH_LANGUAGE.fill(language=back.language), LANGUAGES_ARE.fill(known=known))
        if back.draft != release.editions[target].draft:
            raise HandbackError(path.name, EARLIER_DRAFT, EXPORT_ANEW)
        return [word_proposals.propose(release.editions[target], back, origin, corrected(release))]

    return back.slug, _taken(own, back.slug, judge, dry=dry)[0]


def take_tmx(own: House, path: Path, *, who: str, slug: str, dry: bool = False) -> tuple[Proposal, ...]:
    """Take the translations of a TMX file wherever its source is a sentence of the release, in every target language.

    What a person wrote in the release is left alone. Raises HouseError, HandbackError or RecordError, and then nothing is taken.
    """
    origin = _by(who)

    def judge(release: Release) -> list[Proposal]:
        known = _known(release, path)
        others = (edition for language, edition in release.editions.items() if language is not release.source)
        return [tmx_proposals.propose(edition, known, origin, corrected(release)) for edition in others]

    return tuple(_taken(own, slug, judge, dry=dry))


def _known(release: Release, path: Path) -> list[tmx.Entry]:
    """The entries of a file of any size whose source is a sentence of the release. Raises HandbackError where there is none."""
    wanted = {normal(text) for text in tmx_proposals.sources(release)}
    read = 0
    known: list[tmx.Entry] = []
    for entry in tmx.read(path):
        read += 1
        if release.source in entry.texts and normal(plain(entry.texts[release.source])) in wanted:
            known.append(entry)
    if not known:
        raise HandbackError(path.name, NONE_OF_THESE.fill(count=read, slug=release.slug), CHECK_RELEASE)
    return known


def _by(who: str) -> Origin:
    name = on_one_line(kept(who))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CommuniqueError("--as", NO_NAME, GIVE_NAME)
    return Origin(Source.PERSON, name, datetime.now(UTC).isoformat(timespec="seconds"), host="any", note=stage.IMPORT)


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
    with turns.alone(own, slug):
        release = releases.load(own, slug)
        proposals = judge(release)
        if not dry:
            changed = _noted(own, release, [proposal.edition for proposal in proposals if proposal.of(Outcome.TAKEN)])
            for edition in changed:
                if releases.load(own, slug).editions[edition.language] != release.editions[edition.language]:
                    raise RecordError(f"drafts/{slug}/{editions.path_of(release.folder, edition.language).name}", CHANGED, IMPORT_AGAIN)
            for edition in changed:
                releases.save_edition(release.folder, edition)
    return proposals


def _noted(own: House, release: Release, changed: list[Edition]) -> list[Edition]:
    """The editions with a note on each sentence that had an approved translation, for its reviewer to see."""
    known = cache(lambda: memory.Memory.load(pipeline.memory_files(own)))
    return [growth.noted(known, release.editions[edition.language], edition, release.source) for edition in changed]
