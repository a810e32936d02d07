"""The bilingual Word file on its way: what it promises its readers, what is refused whole, and what a house does with it."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from communique import pipeline, releases
from communique.decisions import Kind
from communique.document import plain
from communique.editions import Source
from communique.errors import CommuniqueError, RecordError
from communique.exchange import arrivals, word_handouts
from communique.exchange.handbacks import HandbackError
from communique.exchange.proposals import Outcome
from communique.exchange.word_handouts import page_of
from communique.exchange.word_proposals import propose
from communique.exchange.word_table_page import dump
from communique.languages import Language
from communique.readers import word_table
from communique.record import rotation
from gatehouse import DE, EN, FR, NOON, Gate, make, with_text
from houses import ROOT, run, tree
from word_page import DOCUMENT, TARGET, Page, W
from word_page import run as words
from word_review import PERSON
from word_sample import handed_out, release

SLUG = "pont"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    made = make(tmp_path / "house")
    shutil.copy(ROOT / "templates" / "glossary.csv", made.house.templates)
    return made


def exported(gate: Gate, folder: Path, language: Language = DE) -> Path:
    return word_handouts.export_word(gate.house, SLUG, language, folder)


def retitled(path: Path, title: str = "Eine Brücke aus Daten") -> Path:
    page = Page(path.read_bytes())
    page.retype("s001", words(title))
    path.write_bytes(page.bytes())
    return path


def with_part(path: Path, part: str, old: bytes, new: bytes) -> Path:
    page = Page(path.read_bytes())
    assert old in page.parts[part]
    for name in (part, CUSTOM) if part == CORE else (part,):
        page.parts[name] = page.parts[name].replace(old, new)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in page.parts.items():
            archive.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def targets(gate: Gate, language: Language = DE) -> list[str]:
    return [plain(unit.target or ()) for unit in gate.reloaded().release.editions[language].units]


# The file as its reader has it


def test_the_file_is_a_table_with_a_repeated_head_that_says_what_it_is_in_the_reviewers_language() -> None:
    made = release()
    opened = docx.Document(io.BytesIO(handed_out(made)))
    section, (table,) = opened.sections[0], opened.tables
    assert (section.page_width.cm, section.page_height.cm) == (pytest.approx(29.7, abs=0.01), pytest.approx(21, abs=0.01))
    assert [cell.text for cell in table.rows[0].cells] == ["Nr.", "Original · Französisch", "Übersetzung · Deutsch", "Kommentar"]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert table._tbl.tblPr.find(f"{W}tblDescription") is not None
    assert [paragraph.style.name for paragraph in opened.paragraphs][:2] == ["Heading 1", "Subtitle"]
    assert len([paragraph for paragraph in opened.paragraphs if "nstruction" in paragraph.style.name]) == 3
    assert opened.core_properties.title == "Eine digitale Brücke"
    assert re.fullmatch(r"communique:pont/de#[0-9a-f]{64}\.[0-9a-f]{16}", opened.core_properties.identifier)


def test_each_column_has_its_language_and_each_original_its_bookmark() -> None:
    page = Page(handed_out(release()))
    styles = etree.fromstring(page.parts["word/styles.xml"])
    spoken = {style.get(f"{W}styleId"): lang.get(f"{W}val") for style in styles.iter(f"{W}style") for lang in style.iter(f"{W}lang")}
    assert (spoken["SourceText"], spoken["TargetText"], spoken["Remark"]) == ("fr-FR", "de-DE", "de-DE")
    rows = [row for row in page.rows[1:] if row.find(f"{W}tc//{W}t").text.startswith("s")]
    names = [mark.get(f"{W}name") for row in rows for mark in row.findall(f"{W}tc")[1].iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) == len(rows) == 13
    assert all(re.fullmatch(r"[a-z]\w{1,39}", name) for name in names)


def test_the_same_release_makes_the_same_bytes() -> None:
    assert handed_out(release()) == handed_out(release())


def test_findings_stand_beside_their_sentence_and_boilerplates_on_grey_below() -> None:
    page = Page(handed_out(release()))
    assert "Sperrt die Freigabe: die Zahl weicht vom Original ab" in "".join(page.cell("s003", 3).itertext())
    fixed = page.cell("f002", TARGET)
    assert "".join(fixed.itertext()) == "Das Institut Nord forscht."
    assert fixed.find(f"{W}tcPr/{W}shd").get(f"{W}fill") == "F2F2F2"


@pytest.mark.parametrize("language", [DE, EN])
def test_all_that_is_ours_is_in_the_language_of_the_edition(gate: Gate, language: Language) -> None:
    page = page_of(gate.release, language, pipeline.findings_of(gate.house, gate.release))
    assert page.labels[2] == {DE: "Übersetzung · Deutsch", EN: "Translation · English"}[language]
    assert dump(page).startswith(b"PK")


# The way back into a house


def test_corrections_come_back_as_a_proposal_that_approves_nothing(gate: Gate, tmp_path: Path) -> None:
    gate.approve_all()
    slug, proposal = arrivals.take_word(gate.house, retitled(exported(gate, tmp_path)), who="Maria Tal")
    assert (slug, len(proposal.of(Outcome.TAKEN))) == (SLUG, 1)
    assert gate.reloaded().states() == {"fr/sud": "approved", "de/nord": "stale", "en/nord": "approved", "en/sud": "approved"}
    first, *others = gate.reloaded().release.editions[DE].units
    assert (plain(first.target or ()), first.origin.source, first.origin.name) == ("Eine Brücke aus Daten", Source.PERSON, "Maria Tal")
    assert {unit.origin.source for unit in others} == {Source.MEMORY}


def test_a_file_given_back_untouched_and_a_dry_run_write_nothing(gate: Gate, tmp_path: Path) -> None:
    gate.approve_all()
    before = tree(gate.folder)
    path = exported(gate, tmp_path)
    _, untouched = arrivals.take_word(gate.house, path, who="anna")
    assert len(untouched.of(Outcome.UNCHANGED)) == len(untouched.answers)
    _, shown = arrivals.take_word(gate.house, retitled(path), who="anna", dry=True)
    assert len(shown.of(Outcome.TAKEN)) == 1
    assert tree(gate.folder) == before


def test_a_row_that_was_changed_both_here_and_there_is_listed(gate: Gate, tmp_path: Path) -> None:
    path = retitled(exported(gate, tmp_path))
    releases.save_edition(gate.folder, with_text(gate.release, DE, 0, "Hier geändert").editions[DE])
    _, proposal = arrivals.take_word(gate.house, path, who="anna")
    (refused,) = proposal.of(Outcome.REFUSED)
    assert refused.why.en == "row s001: this translation was also changed here since the export"
    assert targets(gate)[0] == "Hier geändert"


def test_an_older_export_keeps_what_was_changed_here_and_takes_what_was_changed_there(gate: Gate, tmp_path: Path) -> None:
    path = retitled(exported(gate, tmp_path))
    releases.save_edition(gate.folder, with_text(gate.release, DE, 1, "Hier geändert.").editions[DE])
    arrivals.take_word(gate.house, path, who="anna")
    assert targets(gate)[:2] == ["Eine Brücke aus Daten", "Hier geändert."]


def test_a_row_without_bookmark_of_an_older_export_is_not_taken(gate: Gate, tmp_path: Path) -> None:
    path = retitled(exported(gate, tmp_path))
    page = Page(path.read_bytes())
    for mark in page.bookmarks():
        mark.getparent().remove(mark)
    path.write_bytes(page.bytes())
    releases.save_edition(gate.folder, with_text(gate.release, DE, 1, "Hier geändert.").editions[DE])
    _, proposal = arrivals.take_word(gate.house, path, who="anna")
    assert not proposal.of(Outcome.TAKEN)
    assert any("the bookmark is missing" in answer.why.en for answer in proposal.of(Outcome.REFUSED))


def test_a_row_whose_original_was_corrected_here_since_is_not_taken(gate: Gate, tmp_path: Path) -> None:
    path = retitled(exported(gate, tmp_path))
    edition = with_text(gate.release, FR, 0, "Un autre titre").editions[FR]
    key = edition.units[0].segment.key
    releases.save_edition(gate.folder, edition.with_target(key, edition.units[0].target or (), PERSON))
    _, proposal = arrivals.take_word(gate.house, path, who="anna")
    (refused,) = proposal.of(Outcome.REFUSED)
    assert refused.why.en == "row s001: the original was corrected here since the export"


def test_rows_of_another_languages_export_pasted_in_change_nothing(gate: Gate, tmp_path: Path) -> None:
    path, other = exported(gate, tmp_path, DE), Page(exported(gate, tmp_path, EN).read_bytes())
    page = Page(path.read_bytes())
    for row in page.rows[1:]:
        page.table.remove(row)
    for row in other.rows[1:]:
        page.table.append(row)
    path.write_bytes(page.bytes())
    _, proposal = arrivals.take_word(gate.house, path, who="anna")
    assert not proposal.of(Outcome.TAKEN)


def test_an_export_does_not_write_over_corrections_or_remarks_that_wait(gate: Gate, tmp_path: Path) -> None:
    path = retitled(exported(gate, tmp_path))
    waiting = path.read_bytes()
    with pytest.raises(RecordError, match="corrections or remarks wait"):
        exported(gate, tmp_path)
    assert path.read_bytes() == waiting
    arrivals.take_word(gate.house, path, who="anna")
    assert exported(gate, tmp_path).read_bytes() != waiting
    page = Page(path.read_bytes())
    page.append("s002", words("eine Frage"), 3)
    path.write_bytes(page.bytes())
    with pytest.raises(RecordError, match="corrections or remarks wait"):
        exported(gate, tmp_path)


def test_an_export_does_not_write_over_a_file_that_it_cannot_read(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    path.write_bytes(b"something else")
    with pytest.raises(RecordError, match="another file of this name"):
        exported(gate, tmp_path)
    assert path.read_bytes() == b"something else"


# What is refused whole, in one sentence


def test_files_that_are_not_ours_of_another_draft_or_another_release_are_refused(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    with pytest.raises(HandbackError, match="belongs to the release “pont”"):
        arrivals.take_word(gate.house, path, who="anna", slug="gare")
    stale = with_part(shutil.copy(path, tmp_path / "stale.docx"), CORE, b"#dddd", b"#eeee")
    with pytest.raises(HandbackError, match="exported from another state of the draft"):
        arrivals.take_word(gate.house, stale, who="anna")
    foreign = with_part(shutil.copy(path, tmp_path / "foreign.docx"), CORE, b"communique:", b"somebody:")
    with pytest.raises(HandbackError, match="was not exported from a release of this house"):
        arrivals.take_word(gate.house, foreign, who="anna")
    italian = with_part(shutil.copy(path, tmp_path / "italian.docx"), CORE, b"pont/de#", b"pont/it#")
    with pytest.raises(HandbackError, match="is the translation into “it”"):
        arrivals.take_word(gate.house, italian, who="anna")
    with pytest.raises(HandbackError, match="was not exported"):
        arrivals.take_word(gate.house, ROOT / "drafts" / "dialogue-ia.docx", who="anna")


def test_a_program_may_forget_one_of_the_two_places_that_name_the_release_and_not_change_one(tmp_path: Path) -> None:
    for part, change, known in ((CORE, "", True), (CUSTOM, "", True), (CUSTOM, "communique:gare/de#", False)):
        page = Page(handed_out(release()))
        page.parts[part] = re.sub(rb"communique:pont/de#" + (rb"[0-9a-f.]+" if known else b""), change.encode(), page.parts[part])
        (tmp_path / "pont.docx").write_bytes(page.bytes())
        if known:
            assert word_table.read(tmp_path / "pont.docx").slug == "pont"
            continue
        with pytest.raises(HandbackError, match="was not exported"):
            word_table.read(tmp_path / "pont.docx")


def test_old_word_files_and_other_formats_are_refused(tmp_path: Path) -> None:
    for name, content, sentence in (
        ("pont.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Word file"),
        ("pont.rtf", b"{\\rtf1 Hallo}", "an RTF file"),
        ("pont.docx", b"PK\x03\x04 cut off", "incomplete or damaged"),
        ("~$pont.docx", handed_out(release()), "lock file"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(HandbackError, match=sentence):
            word_table.read(tmp_path / name)


def test_hostile_files_are_refused_and_nothing_is_fetched(tmp_path: Path) -> None:
    path = tmp_path / "pont.docx"
    path.write_bytes(handed_out(release()))
    with_part(path, DOCUMENT, b"<w:document", b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document')
    with pytest.raises(HandbackError, match="DTD"):
        word_table.read(path)
    page = Page(handed_out(release()))
    page.parts["word/media/bomb.xml"] = b" " * (21 << 20)
    path.write_bytes(page.bytes())
    with pytest.raises(HandbackError, match="unpacks to"):
        word_table.read(path)
    page = Page(handed_out(release()))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    arrow = f'<Relationship Id="rAway" Type="{kind}" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
    page.put("word/_rels/document.xml.rels", arrow, "</Relationships>")
    path.write_bytes(page.bytes())
    assert len(word_table.read(path).rows) == 18


@pytest.mark.parametrize("many", ["<w:p/>" * 70_000, "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 40_000], ids=["paragraphs", "runs"])
def test_a_file_longer_than_any_release_is_refused_before_it_is_walked(many: str, tmp_path: Path) -> None:
    path = tmp_path / "pont.docx"
    path.write_bytes(handed_out(release()))
    noise = "".join(f"<!--{number * 7919}-->" for number in range(30_000)).encode()
    with_part(path, DOCUMENT, b"</w:tbl>", b"</w:tbl>" + many.encode() + noise)
    with pytest.raises(HandbackError, match="no release is that long"):
        word_table.read(path)


def test_a_file_with_macros_is_read_under_its_own_name_only(tmp_path: Path) -> None:
    page = Page(handed_out(release()))
    page.put(
        "[Content_Types].xml", "ms-word.document.macroEnabled.main+xml", "openxmlformats-officedocument.wordprocessingml.document.main+xml"
    )
    page.parts["word/vbaProject.bin"] = b"never run"
    page.retype("s001", words("Eine Brücke aus Daten"))
    for name in ("pont.docx", "pont.docm"):
        (tmp_path / name).write_bytes(page.bytes())
    with pytest.raises(HandbackError, match=r"macros under a \.docx name"):
        word_table.read(tmp_path / "pont.docx")
    taken = propose(release().editions[DE], word_table.read(tmp_path / "pont.docm"), PERSON, {}).of(Outcome.TAKEN)
    assert [plain(answer.after or ()) for answer in taken] == ["Eine Brücke aus Daten"]


def test_a_file_whose_table_is_gone_is_refused(tmp_path: Path) -> None:
    page = Page(handed_out(release()))
    page.table.getparent().remove(page.table)
    (tmp_path / "pont.docx").write_bytes(page.bytes())
    with pytest.raises(HandbackError, match="the table is gone"):
        word_table.read(tmp_path / "pont.docx")


def test_every_refusal_is_a_sentence_in_three_languages(gate: Gate, tmp_path: Path) -> None:
    (tmp_path / "other.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(CommuniqueError) as refused:
        arrivals.take_word(gate.house, tmp_path / "other.docx", who="anna")
    assert len({refused.value.sentence(language) for language in Language}) == 3


# The commands


def test_the_commands_hand_out_show_and_take(gate: Gate, tmp_path: Path) -> None:
    root = gate.house.root
    done = run(root, "export", SLUG, "--as", "docx", "--language", "de", "--to", tmp_path)
    assert done.stdout.splitlines()[0] == str(tmp_path / "pont.de.docx")
    page = Page((tmp_path / "pont.de.docx").read_bytes())
    page.retype("s001", words("Eine Brücke aus Daten"))
    page.add_comment("s002", "Stimmt das?")
    page.table.remove(page.row("s003"))
    (tmp_path / "pont.de.docx").write_bytes(page.bytes())
    before = tree(gate.folder)
    shown = run(root, "import", tmp_path / "pont.de.docx", "--as", "anna", "--dry-run").stdout
    assert "+ Eine Brücke aus Daten" in shown
    assert "Maria Tal: Stimmt das?" in shown
    assert "row s003 is missing in the file" in shown
    assert tree(gate.folder) == before
    values = json.loads(run(root, "import", tmp_path / "pont.de.docx", "--as", "anna", "--json").stdout)
    (language,) = values["languages"]
    assert (language["taken"], language["refused"], language["notes"][0]["notes"]) == (1, 1, ["Maria Tal: Stimmt das?"])
    assert targets(gate)[0] == "Eine Brücke aus Daten"


def test_an_old_word_file_is_one_sentence_at_the_command_too(gate: Gate) -> None:
    path = gate.house.root / "pont.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    done = run(gate.house.root, "import", path, "--as", "anna")
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "old Word file" in done.stderr


def test_what_a_reviewer_wrote_beside_a_sentence_is_kept_in_the_record_once(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    page = Page(path.read_bytes())
    page.add_comment("s002", "Stimmt das?")
    path.write_bytes(page.bytes())
    for _ in range(2):
        assert run(gate.house.root, "import", path, "--as", "anna").returncode == 0
    (comment,) = [decision for decision in gate.record().decisions if decision.kind is Kind.COMMENT]
    key = gate.release.editions[DE].units[1].segment.key
    assert (comment.about, comment.comment, comment.reviewer, comment.channel) == (key, "Maria Tal: Stimmt das?", "anna", "docx")
    assert exported(gate, tmp_path) == path


def test_remarks_are_known_again_after_the_key_was_rotated(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    page = Page(path.read_bytes())
    page.add_comment("s002", "Stimmt das?")
    path.write_bytes(page.bytes())
    assert run(gate.house.root, "import", path, "--as", "anna").returncode == 0
    rotation.rotate(gate.house, NOON)
    again = run(gate.house.root, "import", path, "--as", "anna")
    assert (again.returncode, again.stderr) == (0, "")
    rotated = gate.reloaded()
    assert [decision.kind for decision in rotated.record().decisions] == [Kind.COMMENT, Kind.SEAL]
    assert exported(rotated, tmp_path) == path


def test_remarks_of_somebody_who_is_no_reviewer_are_shown_and_not_kept(gate: Gate, tmp_path: Path) -> None:
    path = exported(gate, tmp_path)
    page = Page(path.read_bytes())
    page.add_comment("s002", "Stimmt das?")
    path.write_bytes(page.bytes())
    before = tree(gate.folder)
    assert "Stimmt das?" in run(gate.house.root, "import", path, "--as", "Maria Tal").stdout
    assert tree(gate.folder) == before
