"""Word drafts: an officer's .docx as a press release, with what was odd about the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ..drafts import Draft
from ..errors import DraftError
from ..partners import Partner
from ..structure import AS_READ, Structure
from . import _confined
from ._intake import content_of, is_draft
from ._preflight import unpack
from ._reading import draft_of, shown
from ._refusals import Refused

__all__ = ["is_draft", "read"]

NO_PARTNERS: Mapping[str, Partner] = MappingProxyType({})


def read(
    path: Path, *, accept_changes: bool = False, partners: Mapping[str, Partner] = NO_PARTNERS, structure: Structure = AS_READ
) -> Draft:
    """The draft of a Word file (.docx, .dotx, .docm, .dotm); nothing but the file itself is opened, nothing is fetched.

    Raises DraftError where the file is no Word document, damaged, dangerous or too large, holds no text, or still holds tracked changes,
    comments or hidden text. With `accept_changes` these are read as accepted, or left out, and become findings. `partners` by id let
    boilerplates and contacts find theirs; `structure` says what paragraphs are by their opening words, where people corrected the reading.
    """
    try:
        content = content_of(path)
        contents = unpack(content)
        if contents.heavy:
            return _confined.draft_of(path.name, content, partners, accept_changes=accept_changes, structure=structure)
        return draft_of(path.name, content, contents, partners, accept_changes=accept_changes, structure=structure)
    except Refused as refused:
        raise DraftError(shown(path.name), refused.fact, refused.way_out) from refused
