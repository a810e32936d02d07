from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image

from communique import document_json, findings
from communique.drafts import Draft
from communique.readers import docx
from readers.word_files import Case, arrow, cases, p, package, part, r, saved, typed

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "read.schema.json").read_text(encoding="utf-8"))
CASES = cases(Path(__file__).with_name("press_releases.md"))


def printed(draft: Draft) -> dict[str, Any]:
    values = {**document_json.dump(draft.document), "findings": [findings.dump(finding) for finding in draft.findings]}
    return json.loads(json.dumps(values))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_read_keeps_to_its_schema_and_loads_again(case: Case, tmp_path: Path) -> None:
    draft = docx.read(typed(tmp_path / "draft.docx", case.draft))
    values = printed(draft)
    jsonschema.Draft202012Validator(SCHEMA).validate(values)
    assert document_json.load(values, draft.document.assets) == draft.document


def test_notes_pictures_links_and_breaks_keep_to_the_schema(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    body = (
        p("Un titre")
        + p('<w:r><w:drawing><a:blip r:embed="rI"/></w:drawing></w:r>')
        + p(
            r("gras", "<w:b/>"),
            "<w:r><w:br/></w:r>",
            f'<w:hyperlink r:id="rL">{r("lien")}</w:hyperlink>',
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        )
    )
    content = package(
        body,
        arrows=arrow("rI", "image", "a.png")
        + arrow("rF", "footnotes", "notes.xml")
        + arrow("rL", "hyperlink", "https://example.org", external=True),
        parts={"word/a.png": out.getvalue(), "word/notes.xml": part("footnotes", f'<w:footnote w:id="2">{p("Une note.")}</w:footnote>')},
    )
    values = printed(docx.read(saved(tmp_path / "draft.docx", content)))
    jsonschema.Draft202012Validator(SCHEMA).validate(values)
    assert {"figure", "paragraph"} & {block["type"] for block in values["blocks"]}
    assert values["notes"]
    assert values["assets"]
    assert values["findings"]


def test_the_schema_refuses_what_no_reader_gives() -> None:
    good = {"language": "fr", "blocks": [], "notes": [], "assets": []}
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid(good)
    block = {"type": "heading", "place": "p1", "inferred": False, "text": "x", "inlines": [{"text": "x"}], "level": 1}
    assert validator.is_valid({**good, "blocks": [block]})
    for change in ({"level": 4}, {"inlines": [{"link": "javascript:x", "inlines": []}]}, {"colour": "red"}, {"type": "banner"}):
        assert not validator.is_valid({**good, "blocks": [{**block, **change}]})
