from __future__ import annotations

import pytest

from communique.readers import _phrases as phrases
from communique.readers._contacts import named
from communique.readers._links import address
from communique.readers._quotations import Voice, voice

FUNCTION = "directrice de la recherche"


@pytest.mark.parametrize(
    ("text", "speaker", "position"),
    [
        ("Camille Exemple, directrice de la recherche : « Nous avançons. »", "Camille Exemple", FUNCTION),
        ("Camille Exemple, directrice de la recherche, déclare : « Nous avançons. »", "Camille Exemple", FUNCTION),
        ("« Nous avançons à grands pas », explique Camille Exemple, directrice de la recherche.", "Camille Exemple", FUNCTION),
        (
            "« Nous avançons », a déclaré Camille Exemple, directrice de la recherche. « C'est une bonne nouvelle. »",
            "Camille Exemple",
            FUNCTION,
        ),
        ("« Nous avançons à grands pas. » – Camille Exemple, directrice de la recherche", "Camille Exemple", FUNCTION),
        ("« Nous avançons à grands pas »\nCamille Exemple, directrice de la recherche", "Camille Exemple", FUNCTION),
        ("Dr. Alex Beispiel, Leiter Daten: „Das ist ein Anfang.“", "Dr. Alex Beispiel", "Leiter Daten"),
        ("„Das ist ein guter Anfang“, sagt Alex von Beispiel, Leiter Daten.", "Alex von Beispiel", "Leiter Daten"),
        ("„Das ist ein guter Anfang“, so Alex Beispiel.", "Alex Beispiel", ""),
        ("“This is a good beginning,” said Sam Sample, head of outreach.", "Sam Sample", "head of outreach"),
        ("“This is a good beginning for all,” Sam Sample, head of outreach, said.", "Sam Sample", "head of outreach"),
        ('"This is a good beginning," says Sam Sample.', "Sam Sample", ""),
    ],
)
def test_the_speaker_of_a_quotation_is_recognised_in_three_languages(text: str, speaker: str, position: str) -> None:
    assert voice(text) == Voice(speaker, position)


@pytest.mark.parametrize(
    "text",
    [
        "Le stand commun « French-German Tech Lab » a été inauguré par Camille Exemple, directrice de la recherche.",
        "Une feuille de route, portée par une « coalition volontaire », sera formalisée dans les mois à venir.",
        "Trois priorités : « confiance », « souveraineté », « compétitivité ».",
        "Das Projekt „Gaia“ startet im März.",
        "“Trust” is the word that sums up the roadmap, which Sam Sample and others wrote over the past year in many meetings.",
    ],
)
def test_running_text_with_quotation_marks_is_no_quotation(text: str) -> None:
    assert voice(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Communiqué de presse", "COMMUNIQUÉ DE PRESSE CONJOINT", "Communiqué de presse n° 12", "Dossier de presse"),
        *("Pressemitteilung", "Gemeinsame Pressemitteilung", "Pressemitteilung Nr. 12/2026", "Medienmitteilung", "PRESSEINFORMATION"),
        *("Press release", "Joint press release", "NEWS RELEASE", "For immediate release", "Media advisory"),
    ],
)
def test_the_words_over_a_title_are_a_kicker(text: str) -> None:
    assert phrases.is_kicker(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Paris, le 24 novembre 2025", "Le 1er mars 2026", "Novembre 2025", "Paris / Berlin, lundi 24 novembre 2025", "24/11/2025"),
        *("Berlin, 24. November 2025", "München, den 3. März 2026", "3. März 2026, Bonn", "24.11.2025", "Frankfurt am Main, 3. März 2026"),
        *("Paris, 24 November 2025", "November 24, 2025", "Paris and Berlin, November 24, 2025", "2025-11-24", "Monday, 24 November 2025"),
    ],
)
def test_a_date_with_or_without_its_place_is_a_dateline(text: str) -> None:
    assert phrases.is_dateline(text)


@pytest.mark.parametrize(
    "text", ["Le 24 novembre 2025, les partenaires ont signé.", "Une session en mars 2026 à Paris", "2025", "Release 12"]
)
def test_a_line_that_says_more_than_a_date_is_no_dateline(text: str) -> None:
    assert not phrases.is_dateline(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        *(("À propos d'Inria", "Inria"), ("A propos de l’IMT", "IMT"), ("À PROPOS DE LA FONDATION", "FONDATION"), ("À propos :", "")),
        *(("Über die Fraunhofer-Gesellschaft", "die Fraunhofer-Gesellschaft"), ("Über 100 Firmen", ""), ("About Inria", "Inria")),
        *(("About 40 firms joined", ""), ("About the institute:", "the institute"), ("À propos d'Inria, une remarque.", "")),
    ],
)
def test_whom_a_boilerplate_is_about_is_read_from_its_heading(text: str, who: str) -> None:
    assert phrases.about(text) == who


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Contact presse Inria Camille Exemple – camille.exemple@example.org", "Camille Exemple"),
        ("Contact presse : Camille de l'Exemple, +33 1 39 63 00 00, presse@example.org", ""),
        ("Pressekontakt: Dr. Alex Beispiel, presse@example.org", "Dr. Alex Beispiel"),
        ("Media contact: Sam Sample | sam@example.org | +44 20 7946 0000", "Sam Sample"),
        ("Service de presse – presse@example.org", ""),
    ],
)
def test_the_person_of_a_contact_is_recognised(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a b", "https://example.org/ab"),
        ("www.example.org", "https://www.example.org"),
        ("presse@example.org", "mailto:presse@example.org"),
        ("tel:+33139630000", "tel:+33139630000"),
        ("ftp://example.org", ""),
        ("https://", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("//example.org/x", ""),
        ("https://[", ""),
    ],
)
def test_only_four_kinds_of_address_may_be_linked(target: str, href: str) -> None:
    assert address(target) == href
