"""The dossier as a short page of Markdown without any of the text: for a pull request, a ticket, a mail."""

from __future__ import annotations

from ..languages import Language
from . import rows
from .rows import Values


def write(found: Values, language: Language, zone: str) -> str:
    """State, machine translation, approvals, waivers and returns; no sentence of the release and no title."""
    label = rows.label(language)
    four = (label["what"], label["who"], label["when"], label["reason"])
    parts = [f"## {label['dossier']}: {found['release']}"]
    if banner := rows.banner(found, language, zone):
        parts.append(f"**{banner.partition(':')[0].rstrip()}.**")
    parts += [f"**{rows.state(found, language)}**", f"{label['editor']}: {_cell(found['editor'] or label['no_editor'])}"]
    parts += [f"### {label['ai']}", *(f"- **{name}.** {_cell(said)} {file}" for name, said, file in rows.statements(found, language))]
    heads = ("language", "partner", "state", "who", "when", "channel", "digest", "proof")
    parts += [f"### {label['approvals']}", _table(tuple(label[head] for head in heads), rows.approvals(found, language), label["none"])]
    returned = [(what, who, at, "") for what, who, at, _ in rows.said(found, language, "return", "withdraw")]
    parts += [f"### {label['returns']}", _table(four[:3], [row[:3] for row in returned], label["none"])]
    return "\n\n".join(parts).replace("\n\n- ", "\n- ") + "\n"


def _table(heads: rows.Row, body: list[rows.Row], none: str) -> str:
    if not body:
        return none
    lines = (heads, ("---",) * len(heads), *body)
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    """A text that stays one cell and plain text, whatever somebody's name is."""
    plain = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\|`*_<>[]!#" else sign for sign in plain)
