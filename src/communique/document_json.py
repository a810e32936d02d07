"""A document as JSON values and back; `docs/read.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from . import document as d
from .languages import Language

Json = dict[str, Any]

KINDS = (
    *(d.Kicker, d.Dateline, d.Embargo, d.Title, d.Subtitle, d.Lead, d.Heading, d.Paragraph, d.Quotation, d.Item),
    *(d.KeyPoints, d.Bullets, d.Numbered, d.Cell, d.Table, d.Figure, d.Contact, d.About, d.Note),
)
BLOCKS: Mapping[str, type[d.Block]] = {kind.__name__.lower(): kind for kind in KINDS}


def dump(document: d.Document) -> Json:
    """`{language, blocks, notes, assets}`; every block has `type`, `place`, `inferred` and, where it holds text, `text` and `inlines`."""
    return {
        "language": document.language.value,
        "blocks": [dump_block(block) for block in document.blocks],
        "notes": [dump_block(note) for note in document.notes],
        "assets": [{"name": asset.name, "media_type": asset.media_type, "bytes": len(asset.content)} for asset in document.assets],
    }


def dump_block(block: d.Block) -> Json:
    """One block; `text` is always its whole plain text, the numbers of list items in it. An item without a label has no such key."""
    values: Json = {"type": type(block).__name__.lower(), "place": block.place, "inferred": block.inferred, "text": text_of(block)}
    for field in fields(block):
        if field.name not in values and not (field.name == "label" and not getattr(block, "label", "")):
            name = "inlines" if field.name == "content" else field.name
            values[name] = _dump(getattr(block, field.name))
    return values


def text_of(block: d.Block) -> str:
    """The plain text of a block; parts of a list, a table or an About stand on lines of their own."""
    match block:
        case d.KeyPoints(items=items) | d.Bullets(items=items) | d.Numbered(items=items):
            return "\n".join(f"{item.label} {d.plain(item.content)}".lstrip() for item in items)
        case d.Table(rows=rows):
            return "\n".join("\t".join(d.plain(cell.content) for cell in row) for row in rows)
        case d.About(title=title, blocks=blocks):
            return "\n".join((d.plain(title), *(text_of(inner) for inner in blocks)))
    return d.plain(getattr(block, "content", ()))


def _dump(value: object) -> Any:
    match value:
        case d.Block():
            return dump_block(value)
        case d.Text() | d.Link() | d.Break() | d.NoteRef():
            return _dump_inline(value)
        case tuple():
            return [_dump(part) for part in value]
    return value


def _dump_inline(inline: d.Inline) -> Json:
    match inline:
        case d.Text(text=text, marks=marks, language=language):
            values: Json = {"text": text}
            if marks:
                values["marks"] = sorted(mark.value for mark in marks)
            if language:
                values["language"] = language.value
            return values
        case d.Link(content=content, href=href):
            return {"link": href, "inlines": [_dump_inline(part) for part in content]}
        case d.Break():
            return {"break": True}
        case d.NoteRef(note=note):
            return {"note": note}


def dump_inlines(content: d.Inlines) -> list[Json]:
    """Inlines, one value each: `{text, marks?, language?}`, `{link, inlines}`, `{break}` or `{note}`."""
    return [_dump_inline(inline) for inline in content]


def load(values: Json, assets: tuple[d.Asset, ...] = ()) -> d.Document:
    """The document of a value that `dump` made. Raises KeyError, TypeError or ValueError where it is none."""
    return d.Document(
        Language(values["language"]),
        tuple(load_block(block) for block in values["blocks"]),
        tuple(note for note in (load_block(n) for n in values["notes"]) if isinstance(note, d.Note)),
        assets,
    )


def load_block(values: Json) -> d.Block:
    """The block of a value that `dump_block` made."""
    kind = BLOCKS[values["type"]]
    return kind(**{f.name: _load(f.name, values) for f in fields(kind) if _key(f.name) in values})


def _key(name: str) -> str:
    return "inlines" if name == "content" else name


def _load(name: str, values: Json) -> Any:
    value = values[_key(name)]
    match name:
        case "content" | "title":
            return load_inlines(value)
        case "items" | "blocks":
            return tuple(load_block(part) for part in value)
        case "rows":
            return tuple(tuple(load_block(cell) for cell in row) for row in value)
    return value


def load_inlines(values: list[Json]) -> d.Inlines:
    """The inlines of values that `dump_inlines` made."""
    return tuple(_load_inline(value) for value in values)


def _load_inline(value: Json) -> d.Inline:
    if "link" in value:
        return d.Link(tuple(i for i in load_inlines(value["inlines"]) if isinstance(i, d.Text | d.Break)), value["link"])
    if "break" in value:
        return d.Break()
    if "note" in value:
        return d.NoteRef(value["note"])
    marks = frozenset(d.Mark(mark) for mark in value.get("marks", ()))
    if not isinstance(value["text"], str):
        raise TypeError("text")
    return d.Text(value["text"], marks, Language(value["language"]) if "language" in value else None)
