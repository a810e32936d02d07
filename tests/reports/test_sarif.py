"""The SARIF report: only what SARIF 2.1.0 (OASIS) knows, all that it asks for, and what code hosts need."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from communique import families, pipeline
from communique.findings import Finding, Severity, Waiver
from communique.languages import Language, same


def an_object(required: str, **properties: Any) -> dict[str, Any]:
    """An object as the standard has them: nothing but its own properties."""
    return {"type": "object", "additionalProperties": False, "required": required.split(), "properties": properties}


def list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


# The parts of SARIF 2.1.0 that we write, with the clauses that they come from.
TEXT = {"type": "string", "minLength": 1}
MESSAGE = an_object("text", text=TEXT)  # 3.11
REFERENCE = {"type": "string", "format": "uri-reference", "pattern": "^[^ ]+$"}
ARTIFACT_LOCATION = an_object("uri", uri=REFERENCE, index={"type": "integer", "minimum": 0})  # 3.4
REGION = an_object("startLine", startLine={"type": "integer", "minimum": 1})  # 3.30
PHYSICAL = an_object("artifactLocation", artifactLocation=ARTIFACT_LOCATION, region=REGION)  # 3.29
LOGICAL = an_object("", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT)  # 3.33
LOCATION = an_object("physicalLocation", physicalLocation=PHYSICAL, logicalLocations=list_of(LOGICAL))  # 3.28
SUPPRESSION = an_object(
    "kind", kind={"enum": ["inSource", "external"]}, status={"enum": ["accepted", "underReview", "rejected"]}, justification=TEXT
)  # 3.35
RESULT = an_object(
    "message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=list_of(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=list_of(SUPPRESSION),
)  # 3.27
RULE = an_object("id", id=TEXT, shortDescription=MESSAGE)  # 3.49
DRIVER = an_object("name", name=TEXT, version=TEXT, rules={**list_of(RULE), "uniqueItems": True})  # 3.19
RUN = an_object(
    "tool",
    tool=an_object("driver", driver=DRIVER),
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    artifacts=list_of(an_object("", location=ARTIFACT_LOCATION)),
    results=list_of(RESULT),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
)  # 3.14
LOG = an_object("version runs", version={"const": "2.1.0"}, runs=list_of(RUN), **{"$schema": {"type": "string"}})  # 3.13

NUMBER = Finding(
    check="numbers",
    place="line12",
    message=same("number differs from the original"),
    severity=Severity.BLOCK,
    language=Language.DE,
    segment="u1/s2",
    excerpt="38",
    source="37",
)
HINT = Finding(check="heading-inferred", place="p3", message=same("a heading"), severity=Severity.HINT)
WAIVER = {NUMBER.id: Waiver("Anna Nord", "2026-03-09T12:00:00Z", "The number is right.")}


def written(found: tuple[Finding, ...], language: Language = Language.EN, **more: Any) -> dict[str, Any]:
    log = json.loads(families.load("reports", "sarif").write(found, language, "dé posé.xlf", **more))
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("waived", [{}, WAIVER])
@pytest.mark.parametrize("found", [(), (NUMBER,), (NUMBER, HINT)])
def test_a_report_is_what_the_standard_asks_for(found: tuple[Finding, ...], waived: dict[str, Waiver], language: Language) -> None:
    text = families.load("reports", "sarif").write(found, language, "dé posé.xlf", waived=waived, titles=pipeline.titles("checks"))
    jsonschema.validate(json.loads(text), LOG, cls=jsonschema.Draft7Validator)


def test_each_result_points_to_its_rule_and_each_rule_has_its_promise() -> None:
    run = written((HINT, NUMBER), titles=pipeline.titles("checks"))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["heading-inferred", "numbers"]
    assert rules[1]["shortDescription"]["text"] == pipeline.titles("checks")["numbers"][Language.EN]
    assert rules[0]["shortDescription"]["text"] == "a heading"


def test_a_line_of_a_bilingual_file_is_a_region_and_a_place_in_word_is_none() -> None:
    one, other = (result["locations"][0] for result in written((NUMBER, HINT))["results"])
    assert one["physicalLocation"]["region"] == {"startLine": 12}
    assert one["logicalLocations"][0]["fullyQualifiedName"] == "u1/s2"
    assert "region" not in other["physicalLocation"]


def test_a_waived_finding_is_suppressed_with_its_reason_and_every_other_result_says_that_it_is_not() -> None:
    one, other = written((NUMBER, HINT), waived=WAIVER)["results"]
    assert one["suppressions"][0]["justification"] == "waived by Anna Nord on 2026-03-09: The number is right."
    assert other["suppressions"] == []
    assert "suppressions" not in written((NUMBER, HINT))["results"][0]


def test_a_result_shows_both_texts() -> None:
    assert written((NUMBER,))["results"][0]["message"]["text"] == "number differs from the original: 37 | 38"
