"""`communique check`: drafts, bilingual files and releases in every form, and bad input in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from houses import SAMPLE, Call, tree

WRONG = '<trans-unit id="7"><source>Il y a 37 écoles.</source><target>Es gibt 38 Schulen.</target></trans-unit>'
RIGHT = '<trans-unit id="8"><source>Il y a 37 écoles.</source><target>Es gibt 37 Schulen.</target></trans-unit>'
OTHER = '<trans-unit id="9"><source>Oui</source><target xml:lang="it">Sì</target></trans-unit>'
ROW = {"id": "a", "source_lang": "fr-FR", "target_lang": "en_GB", "source": "Il y a 37 écoles.", "target": "There are 38 schools."}


def xliff(folder: Path, *units: str) -> Path:
    path = folder / "a.xlf"
    file = f'<file source-language="fr" target-language="de"><body>{"".join(units)}</body></file>'
    path.write_text(f'<xliff version="1.2">\n{file}\n</xliff>', encoding="utf-8")
    return path


def lines(folder: Path, *rows: object) -> Path:
    path = folder / "a.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_each_row_of_json_gets_a_line_of_json_in_order(call: Call, tmp_path: Path) -> None:
    path = lines(tmp_path, ROW, {**ROW, "id": "b", "target": "There are 37 schools."}, {**ROW, "id": "c", "target_lang": "it"})
    done = call("check", path, "--format", "json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(answer["id"], [one["check"] for one in answer["findings"]]) for answer in answers] == [
        ("a", ["numbers"]),
        ("b", []),
        ("c", []),
    ]
    assert [answer.get("checked", True) for answer in answers] == [True, True, False]
    assert done.stderr.strip() == "one pair in other languages was not checked (fr-FR → it)"
    assert done.returncode == 1
    assert call("check", path, "--json").stdout == done.stdout


def test_rows_without_a_blocking_finding_end_with_nought(call: Call, tmp_path: Path) -> None:
    assert call("check", lines(tmp_path, {**ROW, "target": "There are 37 schools."}), "--json").returncode == 0


@pytest.mark.parametrize("form", ["text", "html", "sarif", "markdown", "sheet"])
def test_a_bilingual_file_has_a_report_of_every_form(call: Call, tmp_path: Path, form: str) -> None:
    done = call("check", xliff(tmp_path, WRONG, RIGHT, OTHER), "--format", form)
    assert done.returncode == 1
    assert "number differs from the original" in done.stdout
    assert "one pair in other languages" in done.stderr


def test_a_finding_of_a_bilingual_file_says_line_and_segment(call: Call, tmp_path: Path) -> None:
    done = call("check", xliff(tmp_path, WRONG, RIGHT), lang="de")
    assert done.stdout.splitlines()[0] == "a.xlf (Paare: 2) — blockierend: 1"
    assert "Deutsch, Zeile 2, Segment 7" in done.stdout


def test_a_release_is_checked_by_its_name_and_shows_who_waived_what(ready: Path, call: Call) -> None:
    answer = json.loads(call("check", SAMPLE, "--json").stdout)
    blocking = [one for one in answer["findings"] if one["severity"] == "block" and one["check"] == "names"]
    reason = "Der Partner schreibt sich so."
    waived = call("waive", SAMPLE, blocking[0]["id"], "--as", "maud", "--reason", reason)
    assert waived.returncode == 0, waived.stderr
    after = json.loads(call("check", SAMPLE, "--json").stdout)["findings"]
    assert [one["waiver"]["reason"] for one in after if "waiver" in one] == [reason]
    assert reason in call("check", SAMPLE).stdout
    results = json.loads(call("check", SAMPLE, "--format", "sarif").stdout)["runs"][0]["results"]
    assert [one["ruleId"] for one in results if one["suppressions"]] == ["names"]


def _folder(folder: Path) -> Path:
    (folder / "a.tmx").mkdir()
    return folder / "a.tmx"


def _broken_second_line(folder: Path) -> Path:
    path = lines(folder, ROW)
    path.write_text(path.read_text() + "{'id': 2}\n")
    return path


def _entities(folder: Path) -> Path:
    path = folder / "a.tmx"
    path.write_text('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body/></tmx>')
    return path


def _binary(folder: Path) -> Path:
    path = folder / "a.xlf"
    path.write_bytes(bytes(range(256)) * 16)
    return path


def _unknown(folder: Path) -> Path:
    path = folder / "a.json.txt"
    path.write_text("Bonjour")
    return path


@pytest.mark.parametrize("lang", ["fr", "de", "en"])
@pytest.mark.parametrize("make", [_folder, _broken_second_line, _entities, _binary, _unknown, lambda folder: folder / "absent.xlf"])
def test_what_cannot_be_checked_gets_one_sentence_and_leaves_nothing(
    call: Call, house: Path, tmp_path: Path, make: Callable[[Path], Path], lang: str
) -> None:
    path, before = make(tmp_path), tree(house)
    done = call("check", path, "--json", lang=lang)
    assert (done.returncode, done.stdout) == (2, "")
    sentence = done.stderr.strip()
    assert sentence.startswith(path.name)
    assert " — " in sentence
    assert "\n" not in sentence
    assert tree(house) == before
