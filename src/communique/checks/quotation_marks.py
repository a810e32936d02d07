"""Quotation marks: « » in French, „ “ in German, “ ” in English, each that opens closing."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding
from ..languages import Wording
from ..text.passages import Passage
from ..text.quotes import QUOTES, marks, requoted
from . import Pair, Reference, flag
from ._excerpts import around

TITLE = Wording(
    "Guillemets : « » en français, „ “ en allemand, “ ” en anglais",
    "Anführungszeichen: « » im Französischen, „ “ im Deutschen, “ ” im Englischen",
    "Quotation marks: « » in French, „ “ in German, “ ” in English",
)
FOREIGN = Wording("guillemets d’une autre langue", "Anführungszeichen einer anderen Sprache", "quotation marks of another language")
OPEN = Wording("guillemet sans son pendant", "Anführungszeichen ohne Gegenstück", "quotation mark without its counterpart")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each mark that is not the language's, or that closes where it should open."""
    text = without_addresses(passage.text)
    own = QUOTES[passage.language].own
    found = tuple(marks(text))
    # One change for each mark, or none at all.
    changes = requoted(text, passage.language) or [(mark.at, mark.at + 1, "") for mark in found]
    for mark, (start, end, new) in zip(found, changes, strict=True):
        if mark.sign not in own or mark.sign == _closing_for_opening(mark.opens, passage):
            excerpt, better = around(passage.text, start, end, new)
            yield flag(FOREIGN, excerpt, suggestion=better if new else "")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A quotation that opens or closes in one language only; one that runs over several sentences does so in both."""
    if _surplus(pair.source_text) != _surplus(pair.target_text):
        yield flag(OPEN, pair.target_text)


def _surplus(text: str) -> int:
    found = tuple(marks(without_addresses(text)))
    return 2 * sum(mark.opens for mark in found) - len(found)


def _closing_for_opening(opens: bool, passage: Passage) -> str:
    """The mark that must not stand here: one that closes in this language where words begin, and the other way round."""
    first, last = QUOTES[passage.language].outer
    return last if opens else first
