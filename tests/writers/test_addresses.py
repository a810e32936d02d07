"""Addresses in official texts and contacts can be followed, and nothing else of the text changes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from communique.document import Link, Mark, Text, plain
from communique.languages import Language
from communique.writers._addresses import linked

BOLD = frozenset({Mark.STRONG})


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Contact: presse@valmenor.example.org", ["mailto:presse@valmenor.example.org"]),
        ("See https://example.org/en.html.", ["https://example.org/en.html"]),
        ("research.https://example.org/a (or http://example.org/b), thanks", ["https://example.org/a", "http://example.org/b"]),
        ("« https://example.org/fr »", ["https://example.org/fr"]),
        ("No address @ all, javascript:alert(1), file:///x", []),
        ("", []),
    ],
)
def test_an_address_is_a_link_and_the_text_stays(text: str, links: list[str]) -> None:
    made = linked((Text(text, BOLD, Language.DE),))
    assert plain(made) == text
    assert [inline.href for inline in made if isinstance(inline, Link)] == links
    assert all(run.marks == BOLD and run.language is Language.DE for i in made for run in (i.content if isinstance(i, Link) else (i,)))


def test_what_is_a_link_already_stays_one() -> None:
    link = Link((Text("a@example.org"),), "https://example.org")
    assert linked((link,)) == (link,)


@pytest.mark.parametrize("language", Language)
def test_a_contact_of_the_draft_can_be_written_to(pages: Mapping[Language, str], language: Language) -> None:
    assert 'href="mailto:presse@valmenor.example.org"' in pages[language]
