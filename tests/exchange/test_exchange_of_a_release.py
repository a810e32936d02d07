"""A release goes out to its translators and comes back as a proposal; what that changes is to be approved anew."""

from __future__ import annotations

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from communique import memory, pipeline, releases
from communique.document import Document, Mark, NoteRef, Paragraph, Text, plain
from communique.editions import Edition, Origin, Source, Unit
from communique.errors import CommuniqueError, HouseError, RecordError
from communique.exchange import arrivals, handouts, tmx_proposals
from communique.exchange.handbacks import HandbackError
from communique.exchange.proposals import Outcome, Proposal
from communique.languages import Language
from communique.segments import Segment
from communique.translation import tmx
from communique.translation.tmx import Entry
from gatehouse import DE, EN, FR, Gate, make, with_text
from houses import ROOT, run, tree

SLUG = "pont"
TITLE = "Eine digitale Brücke"


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    made = make(tmp_path / "house")
    shutil.copy(ROOT / "templates" / "glossary.csv", made.house.templates)
    return made


def exported(gate: Gate, folder: Path, language: Language = DE) -> Path:
    return handouts.export_xliff(gate.house, SLUG, language, folder, speaks=EN)


def rewritten(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def targets(gate: Gate, language: Language) -> list[str]:
    return [plain(unit.target or ()) for unit in gate.reloaded().release.editions[language].units]


def test_a_proposal_makes_only_the_approvals_of_its_language_stale(gate: Gate, tmp_path: Path) -> None:
    gate.approve_all()
    path = rewritten(exported(gate, tmp_path), TITLE, "Eine Brücke aus Daten")
    slug, proposal = arrivals.take(gate.house, path, who="Maria Tal")
    assert (slug, len(proposal.of(Outcome.TAKEN))) == (SLUG, 1)
    assert gate.reloaded().states() == {"fr/sud": "approved", "de/nord": "stale", "en/nord": "approved", "en/sud": "approved"}
    assert targets(gate, DE)[0] == "Eine Brücke aus Daten"


def test_who_translated_is_kept_with_the_sentences_that_changed_and_no_decision_is_written(gate: Gate, tmp_path: Path) -> None:
    before = tree(gate.folder)
    path = rewritten(exported(gate, tmp_path), TITLE, "Eine Brücke aus Daten")
    arrivals.take(gate.house, path, who="  Maria\nTal ")
    after = tree(gate.folder)
    assert {name for name in after if after[name] != before.get(name)} == {"de.json"}
    first, *others = gate.reloaded().release.editions[DE].units
    assert (first.origin.source, first.origin.name, first.origin.note) == (Source.PERSON, "Maria Tal", "import")
    assert {unit.origin.source for unit in others} == {Source.MEMORY}


def test_a_file_that_rewords_an_approved_sentence_says_in_which_release_it_was_approved(gate: Gate, tmp_path: Path) -> None:
    source = gate.release.editions[DE].units[0].segment.text
    approved = Entry("t", {FR: (Text(source),), DE: (Text(TITLE),)}, "20260309T120000Z", {"x-release": "tunnel"})
    tmx.write(gate.house.templates / "memory" / "tunnel.tmx", [approved])
    kept = gate.release.editions[DE]
    first = replace(kept.units[0], origin=Origin(Source.MEMORY, "tunnel:t", score=100))
    releases.save_edition(gate.folder, replace(kept, units=(first, *kept.units[1:])))
    path = rewritten(exported(gate, tmp_path), TITLE, "Eine Brücke aus Daten")

    arrivals.take(gate.house, path, who="Maria Tal")

    said = [finding.message.en for finding in pipeline.findings(gate.house, SLUG) if finding.check == "reworded"]
    assert said == ["the approved translation of this sentence was changed; it comes from “tunnel”, approved on 2026-03-09"]


def test_a_file_given_back_untouched_writes_nothing_and_keeps_every_approval(gate: Gate, tmp_path: Path) -> None:
    gate.approve_all()
    before = tree(gate.folder)
    _, proposal = arrivals.take(gate.house, exported(gate, tmp_path), who="anna")
    assert len(proposal.of(Outcome.UNCHANGED)) == len(proposal.answers)
    assert tree(gate.folder) == before
    assert set(gate.reloaded().states().values()) == {"approved"}


def test_a_dry_run_shows_the_same_and_writes_nothing(gate: Gate, tmp_path: Path) -> None:
    before = tree(gate.folder)
    path = rewritten(exported(gate, tmp_path), TITLE, "Eine Brücke aus Daten")
    _, proposal = arrivals.take(gate.house, path, who="anna", dry=True)
    assert len(proposal.of(Outcome.TAKEN)) == 1
    assert tree(gate.folder) == before


def test_an_approved_language_is_handed_out_as_final_and_another_is_not(gate: Gate, tmp_path: Path) -> None:
    gate.approve(DE, "nord", "anna")
    states = {}
    for language in (DE, EN):
        root = etree.fromstring(exported(gate, tmp_path, language).read_bytes())
        states[language] = {(unit.get("approved"), unit.find("{*}target").get("state")) for unit in root.iter("{*}trans-unit")}
    assert states[DE] == {("yes", "final")}
    assert "yes" not in {approved for approved, _ in states[EN]}


def test_findings_matches_and_origins_stand_beside_the_sentence_that_they_are_about(gate: Gate, tmp_path: Path) -> None:
    broken = with_text(gate.release, DE, 2, "Dort arbeiten 12 Menschen.")
    releases.save_edition(gate.folder, broken.editions[DE])
    entry = Entry("m1", {FR: (Text("Il compte 120 personnes."),), DE: (Text("Es zählt 120 Personen."),)}, "20250101T000000Z")
    memory.dump([entry], gate.house.templates / "memory" / "old.tmx")
    root = etree.fromstring(exported(gate, tmp_path).read_bytes())
    third = [*root.iter("{*}trans-unit")][2]
    notes = {note.text: note.get("priority") for note in third.iter("{*}note")}
    assert notes.get("number differs from the original: “12”") == "1"
    assert third.find("{*}target").get("state") == "needs-review-translation"
    match = third.find("{*}alt-trans")
    assert (match.get("match-quality"), match.find("{*}target").text) == ("100", "Es zählt 120 Personen.")


def test_a_match_with_other_figures_put_in_shows_what_was_approved_what_the_rule_made_and_of_which_figures(
    gate: Gate, tmp_path: Path
) -> None:
    entry = Entry("m1", {FR: (Text("Il compte 80 personnes."),), DE: (Text("Es zählt 80 Personen."),)}, "20250101T000000Z")
    memory.dump([entry], gate.house.templates / "memory" / "old.tmx")

    def third() -> etree._Element:
        return [*etree.fromstring(exported(gate, tmp_path).read_bytes()).iter("{*}trans-unit")][2]

    matches = [(match.get("origin"), *(child.text for child in match)) for match in third().iter("{*}alt-trans")]
    assert matches == [
        ("memory", "Il compte 80 personnes.", "Es zählt 80 Personen."),
        ("memory-refilled", "Il compte 120 personnes.", "Es zählt 120 Personen."),
    ]
    assert "in the memory’s sentence this was replaced by rule: 80 → 120" in [note.text for note in third().iter("{*}note")]
    releases.save_edition(gate.folder, with_text(gate.release, DE, 2, "Es zählt 120 Personen.").editions[DE])
    assert [match.get("origin") for match in third().iter("{*}alt-trans")] == ["memory"]


def test_an_export_does_not_write_over_a_translators_work_that_was_not_imported(gate: Gate, tmp_path: Path) -> None:
    path = rewritten(exported(gate, tmp_path), TITLE, "Eine Brücke aus Daten")
    kept = path.read_bytes()
    with pytest.raises(RecordError, match=r"pont.de.xlf: this file holds translations that were not imported \(segments: 1\)"):
        exported(gate, tmp_path)
    assert path.read_bytes() == kept
    arrivals.take(gate.house, path, who="anna")
    exported(gate, tmp_path)
    releases.save_edition(gate.folder, with_text(gate.reloaded().release, DE, 1, "Zwei Häuser öffnen ein Labor.").editions[DE])
    assert "Zwei Häuser" in exported(gate, tmp_path).read_text(encoding="utf-8"), "an export nobody touched may be replaced"


def test_the_source_that_people_corrected_is_what_translators_get(gate: Gate, tmp_path: Path) -> None:
    corrected = with_text(gate.release, FR, 1, "Deux instituts ouvrent deux laboratoires.").editions[FR]
    units = list(corrected.units)
    units[1] = replace(units[1], origin=Origin(Source.PERSON, "chloe"))
    before = exported(gate, tmp_path / "before")
    releases.save_edition(gate.folder, replace(corrected, units=tuple(units)))
    after = exported(gate, tmp_path / "after")
    assert "deux laboratoires" in after.read_text(encoding="utf-8")
    rewritten(before, "Zwei Institute", "Die beiden Institute")
    _, proposal = arrivals.take(gate.house, before, who="anna")
    assert "the source of this segment was changed" in proposal.of(Outcome.REFUSED)[0].why.en
    rewritten(after, "Zwei Institute", "Die beiden Institute")
    assert len(arrivals.take(gate.house, after, who="anna")[1].of(Outcome.TAKEN)) == 1


def refusal(gate: Gate, path: Path, *, who: str = "anna", slug: str = "") -> str:
    before = tree(gate.folder)
    with pytest.raises(CommuniqueError) as refused:
        arrivals.take(gate.house, path, who=who, slug=slug)
    assert tree(gate.folder) == before
    return str(refused.value)


def test_a_file_of_another_release_is_refused(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    assert "belongs to the release “pont”" in refusal(gate, path, slug="gare")
    assert "no release of this name" in refusal(gate, rewritten(path, "pont/de", "gare/de"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('target-language="de-DE"', 'target-language="en-GB"'),
        ('source-language="fr-FR"', 'source-language="en-GB"'),
        ("pont/de", "pont/en"),
    ],
)
def test_a_file_between_other_languages_is_refused(gate: Gate, tmp_path: Path, old: str, new: str) -> None:
    assert "not to the language that it was exported for" in refusal(gate, rewritten(exported(gate, tmp_path), old, new))


@pytest.mark.parametrize("who", ["", "  ", "a" * 101, "a\u202eb"])
def test_a_translator_without_a_name_that_can_be_printed_is_refused(gate: Gate, tmp_path: Path, who: str) -> None:
    assert "translator’s name" in refusal(gate, exported(gate, tmp_path), who=who)


def test_the_drafts_own_language_is_not_handed_out(gate: Gate) -> None:
    with pytest.raises(RecordError, match="not translated into French"):
        handouts.targets(gate.house, SLUG, FR)
    assert handouts.targets(gate.house, SLUG) == (DE, EN)


def test_an_edition_that_changes_while_a_file_is_judged_is_not_overwritten(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = rewritten(exported(gate, tmp_path), TITLE, "Eine Brücke aus Daten")
    judged = arrivals.propose

    def slowly(*words: object) -> Proposal:
        releases.save_edition(gate.folder, with_text(gate.release, DE, 1, "Jemand war schneller.").editions[DE])
        return judged(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(arrivals, "propose", slowly)
    with pytest.raises(RecordError, match="changed during the import"):
        arrivals.take(gate.house, path, who="anna")
    assert targets(gate, DE)[:2] == [TITLE, "Jemand war schneller."]


def test_tmx_out_says_which_languages_are_approved_and_can_leave_out_the_others(gate: Gate, tmp_path: Path) -> None:
    gate.approve(DE, "nord", "anna")
    every = list(tmx.read(handouts.export_tmx(gate.house, SLUG, tmp_path)))
    assert [dict(entry.props) for entry in every] == [{"x-release": SLUG, "x-state:de": "approved", "x-state:en": "proposed"}] * 3
    only = list(tmx.read(handouts.export_tmx(gate.house, SLUG, tmp_path, only_approved=True)))
    assert [set(entry.texts) for entry in only] == [{FR, DE}] * 3


def test_tmx_in_is_a_proposal_where_the_source_is_the_same_and_leaves_a_persons_words(gate: Gate, tmp_path: Path) -> None:
    path = tmp_path / "theirs.tmx"
    texts = {FR: "Un pont  numérique", DE: "Eine Brücke aus Daten"}, {FR: "Il compte 120 personnes.", DE: "Es zählt 120 Köpfe."}
    tmx.write(path, (Entry(str(n), {language: (Text(text),) for language, text in one.items()}) for n, one in enumerate(texts)))
    kept = gate.release.editions[DE]
    units = (*kept.units[:2], replace(kept.units[2], origin=Origin(Source.PERSON, "anna")))
    releases.save_edition(gate.folder, replace(kept, units=units))
    german, english = arrivals.take_tmx(gate.house, path, who="Maria Tal", slug=SLUG)
    assert (len(german.of(Outcome.TAKEN)), len(english.of(Outcome.TAKEN))) == (1, 0)
    assert targets(gate, DE) == ["Eine Brücke aus Daten", "Zwei Institute eröffnen ein Labor.", "Dort arbeiten 120 Menschen."]


def test_a_tmx_without_a_sentence_of_the_release_is_refused(gate: Gate, tmp_path: Path) -> None:
    tmx.write(tmp_path / "theirs.tmx", [Entry("1", {FR: (Text("Autre chose."),), DE: (Text("Etwas anderes."),)})])
    with pytest.raises(HandbackError, match=r"none of its sentences .* is of “pont”"):
        arrivals.take_tmx(gate.house, tmp_path / "theirs.tmx", who="anna", slug=SLUG)


def test_marks_that_a_tmx_has_lost_are_found_again_where_that_is_certain() -> None:
    source = (Text("Le laboratoire "), Text("Fraunhofer IAIS", frozenset({Mark.STRONG})), Text(" ouvre."))
    segment = Segment("00000000", "p1", "Paragraph", source)
    edition = Edition(DE, Document(FR, (Paragraph(source, place="p1"),)), "d" * 64, (Unit(segment, None, Origin(Source.NOWHERE)),))
    entry = Entry("1", {FR: (Text(segment.text),), DE: (Text("Das Labor Fraunhofer IAIS öffnet."),)})
    proposal = tmx_proposals.propose(edition, [entry], Origin(Source.PERSON, "anna"), {})
    (unit,) = proposal.edition.units
    assert unit.target == (Text("Das Labor "), Text("Fraunhofer IAIS", frozenset({Mark.STRONG})), Text(" öffnet."))


def test_a_note_call_of_an_earlier_draft_does_not_come_in_by_a_tmx() -> None:
    edition = said_twice()
    old, said = (Text("Le laboratoire ouvre."), NoteRef("fn7")), (Text("Das Labor öffnet jetzt."), NoteRef("fn7"))
    proposal = tmx_proposals.propose(edition, [Entry("1", {FR: old, DE: said})], Origin(Source.PERSON, "anna"), {})
    assert proposal.edition.units[0].target == (Text("Das Labor öffnet jetzt."),)


def test_two_imports_at_the_same_moment_both_count(gate: Gate, tmp_path: Path) -> None:
    first = rewritten(exported(gate, tmp_path / "first"), TITLE, "Eine Brücke aus Daten")
    second = rewritten(exported(gate, tmp_path / "second"), "Zwei Institute", "Die beiden Institute")
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda path: arrivals.take(gate.house, path, who="anna")[1], (first, second)))
    assert [len(proposal.of(Outcome.REFUSED)) for proposal in done] == [0, 0]
    assert targets(gate, DE)[:2] == ["Eine Brücke aus Daten", "Die beiden Institute eröffnen ein Labor."]


def test_a_broken_tmx_changes_nothing(gate: Gate, tmp_path: Path) -> None:
    before = tree(gate.folder)
    (tmp_path / "theirs.tmx").write_text("<tmx version='1.4'><body><tu>", encoding="utf-8")
    with pytest.raises(HouseError):
        arrivals.take_tmx(gate.house, tmp_path / "theirs.tmx", who="anna", slug=SLUG)
    assert tree(gate.folder) == before


def test_the_commands_take_a_release_out_and_back_and_say_what_became_of_it(gate: Gate, tmp_path: Path) -> None:
    root = gate.house.root
    out = run(root, "export", SLUG, "--as", "xliff,tmx", "--to", tmp_path / "out", "--json")
    assert [Path(file).name for file in json.loads(out.stdout)["files"]] == ["pont.de.xlf", "pont.en.xlf", "pont.tmx"]
    path = rewritten(tmp_path / "out" / "pont.de.xlf", TITLE, "Eine Brücke aus Daten")
    rewritten(path, "Dort arbeiten 120 Menschen.</target>", "</target>")
    dry = run(root, "import", path, "--as", "Maria Tal", "--dry-run")
    assert f"- {TITLE}" in dry.stdout
    assert "+ Eine Brücke aus Daten" in dry.stdout
    assert "the translation was deleted" in dry.stdout
    assert "1 taken, 1 unchanged, 0 without translation, 1 refused" in dry.stdout
    assert targets(gate, DE)[0] == TITLE
    taken = run(root, "import", path, "--as", "Maria Tal", "--json")
    assert taken.returncode == 0, taken.stderr
    assert json.loads(taken.stdout)["languages"][0]["taken"] == 1
    assert targets(gate, DE)[0] == "Eine Brücke aus Daten"


def test_what_translators_note_beside_a_sentence_is_shown_and_signs_that_steer_a_terminal_are_not_obeyed(
    gate: Gate, tmp_path: Path
) -> None:
    path = rewritten(
        exported(gate, tmp_path), f"{TITLE}</target>", 'Eine\u202e&#155;31m Brücke</target><note from="Maria">Or „Steg“?</note>'
    )
    said = run(gate.house.root, "import", path, "--as", "Maria Tal", "--dry-run").stdout
    assert r"+ Eine\u202e\u009b31m Brücke" in said
    assert re.search(r"^note in the file: p1 [0-9a-f]{8}, Or „Steg“\?$", said, re.MULTILINE)
    assert said.count("note in the file") == 1


def test_sentences_that_the_file_has_lost_are_counted_aloud(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    root = etree.fromstring(path.read_bytes())
    for unit in [*root.iter("{*}trans-unit")][1:]:
        unit.getparent().remove(unit)
    path.write_bytes(etree.tostring(root))
    assert "not in the file: 2. They stay" in run(gate.house.root, "import", path, "--as", "Maria Tal").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("export", SLUG, "--as", "docx,pdf"), "there is no format “pdf”"),
        (("export", SLUG, "--language", "fr"), "not translated into French"),
        (("export", "gare"), "no release of this name in drafts/"),
        (("import", "none.xlf", "--as", "anna"), "none.xlf"),
        (("import", "theirs.tmx", "--as", "anna"), "give --release"),
        (("import", "theirs.jsonl", "--as", "anna"), "is neither Word nor XLIFF nor TMX"),
    ],
)
def test_what_the_commands_cannot_do_is_one_sentence(gate: Gate, words: tuple[str, ...], sentence: str) -> None:
    root = gate.house.root
    (root / "theirs.tmx").write_text("<tmx version='1.4'><body/></tmx>", encoding="utf-8")
    (root / "theirs.jsonl").write_text('{"id": 1}', encoding="utf-8")
    done = run(root, *words)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_cannot_be_taken_is_said_in_the_officers_language(gate: Gate, tmp_path: Path) -> None:
    path = rewritten(exported(gate, tmp_path), "pont/de", "autre")
    with pytest.raises(HandbackError) as refused:
        arrivals.take(gate.house, path, who="anna")
    assert "exporté" in refused.value.sentence(FR)
    assert "exportiert" in refused.value.sentence(DE)


def said_twice() -> Edition:
    """A sentence that stands in two places and is translated in two ways."""
    blocks = tuple(Paragraph((Text("Le laboratoire ouvre."),), place=f"p{n}") for n in (1, 2))
    words = ("Das Labor öffnet.", "Das Labor nimmt die Arbeit auf.")
    units = (
        Unit(Segment(f"0000000{n}", block.place, "Paragraph", block.content), (Text(said),), Origin(Source.ENGINE, "deepl"))
        for n, (block, said) in enumerate(zip(blocks, words, strict=True))
    )
    return Edition(DE, Document(FR, blocks), "d" * 64, tuple(units))


def in_memory(number: str, words: str) -> Entry:
    return Entry(number, {FR: (Text("Le laboratoire ouvre."),), DE: (Text(words),)})


def after(edition: Edition, *entries: Entry) -> tuple[list[str], list[str]]:
    """The translations, and the reasons of those that are refused, once entries have come in."""
    proposal = tmx_proposals.propose(edition, entries, Origin(Source.PERSON, "anna"), {})
    return [plain(unit.target or ()) for unit in proposal.edition.units], [one.why.en for one in proposal.of(Outcome.REFUSED)]


def test_a_tmx_gives_a_sentence_that_stands_twice_back_where_each_was_handed_out() -> None:
    own = [in_memory("pont:pont-00000000", "Das Labor öffnet jetzt."), in_memory("pont:pont-00000001", "Das Labor nimmt die Arbeit auf.")]
    assert after(said_twice(), *own)[0] == ["Das Labor öffnet jetzt.", "Das Labor nimmt die Arbeit auf."]
    foreign = [in_memory("pont:1", "Das Labor öffnet."), in_memory("pont:2", "Das Labor nimmt die Arbeit auf.")]
    assert after(said_twice(), *foreign)[0] == ["Das Labor öffnet.", "Das Labor nimmt die Arbeit auf."]


def test_a_tmx_with_other_words_than_a_persons_is_refused_there_with_a_sentence() -> None:
    edition = said_twice()
    by_anna = replace(edition, units=tuple(replace(unit, origin=Origin(Source.PERSON, "anna")) for unit in edition.units))
    words, why = after(by_anna, in_memory("pont:1", "Das Labor öffnet."))
    assert words == ["Das Labor öffnet.", "Das Labor nimmt die Arbeit auf."]
    assert why == ["a person wrote another translation here; a TMX does not replace it, an XLIFF can"]


def test_a_tmx_that_has_the_original_for_a_translation_takes_the_place_of_none() -> None:
    words, why = after(said_twice(), in_memory("pont:1", "Le laboratoire ouvre."))
    assert words == ["Das Labor öffnet.", "Das Labor nimmt die Arbeit auf."]
    assert len(why) == 2
