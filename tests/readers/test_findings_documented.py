"""What the reader says of a draft, and the page that explains it to officers, name each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.languages import Language
from communique.readers._oddities import SENTENCES
from communique.readers._revisions import Revisions, Unsettled

PAGE = Path(__file__).parents[2] / "docs" / "read.md"
ROWS = {
    code: (severity, says, what)
    for code, severity, says, what in re.findall(
        r"^\| `([\w-]+)` \| (\w+) \| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
}


def settled() -> dict[str, str]:
    """The codes and severities of what is read as accepted or left out."""
    revisions = Revisions()
    for kind in Unsettled:
        revisions.note(kind, "p1")
    return {finding.check: finding.severity.value for finding in revisions.settle(accept=True)}


def test_every_finding_of_the_reader_has_its_line_and_no_line_lacks_its_finding() -> None:
    assert set(ROWS) == set(SENTENCES) | set(settled())


@pytest.mark.parametrize("code", SENTENCES)
def test_a_finding_is_documented_with_its_severity_its_own_sentence_and_what_to_do(code: str) -> None:
    severity, message = SENTENCES[code]
    shown, says, what = ROWS[code]
    assert shown == severity.value
    assert f"{says}; {what}" == re.sub(r"\{\w+\}", "…", message[Language.EN]).replace("\u00a0", " ")


def test_unsettled_things_are_documented_with_their_severity() -> None:
    assert {code: ROWS[code][0] for code in settled()} == settled()
