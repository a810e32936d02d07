"""Each run of the case set comes back on its words or is let go with a finding; none comes back on others."""

from __future__ import annotations

from itertools import permutations

import pytest

from communique import families
from communique.checks import Pair, Reference
from communique.document import plain
from communique.glossary import Glossary
from communique.languages import Language
from communique.markup import dump
from communique.translation.marks import carry, runs_of
from mark_cases import Case, cases, known

CASES = list(cases())


def test_there_are_two_hundred_runs_in_six_directions() -> None:
    assert sum(len(runs_of(case.source)) for case in CASES) >= 200
    assert {case.languages for case in CASES} == set(permutations(Language, 2))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run_comes_back_on_its_words_or_not_at_all(case: Case) -> None:
    content, _ = carry(case.source, plain(case.expected), languages=case.languages, known=known(case.languages).get)

    assert dump(content) == dump(case.expected)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_let_go_has_a_finding(case: Case) -> None:
    content, dropped = carry(case.source, plain(case.expected), languages=case.languages, known=known(case.languages).get)
    pair = Pair("k", "p1", "Paragraph", case.source, content, *case.languages)
    found = list(families.load("checks", "lost_marks").on_pair(pair, Reference(Glossary())))

    assert bool(dropped) == bool(found)
