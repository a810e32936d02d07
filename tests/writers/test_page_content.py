"""What a page is made of: official texts in place of the draft's, settings in place of its lines, nothing untranslated."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique import document as d
from communique.editions import Edition, Origin, Source
from communique.errors import HouseError, RenderError
from communique.house import House
from communique.languages import Language
from communique.markup import load
from communique.releases import Release
from communique.writers import html
from communique.writers._labels import labels
from communique.writers._page import UNTRANSLATED, Page, compose
from press_sample import APPROVED, PREVIEW, edition, released, short, text_of, written

FR, DE, EN = Language


def texts(page: Page) -> str:
    return "\n".join(page.texts())


def test_official_boilerplates_replace_those_of_the_draft(release: Release, house: House) -> None:
    page = compose(release, FR, house, APPROVED)
    assert [d.plain(about.title) for about in page.abouts if isinstance(about, d.About)] == [
        "À propos d’Inria",
        "À propos de la Fraunhofer-Gesellschaft",
        "À propos de l’Institut Mines-Télécom",
        "À propos de Valmenor Santé",
    ]
    assert "Ancien texte" not in texts(page)


def test_official_contacts_replace_those_of_the_draft_and_others_stay(release: Release, house: House) -> None:
    cards = compose(release, DE, house, APPROVED).cards
    assert [card.organisation for card in cards] == ["Inria", "Fraunhofer-Gesellschaft", "Institut Mines-Télécom", ""]
    assert d.plain(cards[-1].content) == "Pressekontakt Valmenor Santé: presse@valmenor.example.org"


def test_partners_stand_in_the_releases_order(release: Release, house: House) -> None:
    page = compose(replace(release, partners=release.partners[::-1]), EN, house, APPROVED)
    assert [about.partner for about in page.abouts if isinstance(about, d.About)] == ["imt", "fraunhofer", "inria", ""]


def test_a_single_layout_shows_the_first_partners_logo_only(release: Release, house: House) -> None:
    page = compose(replace(release, settings=replace(release.settings, layout="single")), EN, house, APPROVED)
    assert [partner.id for partner in page.mast] == ["inria"]
    assert len(page.abouts) == 4


def test_a_partner_without_a_text_in_the_language_stops_the_work(release: Release, house: House) -> None:
    silent = replace(release.partners[0], about={FR: release.partners[0].about[FR]})
    with pytest.raises(HouseError, match=r"templates/partners/inria.toml"):
        compose(replace(release, partners=(silent,)), DE, house, APPROVED)


def test_the_settings_dateline_replaces_the_drafts(release: Release, house: House) -> None:
    page = compose(replace(release, settings=replace(release.settings, dateline={EN: "Berlin, 9 March"})), EN, house, APPROVED)
    assert [d.plain(block.content) for block in page.head if isinstance(block, d.Dateline)] == ["Berlin, 9 March"]


def test_a_dateline_of_the_settings_needs_none_in_the_draft(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: Text.")
    page = compose(replace(release, settings=replace(release.settings, dateline={EN: "Berlin, 9 March"})), EN, house, APPROVED)
    assert [type(block).__name__ for block in page.head] == ["Kicker", "Title", "Dateline"]


def test_a_release_without_a_kicker_says_what_it_is(house: House, tmp_path: Path) -> None:
    assert compose(short(tmp_path, "title: News", "p: Text."), EN, house, APPROVED).kicker == "Press release"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (FR, "Sous embargo jusqu’au 1er\u00a0avril 2026 à\u00a007\u00a0h\u00a005 (heure de\u00a0Paris)"),
        (DE, "Sperrfrist: 1.\u00a0April 2026, 07:05\u00a0Uhr (Ortszeit Paris)"),
        (EN, "Embargoed until 07:05 (Paris time) on 1\u00a0April 2026"),
    ],
)
def test_an_embargo_in_force_stands_over_everything(release: Release, house: House, language: Language, line: str) -> None:
    stamp = replace(APPROVED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
    first = compose(release, language, house, stamp).head[0]
    assert isinstance(first, d.Embargo)
    assert d.plain(first.content) == line


def test_the_drafts_own_embargo_line_gives_way_to_the_stamps(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: Text.")
    line = d.Embargo(load("Embargo: some day"), place="p9")
    document = replace(release.editions[EN].document, blocks=(line, *release.editions[EN].document.blocks))
    release = replace(release, editions={EN: edition(document)})
    assert "some day" in texts(compose(release, EN, house, APPROVED))
    assert "some day" not in texts(compose(release, EN, house, replace(APPROVED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))))


def half_translated() -> Edition:
    """The German edition of a French text, its first paragraph without a target."""
    source = written(FR, "title: Titre\np: Phrase **non** traduite.\np: Autre phrase.")
    targets = {"Titre": "Titel", "Autre phrase.": "Anderer Satz."}
    made = edition(source)
    units = [
        replace(unit, target=load(targets[unit.segment.text]))
        if unit.segment.text in targets
        else replace(unit, target=None, origin=Origin(Source.NOWHERE))
        for unit in made.units
    ]
    return replace(made, language=DE, units=tuple(units))


def test_an_untranslated_passage_is_never_printed_as_approved(house: House, tmp_path: Path) -> None:
    release = replace(short(tmp_path, "title: x", language=DE), editions={DE: half_translated()})
    with pytest.raises(RenderError) as stopped:
        compose(release, DE, house, APPROVED)
    assert "Phrase" not in str(stopped.value)
    assert "not translated: 1" in str(stopped.value)


def test_a_preview_marks_what_is_not_translated_in_the_readers_language(house: House, tmp_path: Path) -> None:
    release = replace(short(tmp_path, "title: x", language=DE), editions={DE: half_translated()})
    page = compose(release, DE, house, PREVIEW)
    waiting = next(block for block in page.body if isinstance(block, d.Paragraph)).content[0]
    assert isinstance(waiting, d.Link)
    assert waiting.href == UNTRANSLATED
    assert d.plain(waiting.content) == "[noch nicht übersetzt]\u00a0Phrase non traduite."
    assert {run.language for run in waiting.content[1:] if isinstance(run, d.Text)} == {FR}


def test_headings_never_skip_a_level(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: Text.", "h2: One", "p: Text.", "h2: Two", "p: Text.", "h1: Three", "p: Text.")
    levels = [block.level for block in compose(release, EN, house, APPROVED).body if isinstance(block, d.Heading)]
    assert levels == [1, 2, 1]


def test_headings_start_over_after_key_points_and_stay_below_an_about(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "h1: One", "h2: Two", "p: Text.", "key: Point.", "h2: Three", "p: Text.")
    about = d.About(load("About us"), (d.Heading(load("History"), level=1), d.Heading(load("Today"), level=3)), place="a")
    document = release.editions[EN].document
    release = replace(release, editions={EN: edition(replace(document, blocks=(*document.blocks, about)))})
    page = compose(release, EN, house, APPROVED)
    assert [block.level for block in page.body if isinstance(block, d.Heading)] == [1, 2, 2]
    last = page.abouts[-1]
    assert isinstance(last, d.About)
    assert [block.level for block in last.blocks if isinstance(block, d.Heading)] == [2, 3]


def test_short_rows_of_a_table_are_filled_up(house: House, tmp_path: Path) -> None:
    cells = (d.Cell(load("a"), span=2, place="1"), d.Cell(load("b"), place="2")), (d.Cell(load("c"), place="3"),)
    document = d.Document(EN, (d.Title(load("News"), place="t"), d.Table(cells, place="x")))
    (table,) = compose(released({EN: document}, tmp_path, "inria"), EN, house, APPROVED).body
    assert isinstance(table, d.Table)
    assert [sum(cell.span for cell in row) for row in table.rows] == [3, 3]


def test_without_a_headline_the_kicker_is_the_first_heading(house: House, tmp_path: Path) -> None:
    page = html.write(short(tmp_path, "p: Text.", "h1: Heading", "title: Too late"), EN, house, APPROVED).decode()
    assert re.findall(r"<(h\d)", page)[:4] == ["h1", "h2", "h1", "h2"]
    assert '<h1 class="kicker">Press release</h1>' in page


def test_a_heading_that_only_stands_over_contacts_goes_with_them(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: Text.", "h1: Press contacts", "contact/inria: Maud maud.ferrandier@example.org")
    assert not any(isinstance(block, d.Heading) for block in compose(release, EN, house, APPROVED).body)


@pytest.mark.parametrize(
    ("title", "running"),
    [
        ("A short title", "A short title"),
        ("A joint European roadmap for industry: " + "moving towards something greater " * 3, "A joint European roadmap for industry"),
        ("A title of very many words " * 5, "A title of very many words A title\u202f…"),
        ("Dialogue franco-allemand des dirigeants de l’industrie de l’IA", "Dialogue franco-allemand des dirigeants de l’industrie\u202f…"),
        ("Deutsch-Französischer Dialog: auf dem Weg zu einem neuen Ökosystem", "Deutsch-Französischer Dialog"),
    ],
)
def test_the_running_head_is_short(house: House, tmp_path: Path, title: str, running: str) -> None:
    assert compose(short(tmp_path, f"title: {title.strip()}", "p: Text."), EN, house, APPROVED).short == running


def test_a_book_is_refused_before_it_is_set(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", *["p: " + "word " * 400] * 80)
    with pytest.raises(RenderError, match="longer than 150000 characters"):
        compose(release, EN, house, APPROVED)


def test_every_label_exists_in_every_language(house: House) -> None:
    assert labels(house, FR).keys() == labels(house, DE).keys() == labels(house, EN).keys()
    assert all(len(labels(house, language)["months"]) == 12 for language in Language)


def test_the_sample_is_the_same_story_in_three_languages() -> None:
    kinds = {language: [line.split(": ")[0] for line in text_of(language).splitlines()] for language in Language}
    assert kinds[FR] == kinds[DE] == kinds[EN]
