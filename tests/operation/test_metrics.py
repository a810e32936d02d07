"""The metrics count what is there, name nothing, are read by Prometheus' own parser, and stay cheap with many releases."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from communique import reviews
from communique.decisions import Kind
from communique.findings import Finding, Severity
from communique.languages import Language, Wording
from communique.operation import beats, fates, folder_look, metrics
from communique.operation.fates import Fate, State
from communique.operation.metrics import Memory
from communique.publishing import timings
from gatehouse import DE, EN, FR, NOON, Gate, make
from presshouse import press

Labels = frozenset[tuple[str, str]]


def read(text: str) -> dict[tuple[str, Labels], float]:
    """Every sample by its name and labels, as Prometheus' own library reads them."""
    families = text_string_to_metric_families(text)
    return {(sample.name, frozenset(sample.labels.items())): sample.value for family in families for sample in family.samples}


def counted(gate: Gate, name: str, *, memory: Memory | None = None, after: timedelta = timedelta(0), **labels: str) -> float:
    return read(metrics.metrics(gate.house, NOON + after, memory=memory))[name, frozenset(labels.items())]


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path)


def submit(gate: Gate) -> None:
    gate.write(reviews.submit(gate.release, who="", at=NOON, channel="terminal"))


def test_every_line_is_one_that_prometheus_reads_and_each_family_says_what_it_is(gate: Gate) -> None:
    text = metrics.metrics(gate.house, NOON, health={"server": True, "desk": False})
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert {name for name in families if not name.startswith("communique_")} == set()
    assert [family.name for family in families.values() if not family.documentation or family.type == "unknown"] == []
    assert {"communique_releases", "communique_approvals_waiting", "communique_segments", "communique_render_seconds"} <= set(families)
    assert read(text)["communique_healthy", frozenset({("part", "desk")})] == 0


def test_a_release_is_counted_where_it_stands(gate: Gate) -> None:
    assert counted(gate, "communique_releases", state="waiting") == 1
    gate.approve_all()
    assert counted(gate, "communique_releases", state="waiting") == 0
    assert counted(gate, "communique_releases", state="approved") == 1


def test_each_release_is_counted_once(tmp_path: Path) -> None:
    own = press(tmp_path / "house")
    samples = read(metrics.metrics(own.gate.house, NOON))
    assert sum(value for (name, _), value in samples.items() if name == "communique_releases") == 1


def test_published_and_withdrawn_releases_are_counted_as_such(tmp_path: Path) -> None:
    own = press(tmp_path / "house")
    assert counted(own.gate, "communique_releases", state="approved") == 1
    own.issue()
    assert counted(own.gate, "communique_releases", state="published") == 1
    own.withdraw()
    own.take_back()
    assert counted(own.gate, "communique_releases", state="withdrawn") == 1
    assert counted(own.gate, "communique_approvals_waiting", state="waiting", days="not asked yet") == 0


def test_an_embargo_ends_without_anything_being_changed(gate: Gate) -> None:
    rules = gate.folder / "release.toml"
    rules.write_text(f"embargo = 2026-03-20T09:00:00+01:00\n{rules.read_text(encoding='utf-8')}", encoding="utf-8")
    own, memory = gate.reloaded(), Memory()
    own.approve_all()
    assert counted(own, "communique_releases", memory=memory, state="embargoed") == 1
    assert counted(own, "communique_releases", memory=memory, after=timedelta(days=20), state="embargoed") == 0
    assert counted(own, "communique_releases", memory=memory, after=timedelta(days=20), state="approved") == 1


def test_a_release_that_cannot_be_read_is_counted_as_such(gate: Gate) -> None:
    (gate.folder / "de.json").write_text("{", encoding="utf-8")
    assert counted(gate, "communique_releases", state="unreadable") == 1
    assert counted(gate, "communique_approvals_waiting", state="waiting", days="under 1") == 0


def test_an_approval_grows_older_in_days_until_it_is_given(gate: Gate) -> None:
    memory = Memory()
    assert counted(gate, "communique_approvals_waiting", state="waiting", days="not asked yet") == 4
    submit(gate)
    for after, days in (
        (timedelta(hours=23), "under 1"),
        (timedelta(days=2), "1-2"),
        (timedelta(days=13), "7-13"),
        (timedelta(days=14), "14 and more"),
    ):
        assert counted(gate, "communique_approvals_waiting", memory=memory, after=after, state="waiting", days=days) == 4
    assert counted(gate, "communique_approvals_longest_seconds", memory=memory, after=timedelta(days=2)) == 172800
    gate.approve(FR, "sud", "chloe")
    assert counted(gate, "communique_approvals_waiting", memory=memory, after=timedelta(days=2), state="waiting", days="1-2") == 3


def test_approvals_past_their_deadline_are_counted(gate: Gate) -> None:
    submit(gate)
    assert counted(gate, "communique_approvals_overdue", after=timedelta(hours=1)) == 0
    assert counted(gate, "communique_approvals_overdue", after=timedelta(days=30)) == 4


def test_segments_are_counted_by_language_and_origin(gate: Gate) -> None:
    units = len(gate.release.editions[FR].units)
    assert counted(gate, "communique_segments", language="fr", origin="draft") == units
    assert counted(gate, "communique_segments", language="de", origin="memory") == units
    assert counted(gate, "communique_segments", language="en", origin="engine") == 0


def test_findings_are_those_of_the_last_check_and_a_release_that_nobody_checked_is_said(gate: Gate) -> None:
    from communique.approval import known_findings

    assert counted(gate, "communique_releases_unchecked") == 1
    found = (
        Finding(check="numbers", message=Wording("a", "a", "a"), severity=Severity.BLOCK, place="p3", language=DE),
        Finding(check="blanks", message=Wording("b", "b", "b"), severity=Severity.HINT, place="p1"),
    )
    known_findings.known(gate.house, gate.release, NOON.date(), lambda: found)
    assert counted(gate, "communique_findings", severity="block") == 1
    assert counted(gate, "communique_findings", severity="hint") == 1
    assert counted(gate, "communique_releases_unchecked") == 0
    gate.approve_all()
    assert counted(gate, "communique_releases", state="blocked") == 1


def test_a_render_is_noted_by_whoever_renders_and_falls_into_its_buckets(tmp_path: Path) -> None:
    own = press(tmp_path / "house")
    own.issue()
    noted = timings.renders(own.gate.house)
    assert [render.status for render in noted] == ["approved"]
    assert counted(own.gate, "communique_render_seconds_count", status="approved") == 1
    assert counted(own.gate, "communique_render_seconds_bucket", status="approved", le="+Inf") == 1
    assert counted(own.gate, "communique_render_seconds_sum", status="approved") == pytest.approx(noted[0].seconds)


def test_buckets_hold_what_is_below_their_bound(gate: Gate) -> None:
    journal = gate.house.state / timings.FILE
    journal.write_text(
        "".join(f'\n{{"status": "preview", "seconds": {s}, "at": {n}}}' for n, s in enumerate((0.4, 2.5, 70))), encoding="ascii"
    )
    bounds = {
        le: counted(gate, "communique_render_seconds_bucket", status="preview", le=le) for le in ("0.5", "2.0", "3.0", "60.0", "+Inf")
    }
    assert bounds == {"0.5": 1, "2.0": 1, "3.0": 2, "60.0": 2, "+Inf": 3}


def test_a_line_that_a_crash_cut_short_takes_no_other_with_it(gate: Gate) -> None:
    with timings.timed(gate.house, "approved"):
        pass
    journal = gate.house.state / timings.FILE
    journal.write_bytes(journal.read_bytes() + b'\n{"status": "appr')
    with timings.timed(gate.house, "preview"):
        pass
    assert [render.status for render in timings.renders(gate.house)] == ["approved", "preview"]


def test_the_journal_of_renders_does_not_grow_for_ever(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timings, "MOST_BYTES", 2_000)
    for _ in range(100):
        with timings.timed(gate.house, "preview"):
            pass
    assert 10 < len(timings.renders(gate.house)) < 40
    assert (gate.house.state / timings.FILE).stat().st_size <= 2_000


def test_a_render_that_fails_is_not_noted(gate: Gate) -> None:
    with pytest.raises(ZeroDivisionError), timings.timed(gate.house, "approved"):
        _ = 1 / 0
    assert timings.renders(gate.house) == ()


def test_drafts_wait_until_the_watcher_says_that_they_were_refused(gate: Gate) -> None:
    (gate.house.drafts / "neu.docx").write_bytes(b"one")
    (gate.house.drafts / "~$neu.docx").write_bytes(b"lock")
    assert counted(gate, "communique_drafts", state="waiting") == 1
    why = Wording("a", "b", "c")
    fates.keep(gate.house, {"neu.docx": Fate(State.REFUSED, why, why)}, Language.EN)
    assert (counted(gate, "communique_drafts", state="waiting"), counted(gate, "communique_drafts", state="refused")) == (0, 1)


def test_a_draft_that_was_submitted_waits_no_more(gate: Gate) -> None:
    import hashlib

    draft = gate.house.drafts / "pont.docx"
    draft.write_bytes(b"the draft")
    assert counted(gate, "communique_drafts", state="waiting") == 1
    path = gate.folder / "decisions" / "20260309T120000Z-submit-abcdef012345.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"subject": hashlib.sha256(b"the draft").hexdigest()}), encoding="ascii")
    assert folder_look.FolderLook().look(gate.house)["waiting"] == 0


def test_notices_are_counted_by_how_far_they_came(gate: Gate) -> None:
    from communique.notices import outbox
    from communique.notices.outbox import Notice
    from communique.notices.outbox import State as Stage

    memory = Memory()
    with outbox.opened(gate.house) as folder:
        entries = [outbox.fresh(Notice(release="pont", kind="asked", to=f"person:{n}", occasion="1"), NOON) for n in range(3)]
        for entry in entries:
            outbox.write(folder, entry)
        assert counted(gate, "communique_notices", memory=memory, state="waiting") == 3
        outbox.write(folder, outbox.turned(entries[0], Stage.FAILED, NOON))
    assert counted(gate, "communique_notices", memory=memory, state="failed") == 1
    assert counted(gate, "communique_notices", memory=memory, state="waiting") == 2


def test_the_silence_of_a_part_grows_and_one_that_never_spoke_is_infinitely_silent(gate: Gate) -> None:
    assert math.isinf(counted(gate, "communique_silence_seconds", part="watcher"))
    beats.beat(gate.house, "watcher")
    silence = beats.silence(gate.house, "watcher", time.time() + 40)
    assert silence == pytest.approx(40, abs=5)
    assert math.isinf(counted(gate, "communique_silence_seconds", part="watcher")), "the clock of this moment is behind"


def test_nothing_of_a_release_is_in_any_line(tmp_path: Path) -> None:
    gate = make(tmp_path, slug="geheimnis-4711")
    submit(gate)
    (gate.house.drafts / "noch-geheimer.docx").write_bytes(b"one")
    text = metrics.metrics(gate.house, NOON + timedelta(days=1))
    assert text.count("\n") > 80
    said = [word for language in Language for unit in gate.release.editions[language].units for word in _words(unit.segment.content)]
    for word in ("geheimnis", "4711", "noch-geheimer", "nord", "sud", "chloe", "Chloé", *said):
        assert word not in text.replace("communique_", "")


def _words(content: Iterable[object]) -> list[str]:
    return [word for inline in content for word in str(getattr(inline, "text", "")).split() if len(word) > 5]


def test_labels_are_states_languages_origins_ages_and_parts_only(gate: Gate) -> None:
    names = {name for _, labels in read(metrics.metrics(gate.house, NOON, health={"desk": True})) for name, _ in labels}
    assert names == {"state", "days", "language", "origin", "severity", "status", "le", "part"}


def test_what_nobody_changed_is_not_read_again_and_what_somebody_changed_is(gate: Gate) -> None:
    memory = Memory()
    first = memory.ledger.look(gate.house, NOON)
    assert memory.ledger.look(gate.house, NOON)[0] is first[0]
    gate.approve(EN, "sud", "chloe")
    changed = memory.ledger.look(gate.house, NOON)
    assert changed[0] is not first[0]
    assert len(changed[0].missing) == 3
    rules = gate.house.templates / "reviewers.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("Chloé Sud", "Chloé Nord-Sud"), encoding="utf-8")
    assert "Chloé Nord-Sud" in memory.ledger.look(gate.house, NOON)[0].missing[0].who


def test_a_hundred_releases_are_counted_within_a_second(tmp_path: Path) -> None:
    from communique.record import keys

    pair = keys.new()
    for number in range(100):
        gate = make(tmp_path, slug=f"pont-{number}", key=pair)
        submit(gate)
    memory = Memory()
    metrics.metrics(gate.house, NOON, memory=memory)
    begun = time.process_time()
    text = metrics.metrics(gate.house, NOON, memory=memory)
    assert time.process_time() - begun < 1
    assert read(text)["communique_releases", frozenset({("state", "waiting")})] == 100


def test_the_kinds_of_decisions_that_a_submission_is_told_by_are_as_the_record_writes_them(gate: Gate) -> None:
    submit(gate)
    assert [path.name.split("-")[1] for path in (gate.folder / "decisions").iterdir()] == [Kind.SUBMIT.value]
