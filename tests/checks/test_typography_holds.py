"""Whatever is written, repairing typography twice is repairing it once, and no address, link, note or letter changes."""

from __future__ import annotations

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.document import Break, Inline, Link, Mark, NoteRef, Text, plain
from communique.languages import Language
from communique.markup import merged
from communique.text.typography import mend

SIGNS = "aAàésxT 1234 .,;:!?'’\"«»„“”‹›()-–—%€/\u00a0\u202f\u2009 \n"
PIECES = st.one_of(
    st.text(alphabet=SIGNS, max_size=12),
    st.sampled_from(
        ["  ", " :", "A propos ", "3 800 ", "14 h 30", "z.B.", "9 mars", "Mr Brown", "l'IA", 'dit : "oui"', "n° 5", "5 %", "1er mai"]
    ),
)
WORDS = st.lists(PIECES, max_size=6).map("".join)
ADDRESSES = st.sampled_from(
    [
        "https://example.org/a?b=1;c:d!e",
        "https://example.org/l'appel/3 800".replace(" ", "%20"),
        "www.example.org/x;y",
        "o'brien@example.org",
        "06 39 98 05 09",
        "+49 30 23125 123",
    ]
)
LANGUAGES = st.sampled_from(list(Language))
INLINES = st.lists(
    st.one_of(
        WORDS.map(Text),
        WORDS.map(lambda text: Text(text, frozenset({Mark.STRONG}))),
        WORDS.map(lambda text: Text(text, language=Language.EN)),
        st.builds(lambda text, address: Link((Text(text),), address), WORDS.filter(bool), st.just("https://example.org/l'a : b")),
        st.just(Break()),
        st.just(NoteRef("n1")),
    ),
    max_size=6,
).map(merged)


def kept(content: tuple[Inline, ...]) -> list[object]:
    """What no repair may change: where links lead, and notes and line ends in their order."""
    return [inline.href if isinstance(inline, Link) else inline for inline in content if not isinstance(inline, Text)]


def letters(text: str) -> str:
    return "".join(letter for letter in text.replace("À", "A") if letter.isalnum())


@example((Text(':"\u2009!'),), Language.FR)
@given(INLINES, LANGUAGES)
@settings(max_examples=500, deadline=None)
def test_mending_marked_and_linked_text_twice_changes_nothing_more(content: tuple[Inline, ...], language: Language) -> None:
    once = mend(content, language)
    assert mend(once, language) == once


@given(INLINES, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_links_notes_line_ends_and_letters_stay(content: tuple[Inline, ...], language: Language) -> None:
    once = mend(content, language)
    assert kept(once) == kept(content)
    assert letters(plain(once)) == letters(plain(content))


@given(WORDS, ADDRESSES, WORDS, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_an_address_stays_whole_whatever_stands_around_it(before: str, address: str, after: str, language: Language) -> None:
    text = f"{before} {address} {after}"
    assert address in plain(mend((Text(text),), language))


@given(WORDS, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_a_run_in_another_language_keeps_every_sign(text: str, language: Language) -> None:
    other = Language.DE if language is not Language.DE else Language.FR
    foreign = Text(text, language=other)
    assert mend(merged((foreign,)), language) == merged((foreign,))


def test_a_paragraph_of_a_hundred_thousand_signs_is_mended_in_seconds() -> None:
    start = time.process_time()
    mended = mend((Text("l'IA : « oui » ! " * 6_000),), Language.FR)
    assert time.process_time() - start < 10
    assert plain(mended).count("’") == 6_000
