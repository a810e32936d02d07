from __future__ import annotations

from pathlib import Path

import pytest

from communique.document import About, Block, Bullets, Contact, Heading, KeyPoints, Numbered, Quotation, Table, plain
from communique.document_json import text_of
from communique.languages import Language
from communique.partners import Partner
from communique.readers import docx
from readers.word_files import Case, cases, typed

PARTNERS = {
    "inria": Partner("inria", "Inria", ("Inria", "L'Inria"), {}, (), {}),
    "fraunhofer": Partner("fraunhofer", "Fraunhofer-Gesellschaft", ("Fraunhofer-Gesellschaft", "Fraunhofer"), {}, (), {}),
}
CASES = cases(Path(__file__).with_name("press_releases.md"))
LANGUAGES = {"French": Language.FR, "German": Language.DE, "English": Language.EN}


def listed(block: Block) -> str:
    kind = type(block).__name__ + (str(block.level) if isinstance(block, Heading) else "") + ("?" if block.inferred else "")
    return f"{kind} {_text(block)}{_known(block)}"


def _text(block: Block) -> str:
    match block:
        case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
            return " / ".join(plain(item.content) for item in items)
        case Table(rows=rows):
            return " / ".join(" | ".join(plain(cell.content) for cell in row) for row in rows)
    return text_of(block).replace("\n", " / ")


def _known(block: Block) -> str:
    match block:
        case About(partner=partner):
            known = (partner,)
        case Contact(partner=partner, name=name, email=email, phone=phone) if email:
            known = (partner, name, email, phone)
        case Quotation(speaker=speaker, position=position):
            known = (speaker, position)
        case _:
            return ""
    return " {" + "; ".join(known).removesuffix("; ") + "}"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_draft_is_read_as_the_press_release_that_it_is(case: Case, tmp_path: Path) -> None:
    draft = docx.read(typed(tmp_path / "draft.docx", case.draft), partners=PARTNERS)
    assert [listed(block) for block in draft.document.blocks] == case.expected.splitlines()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_language_of_a_draft_is_recognised(case: Case, tmp_path: Path) -> None:
    draft = docx.read(typed(tmp_path / "draft.docx", case.draft))
    assert draft.document.language is LANGUAGES[case.title.replace(",", "").split()[0]]
    assert "language-uncertain" not in {finding.check for finding in draft.findings}
