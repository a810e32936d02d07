"""A new house is complete: it reads, runs and previews at once, and stands nobody else's text in for its own."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from communique import gate, house, partners, pipeline
from communique.document import plain
from communique.errors import HouseError
from communique.languages import Language
from communique.operation import founding, upkeep
from communique.reviewers import load as load_reviewers
from communique.shipped import CHECKOUT, PATTERN
from houses import run_from_the_start

FR, DE, EN = Language
NAME = "Institut « Lumière »\n& \"Söhne\" {x} \\ # '''"


@pytest.mark.parametrize("spoken", Language)
def test_a_new_house_runs_a_draft_and_previews_it_at_once(tmp_path: Path, spoken: Language) -> None:
    root = founding.found(tmp_path / "new", name=NAME, languages=(FR, DE, EN) if spoken is FR else (DE, FR), language=spoken)
    own = upkeep.new_key(house.load(root))
    assert own.name == " ".join(NAME.split())
    shutil.copy(CHECKOUT / "drafts" / "dialogue-ia.docx", own.drafts)
    slug = pipeline.take_in(own, own.drafts / "dialogue-ia.docx")
    for language in pipeline.languages_of(own, slug):
        pipeline.translate(own, slug, language)
    gate.submit(own, slug)
    made = {path.name for path in gate.preview(own, slug)} if spoken is FR else set()
    assert spoken is not FR or {"dialogue-ia.fr.pdf", "dialogue-ia.de.html"} <= made
    assert {cell.language for cell in gate.board(own, slug).cells} == set(own.languages)


def test_a_new_house_has_its_own_partner_with_a_text_in_every_language(tmp_path: Path) -> None:
    own = house.load(founding.found(tmp_path / "new", name=NAME, languages=tuple(Language), language=EN))
    (partner,) = partners.load(own.templates / "partners").values()
    assert partner.name == own.name
    assert own.asks(partner.id)
    for language in Language:
        assert plain(partner.boilerplate(language).paragraphs[0])
    assert load_reviewers(own) == {}
    assert not own.public_key


def test_nothing_of_this_projects_own_partners_comes_along(tmp_path: Path) -> None:
    root = founding.found(tmp_path / "new", name="A house", languages=(EN,), language=EN)
    written = [path for path in root.rglob("*") if path.is_file() and path.suffix in {".toml", ".csv", ".md"}]
    values = tomllib.loads((root / "templates" / "house.toml").read_text(encoding="utf-8"))
    assert list(values["approvals"]) == ["a-house"]
    assert all("Fraunhofer" not in path.read_text(encoding="utf-8") for path in written)
    assert len((root / "templates" / "glossary.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_the_templates_are_complete_with_fonts_and_their_licences(tmp_path: Path) -> None:
    root = founding.found(tmp_path / "new", name="A house", languages=(EN,), language=EN)
    ours = CHECKOUT / "templates" / "release"
    assert {path.relative_to(ours) for path in ours.rglob("*")} == {
        path.relative_to(root / "templates" / "release") for path in (root / "templates" / "release").rglob("*")
    }
    assert (root / "templates" / "release" / "fonts" / "OFL-SourceSans3.txt").is_file()
    assert "output/*" in (root / ".gitignore").read_text(encoding="utf-8")
    assert "\n.~lock.*\n" in (root / ".gitignore").read_text(encoding="utf-8"), "what LibreOffice leaves beside an open draft"
    assert "decisions/* -text" in (root / ".gitattributes").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", Language)
def test_the_page_of_instructions_is_in_the_language_of_the_call(tmp_path: Path, language: Language) -> None:
    root = founding.found(tmp_path / "new", name="A house", languages=tuple(Language), language=language)
    readme = (root / "README.md").read_text(encoding="utf-8")
    first = {FR: "## Par où commencer", DE: "## Was zuerst zu tun ist", EN: "## What to do first"}
    assert first[language] in readme
    assert readme.startswith("# A house\n")
    assert "templates/partners/a-house.toml" in readme
    assert len(readme.splitlines()) < 50


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_what_is_there_already_is_not_written_over(tmp_path: Path, taken: str) -> None:
    place = tmp_path / "taken"
    if taken == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "mine").write_text("mine")
    with pytest.raises(HouseError, match="is not empty"):
        founding.found(place, name="A house", languages=(EN,), language=EN)
    assert [path.read_text() for path in (place, place / "mine") if path.is_file()] == ["mine"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert house.load(founding.found(tmp_path, name="A house", languages=(EN,), language=EN)).languages == (EN,)


def test_the_wheel_carries_all_that_a_new_house_is_made_of() -> None:
    rules = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    for source in ("templates/release", "templates/house.toml", "templates/glossary.csv", "flows"):
        assert (CHECKOUT / source).exists()
        assert rules["force-include"][source] == f"communique/pattern/{source}"
    assert all((PATTERN / name).is_file() for name in ("gitignore", "gitattributes", "reviewers.toml"))
    assert all((PATTERN / f"README.{language}.md").is_file() for language in Language)


def test_a_language_that_there_is_not_is_told_with_the_option_that_named_it(tmp_path: Path) -> None:
    done = run_from_the_start(tmp_path, "new-house", tmp_path / "new", "--languages", "fr,xx")
    assert done.returncode == 2
    assert "communique new-house: --languages takes: fr, de, en" in done.stderr
    assert not (tmp_path / "new").exists()
