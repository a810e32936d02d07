"""A release in one language as a page is made of it: what stands where, before any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from ..approval.disclosure import UNREVIEWED, machine_made
from ..document import (
    About,
    Block,
    Contact,
    Dateline,
    Document,
    Embargo,
    Heading,
    Inlines,
    Kicker,
    Lead,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Subtitle,
    Text,
    Title,
    plain,
)
from ..editions import Edition
from ..errors import RenderError
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..partners import Partner
from ..releases import Release
from ..segments import assemble
from ..text.passages import passages
from . import Stamp, Status
from ._labels import Labels, labels
from ._notices import Disclosure, Withdrawal, emptied, instead, over, watermark
from ._official import Card, abouts, cards
from ._order import ordered
from ._pictures import demand_plain, demand_there
from ._running_head import running_head

HEAD = (Kicker, Dateline, Embargo, Title, Subtitle)
# A link with this address wraps what waits for its translation; only a preview has one.
UNTRANSLATED = "#untranslated"
# Twenty-four pages of six thousand characters: far over any press release, far under what keeps a renderer busy for minutes.
LONGEST = 150_000
# What a passage counts at least, so that a table of ten thousand empty cells is long too.
A_LINE = 15

STILL_UNTRANSLATED = Wording(
    "passages non traduits de l’édition en {language}\u00a0: {count}",
    "nicht übersetzte Abschnitte der Ausgabe auf {language}: {count}",
    "passages of the {language} edition that are not translated: {count}",
)
TRANSLATE_FIRST = Wording(
    "traduisez-les, ou demandez une épreuve avec --preview",
    "übersetzen Sie sie oder erzeugen Sie einen Entwurf mit --preview",
    "translate them, or ask for a proof with --preview",
)
TOO_LONG = Wording(
    "le texte dépasse {limit} caractères", "der Text ist länger als {limit} Zeichen", "the text is longer than {limit} characters"
)
SHORTEN = Wording(
    "un communiqué tient en quelques pages : répartissez le reste dans des annexes",
    "eine Pressemitteilung hat wenige Seiten: Lagern Sie den Rest in Anhänge aus",
    "a press release has a few pages: move the rest to annexes",
)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is printed, in order: `head`, `body`, `notes`, `abouts`, `cards`; `document` holds the first three as they came.

    `watermark` are the words that stand across every page that is not for everybody, or nothing.
    """

    slug: str
    language: Language
    stamp: Stamp
    label: Labels
    partners: tuple[Partner, ...]
    mast: tuple[Partner, ...]
    languages: tuple[Language, ...]
    document: Document
    head: tuple[Block, ...]
    body: tuple[Block, ...]
    notes: tuple[Note, ...]
    abouts: tuple[Block, ...]
    cards: tuple[Card, ...]
    watermark: str = ""

    @property
    def title(self) -> str:
        """The headline on one line."""
        return " ".join(self._text(Title).split("\n")) or self.label["kicker"]

    @property
    def titled(self) -> bool:
        """Whether the headline stands where one looks for it; where it does not, the kicker is the page's first heading."""
        return any(isinstance(block, Title) for block in self.head)

    @property
    def short(self) -> str:
        """The headline as a running head."""
        return running_head(self.title)

    @property
    def kicker(self) -> str:
        """What this is: the kicker on one line."""
        return " ".join(self._text(Kicker).split("\n"))

    @property
    def description(self) -> str:
        """The lead, or the first paragraph, on one line."""
        return " ".join((self._text(Withdrawal) or self._text(Lead) or self._text(Paragraph)).split("\n"))

    @property
    def mark(self) -> str:
        """What the foot of every page repeats of its status: that it is a proof, or until when it is under embargo; or nothing."""
        return "" if self.stamp.public else plain(getattr(self.head[0], "content", ()))

    def _text(self, kind: type[Block]) -> str:
        found = next((block for block in (*self.head, *self.body) if isinstance(block, kind)), None)
        return plain(getattr(found, "content", ()))

    @property
    def printed(self) -> Document:
        """The document as printed, contacts left out."""
        return replace(self.document, blocks=(*self.head, *self.body, *self.abouts), notes=self.notes)

    def texts(self) -> Iterator[str]:
        """Every stretch of text that must be found on the page, in order; a note's call cuts a stretch in two."""
        for passage in passages(self.printed):
            yield from _stretches(passage.content)
        for card in self.cards:
            yield from (card.organisation, card.name, card.email, card.phone, card.site, *_stretches(card.content))


def _stretches(content: Inlines) -> Iterator[str]:
    stretch = ""
    for inline in content:
        if isinstance(inline, NoteRef):
            yield stretch
            stretch = ""
        else:
            stretch += plain((inline,))
    yield stretch


def compose(release: Release, language: Language, house: House, stamp: Stamp) -> Page:
    """The page of a release in a language.

    Raises RenderError where a release that is not a preview has untranslated passages, lacks a picture or is far too long, and
    HouseError where the house or a partner lacks a text in the language, or a logo is more than a picture.
    """
    label = labels(house, language)
    document = _document(release, release.editions[language], stamp, label)
    if sum(len(passage.text) + A_LINE for passage in passages(document)) > LONGEST:
        raise RenderError(release.slug, TOO_LONG.fill(limit=LONGEST), SHORTEN)
    demand_there(document, release.slug)
    demand_plain(release.partners)
    head, body = _parted(document, release, stamp, label)
    if stamp.status is Status.WITHDRAWN:
        document, head, body = emptied(document), instead(head, stamp, label, language, house.zone), ()
    elif language not in stamp.reviewed and machine_made(release.editions[language]):
        head = (Disclosure((Text(UNREVIEWED[language]),)), *head)
    page = Page(
        slug=release.slug,
        language=language,
        stamp=stamp,
        label=label,
        partners=release.partners,
        mast=release.partners[:1] if release.settings.layout == "single" else release.partners,
        languages=release.settings.languages,
        document=document,
        head=(*over(stamp, release.settings, label, language, house.zone), *head),
        body=body,
        notes=document.notes,
        abouts=() if stamp.status is Status.WITHDRAWN else tuple(ordered(abouts(document, release.partners, language))),
        cards=tuple(cards(document, release.partners, language)),
        watermark=watermark(stamp, label, language),
    )
    if not stamp.preview:
        return page
    # It looks into the fonts, which only a preview has to: elsewhere a character without a glyph stops the rendering.
    from ._stand_ins import legible

    return legible(page, house)


def _document(release: Release, edition: Edition, stamp: Stamp, label: Labels) -> Document:
    """The edition's document; in a preview what is not translated is wrapped in a link to UNTRANSLATED, under a label."""
    if not edition.untranslated:
        return edition.document
    if not stamp.preview:
        fact = STILL_UNTRANSLATED.fill(count=len(edition.untranslated), language=LANGUAGE_NAMES[edition.language])
        raise RenderError(release.slug, fact, TRANSLATE_FIRST)
    marked = {unit.segment.key: _waiting(unit.segment.content, edition.original.language, label) for unit in edition.untranslated}
    done = {unit.segment.key: unit.target for unit in edition.units if unit.target is not None}
    return assemble(edition.original, {**done, **marked}, edition.language)


def _waiting(content: Inlines, source: Language, label: Labels) -> Inlines:
    runs = [part for inline in content for part in (inline.content if isinstance(inline, Link) else (inline,))]
    inner = tuple(replace(r, language=r.language or source) if isinstance(r, Text) else r for r in runs if not isinstance(r, NoteRef))
    return (Link((Text(label["untranslated"] + "\u00a0"), *inner), UNTRANSLATED), *(r for r in runs if isinstance(r, NoteRef)))


def _parted(document: Document, release: Release, stamp: Stamp, label: Labels) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks over the text and the text itself; boilerplates and contacts are left to the end of the page."""
    blocks = _settled(document, release, stamp, label)
    head = tuple(takewhile(lambda block: isinstance(block, HEAD), blocks))
    return head, tuple(ordered(_without_official(blocks[len(head) :])))


def _settled(document: Document, release: Release, stamp: Stamp, label: Labels) -> tuple[Block, ...]:
    """The blocks with what the release's settings and the stamp say in place of the draft's own lines."""
    blocks = document.blocks
    if not any(isinstance(block, Kicker) for block in takewhile(lambda block: isinstance(block, HEAD), blocks)):
        blocks = (Kicker((Text(label["kicker"]),)), *blocks)
    if stamp.embargo or (stamp.public and release.settings.embargo):
        blocks = tuple(block for block in blocks if not isinstance(block, Embargo))
    if place_and_date := release.settings.dateline.get(document.language):
        blocks = _with_dateline(blocks, Dateline((Text(place_and_date),)))
    return blocks


def _with_dateline(blocks: tuple[Block, ...], line: Dateline) -> tuple[Block, ...]:
    if any(isinstance(block, Dateline) for block in blocks):
        return tuple(line if isinstance(block, Dateline) else block for block in blocks)
    head = sum(1 for _ in takewhile(lambda block: isinstance(block, HEAD), blocks))
    return (*blocks[:head], line, *blocks[head:])


def _without_official(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The running text; a heading that only stands over boilerplates or contacts goes with them."""
    for block, after in zip(blocks, (*blocks[1:], Contact(())), strict=False):
        if not (isinstance(block, About | Contact) or (isinstance(block, Heading) and isinstance(after, About | Contact))):
            yield block
