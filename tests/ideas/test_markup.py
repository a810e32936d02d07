"""Light markup keeps every character and every mark on its way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document import Break, Inlines, Link, Mark, NoteRef, Text, plain
from communique.markup import dump, load, merged

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="*^~[]\\()"), min_size=1, max_size=12)
MARKS = st.sampled_from([frozenset(), frozenset({Mark.STRONG}), frozenset({Mark.SUPERSCRIPT}), frozenset({Mark.STRONG, Mark.EMPHASIS})])
TEXTS = st.builds(Text, WORDS, MARKS)
PATHS = st.from_regex(r"[a-z0-9]{0,6}", fullmatch=True)
LINKS = st.builds(lambda text, path: Link((Text(text),), f"https://example.org/{path}"), WORDS, PATHS)
INLINES = st.lists(st.one_of(TEXTS, LINKS, st.just(Break()), st.just(NoteRef("fn1"))), max_size=6).map(merged)


@given(INLINES)
def test_the_plain_text_survives_the_way_there_and_back(content: Inlines) -> None:
    assert plain(load(dump(content))) == plain(content)


@pytest.mark.parametrize(
    "content",
    [
        (Text("Un "), Text("gras", frozenset({Mark.STRONG})), Text(" et un "), Link((Text("lien"),), "https://example.org/a%20b")),
        (Text("1"), Text("er", frozenset({Mark.SUPERSCRIPT})), Text(" groupe"), Break(), Text("H"), Text("2", frozenset({Mark.SUBSCRIPT}))),
        (Text("3 * 4 = 12 [sic]"), NoteRef("fn1")),
        (Text("fort", frozenset({Mark.STRONG, Mark.EMPHASIS})),),
    ],
    ids=["strong and link", "super- and subscript", "signs that are meant", "two marks"],
)
def test_marks_come_back_as_they_were(content: Inlines) -> None:
    assert load(dump(content)) == content


def test_a_sign_without_its_partner_stands_for_itself() -> None:
    assert load("5 * 3 et **rien") == (Text("5 * 3 et **rien"),)
