"""The real draft's defects are findings in their place, what is right in it is not, and only what must stop it stops it."""

from __future__ import annotations

import re

import pytest

from communique import house as houses
from communique import pipeline
from communique.findings import Finding, Severity
from communique.house import House
from real_house import DRAFTS, SLUG, build

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DRAFTS.is_dir(), reason="the real drafts do not lie beside the project"),
]

# Each defect by its number in the list beside the draft: where, the words that the finding shows, what it says should stand there.
DEFECTS = [
    ("D01 first", "p5", "Adopt Al", "Adopt AI"),
    ("D01 second", "p15", "Adopt Al", "Adopt AI"),
    ("D02", "p32", "d'ingénieures, d'ingénieures", "d'ingénieures, d'ingénieurs"),
    ("D03", "p28", "contractuelle.https", "contractuelle. https"),
    ("D04", "p13", "Essilor Luxottica", "EssilorLuxottica"),
    ("D05", "p31", "ministère de l'Économie et des finances", "ministère de l'Économie, des Finances et de la Souveraineté"),
    ("D06", "p32", "Teralab", "TeraLab"),
    ("D07", "p32", "plateforme de data & IA", "plateforme de données et d'IA"),
    ("D08", "p15", "— L'Institut", "— l'Institut"),
    ("D09", "p24", "A propos", "À propos"),
    ("D10", "p20", "L'Inria", "Inria"),
    ("D11", "p20", "Agence des programmes numériques", "Agence de programmes dans le numérique"),
    ("D12", "p25", "institut national", ""),
    ("D13", "p25", "équipes projets", "équipes-projets"),
    ("D14 start-up", "p25", "startups", "start-up"),
    ("D14 deeptech", "p25", "Deeptech", "deeptech"),
    ("D15 second", "p29", "Mandy Bartel", ""),
    ("D15 third", "p34", "Séverine Picault", ""),
    ("D16", "p29", "Contact presse Fraunhofer-Gesellschaft:", ""),
    ("D17", "p34", "06 27 66 05 09", "+33 6 27 66 05 09"),
    ("D18", "p14", "RTL Germany", "RTL Deutschland"),
    ("D19", "p31", "2 écoles", ""),
    ("D22", "p8", "Ambassade de France à Berlin", "ambassade de France en Allemagne"),
    ("D25", "p8", "Près d'un an après", ""),
    ("D26 day", "p2", "Novembre 2025", ""),
    ("D26 week", "p15", "cette semaine", ""),
    ("D27", "p16", "Une initiative de feuille de route en cours", ""),
    ("D28", "p28", "https://www.fraunhofer.de/en.html", ""),
    ("D30", "p5", "Des propositions sectorielles", ""),
    ("D31", "p6", "À la suite de l'échange", ""),
    ("D33 rank", "p31", "1er groupe", "premier groupe"),
    ("D33 century", "p32", "19e siècle", "XIXᵉ siècle"),
    ("D34 long", "p14", "—", "–"),
    ("D34 hyphen", "p29", "Mandy Bartel - presse", "Mandy Bartel – presse"),
    ("D35", "p10", "dialogue", ""),
]
# What must be mended before anything is published; the rest of the list is to be looked at, or advice.
STOPS = {"Adopt Al", "d'ingénieures, d'ingénieures", "Essilor Luxottica", "Teralab"}
RIGHT = [
    *("13 600", "32 000", "3 800"),
    *("représentantes et représentants", "collaboratrices et collaborateurs", "docteures et docteurs", "des femmes et des hommes"),
    *("plus compétitif et plus souverain", "en élargissant et en renforçant"),
    *("EURECOM", "InSIC", "(IMT)", "R&D", "French-German Tech Lab", "Vision and Perception Modeling", "9 mars 2026"),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house with the real draft's partners and termbase."""
    return houses.load(build(tmp_path_factory.mktemp("real") / "house"))


@pytest.fixture(scope="module")
def found(real: House) -> tuple[Finding, ...]:
    """Everything that is found in the real draft."""
    return pipeline.check(real, pipeline.read(real, real.drafts / f"{SLUG}.docx"))


def plain(text: str) -> str:
    """A text with ordinary spaces and straight apostrophes."""
    return re.sub(r"[\u00a0\u202f]", " ", text).replace("’", "'")


@pytest.mark.parametrize(("place", "words", "suggestion"), [row[1:] for row in DEFECTS], ids=[row[0] for row in DEFECTS])
def test_a_known_defect_is_a_finding_in_its_place(found: tuple[Finding, ...], place: str, words: str, suggestion: str) -> None:
    there = [finding for finding in found if finding.place == place and plain(words) in plain(finding.excerpt)]
    assert there
    assert any(plain(suggestion) in plain(finding.suggestion) for finding in there)


def test_typography_is_repaired_and_said_afterwards(found: tuple[Finding, ...]) -> None:
    said = next(finding.message.fr for finding in found if finding.check == "typography" and not finding.place)
    spaces, apostrophes = (int(re.findall(rf"{kind} (\d+)", said)[0]) for kind in ("insécables", "apostrophes"))
    assert spaces >= 28
    assert apostrophes == 92


def test_the_months_that_do_not_make_a_year_are_named(found: tuple[Finding, ...]) -> None:
    assert any("de « janvier 2025 » à « novembre 2025 », 10 mois" in plain(finding.message.fr) for finding in found)


def test_a_paragraph_cut_by_a_page_break_is_joined_and_said(real: House) -> None:
    messy = pipeline.read(real, DRAFTS / f"{SLUG}-messy.docx")
    cut = [finding for finding in messy.findings if finding.check == "paragraph-ends-mid-sentence"]
    assert ["en assurant leur transfert" in finding.excerpt for finding in cut] == [True]


@pytest.mark.parametrize("words", RIGHT)
def test_what_is_right_is_not_reported(found: tuple[Finding, ...], words: str) -> None:
    """No finding shows just these words, or a part of them."""
    shown = [plain(finding.excerpt) for finding in found if len(finding.excerpt) <= len(words) + 20]
    assert [excerpt for excerpt in shown if excerpt and (words in excerpt or re.search(rf"(?<!\w){re.escape(excerpt)}(?!\w)", words))] == []


def test_a_telephone_number_is_no_list_of_thousands(found: tuple[Finding, ...]) -> None:
    about = {finding.check for finding in found if "06 27 66" in plain(finding.excerpt)}
    assert about == {"phone_formats"}


def test_nothing_blocks_but_what_must_be_mended(found: tuple[Finding, ...]) -> None:
    blocking = {plain(finding.excerpt) for finding in found if finding.severity is Severity.BLOCK}
    assert blocking
    assert blocking <= STOPS
