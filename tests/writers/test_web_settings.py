"""What `[web]` in house.toml says is understood, or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import house as houses
from communique.errors import HouseError
from communique.languages import Language
from communique.rules import web_address
from communique.rules.web_address import Web
from press_sample import ROOT

FR, DE, EN = Language
HOUSE = (ROOT / "templates" / "house.toml").read_text(encoding="utf-8")


def house_with(root: Path, lines: str) -> houses.House:
    (root / "templates").mkdir()
    (root / "templates" / "house.toml").write_text(f"{HOUSE}\n[web]\n{lines}\n", encoding="utf-8")
    return houses.load(root)


def test_a_house_that_says_nothing_has_no_address_and_is_indexed(tmp_path: Path) -> None:
    assert house_with(tmp_path, "").web == Web()
    assert not Web()
    assert Web().index
    assert not Web().reserved


def test_every_line_is_understood(tmp_path: Path) -> None:
    lines = 'address = "https://presse.example.org/notes/"\nsite_name = " Presse  Inria "\nindex = false\nfeeds = false\n'
    found = house_with(tmp_path, lines + 'tdm = "https://presse.example.org/tdm.json"').web
    assert found == Web("https://presse.example.org/notes", "Presse Inria", False, True, "https://presse.example.org/tdm.json", False)


@pytest.mark.parametrize(("value", "reserved"), [(True, True), (False, False)])
def test_mining_is_reserved_without_terms_too(value: bool, reserved: bool) -> None:
    found = web_address.read({"tdm": value})
    assert (found.reserved, found.policy) == (reserved, "")


def test_the_commented_lines_of_house_toml_work_once_the_sign_is_taken_away(tmp_path: Path) -> None:
    lines = HOUSE[HOUSE.index("# [web]") :].split("\n\n")[0].splitlines()
    shown = "\n".join(line.removeprefix("# ") for line in lines)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.toml").write_text(f"{HOUSE}\n{shown}\n", encoding="utf-8")
    assert houses.load(tmp_path).web.address == "https://presse.example.org"
    assert {line.split(" =")[0] for line in shown.splitlines() if " = " in line} == web_address.LINES


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"adress": "https://example.org"}, "there is no line “adress”"),
        ("https://example.org", "“web” is not a table"),
        ({"address": "presse.example.org"}, "“address” is not the address of a folder of the site"),
        ({"address": "http://presse.example.org"}, "“address” is not"),
        ({"address": "https://user:secret@presse.example.org"}, "“address” is not"),
        ({"address": "https://presse.example.org/?page=1"}, "“address” is not"),
        ({"address": "https://presse.example.org/#top"}, "“address” is not"),
        ({"address": "https://presse.example.org/../etc"}, "“address” is not"),
        ({"address": 'https://presse.example.org/"onload="x'}, "“address” is not"),
        ({"address": "https://localhost"}, "“address” is not"),
        ({"address": 5}, "“address” is not"),
        ({"site_name": ["x"]}, "“site_name” is not a name"),
        ({"site_name": "a\nb"}, "“site_name” is not a name"),
        ({"index": "no"}, "“index” is neither true nor false"),
        ({"feeds": 0}, "“feeds” is neither true nor false"),
        ({"tdm": "no"}, "“tdm” is neither false nor true nor the address of your terms"),
        ({"tdm": "http://example.org/tdm"}, "“tdm” is neither"),
        ({"tdm": 1}, "“tdm” is neither"),
    ],
)
def test_what_is_misspelt_is_refused_in_a_sentence(values: object, says: str) -> None:
    with pytest.raises(HouseError) as refusal:
        web_address.read(values)
    assert says in refusal.value.sentence(EN)
    assert all(refusal.value.hint[language] for language in Language)
    assert len({refusal.value.fact[language] for language in Language}) == 3
    assert "secret" not in refusal.value.sentence(EN)


def test_addresses_are_those_of_the_output_folder() -> None:
    own = Web("https://presse.example.org")
    assert own.of("dialogue-été/fr/x.pdf") == "https://presse.example.org/dialogue-%C3%A9t%C3%A9/fr/x.pdf"
    assert own.feed(DE) == "https://presse.example.org/feeds/de.atom"
    assert Web("https://presse.example.org", feeds=False).feed(DE) == Web().feed(FR) == ""
