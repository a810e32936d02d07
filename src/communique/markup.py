"""Inlines as one line of text with light marks, and back: **strong**, *emphasis*, ^super^, ~sub~, [text](address).

People write boilerplates and corrections in it, and segments keep their marks in it between two programs. A soft break is a newline,
a note call is `[^key]`; a backslash takes its meaning from a sign. Marks nest, but a sign never stands for itself inside its own pair.
"""

from __future__ import annotations

import re

from .document import Break, Inline, Inlines, Link, Mark, NoteRef, Text

SIGNS = {"**": Mark.STRONG, "*": Mark.EMPHASIS, "^": Mark.SUPERSCRIPT, "~": Mark.SUBSCRIPT}
ORDER = {Mark.STRONG: "**", Mark.EMPHASIS: "*", Mark.SUPERSCRIPT: "^", Mark.SUBSCRIPT: "~"}
TOKEN = re.compile(
    r"\\(?P<escaped>[\\*^~\[\]])|\[\^(?P<note>[^\]\s]+)\]|\[(?P<text>(?:\\.|[^\]\\])+)\]\((?P<href>[^)\s]+)\)|(?P<sign>\*\*|[*^~])|(?P<break>\n)"
)
SPECIAL = re.compile(r"[\\*^~\[\]]")


def dump(content: Inlines) -> str:
    """Inlines as one line of light markup."""
    return "".join(_dump(inline) for inline in content)


def _dump(inline: Inline) -> str:
    match inline:
        case Text(text=text, marks=marks):
            signs = [ORDER[mark] for mark in ORDER if mark in marks]
            return "".join(signs) + SPECIAL.sub(r"\\\g<0>", text) + "".join(reversed(signs))
        case Link(content=content, href=href):
            return f"[{dump(content)}]({href.replace(')', '%29').replace(' ', '%20')})"
        case Break():
            return "\n"
        case NoteRef(note=note):
            return f"[^{note}]"


def load(line: str) -> Inlines:
    """The inlines of a line of light markup; a sign without its partner stands for itself."""
    return merged(_load(line))


def _load(line: str) -> list[Inline]:
    found: list[Inline] = []
    open_marks: list[str] = []
    end = 0

    def add(text: str) -> None:
        if text:
            found.append(Text(text, frozenset(SIGNS[sign] for sign in open_marks)))

    tokens = list(TOKEN.finditer(line))
    for number, token in enumerate(tokens):
        add(line[end : token.start()])
        end = token.end()
        if token["escaped"]:
            add(token["escaped"])
        elif token["note"]:
            found.append(NoteRef(token["note"]))
        elif token["href"]:
            found.append(Link(tuple(i for i in load(token["text"]) if isinstance(i, Text | Break)), token["href"]))
        elif token["break"]:
            found.append(Break())
        elif token["sign"] in open_marks:
            open_marks.remove(token["sign"])
        elif any(later["sign"] == token["sign"] for later in tokens[number + 1 :]):
            open_marks.append(token["sign"])
        else:
            add(token["sign"])
    add(line[end:])
    return found


def merged(content: list[Inline] | Inlines) -> Inlines:
    """The same inlines, neighbouring texts of equal marks and language made one and empty ones left out."""
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text) and (last.marks, last.language) == (inline.marks, inline.language):
            joined[-1] = Text(last.text + inline.text, last.marks, last.language)
        elif not (isinstance(inline, Text) and not inline.text):
            joined.append(inline)
    return tuple(joined)
