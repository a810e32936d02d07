"""Search engines, social networks and archives learn from the web page what it is, and what they may do with it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from communique.document import Text, Title
from communique.house import House
from communique.languages import Language
from communique.publishing import manifest, publication
from communique.releases import Release
from communique.rules.web_address import Web
from communique.writers import html, ninjs
from press_sample import APPROVED, PREVIEW, released, short, written
from release_stamps import CASES, EMBARGOED, SCHEMAS, SITE, STAMPS, WITHDRAWN, online

FR, DE, EN = Language
ARTICLE = Draft202012Validator(
    json.loads((SCHEMAS / "newsarticle.schema.json").read_text(encoding="utf-8")), format_checker=FormatChecker()
)
FOLDER = "https://presse.example.org/notes/dialogue-ia"


class Head(HTMLParser):
    """What stands in a page's head: its elements with their attributes, its style sheet and its JSON-LD."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.metas: list[dict[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.inside, self.style, self.script = "", "", ""
        self.styled: list[str] = []
        self.scripts = 0
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        {"meta": self.metas, "link": self.links}.get(tag, []).append(found)
        self.styled += [tag] if "style" in found else []
        self.scripts += tag == "script"
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.style += data if self.inside == "style" else ""
        self.script += data if self.inside == "script" else ""

    def said(self, name: str) -> list[str]:
        """What is said under a name, as a `name`, a `property` or an `http-equiv`."""
        return [meta["content"] for meta in self.metas if name in (meta.get("name"), meta.get("property"), meta.get("http-equiv"))]

    def leads(self, rel: str, **asked: str) -> list[str]:
        return [link["href"] for link in self.links if link["rel"] == rel and asked.items() <= link.items()]

    @property
    def editions(self) -> dict[str, str]:
        """The addresses of the editions by `hreflang`."""
        return {link["hreflang"]: link["href"] for link in self.links if "hreflang" in link}

    @property
    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.script)
        return found


def head(release: Release, house: House, language: Language = FR, name: str = "approved") -> Head:
    return Head(html.write(release, language, house, STAMPS[name]))


@pytest.mark.parametrize(("language", "name"), CASES)
def test_the_facts_are_those_of_a_news_article(release: Release, house: House, language: Language, name: str) -> None:
    for own in (house, online(house)):
        facts = head(release, own, language, name).facts
        assert [error.message for error in ARTICLE.iter_errors(facts)] == []
        assert facts["inLanguage"] == language.locale


def test_the_publishers_logo_has_an_address_where_its_file_lies(release: Release, house: House, tmp_path: Path) -> None:
    own = replace(online(house), root=tmp_path)
    (tmp_path / "templates").symlink_to(house.templates)
    place = publication.render(release, own, APPROVED, publication.made_by((publication.Format(html.NAME, html.write),)), preview=False)
    logo = Head((place / "fr" / "dialogue-ia.fr.html").read_bytes()).facts["publisher"]["logo"]["url"]
    assert logo == "https://presse.example.org/notes/dialogue-ia/logos/inria.svg"
    assert (place / "logos" / "inria.svg").read_bytes() == release.partners[0].logo.read_bytes()
    assert set(manifest.load(place).files) == set(manifest.files(place))
    assert all("logo" not in head(release, where, FR, name).facts["publisher"] for where, name in ((house, "approved"), (own, "embargoed")))


def test_the_schema_refuses_what_the_vocabulary_does_not_know(release: Release, house: House) -> None:
    facts = head(release, online(house)).facts
    for wrong in (
        {"title": "x"},
        {"url": "../fr/x.html"},
        {"datePublished": "9 March"},
        {"publisher": [facts["publisher"]]},
        {"headline": ""},
    ):
        assert not ARTICLE.is_valid(facts | wrong), wrong


@pytest.mark.parametrize("language", Language)
def test_every_edition_lists_all_editions_and_itself(release: Release, house: House, language: Language) -> None:
    pages = {other.value: f"{FOLDER}/{other}/dialogue-ia.{other}.html" for other in Language}
    found = head(release, online(house), language)
    assert found.editions == pages | {"x-default": pages["en"]}
    assert found.leads("canonical") == found.said("og:url") == [pages[language.value]]
    assert found.facts["url"] == found.facts["mainEntityOfPage"]["@id"] == pages[language.value]


def test_readers_of_another_language_are_sent_to_the_original_where_there_is_no_english(house: House) -> None:
    texts = {language: written(language, "title: A title\np: A text.") for language in (DE, FR)}
    found = head(released(texts, house.drafts / "x", "inria"), online(house), FR)
    assert found.editions["x-default"] == found.editions["de"]


def test_without_a_site_what_may_be_relative_is_and_the_rest_is_left_out(release: Release, house: House) -> None:
    found = head(release, house)
    assert found.editions == {**{o.value: f"../{o}/dialogue-ia.{o}.html" for o in Language}, "x-default": "../en/dialogue-ia.en.html"}
    assert found.leads("alternate", type="application/atom+xml") == ["../../feeds/fr.atom"]
    assert found.leads("canonical") == found.said("og:url") == found.said("og:image") == []
    assert {"url", "image", "encoding", "mainEntityOfPage"} & set(found.facts) == set()
    addresses = re.findall(r'"(?:url|contentUrl|@id)": "([^"]+)"', found.script)
    assert all(urlsplit(address).scheme for address in addresses)


def test_the_card_is_shown_where_a_link_is_shared(release: Release, house: House) -> None:
    found = head(release, online(house), DE)
    assert found.said("og:image") == [f"{FOLDER}/de/dialogue-ia.de.png"]
    assert (found.said("og:image:width"), found.said("og:image:height")) == (["1200"], ["630"])
    assert found.said("og:image:alt") == found.said("og:title") == [found.facts["headline"]]
    assert found.said("og:locale") == ["de_DE"]
    assert found.said("og:locale:alternate") == ["fr_FR", "en_GB"]
    assert found.said("og:site_name") == ["Presse Beispiel"]
    assert head(release, house).said("og:site_name") == ["Inria · Fraunhofer · IMT"]


def test_the_feed_is_named_where_the_house_has_feeds(release: Release, house: House) -> None:
    assert head(release, online(house), EN).leads("alternate", type="application/atom+xml") == [
        "https://presse.example.org/notes/feeds/en.atom"
    ]
    assert head(release, replace(house, web=replace(SITE, feeds=False))).leads("alternate", type="application/atom+xml") == []


def test_search_engines_keep_what_is_published_unless_the_house_says_no(release: Release, house: House) -> None:
    assert head(release, house).said("robots") == []
    assert head(release, replace(house, web=Web(index=False))).said("robots") == ["noindex"]


@pytest.mark.parametrize("stamp", [PREVIEW, EMBARGOED, WITHDRAWN], ids=lambda stamp: stamp.status)
def test_search_engines_keep_nothing_else_whatever_the_house_says(release: Release, house: House, stamp: Any) -> None:
    for own in (house, online(house)):
        (robots,) = Head(html.write(release, EN, own, stamp)).said("robots")
        assert robots.startswith("noindex")


@pytest.mark.parametrize("stamp", [PREVIEW, EMBARGOED], ids=lambda stamp: stamp.status)
def test_what_is_not_published_says_nowhere_where_it_will_lie(release: Release, house: House, stamp: Any) -> None:
    page = html.write(release, EN, online(house), stamp)
    found = Head(page)
    assert b"presse.example.org" not in page
    assert found.leads("canonical") == found.leads("alternate", type="application/atom+xml") == []
    assert found.said("article:published_time") == []
    assert found.facts["creativeWorkStatus"] in {"Draft", "Embargoed"}
    assert "datePublished" not in found.facts


def test_a_correction_and_a_withdrawal_say_so(release: Release, house: House) -> None:
    corrected, withdrawn = (head(release, house, EN, name).facts for name in ("corrected", "withdrawn"))
    assert corrected["correction"]["@type"] == "CorrectionComment"
    assert "11\u00a0March" in corrected["correction"]["text"]
    assert (corrected["datePublished"], corrected["dateModified"]) == ("2026-03-09T13:30:00+00:00", "2026-03-11T09:00:00+00:00")
    assert "creativeWorkStatus" not in corrected
    assert withdrawn["creativeWorkStatus"] == "Withdrawn"
    assert withdrawn["dateModified"] == "2026-04-01T07:15:00+00:00"
    assert "withdrawn" in withdrawn["description"]
    assert head(release, house, EN, "withdrawn").said("description") == [withdrawn["description"]]
    page = head(release, house, EN, "corrected")
    assert (page.said("article:published_time"), page.said("article:modified_time")) == (
        [corrected["datePublished"]],
        [corrected["dateModified"]],
    )


def test_a_translation_names_its_original_and_the_original_its_translations(release: Release, house: House) -> None:
    original, german = head(release, online(house), FR).facts, head(release, online(house), DE).facts
    assert german["translationOfWork"]["@id"] == original["@id"]
    assert german["translationOfWork"]["url"] == original["url"]
    assert [work["inLanguage"] for work in original["workTranslation"]] == ["de-DE", "en-GB"]
    assert original["workTranslation"][0]["@id"] == german["@id"] == json.loads(ninjs.write(release, DE, house, APPROVED))["uri"]


def test_mining_is_reserved_only_where_the_house_says_so(release: Release, house: House) -> None:
    assert head(release, house).said("tdm-reservation") == []
    assert head(release, replace(house, web=Web(reserved=True))).said("tdm-reservation") == ["1"]
    found = head(release, replace(house, web=Web(reserved=True, policy="https://presse.example.org/tdm.json")))
    assert (found.said("tdm-reservation"), found.said("tdm-policy")) == (["1"], ["https://presse.example.org/tdm.json"])


@pytest.mark.parametrize("name", STAMPS)
def test_only_the_pages_own_style_sheet_counts(release: Release, house: House, name: str) -> None:
    found = head(release, online(house), EN, name)
    own = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
    (policy,) = found.said("Content-Security-Policy")
    assert f"style-src 'sha256-{own}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    # An attribute would need a leave that the policy does not give, and a second script another look.
    assert found.styled == []
    assert found.scripts == 1


def test_a_headline_cannot_leave_its_place_in_the_head(house: House) -> None:
    hostile = '"></title></script><script>alert(1)</script><meta http-equiv="refresh" content="0">'
    release = short(house.drafts / "x", "title: A title", "p: A text.")
    document = replace(release.editions[EN].document, blocks=(Title((Text(hostile),), place="p0"),))
    found = Head(html.write(released({EN: document}, house.drafts / "x", "inria"), EN, online(house), APPROVED))
    assert found.facts["headline"] == found.said("og:title")[0] == hostile
    assert found.said("refresh") == []
    assert found.scripts == 1


def test_a_release_in_one_language_has_no_translation(house: House) -> None:
    facts = head(short(house.drafts / "x", "title: A title", "p: A text."), house, EN).facts
    assert {"workTranslation", "translationOfWork"} & set(facts) == set()
    assert ARTICLE.is_valid(facts)
