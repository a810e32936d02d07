"""Numbers in words are worth what they say, in each language."""

from __future__ import annotations

import pytest

from communique.facts.booths import moved
from communique.facts.quantities import Quantity, alike
from communique.facts.spoken import spoken
from communique.languages import Language

SAID = [
    (Language.FR, "une heure et demie", 1.5),
    (Language.FR, "un demi-million de clics", 500_000),
    (Language.FR, "deux cent cinquante mille visiteurs", 250_000),
    (Language.FR, "un million et demi d’euros", 1_500_000),
    (Language.FR, "mille neuf cent quatre-vingt-dix-neuf", 1999),
    (Language.FR, "deux à trois millions d’années", 2_000_000),
    (Language.FR, "à midi", 12),
    (Language.DE, "eine halbe Million", 500_000),
    (Language.DE, "anderthalb Millionen", 1_500_000),
    (Language.DE, "zweihundertfünfzigtausend Gäste", 250_000),
    (Language.DE, "sieben Millionen zweihunderttausend", 7_200_000),
    (Language.DE, "dreitausendachthundert", 3800),
    (Language.EN, "half a million people", 500_000),
    (Language.EN, "two and a half million", 2_500_000),
    (Language.EN, "two hundred and fifty thousand", 250_000),
    (Language.EN, "three thousand million", 3e9),
]


@pytest.mark.parametrize("language, text, value", SAID)
def test_an_amount_in_words_is_worth_what_it_says(language: Language, text: str, value: float) -> None:
    assert value in spoken(text, language)


@pytest.mark.parametrize(
    "language, text, value",
    [(Language.EN, "half a million", 1_500_000), (Language.DE, "eine halbe Million", 1_500_000), (Language.FR, "deux cents", 2_000_000)],
)
def test_an_amount_in_words_is_not_worth_what_its_words_do_not_say(language: Language, text: str, value: float) -> None:
    assert value not in spoken(text, language)


def test_a_distance_in_miles_is_the_same_as_in_kilometres_as_far_as_people_round() -> None:
    miles, kilometres = Quantity("length", "miles", frozenset({3000 * 1609.344})), Quantity("length", "km", frozenset({4_800_000.0}))
    assert alike(miles, kilometres)
    assert not alike(miles, Quantity("length", "km", frozenset({3_000_000.0})))


def test_a_booth_with_another_letter_is_another_booth() -> None:
    assert list(moved("Halle 7, Stand B12", "hall 7, booth C12")) == [("B12", "C12")]
    assert not list(moved("Halle 7, Stand B12", "hall 7, booth B12"))
