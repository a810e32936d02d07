"""Bold, links and names as numbered tags in the text that a tag-safe engine gets, and back again only where every tag is whole.

`<g id="1">…</g>` stands for what is set apart, `<x id="2">…</x>` for a name that stays as it is. What goes for all of a sentence needs
no tag, and a mark inside a word (CO2, 1er) gets none, since engines move words: such sentences go without tags, for `marks.carry`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..document import Break, Inline, Inlines, Link, NoteRef, Text, plain
from ..markup import merged

TAG = re.compile(r"""<(?P<close>/?)(?P<kind>[gx])(?:\s+(?:id=["']?(?P<id>\d+)["']?|translate=["']?no["']?))*\s*(?P<empty>/?)>""")
NAMES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Span:
    """What a tag stands for: a marked text, a link, or a name; and the number of the tag around it."""

    inline: Text | Link
    parent: int = 0
    name: bool = False


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with tags, and what they stand for: tag number 1 is the first span."""

    text: str = field(repr=False)
    spans: tuple[Span, ...] = field(repr=False)
    source: Inlines = field(repr=False)

    @property
    def marked(self) -> bool:
        """Whether some of its words are set apart."""
        return any(not span.name for span in self.spans)


@dataclass(frozen=True, slots=True)
class Restored:
    """What an answer with tags says: its plain text, and with the marks where the tags were for marks."""

    text: str = field(repr=False)
    content: Inlines | None = field(repr=False)


def visible(markup: str) -> str:
    """The text that a reader sees of a text with tags."""
    return html.unescape(TAG.sub("", markup))


def tagged(content: Inlines, names: Iterable[str] = ()) -> Tagged | None:
    """A sentence's content with tags; None where there is nothing to tag, or where a mark is inside a word."""
    spans: list[Span] = []
    if _glued(content):
        return None
    apart = _apart(content)
    text = "".join(_pieces(content, pattern(names, plain(content)), spans, apart=apart))
    return Tagged(text, tuple(spans), content) if spans else None


def pattern(names: Iterable[str], text: str) -> re.Pattern[str] | None:
    """What finds the names in a text, the longest first; None where there is none of them."""
    found = sorted({name for name in names if name and name in text}, key=len, reverse=True)[:NAMES_AT_ONCE]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)") if found else None


def _set_apart(inline: Inline) -> bool:
    return isinstance(inline, Link) or (isinstance(inline, Text) and bool(inline.marks or inline.language) and bool(inline.text.strip()))


def _apart(content: Inlines) -> bool:
    """Whether some words are set apart and others are not, or not alike."""
    kinds = {_look(inline) for inline in content if re.search(r"\w", plain((inline,)))}
    return len(kinds) > 1 or any(isinstance(i, Link) and _apart(i.content) for i in content)


def _look(inline: Inline) -> object:
    match inline:
        case Text(marks=marks, language=language):
            return marks, language
        case Link(href=href):
            return href
    return None


def _glued(content: Inlines) -> bool:
    """Whether something that is set apart begins or ends inside a word."""
    text, at = plain(content), 0
    for inline in content:
        size = len(plain((inline,)))
        if _set_apart(inline) and (_inside(text, at) or _inside(text, at + size)):
            return True
        if isinstance(inline, Link) and _glued(inline.content):
            return True
        at += size
    return False


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _pieces(content: Inlines, names: re.Pattern[str] | None, spans: list[Span], *, apart: bool, parent: int = 0) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Break):
            yield " "
        elif isinstance(inline, Text) and not (apart and _set_apart(inline)):
            yield _named(inline.text, names, spans, parent)
        elif isinstance(inline, Text | Link) and not apart:
            yield _named(plain((inline,)), names, spans, parent)
        elif isinstance(inline, Text | Link):
            spans.append(Span(inline, parent))
            number = len(spans)
            if isinstance(inline, Link):
                inner = "".join(_pieces(inline.content, names, spans, apart=True, parent=number))
            else:
                inner = _named(inline.text, names, spans, number)
            lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            yield f'{lead}<g id="{number}">{inner.strip()}</g>{trail}'


def _named(text: str, names: re.Pattern[str] | None, spans: list[Span], parent: int) -> str:
    """A text escaped, the names in it in tags of their own."""
    found, end = [], 0
    for name in names.finditer(text) if names else ():
        spans.append(Span(Text(name.group()), parent, name=True))
        found += [_escaped(text[end : name.start()]), f'<x id="{len(spans)}">{_escaped(name.group())}</x>']
        end = name.end()
    return "".join((*found, _escaped(text[end:])))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def restored(answer: str, sent: Tagged) -> Restored | None:
    """What an answer says; None where a tag is missing, doubled, crossed, empty or inside a word, or a name is not as it was."""
    tokens = list(_tokens(_aired(answer)))
    if "<" in "".join(text for text, _ in tokens if text) or not _balanced(tokens, sent):
        return None
    content = merged(_built(iter(tokens), sent))
    text = plain(content)
    return None if _glued(content) else Restored(text, content if sent.marked else None)


Token = tuple[str, "re.Match[str] | None"]


def _tokens(answer: str) -> Iterator[Token]:
    end = 0
    for tag in TAG.finditer(answer):
        yield answer[end : tag.start()], None
        yield "", tag
        end = tag.end()
    yield answer[end:], None


def _aired(answer: str) -> str:
    """An answer whose spaces stand outside its tags, one at a time."""
    answer = re.sub(r"((?:<[gx]\b[^<>]*>)+)(\s+)", r"\2\1", re.sub(r"(\s+)((?:</[gx]>)+)", r"\2\1", answer))
    return re.sub(r"[ \n]((?:<[^<>]*>)*)[ \n]+", r" \1", answer).strip()


def _balanced(tokens: list[Token], sent: Tagged) -> bool:
    """Whether every tag that was sent came back once, in the tag around it, with words in it."""
    seen: set[int] = set()
    open_tags: list[int] = []
    said: list[str] = []
    for text, tag in tokens:
        if tag is None:
            said = [words + text for words in said]
            continue
        if tag["close"]:
            if not open_tags or not _closes(tag["kind"], sent.spans[open_tags.pop() - 1], said.pop()):
                return False
            continue
        number = int(tag["id"] or 0)
        if tag["empty"] or number in seen or not 0 < number <= len(sent.spans):
            return False
        span = sent.spans[number - 1]
        if (tag["kind"] == "x") is not span.name or (not span.name and span.parent != (open_tags[-1] if open_tags else 0)):
            return False
        seen.add(number)
        open_tags.append(number)
        said.append("")
    return not open_tags and len(seen) == len(sent.spans)


def _closes(kind: str, span: Span, said: str) -> bool:
    """Whether a tag may end here with these words in it."""
    if span.name:
        return kind == "x" and html.unescape(said) == plain((span.inline,))
    return kind == "g" and (bool(re.search(r"\w", html.unescape(said))) or not re.search(r"\w", plain((span.inline,))))


def _built(tokens: Iterator[Token], sent: Tagged) -> list[Inline]:
    """The inlines up to the end of the tag that is open."""
    found: list[Inline] = []
    for text, tag in tokens:
        if tag is None:
            found += [Text(html.unescape(text))] if text else []
        elif tag["close"]:
            break
        else:
            found += _clothed(_built(tokens, sent), sent.spans[int(tag["id"]) - 1])
    return found


def _clothed(inner: list[Inline], span: Span) -> list[Inline]:
    """What stands in a tag, with the marks or the link that the tag is for."""
    if span.name:
        return inner
    if isinstance(span.inline, Link):
        return [Link(tuple(i for i in merged(inner) if isinstance(i, Text | Break)), span.inline.href)]
    own = span.inline
    language = own.language if plain(tuple(inner)).strip() == own.text.strip() else None
    return [Text(i.text, own.marks, language) if isinstance(i, Text) else i for i in inner]


def with_notes(source: Inlines, target: Inlines) -> Inlines:
    """The target with the source's note calls at its end."""
    return (*target, *(inline for inline in source if isinstance(inline, NoteRef)))
