from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import word
import word_kept
from readers.word_files import arrow, p, package, part, r, saved
from word_parts import Parts, parts_of
from word_reading import Reading

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
DELETED = '<w:del w:author="A"><w:r><w:delText>ces mots sont supprimés</w:delText></w:r></w:del>'
FIELD = '<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/b&quot; ">{}</w:fldSimple>'.format


def draft(folder: Path) -> Path:
    link = f'<w:hyperlink r:id="rL">{r("le site")}</w:hyperlink>'
    body = p("Un titre") + p("Voir ", link, " et ", FIELD(r("le carnet")), DELETED, r("des mots cachés ici", "<w:vanish/>"))
    body += f"<w:p>{BOX.format(p('Trois mots encadrés'))}</w:p>" + p("Une phrase qui finit.")
    comments = part("comments", f'<w:comment w:id="1">{p("un avis de trop")}</w:comment>')
    arrows = arrow("rL", "hyperlink", "https://example.org/a", external=True) + arrow("rC", "comments", "comments.xml")
    return saved(folder / "draft.docx", package(body, arrows=arrows, parts={"word/comments.xml": comments}))


def test_the_parts_of_a_file_are_found_by_its_xml_alone(tmp_path: Path) -> None:
    parts = parts_of(draft(tmp_path))
    assert parts.links == [("le site", "https://example.org/a"), ("le carnet", "https://example.org/b")]
    assert parts.boxes == [["Trois mots encadrés"]]
    assert parts.secrets == ["ces mots sont supprimés", "des mots cachés ici", "un avis de trop"]
    assert parts.text.count("Trois mots encadrés") == 1
    assert "supprimés" not in parts.text
    assert not parts.refused


def test_a_right_reading_breaks_no_promise(tmp_path: Path) -> None:
    path = draft(tmp_path)
    found = word.corpus([path], None, None)
    assert (found["read"], found["links"]["kept"], found["boxes"]["once"], found["leaks"]["secrets"]) == (1, 1, 1, 3)
    assert word.broken(found) == []


@pytest.mark.parametrize(
    ("said", "which"),
    [
        ({"links": [], "text": "Trois mots encadrés"}, "links"),
        ({"text": ""}, "boxes"),
        ({"text": "Trois mots encadrés. Trois mots encadrés"}, "boxes"),
        ({"text": "Trois mots encadrés, un avis de trop"}, "leaks"),
    ],
)
def test_a_wrong_reading_breaks_a_promise(tmp_path: Path, said: dict[str, Any], which: str) -> None:
    links = [{"link": f"https://example.org/{end}", "inlines": [{"text": text}]} for end, text in [("a", "le site"), ("b", "le carnet")]]
    values = {"blocks": [{"text": said["text"], "inlines": said.get("links", links)}], "notes": []}
    reading = Reading("draft.docx", "read", 0.1, values=values)
    figures = word_kept.kept_and_leaked([(reading, parts_of(draft(tmp_path)))])
    whole = {"exceptions": [], "refused_with_text": {"share": 0}, "recall": {}, **figures}
    assert word.broken(whole) == [which]


def test_a_refused_file_that_holds_text_and_nothing_odd_is_named() -> None:
    refused = Reading("draft.docx", "refused", 0.1, reason="too long")
    assert word.wrongful(refused, Parts(text="trois mots visibles"), None)
    assert not word.wrongful(refused, Parts(text="trois mots visibles", refused=True), None)
    assert not word.wrongful(refused, Parts(text="trois mots visibles"), "")
    assert not word.wrongful(refused, Parts(), None)
