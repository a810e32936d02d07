"""The sheet and the form of a release that waits say what is so now, and of a secret release no name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique import discretion, gate, pipeline
from communique import house as houses
from communique.approval import sheets
from communique.findings import Finding, Severity
from communique.house import House
from communique.languages import Language, same
from communique.operation import listening, shelf, waiting
from communique.operation.waiting import Standing
from houses import SAMPLE
from leaks import normal, texts_of
from office import approve_all, mend

FR, DE, EN = Language.FR, Language.DE, Language.EN
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def own(ready: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv(shelf.ADDRESS, "http://127.0.0.1:4321/secret")
    monkeypatch.setenv(listening.DESK, "https://review.example.org")
    return houses.load(ready)


def secret(own: House) -> None:
    path = own.drafts / SAMPLE / "release.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("confidential = false", "confidential = true"), encoding="utf-8")


def sheet(own: House, **more: str) -> str:
    return waiting.sheet(own, SAMPLE, EN, now=NOW, **more)


def test_the_form_says_what_is_missing_by_when_and_where_to_look(own: House) -> None:
    gate.preview(own, SAMPLE)
    said = sheet(own, told="✔ The decision is recorded.")
    assert said.startswith("**✔ The decision is recorded.**\n")
    assert "German: [HTML](http://127.0.0.1:4321/secret/dialogue-ia-preview/de/dialogue-ia.de.html)" in said
    assert "Review desk: https://review.example.org" in said
    assert "To be decided by 20" in said
    assert "German · Fraunhofer-Gesellschaft — waiting · Jonas Wiebelt" in said
    assert "the text has changed since" not in said


def test_a_form_says_that_its_previews_are_older_than_the_text(own: House) -> None:
    gate.preview(own, SAMPLE)
    mend(own, SAMPLE)
    assert "the text has changed since. The review desk shows it as it stands." in sheet(own)
    gate.preview(own, SAMPLE)
    assert "the text has changed since" not in sheet(own)


def test_what_a_form_would_say_has_a_mark_that_changes_with_texts_and_decisions_only(own: House) -> None:
    before = waiting.mark_of(own, SAMPLE)
    assert waiting.mark_of(own, SAMPLE) == before
    mend(own, SAMPLE)
    mended = waiting.mark_of(own, SAMPLE)
    approve_all(own, SAMPLE, but=1)
    approved = waiting.mark_of(own, SAMPLE)
    assert len({before, mended, approved}) == 3
    assert waiting.said(sheet(own)) == waiting.said(waiting.sheet(own, SAMPLE, EN, now=datetime.now(UTC)))


def test_a_release_waits_then_is_returned_then_approved(own: House) -> None:
    mend(own, SAMPLE)
    assert waiting.standing(gate.board(own, SAMPLE)) is Standing.WAITING
    gate.give_back(own, SAMPLE, DE, "fraunhofer", "jonas", comment="shorter, please")
    assert waiting.standing(gate.board(own, SAMPLE)) is Standing.RETURNED
    approve_all(own, SAMPLE)
    assert waiting.standing(gate.board(own, SAMPLE)) is Standing.APPROVED


def test_nothing_of_a_secret_release_is_on_its_form_its_sheet_or_in_its_refusal(own: House) -> None:
    secret(own)
    release = gate.Case(own, SAMPLE).release
    texts = texts_of(release)
    with pytest.raises(Exception, match="Jonas Wiebelt") as refusal:
        gate.publish(own, SAMPLE)
    told = waiting.told(own, SAMPLE, refusal.value, EN)
    assert "jonas" in told
    for said in (sheet(own), gate.review_sheet(own, SAMPLE, EN), told):
        assert [text for text in texts if text in normal(said)] == []
    assert "German | fraunhofer | ○ waiting | jonas, friederike" in gate.review_sheet(own, SAMPLE, EN)


def test_names_are_spelt_out_where_nothing_is_secret(own: House) -> None:
    assert discretion.masked(own, SAMPLE, "Jonas Wiebelt", NOW) == "Jonas Wiebelt"
    secret(own)
    assert discretion.masked(own, SAMPLE, "Jonas Wiebelt (Fraunhofer-Gesellschaft)", NOW) == "jonas (fraunhofer)"


def test_a_long_table_of_findings_is_folded_and_its_counts_stand_before_it(own: House) -> None:
    case = gate.Case(own, SAMPLE)
    found = [Finding(check=f"check-{n}", place=f"p{n}", message=same(f"wrong {n}"), severity=Severity.WARN) for n in range(sheets.LONG + 1)]
    long = sheets.write(case.release, case.board, found, {}, EN, own)
    assert f"blocks: 0 · to look at: {len(found)} · hint: 0\n\n<details><summary>Show all {len(found)} lines</summary>\n\n| " in long
    assert long.count("</details>") == 1
    assert "<details>" not in sheets.write(case.release, case.board, found[:-1], pipeline.titles("checks"), EN, own)
