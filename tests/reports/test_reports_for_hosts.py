"""The reports for code hosts that are no SARIF: GitHub's annotations and GitLab's code quality, beside the lines of a repository."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from communique import families
from communique.errors import CommuniqueError
from communique.findings import Finding, Severity, Waiver
from communique.languages import Language, same

NUMBER = Finding(
    check="numbers",
    place="line12",
    message=same("number differs"),
    severity=Severity.BLOCK,
    language=Language.DE,
    segment="u1",
    excerpt="38",
    source="37",
)
HINT = Finding(check="heading-inferred", place="p3", message=same("a heading"), severity=Severity.HINT)
PLACES = (("drafts/a/de.json", 7), ("drafts/a.docx", 0))
WAIVED = {NUMBER.id: Waiver("Anna Nord", "2026-03-09T12:00:00Z", "The number is right.")}


@pytest.mark.parametrize("sign", ["\n", "\r", "\x85", "\u2028", "\x1b[2K", "\udc80", "\u202e"])
def test_the_name_of_a_file_begins_no_line_of_its_own_in_an_error(sign: str) -> None:
    sentence = CommuniqueError(f"drafts/x{sign}::error::y.docx", same("cannot be read"), same("mend it")).sentence(Language.EN)
    assert sentence.startswith("drafts/x?")
    assert sentence.endswith("::error::y.docx: cannot be read — mend it")


def annotations(*found: Finding, **more: Any) -> list[str]:
    text: str = families.load("reports", "annotations").write(found, Language.EN, "dé, posé:1.xlf", **more)
    return text.splitlines()


def rows(*found: Finding, **more: Any) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(families.load("reports", "code_quality").write(found, Language.EN, "a.xlf", **more))
    return told


def test_an_annotation_names_file_line_and_level_and_the_gravest_comes_first() -> None:
    assert annotations(HINT, NUMBER, at=PLACES[::-1]) == [
        "::error file=drafts/a/de.json,line=7,title=German%2C line 12%2C segment u1 (numbers)::number differs: 37 | 38",
        "::notice file=drafts/a.docx,title=paragraph 3 (heading-inferred)::a heading",
    ]


def test_a_line_of_a_bilingual_file_is_annotated_there() -> None:
    assert annotations(NUMBER)[0].startswith("::error file=dé%2C posé%3A1.xlf,line=12,")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_the_words_of_a_draft_begin_no_command_of_their_own(end: str) -> None:
    sly = Finding(check="c", place="p1", message=same("odd"), excerpt=f"%0A{end}::stop-commands::x")
    (line,) = annotations(sly)
    assert line.startswith("::warning ")
    assert "%250A" in line


def test_gitlab_is_given_what_its_format_asks_for() -> None:
    one, other = rows(NUMBER, HINT, at=PLACES)
    assert {key: one[key] for key in ("check_name", "severity", "location")} == {
        "check_name": "numbers",
        "severity": "blocker",
        "location": {"path": "drafts/a/de.json", "lines": {"begin": 7}},
    }
    assert other["location"]["lines"] == {"begin": 1}
    assert re.fullmatch("[0-9a-f]{64}", one["fingerprint"])
    assert "number differs: 37 | 38" in one["description"]


def test_the_same_finding_in_two_files_has_two_fingerprints_and_keeps_them_when_it_moves() -> None:
    here, there = rows(NUMBER, NUMBER, at=(("a.json", 1), ("b.json", 1)))
    (moved,) = rows(NUMBER, at=(("a.json", 5),))
    assert here["fingerprint"] != there["fingerprint"]
    assert here["fingerprint"] == moved["fingerprint"]


def test_a_waived_finding_is_not_told() -> None:
    assert len(rows(NUMBER, HINT, waived=WAIVED)) == 1
    assert len(annotations(NUMBER, HINT, waived=WAIVED)) == 1


def test_sarif_of_several_files_is_one_run_with_an_index_into_its_files() -> None:
    log = json.loads(families.load("reports", "sarif").write((NUMBER, HINT), Language.EN, "drafts", at=PLACES))
    (run,) = log["runs"]
    files = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [files[place["artifactLocation"]["index"]] for place in places] == [path for path, _ in PLACES]
    assert [place["artifactLocation"]["uri"] for place in places] == [path for path, _ in PLACES]
    assert places[0]["region"] == {"startLine": 7}
