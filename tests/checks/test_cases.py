"""Every check says about its cases what the case files expect."""

from __future__ import annotations

import pytest

from casefiles import FOLDER, Case, cases

CASES = [pytest.param(path.stem, case, id=f"{path.stem}: {case}") for path in sorted(FOLDER.glob("*.md")) for case in cases(path.name)]


@pytest.mark.parametrize("check, case", CASES)
def test_a_check_finds_what_its_case_file_expects(check: str, case: Case) -> None:
    assert case.findings(check) == case.expected
