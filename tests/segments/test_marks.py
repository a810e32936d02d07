"""Marks, links and note calls find their words again in the translation, or are let go and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.document import Break, Link, Mark, NoteRef, Text, plain
from communique.languages import Language
from communique.markup import dump, load
from communique.translation.marks import carry

FR, DE, EN = Language.FR, Language.DE, Language.EN
KNOWN = {"transfert de technologies": "Technologietransfer", "Institut": "Institut"}


def carried(source: str, target: str, languages: tuple[Language, Language] = (FR, DE)) -> tuple[str, tuple[str, ...]]:
    content, dropped = carry(load(source), target, languages=languages, known=KNOWN.get)
    return dump(content), dropped


@pytest.mark.parametrize(
    "source,target,expected",
    [
        # The whole sentence.
        ("**Le projet avance.**", "Das Projekt läuft.", "**Das Projekt läuft.**"),
        ("**Le projet avance**.", "Das Projekt läuft.", "**Das Projekt läuft.**"),
        ("**Le projet *avance*.**", "Das Projekt läuft.", "**Das Projekt läuft.**"),
        ("[Le projet](https://example.org)", "Das Projekt", "[Das Projekt](https://example.org)"),
        # Names, numbers, dates, known terms.
        ("Le projet **Gaia-X** avance.", "Das Projekt Gaia-X läuft.", "Das Projekt **Gaia-X** läuft."),
        ("Les **32 000** membres", "Die 32.000 Mitglieder", "Die **32.000** Mitglieder"),
        ("Les *3,6* parts", "Die 3,6 Teile", "Die *3,6* Teile"),
        ("Le **9 mars 2026** à Paris", "Am 9. März 2026 in Paris", "Am **9. März 2026** in Paris"),
        ("Le **9 mars 2026 à Paris** et ailleurs", "Am 9. März 2026 in Paris und anderswo", "Am **9. März 2026 in Paris** und anderswo"),
        ("Le *transfert de technologies* avance", "Der Technologietransfer läuft", "Der *Technologietransfer* läuft"),
        ("**Inria** et **Inria**", "Inria und Inria", "**Inria** und **Inria**"),
        ("Inria et **Inria**", "Inria und Inria", "Inria und **Inria**"),
        ("**Inria *et* IMT**, avec", "Inria et IMT, mit", "**Inria *et* IMT**, mit"),
        # Raised and lowered letters.
        ("Le CO~2~ baisse", "Das CO2 sinkt", "Das CO~2~ sinkt"),
        ("100 m^2^ de plus", "100 m2 mehr", "100 m^2^ mehr"),
        ("Le 1^er^ mars", "Am 1. März", "Am 1. März"),
        # Links and note calls.
        (
            "Voir [https://example.org/a](https://example.org/a).",
            "Siehe https://example.org/a.",
            "Siehe [https://example.org/a](https://example.org/a).",
        ),
        (
            "Écrire à [a@example.org](mailto:a@example.org)",
            "An a@example.org schreiben",
            "An [a@example.org](mailto:a@example.org) schreiben",
        ),
        ("Le [projet **Gaia-X**](https://example.org/g) va", "Projekt Gaia-X va", "Projekt **Gaia-X** va"),
        ("Le projet[^1] avance.", "Das Projekt läuft.", "Das Projekt läuft.[^1]"),
    ],
)
def test_what_is_found_again_is_marked(source: str, target: str, expected: str) -> None:
    assert carry(load(source), target, languages=(FR, DE), known=KNOWN.get)[0] == load(expected)


@pytest.mark.parametrize(
    "source,target,dropped",
    [
        ("Un **mot gras** ici", "Hier ein fettes Wort", ("mot gras",)),
        ("**Inria** avance", "Inria und Inria laufen", ("Inria",)),
        ("Le **34** et le 3", "Die 345 und die 3", ("34",)),
        ("Le [rapport](https://example.org) est là", "Der Bericht liegt vor", ("rapport",)),
        ("Le *9 mars 2026 à Paris* et", "Paris und der 9. März 2026", ("9 mars 2026 à Paris",)),
    ],
)
def test_what_is_not_found_is_let_go_and_named(source: str, target: str, dropped: tuple[str, ...]) -> None:
    content, lost = carried(source, target)

    assert content == target
    assert lost == dropped


def test_a_raised_ordinal_is_no_loss() -> None:
    assert carried("Le 1^er^ du 19^e^ siècle", "Der 1. des 19. Jahrhunderts")[1] == ()


def test_a_run_in_another_language_keeps_it_where_it_is_found() -> None:
    source = (Text("Le "), Text("French Tech Lab", language=EN), Text(" ouvre."))

    assert carry(source, "Das French Tech Lab öffnet.", languages=(FR, DE)) == (
        (Text("Das "), Text("French Tech Lab", language=EN), Text(" öffnet.")),
        (),
    )
    assert carry(source, "Das Labor öffnet.", languages=(FR, DE)) == ((Text("Das Labor öffnet."),), ())


MARKS = st.frozensets(st.sampled_from(list(Mark)), max_size=2)
TEXTS = st.builds(Text, st.text("abc 19.é\n", max_size=8), MARKS)
LINKS = st.builds(Link, st.lists(TEXTS, max_size=2).map(tuple), st.just("https://example.org"))
INLINES = st.lists(st.one_of(TEXTS, LINKS, st.just(Break()), st.builds(NoteRef, st.just("1"))), max_size=6).map(tuple)


@given(INLINES, st.text("abc 19.é\n", max_size=30))
def test_the_targets_characters_never_change(source: tuple[Text, ...], target: str) -> None:
    content, _ = carry(source, target, languages=(FR, DE))

    assert plain(content) == target
    assert [inline for inline in content if isinstance(inline, NoteRef)] == [inline for inline in source if isinstance(inline, NoteRef)]
