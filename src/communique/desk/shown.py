"""Text of a release as safe HTML: with its marks and addresses, with what a finding speaks of, with the words that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text, plain
from ..markup import dump, load

TAGS = {
    Mark.STRONG: Markup("<strong>{}</strong>"),
    Mark.EMPHASIS: Markup("<em>{}</em>"),
    Mark.SUPERSCRIPT: Markup("<sup>{}</sup>"),
    Mark.SUBSCRIPT: Markup("<sub>{}</sub>"),
}
# What a correction links to may be anything that somebody typed; only these lead out of the page.
REACHABLE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
TOKEN = re.compile(r"\w+|\s|[^\w\s]")
# What nobody sees and what turns the order of letters round: a text could read otherwise than it is printed elsewhere.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
SOFT_HYPHEN = "\u00ad"
UNBREAKABLE = re.compile("[\u00a0\u202f]")


def html(content: Inlines, spoken_of: Iterable[str] = ()) -> Markup:
    """Inlines as HTML; the excerpts of findings stand in `<mark>` where each is found once and whole within one run of text."""
    text = plain(content)
    wanted = tuple(dict.fromkeys(excerpt for excerpt in spoken_of if excerpt and text.count(excerpt) == 1))
    return Markup("").join(_inline(inline, wanted) for inline in content)


def _inline(inline: Inline, wanted: tuple[str, ...]) -> Markup:
    match inline:
        case Text(text=text, marks=marks):
            return _marked(_highlighted(text, wanted), marks)
        case Break():
            return Markup("<br>")
        case NoteRef(note=note):
            return Markup("<sup>[{}]</sup>").format(note)
        case Link(content=content, href=href) if REACHABLE.match(href):
            inner = html(content)
            shown = Markup("") if plain(content) == href else Markup(' <span class="address">{}</span>').format(href)
            return Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>{}').format(href, inner, shown)
        case Link(content=content, href=href):
            return Markup('{} <span class="address">{}</span>').format(html(content), href)


def _marked(inner: Markup, marks: frozenset[Mark]) -> Markup:
    for mark, tag in TAGS.items():
        if mark in marks:
            inner = tag.format(inner)
    return inner


def _highlighted(text: str, wanted: tuple[str, ...]) -> Markup:
    for excerpt in wanted:
        before, found, after = text.partition(excerpt)
        if found:
            return Markup("{}<mark>{}</mark>{}").format(_highlighted(before, wanted), found, _highlighted(after, wanted))
    parts = UNSEEN.split(text)
    signs = [Markup('<span class="sign">{}</span>').format(_code(sign)) for sign in UNSEEN.findall(text)]
    return Markup("").join(part for pair in zip(map(escape, parts), [*signs, Markup("")], strict=True) for part in pair)


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def difference(before: str, now: str) -> Markup | None:
    """The words that differ between two lines of light markup, old ones in `<del>`, new ones in `<ins>`; None where nothing does."""
    if before == now:
        return None
    old, new = plain(load(before)), plain(load(now))
    # Where only marks or addresses differ, the light markup tells it.
    steps = _steps(TOKEN.findall(old), TOKEN.findall(new)) if old != new else _steps(TOKEN.findall(before), TOKEN.findall(now))
    return Markup("").join(_step(kind, left, right) for kind, left, right in steps)


def all_new(now: str) -> Markup:
    """A text of which there was nothing before."""
    return Markup("<ins>{}</ins>").format(plain(load(now)))


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """What stays, goes and comes; a single space between two changes goes with them, so that words stay together."""
    left, right = "", ""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = "".join(old[a:b])
        if kind == "equal" and not (same.isspace() and (left or right) and b < len(old)):
            yield from (("change", left, right),) if left or right else ()
            yield "equal", same, same
            left, right = "", ""
        else:
            left, right = left + same, right + "".join(new[c:d])
    yield from (("change", left, right),) if left or right else ()


def _step(kind: str, left: str, right: str) -> Markup:
    if kind == "equal":
        return escape(left)
    # A space that does not break looks like any other; Word shows it as a ring.
    old, new = (UNBREAKABLE.sub("°", part) if left.split() == right.split() else part for part in (left, right))
    old, new = (UNSEEN.sub(lambda sign: _code(sign[0]), part).replace(SOFT_HYPHEN, _code(SOFT_HYPHEN)) for part in (old, new))
    gone = Markup("<del>{}</del>").format(old) if old else Markup("")
    come = Markup("<ins>{}</ins>").format(new) if new else Markup("")
    return gone + come


def line(content: Inlines | None) -> str:
    """Inlines as people edit them, in light markup; nothing for what is not translated yet."""
    return dump(content) if content is not None else ""
