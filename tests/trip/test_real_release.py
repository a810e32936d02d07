"""The real release makes the whole trip: its words are in the PDF, its defects are findings, its partners' texts are printed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from communique import gate, pipeline
from communique import house as houses
from communique.findings import Finding
from communique.house import House
from communique.languages import Language
from real_house import DRAFTS, SLUG, build

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DRAFTS.is_dir(), reason="the real drafts do not lie beside the project"),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house of real input in which the real release was approved and rendered, in a process of its own."""
    folder = build(tmp_path_factory.mktemp("real") / "house")
    trip = Path(sys.modules["real_house"].__file__ or "").parent / "one_trip.py"
    subprocess.run([sys.executable, trip, folder, folder / "drafts" / f"{SLUG}.docx"], check=True, capture_output=True)
    return houses.load(folder)


@pytest.fixture(scope="module")
def found(real: House) -> tuple[Finding, ...]:
    """Everything that is found in the real draft."""
    return pipeline.check(real, pipeline.read(real, real.drafts / f"{SLUG}.docx"))


def words(text: str) -> str:
    """A text as its letters and figures, whatever its spaces, hyphenation, apostrophes and capitals with or without accent."""
    joined = re.sub(r"[-\u00ad]\n", "", text)
    return re.sub(r"\W+", "", joined.replace("À propos", "A propos"))


def printed(real: House, language: Language) -> str:
    """The text of a rendered PDF as `pdftotext` gives it, without its running lines."""
    pdf = real.output / SLUG / language / f"{SLUG}.{language}.pdf"
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


def test_every_block_of_the_draft_is_in_the_pdf(real: House) -> None:
    blocks = json.loads((DRAFTS / f"{SLUG}.expected.json").read_text(encoding="utf-8"))["blocks"]
    raw = subprocess.run(
        ["pdftotext", "-raw", real.output / SLUG / "fr" / f"{SLUG}.fr.pdf", "-"], check=True, capture_output=True, text=True
    )
    text = re.sub(r"(?m)^.*\d ?/ ?\d$|^Dialogue franco-allemand.*…$", "", raw.stdout).replace("\f", "\n")
    missing = [
        block["text"] for block in blocks if not block["text"].startswith("Contact presse") and words(block["text"]) not in words(text)
    ]
    assert missing == []


def test_the_contacts_of_the_draft_are_in_every_pdf(real: House) -> None:
    blocks = json.loads((DRAFTS / f"{SLUG}.expected.json").read_text(encoding="utf-8"))["blocks"]
    addresses = [word for block in blocks for word in block["text"].split() if "@" in word]
    assert len(addresses) == 3
    for language in Language:
        assert [address for address in addresses if address not in printed(real, language)] == []


@pytest.mark.parametrize(
    ("excerpt", "suggestion"),
    [
        ("Adopt Al", "Adopt AI"),
        ("d'ingénieures, d'ingénieures", ""),
        ("A propos", "À propos"),
        ("contractuelle.https", ""),
    ],
    ids=["look-alike name", "doubled word", "capital without accent", "glued address"],
)
def test_the_known_defects_are_findings(found: tuple[Finding, ...], excerpt: str, suggestion: str) -> None:
    named = [finding for finding in found if excerpt.replace("'", "’") in finding.excerpt.replace("'", "’")]
    assert named
    assert any(suggestion in finding.suggestion for finding in named)


def test_german_and_english_are_approved_translations_without_a_blocking_finding(real: House) -> None:
    board = gate.board(real, SLUG)
    assert board.approved
    german = pipeline.counts(pipeline.edition(real, SLUG, Language.DE))
    assert (german.nowhere, german.engine) == (0, 0)
    blocking = [f for f in pipeline.findings(real, SLUG) if f.severity == "block" and f.language in (Language.DE, Language.EN)]
    assert blocking == []


def test_the_partners_official_texts_are_printed_in_each_language(real: House) -> None:
    for language, sentence in {
        Language.DE: "Die Fraunhofer-Gesellschaft mit Sitz in Deutschland",
        Language.EN: "Fraunhofer",
        Language.FR: "La Fraunhofer-Gesellschaft, dont le siège se situe en Allemagne",
    }.items():
        assert words(sentence) in words(printed(real, language))
