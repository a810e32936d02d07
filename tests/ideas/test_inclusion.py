"""Inclusive forms: which are seen, how one becomes another, and whose policy counts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique import house, partners
from communique.checks import Reference
from communique.errors import HouseError
from communique.glossary import Glossary
from communique.languages import Language
from communique.rules.inclusion import STYLES, Form, forms, restyled

ROOT = Path(__file__).parents[2]
PARTNER = 'name = "Un institut"\n[inclusive]\nde = "{}"\n'


@pytest.mark.parametrize(
    "language, text, style",
    [
        (Language.FR, "salarié·es", "median"),
        (Language.FR, "chercheur·euse·s", "median"),
        (Language.FR, "étudiant.e.s", "dot"),
        (Language.FR, "professionnel-le-s", "hyphen"),
        (Language.FR, "directeur(trice)", "brackets"),
        (Language.FR, "directeur/trice", "slash"),
        (Language.FR, "ceux/celles", "slash"),
        (Language.DE, "Forscher*innen", "star"),
        (Language.DE, "Leser_innen", "underscore"),
        (Language.DE, "MitarbeiterIn", "capital"),
        (Language.DE, "Bürger/-innen", "slash"),
        (Language.EN, "(s)he", "brackets"),
        (Language.EN, "his or her", "double"),
    ],
)
def test_a_form_is_seen_with_its_style(language: Language, text: str, style: str) -> None:
    assert list(forms(f"… {text}, …", language)) == [Form(text, style)]


@pytest.mark.parametrize(
    "language, text",
    [
        (Language.FR, "dit-elle ; peut-être ; élément(s) ; et/ou ; inria.fr ; sud-est ; Lashkar-e-Taiba ; recherche/entreprise"),
        (Language.DE, "LinkedIn, PlugIn, Anfang/Ende, um 10:30, Politik/Inneres, a*b"),
        (Language.EN, "and/or; the other; history or heritage; item(s); TCP/IP"),
    ],
)
def test_other_signs_between_letters_are_left_alone(language: Language, text: str) -> None:
    assert list(forms(text, language)) == []


@pytest.mark.parametrize("style", sorted({*STYLES[Language.DE]} - {"double", "neutral"}))
def test_a_german_form_becomes_any_other_and_itself_again(style: str) -> None:
    (seen,) = forms("Forscher:innen", Language.DE)
    (other,) = forms(restyled(seen, style, Language.DE), Language.DE)
    assert other.style == style
    assert restyled(other, "colon", Language.DE) == "Forscher:innen"


@pytest.mark.parametrize("style", sorted({*STYLES[Language.FR]} - {"double", "neutral"}))
def test_a_french_form_becomes_any_other_and_itself_again(style: str) -> None:
    for text in ("chercheur·euse·s", "étudiant·e"):
        (seen,) = forms(text, Language.FR)
        (other,) = forms(restyled(seen, style, Language.FR), Language.FR)
        assert other.style == style
        assert restyled(other, "median", Language.FR) == text


def test_partners_decide_and_the_house_where_none_does(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(PARTNER.format("star"), encoding="utf-8")
    known = Reference(Glossary(), partners=partners.load(tmp_path), inclusive={Language.DE: "colon", Language.FR: "double"})
    assert known.inclusive_styles(Language.DE) == {"star"}
    assert known.inclusive_styles(Language.FR) == {"double"}
    assert known.inclusive_styles(Language.EN) == frozenset()


def test_an_unknown_style_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(PARTNER.format("sparkle"), encoding="utf-8")
    with pytest.raises(HouseError, match=r"a\.toml.*'sparkle': one of double, neutral, star, colon"):
        partners.load(tmp_path)


def test_the_house_may_ask_for_a_style(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    path = tmp_path / "templates" / "house.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[inclusive]\nde = "colon"\n', encoding="utf-8")
    assert house.load(tmp_path).inclusive == {Language.DE: "colon"}
