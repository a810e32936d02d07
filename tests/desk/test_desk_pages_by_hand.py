"""A review by keyboard in a real browser: every shortcut, saving in place, and nothing typed that is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import deskhouse
from communique import gate
from communique.approval.boards import State
from communique.house import House
from communique.markup import dump
from deskhouse import DE, SLUG, Desk
from deskmeasures import opened, whole_review


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = deskhouse.house_with(tmp_path_factory.mktemp("spoilt"), forty=True)
    deskhouse.slip(house, DE, who="friederike")
    return house


@pytest.fixture
def desk(spoilt: House, tmp_path: Path) -> Iterator[Desk]:
    with deskhouse.served(deskhouse.copied(spoilt, tmp_path / "house")) as own:
        yield own


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with opened(browser, desk.link(DE)) as own:
        yield own


def text_of(desk: Desk, key: str) -> str:
    return next(dump(unit.target or ()) for unit in desk.release.editions[DE].units if unit.segment.key == key)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def saved(page: Page) -> None:
    expect(page.locator("#told")).to_have_text("Gespeichert.", timeout=20_000)


def keys_of(desk: Desk) -> list[str]:
    return [unit.segment.key for unit in desk.release.editions[DE].units]


def test_a_review_of_forty_segments_with_three_findings_takes_twelve_keys_at_most(page: Page, desk: Desk) -> None:
    assert len(keys_of(desk)) == 40
    assert page.locator(".finding").count() == 3
    assert whole_review(page, "Juni") <= 12
    assert "Sie haben freigegeben." in page.locator("h1").inner_text()
    cell = gate.board(desk.house, SLUG).cell(DE, "fraunhofer")
    assert cell is not None
    assert (cell.state, cell.given) == (State.APPROVED, ("jonas",))


@pytest.mark.parametrize(("forth", "back"), [("n", "p"), ("Alt+j", "Alt+k")])
def test_keys_lead_from_finding_to_finding_and_round(page: Page, forth: str, back: str) -> None:
    found = [str(one.get_attribute("id")) for one in page.locator(".finding").all()]
    went = []
    for key in (forth, forth, forth, forth, back, back):
        page.keyboard.press(key)
        went.append(found.index(focused(page)))
    assert went == [0, 1, 2, 0, 2, 1]


def test_buttons_lead_from_finding_to_finding_too(page: Page) -> None:
    found = [str(one.get_attribute("id")) for one in page.locator(".finding").all()]
    page.locator("#next").click()
    assert focused(page) == found[0]
    page.locator("#next").click()
    assert focused(page) == found[1]
    page.locator("#previous").click()
    assert focused(page) == found[0]


def test_the_next_finding_counts_from_where_one_reads(page: Page) -> None:
    found = [str(one.get_attribute("id")) for one in page.locator(".finding").all()]
    page.locator("article > p a").nth(30).focus()
    page.keyboard.press("n")
    assert focused(page) == found[1]
    page.locator("article > p a").last.focus()
    page.keyboard.press("n")
    assert focused(page) == found[0]


def test_alt_f_applies_a_fix_and_says_where_there_is_none(page: Page, desk: Desk) -> None:
    page.keyboard.press("n")
    page.keyboard.press("Alt+f")
    assert page.locator("#told").inner_text() == "Hier gibt es keinen Vorschlag zu übernehmen."
    page.keyboard.press("n")
    row = str(page.evaluate("document.activeElement.closest('article').id"))
    page.keyboard.press("Alt+f")
    saved(page)
    assert page.locator(f"#{row} .finding").count() == 0
    assert "  " not in text_of(desk, row.removeprefix("s-"))
    assert focused(page) == row
    assert page.locator("#bar .count").inner_text() == "2 offene Befunde"


def test_alt_e_edits_what_the_finding_speaks_of_and_escape_closes_it(page: Page) -> None:
    page.keyboard.press("n")
    row = str(page.evaluate("document.activeElement.closest('article').id"))
    page.keyboard.press("Alt+e")
    assert page.evaluate("document.activeElement.name") == "text"
    assert (
        page.evaluate("(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)")
        == "Juli"
    )
    page.keyboard.press("Escape")
    assert page.locator("textarea:visible").count() == 1
    page.keyboard.press("Alt+c")
    assert page.evaluate("document.activeElement.name") == "comment"
    assert page.evaluate("document.activeElement.closest('article').id") == row


def test_alt_a_goes_to_the_approval_and_question_mark_opens_the_list(page: Page) -> None:
    page.keyboard.press("Alt+a")
    assert focused(page) == "approve"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert page.locator("#keys dt").count() == 9
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.locator("#help").click()
    assert page.locator("#keys").is_visible()


def test_letters_alone_are_text_while_one_types_and_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("Alt+e")
    page.keyboard.press("End")
    page.keyboard.type("np?")
    assert str(page.evaluate("document.activeElement.value")).endswith("np?")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Control+Enter")
    saved(page)
    page.keyboard.press("?")
    page.locator("#letters").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("?")
    assert (focused(page), page.locator("#keys").is_visible()) == ("", False)
    page.keyboard.press("Alt+j")
    assert focused(page).startswith("f-")


def test_control_enter_saves_in_place(page: Page, desk: Desk) -> None:
    key = keys_of(desk)[4]
    page.locator(f"#s-{key} > p a").click()
    page.evaluate("window.stayed = 1")
    page.locator(f"#t-{key}").fill("Ein **neuer** Satz.")
    assert page.locator(f"#s-{key} .unsaved").inner_text() == "· Noch nicht gespeichert"
    page.keyboard.press("Control+Enter")
    saved(page)
    assert text_of(desk, key) == "Ein **neuer** Satz."
    assert page.locator(f"#s-{key} .shown").inner_html() == "Ein <strong>neuer</strong> Satz."
    assert focused(page) == f"s-{key}"
    assert page.evaluate("window.stayed") == 1


def test_a_changed_row_is_saved_when_it_is_left(page: Page, desk: Desk) -> None:
    first, second = keys_of(desk)[4:6]
    page.locator(f"#s-{first} > p a").click()
    page.locator(f"#t-{first}").fill("Ein neuer Satz.")
    page.locator(f"#s-{second} > p a").click()
    saved(page)
    assert text_of(desk, first) == "Ein neuer Satz."
    assert focused(page) == f"t-{second}"


def test_going_on_to_approve_saves_first(page: Page, desk: Desk) -> None:
    key = keys_of(desk)[4]
    page.locator(f"#s-{key} > p a").click()
    page.locator(f"#t-{key}").fill("Ein neuer Satz.")
    with page.expect_navigation():
        page.locator("#approve").click()
    assert "/confirm?seen=" in page.url
    assert page.locator("form.final input[name=seen]").count() == 1
    assert text_of(desk, key) == "Ein neuer Satz."


def test_a_comment_is_seen_at_once_and_what_is_typed_beside_it_stays(page: Page, desk: Desk) -> None:
    key = keys_of(desk)[4]
    page.locator(f"#s-{key} > p a").click()
    page.locator(f"#t-{key}").fill("Ein neuer Satz.")
    page.locator(f"#c-{key}").fill("Kürzer so?")
    page.locator(f"#r-{key} .say button").click()
    saved(page)
    assert "Kürzer so?" in page.locator(f"#s-{key} .remarks").inner_text()
    assert page.locator(f"#t-{key}").input_value() == "Ein neuer Satz."
    assert page.locator(f"#s-{key} .unsaved").is_visible()
    page.locator(f"#t-{key}").press("Control+Enter")
    saved(page)
    assert text_of(desk, key) == "Ein neuer Satz."


def test_closing_the_window_with_unsaved_text_asks_first(browser: Browser, desk: Desk) -> None:
    with opened(browser, desk.link(DE)) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss())[1])
        key = keys_of(desk)[4]
        page.locator(f"#s-{key} > p a").click()
        page.keyboard.type("x")
        page.close(run_before_unload=True)
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]


def test_what_somebody_else_changed_meanwhile_is_shown_and_nothing_is_overwritten(page: Page, desk: Desk) -> None:
    key = keys_of(desk)[4]
    page.locator(f"#s-{key} > p a").click()
    page.locator(f"#t-{key}").fill("Mein Satz.")
    gate.correct(desk.house, SLUG, DE, key, "Der Satz der Kollegin.", "friederike")
    page.locator(f"#t-{key}").press("Control+Enter")
    refused = page.locator(f"#s-{key} #refused")
    refused.wait_for()
    assert "Der Satz der Kollegin." in refused.inner_text()
    assert refused.locator("textarea").input_value() == "Mein Satz."
    assert text_of(desk, key) == "Der Satz der Kollegin."
    refused.locator("button").click()
    page.wait_for_url(f"**/#s-{key}")
    assert text_of(desk, key) == "Mein Satz."


def test_a_row_that_somebody_else_changed_says_so_after_the_next_save(page: Page, desk: Desk) -> None:
    mine, theirs, other = keys_of(desk)[4:7]
    gate.correct(desk.house, SLUG, DE, theirs, "Der Satz der Kollegin.", "friederike")
    for key, text in ((mine, "Mein Satz."), (other, "Noch ein Satz.")):
        page.locator(f"#s-{key} > p a").click()
        page.locator(f"#t-{key}").fill(text)
        page.locator(f"#t-{key}").press("Control+Enter")
        page.locator(f"#s-{theirs} .notice").wait_for()
        assert "Gerade von jemand anderem geändert" in page.locator(f"#s-{theirs} .notice").inner_text()
        assert "Der Satz der Kollegin." in page.locator(f"#s-{theirs} .shown").inner_text()
        assert page.locator(f"#s-{key} .notice").count() == 0


def test_a_desk_that_does_not_answer_loses_nothing(page: Page, desk: Desk) -> None:
    key = keys_of(desk)[4]
    page.locator(f"#s-{key} > p a").click()
    page.locator(f"#t-{key}").fill("Mein Satz.")
    page.context.set_offline(True)
    page.locator(f"#t-{key}").press("Control+Enter")
    page.locator(f"#s-{key} #refused").wait_for()
    assert "Der Prüftisch antwortet nicht." in page.locator(f"#s-{key} #refused").inner_text()
    assert page.locator(f"#t-{key}").input_value() == "Mein Satz."
    page.context.set_offline(False)
    page.locator(f"#t-{key}").press("Control+Enter")
    saved(page)
    assert text_of(desk, key) == "Mein Satz."
    assert page.locator("#refused").count() == 0


def test_the_desk_says_how_late_it_is_where_the_reader_is(browser: Browser, desk: Desk) -> None:
    for zone, beside in (("Europe/Berlin", False), ("America/Montreal", True)):
        with opened(browser, desk.link(DE), timezone_id=zone) as page:
            assert ("bei Ihnen" in page.locator(".facts").inner_text()) is beside


def test_the_list_of_likely_trouble_follows_what_is_saved(page: Page, desk: Desk) -> None:
    assert page.locator("#panels .jump").first.inner_text().startswith("3 offene Befunde")
    page.keyboard.press("n")
    page.keyboard.press("Alt+e")
    page.keyboard.type("Juni")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert page.locator("#panels .jump").first.inner_text().startswith("2 offene Befunde")
    assert page.locator("label:has(#show-flagged) b").inner_text() == "2"
