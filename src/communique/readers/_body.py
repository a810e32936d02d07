"""The text of a release under its head: headings, paragraphs, quotations, lists, tables, contacts, boilerplates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..document import About, Block, Bullets, Contact, Figure, Heading, KeyPoints, Numbered, Paragraph, Quotation, Text, plain
from ..partners import Partner
from . import _contacts as contacts
from . import _phrases as phrases
from ._headings import DEEPEST, Found, has_heading_style, report
from ._lists import items, list_of, run_of
from ._oddities import Oddities
from ._quotations import voice
from ._raw import Box, Grid, Line, Picture, Raw, lines_of, pictures_of
from ._tables import contact_rows, table
from ._tidy import cut, unbold, untabbed

QUOTE_STYLES = frozenset({"quote", "intense quote", "citation", "zitat", "citation intense", "block text"})


@dataclass(slots=True)
class Body:
    """The blocks read so far; `opened` is the boilerplate that paragraphs go to, until something ends it."""

    raws: Sequence[Raw]
    roles: Mapping[str, Block]
    headings: Mapping[str, Found]
    partners: Mapping[str, Partner]
    oddities: Oddities
    blocks: list[Block] = field(default_factory=list)
    opened: About | None = None
    level: int = 0

    def read(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        at = 0
        while at < len(self.raws):
            at += self._take(at)
        self._close()
        return tuple(self.blocks)

    def _take(self, at: int) -> int:
        """Read what begins at a position; how many raws it took."""
        raw = self.raws[at]
        match raw:
            case Picture():
                return self._figure(raw, at)
            case Grid():
                self._grid(raw)
            case Box():
                self._box(raw)
            case Line() if raw.place in self.roles:
                return self._role(self.roles[raw.place])
            case Line():
                return self._line(raw, at)
        return 1

    def _role(self, block: Block) -> int:
        self._close()
        self.level = block.level if isinstance(block, Heading) else self.level
        self.blocks.append(block)
        return len(getattr(block, "items", ())) or 1

    def _line(self, line: Line, at: int) -> int:
        following = self.raws[at + 1 : at + 1 + contacts.NEAR]
        if line.said in ("", "about") and self._about(line, following):
            return 1
        if line.said == "contact" or (not line.said and (contacts.is_contact(line) or contacts.is_label(line, following))):
            return self._contacts(at)
        if line.place in self.headings and not self._list_item(line):
            self._heading(line)
            return 1
        if line.label:
            run = [other for other in run_of(self.raws, at) if other.place not in self.roles]
            self._put(KeyPoints(items=items(run), place=line.place) if line.said == "key point" else list_of(run))
            return len(run)
        if phrases.END.fullmatch(line.text):
            self._close()
        self._put(_running(line))
        return 1

    def _list_item(self, line: Line) -> bool:
        return line.label is not None and self.headings[line.place].inferred

    def _put(self, block: Block) -> None:
        """Add a block of running text to the open boilerplate or to the release."""
        if self.opened is not None and isinstance(block, Paragraph | Bullets | Numbered | Quotation):
            self.opened = replace(self.opened, blocks=(*self.opened.blocks, block))
        else:
            self._close()
            self.blocks.append(block)

    def _close(self) -> None:
        if self.opened is not None:
            self.blocks.append(self.opened)
            self.opened = None

    def _heading(self, line: Line) -> None:
        self._close()
        found = self.headings[line.place]
        report(line, found, self.level, self.oddities)
        self.level = found.level
        content = unbold(untabbed(line.printed))
        self.blocks.append(Heading(content=content, level=min(found.level, DEEPEST), place=line.place, inferred=found.inferred))

    def _about(self, line: Line, following: Sequence[Raw]) -> bool:
        """Open a boilerplate where a line introduces one, as a line of its own or bold at the start of its paragraph."""
        who = phrases.about(line.text)
        partner = contacts.partner_in(who, self.partners)
        as_heading = (
            line.said or line.place in self.headings or (partner and len(line.text) <= 100) or (who and _stands_alone(line, following))
        )
        if (who or line.said) and as_heading and (line.said or not line.label or line.place in self.headings):
            self._close()
            inferred = not line.said and (line.place not in self.headings or self.headings[line.place].inferred)
            self.opened = About(title=unbold(untabbed(line.printed)), blocks=(), partner=partner, place=line.place, inferred=inferred)
            return True
        return self._about_run_in(line)

    def _about_run_in(self, line: Line) -> bool:
        first = line.content[0] if line.content else None
        if not isinstance(first, Text) or line.bold:
            return False
        opening = first.text if first.marks else "".join(first.text.partition(":")[:2])
        who = phrases.about(opening) if first.marks or opening.endswith(":") else ""
        if not who or not cut(line.content, len(opening)):
            return False
        self._close()
        title = unbold(replace(line, content=cut(line.content, 0, len(opening.rstrip(" :.–—-")))).printed)
        rest = cut(line.content, len(opening))
        partner = contacts.partner_in(who, self.partners)
        paragraph = Paragraph(content=untabbed(rest), place=f"{line.place}/2")
        self.opened = About(title=title, blocks=(paragraph,), partner=partner, place=line.place, inferred=True)
        return True

    def _contacts(self, at: int) -> int:
        """Read the contacts that begin at a position, each a block."""
        self._close()
        lines: list[Line] = []
        for raw in self.raws[at:]:
            if (
                not isinstance(raw, Line)
                or raw.place in self.roles
                or (lines and (raw.said or phrases.about(raw.text) or self._styled(raw)))
            ):
                break
            lines.append(raw)
        groups = contacts.gather(lines)
        for line in (group[0] for group in groups if has_heading_style(group[0]) and contacts.EMAIL.search(group[0].text)):
            self.oddities.note("contact-as-heading", line.place, line.text)
        self.blocks.extend(contacts.contact(group, self.partners) for group in groups)
        return sum(len(group) for group in groups)

    def _styled(self, line: Line) -> bool:
        return line.place in self.headings and not self.headings[line.place].inferred

    def _figure(self, picture: Picture, at: int) -> int:
        self._close()
        following = self.raws[at + 1] if at + 1 < len(self.raws) else None
        if isinstance(following, Line) and not following.said and ("caption" in following.styles or phrases.is_caption(following.text)):
            self.blocks.append(Figure(asset=picture.asset, alt=picture.alt, content=untabbed(following.printed), place=following.place))
            return 2
        self.blocks.append(Figure(asset=picture.asset, alt=picture.alt, place=picture.place))
        return 1

    def _grid(self, grid: Grid) -> None:
        self._close()
        for picture in pictures_of((grid,)):
            self.blocks.append(Figure(asset=picture.asset, alt=picture.alt, place=picture.place))
        rows = contact_rows(grid)
        if rows is not None:
            self.blocks.extend(contacts.contact(group, self.partners) for group in rows)
        elif lines_of((grid,)):
            self.blocks.append(table(grid))

    def _box(self, box: Box) -> None:
        lines = lines_of((box,))
        for picture in pictures_of((box,)):
            self.blocks.append(Figure(asset=picture.asset, alt=picture.alt, place=picture.place))
        if any(contacts.EMAIL.search(line.text) for line in lines):
            people: list[Contact] = [contacts.contact(group, self.partners) for group in _people(lines)]
            self.blocks.extend(people)
        else:
            self.blocks.extend(_running(line) for line in lines)


def _people(lines: list[Line]) -> list[list[Line]]:
    """The lines of a box or cell as contacts: a new one begins after a mail address where a line is more than a detail."""
    groups: list[list[Line]] = []
    rest = lines
    while rest:
        gathered = contacts.gather(rest)
        taken = sum(len(group) for group in gathered)
        groups.extend(gathered)
        rest = rest[taken:]
    labels = [group for group in groups if not any(contacts.EMAIL.search(line.text) for line in group)]
    if labels and groups[0] is labels[0] and len(groups) > 1:
        return [groups[0] + groups[1], *groups[2:]]
    return groups


def _running(line: Line) -> Block:
    content = untabbed(line.printed)
    speaks = voice(plain(untabbed(line.content)))
    if speaks or any(name in QUOTE_STYLES for name in line.styles):
        speaker, position = (speaks.speaker, speaks.position) if speaks else ("", "")
        styled = any(name in QUOTE_STYLES for name in line.styles)
        return Quotation(content=content, speaker=speaker, position=position, place=line.place, inferred=not styled)
    return Paragraph(content=content, place=line.place)


def _stands_alone(line: Line, following: Sequence[Raw]) -> bool:
    """Whether a short plain line has longer text under it, as a heading does."""
    below = next(iter(following), None)
    return len(line.text) <= 80 and isinstance(below, Line) and len(below.text) > 2 * len(line.text) and not below.label
