"""Checks, their documentation and their case files name each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casefiles import FOLDER
from communique import families
from communique.document import Text
from communique.findings import Severity
from communique.languages import Language
from communique.text.typography import mend

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "checks.md"
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+) \| \w+ \|$", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE))
MEMBERS = families.members("checks")
HOOKS = {"on_passage", "on_pair", "on_document", "on_release"}


def test_every_check_has_its_line_in_the_documentation_and_no_line_lacks_its_check() -> None:
    assert set(ROWS) == set(MEMBERS)


def test_every_check_has_its_cases_and_no_case_file_lacks_its_check() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(MEMBERS)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_check_is_documented_with_its_own_sentence(name: str) -> None:
    module = families.load("checks", name)
    assert module.TITLE[Language.EN].split(": ", 1)[1].replace("\u00a0", " ") == ROWS[name]


@pytest.mark.parametrize("name", MEMBERS)
def test_a_check_offers_a_hook(name: str) -> None:
    assert HOOKS & set(vars(families.load("checks", name)))


@pytest.mark.parametrize("name", MEMBERS)
def test_what_a_check_says_follows_the_typography_that_the_checks_ask_for(name: str) -> None:
    module = families.load("checks", name)
    for wording in (value for value in vars(module).values() if type(value).__name__ == "Wording" and value is not module.TITLE):
        for language in Language:
            assert mend((Text(wording[language]),), language) == (Text(wording[language]),)


def test_the_documentation_explains_every_severity() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    assert all(f"| {severity} |" in text for severity in Severity)
