"""Who is told what when: each thing once, to those whom it concerns, and nothing of a text or a title."""

from __future__ import annotations

import base64
import logging
import re
from datetime import UTC, datetime, timedelta

import pytest

from communique import discretion, releases, reviews
from communique.decisions import Kind
from communique.desk import links
from gatehouse import DE, EN, FR, SENTENCES, with_text
from newsrooms import Newsroom

ANNA, BRUNO, CHLOE, DENIS = (f"{name}@example.org" for name in ("anna", "bruno", "chloe", "denis"))
OFFICER = "presse@example.org"


def test_reviewers_are_asked_once_in_their_own_language(newsroom: Newsroom) -> None:
    newsroom.submit()
    for _ in range(5):
        newsroom.tick(minutes=1)
    assert newsroom.subjects(ANNA) == newsroom.subjects(BRUNO) == ["Zur Freigabe: pont"]
    assert newsroom.subjects(CHLOE) == ["À relire : pont"]
    assert newsroom.subjects(DENIS) == [], "not a partner of this release"
    assert "- Deutsch, Institut Nord\n- Englisch, Institut Nord\n" in newsroom.text(ANNA)
    assert "Frist: Donnerstag, 12. März 2026, 18:00 Uhr (Europe/Paris)." in newsroom.text(ANNA)
    assert "jeudi 12 mars 2026, 18 h 00" in newsroom.text(CHLOE).replace("\u00a0", " ")
    assert [said.splitlines()[0] for said in newsroom.room.said] == ["À relire\u00a0: pont"]
    assert newsroom.subjects(OFFICER) == []


def test_those_who_are_missing_are_reminded_on_the_two_mornings(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    newsroom.gate.approve(DE, "nord", "anna", at=newsroom.now)
    newsroom.gate.approve(EN, "nord", "anna", at=newsroom.now)
    for _ in range(24 * 3):
        newsroom.tick(hours=1)
    assert newsroom.subjects(CHLOE) == ["À relire : pont", "Rappel : pont", "Rappel : pont"]
    sent = [m["Date"].datetime.astimezone(UTC) for m in newsroom.office.to(CHLOE)]
    assert [moment.isoformat()[:13] for moment in sent[1:]] == ["2026-03-11T08", "2026-03-12T08"]
    assert newsroom.subjects(ANNA) == newsroom.subjects(BRUNO) == ["Zur Freigabe: pont"]
    assert newsroom.subjects(OFFICER) == []


def test_nobody_is_reminded_on_a_day_without_work(newsroom: Newsroom) -> None:
    newsroom.now = datetime(2026, 4, 1, 9, tzinfo=UTC)
    newsroom.submit()
    for _ in range(24 * 8):
        newsroom.tick(hours=1)
    days = [m["Date"].datetime.date().isoformat() for m in newsroom.office.to(CHLOE)]
    assert days == ["2026-04-01", "2026-04-07", "2026-04-08"], "Good Friday, the weekend and Easter Monday lie between"


def test_a_deputy_is_asked_in_place_of_a_colleague_who_is_away(newsroom: Newsroom) -> None:
    path = newsroom.house.templates / "reviewers.toml"
    away = 'id = "chloe"\ndeputy = "emil"\naway = [{ from = 2026-03-11, until = 2026-03-20 }]'
    emil = '\n[[reviewers]]\nid = "emil"\nname = "Emil Sud"\nemail = "emil@example.org"\npartner = "sud"\nlanguages = ["en"]\n'
    path.write_text(path.read_text(encoding="utf-8").replace('id = "chloe"', away) + emil, encoding="utf-8")
    newsroom.submit()
    for _ in range(24 * 3):
        newsroom.tick(hours=1)
    assert newsroom.subjects(CHLOE) == ["À relire : pont"]
    assert newsroom.subjects("emil@example.org") == ["For your approval: pont"] * 2 + ["Reminder: pont"] * 2
    own, in_place, *_ = newsroom.texts("emil@example.org")
    assert "- English, Institut Sud\n" in own
    assert "in place of" not in own
    assert "- French, Institut Sud, in place of Chloé Sud\n" in in_place
    assert "English" not in in_place


def test_officers_are_told_once_that_the_time_is_over(newsroom: Newsroom) -> None:
    newsroom.submit()
    for _ in range(24 * 10):
        newsroom.tick(hours=1)
    assert newsroom.subjects(OFFICER) == ["Délai dépassé : pont"]
    assert "- allemand, Institut Nord, Anna Nord, Bruno Nord" in newsroom.text(OFFICER)
    assert [said.splitlines()[0].replace("\u00a0", " ") for said in newsroom.room.said][-1] == "Délai dépassé : pont"
    assert "Anna" not in "".join(newsroom.room.said)


def test_whose_approval_is_void_is_told_when_the_text_has_come_to_rest(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    newsroom.gate.approve(DE, "nord", "anna", at=newsroom.now)
    newsroom.gate.approve(FR, "sud", "chloe", at=newsroom.now)
    for text in ("Erst so.", "Dann so."):
        releases.save_edition(newsroom.gate.folder, with_text(newsroom.gate.release, DE, 1, text).editions[DE])
        newsroom.tick(minutes=2)
    assert newsroom.subjects(ANNA) == ["Zur Freigabe: pont"]
    for _ in range(30):
        newsroom.tick(minutes=2)
    assert newsroom.subjects(ANNA) == ["Zur Freigabe: pont", "Seit Ihrer Freigabe geändert: pont"]
    assert newsroom.subjects(CHLOE) == ["À relire : pont"], "the French text is as it was"
    assert "Dann so" not in newsroom.text(ANNA)


def test_an_approval_that_is_void_for_a_moment_only_is_no_news(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    newsroom.gate.approve(DE, "nord", "anna", at=newsroom.now)
    before = newsroom.gate.release.editions[DE]
    releases.save_edition(newsroom.gate.folder, with_text(newsroom.gate.release, DE, 1, "Anders.").editions[DE])
    newsroom.tick(minutes=2)
    releases.save_edition(newsroom.gate.folder, before)
    for _ in range(10):
        newsroom.tick(minutes=2)
    assert newsroom.subjects(ANNA) == ["Zur Freigabe: pont"]
    assert newsroom.states()["changed person:anna"] == "dropped"


def test_a_return_goes_to_the_officers_and_its_comment_to_nobody(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    gate = newsroom.gate
    given = {"language": DE, "partner": "nord", "who": "bruno", "at": newsroom.now, "channel": "terminal", "comment": "Dort arbeiten 121."}
    gate.write(reviews.give_back(gate.board(), gate.release, gate.house, gate.reviewers, **given))  # type: ignore[arg-type]
    for _ in range(3):
        newsroom.tick(minutes=1)
    assert newsroom.subjects(OFFICER) == ["Renvoyé : pont"]
    assert "allemand, Institut Nord, Bruno Nord" in newsroom.text(OFFICER)
    assert "121" not in "".join([newsroom.text(OFFICER), *newsroom.room.said])
    releases.save_edition(gate.folder, with_text(gate.release, DE, 2, "Dort arbeiten 121 Menschen.").editions[DE])
    newsroom.tick(minutes=1)
    newsroom.tick(minutes=11)
    assert newsroom.subjects(BRUNO)[-1] == "Seit Ihrer Rückgabe geändert: pont"


def test_who_returned_a_text_is_not_reminded_of_it(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    gate = newsroom.gate
    given = {"language": DE, "partner": "nord", "who": "bruno", "at": newsroom.now, "channel": "terminal", "comment": "Nein."}
    gate.write(reviews.give_back(gate.board(), gate.release, gate.house, gate.reviewers, **given))  # type: ignore[arg-type]
    for _ in range(24 * 3):
        newsroom.tick(hours=1)
    assert newsroom.subjects(BRUNO) == ["Zur Freigabe: pont"]


def test_the_last_approval_and_the_publication_are_told(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    for n, (language, partner, who) in enumerate(((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "nord", "anna"), (EN, "sud", "chloe"))):
        newsroom.gate.approve(language, partner, who, at=newsroom.now + timedelta(minutes=n))
    newsroom.tick(minutes=10)
    newsroom.decide(Kind.PUBLISH, subject=newsroom.gate.board().subject)
    for _ in range(3):
        newsroom.tick(minutes=1)
    assert newsroom.subjects(OFFICER) == ["Tout est validé : pont", "Publié : pont"]
    assert newsroom.subjects(CHLOE)[-1] == "Publié : pont"
    assert newsroom.subjects(BRUNO) == ["Zur Freigabe: pont"], "who had nothing to do with it any more is left in peace"


def test_a_withdrawn_release_is_asked_for_no_more(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    newsroom.now += timedelta(hours=1)
    newsroom.decide(Kind.WITHDRAW, reviewer="anna", comment="no")
    for _ in range(24 * 5):
        newsroom.tick(hours=1)
    assert newsroom.subjects(CHLOE) == ["À relire : pont"]
    assert newsroom.subjects(OFFICER) == []


def test_what_happened_weeks_ago_is_no_news_to_a_new_outbox(newsroom: Newsroom) -> None:
    newsroom.submit()
    gate = newsroom.gate
    given = {"language": DE, "partner": "nord", "who": "bruno", "at": newsroom.now, "channel": "terminal", "comment": "Nein."}
    gate.write(reviews.give_back(gate.board(), gate.release, gate.house, gate.reviewers, **given))  # type: ignore[arg-type]
    newsroom.tick(days=30)
    assert newsroom.subjects(OFFICER) == []
    assert newsroom.subjects(CHLOE) == ["À relire : pont"], "her approval is missing still"


def secret(newsroom: Newsroom) -> str:
    newsroom.settle(confidential=True)
    return discretion.public_name(newsroom.house, "pont", newsroom.now)


def test_of_a_secret_release_no_message_says_anything(newsroom: Newsroom) -> None:
    newsroom.say('\n[desk]\naddress = "https://review.example.org/"\n')
    number = secret(newsroom)
    newsroom.submit()
    for _ in range(24 * 5):
        newsroom.tick(hours=1)
    messages = [f"{m}\n{m['Subject']}\n{m.get_content()}" for _, m in newsroom.office.taken] + newsroom.room.said
    assert len(messages) > 8
    tokens = [part for m in messages for part in re.findall(r"/[rq]/([\w-]+)", m)]
    assert len(tokens) > 5
    opened = (base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode() for token in tokens)
    everything = " ".join([*messages, *opened]).casefold()
    assert number in everything
    for word in (
        "pont",
        "brücke",
        "bridge",
        "institut nord",
        "institut sud",
        *(s.casefold() for texts in SENTENCES.values() for s in texts),
    ):
        assert word not in everything, word


def test_each_reviewer_gets_a_link_of_their_own(newsroom: Newsroom) -> None:
    newsroom.say('\n[desk]\naddress = "https://review.example.org/"\n')
    newsroom.now = datetime.now(UTC)
    newsroom.submit()
    newsroom.tick()
    found = {}
    for who in (ANNA, BRUNO, CHLOE):
        tokens = re.findall(r"https://review\.example\.org/r/(\S+)", newsroom.text(who))
        found[who] = {(links.opened(newsroom.house, token, newsroom.now).visit) for token in tokens}
    assert {(v.reviewer, v.language, v.partner) for v in found[ANNA]} == {("anna", DE, "nord"), ("anna", EN, "nord")}
    assert {(v.reviewer, v.language, v.partner) for v in found[BRUNO]} == {("bruno", DE, "nord")}
    assert {(v.reviewer, v.language, v.partner) for v in found[CHLOE]} == {("chloe", FR, "sud"), ("chloe", EN, "sud")}
    assert "review.example.org" not in "".join(newsroom.room.said), "a link is for one person, a channel for many"


def test_a_secret_release_is_reached_through_the_queue(newsroom: Newsroom) -> None:
    newsroom.say('\n[desk]\naddress = "https://review.example.org"\n')
    newsroom.now = datetime.now(UTC)
    secret(newsroom)
    newsroom.submit()
    newsroom.tick()
    (token,) = re.findall(r"https://review\.example\.org/q/(\S+)", newsroom.text(BRUNO))
    assert links.opened_queue(newsroom.house, token, newsroom.now).reviewer == "bruno"


def test_without_a_desk_they_are_told_to_ask_for_a_code(newsroom: Newsroom) -> None:
    newsroom.submit()
    newsroom.tick()
    assert "erhalten Sie Ihren Einmalcode von der Pressestelle" in newsroom.text(ANNA)


def test_the_outbox_holds_no_text_no_link_and_no_key(newsroom: Newsroom) -> None:
    newsroom.say('\n[desk]\naddress = "https://review.example.org"\n')
    newsroom.submit()
    newsroom.tick()
    newsroom.room.plan.append(500)
    newsroom.decide(Kind.RETURN, language=DE, partner="nord", reviewer="bruno", subject="0" * 64, comment="Nein")
    newsroom.tick(minutes=1)
    written = "".join(path.read_text(encoding="utf-8") for path in newsroom.outbox().glob("*.json"))
    assert written.count('"state"') >= 5
    for word in ("https", "mmost", "mailto", "Brücke", "Nein", "Institut"):
        assert word not in written
    assert newsroom.outbox().stat().st_mode & 0o077 == 0


def test_nothing_of_services_or_letters_gets_into_any_log(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    newsroom.submit()
    newsroom.room.plan.extend((500, 404))
    newsroom.office.plan.extend((550, "busy"))
    newsroom.tick()
    newsroom.tick(hours=1)
    # What locks a file says where.
    assert [record for record in caplog.records if record.name != "filelock"] == []
    assert capfd.readouterr() == ("", "")


def test_a_release_that_cannot_be_read_holds_up_no_other(newsroom: Newsroom) -> None:
    other = newsroom.house.drafts / "aaa"
    other.mkdir()
    (other / "draft.json").write_text("{", encoding="utf-8")
    newsroom.submit()
    told = newsroom.tick()
    assert [error.place for error in told.unread] == ["drafts/aaa/release.toml"]
    assert newsroom.subjects(CHLOE) == ["À relire : pont"]


def test_without_a_service_nothing_is_noted(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMUNIQUE_NOTICES")
    newsroom.submit()
    newsroom.tick()
    assert newsroom.entries() == ()


def test_a_clock_that_jumps_back_repeats_nothing(newsroom: Newsroom) -> None:
    newsroom.submit()
    for hours in (24, 24, -48, 24, 24, -1, 1):
        newsroom.tick(hours=hours)
    assert newsroom.subjects(CHLOE) == ["À relire : pont", "Rappel : pont"]


def test_a_reviewer_who_was_taken_off_the_list_is_written_to_no_more(newsroom: Newsroom) -> None:
    newsroom.office.plan.extend(["busy"])
    newsroom.submit()
    newsroom.tick()
    path = newsroom.house.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('partner = "sud"', 'partner = "est"'), encoding="utf-8")
    newsroom.tick(hours=1)
    assert newsroom.subjects(CHLOE) == []
    assert newsroom.states()["request person:chloe"] == "dropped"


def test_an_address_that_is_none_is_not_tried(newsroom: Newsroom) -> None:
    path = newsroom.house.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("chloe@example.org", "chloe@example.org, all@example.org"), encoding="utf-8")
    newsroom.submit()
    newsroom.tick()
    assert newsroom.states()["request person:chloe"] == "failed"
    assert [to for to, _ in newsroom.office.taken] == [ANNA, BRUNO]


def test_two_people_who_have_to_approve_are_both_told(newsroom: Newsroom) -> None:
    newsroom.say("")
    path = newsroom.house.templates / "house.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('nord = ["de", "en"]', 'nord = [{ languages = ["de"], people = 2 }]'), encoding="utf-8"
    )
    newsroom.gate = newsroom.gate.reloaded()
    newsroom.submit()
    newsroom.gate.approve(DE, "nord", "anna", at=newsroom.now)
    for _ in range(24 * 3):
        newsroom.tick(hours=1)
    assert newsroom.subjects(ANNA) == []
    assert newsroom.subjects(BRUNO) == ["Zur Freigabe: pont", "Erinnerung: pont", "Erinnerung: pont"]
