"""What a translator writes comes back as it was written, whatever the words and wherever the tags."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from communique.document import Break, Inlines, Link, Mark, NoteRef, Text, plain
from communique.exchange import tmx_proposals
from communique.exchange.proposals import Outcome, propose
from communique.languages import Language
from communique.readers import handback
from communique.translation import tmx
from communique.translation.inline_tags import Numbering, inlines, read, settled, write
from communique.translation.tmx import Entry
from exchange import PERSON, composed, edition_of, given_back, handed_out
from exchange_edits import ADDRESS, NOTE, SOURCE, edited

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
# What XML 1.0 can hold; carriage returns come back too.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r")
TEXTS = st.builds(
    Text, st.text(SIGNS, min_size=1, max_size=12), st.frozensets(st.sampled_from(Mark)), st.sampled_from([None, Language.EN, Language.DE])
)
LINKS = st.builds(
    Link, st.lists(TEXTS | st.just(Break()), min_size=1, max_size=3).map(tuple), st.sampled_from([ADDRESS, "mailto:a@example.org"])
)
SENTENCES = st.lists(TEXTS | LINKS | st.just(Break()) | st.just(NoteRef(NOTE)), min_size=1, max_size=8).map(tuple)


@QUICK
@given(source=SENTENCES, target=SENTENCES)
def test_any_inlines_come_back_from_tags_as_they_were(source: Inlines, target: Inlines) -> None:
    numbering = Numbering()
    said = [numbering.tagged(source), numbering.tagged(target)]
    root = etree.Element("unit")
    for nodes in said:
        write(etree.SubElement(root, "said"), nodes, numbering.codes)
    again = etree.fromstring(etree.tostring(root, encoding="UTF-8"))
    assert [inlines(read(element), numbering.codes) for element in again] == [settled(source), settled(target)]


@QUICK
@given(seed=st.integers(0, 10**9))
def test_an_edit_with_tags_moved_nested_and_doubled_comes_back_exactly(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = Random(seed)
    edits = [edited(chance) for _ in range(4)]
    path = tmp_path_factory.mktemp("file") / "release.de.xlf"
    edition = edition_of(len(edits))
    path.write_bytes(given_back(handed_out(edition), edits))
    proposal = propose(edition, handback.read(path), PERSON, {})
    assert [unit.target for unit in proposal.edition.units] == [composed(edit) for edit in edits]
    assert {answer.outcome for answer in proposal.answers} == {Outcome.TAKEN}


@QUICK
@given(seed=st.integers(0, 10**9))
def test_an_edit_comes_back_through_tmx_exactly(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = Random(seed)
    path, edition = tmp_path_factory.mktemp("file") / "release.tmx", edition_of(4)
    edits = [composed(edited(chance)) for _ in edition.units]
    pairs = zip(edition.units, edits, strict=True)
    tmx.write(path, (Entry(u.segment.key, {Language.FR: u.segment.content, Language.DE: edit}) for u, edit in pairs))
    proposal = tmx_proposals.propose(edition, list(tmx.read(path)), PERSON, {})
    assert [unit.target for unit in proposal.edition.units] == edits


def test_a_file_given_back_untouched_changes_nothing(tmp_path: Path) -> None:
    edition, path = edition_of(6), tmp_path / "release.de.xlf"
    path.write_bytes(handed_out(edition))
    proposal = propose(edition, handback.read(path), PERSON, {})
    assert proposal.edition == edition
    assert [answer.outcome for answer in proposal.answers] == [Outcome.OPEN, Outcome.UNCHANGED] * 3


def test_a_sign_that_no_xml_can_hold_does_not_stop_the_export() -> None:
    numbering = Numbering()
    root = etree.Element("said")
    write(root, numbering.tagged((Text("a\x0bb\ud800c"),)), numbering.codes)
    assert root.text == "a\ufffdb\ufffdc"


def test_overlapping_marks_are_nested_with_few_tags() -> None:
    nodes = Numbering().tagged(SOURCE)
    root = etree.Element("said")
    numbering = Numbering()
    write(root, numbering.tagged(SOURCE), numbering.codes)
    assert nodes
    assert [tag.get("ctype") for tag in root.iter("{*}g")] == ["bold", "italic", "bold", "link", "bold", "x-subscript", "x-superscript"]
    assert "".join(root.itertext()) == plain(SOURCE).replace("\n", "")
