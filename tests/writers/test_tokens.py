"""A house changes its colours and faces in one file; what could not be read is refused in a sentence that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import HouseError
from communique.languages import Language
from communique.writers import html, pdf
from communique.writers._contrast import contrast, readable
from communique.writers._tokens import tokens
from press_sample import APPROVED, ROOT, restyled, short

EN = Language.EN
OWN = "#8a1c5c"


def test_the_colours_of_the_file_are_those_of_page_and_paper(tmp_path: Path) -> None:
    house = restyled(tmp_path, "tokens.css", lambda style: style.replace("#00616b", OWN))
    release = short(tmp_path, "title: News", "p: Text.")
    page = html.write(release, EN, house, APPROVED).decode()
    assert f"--accent: {OWN};" in page
    assert "#00616b" not in page
    assert pdf.write(release, EN, house, APPROVED) != pdf.write(release, EN, restyled(tmp_path / "other", "tokens.css", str), APPROVED)


def test_a_colour_that_changes_is_seen_in_the_same_process(tmp_path: Path) -> None:
    house, release = restyled(tmp_path, "tokens.css", str), short(tmp_path, "title: News", "p: Text.")
    before = pdf.write(release, EN, house, APPROVED)
    path = house.templates / "release" / "tokens.css"
    path.write_text(path.read_text(encoding="utf-8").replace("#00616b", "#8a1c5c "), encoding="utf-8")
    assert pdf.write(release, EN, house, APPROVED) != before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("#ffcc00", "the contrast is 1.5, 4.5 is needed — the nearest shade that will do is #"),
        ("teal", "the value of “--accent” is no colour (teal) — write the sign #"),
        ("#0a6", "is no colour (#0a6)"),
    ],
)
def test_a_colour_that_does_not_do_is_named_with_the_way_out(tmp_path: Path, wrong: str, said: str) -> None:
    house = restyled(tmp_path, "tokens.css", lambda style: style.replace("#00616b", wrong))
    with pytest.raises(HouseError) as stopped:
        html.write(short(tmp_path, "title: News", "p: Text."), EN, house, APPROVED)
    assert "tokens.css" in str(stopped.value)
    assert said in str(stopped.value)


def test_the_shade_that_the_sentence_names_is_accepted(tmp_path: Path) -> None:
    house = restyled(tmp_path, "tokens.css", lambda style: style.replace("#00616b", "#ffcc00"))
    with pytest.raises(HouseError) as stopped:
        tokens(house.templates / "release")
    shade = str(stopped.value).rsplit(" ", 1)[1]
    path = house.templates / "release" / "tokens.css"
    path.write_text(path.read_text(encoding="utf-8").replace("#ffcc00", shade), encoding="utf-8")
    assert tokens(house.templates / "release").light["accent"] == shade


def test_what_is_wrong_on_dark_screens_only_is_said_to_be_so(tmp_path: Path) -> None:
    house = restyled(tmp_path, "tokens.css", lambda style: style.replace("--ink: #e4eaee", "--ink: #333333"))
    with pytest.raises(HouseError, match="dark screen"):
        tokens(house.templates / "release")


def test_a_face_without_its_files_is_refused(tmp_path: Path) -> None:
    house = restyled(tmp_path, "tokens.css", lambda style: style.replace('"Source Serif 4"', '"Comic Sans MS"'))
    with pytest.raises(HouseError, match=r"the face Comic Sans MS has no @font-face line in print\.css"):
        tokens(house.templates / "release")


def test_titles_and_text_can_be_set_in_one_face(tmp_path: Path) -> None:
    house = restyled(tmp_path, "tokens.css", lambda style: style.replace('"Source Serif 4"', '"Source Sans 3"'))
    assert b"SourceSerif" not in pdf.write(short(tmp_path, "title: News", "p: Text."), EN, house, APPROVED)


def test_a_house_without_the_file_keeps_the_colours_that_it_had(tmp_path: Path) -> None:
    house = restyled(tmp_path, "tokens.css", str)
    (house.templates / "release" / "tokens.css").unlink()
    ours = tokens(ROOT / "templates" / "release")
    assert tokens(house.templates / "release") == ours
    assert html.write(short(tmp_path, "title: News", "p: Text."), EN, house, APPROVED)


@pytest.mark.parametrize("ground", ["#ffffff", "#12181e", "#808080", "#777777"])
@pytest.mark.parametrize("colour", ["#00616b", "#ffcc00", "#ff0000", "#808080"])
def test_the_nearest_readable_shade_can_be_read(colour: str, ground: str) -> None:
    assert contrast(readable(colour, (ground,)), ground) >= 4.5
