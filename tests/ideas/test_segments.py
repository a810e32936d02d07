"""Segments keep their keys through edits elsewhere, and assemble back to the same document."""

from __future__ import annotations

from dataclasses import replace

from communique.document import About, Break, Document, Link, Mark, Paragraph, Text, Title
from communique.languages import Language
from communique.segments import assemble, cut, normal
from communique.text.passages import passages

STRONG = frozenset({Mark.STRONG})
FIRST = Paragraph(
    (
        Text("La session aura lieu le "),
        Text("9 mars 2026", STRONG),
        Text(". Elle réunit "),
        Link((Text("des"),), "https://a.example"),
        Text(" gens."),
    ),
    place="p2",
)
DRAFT = Document(
    Language.FR,
    (
        Title((Text("Un titre :"), Break(), Text("sa suite")), place="p1"),
        FIRST,
        Paragraph((Text("Elle réunit des gens."),), place="p3"),
        About((Text("À propos d'X"),), (Paragraph((Text("Un institut. Deux villes."),), place="p5"),), place="p4"),
    ),
)


def test_sentences_are_cut_with_their_marks_and_links() -> None:
    segments = cut(DRAFT)
    assert [segment.text for segment in segments] == [
        "Un titre :\nsa suite",
        "La session aura lieu le 9 mars 2026.",
        "Elle réunit des gens.",
        "Elle réunit des gens.",
    ]
    assert segments[1].content == (Text("La session aura lieu le "), Text("9 mars 2026", STRONG), Text("."))
    assert segments[2].content[1] == Link((Text("des"),), "https://a.example")


def test_boilerplates_are_never_segments() -> None:
    assert not [segment for segment in cut(DRAFT) if segment.place in {"p4", "p5"}]


def test_the_same_sentence_twice_has_two_keys() -> None:
    keys = [segment.key for segment in cut(DRAFT)]
    assert len(set(keys)) == len(keys)
    assert keys[3] == f"{keys[2]}-2"


def test_keys_survive_an_edit_elsewhere() -> None:
    edited = replace(DRAFT, blocks=(Title((Text("Un autre titre"),), place="p1"), *DRAFT.blocks[1:]))
    assert [s.key for s in cut(edited)][1:] == [s.key for s in cut(DRAFT)][1:]


def test_assembling_the_segments_gives_the_document_back() -> None:
    same = assemble(DRAFT, {segment.key: segment.content for segment in cut(DRAFT)}, Language.FR)
    assert [passage.text for passage in passages(same)] == [passage.text for passage in passages(DRAFT)]
    assert same.blocks[1] == FIRST


def test_typography_does_not_make_another_text() -> None:
    assert normal("L’IA : « oui\u202f»\u00a0!") == normal("L'IA: «oui» !") == normal('L\'IA : "oui" !')
    assert normal("Adopt AI") != normal("Adopt Al")
