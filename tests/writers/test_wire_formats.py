"""Newsrooms get the whole release in their own formats, and are told whether they may use it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from lxml import html as markup

from communique import document as d
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import Status, atom, newsml, ninjs
from communique.writers._page import compose
from communique.writers._proof import solid
from press_sample import APPROVED, pictured, released, sample, short, written
from release_stamps import CASES, EMBARGOED, SCHEMAS, STAMPS, WITHDRAWN, online

FR, DE, EN = Language
NAR = {"n": "http://iptc.org/std/nar/2006-10-01/", "h": "http://www.w3.org/1999/xhtml"}
NINJS = Draft202012Validator(json.loads((SCHEMAS / "ninjs-3.1.schema.json").read_text(encoding="utf-8")), format_checker=FormatChecker())
NEWSML = etree.XMLSchema(etree.parse(SCHEMAS / "newsml-g2-2.34.xsd"))


def as_ninjs(release: Release, language: Language, house: House, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ninjs.write(release, language, house, STAMPS[name]))
    return found


def as_newsml(release: Release, language: Language, house: House, name: str) -> etree._Element:
    return etree.fromstring(newsml.write(release, language, house, STAMPS[name]))


def complaints(item: etree._Element) -> list[str]:
    NEWSML.validate(item)
    return [entry.message for entry in NEWSML.error_log]


def first(item: etree._Element, path: str) -> str:
    found = item.xpath(f"string({path})", namespaces=NAR)
    return str(found)


@pytest.mark.parametrize(("language", "name"), CASES)
def test_ninjs_is_valid_with_and_without_a_site(release: Release, house: House, language: Language, name: str) -> None:
    for own in (house, online(house)):
        assert [error.message for error in NINJS.iter_errors(as_ninjs(release, language, own, name))] == []


@pytest.mark.parametrize(("language", "name"), CASES)
def test_newsml_is_valid_with_and_without_a_site(release: Release, house: House, language: Language, name: str) -> None:
    for own in (house, online(house)):
        assert complaints(as_newsml(release, language, own, name)) == []


def test_the_schemas_refuse_what_the_standards_do_not_know(release: Release, house: House) -> None:
    wrong = as_ninjs(release, FR, house, "approved") | {"pubstatus": "usable"}
    assert len(list(NINJS.iter_errors(wrong))) == 1
    item = as_newsml(release, FR, house, "approved")
    meta = item.find("n:itemMeta", NAR)
    assert meta is not None
    meta.insert(0, meta[-1])
    assert complaints(item) != []


@pytest.mark.parametrize(("language", "name"), CASES)
def test_every_text_of_the_page_is_in_both_bodies(release: Release, house: House, language: Language, name: str) -> None:
    texts = list(compose(release, language, house, STAMPS[name]).texts())
    parsed = markup.fragment_fromstring(as_ninjs(release, language, house, name)["bodies"][0]["value"], create_parent="div")
    item = as_newsml(release, language, house, name)
    for heard in (solid(parsed.text_content()), solid(first(item, "//h:body"))):
        assert [text for text in texts if solid(text) not in heard] == []


@pytest.mark.parametrize(
    ("name", "status"), [("approved", "usable"), ("corrected", "usable"), ("embargoed", "withheld"), ("withdrawn", "canceled")]
)
def test_a_newsroom_is_told_whether_it_may_use_the_text(release: Release, house: House, name: str, status: str) -> None:
    assert as_ninjs(release, DE, house, name)["pubStatus"] == status
    assert first(as_newsml(release, DE, house, name), "//n:pubStatus/@qcode") == f"stat:{status}"


def test_an_embargo_is_a_moment_and_a_note_to_editors(release: Release, house: House) -> None:
    value, item = as_ninjs(release, FR, online(house), "embargoed"), as_newsml(release, FR, online(house), "embargoed")
    assert value["embargoedUntil"] == first(item, "//n:embargoed") == "2026-03-20T08:00:00+00:00"
    assert value["edNote"] == first(item, "//n:edNote")
    assert "20 mars 2026" in value["edNote"].replace("\u00a0", " ")


def test_nothing_under_embargo_says_where_it_lies(release: Release, house: House) -> None:
    for writer in (ninjs, newsml):
        content = writer.write(release, DE, online(house), EMBARGOED).decode()
        assert "presse.example.org/notes/" not in content


def test_a_correction_counts_up_and_keeps_the_name(release: Release, house: House) -> None:
    before, after = as_ninjs(release, EN, house, "approved"), as_ninjs(release, EN, house, "corrected")
    assert before["uri"] == after["uri"]
    assert (before["version"], after["version"]) == ("1", "2")
    assert after["firstCreated"] == before["firstCreated"] == before["versionCreated"] < after["versionCreated"]
    item = as_newsml(release, EN, house, "corrected")
    assert (item.get("guid"), item.get("version")) == (after["uri"], "2")
    assert first(item, "//n:signal/@qcode") == "sig:correction"
    assert first(as_newsml(release, EN, house, "approved"), "//n:signal/@qcode") == ""


def test_a_newsroom_never_gets_another_item_under_a_number_that_it_has(release: Release, house: House) -> None:
    held = replace(release, settings=replace(release.settings, embargo=EMBARGOED.embargo))
    for one, names in ((release, ("approved", "corrected", "withdrawn")), (held, ("embargoed", "approved", "corrected", "withdrawn"))):
        numbers = [as_ninjs(one, EN, house, name)["version"] for name in names]
        assert numbers == [str(number) for number in range(1, len(names) + 1)]
        assert [as_newsml(one, EN, house, name).get("version") for name in names] == numbers


def test_a_withdrawal_keeps_the_headline_and_nothing_that_was_said(release: Release, house: House) -> None:
    for content in (ninjs.write(release, EN, house, WITHDRAWN).decode(), newsml.write(release, EN, house, WITHDRAWN).decode()):
        assert "Industrial AI: France and Germany move from workshops to demonstrators" in content
        assert "Calvignac" not in content
        assert "roadmap" not in content
        assert re.search(r"1\s+April\s+2026", content)


def test_the_languages_name_each_other(release: Release, house: House) -> None:
    names = {language: as_ninjs(release, language, house, "approved")["uri"] for language in Language}
    assert len(set(names.values())) == 3
    for language in Language:
        others = {one["language"]: (one["uri"], one["rel"]) for one in as_ninjs(release, language, house, "approved")["associations"]}
        assert others == {o.locale: (names[o], "original" if o is FR else "translation") for o in Language if o is not language}
    item = as_newsml(release, DE, house, "approved")
    assert first(item, "//n:link[@reluri='https://schema.org/translationOfWork']/@residref") == names[FR]
    assert set(item.xpath("//n:link[@rel='irel:seeAlso']/@residref", namespaces=NAR)) == {names[FR], names[EN]}


def test_who_is_quoted_and_whom_to_ask_is_said_apart_from_the_text(release: Release, house: House) -> None:
    value = as_ninjs(release, FR, house, "approved")
    assert [person["name"] for person in value["people"]] == ["Katrin Ohlendorf", "Étienne Calvignac"]
    assert [own["name"] for own in value["organisations"]] == ["Inria", "Fraunhofer-Gesellschaft", "Institut Mines-Télécom"]
    assert value["organisations"][0]["contactInfo"][0]["value"] == "maud.ferrandier@example.org"
    assert value["located"] == first(as_newsml(release, FR, house, "approved"), "//n:located/@literal") == "Paris"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Paris, le 9 mars 2026", "Paris"),
        ("BERLIN/PARIS – 9. März 2026", "BERLIN/PARIS"),
        ("Villers-lès-Nancy (France), 9 March", "Villers-lès-Nancy"),
        ("9 March 2026", ""),
    ],
)
def test_the_place_is_what_the_dateline_starts_with(house: House, line: str, place: str) -> None:
    release = short(house.drafts / "x", "title: A title", f"dateline: {line}", "p: A text.")
    assert json.loads(ninjs.write(release, EN, house, APPROVED)).get("located", "") == place


def test_words_and_characters_are_counted_without_captions(house: House) -> None:
    plain = written(EN, "title: Two words\nh1: Here\np: And **three** more.")
    shown = pictured(plain, "Six bars", "A caption of five words.")
    counts = []
    for document in (plain, shown):
        body = json.loads(ninjs.write(released({EN: document}, house.drafts / "x"), EN, house, APPROVED))["bodies"][0]
        assert ("A caption of five words." in body["value"]) == (document is shown)
        counts.append((body["wordCount"], body["charCount"]))
    # The kicker, the title, the heading and the paragraph, a blank between them.
    assert counts == [(8, len("Press release Two words Here And three more."))] * 2


def test_the_text_reaches_a_newsroom_as_text(house: House) -> None:
    hostile = "</p><script>alert(1)</script> & ]]> <!-- x"
    blocks = (d.Title((d.Text(hostile),), place="p0"), d.Paragraph((d.Text(hostile),), place="p1"))
    altered = released({EN: d.Document(EN, blocks)}, house.drafts / "x", "inria")
    value = json.loads(ninjs.write(altered, EN, house, APPROVED))
    assert value["headlines"][0]["value"] == hostile
    parsed = markup.fragment_fromstring(value["bodies"][0]["value"], create_parent="div")
    assert parsed.xpath("//script") == []
    assert hostile in parsed.text_content()
    item = etree.fromstring(newsml.write(altered, EN, house, APPROVED))
    assert first(item, "//h:h1") == first(item, "//n:headline") == hostile


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x0b", "\ufffe"], ids=ascii)
def test_a_sign_that_xml_cannot_carry_does_not_stop_a_release(house: House, sign: str) -> None:
    blocks = (d.Title((d.Text(f"A{sign} title"),), place="p0"), d.Paragraph((d.Text(f"A{sign} text"),), place="p1"))
    odd = released({EN: d.Document(EN, blocks)}, house.drafts / "x", "inria")
    item = etree.fromstring(newsml.write(odd, EN, house, APPROVED))
    assert (first(item, "//n:headline"), first(item, "//h:p[@class='paragraph']")) == ("A title", "A text")
    assert etree.fromstring(atom.write(odd, EN, house, APPROVED)).findtext("{*}title") == "A title"
    assert "A text" in json.loads(ninjs.write(odd, EN, house, APPROVED))["bodies"][0]["value"]


def test_a_reservation_of_mining_is_said_in_the_words_of_each_standard(release: Release, house: House) -> None:
    terms = "https://presse.example.org/tdm"
    reserved = replace(house, web=replace(online(house).web, reserved=True, policy=terms))
    item = etree.fromstring(newsml.write(release, FR, reserved, APPROVED))
    assert complaints(item) == []
    assert first(item, "//n:dataMining/@uri").endswith("/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING")
    assert (
        first(item, "//n:usageTerms/@href")
        == json.loads(ninjs.write(release, FR, reserved, APPROVED))["rightsInfo"]["linkedRights"]
        == terms
    )
    assert "dataMining" not in newsml.write(release, FR, online(house), APPROVED).decode()


def test_what_nobody_approved_is_made_for_no_newsroom() -> None:
    for writer in (ninjs, newsml):
        assert {Status.APPROVED, Status.EMBARGOED, Status.WITHDRAWN} == writer.MADE_FOR


@pytest.mark.parametrize("name", STAMPS)
def test_the_same_release_is_the_same_bytes(release: Release, house: House, name: str) -> None:
    for writer in (ninjs, newsml):
        again = writer.write(sample(house.drafts / "dialogue-ia"), EN, replace(house), replace(STAMPS[name]))
        assert writer.write(release, EN, house, STAMPS[name]) == again
