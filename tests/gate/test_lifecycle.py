"""From the embargo to the withdrawal: every file says where a release stands, and nothing is seen too early or too long."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from communique import gate, releases
from communique import settings as settings_file
from communique.approval import turns
from communique.approval.boards import State
from communique.decisions import Kind
from communique.errors import NotAllowed, RenderError, Tampered
from communique.house import House
from communique.languages import Language
from communique.publishing import manifest, printing, publication, standings
from communique.record import issues, keys
from communique.record.verification import verify_output
from communique.releases import Release
from communique.text import embargoes
from communique.translation import growth
from communique.writers import Stamp, Status
from gatehouse import DE, EN, FR, NOON, with_text
from press_sample import APPROVED, house_in, sample
from presshouse import LIGHT, NEW_WORDS, TUESDAY, Press, clock, press

# Sunday, 2:30 in the night: clocks show it twice in autumn, and never in spring.
AUTUMN, SPRING = datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
LANGUAGES = tuple(Language)


@pytest.fixture
def held(tmp_path: Path) -> Press:
    return press(tmp_path / "house", AUTUMN)


@pytest.fixture
def out(tmp_path: Path) -> Press:
    own = press(tmp_path / "house")
    own.issue()
    return own


def feeds(own: Press) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(own.output.glob("feeds/*.atom")))


def test_under_embargo_the_files_lie_where_nobody_guesses_and_say_until_when(held: Press) -> None:
    made = held.issue()
    assert (made.status, made.until) == (Status.EMBARGOED, AUTUMN)
    assert re.fullmatch(r"embargo-[a-z]{26}", made.folder.name)
    assert [path.name for path in held.output.iterdir()] == [made.folder.name]
    assert manifest.load(made.folder).status == "embargoed"
    line = {
        FR: "Sous embargo jusqu’au 25",
        DE: "Sperrfrist: 25.\u00a0Oktober 2026, 02:30\u00a0Uhr",
        EN: "Embargoed until 02:30 (Paris time)",
    }
    for language in LANGUAGES:
        text = held.page(language, made.folder)
        assert text.startswith(f"*** {line[language]}")
        assert "UTC" in text.partition("***\n")[0]
    assert not [decision for decision in held.gate.record().decisions if decision.kind is Kind.PUBLISH]


def test_the_hidden_folder_has_one_name_that_only_the_key_gives(held: Press, tmp_path: Path) -> None:
    first = held.issue().folder.name
    assert held.issue().folder.name == first
    other = press(tmp_path / "other", AUTUMN)
    assert other.issue().folder.name != first


def test_without_the_key_nothing_is_made_under_embargo_and_the_way_out_is_named(held: Press) -> None:
    held.gate.house.key_file.unlink()
    with pytest.raises(NotAllowed, match="under embargo, and only the machine that has the key"):
        held.issue()
    assert not held.output.exists()


def test_a_second_before_its_minute_it_is_hidden_and_from_then_on_it_is_out(held: Press) -> None:
    held.issue()
    assert held.issue(AUTUMN - timedelta(seconds=1)).status is Status.EMBARGOED
    assert not held.public.exists()
    assert feeds(held) == ""
    made = held.issue(AUTUMN)
    assert (made.status, made.folder) == (Status.APPROVED, held.public)
    assert held.hidden() == []
    assert sorted(path.name for path in held.output.iterdir()) == ["feeds", "pont"]
    assert all("mbargo" not in held.page(language) and "Sperrfrist" not in held.page(language) for language in LANGUAGES)
    assert feeds(held).count("<entry") == 3


def test_what_is_lifted_is_dated_with_the_end_of_its_embargo(held: Press) -> None:
    held.issue(AUTUMN + timedelta(minutes=2))
    (noted,) = (decision for decision in held.gate.record().decisions if decision.kind is Kind.PUBLISH)
    assert noted.about == "2026-10-25T01:30:00Z"
    assert issues.issued(held.gate.record())[0].at == AUTUMN


def test_under_embargo_an_approval_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    own = press(tmp_path / "house", AUTUMN)
    changed = own.correct("Anders.")
    settings_file.save(changed.gate.folder, replace(changed.gate.reloaded().release.settings, embargo=AUTUMN + timedelta(days=1)))
    with pytest.raises(NotAllowed, match="approvals are missing"):
        Press(changed.gate.reloaded()).issue()


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Sous embargo jusqu’au 25 octobre 2026 à 2 h 30", AUTUMN),
        ("Sperrfrist: 25. Oktober 2026, 2:00 Uhr", AUTUMN - timedelta(minutes=30)),
        ("Embargoed until 3:00 on 25 October 2026", AUTUMN + timedelta(minutes=30)),
        ("Embargoed until 1:59 on 25 October 2026", AUTUMN - timedelta(minutes=91)),
        ("Sous embargo jusqu’au 29 mars 2026 à 2 h 30", SPRING),
        ("Sperrfrist: 29. März 2026, 1:59 Uhr", SPRING - timedelta(minutes=31)),
        ("Sperrfrist: 29. März 2026, 3:00 Uhr", SPRING - timedelta(minutes=30)),
    ],
)
def test_of_a_night_when_clocks_change_the_later_moment_counts(line: str, moment: datetime) -> None:
    found = embargoes.moment(line, "Europe/Paris")
    assert found is not None
    assert found.astimezone(UTC) == moment
    # As release.toml keeps it.
    assert datetime.fromisoformat(found.isoformat()).astimezone(UTC) == moment
    assert found.astimezone(UTC) >= found.replace(fold=0).astimezone(UTC)
    assert found.tzinfo == ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("night", [AUTUMN, SPRING])
def test_in_the_nights_when_clocks_change_nothing_is_out_before_its_moment(tmp_path: Path, night: datetime) -> None:
    own = press(tmp_path / "house", night)
    for minutes in (-61, -60, -31, -1):
        assert own.issue(night + timedelta(minutes=minutes)).status is Status.EMBARGOED
    assert own.issue(night).status is Status.APPROVED


def test_an_embargo_that_is_put_off_keeps_its_folder_and_tells_the_new_moment(held: Press) -> None:
    before = held.issue()
    later = AUTUMN + timedelta(days=1)
    settings_file.save(held.gate.folder, replace(held.gate.release.settings, embargo=later))
    own = Press(held.gate.reloaded()).approved_again(NOON + timedelta(hours=2))
    made = own.issue()
    assert (made.folder, made.until) == (before.folder, later)
    assert "26.\u00a0Oktober 2026" in own.page(DE, made.folder)


def test_another_text_that_is_approved_is_a_corrected_version_everywhere(out: Press) -> None:
    own = out.correct()
    made = own.issue(TUESDAY + timedelta(days=3))
    assert (made.status, made.version) == (Status.APPROVED, 2)
    said = {
        FR: "Version corrigée du\u00a012\u00a0mars 2026\u202f; elle remplace celle du\u00a09\u00a0mars 2026.",
        DE: "Korrigierte Fassung vom\u00a012.\u00a0März 2026; sie ersetzt die Fassung vom\u00a09.\u00a0März 2026.",
        EN: "Corrected version of\u00a012\u00a0March 2026; it replaces the version of\u00a09\u00a0March 2026.",
    }
    for language in LANGUAGES:
        assert " ".join(own.page(language).split("\n\n")[0].split("\n")) == said[language]
    assert NEW_WORDS in own.page(DE)
    assert feeds(own).count("<entry") == 3


def test_to_render_a_version_again_gives_the_same_bytes(out: Press) -> None:
    own = out.correct()
    own.issue(TUESDAY + timedelta(days=3))
    before = own.seen()
    assert own.issue(TUESDAY + timedelta(days=30)).version == 2
    assert own.seen() == before
    assert [one.version for one in issues.issued(own.gate.record())] == [1, 2]


def test_a_text_that_comes_back_is_a_version_of_its_own(out: Press) -> None:
    own = out.correct()
    own.issue(TUESDAY + timedelta(days=3))
    again = own.correct("Dort arbeiten 120 Menschen.", at=NOON + timedelta(days=5))
    assert again.issue(TUESDAY + timedelta(days=6)).version == 3
    assert again.issue(TUESDAY + timedelta(days=7)).version == 3


def test_another_page_design_corrects_nothing(out: Press) -> None:
    (out.gate.house.templates / "release" / "page.html").write_text("<html>anew</html>", encoding="utf-8")
    own = out.approved_again(NOON + timedelta(days=4))
    made = own.issue(TUESDAY + timedelta(days=4))
    assert made.version == 1
    assert "Korrigierte" not in own.page(DE)


def test_the_sentence_of_a_correction_is_approved_and_printed(out: Press) -> None:
    own = out.correct()
    said = {DE: "Die Zahl der Beschäftigten war falsch."}
    settings_file.save(own.gate.folder, replace(own.gate.reloaded().release.settings, correction=said))
    own = Press(own.gate.reloaded())
    assert [cell.language for cell in own.gate.board().missing] == [DE]
    own = own.approved_again(NOON + timedelta(days=3, hours=1))
    own.issue(TUESDAY + timedelta(days=3))
    assert said[DE] in " ".join(own.page(DE).split())
    assert settings_file.load(own.gate.folder).correction == said


def test_while_a_correction_waits_the_published_version_stays(out: Press) -> None:
    before = out.seen()
    releases.save_edition(out.gate.folder, with_text(out.gate.release, DE, 2, NEW_WORDS).editions[DE])
    with pytest.raises(NotAllowed):
        Press(out.gate.reloaded()).issue(TUESDAY + timedelta(days=3))
    assert out.seen() == before


def test_a_withdrawn_release_is_a_notice_in_every_language_and_in_the_feeds(out: Press) -> None:
    out.withdraw()
    made = out.take_back()
    assert made is not None
    assert (made.status, made.folder) == (Status.WITHDRAWN, out.public)
    said = {
        FR: "a été retiré le\u00a011\u00a0mars 2026",
        DE: "wurde am\u00a011.\u00a0März 2026",
        EN: "was withdrawn on\u00a011\u00a0March 2026",
    }
    titles = {FR: "Un pont numérique", DE: "Eine digitale Brücke", EN: "A digital bridge"}
    for language in LANGUAGES:
        page = out.page(language)
        assert titles[language] in page
        assert said[language] in page
        assert "presse-nord@example.org" in page
    every = b"".join(out.seen().values()).decode(errors="replace")
    for gone in ("laboratoire", "Labor.", "laboratory", "120 personnes", "120 Menschen", "staff of 120"):
        assert gone not in every
    assert feeds(out).count("<entry") == 3
    assert said[DE].replace("\u00a0", "") in feeds(out).replace("\u00a0", "")
    assert out.gate.reloaded().board().missing


def test_what_a_withdrawn_release_left_in_the_memory_goes_with_it(out: Press) -> None:
    """The memory does not use it any more; its file is shared, and would go on showing the text."""
    left = growth.path_of(out.gate.house, "pont")
    assert "Zwei Institute" in left.read_text(encoding="utf-8")
    out.withdraw()
    out.take_back()
    assert not left.exists()


def test_what_never_went_out_leaves_nothing_when_it_is_withdrawn(held: Press) -> None:
    held.issue()
    held.withdraw()
    assert held.take_back() is None
    assert held.seen() == {}


def test_a_folder_that_went_out_without_a_note_is_withdrawn_too(tmp_path: Path) -> None:
    own = press(tmp_path / "house")
    key = own.gate.house.key_file.read_bytes()
    own.gate.house.key_file.unlink()
    own.issue()
    assert not issues.issued(own.gate.record())
    keys.keep(own.gate.house.key_file, key)
    own.withdraw()
    assert own.take_back() is not None
    assert "120 Menschen" not in own.page(DE)


def test_to_render_a_withdrawn_release_again_keeps_the_notice(out: Press) -> None:
    out.withdraw()
    out.take_back()
    before = out.seen()
    assert out.issue(TUESDAY + timedelta(days=9)).status is Status.WITHDRAWN
    assert out.seen() == before


def test_a_notice_shows_no_headline_that_nobody_approved(out: Press) -> None:
    releases.save_edition(out.gate.folder, with_text(out.gate.release, DE, 0, "Was niemand freigab").editions[DE])
    own = Press(out.gate.reloaded())
    own.withdraw()
    own.take_back()
    every = b"".join(own.seen().values()).decode(errors="replace")
    assert "Was niemand freigab" not in every
    assert "120 Menschen" not in every
    assert "zurückgezogen" in own.page(DE)


def test_a_withdrawn_release_that_is_approved_anew_is_published_as_the_next_version(out: Press) -> None:
    out.withdraw()
    out.take_back()
    own = out.approved_again(NOON + timedelta(days=4))
    assert all(cell.state is State.APPROVED for cell in own.gate.board().cells)
    made = own.issue(TUESDAY + timedelta(days=5))
    assert (made.status, made.version) == (Status.APPROVED, 2)
    assert "120 Menschen" in own.page(DE)
    assert "Korrigierte" not in own.page(DE), "the words are the same"
    assert own.issue(TUESDAY + timedelta(days=6)).version == 2


def test_no_release_takes_the_place_of_the_feeds(tmp_path: Path) -> None:
    release = replace(sample(tmp_path), slug="feeds")
    with pytest.raises(RenderError, match="feeds: this is the name of the folder of the feeds — give the draft another name"):
        publication.render(release, house_in(tmp_path), APPROVED, lambda *_: {}, preview=False)


@pytest.mark.parametrize("status", ["embargoed", "preview"])
def test_a_status_that_somebody_else_wrote_does_not_keep_a_notice_out(out: Press, status: str) -> None:
    listed = manifest.load(out.public)
    manifest.save(out.public, replace(listed, status=status))
    out.withdraw()
    with clock(TUESDAY):
        made = printing.issue(out.gate.house, "pont", make=LIGHT)
    assert made.status is Status.WITHDRAWN
    assert "zurückgezogen" in out.page(DE)


def test_each_of_the_folders_verifies(held: Press) -> None:
    hidden = held.issue().folder
    assert {line.name for line in verify_output(hidden, held.gate.house)} >= {"signed", "embargoed", "approvals"}
    held.issue(AUTUMN)
    assert {line.name for line in verify_output(held.public, held.gate.house)} >= {"signed", "approvals", "outdated"}
    assert {line.name for line in verify_output(held.output / "feeds", held.gate.house)} == {"feeds"}
    held.withdraw(AUTUMN + timedelta(days=1))
    held.take_back()
    assert {line.name for line in verify_output(held.public, held.gate.house)} >= {"signed", "withdrawn"}


def test_a_hidden_folder_of_a_former_key_goes_when_the_next_one_stands(held: Press) -> None:
    first = held.issue().folder
    former = first.rename(first.with_name("embargo-" + "q" * 26))
    second = held.issue().folder
    assert held.hidden() == [second] != [former]


def test_files_under_embargo_in_a_folder_that_can_be_guessed_do_not_verify(held: Press) -> None:
    folder = held.issue().folder
    open_to_all = folder.rename(folder.with_name("pont-journalists"))
    with pytest.raises(Tampered, match="a folder whose name can be guessed"):
        verify_output(open_to_all, held.gate.house)


def test_a_notice_that_no_record_knows_and_a_feed_that_says_more_do_not_verify(out: Press) -> None:
    feed = out.output / "feeds" / "de.atom"
    feed.write_bytes(feed.read_bytes().replace(b"Eine digitale", b"Keine digitale"))
    with pytest.raises(Tampered, match="not as the published folders have it"):
        verify_output(out.output / "feeds", out.gate.house)
    made = manifest.load(out.public)
    manifest.save(out.public, manifest.sign(replace(made, status="withdrawn", decisions=("0" * 64,)), out.gate.key))
    with pytest.raises(Tampered, match="no such withdrawal"):
        verify_output(out.public, out.gate.house)


def test_the_status_says_what_a_release_is_to_the_world(held: Press) -> None:
    own, slug = held.gate.house, "pont"

    def said(at: datetime) -> list[str]:
        return [line.en for line in standings.standing(own, slug, at).lines(own)]

    assert said(TUESDAY) == ["under embargo until 2026-10-25 02:30 (UTC+0100)"]
    held.issue(AUTUMN)
    assert said(AUTUMN) == ["published, version 1, of 2026-10-25 02:30 (UTC+0100)"]
    held.withdraw(AUTUMN + timedelta(days=1))
    assert said(AUTUMN + timedelta(days=2)) == ["withdrawn on 2026-10-26 02:30 (UTC+0100)"]


def deciding(own: Press, decide: Callable[[], object]) -> publication.Make:
    """What makes the files while somebody decides."""

    def make(release: Release, house: House, stamp: Stamp) -> Mapping[str, bytes]:
        files = LIGHT(release, house, stamp)
        decide()
        return files

    return make


@pytest.mark.parametrize("embargo", [None, AUTUMN])
def test_a_release_that_is_withdrawn_while_its_files_are_made_does_not_go_out(tmp_path: Path, embargo: datetime | None) -> None:
    """Setting takes seconds; the withdrawal finds nothing to take back yet, and the text would follow it."""
    own = press(tmp_path / "house", embargo)
    with clock(TUESDAY), pytest.raises(NotAllowed, match="a decision came in while the files were made; nothing was published"):
        printing.issue(own.gate.house, "pont", make=deciding(own, lambda: own.withdraw(TUESDAY)))
    assert own.seen() == {}
    assert not [decision for decision in own.gate.record().decisions if decision.kind is Kind.PUBLISH]


def test_a_version_that_two_publish_at_once_is_noted_once(tmp_path: Path) -> None:
    """Who is told of a publication is told of each note in the record."""
    own = press(tmp_path / "house")
    with clock(TUESDAY):
        made = printing.issue(own.gate.house, "pont", make=deciding(own, lambda: printing.issue(own.gate.house, "pont", make=LIGHT)))
    assert made.version == 1
    assert len([decision for decision in own.gate.record().decisions if decision.kind is Kind.PUBLISH]) == 1


def test_a_publication_that_is_only_to_be_noted_gives_way_to_a_withdrawal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash left the files without their note; whoever makes up for it reads the record, and then somebody withdraws the release."""
    own = press(tmp_path / "house")
    own.issue()
    (note,) = own.gate.folder.glob("decisions/*-publish-*.json")
    note.unlink()
    alone = turns.alone

    def after_a_withdrawal(house: House, slug: str) -> object:
        monkeypatch.setattr(turns, "alone", alone)
        own.withdraw(TUESDAY)
        return alone(house, slug)

    monkeypatch.setattr(turns, "alone", after_a_withdrawal)
    with clock(TUESDAY), pytest.raises(NotAllowed, match="a decision came in"):
        printing.issue(own.gate.house, "pont", make=LIGHT)
    assert issues.withdrawal(own.gate.record()) is not None


def test_what_somebody_returns_while_its_files_are_made_does_not_go_out(tmp_path: Path) -> None:
    own = press(tmp_path / "house")

    def give_back() -> None:
        with clock(TUESDAY):
            gate.give_back(own.gate.house, "pont", DE, "nord", "anna", comment="Wait.")

    with clock(TUESDAY), pytest.raises(NotAllowed, match="a decision came in"):
        printing.issue(own.gate.house, "pont", make=deciding(own, give_back))
    assert own.seen() == {}


def test_two_who_render_at_the_same_time_both_end_well(tmp_path: Path) -> None:
    own = press(tmp_path / "house")
    with clock(TUESDAY):
        made = printing.issue(own.gate.house, "pont", make=deciding(own, own.issue))
    assert (made.status, made.version) == (Status.APPROVED, 1)
    assert publication.stands(own.gate.house, "pont")


def test_a_withdrawal_waits_for_files_that_are_being_put_in_their_place(tmp_path: Path) -> None:
    own = press(tmp_path / "house")
    ended: list[str] = []

    def withdrawn() -> None:
        with clock(TUESDAY):
            gate.withdraw(own.gate.house, "pont", "anna", comment="A mistake.")
        ended.append("withdrawal")

    with turns.alone(own.gate.house, "pont"):
        thread = threading.Thread(target=withdrawn)
        thread.start()
        thread.join(0.5)
        ended.append("files")
    thread.join()
    assert ended == ["files", "withdrawal"]


def test_the_feeds_tell_how_large_the_printed_release_in_the_folder_is(tmp_path: Path) -> None:
    own = press(tmp_path / "house")

    def printed(release: Release, house: House, stamp: Stamp) -> Mapping[str, bytes]:
        return {**LIGHT(release, house, stamp), **{f"{lang}/pont.{lang}.pdf": bytes(1000 + stamp.version) for lang in LANGUAGES}}

    with clock(TUESDAY):
        printing.issue(own.gate.house, "pont", make=printed)
    assert feeds(own).count('length="1001"') == 3
    assert verify_output(own.output / "feeds", own.gate.house)
    own.withdraw(TUESDAY)
    printing.take_back(own.gate.house, "pont", make=printed)
    assert feeds(own).count("length=") == 3
    assert verify_output(own.output / "feeds", own.gate.house)
