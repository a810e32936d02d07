"""What is wrong with a translator's file is one sentence, and the units that are in order are taken all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from communique.document import Link, Text, plain
from communique.editions import Edition
from communique.exchange.handbacks import HandbackError
from communique.exchange.proposals import Outcome, Proposal, propose
from communique.languages import Language
from communique.readers import handback
from exchange import DRAFT, ENGINE, PERSON, edition_of, handed_out

# The second sentence of the edition is translated, the first waits.
FIRST, SECOND = "00000000", "00000001"
Change = Callable[[str], str]


def given(tmp_path: Path, change: Change, edition: Edition | None = None) -> Proposal:
    """The proposal after a change of the file's text."""
    edition = edition or edition_of(4)
    file = handed_out(edition_of(4)).decode()
    changed = change(file)
    assert changed != file, "the change changes nothing"
    path = tmp_path / "release.de.xlf"
    path.write_text(changed, encoding="utf-8", newline="")
    return propose(edition, handback.read(path), PERSON, {})


def swap(old: str, new: str, count: int = 1) -> Change:
    """Another text in the first target."""

    def change(file: str) -> str:
        before, sign, after = file.partition("<target")
        return before + sign + re.sub(old, new, after, count=count)

    return change


# The link's tag has the number 4 in every unit, and bold 1, 3 and 5.
BROKEN: dict[str, tuple[Change, str]] = {
    "an unknown tag": (swap('<g id="4"', '<g id="44"'), "the tag 44 (g) was not exported"),
    "a tag of another kind": (swap('<x id="9"', '<x id="1"'), "the tag 1 (bold) was not exported"),
    "a tag without number": (swap('<g id="4"', "<g"), "the tag ? (g) was not exported"),
    "a tag turned into another format's": (swap('<x id="8" ctype="x-note" clone="no"/>', '<ph id="8"/>'), "the tag 8 (note call) was not"),
    "a note call lost": (swap('<x id="8"[^>]*>', ""), "the tag 8 (note call) is missing or empty"),
    "a note call doubled": (swap('(<x id="8"[^>]*>)', r"\1\1"), "the tag 8 (note call) stands there twice"),
    "bold lost": (swap('<g id="1" ctype="bold">([^<]*)</g>', r"\1"), "the tag 1 (bold) is missing or empty"),
    "bold around nothing": (swap('(<g id="1" ctype="bold">)([^<]*)(</g>)', r"\1\3\2"), "the tag 1 (bold) is missing or empty"),
    "a link within a link": (swap('(<g id="4"[^>]*>)(.*?)(<x id="8"[^>]*>)', r"\1\3\2"), "a link holds another one or a note call"),
    "a target emptied": (swap(r"(xml:lang=\"de-DE\"[^>]*>).*?</target>", r"\1</target>"), "the translation was deleted"),
    "a target of blanks": (swap(r"(xml:lang=\"de-DE\"[^>]*>).*?</target>", "\\1 \u00a0 </target>"), "the translation was deleted"),
    "a target taken away": (lambda file: re.sub(r"<target.*?</target>", "", file, count=1), "the translation was deleted"),
    "a target in another language": (swap('xml:lang="de-DE"', 'xml:lang="nl-NL"'), "marked as “nl-NL”, not as German"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_unit_is_refused_with_a_sentence_and_the_rest_is_taken(tmp_path: Path, name: str) -> None:
    change, sentence = BROKEN[name]
    # The fourth unit is in order and has other words.
    proposal = given(tmp_path, lambda file: change(file)[::-1].replace("Das"[::-1], "Ein"[::-1], 1)[::-1])
    (refused,) = proposal.of(Outcome.REFUSED)
    assert sentence in refused.why.en
    assert refused.key == SECOND
    assert all(re.match(r"(ligne|Zeile|line) \d+\s?:", refused.why[language]) for language in Language)
    (taken,) = proposal.of(Outcome.TAKEN)
    assert taken.after is not None
    assert plain(taken.after).startswith("Ein")
    targets = {unit.segment.key: unit.target for unit in proposal.edition.units}
    assert targets[SECOND] == edition_of(4).units[1].target


def test_a_source_that_was_changed_is_refused(tmp_path: Path) -> None:
    proposal = given(tmp_path, lambda file: file.replace("Le <g", "La <g", 1))
    assert [answer.why.en.partition(": ")[2] for answer in proposal.of(Outcome.REFUSED)] == [
        "the source of this segment was changed in the file"
    ]


def test_a_source_whose_tags_were_taken_away_is_refused(tmp_path: Path) -> None:
    proposal = given(tmp_path, lambda file: re.sub('<x id="9"[^>]*>', "", file, count=1))
    assert "the tags of the source were changed" in proposal.of(Outcome.REFUSED)[0].why.en


def test_an_unknown_and_a_doubled_number_are_refused_each_for_itself(tmp_path: Path) -> None:
    proposal = given(tmp_path, lambda file: file.replace('id="00000000"', 'id="00000002"').replace('id="00000003"', 'id="0000beef"'))
    assert [(answer.key, answer.why.en.partition(": ")[2]) for answer in proposal.of(Outcome.REFUSED)] == [
        ("00000002", "the same segment number stands 2 times in the file"),
        ("00000002", "the same segment number stands 2 times in the file"),
        ("0000beef", "this sentence is not, or no longer, in the draft"),
    ]


def test_a_target_that_was_changed_here_too_is_refused_and_one_that_the_translator_left_is_not(tmp_path: Path) -> None:
    edition = edition_of(4)
    mended = edition.units[1].segment.content
    edition = replace(edition, units=tuple(replace(u, target=(Text("Ja. "), *mended)) if u.target else u for u in edition.units))
    proposal = given(tmp_path, swap("Das", "Der"), edition)
    outcomes = [(answer.outcome, answer.why.en.partition(": ")[2]) for answer in proposal.answers]
    assert outcomes[1] == (Outcome.REFUSED, "this translation was also changed here since the export")
    assert outcomes[3] == (Outcome.UNCHANGED, "")
    assert proposal.edition == edition


def test_without_its_mark_a_unit_takes_the_place_of_an_engines_words_but_not_of_a_persons(tmp_path: Path) -> None:
    def change(file: str) -> str:
        return re.sub(r' extradata="[0-9a-f]*"', "", file).replace("Das", "Der")

    engines = given(tmp_path, change)
    assert len(engines.of(Outcome.TAKEN)) == 2
    edition = edition_of(4)
    people = replace(edition, units=tuple(replace(u, origin=PERSON if u.origin == ENGINE else u.origin) for u in edition.units))
    assert len(given(tmp_path, change, people).of(Outcome.REFUSED)) == 2


def test_a_translation_that_calls_itself_final_is_counted_and_approves_nothing(tmp_path: Path) -> None:
    proposal = given(tmp_path, lambda file: file.replace('approved="no"', 'approved="yes"').replace("Das", "Der", 1))
    assert proposal.claimed == 4
    assert proposal.edition.units[1].origin == PERSON


def test_a_file_of_an_earlier_draft_is_taken_where_its_sentences_stayed_the_same(tmp_path: Path) -> None:
    proposal = given(tmp_path, lambda file: file.replace(DRAFT, "e" * 64).replace("Das", "Der", 1))
    assert proposal.earlier
    assert len(proposal.of(Outcome.TAKEN)) == 1


def test_a_superscript_may_be_left_out_for_it_goes_with_the_language(tmp_path: Path) -> None:
    proposal = given(tmp_path, swap('<g id="7" ctype="x-superscript">2</g>', "²"))
    assert [answer.outcome for answer in proposal.answers][1] is Outcome.TAKEN


def test_a_link_keeps_its_address_whatever_the_file_says(tmp_path: Path) -> None:
    proposal = given(
        tmp_path, lambda file: file.replace('ctype="link"', 'ctype="link" xid="https://elsewhere.example.org"').replace("Das", "Der")
    )
    links = [inline.href for unit in proposal.edition.units for inline in unit.target or () if isinstance(inline, Link)]
    assert links == ["https://www.example.org/a?b=1&c=2"] * 2


WHOLE: dict[str, tuple[Change, str]] = {
    "no XLIFF 1.2": (lambda file: file.replace('version="1.2"', 'version="2.0"'), "is not in the format XLIFF 1.2"),
    "not ours": (lambda file: file.replace("release/de#", "other/"), "was not exported from a release of this house"),
    "no XML": (lambda file: file[:-20], "malformed, cut off"),
    "entities": (lambda file: file.replace("<xliff", '<!DOCTYPE xliff [<!ENTITY a "b">]><xliff', 1), "declares XML entities"),
    "an entity of HTML": (lambda file: file.replace("Das", "Das&nbsp;"), "malformed, cut off"),
    "another encoding": (lambda file: file.replace("UTF-8", "UTF-16", 1), "encoded otherwise than it says"),
    "no XLIFF": (lambda file: file.replace("xliff ", "html ", 1).replace("</xliff>", "</html>"), "is no XLIFF file"),
    "two files in one": (
        lambda file: file.replace("</xliff>", re.sub(r"(?s).*?(<file .*)</xliff>", r"\1</xliff>", file)),
        "several original files",
    ),
    "a unit without a source": (lambda file: re.sub(r"<source.*?</source>", "", file, count=1), "this segment has no source"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_cannot_be_taken_at_all_is_one_sentence_without_its_text(tmp_path: Path, name: str) -> None:
    change, sentence = WHOLE[name]
    with pytest.raises(HandbackError) as refused:
        given(tmp_path, change)
    assert sentence in str(refused.value)
    assert "laboratoire" not in str(refused.value)
    assert "communique export" in refused.value.hint.en


def test_a_file_of_a_size_that_no_release_has_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "release.de.xlf"
    with path.open("wb") as file:
        file.truncate(handback.LARGEST + 1)
    with pytest.raises(HandbackError, match="more than 32 MB"):
        handback.read(path)
