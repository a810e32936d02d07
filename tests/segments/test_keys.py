"""A sentence keeps its key whatever happens to the draft around it."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from communique.document import Document, Heading, Paragraph, Text, plain
from communique.languages import Language
from communique.segments import Segment, cut

SENTENCES = st.sampled_from(
    [
        "M. Roux arrive le 9 mars.",
        "L'institut compte 75 équipes.",
        "« Nous avançons. »",
        "Est-ce sûr ?",
        "Le budget est de 3,6 Mds d'euros.",
        "Elle recrute.",
        "Tout commence à 14 h 30 !",
        "Voir l'art. 5 du rapport.",
        "Inria s'en réjouit…",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4, unique=True).map(" ".join)
DRAFTS = st.lists(PARAGRAPHS, min_size=1, max_size=6)


def segments(paragraphs: list[str]) -> tuple[Segment, ...]:
    blocks = tuple(Paragraph((Text(text),), place=f"p{at}") for at, text in enumerate(paragraphs, 1))
    return cut(Document(Language.FR, (Heading((Text("Le projet"),), place="p0"), *blocks)))


def keys(paragraphs: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for segment in segments(paragraphs):
        found.setdefault(plain(segment.content), set()).add(segment.key)
    return found


@given(DRAFTS, st.randoms(use_true_random=False))
def test_keys_survive_a_new_order_of_the_paragraphs(paragraphs: list[str], chance: Random) -> None:
    shuffled = list(paragraphs)
    chance.shuffle(shuffled)

    assert keys(shuffled) == keys(paragraphs)


@given(DRAFTS, PARAGRAPHS, st.integers(0, 6))
def test_keys_survive_a_new_paragraph(paragraphs: list[str], new: str, at: int) -> None:
    before, after = keys(paragraphs), keys([*paragraphs[:at], new, *paragraphs[at:]])

    assert all(before[text] <= after[text] for text in before)


@given(DRAFTS, st.integers(0, 5))
def test_what_is_left_after_a_deletion_has_keys_it_had_before(paragraphs: list[str], at: int) -> None:
    before, after = keys(paragraphs), keys([*paragraphs[:at], *paragraphs[at + 1 :]])

    assert all(after[text] <= before[text] for text in after)


@given(DRAFTS, st.integers(0, 5))
def test_keys_of_other_sentences_survive_a_rewritten_paragraph(paragraphs: list[str], at: int) -> None:
    edited = [*paragraphs[:at], "Une tout autre phrase est écrite ici.", *paragraphs[at + 1 :]]
    before, after = keys(paragraphs), keys(edited)

    assert all(after[text] <= before[text] for text in after if text in before)


@given(DRAFTS)
def test_no_key_is_given_twice(paragraphs: list[str]) -> None:
    assert max(Counter(segment.key for segment in segments(paragraphs)).values()) == 1


def test_finer_typography_keeps_the_key() -> None:
    assert keys(["« Nous l'aurons ! »"]).popitem()[1] == keys(["«\u00a0Nous l’aurons\u202f!\u00a0»"]).popitem()[1]
