"""The rows of a review: every segment in reading order, the partners' official texts in their places."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from ..approval.subjects import of_text
from ..document import About, Block, Contact, Document, Inlines, plain
from ..editions import Source, Unit
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..partners import Partner
from ..releases import Release
from ..reviewers import Reviewer
from ..segments import OFFICIAL
from ..text.passages import passages
from . import fixes, origins, shown
from .views import Mark, Remark, Row

# What likely goes wrong, in points; a row's trouble is their sum.
POINTS = {Severity.BLOCK: 100, Severity.WARN: 40, Severity.HINT: 5}
UNTRANSLATED, NEAR, ENGINE, CHANGED, REMARKED = 90, 30, 20, 10, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the rows of one language are made of.

    `approved` holds the light markup by key that the reviewer last approved, None before the first time; `marks` the findings, `remarks`
    what was said, both by key. `places` are those that the link's role answers for, None for all of them, `partners` those whose official
    texts it answers for.
    """

    release: Release
    language: Language
    partners: frozenset[str]
    people: Mapping[str, Reviewer]
    places: frozenset[str] | None = None
    approved: Mapping[str, str] | None = None
    marks: Mapping[str, tuple[tuple[Finding, Mark], ...]] = field(default_factory=dict)
    remarks: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)


def rows(ground: Ground) -> tuple[Row, ...]:
    """Every row, numbered in reading order."""
    waiting = deque(ground.release.editions[ground.language].units)
    sources = _sources(ground.release)
    found: list[Row] = []
    official = _Official(ground)
    for block in _blocks(ground.release.draft.document):
        if type(block).__name__ in OFFICIAL:
            found += official.of(block)
            continue
        places = {passage.place for passage in passages(Document(ground.language, (block,)))}
        while waiting and waiting[0].segment.place in places:
            found.append(_row(waiting.popleft(), sources, ground))
    found += [_row(unit, sources, ground) for unit in waiting]
    found += official.rest()
    return tuple(replace(row, number=number) for number, row in enumerate(found, 1))


def _blocks(document: Document) -> tuple[Block, ...]:
    return (*document.blocks, *document.notes)


def _sources(release: Release) -> dict[str, Inlines]:
    """The text that a translation is held against: what people made of the draft's sentence, else the sentence itself."""
    edition = release.editions.get(release.source)
    return {unit.segment.key: unit.target for unit in edition.units if unit.target is not None} if edition else {}


def _row(unit: Unit, sources: Mapping[str, Inlines], ground: Ground) -> Row:
    segment, now = unit.segment, shown.line(unit.target)
    own = ground.language is ground.release.source
    marks = tuple(_mendable(finding, mark, unit) for finding, mark in ground.marks.get(segment.key, ()))
    remarks = ground.remarks.get(segment.key, ())
    changed = _changed(segment.key, now, ground.approved)
    return Row(
        key=segment.key,
        place=segment.place,
        kind=segment.block,
        number=0,
        source=shown.html(segment.content if own else sources.get(segment.key, segment.content)),
        target=now,
        shown=shown.html(unit.target or (), (mark.excerpt for mark in marks)),
        origin=origins.told(unit.origin, ground.people),
        trouble=_trouble(unit, marks, remarks, changed),
        findings=marks,
        remarks=remarks,
        changed=changed,
        yours=ground.places is None or segment.place in ground.places,
        base=of_text(unit.target),
    )


def _mendable(finding: Finding, mark: Mark, unit: Unit) -> Mark:
    better = None if mark.waived else fixes.fixed(finding, unit.target)
    return replace(mark, fixed=shown.line(better)) if better else mark


def _changed(key: str, now: str, approved: Mapping[str, str] | None) -> Markup | None:
    if approved is None:
        return None
    return shown.difference(approved[key], now) if key in approved else shown.all_new(now)


def _trouble(unit: Unit, marks: Sequence[Mark], remarks: Sequence[Remark], changed: Markup | None) -> int:
    signs = (
        (UNTRANSLATED, is_untranslated(unit)),
        (NEAR, unit.origin.is_near),
        (ENGINE, unit.origin.source is Source.ENGINE),
        (CHANGED, changed is not None),
        (REMARKED, bool(remarks)),
    )
    return sum(POINTS[mark.severity] for mark in marks if not mark.waived) + sum(points for points, true in signs if true)


def is_untranslated(unit: Unit) -> bool:
    """Whether a segment has no word in its language yet."""
    return unit.target is None or not plain(unit.target).strip()


class _Official:
    """The official texts, each partner's shown once, where the draft has its own version of them or at the end."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.partners = {partner.id: partner for partner in ground.release.partners}
        self.left: dict[str, dict[str, Partner]] = {kind: dict(self.partners) for kind in sorted(OFFICIAL)}

    def of(self, block: Block) -> Iterator[Row]:
        """What is printed in place of an official text of the draft."""
        kind, partner = type(block).__name__, getattr(block, "partner", "")
        if partner in self.partners:
            if self.left[kind].pop(partner, None):
                yield from self._rows(kind, self.partners[partner])
        elif isinstance(block, About):
            yield self._as_drafted(
                block, (block.title, *(passage.content for passage in passages(Document(self.ground.language, block.blocks))))
            )
        elif isinstance(block, Contact) and (block.name or block.email or block.phone):
            yield self._as_drafted(block, (block.content,))

    def rest(self) -> Iterator[Row]:
        """The official texts that no block of the draft stands for."""
        for kind, partners in self.left.items():
            for partner in tuple(partners.values()):
                yield from self._rows(kind, partner)

    def _rows(self, kind: str, partner: Partner) -> Iterator[Row]:
        source, language = self.ground.release.source, self.ground.language
        text = _about if kind == "About" else _contacts
        key = f"{kind.lower()}-{partner.id}"
        if now := text(partner, language):
            yield self._locked(
                key,
                "",
                kind,
                text(partner, source),
                now,
                origins.OFFICIAL.fill(name=partner.name),
                yours=partner.id in self.ground.partners,
            )

    def _as_drafted(self, block: Block, parts: Iterable[Inlines]) -> Row:
        text = _paragraphs(shown.html(part) for part in parts)
        kind = type(block).__name__
        return self._locked(
            f"{kind.lower()}-{block.place}", block.place, kind, text, text, origins.AS_DRAFTED, yours=self.ground.places is None
        )

    def _locked(self, key: str, place: str, kind: str, source: Markup, now: Markup, origin: Wording, *, yours: bool) -> Row:
        marks = tuple(mark for _, mark in self.ground.marks.get(key, ()))
        return Row(
            key=key,
            place=place,
            kind=kind,
            number=0,
            source=source,
            target="",
            shown=now,
            origin=origin,
            findings=marks,
            locked=True,
            yours=yours,
        )


def _about(partner: Partner, language: Language) -> Markup:
    if language not in partner.about:
        return Markup("")
    about = partner.about[language]
    return _paragraphs((Markup("<strong>{}</strong>").format(about.title), *(shown.html(paragraph) for paragraph in about.paragraphs)))


def _contacts(partner: Partner, language: Language) -> Markup:
    lines = (", ".join(filter(None, (partner.name, one.name, one.email, one.phone))) for one in partner.contacts_in(language))
    return _paragraphs(Markup.escape(line) for line in lines)


def _paragraphs(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in parts if part)


def by_key(found: Iterable[tuple[str, Remark]]) -> dict[str, tuple[Remark, ...]]:
    """Remarks by the key of the segment that they were made about."""
    listed: dict[str, list[Remark]] = defaultdict(list)
    for key, remark in found:
        listed[key].append(remark)
    return {key: tuple(remarks) for key, remarks in listed.items()}
