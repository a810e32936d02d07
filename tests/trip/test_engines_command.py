"""`communique engines` says what works here, for which languages, and what to do about the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from houses import SAMPLE, Call

DEEPL = '\n[[engines]]\nname = "deepl"\nhost = "eu"\n\n[approvals]'


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with files that are named like a model's."""
    folder = tmp_path / "another-machine"
    folder.mkdir()
    for name in ("model.bin", "vocab.spm"):
        (folder / name).write_bytes(b"x")
    return folder


def _hosted(house: Path) -> None:
    path = house / "templates" / "house.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("\n[approvals]", DEEPL, 1), encoding="utf-8")


def test_what_an_engine_lacks_is_said_with_the_way_out(house: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    _hosted(house)
    said = call("engines", "list").stdout
    assert "has no translation model on this machine" in said
    assert "→ run “communique engines add fr-en”" in said
    assert "→ put the key into DEEPL_API_KEY" in said


def test_an_engine_that_is_farther_than_the_house_says_is_not_ready(house: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A free account's key leads to an address for which DeepL promises nothing."""
    monkeypatch.setenv("DEEPL_API_KEY", "key:fx")
    _hosted(house)
    found = {one["engine"]: one for one in json.loads(call("engines", "list", "--json").stdout)}
    assert not found["deepl"]["ready"]
    assert "api-free.deepl.com" in found["deepl"]["why"]


def test_the_languages_that_a_model_is_missing_for_are_said(house: Path, call: Call, models: Path) -> None:
    assert call("engines", "add", "fr-en", "--from", models).returncode == 0
    assert "ready for fr-en\n" in call("engines", "list").stdout
    (house / "templates" / "memory").rename(house / "templates" / "elsewhere")
    foretold = call("run", house / "drafts" / f"{SAMPLE}.docx", "--dry-run")
    assert "local: has no model for fr-de — run “communique engines add fr-de”" in foretold.stderr
