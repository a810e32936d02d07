"""What an engine does to a name that is not translated is undone before anybody reads it, and the origin says so."""

from __future__ import annotations

from dataclasses import dataclass

from communique.document import Document, Mark, Paragraph, Text, plain
from communique.drafts import Draft
from communique.editions import Unit
from communique.engines import Assignment, Translation
from communique.glossary import Concept, Glossary, Status, Term
from communique.house import EngineRule
from communique.languages import Language
from communique.markup import dump
from communique.memory import Memory
from communique.translation.stage import NAMES, fill, reason

FR, EN = Language.FR, Language.EN
GAIA = Concept("gaia", tuple(Term(language, "Gaia-X", Status.PREFERRED) for language in Language), do_not_translate=True)


@dataclass(frozen=True)
class Phrasebook:
    """An engine in this process that knows one sentence."""

    answer: str
    hosts: frozenset[str] = frozenset()
    tag_safe: bool = False

    def can(self, source: Language, target: Language) -> bool:
        return True

    def version(self, source: Language, target: Language) -> str:
        return "1"

    def translate(self, assignment: Assignment) -> list[Translation]:
        return [Translation(self.answer) for _ in assignment.texts]


def unit(answer: str) -> Unit:
    content = (Text("Le projet "), Text("Gaia-X", frozenset({Mark.STRONG})), Text(" avance."))
    draft = Draft("demo.docx", "demo", "0" * 64, Document(FR, (Paragraph(content, place="p1"),)))
    engines = [(EngineRule("libretranslate", "machine"), Phrasebook(answer))]
    at = "2025-11-24T09:00:00+00:00"
    return fill(draft, EN, memory=Memory(()), engines=engines, at=at, glossary=Glossary((GAIA,))).units[0]


def test_a_name_is_put_back_and_its_bold_comes_with_it() -> None:
    found = unit("The GAIA X project moves on.")

    assert found.target is not None
    assert dump(found.target) == "The **Gaia-X** project moves on."
    assert found.origin.note == NAMES
    assert all(reason(NAMES)[language] != NAMES for language in Language)


def test_a_name_that_was_left_alone_is_no_news() -> None:
    assert unit("The Gaia-X project moves on.").origin.note == ""


def test_a_name_that_is_gone_is_not_made_up() -> None:
    found = unit("The project moves on.")

    assert found.target is not None
    assert plain(found.target) == "The project moves on."
    assert NAMES not in found.origin.note.split()
