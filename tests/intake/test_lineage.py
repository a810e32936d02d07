"""A corrected draft goes back into its release, and no second release is made of one text by accident."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from communique import lineage
from communique.draft_names import understood
from communique.languages import Language
from communique.lineage import Belonging, Holder

A, B = "a" * 64, "b" * 64
HELD = Holder("dialogue-ia.docx", A, "dialogue-ia")


def found(file: str, sha256: str = B, held: Iterable[Holder] = (HELD,), there: Iterable[str] | None = None) -> Belonging:
    known = tuple(held)
    names = {file, *(there if there is not None else (one.file for one in known))}
    return lineage.Register(known, names).belonging(file, lambda: sha256)


@pytest.mark.parametrize(
    "name",
    [
        "dialogue-ia v2.docx",
        "Dialogue IA v2.docx",
        "dialogue_ia_V2.docx",
        "dialogue-ia-v2.1.docx",
        "dialogue-ia (2).docx",
        "dialogue-ia(1).docx",
        "dialogue-ia version 3 (1).docx",
        "dialogue-ia – Fassung 2.docx",
        "dialogue-ia final.docx",
        "dialogue-ia corrigé.docx",
        "dialogue-ia_korrigiert.docx",
    ],
)
def test_a_newer_version_goes_into_the_same_release(name: str) -> None:
    assert found(name) == Belonging("dialogue-ia")


@pytest.mark.parametrize(
    "name",
    [
        "Kopie von dialogue-ia.docx",
        "Kopie (2) von dialogue-ia.docx",
        "dialogue-ia - Kopie.docx",
        "dialogue-ia - Copie (2).docx",
        "Copie de dialogue-ia.docx",
        "Copy of dialogue-ia.docx",
        "dialogue-ia copy 2.docx",
    ],
)
def test_a_copy_beside_its_original_is_not_read_and_takes_its_place_when_the_original_is_gone(name: str) -> None:
    beside = found(name)
    assert beside.release == "dialogue-ia"
    assert "dialogue-ia.docx" in beside.fact[Language.EN]
    assert found(name, there=()) == Belonging("dialogue-ia")


@pytest.mark.parametrize("name", ["dialogue-ia 2026.docx", "dialogue-ia 2.docx", "dialogue-ia (2026).docx", "fusion.docx", "v2.docx"])
def test_another_name_is_another_release(name: str) -> None:
    belonging = found(name)
    assert belonging.release != "dialogue-ia"
    assert not belonging.fact[Language.EN]


def test_an_older_version_is_not_read() -> None:
    held = Holder("dialogue-ia v3.docx", A, "dialogue-ia")
    for name in ("dialogue-ia.docx", "dialogue-ia v2.docx", "dialogue-ia (4).docx"):
        assert "older" in found(name, held=[held]).fact[Language.EN]
    assert found("dialogue-ia v4.docx", held=[held]) == Belonging("dialogue-ia")


def test_the_same_bytes_under_a_newer_name_are_the_same_file() -> None:
    assert "same file" in found("dialogue-ia (2).docx", A).fact[Language.EN]


def test_a_renamed_file_is_followed_by_its_bytes() -> None:
    assert found("fusion.docx", A, there=()) == Belonging("dialogue-ia")
    assert found("fusion.docx", A) == Belonging("fusion")


def test_a_name_is_the_same_however_its_accents_are_put_together() -> None:
    name = "Dialogue été.docx"
    for one in ("NFC", "NFD"):
        for other in ("NFC", "NFD"):
            held = Holder(unicodedata.normalize(one, name), A, "dialogue-ete")
            assert found(unicodedata.normalize(other, name), held=[held]) == Belonging("dialogue-ete")


def test_a_twin_that_differs_in_case_only_is_not_read_while_both_are_there() -> None:
    assert "same release name" in found("Dialogue-IA.docx").fact[Language.EN]
    assert found("Dialogue-IA.docx", there=()) == Belonging("dialogue-ia")


def test_the_order_of_names_is_without_circles() -> None:
    names = [
        "x.docx",
        "x (1).docx",
        "x (2).docx",
        "x v2.docx",
        "x v2 (1).docx",
        "x v2.1.docx",
        "x v10.docx",
        "x final.docx",
        "x final v2.docx",
    ]
    ranks = [understood(name).rank for name in names]
    assert ranks == sorted(set(ranks))
    assert {understood(name).family for name in names} == {"x"}


def test_a_record_is_known_by_its_first_lines_and_a_broken_one_by_none(tmp_path: Path) -> None:
    for name, text in {
        "one": f'{{\n "version": 1,\n "file": "\\u00e9t\\u00e9 \\"x\\".docx",\n "sha256": "{A}",\n "document": {"x" * 9000}',
        "two": f'{{"sha256": "{B}", "file": "two.docx"}}',
        "three": '{"version": 1',
        "four": "[]",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "draft.json").write_text(text, encoding="utf-8")
    assert lineage.holders(tmp_path) == (Holder('été "x".docx', A, "one"), Holder("two.docx", B, "two"))
