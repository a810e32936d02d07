"""What people do before the gate, on the sample: correct, comment, approve, return and withdraw, each about the text that they saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import decisions, gate, releases
from communique import house as houses
from communique.approval import subjects
from communique.decisions import Kind
from communique.errors import NotAllowed, Tampered
from communique.house import House
from communique.languages import Language
from communique.markup import load as inlines
from communique.record import approved_texts
from communique.roles import Role
from houses import SAMPLE

DE, FR = Language.DE, Language.FR


@pytest.fixture
def own(ready: Path) -> House:
    return houses.load(ready)


def first(own: House, language: Language) -> tuple[str, str]:
    """The key of a language's first segment, and the digest of its text."""
    unit = releases.load(own, SAMPLE).editions[language].units[0]
    return unit.segment.key, subjects.of_text(unit.target)


def mended(own: House, language: Language) -> None:
    """Everything translated and nothing blocking in a language."""
    who = {"fr": "maud", "de": "jonas"}[language]
    for unit in releases.load(own, SAMPLE).editions[language].untranslated:
        gate.correct(own, SAMPLE, language, unit.segment.key, "Ein Satz.", who)
    for finding in gate.board(own, SAMPLE).blocks(language):
        speaker = {"fr": "maud", "de": "jonas"}.get(finding.language or "fr", "rosalind")
        gate.waive(own, SAMPLE, finding.id, speaker, comment="Geprüft.")


def test_a_correction_overwrites_only_the_text_that_was_edited(own: House) -> None:
    key, base = first(own, DE)
    gate.correct(own, SAMPLE, DE, key, "Von Jonas.", "jonas", base=base)
    with pytest.raises(NotAllowed, match=f"the segment {key} in German was changed since you opened it; nothing was overwritten"):
        gate.correct(own, SAMPLE, DE, key, "Von Friederike.", "friederike", base=base)
    assert first(own, DE)[1] == subjects.of_text(inlines("Von Jonas."))
    gate.correct(own, SAMPLE, DE, key, "Von Friederike.", "friederike", base=first(own, DE)[1])
    gate.correct(own, SAMPLE, DE, key, "Ohne hinzusehen.", "jonas")
    record = decisions.read(own.drafts / SAMPLE, own.keys)
    assert [d.reviewer for d in record.decisions if d.kind is Kind.CORRECT] == ["jonas", "friederike", "jonas"]


def test_a_comment_is_kept_with_its_segment_and_voids_nothing(own: House) -> None:
    key, base = first(own, DE)
    before = gate.board(own, SAMPLE, ()).subjects
    gate.comment(own, SAMPLE, DE, key, "jonas", comment="Ist das der amtliche Name?")
    said = decisions.read(own.drafts / SAMPLE, own.keys).decisions[-1]
    assert (said.kind, said.about, said.subject, said.partner) == (Kind.COMMENT, key, base, "fraunhofer")
    assert gate.board(own, SAMPLE, ()).subjects == before
    for wrong, sentence in (
        (("nope", "jonas", "x"), "no segment"),
        ((key, "maud", "x"), "does not review"),
        ((key, "jonas", " "), "reason"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            gate.comment(own, SAMPLE, DE, wrong[0], wrong[1], comment=wrong[2])


def test_an_approval_keeps_what_its_reviewer_was_shown(own: House) -> None:
    mended(own, DE)
    cell = gate.board(own, SAMPLE).cell(DE, "fraunhofer")
    assert cell
    gate.approve(own, SAMPLE, DE, "fraunhofer", "jonas", seen=cell.subject)
    release = releases.load(own, SAMPLE)
    record = decisions.read(release.folder, own.keys)
    seen = approved_texts.last_seen(release, record, "jonas", DE)
    assert seen
    assert list(seen) == [unit.segment.key for unit in release.editions[DE].units]
    assert approved_texts.last_seen(release, record, "friederike", DE) is None
    key, _ = first(own, DE)
    gate.correct(own, SAMPLE, DE, key, "Anders.", "jonas")
    after = approved_texts.last_seen(releases.load(own, SAMPLE), decisions.read(release.folder, own.keys), "jonas", DE)
    assert after == seen
    with pytest.raises(NotAllowed, match="changed since you opened it"):
        gate.approve(own, SAMPLE, DE, "fraunhofer", "jonas", seen=cell.subject)
    with pytest.raises(NotAllowed, match="changed since you opened it"):
        gate.give_back(own, SAMPLE, DE, "fraunhofer", "jonas", comment="nein", seen=cell.subject)


def test_a_kept_text_that_was_altered_is_found(own: House) -> None:
    mended(own, DE)
    gate.approve(own, SAMPLE, DE, "fraunhofer", "jonas")
    (path,) = (own.drafts / SAMPLE / "approved").iterdir()
    path.write_bytes(path.read_bytes().replace(b"e", b"a", 1))
    release = releases.load(own, SAMPLE)
    with pytest.raises(Tampered, match="was altered since") as caught:
        approved_texts.last_seen(release, decisions.read(release.folder, own.keys), "jonas", DE)
    assert caught.value.place == f"drafts/{SAMPLE}/approved/{path.name}"
    path.unlink()
    assert approved_texts.last_seen(release, decisions.read(release.folder, own.keys), "jonas", DE) is None


def test_a_withdrawn_release_waits_for_everyone_again(own: House) -> None:
    mended(own, DE)
    gate.approve(own, SAMPLE, DE, "fraunhofer", "jonas")
    gate.withdraw(own, SAMPLE, "maud", comment="Das Projekt ruht.")
    cell = gate.board(own, SAMPLE, ()).cell(DE, "fraunhofer")
    assert cell
    assert (cell.state.value, cell.given) == ("waiting", ())


def test_a_code_decides_in_its_own_role(own: House) -> None:
    settings = own.templates / "house.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('fraunhofer = ["de", "en"]', 'fraunhofer = ["de", { languages = ["de"], role = "own" }]'), encoding="utf-8"
    )
    asking = houses.load(own.root)
    mended(asking, DE)
    code = gate.new_code(asking, SAMPLE, DE, "fraunhofer", "jonas", role=Role.OWN)
    cell = gate.decide(asking, SAMPLE, kind="approve", code=code)
    assert (cell.role, cell.state.value) == (Role.OWN, "approved")
    usual = gate.board(asking, SAMPLE).cell(DE, "fraunhofer")
    assert usual
    assert usual.state.value == "waiting"
    with pytest.raises(NotAllowed, match="used already"):
        gate.decide(asking, SAMPLE, kind="approve", code=code)
