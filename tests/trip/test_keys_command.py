"""`communique keys rotate` and `seal`, as an operator calls them."""

from __future__ import annotations

import json
from pathlib import Path

from communique import decisions
from communique import house as houses
from communique.decisions import Decision, Kind
from communique.record import decision_files, keys
from houses import SAMPLE, Call


def test_a_rotated_key_goes_on_and_what_another_branch_signed_is_shown_before_it_is_taken(ready: Path, call: Call) -> None:
    before = houses.load(ready)
    old = keys.load(before.key_file)
    told = call("keys", "rotate", "--json")
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert answer["sealed"] == [SAMPLE]
    assert Path(answer["former_private_key"]).is_file()
    assert call("verify", SAMPLE).returncode == 0

    own = houses.load(ready)
    late = Decision(kind=Kind.COMMENT, release=SAMPLE, reviewer="jonas", at="2026-03-09T12:00:00Z", comment="gut", about="x")
    folder, kept = own.drafts / SAMPLE, decisions.read(own.drafts / SAMPLE, own.keys)
    path = decisions.record(folder, late, old, (old.public, own.public_key), sealing=True)
    refused = call("status", SAMPLE)
    assert refused.returncode == 7
    assert f"communique keys seal {SAMPLE}" in refused.stderr
    shown = call("keys", "seal", SAMPLE)
    assert shown.returncode == 5
    assert path.name in shown.stdout
    assert "Ask these people" in shown.stdout
    assert call("status", SAMPLE).returncode == 7
    assert call("keys", "seal", SAMPLE, "--yes").returncode == 0
    found = decisions.read(folder, own.keys)
    assert len(found.decisions) == len(kept.decisions) + 2
    assert found.decisions[-1].kind is Kind.SEAL
    again = call("keys", "seal", SAMPLE, "--yes")
    assert again.returncode == 2
    assert "bears the present key or a seal" in again.stderr
    assert decision_files.listing(folder)
