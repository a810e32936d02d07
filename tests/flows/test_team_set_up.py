"""A file that is dropped is prepared, reviewed in a form and published once, and Prefect keeps nothing of its text."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from communique import gate
from communique.desk import whereabouts
from communique.document import plain
from communique.operation import marks
from communique.releases import load as load_release
from leaks import places_of
from office import ROOT, SAMPLE, Run, Team, approve_all, codes, mend, running, until

pytestmark = pytest.mark.prefect


# A list of this set-up's Prefect ends after 40 runs.
MANY = """
import json, sys
sys.path.insert(0, sys.argv[1])
from prefect import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
import all_runs, forms
with get_client(sync_client=True) as client:
    flow = client.read_deployment_by_name("review/Review a release").flow_id
    def paused(parameters):
        values = {"flow_id": str(flow), "parameters": parameters, "state": {"type": "PAUSED", "name": "Suspended"}, "tags": ["many"]}
        return client.request("POST", "/flow_runs/", json=values).json()["id"]
    about = {paused({"release": f"absent-{n}"}) for n in range(40)}
    odd = paused({})
    many = FlowRunFilter(tags=FlowRunFilterTags(all_=["many"]))
    listed = client.read_flow_runs(flow_run_filter=many)
    tagged = {str(run.id) for run in all_runs.every(client, many)}
    waiting = {str(run.id) for run in forms.waiting_runs(client)}
    for run in tagged:
        client.delete_flow_run(run)
print(json.dumps({"listed": len(listed), "tagged": tagged == about | {odd}, "waiting": about <= waiting, "odd": odd in waiting}))
"""


def drop(team: Team, slug: str) -> Run:
    """Drop the sample under this name, once; the run that prepared it."""
    path = team.house.drafts / f"{slug}.docx"
    if not path.exists():
        shutil.copy(SAMPLE, path)
    return team.prepared(path.name)


def sheets(team: Team, run: Run) -> list[str]:
    found = team.ask("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    return [artifact["data"] for artifact in found]


def test_a_dropped_file_is_prepared_and_leaves_one_sheet(team: Team) -> None:
    run = drop(team, "dialogue-ia")
    assert run["state"]["name"] == "Completed", run["state"]["message"]
    assert (run["name"], run["tags"]) == ("dialogue-ia", ["dialogue-ia"])
    (sheet,) = sheets(team, run)
    assert "Fraunhofer-Gesellschaft" in sheet
    assert "| German |" in sheet
    (preview,) = re.findall(r"German: .*\[PDF\]\((http://127\.0\.0\.1:\S+)\)", sheet)
    assert httpx.get(preview).content.startswith(b"%PDF-")


def test_of_more_reviews_than_prefect_lists_at_once_each_is_seen_and_one_about_nothing_is_passed_over(team: Team) -> None:
    own = {**os.environ, "PREFECT_API_URL": f"{team.address}/api", "PREFECT_HOME": str(team.house.root / ".prefect")}
    found = subprocess.run((sys.executable, "-c", MANY, str(ROOT / "flows")), env=own, capture_output=True, check=True, timeout=120)
    assert json.loads(found.stdout) == {"listed": 40, "tagged": True, "waiting": True, "odd": False}


def test_the_same_file_again_starts_nothing(team: Team) -> None:
    drop(team, "dialogue-ia")
    path = team.house.drafts / "dialogue-ia.docx"
    shutil.copy(SAMPLE, path)
    os.utime(path)
    drop(team, "second")
    assert len(team.runs("prepare", draft="dialogue-ia.docx")) == 1


@pytest.fixture(scope="module")
def refused(team: Team) -> Run:
    """The run that somebody started for a file outside the drop folder."""
    return team.ended(team.start("prepare", draft="../templates/house.toml"), "Failed", "Completed")


def test_a_file_outside_the_drop_folder_is_refused(refused: Run) -> None:
    assert refused["state"]["name"] == "Failed"
    assert refused["state"]["message"].startswith("house.toml: is not a file in the folder drafts — put the Word file there")


def test_a_file_that_is_no_word_file_fails_with_a_sentence(team: Team) -> None:
    (team.house.drafts / "notes.docx.txt").write_bytes(b"{\\rtf1 not a Word file}")
    (team.house.drafts / "notes.docx.txt").rename(team.house.drafts / "notes.docx")
    run = team.ended(team.start("prepare", draft="notes.docx"), "Failed", "Completed")
    assert run["state"]["name"] == "Failed"
    assert re.match(r"notes\.docx: .+ — .+", run["state"]["message"])
    (team.house.drafts / "notes.docx").unlink()


def test_the_review_presets_neither_decision_nor_code(team: Team) -> None:
    drop(team, "dialogue-ia")
    run = team.form("dialogue-ia")
    keys = run["state"]["state_details"]["run_input_keyset"]
    schema = team.ask(f"/flow_runs/{run['id']}/input/{keys['schema']}")
    assert set(schema["required"]) == {"decision", "code"}
    assert all("default" not in schema["properties"][name] for name in schema["required"])
    assert schema["properties"]["decision"]["enum"] == ["approve", "return"]
    assert "Jonas Wiebelt" in team.description(run)
    assert set(run["tags"]) == {"dialogue-ia", "waiting for review"}


@pytest.mark.parametrize(
    "fields", [{}, {"decision": "approve"}, {"decision": "perhaps", "code": "K7QF-3M2P-9XWT"}, {"code": "K7QF-3M2P-9XWT"}]
)
def test_a_form_without_its_answers_is_rejected_and_the_run_waits_on(team: Team, fields: dict[str, str]) -> None:
    drop(team, "dialogue-ia")
    run = team.form("dialogue-ia")
    assert team.resume(run, **fields) == "REJECT"
    assert team.ask(f"/flow_runs/{run['id']}")["state"]["name"] == "Suspended"


def test_a_wrong_code_is_refused_and_the_next_form_says_so(team: Team) -> None:
    drop(team, "dialogue-ia")
    run = team.form("dialogue-ia")
    before = gate.board(team.house, "dialogue-ia").cells
    assert team.resume(run, decision="approve", code="AAAA-BBBB-CCCC") == "ACCEPT"
    again = team.form("dialogue-ia", after=run)
    assert again["id"] == run["id"]
    assert team.description(again).startswith("**✘ Nothing was recorded.")
    assert gate.board(team.house, "dialogue-ia").cells == before


def test_the_right_codes_approve_and_the_release_is_published_once(team: Team) -> None:
    drop(team, "dialogue-ia")
    mend(team.house, "dialogue-ia")
    approve_all(team.house, "dialogue-ia", but=2)
    first, second = codes(team.house, "dialogue-ia")
    run = team.form("dialogue-ia")
    team.resume(run, decision="approve", code=first)
    again = team.form("dialogue-ia", after=run)
    assert team.description(again).startswith("**✔ The decision is recorded.")
    team.resume(again, decision="approve", code=second)
    assert team.ended(run["id"], "Completed", "Failed")["state"]["name"] == "Completed"

    published = until(lambda: team.runs("publish", release="dialogue-ia"), 30)[0]
    assert set(team.ended(published["id"], "Completed", "Failed")["tags"]) == {"dialogue-ia", "published"}
    assert set(team.ended(run["id"], "Completed")["tags"]) == {"dialogue-ia", "approved"}
    assert (team.house.output / "dialogue-ia" / "de" / "dialogue-ia.de.pdf").stat().st_size > 10_000
    # Somebody starts the review again by hand: everything is approved, and that text is out already.
    later = team.ended(team.start("review", release="dialogue-ia"), "Completed", "Failed")
    assert later["state"]["name"] == "Completed"
    assert [one["id"] for one in team.runs("publish", release="dialogue-ia")] == [published["id"]]


def test_what_is_not_approved_is_refused_and_it_is_said_who_must_sign(team: Team) -> None:
    drop(team, "second")
    run = team.ended(team.start("publish", release="second"), "Failed", "Completed")
    assert run["state"]["name"] == "Failed"
    assert "Jonas Wiebelt" in run["state"]["message"]
    assert set(run["tags"]) == {"second", "refused"}
    assert not (team.house.output / "second").exists()


def test_an_approved_release_waits_for_the_end_of_its_embargo(team: Team) -> None:
    drop(team, "second")
    team.form("second")
    embargo = datetime.now(UTC).replace(microsecond=0) + timedelta(days=400)
    settings = team.house.drafts / "second" / "release.toml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if "embargo" not in line]
    settings.write_text("\n".join((f"embargo = {embargo.isoformat()}", *lines)) + "\n", encoding="utf-8")
    mend(team.house, "second")
    approve_all(team.house, "second")
    review = team.ended(team.start("review", release="second"), "Completed", "Failed")
    assert review["state"]["name"] == "Completed", review["state"]["message"]
    by_hand = team.ended(team.start("publish", release="second"), "Postponed", "Failed", "Completed")
    assert by_hand["state"]["name"] == "Postponed", by_hand["state"]["message"]
    waiting = [run for run in team.runs("publish", release="second") if run["state"]["name"] == "Scheduled"]
    assert [datetime.fromisoformat(run["expected_start_time"]) for run in waiting] == [embargo + timedelta(minutes=2)]
    shown = {review["name"], by_hand["name"], waiting[0]["name"], *by_hand["tags"], *waiting[0]["tags"]}
    assert "second" not in shown, "a release under embargo goes by a neutral name"
    assert "embargo" in shown
    assert not (team.house.output / "second").exists()
    (hidden,) = team.house.output.glob("embargo-*")
    assert (hidden / "de" / "second.de.pdf").is_file()
    assert hidden.name not in by_hand["state"]["message"]


def test_when_the_server_is_killed_it_is_started_again_and_what_it_was_about_is_done(team: Team) -> None:
    """One file is in the middle of its trip, another is dropped while nobody is there."""
    shutil.copy(SAMPLE, team.house.drafts / "begun.docx")
    until(lambda: "Running" in states(team, "begun.docx") or None, 60)
    (server,) = [pid for pid, command in processes() if "prefect server start" in command and str(team.api.base_url.port) in command]
    os.kill(server, signal.SIGKILL)
    until(lambda: not answers(team), 10)
    shutil.copy(SAMPLE, team.house.drafts / "meanwhile.docx")
    until(lambda: answers(team), 90)
    for name in ("begun", "meanwhile"):
        until(lambda name=name: "Completed" in states(team, f"{name}.docx") or None, 90)
        team.form(name)


def test_a_changed_draft_closes_the_form_of_the_text_that_is_no_more(team: Team) -> None:
    drop(team, "meanwhile")
    stale = team.form("meanwhile")
    partner = team.house.templates / "partners" / "imt.toml"
    before = partner.read_text(encoding="utf-8")
    try:
        partner.write_text(before.replace("Institut Mines-Télécom", "l'Institut Mines-Télécom"), encoding="utf-8")
        team.ended(team.start("prepare", draft="meanwhile.docx"), "Completed")
        assert team.ended(stale["id"], "Cancelled")["state"]["message"].startswith("The text has changed")
        assert team.form("meanwhile")["id"] != stale["id"]
    finally:
        partner.write_text(before, encoding="utf-8")


def test_a_release_that_is_approved_at_the_terminal_is_published_by_the_review_that_waits(team: Team) -> None:
    drop(team, "meanwhile")
    run = team.form("meanwhile")
    mend(team.house, "meanwhile")
    until(lambda: "findings blocking: 0" in team.description(run) or None, 90)
    assert "the text has changed since" in team.description(run), "the previews are older than what was mended"
    approve_all(team.house, "meanwhile")
    assert team.ended(run["id"], "Completed", "Failed")["state"]["name"] == "Completed"
    (published,) = until(lambda: team.runs("publish", release="meanwhile") or None, 30)
    assert team.ended(published["id"], "Completed", "Failed")["state"]["name"] == "Completed"


@pytest.mark.usefixtures("refused")
def test_what_was_refused_is_in_the_log_as_a_sentence_and_never_as_a_traceback(team: Team) -> None:
    until(lambda: logged(team, "house.toml: is not a file in the folder drafts") or None, 30)
    assert logged(team, "Traceback") == []


def logged(team: Team, words: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{team.house.root}/.prefect/prefect.db?mode=ro", uri=True)) as database:
        return [message for (message,) in database.execute("select message from log where instr(message, ?)", (words,))]


def test_prefect_keeps_nothing_of_any_text(team: Team) -> None:
    """After all that was done above: its database, its stored results and its logs, however they wrap what they hold."""
    drop(team, "dialogue-ia")
    release = load_release(team.house, "dialogue-ia")
    texts = {plain(unit.target) for edition in release.editions.values() for unit in edition.units if unit.target is not None}
    sentences = sorted(text for text in texts if len(text) > 25)
    assert len(sentences) > 60
    assert places_of(sentences, team.house.root / ".prefect") == []


def test_the_desk_is_served_beside_the_flows_and_comes_back_when_it_dies(team: Team) -> None:
    desk = until(lambda: whereabouts.running(team.house) or None, 30)
    drop(team, "begun")
    sheet = team.description(team.form("begun"))
    assert f"Review desk: {desk} · a personal link: `communique review --as …`" in sheet
    assert "/r/" not in sheet
    (before,) = desks(desk)
    os.kill(before, signal.SIGKILL)
    until(lambda: desks(desk) - {before} or None, 30)
    assert until(lambda: whereabouts.running(team.house) or None, 60) == desk


def desks(address: str) -> set[int]:
    return {pid for pid, command in processes() if f"-m communique.desk {address.rpartition(':')[2]}" in command}


def states(team: Team, draft: str) -> list[str]:
    return [run["state"]["name"] for run in team.runs("prepare", draft=draft)]


def test_when_it_is_killed_in_the_middle_of_a_run_nothing_of_it_goes_on(team: Team) -> None:
    shutil.copy(SAMPLE, team.house.drafts / "cut-short.docx")
    until(lambda: "Running" in states(team, "cut-short.docx") or None, 60)
    assert len(working(team)) >= 4, "server, flows, desk and a run"
    team.process.kill()
    until(lambda: not working(team) or None, 30)


def test_the_next_one_does_what_was_cut_short_and_one_interrupt_ends_everything(team: Team) -> None:
    """After the test before this one, which killed the set-up that all shared."""
    # It speaks another language by now: what was begun under the former names is done all the same.
    with running(team.house, more={"PREFECT_RUNNER_POLL_FREQUENCY": "1", "COMMUNIQUE_LANG": "fr"}) as again:
        until(lambda: "Completed" in states(again, "cut-short.docx") or None, 120)
        assert {"Préparer un communiqué", "Prepare a release"} <= {one["name"] for one in again.ask("/deployments/filter", {})}
        assert whereabouts.running(again.house)
        assert again.end() == 0
        assert not whereabouts.running(again.house)
        assert working(again) == []
    assert "Traceback" not in (team.house.root / "up.log").read_text(encoding="utf-8")


def working(team: Team) -> list[int]:
    """The processes that are told of this house."""
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if marks.house_of(int(folder.name)) == str(team.house.root)]


def answers(team: Team) -> bool:
    try:
        return bool(team.ask("/health"))
    except httpx.HTTPError:
        return False


def processes() -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            yield int(folder.name), (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
