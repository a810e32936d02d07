"""Language of linked pages: a page is linked in the language of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Link
from ..facts.addresses import Kind, addresses
from ..findings import Finding, Severity
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Langue des pages liées : un lien mène à une page dans la langue du texte",
    "Sprache verlinkter Seiten: Ein Link führt zur Seite in der Sprache des Textes",
    "Language of linked pages: a link leads to a page in the language of the text",
)
OTHER = Wording(
    "le lien mène à une page en {language}",
    "der Link führt zu einer Seite auf {language}",
    "the link leads to a page in {language}",
)

# A site says a page's language in the first two steps of its path (/en.html, /site/de/), in its query or in its host (en.example.org).
PAGE = re.compile(
    r"^(?:https?://)?(?:(?P<host>fr|de|en)\.|[^/?#]+(?:/[^/?#]+)?/(?P<path>fr|de|en)(?:[-_][A-Za-z]{2})?(?=[/.?#]|$)"
    r"|[^?#]+\?(?:[^#]*&)?(?:lang|language|locale|hl|l)=(?P<query>fr|de|en)(?![a-z]))"
)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each web address, shown or behind words, that says it is a page in another of the three languages."""
    if "http" not in passage.text and "www." not in passage.text and not any(isinstance(inline, Link) for inline in passage.content):
        return
    shown = [address.text for address in addresses(passage.text) if address.kind is Kind.URL]
    behind = [inline.href for inline in passage.content if isinstance(inline, Link) and inline.href.startswith("http")]
    for address in dict.fromkeys((*shown, *behind)):
        language = page_language(address)
        if language not in {None, passage.language}:
            yield flag(OTHER.fill(language=LANGUAGE_NAMES[Language(str(language))]), address, severity=Severity.HINT)


def page_language(address: str) -> Language | None:
    """The language that a web address says its page is in, or None where it says nothing."""
    found = PAGE.match(address)
    code = found and (found["host"] or found["path"] or found["query"])
    return Language(code) if code else None
