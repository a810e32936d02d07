"""A tag that comes back around words that cannot be its own is not believed: bold on the wrong words is worse than none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from communique.document import Document, Inlines, Link, Mark, Paragraph, Text
from communique.drafts import Draft
from communique.engines import Assignment, Translation
from communique.house import EngineRule
from communique.languages import Language
from communique.memory import Memory
from communique.translation.stage import fill
from communique.translation.tag_places import astray
from communique.translation.tags import restored, tagged

FR, DE, EN = Language.FR, Language.DE, Language.EN
STRONG = frozenset({Mark.STRONG})
SHARE = (Text("Le projet compte "), Text("12 %", STRONG), Text(" de femmes."))
TWO = (Text("Le "), Text("projet", STRONG), Text(" avance avec "), Text("Inria", STRONG), Text("."))
LINKS = (
    Text("Voir "),
    Link((Text("le rapport de l’Inria"),), "https://a.example.org"),
    Text(" et "),
    Link((Text("le site"),), "https://b.example.org"),
    Text("."),
)
ONE = (Text("Le "), Text("projet", STRONG), Text(" avance."))

WRONG = [
    (SHARE, DE, '<g id="1">Das Projekt hat 12 % Frauen.</g>'),
    (SHARE, DE, 'Das <g id="1">Projekt</g> hat 12 % Frauen.'),
    (SHARE, DE, 'Das Projekt hat <g id="1">12 % Frauen</g>.'),
    (SHARE, DE, 'Das Projekt hat <g id="1">12</g> % Frauen.'),
    (TWO, DE, 'Das <g id="1">Projekt mit</g> Inria geht <g id="2">voran</g>.'),
    (LINKS, DE, 'Siehe <g id="2">den Bericht der Inria</g> und <g id="1">die Website</g>.'),
    (LINKS, DE, 'Siehe <g id="1">den Bericht</g> der Inria und <g id="2">die Website</g>.'),
    (ONE, EN, '<g id="1">The project moves on.</g>'),
    (ONE, EN, '<g id="1">The</g> project moves on.'),
]
RIGHT = [
    (SHARE, DE, 'Das Projekt hat <g id="1">12\u00a0%</g> Frauen.'),
    (SHARE, DE, '<g id="1">12 %</g> der Beteiligten sind Frauen.'),
    (TWO, DE, 'Das <g id="1">Projekt</g> geht voran mit <g id="2">Inria</g>.'),
    (TWO, DE, 'Mit <g id="2">Inria</g> geht das <g id="1">Projekt</g> voran.'),
    (TWO, DE, 'Das <g id="1">Projekt</g> geht voran mit <g id="2">dem Inria</g>.'),
    (LINKS, DE, 'Siehe <g id="1">den Bericht der Inria</g> und <g id="2">die Website</g>.'),
    (ONE, EN, 'The <g id="1">project</g> moves on.'),
]


def content_of(source: Inlines, answer: str) -> Inlines:
    sent = tagged(source)
    assert sent is not None
    found = restored(answer, sent)
    assert found is not None
    assert found.content is not None
    return found.content


@pytest.mark.parametrize(("source", "language", "answer"), WRONG)
def test_what_is_plainly_set_apart_elsewhere_is_astray(source: Inlines, language: Language, answer: str) -> None:
    assert astray(source, content_of(source, answer), (FR, language))


@pytest.mark.parametrize(("source", "language", "answer"), RIGHT)
def test_what_may_be_right_is_left_to_the_engine(source: Inlines, language: Language, answer: str) -> None:
    assert not astray(source, content_of(source, answer), (FR, language))


def test_a_number_whose_tag_went_astray_is_found_and_paid_for_once() -> None:
    own = Draft("demo.docx", "demo", "0" * 64, Document(FR, (Paragraph(SHARE, place="p1"),)))
    engine = Wide()
    edition = fill(own, DE, memory=Memory(()), engines=[(EngineRule("wide", "machine"), engine)], at="2025-11-24T09:00:00+00:00")
    assert edition.units[0].target == (Text("Das Projekt hat "), Text("12 %", STRONG), Text(" Frauen."))
    assert engine.asked == 1


@dataclass
class Wide:
    """An engine that puts its tags around whole sentences."""

    asked: int = 0
    hosts: frozenset[str] = frozenset()
    tag_safe: bool = True

    def can(self, source: Language, target: Language) -> bool:
        return source is not target

    def version(self, source: Language, target: Language) -> str:
        return f"wide {source}-{target}"

    def translate(self, assignment: Assignment) -> Iterator[Translation]:
        self.asked += len(assignment.texts)
        return (Translation('<g id="1">Das Projekt hat 12 % Frauen.</g>') for _ in assignment.texts)
