"""What a reviewer does on the desk reaches the record, and the page shows where everything stands."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

import gatehouse
import visitors
from communique import gate as gates
from communique import house as houses
from communique import releases
from communique.approval import turns
from communique.decisions import Kind
from communique.desk import fixes, links, reading, shown, whereabouts
from communique.desk.links import Visit
from communique.desk.views import Review, Row
from communique.document import Link, Mark, Text, plain
from communique.findings import Finding, Severity
from communique.languages import Language, same
from communique.roles import Role
from visitors import Site, path_of, site

DE, EN, FR = Language.DE, Language.EN, Language.FR
SLUG = "pont"


@pytest.fixture
def house(tmp_path: Path) -> gatehouse.Gate:
    return visitors.house(tmp_path)


@pytest.fixture
def desk(house: gatehouse.Gate) -> Iterator[Site]:
    with site(house) as own:
        yield own


def page_of(desk: Site, token: str) -> Review:
    own = houses.load(desk.gate.house.root)
    link = links.opened(own, token, gates.now())
    return reading.review(reading.case_of(own, link.visit), link)


def row(page: Review, key: str) -> Row:
    return next(one for one in page.rows if one.key == key)


def target(desk: Site, language: Language, place: int) -> str:
    return plain(releases.load(desk.gate.house, SLUG).editions[language].units[place].target or ())


def wrong_number(desk: Site, text: str = "Dort arbeiten 210 Menschen.") -> str:
    """Have a colleague spoil the last sentence; its key."""
    key = desk.gate.release.editions[DE].units[2].segment.key
    gates.correct(desk.gate.house, SLUG, DE, key, text, "bruno")
    return key


# Rows


def test_the_rows_stand_in_reading_order_with_official_texts_in_their_places(desk: Site) -> None:
    page = page_of(desk, desk.token())
    kinds = [(one.kind, one.locked) for one in page.rows]
    assert kinds == [
        ("Title", False),
        ("Paragraph", False),
        ("Paragraph", False),
        ("Contact", True),
        ("Contact", True),
        ("About", True),
        ("About", True),
    ]
    assert [one.number for one in page.rows] == list(range(1, 8))
    assert str(page.rows[0].source) == "Un pont numérique"
    assert page.rows[0].target == "Eine digitale Brücke"
    about = row(page, "about-nord")
    assert "Institut Nord ist ein Institut." in about.shown
    assert "Institut Nord est un institut." in about.source
    assert about.yours
    assert "presse-sud@example.org" in row(page, "contact-sud").shown


def test_an_official_text_cannot_be_edited(desk: Site) -> None:
    token = desk.token()
    before = desk.record()
    answer = desk.send(f"/r/{token}/segment", desk.fields(token) | {"key": "about-nord", "text": "Anderes"})
    assert answer.status == 409
    assert desk.record() == before


def test_the_draft_of_the_source_language_shows_what_was_made_of_it(desk: Site) -> None:
    key = desk.gate.release.editions[FR].units[1].segment.key
    gates.correct(desk.gate.house, SLUG, FR, key, "Deux instituts ouvrent un atelier.", "chloe")
    assert str(row(page_of(desk, desk.token()), key).source) == "Deux instituts ouvrent un atelier."
    own = page_of(desk, desk.token("chloe", FR, "sud"))
    assert str(row(own, key).source) == "Deux instituts ouvrent un laboratoire."


def test_every_row_tells_where_its_text_comes_from(desk: Site) -> None:
    key = wrong_number(desk)
    page = page_of(desk, desk.token())
    assert page.rows[0].origin.de == "Speicher, wörtlich"
    assert row(page, key).origin.de == "geschrieben von Bruno Nord"


# Editing


def test_an_edit_is_saved_and_leads_back_to_its_row(desk: Site) -> None:
    token = desk.token()
    fields = desk.fields(token)
    answer = desk.send(f"/r/{token}/segment", fields | {"text": "  Eine **digitale** Brücke\r\nnach Norden\x00 "})
    assert (answer.status, answer.headers["location"]) == (303, f"/r/{token}/#s-{fields['key']}")
    assert row(page_of(desk, token), fields["key"]).target == "Eine **digitale** Brücke\nnach Norden"
    decision = desk.gate.record().decisions[-1]
    assert (decision.kind, decision.reviewer, decision.channel) == (Kind.CORRECT, "anna", "desk")


def test_saving_what_stands_there_decides_nothing(desk: Site) -> None:
    token = desk.token()
    desk.approve(token)
    other = desk.token()
    assert desk.send(f"/r/{other}/segment", desk.fields(other) | {"text": "Eine digitale Brücke"}).status == 303
    assert desk.kinds() == ["approve"]
    assert page_of(desk, other).state == "approved"


def test_an_empty_text_is_refused_in_a_sentence(desk: Site) -> None:
    token = desk.token()
    answer = desk.send(f"/r/{token}/segment", desk.fields(token) | {"text": " \n "})
    assert answer.status == 409
    assert "eine Korrektur braucht einen Text" in answer.text.replace("Eine", "eine")


def test_an_edit_of_a_colleague_voids_the_approval_and_is_shown_word_by_word(desk: Site) -> None:
    desk.approve(desk.token())
    key = wrong_number(desk, "Dort arbeiten 120 Menschen heute.")
    page = page_of(desk, desk.token())
    assert page.state == "stale"
    assert not page.first
    assert [one.key for one in page.changed] == [key]
    assert str(row(page, key).changed) == "Dort arbeiten 120 Menschen<ins> heute</ins>."
    assert ("changed", (key,)) in [(jump.kind, jump.keys) for jump in page.jumps]


# Findings


def test_a_blocking_finding_stands_in_its_row_and_stops_the_approval(desk: Site) -> None:
    key = wrong_number(desk)
    token = desk.token()
    page = page_of(desk, token)
    assert not page.may_approve
    mark = page.blocking[0]
    assert page.row_of[mark.id] == key
    assert "<mark>210</mark>" in row(page, key).shown
    assert row(page, key).trouble >= 100
    before = desk.record()
    answer = desk.send(f"/r/{token}/approve", {"csrf": page.csrf, "seen": page.subject})
    assert answer.status == 409
    assert desk.record() == before


def test_one_key_mends_what_is_certain_and_the_checks_agree(desk: Site) -> None:
    key = wrong_number(desk, "Dort  arbeiten 120 Menschen.")
    token = desk.token()
    mark = next(mark for mark in row(page_of(desk, token), key).findings if mark.fixed)
    assert mark.fixed == "Dort arbeiten 120 Menschen."
    base = row(page_of(desk, token), key).base
    sent = {"csrf": page_of(desk, token).csrf, "key": key, "finding": mark.id, "base": base}
    assert desk.send(f"/r/{token}/fix", sent).status == 303
    assert target(desk, DE, 2) == "Dort arbeiten 120 Menschen."
    assert desk.send(f"/r/{token}/fix", sent).status == 409
    assert mark.id not in {one.id for one in row(page_of(desk, token), key).findings}


def finding(excerpt: str, suggestion: str) -> Finding:
    return Finding(check="x", place="p1", message=same("x"), language=DE, segment="k", excerpt=excerpt, suggestion=suggestion)


@pytest.mark.parametrize(
    ("text", "excerpt", "suggestion"),
    [
        ("zwei und zwei", "zwei", "drei"),
        ("aaa", "aa", "b"),
        ("Projektleiter", "Projekt", "Vorhaben"),
        ("im Jahr 2025", "25", "26"),
        ("ein Text", "anderer", "x"),
        ("ein Text", "ein", ""),
        ("ein Text", "ein", "ein"),
        ("ein sehr langer…", "langer…", "kurzer"),
        ("ein Text", "", "x"),
    ],
)
def test_no_key_mends_what_could_be_meant_otherwise(text: str, excerpt: str, suggestion: str) -> None:
    assert fixes.fixed(finding(excerpt, suggestion), (Text(text),)) is None


def test_a_fix_keeps_the_marks_around_it_and_leaves_links_alone() -> None:
    strong = frozenset({Mark.STRONG})
    content = (Text("Am "), Text("1. Juli", strong), Text(" hier"), Link((Text("da"),), "https://example.org"))
    assert fixes.fixed(finding("Juli", "Juni"), content) == (Text("Am "), Text("1. Juni", strong), *content[2:])
    assert fixes.fixed(finding("da", "dort"), content) is None
    assert fixes.fixed(finding("1. Juli hier", "x"), content) is None


def test_a_fix_that_makes_another_fault_is_refused(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    key = wrong_number(desk, "Dort  arbeiten 120 Menschen.")
    token = desk.token()
    found = next(mark for mark in row(page_of(desk, token), key).findings if mark.fixed)
    worse = (Text("Dort arbeiten 999 Menschen."),)
    monkeypatch.setattr(fixes, "fixed", lambda _, target: worse)
    sent = {"csrf": page_of(desk, token).csrf, "key": key, "finding": found.id, "base": row(page_of(desk, token), key).base}
    assert desk.send(f"/r/{token}/fix", sent).status == 409
    assert target(desk, DE, 2) == "Dort  arbeiten 120 Menschen."


def test_a_finding_is_waived_with_a_reason_and_then_the_language_can_be_approved(desk: Site) -> None:
    wrong_number(desk)
    token = desk.token()
    page = page_of(desk, token)
    for mark in page.blocking:
        assert desk.send(f"/r/{token}/waive", {"csrf": page.csrf, "finding": mark.id, "reason": " "}).status == 409
        assert desk.send(f"/r/{token}/waive", {"csrf": page.csrf, "finding": mark.id, "reason": "stimmt so"}).status == 303
    after = page_of(desk, token)
    assert not after.blocking
    assert "Anna Nord: stimmt so" in [mark.waived for one in after.rows for mark in one.findings]
    assert desk.approve(token).status == 303


def test_a_link_for_a_partners_own_words_takes_no_finding_in_others_upon_itself(desk: Site) -> None:
    settings = desk.gate.house.templates / "house.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('nord = ["de", "en"]', 'nord = ["de", "en", { languages = ["de"], role = "own" }]'), encoding="utf-8")
    wrong_number(desk)
    token, before = desk.token(role=Role.OWN), desk.record()
    page = page_of(desk, token)
    assert page.blocking
    for mark in page.blocking:
        answer = desk.send(f"/r/{token}/waive", {"csrf": page.csrf, "finding": mark.id, "reason": "stimmt so"})
        assert answer.status == 409
        assert "stimmt so" in answer.text
    assert desk.record() == before
    assert "/waive" not in desk.page(token).text


# Words to others


def test_a_comment_stands_with_its_segment_and_says_when_the_text_has_changed_since(desk: Site) -> None:
    token = desk.token()
    fields = desk.fields(token, 1)
    assert desk.send(f"/r/{token}/comment", fields | {"text": "ungesichert", "comment": "Besser „Werkstatt“?"}).status == 303
    (remark,) = row(page_of(desk, token), fields["key"]).remarks
    assert (remark.who, remark.text, remark.kind, remark.current) == ("Anna Nord", "Besser „Werkstatt“?", "comment", True)
    gates.correct(desk.gate.house, SLUG, DE, fields["key"], "Zwei Institute eröffnen eine Werkstatt.", "bruno")
    assert not row(page_of(desk, token), fields["key"]).remarks[0].current


def test_a_return_needs_its_reason_and_is_shown_to_all(desk: Site) -> None:
    token = desk.token()
    csrf = page_of(desk, token).csrf
    assert desk.send(f"/r/{token}/return", {"csrf": csrf, "comment": ""}).status == 409
    answer = desk.send(f"/r/{token}/return", {"csrf": csrf, "comment": "Der Titel trägt nicht."})
    assert (answer.status, answer.headers["location"]) == (303, f"/r/{token}/receipt")
    page = page_of(desk, desk.token("bruno"))
    assert page.state == "returned"
    assert [remark.text for remark in page.remarks] == ["Der Titel trägt nicht."]
    assert "Der Titel trägt nicht." in desk.page(token, "receipt").text


def test_a_link_that_has_approved_still_comments_and_returns(desk: Site) -> None:
    token = desk.token()
    desk.approve(token)
    page = page_of(desk, token)
    assert page.spent
    assert page.given
    assert desk.send(f"/r/{token}/comment", desk.fields(token) | {"comment": "Danke."}).status == 303
    assert desk.send(f"/r/{token}/return", {"csrf": page.csrf, "comment": "Doch nicht."}).status == 303
    assert page_of(desk, token).state == "returned"


# Approving


def test_the_confirmation_names_the_digest_and_who_else_is_missing(desk: Site) -> None:
    token = desk.token()
    page = page_of(desk, token)
    text = desk.page(token, "confirm").text
    assert page.subject in text
    assert page.subject == desk.gate.board().subjects["de/nord"]
    assert [(seat.language, seat.partner) for seat in page.missing] == [(FR, "Institut Sud"), (EN, "Institut Nord"), (EN, "Institut Sud")]


def test_an_approval_names_the_text_that_was_seen_and_gives_a_receipt(desk: Site) -> None:
    token = desk.token()
    subject = page_of(desk, token).subject
    assert desk.approve(token).status == 303
    decision = desk.gate.record().decisions[-1]
    assert (decision.kind, decision.subject, decision.reviewer, decision.channel) == (Kind.APPROVE, subject, "anna", "desk")
    receipt = page_of(desk, token).receipt
    assert receipt is not None
    assert (receipt.kind, receipt.at, receipt.subject, receipt.decision) == ("approve", decision.at, subject, decision.id)


def test_nobody_goes_on_to_approve_what_was_changed_while_they_read(desk: Site) -> None:
    token = desk.token()
    (way,) = re.findall(r'href="\./(confirm[^"]*)"', desk.page(token).text)
    assert 'name="seen"' in desk.page(token, way).text
    (french,) = re.findall(r'href="([?]lang=fr[^"]*)"', desk.page(token, way).text)
    way = f"confirm{unescape(french)}"
    assert 'name="seen"' in desk.page(token, way).text
    bruno = desk.token("bruno")
    assert desk.send(f"/r/{bruno}/segment", desk.fields(bruno, 1) | {"text": "Zwei Institute schließen ein Labor."}).status == 303
    answer = desk.page(token, way)
    assert answer.status == 409
    assert "Le texte a changé depuis que vous l’avez ouvert" in answer.text
    assert 'name="seen"' not in answer.text
    assert 'href="."' in answer.text
    (fresh,) = re.findall(r'href="\./(confirm[^"]*)"', desk.page(token).text)
    assert fresh != way
    assert 'name="seen"' in desk.page(token, fresh).text


def test_a_role_has_its_own_page_and_only_its_own_words_can_be_changed(desk: Site) -> None:
    settings = desk.gate.house.templates / "house.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('nord = ["de", "en"]', 'nord = ["de", "en", { languages = ["de"], role = "own" }]'), encoding="utf-8")
    token = desk.token(role=Role.OWN)
    page = page_of(desk, token)
    assert [one.key for one in page.rows if one.yours] == ["contact-nord", "about-nord"]
    fields, before = desk.fields(token), desk.record()
    assert desk.send(f"/r/{token}/segment", fields | {"text": "Anderes"}).status == 409
    assert desk.record() == before
    assert desk.approve(token).status == 303
    assert page_of(desk, desk.token()).state == "waiting"
    assert page_of(desk, token).state == "approved"


def test_a_deputy_decides_through_a_link_while_a_colleague_is_away(desk: Site) -> None:
    listed = desk.gate.house.templates / "reviewers.toml"
    today = date.today()  # noqa: DTZ011 - the house's day and this machine's are the same in this test
    text = listed.read_text(encoding="utf-8").replace(
        'id = "anna"', f'id = "anna"\ndeputy = "carla"\naway = [{{ from = {today}, until = {today.replace(year=today.year + 1)} }}]'
    )
    carla = '\n[[reviewers]]\nid = "carla"\nname = "Carla Nord"\nemail = "carla@example.org"\npartner = "nord"\nlanguages = ["fr"]\n'
    token = desk.token("carla")
    listed.write_text(listed.read_text(encoding="utf-8") + carla, encoding="utf-8")
    assert desk.page(token).status == 403
    listed.write_text(text + carla, encoding="utf-8")
    assert desk.page(token).status == 200
    assert desk.approve(token).status == 303
    decision = desk.gate.record().decisions[-1]
    assert (decision.reviewer, decision.stands_for) == ("carla", "anna")


# Queue and languages


def test_a_queue_lists_what_waits_for_one_person_with_links_that_work(desk: Site, tmp_path: Path) -> None:
    visitors.house(tmp_path, slug="zwei")
    queue = path_of(links.queue_link(desk.gate.house, "anna", desk.base))
    found = re.findall(r'href="[^"]*(/r/[^"]+)"', desk.ask(queue).text)
    assert len(set(found)) == 4
    assert found == re.findall(r'href="[^"]*(/r/[^"]+)"', desk.ask(queue).text), "the same queue gives the same links"
    visits = {links.opened(desk.gate.house, path.split("/")[2], datetime.now(UTC)).visit for path in found}
    assert visits == {Visit(slug, language, "nord", Role.LANGUAGE, "anna") for slug in ("pont", "zwei") for language in (DE, EN)}
    one = next(path.split("/")[2] for path in found if desk.ask(path.rstrip("/") + "/").status == 200)
    assert desk.approve(one).status == 303


def test_a_queue_follows_what_happens_at_once(desk: Site) -> None:
    queue = path_of(links.queue_link(desk.gate.house, "anna", desk.base))
    before = desk.ask(queue).text
    assert desk.ask(queue).text == before
    assert desk.approve(desk.token()).status == 303
    approved = desk.ask(queue).text
    assert approved != before
    wrong_number(desk)
    assert desk.ask(queue).text != approved
    listed = desk.gate.house.templates / "reviewers.toml"
    listed.write_text(listed.read_text(encoding="utf-8").replace('languages = ["de", "en"]', 'languages = ["en"]'), encoding="utf-8")
    assert len(set(re.findall(r"/r/[^\"/]+", desk.ask(queue).text))) == 1


def test_an_error_while_writing_leaves_a_link_good_unless_the_approval_is_there(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    token = desk.token()
    fields = desk.page(token, "confirm").fields
    whole = gates.approve

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gates, "approve", full)
    assert desk.send(f"/r/{token}/approve", fields).status == 500
    assert not page_of(desk, token).spent

    def late(*words: object, **named: object) -> None:
        whole(*words, **named)  # type: ignore[arg-type]
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(gates, "approve", late)
    assert desk.send(f"/r/{token}/approve", fields).status == 500
    assert page_of(desk, token).spent
    assert desk.kinds() == ["approve"]


def test_a_link_of_a_queue_approves_once_too(desk: Site) -> None:
    queue = path_of(links.queue_link(desk.gate.house, "anna", desk.base))
    token = re.findall(r'href="[^"]*/r/([^"/]+)', desk.ask(queue).text)[0]
    fields = desk.page(token, "confirm").fields
    assert desk.approve(token).status == 303
    assert desk.send(f"/r/{token}/approve", fields).status == 409


@pytest.mark.parametrize(("who", "language", "partner", "spoken"), [("anna", DE, "nord", "de"), ("chloe", EN, "sud", "fr")])
def test_the_page_speaks_the_reviewers_first_language(desk: Site, who: str, language: Language, partner: str, spoken: str) -> None:
    assert f'<html lang="{spoken}"' in desk.page(desk.token(who, language, partner)).text


def test_another_language_is_remembered(desk: Site) -> None:
    token = desk.token()
    answer = desk.page(token, "?lang=fr")
    assert '<html lang="fr"' in answer.text
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert '<html lang="fr"' in desk.ask(f"/r/{token}/", headers={"Cookie": cookie.partition(";")[0]}).text
    assert '<html lang="de"' in desk.page(token, "?lang=xx").text


# Texts as pages show them


def test_a_difference_shows_whole_words() -> None:
    assert str(shown.difference("am 1. Juni 2026", "am 2. Mai 2026")) == "am <del>1</del><ins>2</ins>. <del>Juni</del><ins>Mai</ins> 2026"
    assert shown.difference("gleich", "gleich") is None
    assert str(shown.difference("alt neu da", "jung frisch da")) == "<del>alt neu</del><ins>jung frisch</ins> da"
    assert str(shown.difference("ein Wort", "ein **Wort**")) == "ein <ins>**</ins>Wort<ins>**</ins>"
    assert str(shown.difference("10 %", "10\u00a0%")) == "10<del> </del><ins>°</ins>%"


def test_a_text_is_shown_with_its_marks_and_addresses() -> None:
    content = (Text("a<b", frozenset({Mark.STRONG})), Link((Text("hier"),), "https://example.org/?a=1&b=2"))
    assert str(shown.html(content)) == (
        '<strong>a&lt;b</strong><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">hier</a> '
        '<span class="address">https://example.org/?a=1&amp;b=2</span>'
    )


def test_what_nobody_sees_is_shown() -> None:
    assert str(shown.html((Text("ab\u202edc <b>"),))) == 'ab<span class="sign">U+202E</span>dc &lt;b&gt;'
    assert str(shown.difference("Wort", "Wo\u200brt")) == "<del>Wort</del><ins>WoU+200Brt</ins>"
    assert str(shown.difference("ein Wort", "ein\u00ad Wort")) == "ein<ins>U+00AD</ins> Wort"


# Being there


def test_the_desk_of_this_house_is_told_from_others(desk: Site, tmp_path: Path) -> None:
    assert whereabouts.running(desk.gate.house) == ""
    whereabouts.note(desk.gate.house, desk.port, desk.base)
    assert whereabouts.running(desk.gate.house) == desk.base
    other = visitors.house(tmp_path / "other").house
    whereabouts.note(other, desk.port, desk.base)
    assert whereabouts.running(other) == ""


def test_a_page_is_there_at_once(desk: Site) -> None:
    token = desk.token()
    desk.page(token)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        assert desk.page(token).status == 200
        times.append(time.perf_counter() - began)
    print(f"{min(times):.3f} s", file=sys.stderr)
    assert min(times) < 0.5


def test_a_release_without_embargo_shows_none_and_one_with_shows_the_houses_time(desk: Site) -> None:
    assert page_of(desk, desk.token()).embargo == ""
    settings = desk.gate.folder / "release.toml"
    settings.write_text("embargo = 2026-12-24T12:00:00Z\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert page_of(desk, desk.token()).embargo == "2026-12-24T13:00:00+01:00"


def test_an_untranslated_segment_keeps_the_language_from_being_approved(desk: Site) -> None:
    release = gatehouse.with_text(desk.gate.release, DE, 1, None)
    releases.save_edition(desk.gate.folder, release.editions[DE])
    token = desk.token()
    page = page_of(desk, token)
    assert not page.may_approve
    assert "untranslated" in [jump.kind for jump in page.jumps]
    assert desk.send(f"/r/{token}/approve", {"csrf": page.csrf, "seen": page.subject}).status == 409
    assert desk.send(f"/r/{token}/segment", desk.fields(token, 1) | {"text": "Zwei Institute eröffnen ein Labor."}).status == 303
    assert page_of(desk, token).may_approve


def test_severities_order_the_open_findings(desk: Site) -> None:
    wrong_number(desk, "Dort  arbeiten  210 Menschen.")
    order = [mark.severity for mark in page_of(desk, desk.token()).open_marks]
    assert order == sorted(order, key=list(Severity).index)
    assert order[0] is Severity.BLOCK


# When something is in the way


def test_a_release_that_is_being_prepared_anew_says_come_back(desk: Site) -> None:
    token = desk.token()
    path = desk.gate.folder / "de.json"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace('"draft": "dddd', '"draft": "eeee'), encoding="utf-8")
    page = desk.page(token)
    assert page.status == 503
    assert "in einigen Minuten wieder" in page.text or "again in a few minutes" in page.text
    path.write_text(kept, encoding="utf-8")
    assert desk.page(token).status == 200


def test_what_was_typed_is_not_lost_when_it_is_refused(desk: Site) -> None:
    token = desk.token()
    fields, csrf = desk.fields(token), page_of(desk, token).csrf
    long = "Sehr lang. " * 1000
    assert long.strip()[:200] in desk.send(f"/r/{token}/comment", fields | {"comment": long}).text
    assert "Meine Gründe" in desk.send(f"/r/{token}/waive", {"csrf": csrf, "finding": "0" * 12, "reason": "Meine Gründe"}).text
    late = desk.send(f"/r/{token}/segment", fields | {"key": "gone", "text": "Mein Satz"})
    assert "Mein Satz" in late.text
    listed = desk.gate.house.templates / "reviewers.toml"
    listed.write_text("", encoding="utf-8")
    gone = desk.send(f"/r/{token}/segment", fields | {"text": "Mein letzter Satz"})
    assert gone.status == 403
    assert "Mein letzter Satz" in gone.text


def test_an_edit_waits_for_whoever_is_changing_the_release(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    token = desk.token()
    fields = desk.fields(token)
    with turns.alone(desk.gate.house, SLUG):
        answer = desk.send(f"/r/{token}/segment", fields | {"text": "Mein Satz"})
    assert answer.status == 503
    assert "Mein Satz" in answer.text
    assert desk.send(f"/r/{token}/segment", fields | {"text": "Mein Satz"}).status == 303


def test_a_broken_house_file_is_no_riddle_for_the_reviewer(desk: Site) -> None:
    token = desk.token()
    settings = desk.gate.house.templates / "house.toml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text("name = [", encoding="utf-8")
    page = desk.page(token)
    assert page.status == 500
    assert "the review desk cannot work at the moment — tell the press office" in page.text.replace("The", "the")
    assert "house.toml" not in page.text
    settings.write_text(kept, encoding="utf-8")
    assert desk.page(token).status == 200
