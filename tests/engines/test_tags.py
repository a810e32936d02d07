"""Marks, links and names go to a tag-safe engine as numbered tags, and come back only where every tag is whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document import Break, Inlines, Link, Mark, NoteRef, Text, plain
from communique.translation.tags import restored, tagged, visible, with_notes

STRONG, EMPHASIS = frozenset({Mark.STRONG}), frozenset({Mark.EMPHASIS})
SUPERSCRIPT = frozenset({Mark.SUPERSCRIPT})
SENTENCE: Inlines = (Text("Le projet avance "), Text("bien", STRONG), Text(" à Inria & ailleurs."))
LINKED: Inlines = (Text("Voir "), Link((Text("le "), Text("site", STRONG)), "https://example.org"), Text(" demain."))


def test_marks_and_names_become_numbered_tags_and_signs_are_escaped() -> None:
    sent = tagged(SENTENCE, {"Inria"})

    assert sent
    assert sent.text == 'Le projet avance <g id="1">bien</g> à <x id="2">Inria</x> &amp; ailleurs.'
    assert visible(sent.text) == plain(SENTENCE)


def test_marks_come_back_on_the_words_that_the_tags_are_around() -> None:
    sent = tagged(SENTENCE, {"Inria"})
    assert sent
    found = restored('At <x id="2">Inria</x> &amp; elsewhere the project moves on <g id="1">well</g>.', sent)

    assert found
    assert found.text == "At Inria & elsewhere the project moves on well."
    assert found.content == (Text("At Inria & elsewhere the project moves on "), Text("well", STRONG), Text("."))


def test_a_mark_in_a_link_stays_in_the_link() -> None:
    sent = tagged(LINKED)
    assert sent
    assert sent.text == 'Voir <g id="1">le <g id="2">site</g></g> demain.'
    found = restored('Morgen <g id="1">die <g id="2">Seite</g></g> ansehen.', sent)

    assert found
    assert found.content == (
        Text("Morgen "),
        Link((Text("die "), Text("Seite", STRONG)), "https://example.org"),
        Text(" ansehen."),
    )


@pytest.mark.parametrize(
    "answer",
    [
        "Sie gehen gut in Inria & anderswo.",
        'Das <g id="1">gut in <x id="2">Inria</x>.',
        'Das <g id="1">gut</g> <g id="1">gut</g> in <x id="2">Inria</x>.',
        'Das <g id="1"></g> gut in <x id="2">Inria</x>.',
        'Das <g id="1"> . </g> gut in <x id="2">Inria</x>.',
        'Das <g id="1">gut <x id="2">In</g>ria</x>.',
        'Das <g id="1">gut</g> in <x id="2">INRIA</x>.',
        'Das <g id="3">gut</g> in <x id="2">Inria</x>.',
        'Das <x id="1">gut</x> in <g id="2">Inria</g>.',
        'Das geht<g id="1">gut</g> in <x id="2">Inria</x>.',
        'Das <g id="1">gut</g>e in <x id="2">Inria</x>.',
        'Das <b><g id="1">gut</g></b> in <x id="2">Inria</x>.',
        'Das <g id="1"/> gut in <x id="2">Inria</x>.',
        'Das </g><g id="1">gut in <x id="2">Inria</x>.',
        'Das <g>gut</g> in <x id="2">Inria</x>.',
    ],
)
def test_tags_that_are_not_whole_are_not_guessed(answer: str) -> None:
    sent = tagged(SENTENCE, {"Inria"})
    assert sent
    assert restored(answer, sent) is None


def test_spaces_that_an_engine_pulled_into_a_tag_go_out_again() -> None:
    sent = tagged(SENTENCE)
    assert sent
    found = restored('Das Projekt läuft <g id="1"> gut </g> überall.', sent)

    assert found
    assert found.content == (Text("Das Projekt läuft "), Text("gut", STRONG), Text(" überall."))


@pytest.mark.parametrize(
    "content",
    [
        (Text("Rien à signaler."),),
        (Text("Tout est gras", STRONG), Text(".")),
        (Link((Text("tout le titre"),), "https://example.org"),),
        (Text("CO"), Text("2", SUPERSCRIPT), Text(" en "), Text("baisse", STRONG)),
        (Text("le 1"), Text("er", SUPERSCRIPT), Text(" mars")),
    ],
)
def test_what_goes_for_all_of_a_sentence_or_stands_inside_a_word_gets_no_tags(content: Inlines) -> None:
    assert tagged(content) is None


def test_a_name_inside_a_word_is_no_name() -> None:
    assert tagged((Text("Les Inriaux arrivent."),), {"Inria"}) is None


def test_a_genitive_of_a_name_is_kept() -> None:
    sent = tagged((Text("Le projet d'Inria"),), {"Inria"})
    assert sent
    found = restored('<x id="1">Inria</x>s Projekt', sent)

    assert found
    assert (found.text, found.content) == ("Inrias Projekt", None)


def test_another_language_is_kept_only_with_its_own_words() -> None:
    from communique.languages import Language

    sent = tagged((Text("Le "), Text("machine learning", EMPHASIS, Language.EN), Text(" avance.")))
    assert sent
    same = restored('Das <g id="1">machine learning</g> läuft.', sent)
    other = restored('Das <g id="1">maschinelle Lernen</g> läuft.', sent)

    assert same
    assert same.content
    assert same.content[1] == Text("machine learning", EMPHASIS, Language.EN)
    assert other
    assert other.content
    assert other.content[1] == Text("maschinelle Lernen", EMPHASIS)


def test_line_breaks_read_as_spaces_and_note_calls_go_to_the_end() -> None:
    content: Inlines = (Text("Le "), Text("projet", STRONG), NoteRef("1"), Break(), Text("avance."))
    sent = tagged(content)

    assert sent
    assert sent.text == 'Le <g id="1">projet</g> avance.'
    assert with_notes(content, (Text("Project."),)) == (Text("Project."), NoteRef("1"))


WORD = st.text(alphabet="aé<&>\"' ;#x1", min_size=1, max_size=8)
RUNS = st.lists(st.tuples(WORD, st.sampled_from([frozenset[Mark](), STRONG, EMPHASIS])), min_size=1, max_size=6)


@given(RUNS)
def test_what_comes_back_as_it_was_sent_is_what_was_sent(runs: list[tuple[str, frozenset[Mark]]]) -> None:
    content = tuple(Text(f"{word.strip()} " if word.strip() else "a ", marks) for word, marks in runs)
    sent = tagged(content)
    if sent is None:
        return
    found = restored(sent.text, sent)

    assert visible(sent.text) == plain(content)
    assert found
    assert found.text == " ".join(plain(content).split())
