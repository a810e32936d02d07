"""How the memory grows: a release that was published leaves its approved sentences in `templates/memory`, one file a release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from .. import decisions
from ..decisions import Decision, Kind, Record
from ..document import plain
from ..editions import Edition, Source, Unit
from ..errors import HouseError, RecordError, Tampered
from ..files.storage import write_whole
from ..house import House
from ..languages import Language
from ..releases import Release, slug_of
from ..segments import normal
from . import tmx
from .tmx import NEIGHBOURS, Entry

if TYPE_CHECKING:
    from ..memory import Memory

# A dot in its name, which no imported file has, tells that a file is the program's own.
SUFFIX = ".release.tmx"
REWORDED = "reworded"
ORIGINS = ("verbatim", "near", "rule", "engine", "person", "nowhere")


def path_of(house: House, slug: str) -> Path:
    """The file of what a release left in the memory."""
    return house.templates / "memory" / f"{slug}{SUFFIX}"


def remember(house: House, release: Release, approvals: Sequence[Decision], subject: str) -> bool:
    """Keep the sentences of a published release, in the place of what it left before; whether that changed anything.

    `approvals` are those that it was published on, `subject` the digest of all that they cover. To be called when the embargo is over:
    the memory's folder is shared. Raises OSError.
    """
    file = BytesIO()
    tmx.stream(file, entries(release, approvals, subject))
    path, fresh = path_of(house, release.slug), file.getvalue()
    if path.is_file() and path.read_bytes() == fresh:
        return False
    write_whole(path, fresh)
    return True


def forget(house: House, slug: str) -> bool:
    """Take what a withdrawn release left out of the memory; whether there was anything."""
    path = path_of(house, slug)
    held = path.is_file()
    path.unlink(missing_ok=True)
    return held


def is_withdrawn(house: House, path: Path) -> bool:
    """Whether a file of the memory is what a release left that was withdrawn since; so it is where the record of that is broken.

    Only the records that hold a withdrawal are read.
    """
    folder = house.drafts / path.name.removesuffix(SUFFIX)
    if not path.name.endswith(SUFFIX) or not any((folder / decisions.FOLDER).glob(f"*-{Kind.WITHDRAW}-*")):
        return False
    try:
        record = decisions.read(folder, house.keys)
    except (RecordError, HouseError, Tampered):
        return True
    return any(decision.kind is Kind.WITHDRAW for decision in ends(record))


def ends(record: Record) -> tuple[Decision, ...]:
    """The last publications and withdrawals of a release."""
    return record.last(decision for decision in record.decisions if decision.kind in (Kind.PUBLISH, Kind.WITHDRAW))


def entries(release: Release, approvals: Sequence[Decision], subject: str) -> Iterator[Entry]:
    """The sentences of a release in all its languages, with who approved them, when, and what stands before and after."""
    units: dict[str, dict[Language, Unit]] = {}
    for language, edition in release.editions.items():
        for unit in edition.units:
            units.setdefault(unit.segment.key, {})[language] = unit
    at = max((decision.at for decision in approvals), default="")
    common = {
        "x-release": release.slug,
        "x-approver": ", ".join(sorted({decision.reviewer for decision in approvals})),
        "x-approved": at,
        "x-subject": subject,
    }
    keys = ["", *(unit.segment.key for unit in release.editions[release.source].units), ""]
    for before, key, after in zip(keys, keys[1:], keys[2:], strict=False):
        texts = {language: unit.target for language, unit in units[key].items() if unit.target}
        if len(texts) > 1:
            beside = {name: value for name, value in zip(NEIGHBOURS, (before, after), strict=True) if value}
            yield Entry(key, texts, _stamp(at), {**common, **beside})


def _may_reword(unit: Unit) -> bool:
    """Whether a sentence's translation came verbatim from the memory, or was noted as reworded before."""
    noted = any(code.startswith(f"{REWORDED}:") for code in unit.origin.note.split())
    return (unit.origin.source is Source.MEMORY and unit.origin.score == 100) or noted


def _reworded(known: Memory, unit: Unit, text: str, source: Language, target: Language) -> str:
    """The note for a text that a person gives a sentence which the memory knows otherwise: `reworded:<release>:<day>`; else nothing."""
    match = known.exact(unit.segment.text, source, target)
    if match is None or normal(plain(match.target)) == normal(text):
        return ""
    entry = next(entry for entry in known.entries if entry.id == match.unit)
    release = entry.props.get("x-release") or entry.id.partition(":")[0]
    day = f"{entry.date[:4]}-{entry.date[4:6]}-{entry.date[6:8]}" if len(entry.date) >= 8 else "?"
    return f"{REWORDED}:{slug_of(release)}:{day}"


def noted(known: Callable[[], Memory], before: Edition, after: Edition, source: Language) -> Edition:
    """The later of two editions with a note on each sentence whose approved translation it does not have any more.

    `known` gives the memory; it is asked only where a sentence changed that came from there.
    """
    old = {unit.segment.key: unit for unit in before.units if _may_reword(unit)}

    def judged(unit: Unit) -> Unit:
        was = old.get(unit.segment.key)
        if was is None or was == unit or unit.target is None:
            return unit
        note = _reworded(known(), was, plain(unit.target), source, after.language)
        return replace(unit, origin=replace(unit.origin, note=" ".join(filter(None, (unit.origin.note, note)))))

    return replace(after, units=tuple(judged(unit) for unit in after.units))


def by_month(entries: Iterable[Entry]) -> dict[str, int]:
    """How many entries came in each month, `2026-03`; those without a date stand under an empty one."""
    dates = Counter(entry.date[:6] for entry in entries)
    return {f"{date[:4]}-{date[4:]}" if date else "": count for date, count in sorted(dates.items())}


def by_pair(entries: Iterable[Entry]) -> dict[str, int]:
    """How many entries serve each pair of languages, `fr-de`, in both directions."""
    pairs = combinations(Language, 2)
    held = Counter(frozenset(pair) for entry in entries for pair in combinations(entry.texts, 2))
    return {f"{one}-{other}": held[frozenset((one, other))] for one, other in pairs}


def origins(edition: Edition) -> dict[str, int]:
    """Where the sentences of an edition come from: verbatim or near from the memory, by rule, an engine, a person, or nowhere yet."""
    found = Counter(_origin(unit) for unit in edition.units)
    return {name: found[name] for name in ORIGINS}


def _origin(unit: Unit) -> str:
    origin = unit.origin
    if origin.source is Source.MEMORY:
        return "verbatim" if origin.score == 100 else "near"
    return "rule" if origin.source is Source.DRAFT else origin.source.value


def _stamp(at: str) -> str:
    """A moment as TMX writes it: `20260309T133000Z`."""
    return f"{datetime.fromisoformat(at):%Y%m%dT%H%M%SZ}" if at else ""
