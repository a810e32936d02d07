"""What `communique read` says of a draft, file and text in one list, and what `check` then leaves out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from communique import house, pipeline
from communique.drafts import Draft
from communique.findings import Finding
from communique.line_items import ANSWERED
from houses import ROOT, Call
from readers.word_files import typed

SCHEMA = json.loads((ROOT / "docs" / "read.schema.json").read_text(encoding="utf-8"))
SHARED = ROOT.parent / "shared" / "data" / "drafts"
OPENING = "[Title] Un titre\nParis, le 24 novembre 2025\nLes partenaires présentent les résultats de leurs travaux et la suite.\n"
TEXTS = {
    "double-space": ("Le but  est clair pour tous.", "Le but  est clair pour tous.", "Le but est clair pour tous."),
    "homoglyph": ("Un projet sоuverain est né.", "sоuverain", "souverain"),
    "mixed-apostrophes": ("C’est l'idée du jour.", "C’est l'idée du jour.", "C’est l’idée du jour."),
    "mixed-quotes": ('Il dit « oui » puis "non" au projet.', 'Il dit « oui » puis "non" au projet.', None),
    "nbsp-missing": ("Un but : agir.", "Paris, le 24 novembre 2025", "Paris, le 24\u00a0novembre 2025"),
    "links": (
        "Voir le site.https://example.org/a pour en savoir plus.",
        "site.https://example.org/a",
        "site. https://example.org/a",
    ),
    "doubled_words": ("Le plan de de relance.", "de de", "de"),
    "names": ("Le sommet Adopt Al commence.", "Adopt Al", "Adopt AI"),
    "capital accents": ("L’Etat soutient le projet.", "Etat", "État"),
}


def read(path: Path, text: str) -> Draft:
    return pipeline.read(house.load(ROOT), typed(path / "brouillon-du-jour.docx", OPENING + text))


def items(draft: Draft) -> tuple[Finding, ...]:
    return pipeline.line_items(house.load(ROOT), draft)


def of(found: tuple[Finding, ...], *checks: str) -> list[tuple[str, str, str]]:
    return [(finding.check, finding.place, finding.excerpt) for finding in found if finding.check in checks]


def test_every_line_item_of_a_text_is_printed_with_its_words_and_what_should_stand_instead(call: Call, tmp_path: Path) -> None:
    draft = typed(tmp_path / "brouillon.docx", OPENING + "\n".join(text for text, _, _ in TEXTS.values()))
    done = call("read", draft, "--json")
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(values)
    said = {(finding["check"], finding["excerpt"]): finding for finding in values["findings"]}
    for check, (_, excerpt, suggestion) in TEXTS.items():
        finding = said[check.replace("capital accents", "capital_accents"), excerpt]
        assert suggestion is None or finding["suggestion"] == suggestion
        assert finding["place"].startswith("p")
        assert set(finding["message"]) == {"fr", "de", "en"}


def test_line_items_stand_in_reading_order_and_none_stands_twice(tmp_path: Path) -> None:
    found = items(read(tmp_path, "\n".join(text for text, _, _ in reversed(TEXTS.values()))))
    numbers = [int(finding.place[1:]) for finding in found if finding.place[1:].isdigit()]
    assert numbers == sorted(numbers)
    assert len(numbers) > 8
    facts = [(finding.check, finding.place, finding.excerpt) for finding in found]
    assert len(facts) == len(set(facts))


def test_a_word_of_two_scripts_is_said_once_by_read_and_by_check(tmp_path: Path) -> None:
    draft = read(tmp_path, "Un projet sоuverain est né.\nUn autre, sоuverain lui aussi.")
    checked = pipeline.check(house.load(ROOT), draft)
    assert of(items(draft), "homoglyph", "names") == [("homoglyph", "p4", "sоuverain")]
    assert of(checked, "homoglyph", "names") == [("names", "p4", "sоuverain"), ("names", "p5", "sоuverain")]


def test_a_known_name_with_a_foreign_letter_is_said_by_the_check_that_knows_the_name(tmp_path: Path) -> None:
    assert of(items(read(tmp_path, "Le centre Inriа est là.")), "homoglyph", "names") == [("names", "p4", "Inriа")]


def test_a_skipped_heading_level_is_said_once(tmp_path: Path) -> None:
    text = "[Heading 1] Un\nUn paragraphe de texte.\n[Heading 3] Deux\nUn paragraphe de texte."
    draft = read(tmp_path, text)
    assert of(items(draft), "heading-level-skipped", "heading_levels") == [("heading-level-skipped", "p6", "Deux")]
    assert of(pipeline.check(house.load(ROOT), draft), "heading-level-skipped", "heading_levels") == [("heading_levels", "p6", "Deux")]


def test_check_says_afterwards_what_was_repaired_and_not_before(tmp_path: Path) -> None:
    draft = read(tmp_path, "\n".join(text for text, _, _ in TEXTS.values()))
    assert {finding.check for finding in draft.findings} & ANSWERED == ANSWERED - {"heading-level-skipped", "title-missing"}
    checked = pipeline.check(house.load(ROOT), draft)
    assert {finding.check for finding in checked} & ANSWERED == set()
    assert [finding.place for finding in checked if finding.check == "typography"] == [""]
    assert "typography" not in {finding.check for finding in items(draft)}


def test_a_missing_capital_accent_that_is_repaired_is_still_shown_by_read(tmp_path: Path) -> None:
    found = [finding for finding in items(read(tmp_path, "A propos d’Inria\nInria est un institut.")) if finding.check == "typography"]
    assert [(finding.excerpt, finding.suggestion) for finding in found] == [("A propos", "À propos")]


def test_the_terminal_speaks_the_officers_language(call: Call, tmp_path: Path) -> None:
    draft = typed(tmp_path / "brouillon.docx", OPENING + "Un but  clair : agir.")
    french, german = (call("read", draft, lang=language).stdout for language in ("fr", "de"))
    assert "Titre  paragraphe 1\n  Un titre\n" in french
    assert "Ort und Datum  Absatz 2 · erschlossen\n" in german
    assert "but··clair" in french
    assert "Paris, le 24 novembre 2025 → Paris, le 24°novembre 2025" in french
    assert not any(word in french for word in ("Paragraph", "Title", "français,"))


EXPECTED = {
    "headings by direct formatting only": "heading-inferred",
    "manual bullets": "manual-bullet",
    "mixed straight and curly apostrophes": "mixed-apostrophes",
    "mixed quotation marks": "mixed-quotes",
    "double spaces": "double-space",
    "missing no-break space before : ; ! ? and inside « »": "nbsp-missing",
    "empty paragraphs": "empty-paragraphs",
    "paragraph ends in mid-sentence": "paragraph-ends-mid-sentence",
    "text box found (contact)": "text-box",
    "header/footer text not part of the release (embargo notice)": "header-embargo",
    "image without a known asset": "image-kept",
    "missing space before https://www.fraunhofer.de/en.html": "links",
}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are not beside the project")
def test_every_warning_that_the_messy_draft_deserves_is_said_of_it() -> None:
    wanted = json.loads((SHARED / "communique-fr-messy.expected.json").read_text(encoding="utf-8"))["expect_warnings"]
    own = house.load(ROOT)
    found = pipeline.line_items(own, pipeline.read(own, SHARED / "communique-fr-messy.docx"))
    assert set(wanted) == set(EXPECTED)
    assert {EXPECTED[warning] for warning in wanted} <= {finding.check for finding in found}
    assert all(finding.place and finding.excerpt for finding in found if finding.check in set(EXPECTED.values()) - {"empty-paragraphs"})
    glued = next(finding for finding in found if finding.check == "links")
    assert glued.suggestion == "contractuelle. https://www.fraunhofer.de/en.html"
