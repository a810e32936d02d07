from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from communique import document_json
from communique.document import About, Block, Bullets, Contact, Document, Heading, KeyPoints, Numbered, Quotation, Table, plain
from communique.drafts import Draft
from communique.languages import Language
from communique.readers import docx
from communique.text.numerals import numeral
from communique.text.passages import passages, rewrite
from readers.word_files import arrow, p, package, part, r, saved

T = TypeVar("T", bound=Block)
HEAD = p("Un titre") + p("Un chapô qui tient sur une ligne.") + p("Voici la suite.")


def level(n: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(*abstracts: str, nums: str = "") -> str:
    found = "".join(f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(abstracts))
    own = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(abstracts)))
    return part("numbering", found + own + nums)


def item(text: str, depth: int = 0, num: int = 1) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>{r(text)}</w:p>'


def read(folder: Path, body: str, numbering: str, styles: str = "", **options: bool) -> Draft:
    arrows = arrow("rN", "numbering", "numbering.xml") + arrow("rS", "styles", "styles.xml")
    parts: dict[str, bytes | str] = {"word/numbering.xml": numbering, "word/styles.xml": part("styles", styles)}
    return docx.read(saved(folder / "draft.docx", package(body, arrows=arrows, parts=parts)), **options)


def labels(draft: Draft) -> list[str]:
    lists = [block for block in draft.document.blocks if isinstance(block, KeyPoints | Bullets | Numbered)]
    return [item.label for block in lists for item in block.items]


def of_type(draft: Draft, kind: type[T]) -> list[T]:
    return [block for block in draft.document.blocks if isinstance(block, kind)]


def counted(folder: Path, count: int, kind: str, text: str = "%1.", start: int = 1, styles: str = "") -> list[str]:
    body = HEAD + "".join(item(f"point {n}") for n in range(count))
    return labels(read(folder, body, numbered(level(0, text, kind, start)), styles))


@pytest.mark.parametrize(
    ("kind", "text", "start", "expected"),
    [
        ("decimal", "%1.", 1, ["1.", "2.", "3."]),
        ("decimal", "§ %1", 3, ["§ 3", "§ 4", "§ 5"]),
        ("decimal", "(%1)", 0, ["(0)", "(1)", "(2)"]),
        ("lowerLetter", "%1)", 25, ["y)", "z)", "aa)"]),
        ("upperLetter", "%1.", 27, ["AA.", "BB.", "CC."]),
        ("lowerRoman", "%1.", 3, ["iii.", "iv.", "v."]),
        ("upperRoman", "%1.", 1998, ["MCMXCVIII.", "MCMXCIX.", "MM."]),
        ("decimalZero", "%1", 9, ["09", "10", "11"]),
        ("ordinal", "%1", 1, ["1st", "2nd", "3rd"]),
        ("ordinal", "%1", 11, ["11th", "12th", "13th"]),
        ("chicago", "%1.", 1, ["1.", "2.", "3."]),
    ],
)
def test_a_number_is_written_as_its_format_says(tmp_path: Path, kind: str, text: str, start: int, expected: list[str]) -> None:
    assert counted(tmp_path, 3, kind, text, start) == expected


@pytest.mark.parametrize(("language", "expected"), [("fr-FR", ["1er", "2e"]), ("de-DE", ["1.", "2."]), ("en-GB", ["1st", "2nd"])])
def test_ordinal_numbers_speak_the_language_of_the_file(tmp_path: Path, language: str, expected: list[str]) -> None:
    styles = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert counted(tmp_path, 2, "ordinal", "%1", styles=styles) == expected


def test_letters_and_romans_end_where_words_do() -> None:
    assert [numeral(n, "a") for n in (26, 27, 52, 53, 780, 781, 0)] == ["z", "aa", "zz", "aaa", "z" * 30, "781", "0"]
    assert [numeral(n, "I") for n in (4, 9, 40, 90, 400, 3999, 4000)] == ["IV", "IX", "XL", "XC", "CD", "MMMCMXCIX", "4000"]


def test_a_level_shows_the_numbers_above_it_and_starts_again_under_each(tmp_path: Path) -> None:
    body = HEAD + "".join(item(text, depth) for text, depth in [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1), ("f", 2)])
    found = read(tmp_path, body, numbered(level(0, "%1.") + level(1, "%1.%2") + level(2, "%2-%3", "lowerLetter")))
    assert labels(found) == ["1.", "1.1", "1.2", "2.", "2.1", "1-a"]


def test_a_level_that_was_skipped_counts_as_used_once(tmp_path: Path) -> None:
    body = HEAD + item("a") + item("b", 2) + item("c", 1)
    assert labels(read(tmp_path, body, numbered(level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")))) == ["1", "1.1.1", "1.2"]


def test_legal_numbering_writes_every_level_in_digits(tmp_path: Path) -> None:
    numbering = numbered(level(0, "%1.", "upperRoman") + level(1, "%1.%2", "lowerLetter", more="<w:isLgl/>"))
    assert labels(read(tmp_path, HEAD + item("a") + item("b", 1), numbering)) == ["I.", "1.1"]


def test_a_level_may_go_on_under_the_next_number(tmp_path: Path) -> None:
    body = HEAD + item("a") + item("b", 1) + item("c") + item("d", 1)
    never = level(0, "%1.") + level(1, "%2)", "lowerLetter", more='<w:lvlRestart w:val="0"/>')
    assert labels(read(tmp_path, body, numbered(never))) == ["1.", "a)", "2.", "b)"]


def test_lists_of_one_definition_go_on_unless_one_starts_anew(tmp_path: Path) -> None:
    nums = '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums += f'<w:num w:numId="8"><w:abstractNumId w:val="0"/>{anew}</w:num>'
    body = HEAD + item("a") + item("b", num=7) + item("c", num=8) + item("d", num=8)
    assert labels(read(tmp_path, body, numbered(level(0, "%1."), nums=nums))) == ["1.", "2.", "1.", "2."]


def test_a_bullet_has_no_label_and_still_begins_the_numbers_below_it_anew(tmp_path: Path) -> None:
    body = HEAD + item("a") + item("b", 1) + item("c", 2) + item("d", 1) + item("e", 2)
    numbering = numbered(level(0, "%1.") + level(1, "•", "bullet") + level(2, "%2%3.", "lowerRoman"))
    assert labels(read(tmp_path, body, numbering)) == ["1.", "", "i.", "", "i."]


def test_a_style_is_numbered_on_the_level_that_names_it(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{1}"/>{2}<w:pPr>{3}</w:pPr></w:style>'.format
    styles = style("Titre1", "heading 1", "", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    styles += style("Titre2", "heading 2", '<w:basedOn w:val="Titre1"/>', '<w:outlineLvl w:val="1"/>')
    levels = level(0, "%1.", more='<w:pStyle w:val="Titre1"/>') + level(1, "%1.%2", more='<w:pStyle w:val="Titre2"/>')
    heading = '<w:p><w:pPr><w:pStyle w:val="Titre{}"/></w:pPr>{}</w:p>'.format
    body = HEAD + "".join(heading(n, r(text)) + p("Du texte.") for n, text in [(1, "Contexte"), (2, "Acteurs"), (1, "Suites")])
    found = of_type(read(tmp_path, body, numbered(levels), styles), Heading)
    assert [plain(block.content) for block in found] == ["1. Contexte", "1.1 Acteurs", "2. Suites"]


def test_numbers_that_a_style_takes_back_are_not_printed(tmp_path: Path) -> None:
    taken_back = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="list number"/>{taken_back}</w:style>'
    body = HEAD + f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{r("Un alinéa.")}</w:p>'
    assert labels(read(tmp_path, body, numbered(level(0, "%1.")), style)) == []


def test_what_is_no_item_keeps_its_number_as_text(tmp_path: Path) -> None:
    title = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    quote = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'

    def styled(style: str, text: str) -> str:
        return item(text).replace("<w:numPr>", f'<w:pStyle w:val="{style}"/><w:numPr>')

    cell = f"<w:tc>{item('Dans une cellule')}{item('Encore')}</w:tc>"
    body = styled("T", "Un titre") + p("Un chapô.") + p("Du texte.") + styled("H", "À propos de l’exemple") + p("Un texte de présentation.")
    body += f"<w:tbl><w:tr>{cell}<w:tc>{p('Voisine')}</w:tc></w:tr></w:tbl>" + item("Contact presse : Ada Exemple, ada@example.org")
    draft = read(tmp_path, body, numbered(level(0, "%1.")), title + quote)
    assert plain(draft.document.blocks[0].content) == "1. Un titre"  # type: ignore[attr-defined]
    assert plain(of_type(draft, About)[0].title) == "2. À propos de l’exemple"
    assert plain(of_type(draft, Table)[0].rows[0][0].content) == "3. Dans une cellule\n4. Encore"
    assert plain(of_type(draft, Contact)[0].content).startswith("5. Contact presse")


def test_a_label_without_a_space_after_it_stays_glued_to_the_words(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    body = HEAD + item("Contexte").replace("<w:numPr>", '<w:pStyle w:val="H"/><w:numPr>') + p("Du texte.")
    draft = read(tmp_path, body, numbered(level(0, "%1/", more='<w:suff w:val="nothing"/>')), style)
    assert plain(of_type(draft, Heading)[0].content) == "1/Contexte"


def test_typed_numbers_are_labels_as_they_were_typed(tmp_path: Path) -> None:
    draft = read(tmp_path, HEAD + p("3) un point") + p("4) un autre"), numbered())
    assert labels(draft) == ["3)", "4)"]
    assert [plain(item.content) for item in of_type(draft, Numbered)[0].items] == ["un point", "un autre"]


def test_the_text_of_a_list_has_its_numbers_and_what_is_translated_has_not(tmp_path: Path) -> None:
    draft = read(tmp_path, HEAD + item("first") + item("second"), numbered(level(0, "%1.")))
    values = document_json.dump(draft.document)
    assert values["blocks"][-1]["text"] == "1. first\n2. second"
    assert [(part["text"], part["label"]) for part in values["blocks"][-1]["items"]] == [("first", "1."), ("second", "2.")]
    assert [passage.text for passage in passages(draft.document)][-2:] == ["first", "second"]


def test_a_rewritten_and_a_stored_document_keep_their_labels_and_older_ones_have_none(tmp_path: Path) -> None:
    draft = read(tmp_path, HEAD + item("first") + item("second"), numbered(level(0, "%1)", "lowerLetter")))
    german = rewrite(draft.document, Language.DE, lambda _place, content: content)
    again = document_json.load(document_json.dump(german))
    assert listed(again) == ["a)", "b)"]
    values = document_json.dump(german)
    for part_of in values["blocks"][-1]["items"]:
        del part_of["label"]
    older = document_json.load(values)
    assert listed(older) == ["", ""]
    assert "label" not in document_json.dump(older)["blocks"][-1]["items"][0]


def listed(document: Document) -> list[str]:
    return [item.label for block in document.blocks if isinstance(block, Numbered) for item in block.items]


def test_a_paragraph_that_is_hidden_as_a_whole_is_not_counted(tmp_path: Path) -> None:
    hidden = item("caché").replace("</w:numPr>", "</w:numPr><w:rPr><w:vanish/></w:rPr>").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    assert "vanish/></w:rPr><w:t" in hidden
    draft = read(tmp_path, HEAD + item("un") + hidden + item("deux"), numbered(level(0, "%1.")), accept_changes=True)
    assert labels(draft) == ["1.", "2."]


def test_a_label_cannot_grow_the_draft_or_turn_its_line_around(tmp_path: Path) -> None:
    assert counted(tmp_path, 1, "decimal", "%1\u202e " + "x" * 5000)[0][:4] == "1 xx"
    assert len(counted(tmp_path, 1, "decimal", "%1 " + "x" * 5000)[0]) == 255
    assert counted(tmp_path, 1, "lowerLetter", "%1.", 2**31 - 1) == ["2147483647."]


def test_no_quotation_loses_its_speaker_to_a_number(tmp_path: Path) -> None:
    style = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="quote"/></w:style>'
    said = "« Nous sommes prêts à partir demain matin », déclare Ada Exemple, directrice."
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{item(said)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    found = of_type(read(tmp_path, HEAD + f"<w:p>{box}</w:p>", numbered(level(0, "%1.")), style), Quotation)
    assert [(block.speaker, plain(block.content)) for block in found] == [("Ada Exemple", f"1. {said}")]
