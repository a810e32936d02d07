"""What translators do to a sentence, at random, and the XML that their tools write for it: a writer that knows nothing of ours."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape

from lxml import etree

from communique.document import Break, Inline, Inlines, Link, Mark, NoteRef, Text
from communique.translation.inline_tags import settled

ADDRESS, NOTE = "https://www.example.org/a?b=1&c=2", "fn1"
# Spaces that break and that do not, quotes, entities, combining and right-to-left signs, and planes 1, 2, 3 and 16.
SIGNS = (
    "abcäöüßéèçœ ,.;:!?«»„“”’<>&\"'%[]{}\\*^~_\t"
    "\u00a0\u202f\u2009\u2011\u200b\u0301\u05d0\u05d1\u0627\u0628\u200f\u202e"
    "\u6f22\U0001f600\U0001d400\U00020000\U00030000\U0010fffd"
)
SOURCE: Inlines = (
    Text("Le "),
    Text("laboratoire commun", frozenset({Mark.STRONG})),
    Text(" de Metz, "),
    Text("Nord ", frozenset({Mark.STRONG, Mark.EMPHASIS})),
    Text("et Sud", frozenset({Mark.EMPHASIS})),
    Text(", a "),
    Link((Text("un "), Text("site", frozenset({Mark.STRONG}))), ADDRESS),
    Text(" et émet 3 t de CO"),
    Text("2", frozenset({Mark.SUBSCRIPT})),
    Text(" par m"),
    Text("2", frozenset({Mark.SUPERSCRIPT})),
    NoteRef(NOTE),
    Text("."),
    Break(),
    Text("Il ouvre."),
)
MARKS = {Mark.STRONG: "bold", Mark.EMPHASIS: "italic", Mark.SUBSCRIPT: "x-subscript", Mark.SUPERSCRIPT: "x-superscript"}


def edited(chance: random.Random) -> Inlines:
    """A translation with other words: marks moved, nested and doubled, the link and the note call somewhere else, once each."""
    found: list[Inline] = [_run(chance, {mark}) for mark in (Mark.STRONG, Mark.STRONG, Mark.STRONG, Mark.EMPHASIS)]
    found += [_run(chance, set(chance.sample(list(Mark), chance.randint(0, 3)))) for _ in range(chance.randint(1, 6))]
    found += [Break() for _ in range(chance.randint(0, 2))]
    chance.shuffle(found)
    # Words between them, so that no two runs of the same marks become one.
    found = [inline for run in found for inline in (run, _run(chance, set()))]
    inside = tuple(_run(chance, set(chance.sample(list(Mark), chance.randint(0, 2)))) for _ in range(chance.randint(1, 3)))
    found.insert(chance.randint(0, len(found)), Link((*inside, _run(chance, set())), ADDRESS))
    found.insert(chance.randint(0, len(found)), NoteRef(NOTE))
    return settled(tuple(found))


def _run(chance: random.Random, marks: set[Mark]) -> Text:
    return Text("x" + "".join(chance.choices(SIGNS, k=chance.randint(1, 20))) + "y", frozenset(marks))


def numbers(source: etree._Element) -> dict[str, list[str]]:
    """The numbers of each kind of tag in an element of the file, in their order."""
    found: dict[str, list[str]] = {}
    for tag in source.iter("{*}g", "{*}x"):
        found.setdefault(str(tag.get("ctype")), []).append(str(tag.get("id")))
    return found


def as_xml(content: Inlines, known: dict[str, list[str]]) -> str:
    """The inside of a `target` as a tool writes it: one pair of tags around every run for each of its marks.

    `known` holds the numbers that each kind of tag has in the file; every number of bold and italic is used once, then the first again.
    """
    waiting = {kind: list(every) for kind, every in known.items()}

    def number(kind: str) -> str:
        left = waiting[kind]
        return left.pop(0) if len(left) > 1 else left[0]

    def said(inlines: Inlines) -> Iterator[str]:
        for inline in inlines:
            match inline:
                case Text(text=text, marks=marks):
                    kinds = sorted(MARKS[mark] for mark in marks)
                    opened = "".join(f'<g id="{number(kind)}" ctype="{kind}">' for kind in kinds)
                    yield opened + escape(text, quote=False) + "</g>" * len(kinds)
                case Link(content=inner):
                    yield f'<g ctype="link" id="{number("link")}">{"".join(said(inner))}</g>'
                case Break():
                    yield f'<x id="{number("lb")}"/>'
                case NoteRef():
                    yield f'<x id="{number("x-note")}"/>'

    return "".join(said(content))
