"""Handouts for people who live in Word: one language of a release as a bilingual table, a file that comes back as a proposal."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

from .. import decisions, families, pipeline, releases
from ..document import Title, plain
from ..editions import Edition, Origin, Source, Unit
from ..errors import RecordError
from ..files.storage import write_whole
from ..findings import Finding, Severity
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..releases import Release
from ..text.handwriting import on_one_line
from .fixed_texts import fixed_texts
from .handbacks import HandbackError
from .handouts import said
from .proposals import Outcome, corrected, with_source
from .remarks import kept
from .word_proposals import number_of, propose
from .word_table_page import PageRow, TablePage, dump
from .word_tables import FixedMark, ReturnedTable, fixed_mark, identifier, labels, row_mark, target_mark

OPENINGS = {
    Severity.BLOCK: Wording("Bloquant\u00a0: {said}", "Sperrt die Freigabe: {said}", "Blocks approval: {said}"),
    Severity.WARN: Wording("À vérifier\u00a0: {said}", "Bitte prüfen: {said}", "To be checked: {said}"),
    Severity.HINT: Wording("Conseil\u00a0: {said}", "Hinweis: {said}", "Advice: {said}"),
}
LINE = Wording(
    "Relecture bilingue, {source} – {target}", "Zweisprachige Durchsicht, {source} – {target}", "Bilingual review, {source} – {target}"
)
EMBARGO = Wording(
    "Sous embargo jusqu’au {day}/{month}/{year} à {hour}\u00a0h\u00a0{minute}",
    "Sperrfrist: {day}.{month}.{year}, {hour}.{minute}\u00a0Uhr",
    "Under embargo until {year}-{month}-{day}, {hour}:{minute}",
)
WAITING = Wording(
    "dans ce fichier attendent des corrections ou des remarques qui ne sont pas dans le communiqué",
    "in dieser Datei warten Korrekturen oder Anmerkungen, die nicht in der Mitteilung stehen",
    "in this file corrections or remarks wait that are not in the release",
)
UNREADABLE = Wording(
    "un autre fichier de ce nom est déjà là, et il ne se lit pas comme un export d’ici",
    "eine andere Datei dieses Namens liegt schon da und ist nicht als Export von hier lesbar",
    "another file of this name is there already, and it cannot be read as an export of this house",
)
TAKE_FIRST = Wording(
    "importez-le, puis rangez-le ailleurs, ou nommez un autre dossier avec --to",
    "importieren Sie sie und legen Sie sie dann beiseite, oder nennen Sie mit --to einen anderen Ordner",
    "import it and then put it elsewhere, or name another folder with --to",
)


def export_word(own: House, slug: str, language: Language, folder: Path) -> Path:
    """Write one language of a release to `folder/<slug>.<language>.docx`, everything in it that is ours in that language.

    Raises RecordError or HouseError, also where such a file lies there with anything that is not in the release, and OSError where the
    folder cannot be written.
    """
    release = releases.load(own, slug)
    path = folder / f"{slug}.{language}.docx"
    _demand_nothing_waits(path, release, language, kept(decisions.read(release.folder, own.keys)))
    write_whole(path, dump(page_of(release, language, pipeline.findings_of(own, release))))
    return path


def page_of(release: Release, language: Language, found: Sequence[Finding]) -> TablePage:
    """One language of a release as a page of rows, with the findings beside the sentences that they are about."""
    edition, changed = release.editions[language], corrected(release)
    units = [with_source(unit, changed) for unit in edition.units]
    rows = tuple(_row(at, unit, release, language, found) for at, unit in enumerate(units, 1))
    return TablePage(
        identifier=identifier(release.slug, edition),
        title=_title(edition) or release.slug,
        line=_line(release, language),
        embargo=_embargo(release, language),
        labels=labels(release.source, language, language),
        rows=(*rows, *_fixed_rows(release, language)),
        calls=tuple(note.key for note in edition.original.notes),
        source=release.source,
        target=language,
        speaks=language,
    )


def _row(at: int, unit: Unit, release: Release, language: Language, found: Sequence[Finding]) -> PageRow:
    own = [f for f in found if f.segment == unit.segment.key and f.language in (language, release.source)]
    own.sort(key=lambda finding: list(OPENINGS).index(finding.severity))
    notes = dict.fromkeys(OPENINGS[f.severity].fill(said=said(f, unit))[language] for f in own)
    return PageRow(
        number=number_of(at),
        mark=row_mark(unit.segment.key, unit.segment.content, unit.target),
        source=unit.segment.content,
        target=unit.target or (),
        notes=tuple(notes),
    )


def _fixed_rows(release: Release, language: Language) -> tuple[PageRow, ...]:
    texts = enumerate(fixed_texts(release, language), 1)
    return tuple(
        PageRow(number=f"f{at:03d}", mark=fixed_mark(at, text.target), source=text.source, target=text.target, fixed=True)
        for at, text in texts
    )


def _title(edition: Edition) -> str:
    """The title as it stands, on one line."""
    return next((" ".join(plain(block.content).split()) for block in edition.document.blocks if isinstance(block, Title)), "")


def _line(release: Release, language: Language) -> str:
    names = {"source": LANGUAGE_NAMES[release.source], "target": LANGUAGE_NAMES[language]}
    return " · ".join((LINE.fill(**names)[language], *(partner.name for partner in release.partners)))


def _embargo(release: Release, language: Language) -> str:
    until = release.settings.embargo
    if until is None:
        return ""
    day, hour = {"day": f"{until:%d}", "month": f"{until:%m}", "year": f"{until:%Y}"}, {"hour": f"{until:%H}", "minute": f"{until:%M}"}
    return EMBARGO.fill(**day, **hour)[language]


def _demand_nothing_waits(path: Path, release: Release, language: Language, known: Set[tuple[str, str]]) -> None:
    """Raises RecordError where a file lies in this place that says anything that was not exported and is not in the release.

    `known` are the comments in its record, each with the key of its segment.
    """
    if not path.is_file():
        return
    try:
        there: ReturnedTable = families.load("readers", "word_table").read(path)
    except HandbackError as error:
        raise RecordError(path.name, UNREADABLE, TAKE_FIRST) from error
    edition = release.editions[language]
    if (there.slug, there.language, there.draft) == (release.slug, language.value, edition.draft):
        answers = propose(edition, there, Origin(Source.PERSON), corrected(release)).answers
        unsettled = any(answer.outcome in (Outcome.TAKEN, Outcome.REFUSED) for answer in answers)
        waits = unsettled or any((answer.key, on_one_line(note)) not in known for answer in answers for note in answer.notes)
    else:
        waits = _touched(there)
    if waits:
        raise RecordError(path.name, WAITING, TAKE_FIRST)


def _touched(there: ReturnedTable) -> bool:
    """Whether a file of another draft says anything but what was handed out; a note call cannot be told from words any more."""
    if there.notes:
        return True
    for row in there.rows:
        mark = row.marks[0] if len(row.marks) == 1 else None
        if row.notes or mark is None or (not isinstance(mark, FixedMark) and target_mark(row.target) != mark.target):
            return True
    return False
