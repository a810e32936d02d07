"""A word of house.toml that is misspelt decides nothing about where texts go: it is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import house
from communique.errors import HouseError
from communique.languages import Language

REST = 'name = "House"\nlanguages = ["fr"]\n[approvals]\n'
DEEPL = '[[engines]]\nname = "deepl"\nhost = "eu"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "templates" / "house.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("line", ['host = "Machine"', 'host = "europe"', 'host = ["eu"]', 'jurisdiction = "eu"', "host = true"])
def test_where_texts_go_has_to_be_said_in_one_of_three_words(tmp_path: Path, line: str) -> None:
    with pytest.raises(HouseError) as refused:
        house.load(written(tmp_path, REST + DEEPL.replace('host = "eu"', line)))
    assert "under deepl, “host” does not say where texts go" in refused.value.sentence(Language.EN)


@pytest.mark.parametrize("hosts", ['"machine"', '["Machine"]', '[["machine"]]'])
def test_who_may_see_a_text_under_embargo_has_to_be_a_list_of_these_words(tmp_path: Path, hosts: str) -> None:
    with pytest.raises(HouseError, match="does not say who may see a text under embargo"):
        house.load(written(tmp_path, f"{REST}[embargo]\nhosts = {hosts}\n"))


@pytest.mark.parametrize(
    "engines", ['engines = ["deepl"]\n', 'engines = "deepl"\n', '[engines]\nname = "deepl"\n', '[[engines]]\nhost = "eu"\n']
)
def test_an_engine_is_a_table_with_a_name(tmp_path: Path, engines: str) -> None:
    with pytest.raises(HouseError, match="as a table with its name"):
        house.load(written(tmp_path, engines + REST if engines.startswith("engines") else REST + engines))


def test_one_name_is_one_engine(tmp_path: Path) -> None:
    """Two of a name would share key, exceptions and counts, and the farther one be taken for the nearer."""
    with pytest.raises(HouseError, match="deepl stands there twice"):
        house.load(written(tmp_path, REST + DEEPL + DEEPL.replace("eu", "any")))


@pytest.mark.parametrize("name", ["key", "api_key", "API_KEY", "token", "password"])
def test_a_key_in_the_file_is_refused_and_not_shown(tmp_path: Path, name: str) -> None:
    with pytest.raises(HouseError, match="an access key is written under deepl") as refused:
        house.load(written(tmp_path, f'{REST}{DEEPL}{name} = "quittenzeisig"\n'))
    assert "quittenzeisig" not in str(refused.value)
