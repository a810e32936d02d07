from __future__ import annotations

import pytest

from communique.document import Bullets, Cell, Contact, Document, Figure, Item, Note, Paragraph, Table, Text
from communique.languages import Language, Wording
from communique.text.places import in_words, listed, reading_order

TEXT = (Text("x"),)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("p12", ("paragraphe 12", "Absatz 12", "paragraph 12")),
        ("p2/2", ("paragraphe 2, 2e partie", "Absatz 2, 2. Teil", "paragraph 2, part 2")),
        ("p1/i1", ("paragraphe 1, image 1", "Absatz 1, Bild 1", "paragraph 1, picture 1")),
        ("tbl1/r2c3", ("tableau 1, ligne 2, colonne 3", "Tabelle 1, Zeile 2, Spalte 3", "table 1, row 2, column 3")),
        ("txbx1/p1", ("zone de texte 1, paragraphe 1", "Textfeld 1, Absatz 1", "text box 1, paragraph 1")),
        ("fn1", ("note 1", "Fußnote 1", "footnote 1")),
        ("header", ("en-tête", "Kopfzeile", "header")),
        ("footer", ("pied de page", "Fußzeile", "footer")),
        ("", ("", "", "")),
        ("row 7", ("row 7", "row 7", "row 7")),
    ],
)
def test_a_place_is_said_in_words_and_what_is_none_stays_as_it_is(place: str, words: tuple[str, str, str]) -> None:
    assert in_words(place) == Wording(*words)


def test_places_are_listed_once_each_with_paragraphs_under_one_word() -> None:
    assert listed(["p3", "p3", "tbl1/r1c1", "p10"])[Language.DE] == "Absätze 3, 10; Tabelle 1, Zeile 1, Spalte 1"
    assert listed(["p3"])[Language.FR] == "paragraphe 3"


def test_a_long_list_of_places_ends_after_the_eighth() -> None:
    assert listed(f"p{n}" for n in range(1, 20))[Language.EN] == "paragraphs 1, 2, 3, 4, 5, 6, 7, 8 …"


def test_places_are_sorted_as_the_draft_is_read() -> None:
    document = Document(
        Language.FR,
        (
            Figure(asset="a", place="p1/i1"),
            Paragraph(content=TEXT, place="p2"),
            Contact(content=TEXT, place="txbx1/p1"),
            Bullets(items=(Item(content=TEXT, place="p9"), Item(content=TEXT, place="p10")), place="p9"),
            Table(rows=((Cell(content=TEXT, place="tbl1/r1c1"), Cell(content=TEXT, place="tbl1/r1c2")),), place="tbl1"),
            Paragraph(content=TEXT, place="p14"),
        ),
        (Note(key="fn1", content=TEXT, place="fn1"),),
    )
    # p5 was dropped and p15 joined to p14: they stand where they stood in Word.
    order = ["", "header", "p1/i1", "p2", "p2/2", "txbx1", "txbx1/p1", "p9", "p10", "tbl1", "tbl1/r1c2", "p14", "p15", "fn1", "footer"]
    backwards = order[::-1]
    assert sorted(backwards, key=reading_order(document)) == order
    assert sorted(["p9", "p5", "p2"], key=reading_order(document)) == ["p2", "p5", "p9"]
