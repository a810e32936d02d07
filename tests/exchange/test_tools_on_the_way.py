"""What translation tools do to a file on the way back changes nothing of what is taken."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from communique.document import Inlines, plain
from communique.exchange import xliff
from communique.exchange.proposals import Outcome, Proposal, propose
from communique.languages import Language
from communique.readers import handback
from communique.translation.inline_tags import settled
from exchange import PERSON, edition_of, handed_out

Rewrite = Callable[[bytes], bytes]
XML = "{http://www.w3.org/XML/1998/namespace}"


def translated() -> bytes:
    """A file with remarks and matches in which a translator changed one word of each translated sentence."""
    remark, match = xliff.Remark("a remark"), xliff.Alternative("Ein Satz", "A sentence", 87)
    lines = [xliff.Line(unit, "translated" if unit.target else "needs-translation", (remark,), (match,)) for unit in edition_of(4).units]
    return xliff.dump("release", edition_of(4), lines, speaks=Language.EN).replace(b">Das", "> Ça &amp; là: ".encode())


def by_lxml(change: Callable[[etree._Element], None]) -> Rewrite:
    def rewrite(file: bytes) -> bytes:
        root = etree.fromstring(file)
        change(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return rewrite


def by_text(pattern: str, new: str) -> Rewrite:
    def rewrite(file: bytes) -> bytes:
        changed, count = re.subn(pattern, new, file.decode())
        assert count
        return changed.encode()

    return rewrite


def attributes_turned_round(root: etree._Element) -> None:
    for element in root.iter("{*}g", "{*}x", "{*}trans-unit", "{*}target"):
        turned = list(reversed(element.items()))
        element.attrib.clear()
        for name, value in turned:
            element.set(name, value)


def notes_and_matches_dropped(root: etree._Element) -> None:
    for element in [*root.iter("{*}note", "{*}alt-trans")]:
        element.getparent().remove(element)


def header_dropped(root: etree._Element) -> None:
    for header in [*root.iter("{*}header")]:
        header.getparent().remove(header)


def tags_numbered_anew(root: etree._Element) -> None:
    """Each unit's tags get the numbers 101 on, in source and target alike; what they stand for is no longer said."""
    for unit in root.iter("{*}trans-unit"):
        source = unit.find("{*}source")
        fresh = {tag.get("id"): str(101 + n) for n, tag in enumerate(source.iterdescendants())}
        for tag in [
            *source.iterdescendants(),
            *(unit.find("{*}target") if unit.find("{*}target") is not None else source).iterdescendants(),
        ]:
            tag.set("id", fresh.get(tag.get("id"), tag.get("id")))
            tag.attrib.pop("ctype", None)
            tag.attrib.pop("clone", None)


def cut_into_marks(root: etree._Element) -> None:
    """Trados, memoQ and Okapi put a `seg-source` beside and the segments of both sides into `mrk`."""
    for unit in root.iter("{*}trans-unit"):
        source, target = unit.find("{*}source"), unit.find("{*}target")
        again = etree.fromstring(etree.tostring(source))
        again.tag, again.tail = f"{{{xliff.XLIFF}}}seg-source", None
        source.addnext(again)
        for element in filter(lambda one: one is not None, (again, target)):
            mark = etree.Element(f"{{{xliff.XLIFF}}}mrk", mtype="seg", mid="0")
            mark.text, element.text = element.text, None
            mark.extend(list(element))
            element.append(mark)


def laid_out_anew(root: etree._Element) -> None:
    for unit in root.iter("{*}trans-unit"):
        unit.text = "\n      "
        for child in unit:
            child.tail = "\n      "


def text_in_cdata(file: bytes) -> bytes:
    def wrapped(found: re.Match[str]) -> str:
        return found[1] + "<![CDATA[" + found[2].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") + "]]>" + found[3]

    return re.sub(r"(<target[^>]*>)([^<]+)(<)", wrapped, file.decode()).encode()


def as_numbers(file: bytes) -> bytes:
    return re.sub(r"[^\x00-\x7f]", lambda sign: f"&#{ord(sign[0])};", file.decode()).encode()


REWRITES: dict[str, Rewrite] = {
    "written anew": by_lxml(lambda root: None),
    "attributes in another order": by_lxml(attributes_turned_round),
    "notes and matches dropped": by_lxml(notes_and_matches_dropped),
    "the header dropped": by_lxml(header_dropped),
    "tags numbered anew": by_lxml(tags_numbered_anew),
    "segments marked": by_lxml(cut_into_marks),
    "laid out anew": by_lxml(laid_out_anew),
    "text in CDATA": text_in_cdata,
    "signs as numbers": as_numbers,
    "tags closed apart": by_text(r"<x ([^>]*)/>", r"<x \1></x>"),
    "single quotes": by_text(r'id="(\d+)"', r"id='\1'"),
    "a prefix": lambda file: re.sub(rb"<(/?)(?=\w)", rb"<\1xlf:", file).replace(b"xmlns=", b"xmlns:xlf="),
    "lines ended as on Windows": lambda file: file.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda file: codecs.BOM_UTF8 + file,
    "UTF-16": lambda file: file.decode().replace("'UTF-8'", "'UTF-16'").encode("utf-16"),
    "a comment and an instruction": by_text(r"(<target[^>]*>)", r"\1<!-- seen --><?tool seen?>"),
    "composed otherwise": lambda file: file.replace("Ç".encode(), "C\u0327".encode()).replace("à".encode(), "a\u0300".encode()),
}


def taken(tmp_path: Path, file: bytes) -> Proposal:
    path = tmp_path / "release.de.xlf"
    path.write_bytes(file)
    return propose(edition_of(4), handback.read(path), PERSON, {})


@pytest.mark.parametrize("name", REWRITES)
def test_a_file_that_a_tool_wrote_anew_is_taken_all_the_same(tmp_path: Path, name: str) -> None:
    file = translated()
    if name != "written anew":
        assert REWRITES[name](file) != file
    proposal = taken(tmp_path, REWRITES[name](file))
    assert [answer.outcome for answer in proposal.answers] == [Outcome.OPEN, Outcome.TAKEN] * 2, [a.why.en for a in proposal.answers]
    assert [unit.target for unit in proposal.edition.units] == expected()


def expected() -> list[Inlines | None]:
    units = edition_of(4).units
    return [None if unit.target is None else settled((type(unit.target[0])(" Ça & là: "), *unit.segment.content)) for unit in units]


def test_a_tool_that_turns_our_tags_into_its_own_is_told_so_and_loses_nothing(tmp_path: Path) -> None:
    file = re.sub(rb'<g id="(\d)"[^>]*>(.*?)</g>', rb'<bpt id="\1">b</bpt>\2<ept id="\1">/b</ept>', translated())
    proposal = taken(tmp_path, file)
    assert {answer.outcome for answer in proposal.answers} == {Outcome.REFUSED}
    assert "the tags of the source were changed" in proposal.answers[0].why.en
    assert proposal.edition == edition_of(4)


def copied_sources(file: bytes, state: str = "") -> bytes:
    """The source in every target, as OmegaT writes it where nobody has translated."""
    root = etree.fromstring(file)
    for unit in root.iter("{*}trans-unit"):
        source, target = unit.find("{*}source"), unit.find("{*}target")
        copy = etree.fromstring(etree.tostring(source))
        copy.tag, copy.tail = f"{{{xliff.XLIFF}}}target", None
        copy.set(f"{XML}lang", "de-DE")
        if state:
            copy.set("state", state)
        if target is not None:
            unit.remove(target)
        source.addnext(copy)
    return etree.tostring(root)


def test_a_source_that_a_tool_copied_is_no_translation_and_takes_the_place_of_none(tmp_path: Path) -> None:
    proposal = taken(tmp_path, copied_sources(handed_out(edition_of(4))))
    assert [answer.outcome for answer in proposal.answers] == [Outcome.OPEN, Outcome.REFUSED] * 2
    assert "the original stands in the place of the translation" in proposal.answers[1].why.en
    assert proposal.edition == edition_of(4)


def test_struck_out_words_that_nobody_decided_about_are_not_put_back_into_the_text(tmp_path: Path) -> None:
    file = translated().replace("Ça".encode(), '<mrk mtype="x-sdl-deleted" mid="a">Ça</mrk>'.encode())
    proposal = taken(tmp_path, file)
    assert [answer.outcome for answer in proposal.answers] == [Outcome.OPEN, Outcome.REFUSED] * 2
    assert "tracked changes are neither accepted nor rejected" in proposal.answers[1].why.en


def test_a_line_that_a_tool_wrapped_and_indented_is_one_line(tmp_path: Path) -> None:
    file = translated().replace(" Ça &amp; là: ".encode(), "\n      Ça &amp;&#13;\n   là:\n   ".encode())
    wanted = [None if target is None else (replace(target[0], text=target[0].text.lstrip()), *target[1:]) for target in expected()]
    assert [unit.target for unit in taken(tmp_path, file).edition.units] == wanted


def test_a_source_that_somebody_calls_translated_is_seen_by_the_checks(tmp_path: Path) -> None:
    proposal = taken(tmp_path, copied_sources(handed_out(edition_of(4)), "translated"))
    first = proposal.edition.units[0]
    assert first.target is not None
    assert plain(first.target) == first.segment.text
