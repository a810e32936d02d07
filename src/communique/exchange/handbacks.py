"""Handbacks: what a translator gives back, as values; nothing of it is trusted."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import CommuniqueError
from ..translation.inline_tags import Nodes


class HandbackError(CommuniqueError):
    """A translator's file cannot be taken at all; nothing of it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One unit of a file: `key` and `line` say where, `seen` is the mark of the target that was handed out, `state` what the tool says.

    A unit without a target was left untranslated. `tag` is the BCP 47 tag of the target's language, `notes` are those that others wrote
    beside ours.
    """

    key: str
    line: int
    source: Nodes
    target: Nodes | None
    tag: str
    seen: str = ""
    state: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handback:
    """A file of one release and language: `file` is its name, `draft` the digest of the draft that it was made of."""

    file: str
    slug: str
    language: str
    draft: str
    source_tag: str
    target_tag: str
    units: tuple[Returned, ...]
