"""A correct release in three languages is left alone; one fact changed in one language is found in its place, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from communique import markup
from communique.document import Contact, Document
from communique.editions import Edition, Origin, Source
from communique.findings import Finding
from communique.languages import Language
from communique.partners import Boilerplate, Partner
from communique.releases import Release
from communique.text.passages import rewrite
from communique.text.typography import mend
from trilingual import HELD, correct, said

FR, DE, EN = Language.FR, Language.DE, Language.EN
PLAIN = str.maketrans("\u00a0\u202f", "  ")

# A language, the words that are changed in it, what they are changed into, and the check that has to say so.
WORDS = [
    (DE, "verabschieden 64 Unternehmen", "verabschieden 46 Unternehmen", "numbers"),
    (EN, "Of the 112 use cases", "Of the 121 use cases", "numbers"),
    (EN, "4,500 continuing", "5,400 continuing", "numbers"),
    (DE, "setzt drei Prioritäten", "setzt 4 Prioritäten", "numbers"),
    (DE, "Sechs Demonstratoren starten", "Sieben Demonstratoren starten", "number_words"),
    (EN, "A third plenary session", "A fourth plenary session", "number_words"),
    (DE, "4.500 Weiterbildungsplätze", "4,500 Weiterbildungsplätze", "separators"),
    (DE, "bis 2030 auf 1,4 Milliarden", "bis 2030 auf 1,4 Millionen", "numbers"),
    (EN, "reach €1.4 billion", "reach €1.4 million", "numbers"),
    (EN, "up to 2030 reach", "up to 2035 reach", "numbers"),
    (EN, "reach €1.4", "reach $1.4", "currencies"),
    (DE, "310 Millionen Euro", "310 Millionen Dollar", "currencies"),
    (DE, "1. Juni 2026", "1. Juli 2026", "dates"),
    (EN, "30 April 2026", "30 August 2026", "dates"),
    (DE, "am Montag, 9. März", "am Dienstag, 9. März", "dates"),
    (EN, "until 6 p.m. on", "until 7 p.m. on", "numbers"),
    (DE, "des 20. Jahrhunderts", "des 19. Jahrhunderts", "numbers"),
    (EN, "Katrin Ohlendorf, Head", "Katrin Ohlendorff, Head", "names"),
    (DE, "Étienne Calvignac, Präsident", "Ein Präsident", "names"),
    (DE, "Präsident von Valmenor", "Vizepräsident von Valmenor", "functions"),
    (EN, "Head of Data at", "Spokeswoman of", "functions"),
    (DE, "Inria und die Fraunhofer-Gesellschaft führen", "Inria und die Frauenhofer-Gesellschaft führen", "terms"),
    (EN, "Institut Mines-Télécom (IMT), 180", "Institut Mines-Telecom (IMT), 180", "terms"),
    (EN, "https://www.example.org/dialogue-ia", "https://www.example.org/dialog", "lost_marks"),
    (DE, "Paris, 9. März 2026", "Berlin, 9. März 2026", "datelines"),
    (EN, "2:30 p.m. on 9 March", "2:30 a.m. on 9 March", "embargo"),
    (DE, "9. März 2026, 14.30 Uhr", "9. März 2026, 16.30 Uhr", "embargo"),
    (EN, "A roadmap with three", "A road map with three", "terms"),
    (DE, "öffentlich sein", "öffentlich öffentlich sein", "doubled_words"),
    (DE, "**1. Juni 2026**", "1. Juni 2026", "lost_marks"),
    (EN, "(stand B14)", "(stand B14", "brackets"),
    (DE, "Ihr Fazit passt in einen Satz: Gemeinsam haben die beiden Länder", "„Gemeinsam haben die beiden Länder", "quotations"),
]


def changed(release: Release, edition: Edition) -> Release:
    return replace(release, editions={**release.editions, edition.language: edition})


def reworded(release: Release, language: Language, old: str, new: str) -> tuple[Release, str]:
    """The release with other words in one language, typeset as that language asks, and the place of the sentence."""
    edition = release.editions[language]
    lines = {u.segment.key: markup.dump(u.target or ()) for u in edition.units}
    (key,) = (key for key, line in lines.items() if old in line.translate(PLAIN))
    start = lines[key].translate(PLAIN).index(old)
    content = mend(markup.load(lines[key][:start] + new + lines[key][start + len(old) :]), language)
    found = next(u for u in edition.units if u.segment.key == key)
    return changed(release, edition.with_target(key, content, found.origin)), found.segment.place


@pytest.fixture(scope="module")
def before() -> set[Finding]:
    return said(correct())


def test_nothing_blocks_a_correct_release(before: set[Finding]) -> None:
    assert [finding for finding in before if finding.severity == "block"] == []


@pytest.mark.parametrize(("language", "old", "new", "check"), WORDS, ids=[f"{w[0]}: {w[2]}" for w in WORDS])
def test_a_changed_fact_is_found_in_its_sentence_and_nowhere_else(
    before: set[Finding], language: Language, old: str, new: str, check: str
) -> None:
    release, place = reworded(correct(), language, old, new)
    fresh = said(release) - before
    assert check in {finding.check for finding in fresh}
    assert {(finding.language, finding.place) for finding in fresh} == {(language, place)}


def partner(release: Release, name: str, change: Callable[[Partner], Partner]) -> Release:
    return replace(release, partners=tuple(change(p) if p.id == name else p for p in release.partners))


def german_text(**days: date) -> Callable[[Partner], Partner]:
    """A partner whose German boilerplate has other days of validity."""

    def change(own: Partner) -> Partner:
        text: Boilerplate = replace(own.about[DE], **days)  # type: ignore[arg-type]
        return replace(own, about={**own.about, DE: text})

    return change


def drafted(release: Release, change: Callable[[Document], Document]) -> Release:
    """The release with another draft, its sentences as they were."""
    document = change(release.draft.document)
    editions = {language: replace(edition, original=document) for language, edition in release.editions.items()}
    return replace(release, draft=replace(release.draft, document=document), editions=editions)


def contact(**values: str) -> Callable[[Document], Document]:
    """A draft whose first press contact has other values."""

    def change(document: Document) -> Document:
        first = next(block for block in document.blocks if isinstance(block, Contact))
        blocks = tuple(replace(block, **values) if block is first else block for block in document.blocks)  # type: ignore[arg-type]
        return replace(document, blocks=blocks)

    return change


def boilerplate(old: str, new: str) -> Callable[[Document], Document]:
    """A draft with other words in a boilerplate."""

    def change(document: Document) -> Document:
        return rewrite(document, document.language, lambda _, content: markup.load(markup.dump(content).replace(old, new)))

    return change


def without(release: Release, language: Language, place: str) -> Release:
    edition = release.editions[language]
    return changed(release, replace(edition, units=tuple(u for u in edition.units if u.segment.place != place)))


def waiting(release: Release, language: Language, place: str) -> Release:
    edition = release.editions[language]
    units = (replace(u, target=None, origin=Origin(Source.NOWHERE)) if u.segment.place == place else u for u in edition.units)
    return changed(release, replace(edition, units=tuple(units)))


def from_memory(release: Release, language: Language, place: str) -> Release:
    edition = release.editions[language]
    near = Origin(Source.MEMORY, "m1", score=84, note="near")
    return changed(
        release, replace(edition, units=tuple(replace(u, origin=near) if u.segment.place == place else u for u in edition.units))
    )


def set_to(release: Release, **settings: object) -> Release:
    return replace(release, settings=replace(release.settings, **settings))  # type: ignore[arg-type]


RELEASES = {
    "an outdated figure in the draft": (
        lambda r: drafted(r, boilerplate("75 instituts", "74 instituts")),
        ("warn", "boilerplate_drift", FR, "74"),
    ),
    "other words in a boilerplate": (
        lambda r: drafted(r, boilerplate("au prototype", "au produit")),
        ("hint", "boilerplate_drift", FR, "produit."),
    ),
    "a boilerplate that is out of date": (
        lambda r: partner(r, "imt", german_text(until=date(2026, 3, 8))),
        ("block", "boilerplate_drift", DE, ""),
    ),
    "a boilerplate that soon will be": (
        lambda r: partner(r, "imt", german_text(until=date(2026, 3, 31))),
        ("warn", "boilerplate_drift", DE, ""),
    ),
    "another address of a contact": (
        lambda r: drafted(r, contact(email="maud@example.org")),
        ("warn", "contact_drift", FR, "maud@example.org"),
    ),
    "another telephone of a contact": (
        lambda r: drafted(r, contact(phone="+33 1 99 00 12 35")),
        ("warn", "contact_drift", FR, "+33 1 99 00 12 35"),
    ),
    "another name of a contact": (
        lambda r: drafted(r, contact(name="Maude Ferrandier")),
        ("warn", "contact_drift", FR, "Maude Ferrandier"),
    ),
    "nobody to call in German": (
        lambda r: partner(r, "inria", lambda own: replace(own, contacts=(replace(own.contacts[0], languages=frozenset({FR, EN})),))),
        ("warn", "contact_drift", DE, ""),
    ),
    "another end of the embargo": (
        lambda r: set_to(r, embargo=HELD + timedelta(hours=1)),
        ("block", "embargo", FR, "Sous embargo jusqu’au 9 mars 2026 à 14 h 30"),
    ),
    "no end of the embargo": (
        lambda r: set_to(r, embargo=None),
        ("block", "embargo", FR, "Sous embargo jusqu’au 9 mars 2026 à 14 h 30"),
    ),
    "another dateline in one language": (
        lambda r: set_to(r, dateline={EN: "Paris, 10 March 2026"}),
        ("block", "datelines", EN, "Paris, 10 March 2026"),
    ),
    "a sentence that is gone": (
        lambda r: without(r, DE, "p6"),
        ("block", "same_structure", DE, ""),
    ),
    "a sentence that waits": (
        lambda r: waiting(r, EN, "p6"),
        ("block", "untranslated", EN, ""),
    ),
    "a sentence like one that was approved": (
        lambda r: from_memory(r, DE, "p14"),
        ("warn", "near_matches", DE, "Eine Roadmap mit drei Prioritäten"),
    ),
}


@pytest.mark.parametrize("name", RELEASES)
def test_a_changed_record_is_found_and_nothing_else(before: set[Finding], name: str) -> None:
    change, expected = RELEASES[name]
    fresh = said(change(correct())) - before
    assert [(f.severity, f.check, f.language, f.excerpt.translate(PLAIN)) for f in fresh] == [expected]


def test_a_figure_that_a_person_corrected_in_the_draft_is_what_translations_follow(before: set[Finding]) -> None:
    release, place = reworded(correct(), FR, "64 entreprises", "46 entreprises")
    (key,) = (u.segment.key for u in release.editions[FR].units if u.segment.place == place)
    content = next(u.target for u in release.editions[FR].units if u.segment.key == key)
    corrected = changed(release, release.editions[FR].with_target(key, content or (), Origin(Source.PERSON, "maud")))
    fresh = {f for f in said(corrected) - before if f.check == "numbers"}
    assert {(f.language, f.place, f.excerpt, f.source) for f in fresh} == {(DE, place, "64", "46"), (EN, place, "64", "46")}
    assert all(f.message.en.endswith("(compared with the corrected sentence)") for f in fresh)


def test_what_the_memory_s_sentence_said_is_told() -> None:
    recalled = {"m1": {FR: "Une feuille de route en quatre chapitres", DE: "Ein Fahrplan mit vier Kapiteln"}}
    found = [f for f in said(from_memory(correct(), DE, "p14"), recalled=recalled) if f.check == "near_matches"]
    assert [(f.source, "quatre chapitres" in f.message.en) for f in found] == [("trois priorités", True)]
