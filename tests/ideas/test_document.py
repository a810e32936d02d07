"""A document gives its passages in reading order and survives its JSON."""

from __future__ import annotations

import json

from communique import document_json
from communique.document import (
    About,
    Bullets,
    Cell,
    Document,
    Figure,
    Heading,
    Item,
    KeyPoints,
    Link,
    Mark,
    Note,
    NoteRef,
    Paragraph,
    Quotation,
    Table,
    Text,
    Title,
    plain,
)
from communique.languages import Language
from communique.text.passages import passages, rewrite

RELEASE = Document(
    Language.FR,
    (
        Title((Text("Un titre"),), place="p1"),
        KeyPoints((Item((Text("un point"),), place="p2"), Item((Text("un autre"),), place="p3", level=1)), place="p2"),
        Paragraph((Text("Voir "), Link((Text("la page"),), "https://example.org"), NoteRef("fn1")), place="p4", inferred=True),
        Heading((Text("Une partie"),), level=2, place="p5"),
        Quotation((Text("Ada, ingénieure : « Oui. »"),), speaker="Ada", position="ingénieure", place="p6"),
        Table(((Cell((Text("clé"),), place="tbl1/r1c1"), Cell((Text("1"),), place="tbl1/r1c2", span=2)),), header=True, place="tbl1"),
        Bullets((Item((Text("1"), Text("er", frozenset({Mark.SUPERSCRIPT}))), place="p7"),), place="p7"),
        Figure("a.png", alt="Un pont", content=(Text("Le pont"),), place="p8"),
        About((Text("À propos"),), (Paragraph((Text("Un institut."),), place="p10"),), partner="inria", place="p9"),
    ),
    (Note("fn1", (Text("Une note."),), place="fn1"),),
)


def test_a_document_survives_its_json_unchanged() -> None:
    assert document_json.load(json.loads(json.dumps(document_json.dump(RELEASE)))) == RELEASE


def test_passages_come_in_reading_order_and_notes_last() -> None:
    found = [(passage.place, passage.text) for passage in passages(RELEASE)]
    assert [place for place, _ in found] == ["p1", "p2", "p3", "p4", "p5", "p6", "tbl1/r1c1", "tbl1/r1c2", "p7", "p8", "p9", "p10", "fn1"]
    assert found[3] == ("p4", "Voir la page")


def test_every_block_has_its_whole_plain_text() -> None:
    texts = [block["text"] for block in document_json.dump(RELEASE)["blocks"]]
    assert texts[1] == "un point\nun autre"
    assert texts[5] == "clé\t1"
    assert texts[8] == "À propos\nUn institut."


def test_rewriting_reaches_every_passage_and_changes_nothing_else() -> None:
    changed = rewrite(RELEASE, Language.DE, lambda _, content: (Text(plain(content).upper()),))
    assert [passage.text for passage in passages(changed)] == [passage.text.upper() for passage in passages(RELEASE)]
    assert (changed.language, [block.place for block in changed.blocks]) == (Language.DE, [block.place for block in RELEASE.blocks])
