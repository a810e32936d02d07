"""Quotations are split for the eye and keep every word."""

from __future__ import annotations

import pytest

from communique.document import Quotation, Text, plain
from communique.markup import load
from communique.writers._quotations import around, ended, parts


def shown(text: str) -> list[str]:
    return [("“ " if part.spoken else "  ") + plain(part.content) for part in parts(Quotation(load(text)))]


def test_a_speaker_before_a_french_quotation_stands_over_it() -> None:
    assert shown("Jeanne Roux, directrice\u00a0: «\u00a0Nous avons enfin les mêmes données.\u00a0»") == [
        "  Jeanne Roux, directrice\u00a0:",
        "“ «\u00a0Nous avons enfin les mêmes données.\u00a0»",
    ]


def test_a_speaker_after_a_german_quotation_stands_under_it_and_the_comma_stays_above() -> None:
    assert shown("„Wir haben endlich dieselben Daten“, sagt Jonas Kern, Leiter.") == [
        "“ „Wir haben endlich dieselben Daten“,",
        "  sagt Jonas Kern, Leiter.",
    ]


def test_a_quotation_in_two_halves_keeps_its_speaker_between_them() -> None:
    assert shown("“We finally have the same data,” says Ann Lee. “And we have it in the same room.”") == [
        "“ “We finally have the same data,”",
        "  says Ann Lee.",
        "“ “And we have it in the same room.”",
    ]


def test_german_guillemets_point_inwards() -> None:
    text = "»Wir haben endlich dieselben Daten«, sagt Jonas Kern."
    assert shown(text) == [
        "“ »Wir haben endlich dieselben Daten«,",
        "  sagt Jonas Kern.",
    ]


def test_a_quotation_inside_a_quotation_is_part_of_it() -> None:
    text = "«\u00a0On nous disait « jamais », et nous l’avons fait quand même.\u00a0», dit Jeanne Roux."
    assert shown(text) == ["“ «\u00a0On nous disait « jamais », et nous l’avons fait quand même.\u00a0»,", "  dit Jeanne Roux."]


@pytest.mark.parametrize(
    "text",
    [
        "Ce que l’on appelle « coalition volontaire » dans les deux pays reste ouvert à toutes et à tous.",
        "«\u00a0Une phrase qui ne se ferme jamais, quoi qu’on y fasse",
        "Une parole sans guillemets.",
    ],
)
def test_what_cannot_be_told_apart_is_shown_whole(text: str) -> None:
    assert shown(text) == ["“ " + text]


@pytest.mark.parametrize(
    "text",
    [
        "Jeanne Roux : « *Nous* avons **enfin** les mêmes [données](https://example.org). » (rires)",
        "« Première phrase assez longue pour compter. » Puis elle ajoute : « Seconde phrase assez longue pour compter. »",
        '"Straight quotes are typed in haste", says Ann Lee, "and nobody dies of it at all."',
        "„Ein Satz, der lang genug ist, um zu zählen.“[^n1] Jonas Kern",
    ],
)
def test_no_character_is_lost(text: str) -> None:
    whole = "".join(plain(part.content) for part in parts(Quotation(load(text))))
    assert whole.replace(" ", "") == plain(load(text)).replace(" ", "")


def test_marks_and_links_survive_the_cut() -> None:
    found = parts(Quotation(load("Jeanne Roux : « *Nous* avons enfin [les mêmes données](https://example.org). »")))
    assert found[1].content == load("« *Nous* avons enfin [les mêmes données](https://example.org). »")


def test_the_speakers_name_is_found_in_the_words_around() -> None:
    before, name, after = around((Text("explique Jeanne Roux, directrice."),), "Jeanne Roux")
    assert (plain(before), plain(name), plain(after)) == ("explique ", "Jeanne Roux", ", directrice.")


def test_a_name_that_is_not_there_leaves_the_words_as_they_are() -> None:
    assert around((Text("explique la directrice."),), "Jeanne Roux") == ((Text("explique la directrice."),), (), ())


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("„Das Netz ist bereit“,", ","),
        ("« Le réseau est prêt »,", ","),
        ("“The grid is ready”.", "."),
        ("“The grid is ready,”", ""),
        ("« Le réseau est-il prêt ? »", ""),
        ("No marks, no speech,", ""),
    ],
)
def test_the_comma_after_the_marks_is_not_the_speakers(text: str, after: str) -> None:
    said, rest = ended(load(text))
    assert plain(rest) == after
    assert plain(said) + after == text
