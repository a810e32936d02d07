"""What an approval is about: the same for what nobody can tell apart, another for every change that a reader could meet."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.approval.design import templates
from communique.approval.subjects import of_finding, subject, subjects
from communique.document import Asset, Figure, Heading, Link, Mark, Paragraph, Text
from communique.errors import HouseError
from communique.findings import Finding, Severity
from communique.languages import same
from gatehouse import DE, EN, FR, NOON, Gate, make, with_settings, with_text

CELLS = {"fr/sud", "de/nord", "en/nord", "en/sud"}
LONDON_SPELLING = "Zoë’s café: 120 people"


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    return make(tmp_path_factory.mktemp("house"))


def changed(gate: Gate, after: Gate) -> set[str]:
    """The cells whose subject is another one afterwards."""
    before, now = subjects(gate.release, gate.house), subjects(after.release, after.house)
    return {cell for cell in before.keys() | now.keys() if before.get(cell) != now.get(cell)}


def edited(gate: Gate, path: str, old: str, new: str) -> Gate:
    """The gate after somebody replaced something in a file."""
    file = gate.house.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return gate.reloaded()


def test_every_approval_that_the_house_asks_for_has_a_subject_of_its_own(gate: Gate) -> None:
    found = subjects(gate.release, gate.house)
    assert found.keys() == CELLS
    assert len(set(found.values())) == 4
    assert all(len(digest) == 64 for digest in found.values())


def test_the_same_release_has_the_same_subjects_in_another_folder(gate: Gate, tmp_path: Path) -> None:
    assert subjects(make(tmp_path).release, gate.house) == subjects(gate.release, gate.house)


@pytest.mark.parametrize("spelling", [lambda t: unicodedata.normalize("NFD", t), lambda t: unicodedata.normalize("NFC", t)])
def test_two_spellings_of_one_text_are_one_subject(gate: Gate, spelling: object) -> None:
    one = with_text(gate.release, EN, 1, LONDON_SPELLING)
    other = with_text(gate.release, EN, 1, spelling(LONDON_SPELLING))  # type: ignore[operator]
    assert subjects(one, gate.house) == subjects(other, gate.house)


def test_line_ends_of_another_system_change_nothing(gate: Gate) -> None:
    unix, windows, mac = (with_text(gate.release, EN, 1, f"One{end}two") for end in ("\n", "\r\n", "\r"))
    assert subjects(unix, gate.house) == subjects(windows, gate.house) == subjects(mac, gate.house)


@pytest.mark.parametrize(
    "look_alike",
    [
        pytest.param(LONDON_SPELLING.replace(" ", "\u00a0"), id="no-break space"),
        pytest.param(LONDON_SPELLING.replace("’", "'"), id="straight apostrophe"),
        pytest.param(LONDON_SPELLING + "\u200b", id="zero width space"),
        pytest.param(LONDON_SPELLING.replace("a", "\u0430"), id="Cyrillic a"),
        pytest.param(LONDON_SPELLING + " ", id="trailing space"),
        pytest.param(LONDON_SPELLING.replace("120", "12\u00ad0"), id="soft hyphen"),
        pytest.param("\u202e" + LONDON_SPELLING, id="right-to-left override"),
        pytest.param(LONDON_SPELLING.replace("fé", "ﬁé"), id="ligature"),
    ],
)
def test_a_look_alike_is_another_subject(gate: Gate, look_alike: str) -> None:
    honest = with_text(gate.release, EN, 1, LONDON_SPELLING)
    assert subjects(honest, gate.house) != subjects(with_text(gate.release, EN, 1, look_alike), gate.house)


def test_a_mark_or_the_target_of_a_link_is_part_of_what_was_seen(gate: Gate) -> None:
    units = gate.release.editions[EN].units
    forms = [
        (Text("Institutes"),),
        (Text("Institutes", frozenset({Mark.STRONG})),),
        (Link((Text("Institutes"),), "https://example.org/a"),),
        (Link((Text("Institutes"),), "https://example.org/b"),),
    ]
    found = set()
    for form in forms:
        edition = replace(gate.release.editions[EN], units=(replace(units[0], target=form), *units[1:]))
        found.add(subject(replace(gate.release, editions={**gate.release.editions, EN: edition}), EN, "nord", gate.house))
    assert len(found) == len(forms)


def test_an_untranslated_segment_is_not_an_empty_one(gate: Gate) -> None:
    assert subjects(with_text(gate.release, DE, 1, None), gate.house) != subjects(with_text(gate.release, DE, 1, ""), gate.house)


def test_a_correction_touches_its_own_language_only(gate: Gate) -> None:
    before, after = gate, replace(gate, release=with_text(gate.release, DE, 1, "Zwei Institute eröffnen ein Haus."))
    assert changed(before, after) == {"de/nord"}


@pytest.mark.parametrize(
    "path, old, new, touched",
    [
        pytest.param("templates/partners/sud.toml", "Sud est un", "Sud fut un", {"fr/sud"}, id="boilerplate of one partner"),
        pytest.param("templates/partners/nord.toml", "Nord is an", "Nord was an", {"en/nord"}, id="boilerplate of the other"),
        pytest.param("templates/partners/sud.toml", "+33 1", "+33 2", {"fr/sud", "en/sud", "de/nord"}, id="contact, unguarded in German"),
        pytest.param("templates/partners/nord.toml", "+33 1", "+33 2", {"de/nord", "en/nord", "fr/sud"}, id="contact, unguarded in French"),
        pytest.param("templates/partners/sud.svg", "svg'", "svg' ", {"fr/sud", "en/sud", "de/nord"}, id="logo"),
        pytest.param(
            "templates/partners/sud.toml", "Sud ist ein", "Sud war ein", {"de/nord"}, id="boilerplate that its own partner does not see"
        ),
        pytest.param("templates/partners/est.toml", "Est est un", "Est fut un", set(), id="partner of another release"),
        pytest.param("templates/release/page.html", "title", "kicker", CELLS, id="page"),
        pytest.param("templates/house.toml", "Nord · Sud", "Sud · Nord", CELLS, id="name of the house"),
        pytest.param("templates/reviewers.toml", "Anna Nord", "Anne Nord", set(), id="reviewer"),
        pytest.param("drafts/pont/release.toml", "confidential = false", "confidential = true", set(), id="confidentiality"),
        pytest.param("drafts/pont/release.toml", '"joint"', '"single"', CELLS, id="layout"),
        pytest.param("drafts/pont/release.toml", "# embargo", "embargo", CELLS, id="embargo"),
        pytest.param("drafts/pont/release.toml", '"nord", "sud"]', '"sud", "nord"]', CELLS, id="order of partners"),
        pytest.param("drafts/pont/release.toml", "[dateline]", '[dateline]\nde = "Bonn"', {"de/nord"}, id="dateline of one language"),
    ],
)
def test_an_edit_touches_only_what_its_scope_says(tmp_path: Path, path: str, old: str, new: str, touched: set[str]) -> None:
    gate = make(tmp_path)
    subjects(gate.release, gate.house)
    before = subjects(gate.release, gate.house)
    after = edited(gate, path, old, new)
    now = subjects(after.release, after.house)
    assert {cell for cell in CELLS if before[cell] != now[cell]} == touched


def test_another_partner_in_the_release_is_everybodys_business(tmp_path: Path) -> None:
    gate = make(tmp_path)
    before = subjects(gate.release, gate.house)
    after = edited(gate, "drafts/pont/release.toml", '"nord", "sud"]', '"nord", "sud", "est"]')
    now = subjects(after.release, after.house)
    assert now.keys() - before.keys() == {"fr/est", "en/est"}
    assert all(before[cell] != now[cell] for cell in before)


def test_the_same_instant_in_another_zone_is_the_same_embargo(gate: Gate) -> None:
    paris = timezone(timedelta(hours=1))
    one = with_settings(gate.release, embargo=NOON)
    other = with_settings(gate.release, embargo=NOON.astimezone(paris))
    later = with_settings(gate.release, embargo=NOON + timedelta(minutes=1))
    assert subjects(one, gate.house) == subjects(other, gate.house) != subjects(later, gate.house)


def test_a_picture_and_its_words_are_part_of_what_was_seen(gate: Gate) -> None:
    document = gate.release.draft.document
    other_bytes = replace(document, assets=(Asset("pont.png", "image/png", b"\x89PNG two"),))
    other_words = replace(document, blocks=tuple(replace(b, alt="Deux ponts") if isinstance(b, Figure) else b for b in document.blocks))
    found = {subject(_drawn(gate, own), DE, "nord", gate.house) for own in (document, other_bytes, other_words)}
    assert len(found) == 3


def test_a_paragraph_that_became_a_heading_is_another_subject(gate: Gate) -> None:
    document = gate.release.draft.document
    heading = tuple(Heading(b.content, place=b.place) if isinstance(b, Paragraph) else b for b in document.blocks)
    assert subject(_drawn(gate, replace(document, blocks=heading)), DE, "nord", gate.house) != subject(gate.release, DE, "nord", gate.house)


def test_where_a_block_stood_in_the_word_file_is_not(gate: Gate) -> None:
    document = gate.release.draft.document
    moved = replace(document, blocks=tuple(replace(block, place=block.place + "0", inferred=True) for block in document.blocks))
    assert subject(_drawn(gate, moved), DE, "nord", gate.house) == subject(gate.release, DE, "nord", gate.house)


def test_the_drafts_own_contact_of_a_partner_touches_that_partner_only(gate: Gate) -> None:
    document = gate.release.draft.document
    other = replace(
        document, blocks=tuple(replace(b, name="Presse") if getattr(b, "partner", "") == "nord" else b for b in document.blocks)
    )
    before = {p: subject(gate.release, EN, p, gate.house) for p in ("nord", "sud")}
    after = {p: subject(_drawn(gate, other), EN, p, gate.house) for p in ("nord", "sud")}
    assert {p for p in before if before[p] != after[p]} == {"nord"}


def _drawn(gate: Gate, document: object) -> object:
    editions = {language: replace(edition, original=document) for language, edition in gate.release.editions.items()}
    return replace(gate.release, editions=editions)


@pytest.mark.parametrize("name", ["stray.png", "old.jpg", ".hidden.png", "pont.txt"])
def test_a_file_that_strayed_among_the_pictures_changes_nothing(tmp_path: Path, name: str) -> None:
    own = make(tmp_path)
    before = subjects(own.release, own.house)
    (own.folder / "assets" / name).write_bytes(b"\x89PNG stray")
    assert subjects(own.reloaded().release, own.house) == before


def test_a_picture_that_the_document_names_counts_by_its_bytes(tmp_path: Path) -> None:
    own = make(tmp_path)
    before = subjects(own.release, own.house)
    (own.folder / "assets" / "pont.png").write_bytes(b"\x89PNG two")
    assert not set(subjects(own.reloaded().release, own.house).values()) & set(before.values())


def test_templates_are_known_by_name_and_bytes(tmp_path: Path) -> None:
    folder = make(tmp_path).house.templates / "release"
    seen = [templates(folder)]
    (folder / "fonts" / "one.woff2").rename(folder / "fonts" / "two.woff2")
    seen.append(templates(folder))
    (folder / "page.html").write_text("<html>{{ other }}</html>", encoding="utf-8")
    seen.append(templates(folder))
    (folder / "print.css").write_text("", encoding="utf-8")
    seen.append(templates(folder))
    assert len(set(seen)) == 4
    (folder / ".page.html.swp").write_text("an editor's", encoding="utf-8")
    assert templates(folder) == seen[-1]


def test_a_template_that_was_given_its_old_time_again_is_still_read(tmp_path: Path) -> None:
    page = make(tmp_path).house.templates / "release" / "page.html"
    before, stat = templates(page.parent), page.stat()
    page.write_bytes(page.read_bytes().replace(b"title", b"lines"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert page.stat().st_size == stat.st_size
    assert templates(page.parent) != before


def test_a_waiver_is_about_a_finding_and_the_text_around_it(gate: Gate) -> None:
    key = gate.release.editions[DE].units[2].segment.key
    finding = Finding(check="numbers", place="p3", message=same("120?"), severity=Severity.BLOCK, language=DE, segment=key, excerpt="120")
    on_passage = replace(finding, segment="")
    for found in (finding, on_passage):
        here = of_finding(found, gate.release)
        assert here == of_finding(found, with_text(gate.release, DE, 1, "Etwas anderes."))
        assert here != of_finding(found, with_text(gate.release, DE, 2, "Dort arbeiten 120 Leute."))
        assert here != of_finding(replace(found, excerpt="12"), gate.release)


@given(
    language=st.sampled_from((FR, DE, EN)),
    place=st.integers(0, 2),
    text=st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_in_one_language_touches_that_language_and_nothing_else(gate: Gate, language, place, text) -> None:  # type: ignore[no-untyped-def]
    before = subjects(gate.release, gate.house)
    after = subjects(with_text(gate.release, language, place, text), gate.house)
    touched = {cell for cell in CELLS if before[cell] != after[cell]}
    own = {cell for cell in CELLS if cell.startswith(language)}
    same_text = unicodedata.normalize("NFC", text) == gate.release.editions[language].units[place].target[0].text  # type: ignore[index]
    assert touched == (set() if same_text else own)


def test_a_moment_of_an_embargo_keeps_its_subject_through_its_file(tmp_path: Path) -> None:
    gate = make(tmp_path)
    moment = datetime(2026, 3, 9, 14, 30, tzinfo=timezone(timedelta(hours=1)))
    after = edited(gate, "drafts/pont/release.toml", "# embargo = 2026-03-09T14:30:00+01:00", "embargo = 2026-03-09T14:30:00+01:00")
    assert subjects(after.release, after.house) == subjects(with_settings(gate.release, embargo=moment), gate.house)


@pytest.mark.parametrize("what", ["fonts", "parts"])
def test_a_folder_of_templates_that_lies_elsewhere_is_refused(tmp_path: Path, what: str) -> None:
    gate, style = make(tmp_path), tmp_path / "templates" / "release"
    elsewhere = tmp_path / "elsewhere"
    (style / what).rename(elsewhere) if (style / what).exists() else elsewhere.mkdir()
    (style / what).symlink_to(elsewhere)
    with pytest.raises(HouseError, match=f"templates/release/{what}: this link leads to another folder"):
        subjects(gate.release, gate.house)
