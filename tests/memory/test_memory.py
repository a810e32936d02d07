"""The memory recalls what people approved: verbatim, nearly, and never with other numbers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from communique.document import Text, plain
from communique.languages import Language
from communique.memory import NEAR, Match, Memory, numbers
from communique.segments import normal
from communique.tmx import Entry

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
        "L'institut compte 76 équipes à Paris.",
        "L'institut compte 7 500 équipes à Paris.",
        "L'institut compte des équipes à Paris.",
        "La session aura lieu en avril à Paris, en présence des ministres.",
        "La session aura lieu en mars 2026 à Paris, en présence des ministres.",
    ],
)
def test_other_numbers_or_months_are_never_offered(text: str) -> None:
    assert recalled(text) is None


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
    code = f"import sys, communique.memory, communique.translation; print(sorted({heavy} & set(sys.modules)))"
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
