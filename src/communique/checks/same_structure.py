"""Same structure: every language has the draft's sentences, headings, list items and table rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..document import About, Block, Bullets, Contact, Document, Heading, KeyPoints, Numbered, Table
from ..editions import Edition
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..releases import Release
from ..segments import cut
from . import Reference, flag, told
from ._sides import source_of

TITLE = Wording(
    "Même structure : phrases, intertitres, listes et tableaux du brouillon sont dans chaque langue",
    "Gleicher Aufbau: Sätze, Zwischentitel, Listen und Tabellen des Entwurfs stehen in jeder Sprache",
    "Same structure: the draft’s sentences, headings, lists and tables are in every language",
)
MISSING = Wording(
    "cette phrase du brouillon n’est pas dans l’édition",
    "dieser Satz des Entwurfs steht nicht in der Ausgabe",
    "this sentence of the draft is not in the edition",
)
OTHER = Wording(
    "« {part} » : {theirs} ici, {ours} dans le brouillon",
    "„{part}“: hier {theirs}, im Entwurf {ours}",
    "“{part}”: {theirs} here, {ours} in the draft",
)
PARTS = {
    "Heading": Wording("intertitre", "Zwischentitel", "heading"),
    "Item": Wording("élément de liste", "Listenpunkt", "list item"),
    "Row": Wording("ligne de tableau", "Tabellenzeile", "table row"),
    "Quotation": Wording("citation", "Zitat", "quotation"),
    "Paragraph": Wording("paragraphe", "Absatz", "paragraph"),
    "Figure": Wording("illustration", "Abbildung", "picture"),
}


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each sentence of the draft that an edition has no place for, and each kind of part that it has more or fewer of."""
    ours = _parts(source_of(release))
    for edition in release.editions.values():
        if edition.language is not release.source:
            yield from _missing(release.draft.document, edition)
            theirs = _parts(edition.document)
            for part in sorted(ours | theirs):
                if ours[part] != theirs[part]:
                    message = OTHER.fill(part=_named(part), ours=ours[part], theirs=theirs[part])
                    yield Finding(check="", place="", message=message, language=edition.language)


def _named(part: str) -> Wording:
    kind, _, level = part.partition(" ")
    return Wording(*(f"{PARTS[kind][language]} {level}".strip() for language in Language))


def _missing(draft: Document, edition: Edition) -> Iterator[Finding]:
    """What would be printed in the draft's own language, since nothing says how to translate it."""
    known = {unit.segment.key for unit in edition.units} if edition.original == draft else {s.key for s in cut(draft)}
    for segment in cut(draft):
        if segment.key not in known:
            yield told(flag(MISSING, severity=Severity.BLOCK, source=segment.text), segment, edition.language)


def _parts(document: Document) -> Counter[str]:
    return Counter(part for block in document.blocks for part in _of(block))


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level):
            yield f"Heading {level}"
        case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
            yield from ("Item" for _ in items)
        case Table(rows=rows):
            yield from ("Row" for _ in rows)
        case About() | Contact():
            return
        case _ if type(block).__name__ in PARTS:
            yield type(block).__name__
