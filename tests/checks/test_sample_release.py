"""The real release beside the project: its defects are found, and nothing right is reported."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from communique import glossary
from communique.checks import Pair, Reference, inspect_document, inspect_pairs
from communique.document import Document, Paragraph, Text
from communique.findings import Finding, Severity
from communique.languages import Language
from communique.repairs import said_afterwards
from communique.text.typography import mend_document

DRAFTS = Path(__file__).parents[3] / "shared" / "data" / "drafts"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DRAFTS.is_dir(), reason="the corpora are not beside the project"),
]


@cache
def _reference() -> Reference:
    return Reference(glossary.load(DRAFTS / "terms.csv"))


@cache
def _document() -> Document:
    text = (DRAFTS / "press-release-fr.txt").read_text(encoding="utf-8")
    lines = [line.lstrip("# ") for line in text.splitlines() if line.strip()]
    return Document(Language.FR, tuple(Paragraph((Text(line),), place=f"p{at}") for at, line in enumerate(lines, 1)))


@cache
def _found() -> tuple[Finding, ...]:
    return inspect_document(_document(), _reference())


@cache
def _found_after_repair() -> tuple[Finding, ...]:
    """As at intake, which puts the typography right before anybody reads."""
    return inspect_document(mend_document(_document()), _reference())


@pytest.mark.parametrize(
    "excerpt, suggestion",
    [
        ("Adopt Al", "Adopt AI"),
        ("d'ingénieures, d'ingénieures", "d'ingénieures, d'ingénieurs"),
        ("A propos", "À propos"),
        ("Essilor Luxottica", "EssilorLuxottica"),
        ("Teralab", "TeraLab"),
        ("équipes projets", "équipes-projets"),
        ("Agence des programmes numériques", "Agence de programmes dans le numérique"),
    ],
)
def test_a_defect_of_the_draft_is_found_with_its_correction(excerpt: str, suggestion: str) -> None:
    assert (excerpt, suggestion) in {(finding.excerpt, finding.suggestion) for finding in _found()}


def test_the_private_number_is_found_with_its_international_form() -> None:
    numbers = [(finding.excerpt, finding.suggestion) for finding in _found() if finding.check == "mobile_numbers"]
    assert [suggestion for _, suggestion in numbers] == [excerpt.replace("0", "+33 ", 1) for excerpt, _ in numbers]
    assert len(numbers) == 1


def test_the_address_that_is_glued_to_its_sentence_is_found() -> None:
    assert [f.excerpt for f in _found() if f.check == "links"] == ["contractuelle.https://www.fraunhofer.de/en.html"]


@pytest.mark.parametrize(
    "right",
    [
        "représentantes et représentants",
        "collaboratrices et collaborateurs",
        "docteures et docteurs",
        "femmes et des hommes",
        "plus compétitif et plus souverain",
        "en élargissant et en renforçant",
        "EURECOM",
        "InSIC",
        "R&D",
        "French-German Tech Lab",
        "Vision and Perception Modeling",
    ],
)
def test_what_is_right_is_not_reported(right: str) -> None:
    assert not [
        f for f in _found_after_repair() if f.severity is not Severity.HINT and f.excerpt and (f.excerpt in right or right in f.excerpt)
    ]


def test_its_typography_is_repaired_and_counted() -> None:
    mended = mend_document(_document())
    said, accent = said_afterwards(_document(), mended)
    assert "apostrophes 92" in said.message.en
    assert (accent.excerpt, accent.suggestion) == ("A propos", "À propos")
    assert said_afterwards(mended, mend_document(mended)) == ()


@pytest.mark.parametrize("source, target", [("fr", "de"), ("fr", "en"), ("de", "en")])
def test_the_right_translations_are_not_blocked(source: str, target: str) -> None:
    with (DRAFTS / "press-release.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    languages = Language(source), Language(target)
    pairs = [
        Pair(f"{r['block']}.{r['sentence']}", f"p{r['block']}", "Paragraph", (Text(r[source]),), (Text(r[target]),), *languages)
        for r in rows
    ]
    found = inspect_pairs(pairs, _reference())
    assert [f for f in found if f.severity is Severity.BLOCK] == []
    assert sum(f.severity is Severity.WARN for f in found) <= 6
