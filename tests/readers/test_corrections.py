"""What people say in `release.toml` about the paragraphs of a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.document import Block, Heading
from communique.drafts import Draft
from communique.languages import Language
from communique.readers import docx
from communique.structure import KINDS
from readers.test_press_releases import PARTNERS, listed
from readers.word_files import p, package, saved, typed

DRAFT = """Pressemitteilung – 24. November 2025
[b] Neue Plattform für Städte
Zwölf Städte erproben seit heute eine gemeinsame Plattform für die Planung von Radwegen und Buslinien.
[b] Offen für alle
Die Plattform steht allen Städten offen und wird bis zum Sommer ausgebaut.
Zahlen und Fakten
- Zwölf Städte
- Vierzig Linien
„Das hilft uns“, heißt es im Rathaus.
[b] Über die Stiftung Beispiel
Die Stiftung Beispiel fördert den öffentlichen Verkehr.
Fragen beantwortet Kim Muster."""


def read(tmp_path: Path, structure: dict[str, str], draft: str = DRAFT) -> Draft:
    return docx.read(typed(tmp_path / "draft.docx", draft), partners=PARTNERS, structure=structure)


def blocks(found: Draft) -> list[str]:
    return [listed(block) for block in found.document.blocks]


def odd(found: Draft) -> list[str]:
    return [finding.check for finding in found.findings if finding.check.startswith("structure")]


SAID = [
    ("Zahlen und Fakten", "heading 2", "Heading2 Zahlen und Fakten"),
    ("Offen für alle", "heading 3", "Heading3 Offen für alle"),
    ("Offen für alle", "paragraph", "Paragraph Offen für alle"),
    ("Offen für alle", "subtitle", "Subtitle Offen für alle"),
    ("Zwölf Städte erproben", "paragraph", "Paragraph Zwölf Städte erproben seit"),
    ("Zwölf Städte erproben", "subtitle", "Subtitle Zwölf Städte erproben seit"),
    ("Die Plattform steht", "lead", "Lead Die Plattform steht allen"),
    ("Zahlen und Fakten", "bullet", "Bullets Zahlen und Fakten / Zwölf Städte / Vierzig Linien"),
    ("Zahlen und Fakten", "number", "Numbered Zahlen und Fakten"),
    ("Zwölf Städte", "key point", "KeyPoints Zwölf Städte / Vierzig Linien"),
    ("Vierzig Linien", "paragraph", "Paragraph - Vierzig Linien"),
    ("„Das hilft uns“", "quotation", "Quotation „Das hilft uns“, heißt es im Rathaus. {}"),
    ("Über die Stiftung", "heading 1", "Heading1 Über die Stiftung Beispiel"),
    ("Zahlen und Fakten", "about", "About Zahlen und Fakten / Zwölf Städte / Vierzig Linien / „Das hilft uns“, heißt es im Rathaus. {}"),
    ("Fragen beantwortet", "contact", "Contact Fragen beantwortet Kim Muster."),
    ("Zahlen und Fakten", "title", "Title Zahlen und Fakten"),
    ("Zahlen und Fakten", "kicker", "Kicker Zahlen und Fakten"),
    ("Zahlen und Fakten", "dateline", "Dateline Zahlen und Fakten"),
    ("Zahlen und Fakten", "embargo", "Embargo Zahlen und Fakten"),
]


@pytest.mark.parametrize(("words", "kind", "block"), SAID)
def test_a_paragraph_is_what_people_say_and_no_longer_inferred(words: str, kind: str, block: str, tmp_path: Path) -> None:
    found = read(tmp_path, {words: kind})
    assert [shown for shown in blocks(found) if shown.startswith(block)], blocks(found)
    assert odd(found) == []


def test_every_kind_is_tried_here() -> None:
    assert {kind for _, kind, _ in SAID} == set(KINDS)


@pytest.mark.parametrize(("words", "kind", "block"), SAID)
def test_a_correction_drops_no_word_of_the_draft(words: str, kind: str, block: str, tmp_path: Path) -> None:
    def every_word(found: Draft) -> list[str]:
        shown = " ".join(" ".join(line.split(" ")[1:]) for line in blocks(found))
        return sorted(word for word in shown.split() if word.isalpha())

    assert every_word(read(tmp_path, {words: kind})) == every_word(read(tmp_path, {}))


def test_one_correction_leaves_the_other_paragraphs_alone(tmp_path: Path) -> None:
    before, after = blocks(read(tmp_path, {})), blocks(read(tmp_path, {"Zahlen und Fakten": "heading 2"}))
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ("Paragraph Zahlen und Fakten", "Heading2 Zahlen und Fakten")
    ]


def test_a_title_that_people_name_is_the_only_one(tmp_path: Path) -> None:
    found = blocks(read(tmp_path, {"Zwölf Städte erproben": "title"}))
    assert [shown for shown in found if shown.startswith("Title")] == [next(shown for shown in found if "Zwölf Städte erproben" in shown)]


@pytest.mark.parametrize("words", ["ZAHLEN  und\u00a0Fakten", "Zahlen und …", "zahlen"])
def test_opening_words_are_found_whatever_their_typography(words: str, tmp_path: Path) -> None:
    assert "Heading1 Zahlen und Fakten" in blocks(read(tmp_path, {words: "heading 1"}))


@pytest.mark.parametrize("words", ['"Das hilft uns', "« Das hilft uns »", "- „Das hilft"])
def test_quotes_and_dashes_of_opening_words_may_differ(words: str, tmp_path: Path) -> None:
    assert "Paragraph „Das hilft uns“, heißt es im Rathaus." in blocks(read(tmp_path, {words: "paragraph"}))


def test_words_that_open_no_paragraph_are_said_with_their_way_out(tmp_path: Path) -> None:
    found = read(tmp_path, {"Zahl": "heading 1"})
    assert odd(found) == ["structure-unmatched"]
    assert blocks(found) == blocks(read(tmp_path, {}))


def test_words_that_open_several_paragraphs_correct_none(tmp_path: Path) -> None:
    found = read(tmp_path, {"Die": "heading 1"})
    assert odd(found) == ["structure-ambiguous"]
    assert "2 paragraphes" in next(f for f in found.findings if f.check == "structure-ambiguous").message[Language.FR]
    assert blocks(found) == blocks(read(tmp_path, {}))


def test_a_paragraph_that_is_named_twice_keeps_the_first_correction(tmp_path: Path) -> None:
    found = read(tmp_path, {"Zahlen": "heading 2", "Zahlen und": "lead"})
    assert odd(found) == ["structure-twice"]
    assert "Heading2 Zahlen und Fakten" in blocks(found)


def test_a_line_is_not_cut_when_people_name_it_as_a_whole(tmp_path: Path) -> None:
    assert blocks(read(tmp_path, {"Pressemitteilung": "kicker"}))[:2] == ["Kicker Pressemitteilung", "Dateline? 24. November 2025"]
    whole = blocks(read(tmp_path, {"Pressemitteilung – 24. November": "kicker"}))
    assert whole[0] == "Kicker Pressemitteilung – 24. November 2025"


def test_what_people_call_a_paragraph_is_not_joined_to_the_one_before(tmp_path: Path) -> None:
    cut = "Das Programm hat im ersten Jahr mehr Firmen erreicht als geplant und wird deshalb"
    draft = f"[Title] Ein Jahr danach\n{cut}\nund so weiter verlängert."
    assert len(blocks(read(tmp_path, {}, draft))) == 2
    assert blocks(read(tmp_path, {"und so weiter": "paragraph"}, draft))[2] == "Paragraph und so weiter verlängert."


def test_a_line_in_a_text_box_can_be_corrected(tmp_path: Path) -> None:
    inner = p("Zahlen und Fakten") + p("Zwölf Städte nehmen teil.")
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    path = saved(tmp_path / "draft.docx", package(p("Ein Titel für die Stadt") + p("Die Stadt plant heute neue Wege für alle.", box)))
    found: tuple[Block, ...] = docx.read(path, structure={"Zahlen und": "heading 2"}).document.blocks
    assert [block.level for block in found if isinstance(block, Heading)] == [2]
