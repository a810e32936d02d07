"""The memory recalls what people approved: verbatim, nearly, and never with other numbers."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from communique.document import Text, plain
from communique.languages import Language
from communique.memory import NEAR, Match, Memory, numbers
from communique.segments import normal
from communique.translation.tmx import Entry

FR, DE, EN = Language.FR, Language.DE, Language.EN


def entry(name: str, date: str = "", **texts: str) -> Entry:
    return Entry(name, {Language(code): (Text(text),) for code, text in texts.items()}, date)


MEMORY = Memory(
    (
        entry("u1", fr="Communiqué de presse", de="Pressemitteilung", en="Press release"),
        entry("u2", fr="L'institut compte 75 équipes à Paris.", de="Das Institut hat 75 Teams in Paris."),
        entry("u3", fr="La session aura lieu en mars à Paris, en présence des ministres.", de="Die Sitzung findet im März statt."),
        entry("u4", fr="« Nous avançons », dit-elle.", en="“We are moving on,” she says."),
    )
)


def recalled(text: str, source: Language = FR, target: Language = DE, memory: Memory = MEMORY) -> tuple[str, int] | None:
    match = memory.recall(text, source, target)
    return (plain(match.target), match.score) if match else None


def test_the_same_text_is_a_match_of_a_hundred() -> None:
    assert recalled("Communiqué de presse") == ("Pressemitteilung", 100)
    assert recalled("Communiqué de presse", FR, EN) == ("Press release", 100)
    assert recalled("Pressemitteilung", DE, EN) == ("Press release", 100)


@pytest.mark.parametrize("text", ["«Nous avançons», dit-elle.", "« Nous avançons », dit-elle.", '"Nous avançons", dit-elle.'])
def test_typography_makes_no_other_text(text: str) -> None:
    assert recalled(text, FR, EN) == ("“We are moving on,” she says.", 100)


def test_only_languages_that_stand_in_one_entry_are_a_pair() -> None:
    memory = Memory((entry("a", fr="Le projet", en="The project"), entry("b", en="The project", de="Das Projekt")))

    assert recalled("Le projet", FR, DE, memory) is None
    assert recalled("The project", EN, DE, memory) == ("Das Projekt", 100)


def test_a_text_nearly_the_same_is_a_match_below_a_hundred() -> None:
    match = MEMORY.recall("L'institut compte 75 équipes à Lyon.", FR, DE)

    assert match == Match(
        (Text("Das Institut hat 75 Teams in Paris."),), match.score, "u2", (Text("L'institut compte 75 équipes à Paris."),)
    )
    assert NEAR <= match.score < 100


def test_another_case_is_not_the_same_text() -> None:
    match = MEMORY.recall("communiqué de presse", FR, DE)

    assert match is not None
    assert match.score < 100


@pytest.mark.parametrize(
    "text",
    [
        "L'institut compte 76 équipes à Lyon.",
        "L'institut compte 1 équipes à Paris.",
        "L'institut compte 75, 76 équipes à Paris.",
        "L'institut compte des équipes à Paris.",
        "La session aura lieu en avril à Lyon, en présence des ministres.",
        "La session aura lieu en mars 2026 à Paris, en présence des ministres.",
    ],
)
def test_other_numbers_or_months_are_never_offered(text: str) -> None:
    assert recalled(text) is None


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("L'institut compte 76 équipes à Paris.", "Das Institut hat 76 Teams in Paris."),
        ("L'institut compte 7 500 équipes à Paris.", "Das Institut hat 7.500 Teams in Paris."),
        ("La session aura lieu en avril à Paris, en présence des ministres.", "Die Sitzung findet im April statt."),
    ],
)
def test_where_nothing_but_a_number_or_month_differs_the_new_one_is_put_in(text: str, target: str) -> None:
    match = MEMORY.recall(text, FR, DE)

    assert match is not None
    assert (plain(match.target), match.refilled) == (target, True)
    assert match.score < 100


def context_entry(name: str, date: str, before: str, after: str, **texts: str) -> Entry:
    return replace(entry(name, date, **texts), props={"x-previous": before, "x-next": after})


HOME = Memory(
    (
        entry("a:1", "20240101", fr="Merci.", de="Danke."),
        context_entry("a:2", "20240101", "1", "3", fr="Le projet avance.", de="Das Projekt kommt voran."),
        entry("a:3", "20240101", fr="Au revoir.", de="Auf Wiedersehen."),
        entry("b:1", "20250101", fr="Bonjour.", de="Guten Tag."),
        context_entry("b:2", "20250101", "1", "", fr="Le projet avance.", de="Das Vorhaben schreitet voran."),
    )
)


@pytest.mark.parametrize(
    ("around", "target"),
    [
        (("Merci.", "Au revoir."), "Das Projekt kommt voran."),
        (("Merci.", "Autre chose."), "Das Projekt kommt voran."),
        (("Bonjour.", "Autre chose."), "Das Vorhaben schreitet voran."),
        (("Autre chose.", "Rien."), "Das Vorhaben schreitet voran."),
        (("", ""), "Das Vorhaben schreitet voran."),
        (("Bonjour.", "Au revoir."), "Das Vorhaben schreitet voran."),
    ],
)
def test_of_two_approved_targets_the_one_with_the_same_neighbours_counts_else_the_younger(around: tuple[str, str], target: str) -> None:
    match = HOME.exact("Le projet avance.", FR, DE, around)

    assert match is not None
    assert (plain(match.target), match.others) == (target, True)


def test_a_text_with_one_target_has_no_others() -> None:
    match = HOME.exact("Merci.", FR, DE)

    assert match is not None
    assert not match.others


def test_the_index_of_a_large_memory_finds_what_a_look_through_everything_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    sources = sorted({" ".join(chance.choices(VOCABULARY, k=chance.randint(2, 14))) for _ in range(3_000)})
    memory = Memory(tuple(entry(str(n), fr=source, de=f"de {n}") for n, source in enumerate(sources)))
    queries = [chance.choice(sources).split() for _ in range(100)]
    for words in queries:
        words[chance.randrange(len(words))] = chance.choice(VOCABULARY)
    expected = [memory.recall(" ".join(words), FR, DE) for words in queries]

    monkeypatch.setattr("communique.translation.memory_index.SCANNED", 100)
    indexed = Memory(memory.entries)
    found = [indexed.recall(" ".join(words), FR, DE) for words in queries]
    assert [match and match.score for match in found] == [match and match.score for match in expected]
    assert sum(match is not None for match in found) > 80


def test_the_way_a_number_is_grouped_makes_no_other_number() -> None:
    assert numbers("32 000 et 3,6") == numbers("32.000 et 3,6") == numbers("32\u202f000 et 3.6")


def test_a_worse_match_with_the_same_numbers_goes_before_a_better_one_with_others() -> None:
    memory = Memory(
        (
            entry("near", fr="Le site compte 12 équipes de recherche.", de="zwölf, ähnlich"),
            entry("nearer", fr="Le centre compte 13 équipes de recherche.", de="dreizehn"),
        )
    )
    match = memory.recall("Le centre compte 12 équipes de recherche.", FR, DE)

    assert match is not None
    assert match.unit == "near"


def test_the_youngest_of_equal_entries_counts_then_the_last() -> None:
    memory = Memory(
        (entry("young", "20260101T000000Z", fr="Le projet", de="neu"), entry("old", "20200101T000000Z", fr="Le projet", de="alt"))
    )
    assert recalled("Le projet", memory=memory) == ("neu", 100)

    memory = Memory((entry("a", fr="Le projet", de="erst"), entry("b", fr="Le projet", de="dann")))
    assert recalled("Le projet", memory=memory) == ("dann", 100)


def test_adding_gives_another_memory_and_leaves_the_first_alone() -> None:
    more = MEMORY.add([entry("u9", fr="Le chat dort.", de="Die Katze schläft.")])

    assert recalled("Le chat dort.", memory=more) == ("Die Katze schläft.", 100)
    assert recalled("Le chat dort.") is None
    assert (len(MEMORY), len(more)) == (4, 5)


@pytest.mark.parametrize("text", ["", " ", "?", "x" * 5000])
def test_a_text_unlike_any_other_is_no_match(text: str) -> None:
    assert recalled(text) is None
    assert recalled(text, memory=Memory()) is None


VOCABULARY = ["la", "projet", "équipe", "institut", "recherche", "avance", "compte", "membres", "pays", "réseau", "énergie", "santé"]


@given(st.integers(0, 10_000))
def test_no_better_match_is_overlooked(seed: int) -> None:
    chance = random.Random(seed)
    sources = {" ".join(chance.choices(VOCABULARY, k=chance.randint(3, 14))) for _ in range(40)}
    memory = Memory(tuple(entry(str(n), fr=source, de=f"de {n}") for n, source in enumerate(sorted(sources))))
    words = chance.choice(sorted(sources)).split()
    words[chance.randrange(len(words))] = chance.choice(VOCABULARY)
    wanted = " ".join(words)

    best = max(fuzz.ratio(normal(wanted), normal(source)) for source in sources)
    match = memory.recall(wanted, FR, DE)
    assert (match.score if match else 0) == (int(best) if best >= NEAR else 0)


def test_the_memory_is_light_to_import() -> None:
    import subprocess
    import sys

    heavy = "{'httpx', 'requests', 'deep_translator', 'fxtranslate', 'babel', 'prefect'}"
    code = f"import sys, communique.memory, communique.translation.stage; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


SHARED = Path(__file__).parents[3] / "shared" / "data" / "drafts"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/drafts is not there")
def test_the_real_releases_memory_recalls_each_of_its_sentences() -> None:
    import csv

    memory = Memory.load(sorted(SHARED.glob("*.tmx")))
    with (SHARED / "press-release.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for source, target in ((FR, DE), (FR, EN), (DE, EN), (EN, DE), (DE, FR)):
        for row in rows:
            assert recalled(row[source.value], source, target, memory) == (row[target.value], 100)
