"""The head of a release: everything from its first line to its lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..document import Block, Dateline, Embargo, Heading, KeyPoints, Kicker, Lead, Paragraph, Subtitle, Title
from ..structure import Structure
from . import _phrases as phrases
from ._contacts import EMAIL, is_contact, is_label
from ._corrections import HEAD, keeps_whole
from ._headings import ENDED, is_title_style, looks_like, styled_level
from ._lists import items, run_of
from ._oddities import Oddities
from ._quotations import voice
from ._raw import Line, Raw
from ._tidy import cut, unbold, untabbed

LONGEST_TITLE, LONGEST_SUBTITLE = 300, 250
RUNNING = 200  # a line longer than this, or that ends like a sentence, is running text
FIRST_LINES = 20
# What somebody may say of a line over or under the title without saying that the text begins.
FURNITURE = frozenset({"kicker", "dateline", "embargo", "subtitle", "contact"})


@dataclass(slots=True)
class Opening:
    """What was read of the head: `roles` gives the block of a line's place, `end` the first raw that is not part of it."""

    roles: dict[str, Block] = field(default_factory=dict)
    end: int = 0


def split_lines(raws: Sequence[Raw], structure: Structure) -> list[Raw]:
    """The raws with the first lines cut where kicker, date or embargo stand side by side, and where a date opens the lead."""
    found: list[Raw] = []
    for n, raw in enumerate(raws):
        pieces = (
            _split(raw, dated=any(isinstance(line, Line) and phrases.is_dateline(line.text) for line in found))
            if isinstance(raw, Line) and n < FIRST_LINES
            else []
        )
        found.extend(pieces if isinstance(raw, Line) and pieces and not keeps_whole(raw, pieces[0], structure) else [raw])
    return found


def _split(line: Line, *, dated: bool) -> list[Line]:
    for separator in ("\t", "\n", " – ", " — ", " - ", " | "):
        pieces = [piece for piece in line.text.split(separator) if piece.strip()]
        furnished = [phrases.is_set_phrase(piece.strip()) for piece in pieces]
        if len(pieces) > 1 and (all(furnished) or (any(furnished) and separator in "\t\n")):
            return [_piece(line, separator, n) for n in range(line.text.count(separator) + 1) if line.text.split(separator)[n].strip()]
    spans = None if dated else phrases.run_in(line.text)
    if spans:
        rest = replace(line, content=cut(line.content, spans[1]), place=f"{line.place}/2", label=None, gap=False)
        return [replace(line, content=cut(line.content, 0, spans[0])), rest]
    return [line]


def _piece(line: Line, separator: str, n: int) -> Line:
    parts = line.text.split(separator)
    start = sum(len(part) + len(separator) for part in parts[:n])
    earlier = sum(bool(part.strip()) for part in parts[:n])
    content = cut(line.content, start, start + len(parts[n]))
    return replace(line, content=content, place=f"{line.place}/{earlier + 1}", label=None) if earlier else replace(line, content=content)


def read(raws: Sequence[Raw], size: int, oddities: Oddities) -> Opening:
    """The head of a release, with findings about a title that no style marks."""
    opening = Opening()
    at = _title_at(raws, size)
    if at is None:
        oddities.note("title-missing", "")
    for n, raw in enumerate(raws[: 0 if at is None else at]):
        if isinstance(raw, Line) and not raw.said and (block := _over_title(raw, raws[n + 1 :])):
            opening.roles[raw.place] = block
    title = raws[at] if at is not None else None
    if isinstance(title, Line) and not title.said:
        inferred = not is_title_style(title)
        opening.roles[title.place] = Title(content=unbold(untabbed(title.printed)), place=title.place, inferred=inferred)
        if inferred and styled_level(title) is None:
            oddities.note("title-inferred", title.place, title.text)
    _under_title(raws, 0 if at is None else at + 1, size, opening)
    return opening


def _title_at(raws: Sequence[Raw], size: int) -> int | None:
    """Where the title is: as somebody says, by style, the first top heading over the text, the most striking line there, or the first."""
    lines = [(n, raw) for n, raw in enumerate(raws) if isinstance(raw, Line)]
    said = [n for n, line in lines if line.said == "title"]
    styled = [n for n, line in lines if not line.said and is_title_style(line) and not phrases.is_set_phrase(line.text)]
    if said or styled:
        return (said or styled)[0]
    over = _over_text(raws)
    heads = [n for n in over if styled_level(_line(raws[n])) == 1]
    striking = [n for n in over if looks_like(_line(raws[n]), size)]
    largest = max((_line(raws[n]).size for n in striking), default=0)
    biggest = [n for n in striking if _line(raws[n]).size == largest]
    return next(iter([*heads, *biggest, *over]), None)


def _over_text(raws: Sequence[Raw]) -> list[int]:
    """The lines that may be a title: short ones before the first running text, none of them furniture, list or contact."""
    found: list[int] = []
    for n, raw in enumerate(raws[:FIRST_LINES]):
        if not isinstance(raw, Line):
            continue
        if raw.said in FURNITURE or phrases.is_set_phrase(raw.text) or is_contact(raw) or is_label(raw, raws[n + 1 :]):
            continue
        if raw.said or raw.label or phrases.about(raw.text) or _runs_on(raw):
            break
        found.append(n)
    return found


def _line(raw: Raw) -> Line:
    assert isinstance(raw, Line)  # noqa: S101
    return raw


def _runs_on(line: Line) -> bool:
    return (
        len(line.text) > LONGEST_TITLE or (len(line.text) > RUNNING and not line.bold) or (len(line.text) > 100 and line.text.endswith("."))
    )


def _over_title(line: Line, following: Sequence[Raw]) -> Block | None:
    """What a line over the title is; None where it is to be read like the body."""
    content = unbold(untabbed(line.printed))
    if phrases.is_embargo(line.text):
        return Embargo(content=content, place=line.place, inferred=True)
    if phrases.is_dateline(line.text) or "date" in line.styles[:1]:
        return Dateline(content=content, place=line.place, inferred="date" not in line.styles[:1])
    if phrases.is_kicker(line.text) or "subtitle" in line.styles:
        return Kicker(content=content, place=line.place, inferred=True)
    if is_contact(line) or is_label(line, following) or line.label or styled_level(line):
        return None
    return Paragraph(content=untabbed(line.printed), place=line.place) if len(line.text) <= LONGEST_TITLE else None


def _under_title(raws: Sequence[Raw], at: int, size: int, opening: Opening) -> None:
    """Subtitle, date, embargo, key points and lead: what may stand between the title and the text."""
    opening.end = at
    said = {raw.said for raw in raws if isinstance(raw, Line)}
    subtitled = "subtitle" in said
    while at < len(raws):
        raw = raws[at]
        if not isinstance(raw, Line):
            at += 1
            continue
        if raw.said and raw.said != "key point":
            at += 1
            if raw.said not in HEAD and raw.said != "lead":
                return
            opening.end = at
            if raw.said == "lead":
                return
            continue
        if raw.label and not styled_level(raw):
            if any(isinstance(role, KeyPoints) for role in opening.roles.values()):
                return
            run = run_of(raws, at)
            opening.roles[run[0].place] = KeyPoints(items=items(run), place=run[0].place, inferred=not raw.said)
            at += len(run)
            opening.end = at
            continue
        role = _under(raw, size, raws[at + 1 :], subtitled=subtitled)
        if role is None or (isinstance(role, Lead) and "lead" in said):
            return
        opening.roles[raw.place] = role
        at += 1
        opening.end = at
        subtitled = subtitled or isinstance(role, Subtitle)
        if isinstance(role, Lead):
            return


def _under(line: Line, size: int, following: Sequence[Raw], *, subtitled: bool) -> Block | None:
    """What a line under the title is; None where the body begins with it."""
    content = unbold(untabbed(line.printed))
    if phrases.is_set_phrase(line.text) or ("date" in line.styles[:1] and len(line.text) <= 90):
        return _over_title(line, following)
    below = following[0] if following else None
    if phrases.KEY_LABEL.fullmatch(line.text) and isinstance(below, Line) and below.label:
        return Heading(content=content, place=line.place, inferred=styled_level(line) is None)
    if "subtitle" in line.styles or (not subtitled and not styled_level(line) and _is_subtitle(line, size, following)):
        return Subtitle(content=content, place=line.place, inferred="subtitle" not in line.styles)
    body = (styled_level(line), is_contact(line), is_label(line, following), phrases.about(line.text), voice(line.text))
    if any(body) or looks_like(line, size):
        return None
    whole = line.bold and len(line.text) > 60
    return Lead(content=content if whole else untabbed(line.printed), place=line.place, inferred=not _lead_style(line))


def _is_subtitle(line: Line, size: int, following: Sequence[Raw]) -> bool:
    if phrases.KEY_LABEL.fullmatch(line.text) or phrases.about(line.text) or is_label(line, following):
        return False
    return len(line.text) <= LONGEST_SUBTITLE and (looks_like(line, size) or _over_lead(line, following))


def _over_lead(line: Line, following: Sequence[Raw]) -> bool:
    """Whether a line without a look of its own is no sentence and stands over one, or over the date that opens the lead."""
    if is_contact(line) or EMAIL.search(line.text) or voice(line.text) or "\t" in line.text:
        return False
    lines = [raw for raw in following[:3] if isinstance(raw, Line)]
    below = next((raw for raw in lines if not phrases.is_set_phrase(raw.text)), None)
    if below is None or below.label or len(below.text) <= len(line.text):
        return False
    dated = bool(lines) and phrases.is_dateline(lines[0].text)
    return dated or bool(ENDED.search(below.text) and not ENDED.search(line.text))


def _lead_style(line: Line) -> bool:
    return any(name in {"lead", "chapo", "chapô", "chapeau", "vorspann", "teaser", "intro"} for name in line.styles)
