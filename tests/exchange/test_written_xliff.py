"""The file that is handed out has the shape of XLIFF 1.2 strict and tells a translator what to know."""

from __future__ import annotations

import re

from lxml import etree

from communique.document import Text
from communique.exchange import xliff
from communique.languages import Language
from exchange import DRAFT, edition_of, handed_out

NS = {"x": xliff.XLIFF}
ORDER = ["source", "target", "note", "alt-trans"]


def root_of(file: bytes) -> etree._Element:
    return etree.fromstring(file)


def test_a_file_names_release_language_and_draft_and_speaks_utf_8() -> None:
    file = handed_out(edition_of(2))
    (element,) = root_of(file).findall("x:file", NS)
    assert element.get("original") == f"release/de#{DRAFT}"
    assert (element.get("source-language"), element.get("target-language")) == ("fr-FR", "de-DE")
    assert b"encoding='UTF-8'" in file.splitlines()[0]


def test_every_unit_keeps_its_white_space_and_its_parts_in_the_order_of_the_schema() -> None:
    edition = edition_of(2)
    remark, match = xliff.Remark("a remark", 1, "target"), xliff.Alternative("Ein Satz", "A sentence", 87)
    lines = [xliff.Line(unit, "needs-review-translation", (remark,), (match,)) for unit in edition.units]
    units = root_of(xliff.dump("release", edition, lines, speaks=Language.EN)).findall(".//x:trans-unit", NS)
    assert [unit.get("id") for unit in units] == [unit.segment.key for unit in edition.units]
    for unit in units:
        names = [etree.QName(child).localname for child in unit]
        assert names == sorted(names, key=ORDER.index)
        assert unit.get(xliff.SPACE) == "preserve"
    assert units[1].find("x:alt-trans", NS).get("match-quality") == "87"


def test_an_untranslated_unit_has_no_target_and_only_final_ones_are_approved() -> None:
    edition = edition_of(2)
    lines = [xliff.Line(unit, state) for unit, state in zip(edition.units, ("needs-translation", "final"), strict=True)]
    first, second = root_of(xliff.dump("release", edition, lines, speaks=Language.EN)).findall(".//x:trans-unit", NS)
    assert first.find("x:target", NS) is None
    assert first.get("approved") == "no"
    assert second.find("x:target", NS).get("state") == "final"
    assert second.get("approved") == "yes"


def test_only_g_and_x_are_written_and_every_number_stands_once_in_a_source() -> None:
    for unit in root_of(handed_out(edition_of(2))).iter("{*}trans-unit"):
        tags = [*unit.find("x:source", NS).iterdescendants()]
        assert {etree.QName(tag).localname for tag in tags} == {"g", "x"}
        assert sorted(str(tag.get("id")) for tag in tags) == [str(n) for n in range(1, len(tags) + 1)]


def test_the_address_of_a_link_is_not_in_the_file() -> None:
    assert not re.search(rb"example\.org", handed_out(edition_of(2)))


def test_the_mark_of_a_target_is_the_same_however_its_runs_are_cut() -> None:
    assert xliff.mark_of((Text("a"), Text("b"))) == xliff.mark_of((Text("ab"),))
    assert xliff.mark_of(None) != xliff.mark_of(())
