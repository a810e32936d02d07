"""A name that an engine altered is put back where that is certain, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document import Break, Link, Mark, Text, plain
from communique.glossary import Concept, Glossary, Status, Term
from communique.languages import Language
from communique.markup import dump, load
from communique.translation.kept_names import Change, altered, names_in, put_back

LINES = [
    line
    for line in Path(__file__).with_name("kept_names.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = [line for line in LINES if not line.startswith("@")]


def concept(line: str) -> Concept:
    name, *wrong = (part.strip() for part in line.removeprefix("@").split(";"))
    terms = [Term(language, name, Status.PREFERRED) for language in Language]
    terms += [Term(Language(form[:2]), form[3:], Status.FORBIDDEN) for form in wrong]
    return Concept(name, tuple(terms), do_not_translate=True)


GLOSSARY = Glossary(tuple(concept(line) for line in LINES if line.startswith("@")))


def corrected(source: str, target: str, languages: tuple[Language, Language]) -> str:
    return plain(put_back((Text(target),), altered(source, target, names_in(source, GLOSSARY, languages))))


@pytest.mark.parametrize("line", CASES)
def test_a_name_is_put_back_where_it_is_certain(line: str) -> None:
    direction, source, target, expected = (part.strip() for part in line.split("|"))
    languages = Language(direction[:2]), Language(direction[3:])

    assert corrected(source, target, languages) == (target if expected == "=" else expected)


def test_there_are_sixty_cases_and_more_that_must_stay_than_not() -> None:
    assert len(CASES) >= 60
    assert sum(line.endswith("| =") for line in CASES) > len(CASES) / 2


def test_a_name_of_two_concepts_is_nobodys() -> None:
    twice = Glossary((*GLOSSARY.concepts, Concept("other", (Term(Language.FR, "Inria", Status.ADMITTED),), do_not_translate=True)))

    assert altered("Inria avance.", "INRIA moves on.", names_in("Inria avance.", twice, (Language.FR, Language.EN))) == ()


def test_a_name_goes_back_under_its_mark_and_link() -> None:
    target = load("The **GAIA-X** project and [the INRIA team](https://example.org/a).")
    changes = altered("Gaia-X, Inria", plain(target), names_in("Gaia-X, Inria", GLOSSARY, (Language.FR, Language.EN)))

    assert dump(put_back(target, changes)) == "The **Gaia-X** project and [the Inria team](https://example.org/a)."


def test_a_name_across_the_edge_of_a_mark_is_left_alone() -> None:
    target = load("The **GAIA**-X project")

    assert put_back(target, [Change(4, 10, "Gaia-X")]) == target


WORDS = st.sampled_from(
    [*(c.id for c in GLOSSARY.concepts), "INRIA", "gaia-x", "Teralab", "le", "und", ".", "The World", "Adopting AI", "a"]
)


@given(st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS, max_size=8).map(" ".join), st.sampled_from(Language))
def test_putting_back_twice_changes_nothing_more(source: str, target: str, language: Language) -> None:
    once = corrected(source, target, (Language.FR, language))

    assert corrected(source, once, (Language.FR, language)) == once


@given(st.lists(st.sampled_from([Text("ab "), Text("cd", frozenset({Mark.STRONG})), Break(), Link((Text("ef"),), "https://example.org")])))
def test_no_change_gives_the_same_text(content: list[Text | Break | Link]) -> None:
    assert plain(put_back(tuple(content), ())) == plain(tuple(content))
