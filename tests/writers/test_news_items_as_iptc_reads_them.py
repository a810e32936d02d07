"""IPTC's own reader of NewsML-G2 knows every element, attribute and code of our news items."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import newsml
from release_stamps import CASES, STAMPS, online

NAR = "{http://iptc.org/std/nar/2006-10-01/}"
CODES = {"qcode", "rel", "role", "type"}


@pytest.fixture(scope="module")
def iptc() -> ModuleType:
    with warnings.catch_warnings():
        # Its source has backslashes that Python no longer likes.
        warnings.simplefilter("ignore")
        return importlib.import_module("NewsMLG2")


def own(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if str(child.tag).startswith(NAR)]


def strangers(element: etree._Element, known: Any) -> Iterator[str]:
    """The elements and attributes that the reader's classes do not define."""
    parts = {part["xml_name"]: part["element_class"] for _, part in known.get_element_definitions()}
    attributes = {attribute["xml_name"] for attribute in known.get_attribute_definitions().values()}
    yield from (f"{element.tag}/@{name}" for name in element.attrib if str(name) not in attributes and not str(name).endswith("}lang"))
    for child in own(element):
        name = str(child.tag).removeprefix(NAR)
        if name in parts:
            yield from strangers(child, known.get_element_class(parts[name])(xmlelement=child))
        else:
            yield f"{element.tag}/{name}"


@pytest.mark.parametrize(("language", "name"), CASES)
def test_the_reader_knows_everything_that_is_in_an_item(
    iptc: ModuleType, release: Release, house: House, language: Language, name: str
) -> None:
    for where in (house, online(house)):
        root = etree.fromstring(newsml.write(release, language, where, STAMPS[name]))
        assert list(strangers(root, iptc.NewsItem(xmlelement=root))) == []


def test_what_the_reader_does_not_know_is_told(iptc: ModuleType, release: Release, house: House) -> None:
    root = etree.fromstring(newsml.write(release, Language.FR, house, STAMPS["approved"]).replace(b"pubStatus", b"pubstatus"))
    assert len(list(strangers(root, iptc.NewsItem(xmlelement=root)))) == 1


def test_every_code_is_in_a_vocabulary_of_the_catalog(iptc: ModuleType, release: Release, house: House) -> None:
    for name, stamp in STAMPS.items():
        content = newsml.write(release, Language.EN, online(house), stamp)
        item = iptc.NewsMLG2Document(content).get_item()
        codes = {str(value) for element in etree.fromstring(content).iter(f"{NAR}*") for at, value in element.attrib.items() if at in CODES}
        assert len(codes) >= 5, name
        assert all(iptc.qcode_to_uri(code).startswith("http://cv.iptc.org/newscodes/") for code in codes)
        assert iptc.qcode_to_uri(item.itemmeta.pubstatus.qcode).rsplit("/", 1)[1] in {"usable", "withheld", "canceled"}


def test_the_properties_of_an_item_stand_in_the_order_that_is_asked_for(iptc: ModuleType, release: Release, house: House) -> None:
    meta = etree.fromstring(newsml.write(release, Language.DE, online(house), STAMPS["corrected"])).find(f"{NAR}itemMeta")
    assert meta is not None
    order = [part["xml_name"] for _, part in importlib.import_module("NewsMLG2.itemmanagement").ItemManagementGroup]
    found = [str(child.tag).removeprefix(NAR) for child in own(meta)]
    assert found == sorted(found, key=lambda name: [*order, "link"].index(name))
