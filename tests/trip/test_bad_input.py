"""Bad input gets one clear sentence in the officer's language and an exit code, and nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from houses import SAMPLE, Call, tree

SENTENCES = {"fr": "\u00a0: ", "de": ": ", "en": ": "}


def _missing(house: Path) -> list[object]:
    return ["run", house / "drafts" / "absent.docx"]


def _old_word(house: Path) -> list[object]:
    path = house / "drafts" / "ancien.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2048)
    return ["run", path]


def _folder(house: Path) -> list[object]:
    path = house / "drafts" / "dossier.docx"
    path.mkdir()
    return ["run", path]


def _empty(house: Path) -> list[object]:
    path = house / "drafts" / "vide.docx"
    docx.Document().save(str(path))
    return ["run", path]


def _unknown_language(house: Path) -> list[object]:
    return ["run", house / "drafts" / f"{SAMPLE}.docx", "--to", "it"]


def _partner_without_german(house: Path) -> list[object]:
    path = house / "templates" / "partners" / "inria.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\[about\.de\].*?(?=\n\[)", "", text, flags=re.DOTALL), encoding="utf-8")
    return ["run", house / "drafts" / f"{SAMPLE}.docx"]


def _broken_house(house: Path) -> list[object]:
    (house / "templates" / "house.toml").write_text('name = "x\nlanguages = [', encoding="utf-8")
    return ["run", house / "drafts" / f"{SAMPLE}.docx"]


def _no_key(house: Path) -> list[object]:
    (house / ".communique" / "gate.key").unlink()
    return ["run", house / "drafts" / f"{SAMPLE}.docx"]


def _no_house(house: Path) -> list[object]:
    (house / "templates" / "house.toml").unlink()
    return ["status"]


def _unknown_release(house: Path) -> list[object]:
    return ["render", "absent"]


def _unknown_command(house: Path) -> list[object]:
    return ["publish-everything"]


CASES: dict[str, tuple[Callable[[Path], list[object]], str, int]] = {
    "a missing file": (_missing, "absent.docx", 2),
    "an old .doc": (_old_word, "ancien.docx", 2),
    "a folder": (_folder, "dossier.docx", 2),
    "an empty document": (_empty, "vide.docx", 2),
    "an unknown language": (_unknown_language, "communique run", 2),
    "a partner without a German boilerplate": (_partner_without_german, "templates/partners/inria.toml", 2),
    "a broken house.toml": (_broken_house, "templates/house.toml", 2),
    "an absent key": (_no_key, "gate.key", 2),
    "a folder that is no house": (_no_house, "house", 2),
    "an unknown release": (_unknown_release, "absent", 2),
    "an unknown command": (_unknown_command, "communique", 2),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lang", ["fr", "de", "en"])
def test_bad_input_gets_a_sentence_an_exit_code_and_changes_nothing(name: str, lang: str, house: Path, call: Call) -> None:
    prepare, place, code = CASES[name]
    words = prepare(house)
    before = tree(house)
    done = call(*words, lang=lang)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    sentence = done.stderr.strip()
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert place in sentence.partition(SENTENCES[lang])[0]
    assert " — " in sentence, "no way out"
    assert tree(house) == before
