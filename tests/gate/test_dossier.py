"""The dossier says who approved what, where every sentence comes from and who read it, and says plainly what nobody has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
from click.testing import CliRunner

from communique import gate, house, releases, reviews, settings
from communique.cli.dossier import dossier_command
from communique.decisions import Decision, Kind, utc
from communique.dossier import content, summary
from communique.dossier import rows as dossier_rows
from communique.editions import Expense, Origin, Source
from communique.errors import Tampered
from communique.languages import Language
from communique.record import approved_texts
from communique.writers import _dossier, _dossier_print
from gatehouse import DE, EN, FR, NOON, Gate, make, with_settings, with_text

ROOT = Path(__file__).parents[2]
MOMENT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
ENGINE = Origin(Source.ENGINE, "local 1.0 fr-de", "2026-03-09T10:00:00Z", host="eu")
NEARLY = Origin(Source.MEMORY, "tm-7", "2026-03-09T10:00:00Z", score=88, note="near")
EDITOR = "Office for the Press, 1 Example Street, 75000 Paris"


def made(folder: Path, *, editor: str = EDITOR) -> Gate:
    """A release whose German came from an engine, whose English from a near match, in the house's own style."""
    gate = make(folder)
    shutil.copytree(ROOT / "templates" / "release", folder / "templates" / "release", dirs_exist_ok=True)
    shutil.copy(ROOT / "templates" / "glossary.csv", folder / "templates" / "glossary.csv")
    if editor:
        path = folder / "templates" / "house.toml"
        path.write_text(path.read_text(encoding="utf-8") + f'\n[publisher]\neditor = "{editor}"\n', encoding="utf-8")
    for language, origin in ((DE, ENGINE), (EN, NEARLY)):
        edition = gate.release.editions[language]
        units = (*(replace(unit, origin=origin) for unit in edition.units[:2]), *edition.units[2:])
        expenses = (Expense("2026-03-09T10:00:00Z", "deepl", "eu", 90, 0.25),) if language is DE else ()
        releases.save_edition(gate.folder, replace(edition, units=units, expenses=expenses))
    return gate.reloaded()


def approved(gate: Gate) -> Gate:
    """The release approved by everybody, what they were shown kept."""
    wanted = ((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "nord", "anna"), (EN, "sud", "chloe"))
    for n, (language, partner, who) in enumerate(wanted):
        gate.approve(language, partner, who, at=NOON + timedelta(minutes=n), text=approved_texts.keep(gate.release, language))
    return gate


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    return approved(made(tmp_path_factory.mktemp("house")))


def of(own: Gate) -> dict[str, Any]:
    """A release's dossier, which keeps to its schema."""
    found = content.dossier(gate.Case(house.load(own.house.root), "pont", ()), MOMENT)
    validator().validate(json.loads(json.dumps(found)))
    return found


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(content.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def in_language(found: dict[str, Any], language: Language) -> dict[str, Any]:
    return next(one for one in found["languages"] if one["language"] == language)


def test_every_approval_is_there_with_person_time_way_and_digest(whole: Gate) -> None:
    found = of(whole)
    known = {decision["id"]: decision for decision in found["decisions"]}
    given = {
        cell["cell"]: [(known[one]["name"], known[one]["at"], known[one]["channel"], known[one]["subject"] == cell["subject"])]
        for edition in found["languages"]
        for cell in edition["approvals"]
        for one in cell["approvals"]
    }
    assert given["de/nord"] == [("Anna Nord", "2026-03-09T12:01:00Z", "terminal", True)]
    assert given.keys() == {"fr/sud", "de/nord", "en/nord", "en/sud"}
    assert found["approved"]


def test_every_segment_has_its_origin_and_those_whose_approval_covers_it(whole: Gate) -> None:
    found = of(whole)
    german = in_language(found, DE)
    assert [segment["origin"]["source"] for segment in german["segments"]] == ["engine", "engine", "memory"] + ["memory"] * (
        len(german["segments"]) - 3
    )
    anna = next(d["id"] for d in found["decisions"] if (d["reviewer"], d["language"]) == ("anna", "de"))
    assert all(segment["reviewed_by"] == [anna] for segment in german["segments"])
    assert german["segments"][0]["origin"] == {
        "source": "engine",
        "name": "local 1.0 fr-de",
        "at": "2026-03-09T10:00:00Z",
        "score": 0,
        "host": "eu",
        "note": "",
    }


def test_what_a_machine_made_is_counted_and_who_read_it_and_who_answers_for_it_named(whole: Gate) -> None:
    found = of(whole)
    german, english, french = (in_language(found, language) for language in (DE, EN, FR))
    assert (german["machine"], english["machine"], french["machine"]) == (2, 2, 0)
    assert german["unreviewed"] == english["unreviewed"] == 0
    assert "Anna Nord" in german["statement"]["en"]
    assert EDITOR in german["statement"]["de"]
    assert "asks for no disclosure" in english["statement"]["en"]
    assert german["label"] == ""


def test_without_an_editor_it_says_so(tmp_path: Path) -> None:
    found = of(approved(made(tmp_path, editor="")))
    assert found["editor"] == ""
    assert "names nobody under [publisher] editor" in in_language(found, DE)["statement"]["en"]


def test_what_nobody_has_read_is_said_plainly(tmp_path: Path) -> None:
    own = made(tmp_path)
    own.approve(EN, "sud", "chloe", text=approved_texts.keep(own.release, EN))
    found = of(own)
    german, english = in_language(found, DE), in_language(found, EN)
    assert (german["unreviewed"], english["unreviewed"]) == (2, 0)
    assert "2 of 3; reviewed by nobody: 2." in german["statement"]["en"]
    assert german["label"] == "Enthält maschinell übersetzten Text, den niemand geprüft hat"
    assert not found["approved"]
    assert [cell["missing"] for cell in german["approvals"]] == [["Anna Nord", "Bruno Nord"]]


def test_an_edit_after_the_approval_leaves_its_language_unread(tmp_path: Path) -> None:
    own = approved(made(tmp_path))
    releases.save_edition(own.folder, with_text(own.release, DE, 2, "Ungeprüft.").editions[DE])
    found = of(own)
    assert in_language(found, DE)["unreviewed"] == 2
    assert in_language(found, DE)["as_approved"] is False
    assert in_language(found, EN)["as_approved"] is True


def test_somebody_who_vouches_for_their_own_words_has_not_read_the_rest(tmp_path: Path) -> None:
    own = made(tmp_path)
    path = own.house.templates / "house.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('nord = ["de", "en"]', 'nord = [{ languages = ["de"], role = "own" }, "en"]'), encoding="utf-8")
    own = own.reloaded()
    cell = next(cell for cell in own.board().cells if cell.name == "de/nord/own")
    what = {"kind": Kind.APPROVE, "release": "pont", "language": DE, "partner": "nord", "role": "own", "reviewer": "anna"}
    own.write(Decision(**what, subject=cell.subject, at=utc(NOON)))  # type: ignore[arg-type]
    assert in_language(of(own), DE)["unreviewed"] == 2


def test_waivers_returns_corrections_and_comments_are_there_with_their_reasons(tmp_path: Path) -> None:
    own = made(tmp_path)
    people, at = own.reviewers, NOON + timedelta(hours=1)
    own.write(
        reviews.give_back(
            own.board(), own.release, own.house, people, language=DE, partner="nord", who="anna", at=at, channel="desk", comment="Zu lang."
        )
    )
    key = own.release.editions[DE].units[1].segment.key
    changed = with_text(own.release, DE, 1, "Kurz.")
    own.write(reviews.correct(changed, people, language=DE, key=key, who="anna", at=at, channel="desk"))
    own.write(reviews.remark(own.release, people, language=DE, key=key, who="anna", at=at, channel="desk", comment="Gut so?"))
    own.write(
        Decision(kind=Kind.WAIVE, release="pont", language=DE, partner="nord", reviewer="anna", at=utc(at), about="0" * 12, comment="Name")
    )
    found = of(own)
    page = _dossier.screen(found, EN, own.house).decode()
    for said in ("Zu lang.", "Gut so?", "Name", "no longer holds", "Anna Nord"):
        assert said in page
    assert [row[3] for row in dossier_rows.said(found, EN, "return")] == ["Zu lang."]
    assert len(dossier_rows.said(found, EN, "correct")) == 1


def test_expenses_are_there(whole: Gate) -> None:
    assert dossier_rows.expenses(of(whole), EN) == [
        ("German", "deepl", "hosted in the European Union", "2026-03-09 10:00", "90", "0.25"),
    ]


def test_a_proof_by_ssh_is_told_of(tmp_path: Path) -> None:
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not installed")
    own = made(tmp_path)
    subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "id")), check=True)
    public = (tmp_path / "id.pub").read_text(encoding="utf-8").strip()
    path = own.house.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "anna"\n', f'id = "anna"\nssh = ["{public}"]\n'), encoding="utf-8")
    approval = own.approve(DE, "nord", "anna")
    subprocess.run(
        ("ssh-keygen", "-q", "-Y", "sign", "-f", str(tmp_path / "id"), "-n", "communique-nord", str(approval)),
        check=True,
        capture_output=True,
    )
    rows = dossier_rows.approvals(of(own), EN)
    assert next(row for row in rows if row[3] == "Anna Nord")[7] == "yes"


def test_a_text_that_was_shown_and_changed_makes_no_dossier(tmp_path: Path) -> None:
    own = approved(made(tmp_path))
    path = sorted((own.folder / approved_texts.FOLDER).iterdir())[0]
    path.write_bytes(path.read_bytes().replace(b"\n", b" \n", 1))
    with pytest.raises(Tampered, match=path.name):
        of(own)


@pytest.mark.parametrize("language", Language)
def test_under_embargo_it_says_so_over_everything_else(whole: Gate, tmp_path: Path, language: Language) -> None:
    own = made(tmp_path)
    settings.save(own.folder, with_settings(own.release, embargo=MOMENT + timedelta(days=1)).settings)
    found = of(own)
    page = _dossier.screen(found, language, own.house).decode()
    banner = dossier_rows.banner(found, language, own.house.zone)
    assert "2026-03-11 10:00" in banner
    assert 0 < page.index(banner.split("\u00a0")[0]) < page.index("<h1")
    assert dossier_rows.banner(of(whole), language, own.house.zone) == ""


@pytest.mark.parametrize("language", Language)
def test_the_page_asks_nobody_for_anything_and_speaks_one_language(whole: Gate, language: Language) -> None:
    page = _dossier.screen(of(whole), language, whole.house).decode()
    assert not re.search(r"(?:src|href)=|@import|url\((?!data:)", page)
    assert f'<html lang="{language.locale}">' in page
    assert "Content-Security-Policy" in page
    assert dossier_rows.label(language)["reviewed"] in page


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    own = made(tmp_path)
    releases.save_edition(own.folder, with_text(own.release, DE, 1, "<script>alert(1)</script> & \u202e").editions[DE])
    page = _dossier.screen(of(own), EN, own.house).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("language", Language)
def test_the_pdf_is_tagged_named_and_in_its_language(whole: Gate, language: Language, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(_dossier_print.write(of(whole), language, whole.house))
    with pikepdf.open(tmp_path / "x.pdf") as file:
        assert str(file.Root.Lang) == language.locale
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        metadata = file.Root.Metadata.read_bytes()
    assert b'pdfuaid:part="1"' in metadata
    assert "Un pont num" in metadata.decode()


def test_a_sign_that_no_font_has_is_named_on_paper_and_stops_nothing(tmp_path: Path) -> None:
    own = made(tmp_path)
    key = own.release.editions[DE].units[1].segment.key
    said = reviews.remark(own.release, own.reviewers, language=DE, key=key, who="anna", at=NOON, channel="desk", comment="Schön 😀")
    own.write(said)
    found = of(own)
    assert _dossier_print.write(found, EN, own.house).startswith(b"%PDF")
    assert "Schön [U+1F600]" in _dossier_print._printable(_dossier.page(found, EN, own.house), own.house.templates / "release" / "fonts")


def test_the_summary_for_a_pull_request_holds_no_text_of_the_release(whole: Gate) -> None:
    found = of(whole)
    said = summary.write(found, EN, whole.house.zone)
    assert "| German | Institut Nord | approved | Anna Nord | 2026-03-09 12:01 |" in said
    for edition in found["languages"]:
        assert not [segment["text"] for segment in edition["segments"] if segment["text"] in said]
    assert found["title"] not in said


def test_the_command_writes_what_is_asked_for_and_the_schema(whole: Gate, tmp_path: Path) -> None:
    def call(*words: str) -> str:
        done = CliRunner().invoke(dossier_command, ["--house", str(whole.house.root), "--lang", "en", *words], standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.output

    call("pont", "--as", "json,html,md", "--to", str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pont.dossier.en.html", "pont.dossier.en.md", "pont.dossier.json"]
    validator().validate(json.loads((tmp_path / "pont.dossier.json").read_text(encoding="utf-8")))
    validator().validate(json.loads(call("pont", "--json")))
    assert json.loads(call("--schema")) == json.loads(content.schema())


def test_the_schema_refuses_what_it_does_not_know(whole: Gate) -> None:
    found = of(whole)
    with pytest.raises(jsonschema.ValidationError):
        validator().validate({**found, "more": 1})
    with pytest.raises(jsonschema.ValidationError):
        validator().validate({**found, "made": "yesterday"})
