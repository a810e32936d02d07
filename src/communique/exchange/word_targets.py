"""The target of a row as our own inlines: its links and note calls are those that were handed out, its other languages found again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text, plain
from ..editions import Unit
from ..languages import Language, Wording, joined
from ..markup import merged
from . import word_table_refusals as say
from .proposal_refusals import KINDS
from .proposals import Refused
from .word_tables import INVISIBLE, SOFT_HYPHEN, ReturnedRow, call_of, carried

CALL = re.compile(r"\[(\d{1,3})\]")
MARKS = {Mark.STRONG: "bold", Mark.EMPHASIS: "italic"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a row says, in our inlines, and what was odd about it."""

    content: Inlines
    said: tuple[Wording, ...] = ()


def own_target(row: ReturnedRow, unit: Unit, calls: tuple[str, ...]) -> Target:
    """The target of a row; `calls` are the keys of the release's notes in the order of their numbers. Raises Refused.

    What it is held against is the target that was handed out, the source where there was none.
    """
    handed = unit.target if unit.target is not None and plain(unit.target).strip() else unit.segment.content
    said = []
    if row.paragraphs > 1:
        if not any(isinstance(inline, Break) for inline in (*handed, *unit.segment.content)):
            raise Refused(say.PARAGRAPHS)
        said.append(say.JOINED)
    if INVISIBLE.search(plain(row.target).replace(SOFT_HYPHEN, "")) and not INVISIBLE.search(plain(handed)):
        said.append(say.UNSEEN)
    target = row.target
    if "\t" in plain(target) and "\t" not in plain(handed):
        said.append(say.TABS)
        target = tuple(untabbed(inline) for inline in target)
    content = carried(with_calls(target, calls))
    _demand_calls(content, handed, calls)
    linked, dropped = _with_links(content, handed)
    said.extend(say.LINK_DROPPED.fill(href=href) for href in dropped)
    if lost := [kind for mark, kind in MARKS.items() if _has(handed, mark) and not _has(linked, mark)]:
        said.append(say.LOST.fill(kinds=joined(KINDS[kind] for kind in lost)))
    spoken, unfound = _with_languages(linked, handed)
    if unfound and unit.target is not None:
        said.append(say.LOST.fill(kinds=KINDS["x-language"]))
    return Target(spoken, tuple(said))


def untabbed(inline: Inline) -> Inline:
    """An inline with one blank for each tab."""
    if isinstance(inline, Text):
        return replace(inline, text=re.sub(" *\t[ \t]*", " ", inline.text))
    if isinstance(inline, Link):
        return replace(inline, content=tuple(i for piece in inline.content if isinstance(i := untabbed(piece), Text | Break)))
    return inline


def with_calls(content: Inlines, calls: tuple[str, ...]) -> Inlines:
    """Inlines with a note call wherever one of its numbers stands raised in brackets."""
    return merged([piece for inline in content for piece in _calls(inline, calls)])


def _calls(inline: Inline, calls: tuple[str, ...]) -> Iterator[Inline]:
    if not isinstance(inline, Text) or Mark.SUPERSCRIPT not in inline.marks:
        yield inline
        return
    at = 0
    for found in CALL.finditer(inline.text):
        if 1 <= int(found[1]) <= len(calls):
            yield replace(inline, text=inline.text[at : found.start()])
            yield NoteRef(calls[int(found[1]) - 1])
            at = found.end()
    yield replace(inline, text=inline.text[at:])


def _demand_calls(content: Inlines, handed: Inlines, calls: tuple[str, ...]) -> None:
    """Raises Refused where a note is called never or twice."""
    wanted, there = (Counter(i.note for i in side if isinstance(i, NoteRef)) for side in (handed, content))
    for note in wanted | there:
        call = call_of(calls.index(note) + 1 if note in calls else 0)
        if there[note] < wanted[note]:
            raise Refused(say.CALL_MISSING.fill(call=call))
        if there[note] > wanted[note]:
            raise Refused(say.CALL_TWICE.fill(call=call))


def _with_links(content: Inlines, handed: Inlines) -> tuple[Inlines, list[str]]:
    """The content with our own addresses, and those of links that Word made by itself. Raises Refused for a link too many or too few."""
    own = {_address(inline.href): inline.href for inline in handed if isinstance(inline, Link)}
    found: list[Inline] = []
    dropped: list[str] = []
    for inline in content:
        if not isinstance(inline, Link):
            found.append(inline)
        elif _address(inline.href) in own:
            found.append(replace(inline, href=own[_address(inline.href)]))
        elif _address(plain((inline,)).strip()) == _address(inline.href).removeprefix("mailto:"):
            found.extend(inline.content)
            dropped.append(inline.href)
        else:
            raise Refused(say.LINK_NEW.fill(href=inline.href))
    wanted, there = (Counter(i.href for i in carried(side) if isinstance(i, Link)) for side in (handed, tuple(found)))
    for href in wanted | there:
        if there[href] < wanted[href]:
            raise Refused(say.LINK_MISSING.fill(href=href))
        if there[href] > wanted[href]:
            raise Refused(say.LINK_NEW.fill(href=href))
    return merged(found), dropped


def _address(href: str) -> str:
    """An address however a word processor writes it."""
    bare = unquote(href).strip().rstrip("/")
    return re.sub(r"^https?://", "", bare).lower() if "://" in bare else bare


def _has(content: Inlines, mark: Mark) -> bool:
    texts = (t for i in content for t in (i.content if isinstance(i, Link) else (i,)))
    return any(isinstance(text, Text) and mark in text.marks for text in texts)


def _with_languages(content: Inlines, handed: Inlines) -> tuple[Inlines, bool]:
    """The content with words in another language marked as before, and whether some of these words are not there any more, or twice."""
    spoken = {
        (t.text, t.language) for i in handed for t in (i.content if isinstance(i, Link) else (i,)) if isinstance(t, Text) and t.language
    }
    unfound = False
    for words, language in sorted(spoken):
        if language is None or plain(content).count(words) != 1:
            unfound = True
            continue
        content = merged([piece for inline in content for piece in _spoken(inline, words, language)])
    return content, unfound


def _spoken(inline: Inline, words: str, language: Language) -> Iterator[Inline]:
    if isinstance(inline, Link):
        inner = tuple(piece for i in inline.content for piece in _spoken(i, words, language))
        yield replace(inline, content=tuple(i for i in inner if isinstance(i, Text | Break)))
    elif isinstance(inline, Text) and words in inline.text:
        before, _, after = inline.text.partition(words)
        yield replace(inline, text=before)
        yield replace(inline, text=words, language=language)
        yield replace(inline, text=after)
    else:
        yield inline
