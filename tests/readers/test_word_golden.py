"""The real release in three Word drafts, held against what a right reader gives, block by block."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.document import About, Block, Bullets, Contact, Figure, Inlines, KeyPoints, Link, Mark, Numbered, Quotation, Text, plain
from communique.drafts import Draft
from communique.errors import DraftError
from communique.languages import Language
from communique.partners import Partner
from communique.readers import docx

DRAFTS = Path(__file__).parents[2].parent / "shared" / "data" / "drafts"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not DRAFTS.is_dir(), reason="the corpora are not beside the project")]

PARTNERS = {
    "imt": Partner("imt", "Institut Mines-Télécom", ("Institut Mines-Télécom", "IMT"), {}, (), {}),
    "inria": Partner("inria", "Inria", ("Inria",), {}, (), {}),
    "fraunhofer": Partner("fraunhofer", "Fraunhofer-Gesellschaft", ("Fraunhofer-Gesellschaft", "Fraunhofer"), {}, (), {}),
}
# How the types of the expected blocks are called here; contacts and boilerplates have their own types whatever their style was.
KINDS = {"date": "Dateline", "quote": "Quotation", "paragraph": "Paragraph", "heading": "Heading", "title": "Title", "kicker": "Kicker"}
ABOUT = ("À propos", "A propos")
# The last words before the address are the person.
CONTACT_LINE = re.compile(r"(?P<name>\S+ \S+) [–-] (?P<email>\S+@\S+)\s*(?P<phone>[\d ]*)")


def draft(name: str, *, accept_changes: bool = False) -> Draft:
    return docx.read(DRAFTS / f"{name}.docx", accept_changes=accept_changes, partners=PARTNERS)


def expected(name: str) -> dict[str, Any]:
    return json.loads((DRAFTS / f"{name}.expected.json").read_text(encoding="utf-8"))


def one_line(text: str) -> str:
    return text.replace("\n", " ")


def wanted(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The expected blocks as (type, text) in this program's types."""
    about = lead = False
    for block in values["blocks"]:
        kind, text = block["type"], block.get("text", "")
        if kind == "textbox":
            yield "Contact", " ".join(text)
        elif kind == "table":
            yield from (("Contact", " ".join(row)) for row in block["rows"])
        elif kind == "image":
            yield "Figure", block["alt"]
        elif kind == "list_item":
            yield "KeyPoints", text
        elif text.startswith("Contact"):
            about = False
            yield "Contact", text
        elif kind == "heading":
            about = text.startswith(ABOUT)
            yield ("About", text) if about else (f"Heading{block['level']}", text)
        elif kind == "paragraph" and not lead:
            lead = True
            yield "Lead", text
        else:
            yield ("About" if about else KINDS[kind]), text


def found(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """The blocks of a draft as (type, text), lists and boilerplates part by part."""
    for block in blocks:
        match block:
            case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
                yield from ((type(block).__name__, plain(item.content)) for item in items)
            case About(title=title, blocks=inner):
                yield "About", plain(title)
                yield from (("About", text) for _, text in found(inner))
            case Figure(alt=alt):
                yield "Figure", alt
            case _:
                level = getattr(block, "level", "")
                yield f"{type(block).__name__}{level}", one_line(plain(block.content))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["communique-fr", "communique-fr-messy", "communique-fr-review"])
def test_every_block_of_the_real_release_is_read_exactly_and_in_order(name: str) -> None:
    read = draft(name, accept_changes=name.endswith("review"))
    assert list(found(read.document.blocks)) == list(wanted(expected(name)))
    assert read.document.language is Language.FR


@pytest.mark.parametrize("name", ["communique-fr", "communique-fr-review"])
def test_marks_and_links_of_the_real_release_are_kept(name: str) -> None:
    blocks = [inlines for block in draft(name, accept_changes=True).document.blocks for inlines in contents(block)]
    looks = {tuple(look(inline) for inline in inlines) for inlines in blocks}
    for block in expected(name)["blocks"]:
        assert tuple(wanted_look(inline) for inline in block["inlines"]) in looks


def contents(block: Block) -> list[Inlines]:
    match block:
        case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
            return [item.content for item in items]
        case About(title=title, blocks=inner):
            return [title, *(content for part in inner for content in contents(part))]
    return [block.content]  # type: ignore[attr-defined]


def look(inline: object) -> tuple[str, str, bool, bool]:
    match inline:
        case Text(text=text, marks=marks):
            return text, "", Mark.STRONG in marks, Mark.SUPERSCRIPT in marks
        case Link(content=content, href=href):
            return plain(content), href, False, False
    return "", "", False, False


def wanted_look(inline: dict[str, Any]) -> tuple[str, str, bool, bool]:
    return inline["text"], inline.get("link", ""), inline.get("b", False), inline.get("sup", False)


def test_partners_speakers_and_contacts_of_the_real_release_are_recognised() -> None:
    blocks = draft("communique-fr").document.blocks
    assert [block.partner for block in blocks if isinstance(block, About)] == ["inria", "fraunhofer", "imt"]
    texts = [block["text"] for block in expected("communique-fr")["blocks"]]
    lines = [CONTACT_LINE.search(text) for text in texts if text.startswith("Contact presse")]
    wanted = [(line["name"], line["email"], line["phone"]) for line in lines if line]
    found = [block for block in blocks if isinstance(block, Contact)]
    assert [(block.name, block.email, block.phone) for block in found] == wanted
    assert [block.partner for block in found] == ["inria", "fraunhofer", "imt"]
    speakers = [text.partition(",")[0] for text in texts if " : «" in text and "," in text.partition(" : «")[0]]
    assert [block.speaker for block in blocks if isinstance(block, Quotation)] == speakers[:2]


def test_the_clean_draft_lacks_spaces_and_has_a_contact_as_heading_and_the_messy_one_says_what_is_odd() -> None:
    assert [finding.check for finding in draft("communique-fr").findings] == ["contact-as-heading", "nbsp-missing"]
    messy = {finding.check for finding in draft("communique-fr-messy").findings}
    assert {"text-box", "manual-bullet", "heading-inferred", "title-inferred", "header-embargo", "empty-paragraphs"} <= messy
    assert "paragraph-ends-mid-sentence" in messy


def test_a_draft_under_review_is_refused_and_leaks_nothing_when_its_changes_are_accepted() -> None:
    with pytest.raises(DraftError) as refused:
        draft("communique-fr-review")
    assert "3 insertions" in refused.value.fact.en
    everything = repr(draft("communique-fr-review", accept_changes=True)) + refused.value.sentence(Language.FR)
    for secret in expected("communique-fr-review")["must_not_leak"]:
        assert secret not in everything
    assert everything.count(expected("communique-fr-review")["moved_paragraph_once"]) == 1
