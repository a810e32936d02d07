"""What the checks promise: recall of seeded errors by kind, false alarms, and speed, as one line of JSON.

    python benchmarks/checks.py ../shared/data/qa/bench.jsonl [--show KIND] [--alarms CHECK]

A seeded error counts as found where a finding appears that its correct twin does not have: the row's own carrier, or the reference
translation of the same line. False alarms are references with a finding, per 1000, by severity and by check.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from communique.checks import Pair, Reference, inspect_pairs
from communique.document import Text
from communique.findings import Finding
from communique.glossary import Concept, Glossary, Status, Term
from communique.languages import Language

Row = dict[str, Any]


def main(path: Path, *options: str) -> None:
    """Print the figures; with --show or --alarms the rows behind them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    found = {row["id"]: _inspect(row) for row in rows}
    seconds = time.process_time() - start
    by_id = {row["id"]: row for row in rows}
    recall: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if row["error_kind"]:
            twin = _twin(row, by_id)
            caught = bool(_signs(found[row["id"]]) - _signs(found.get(twin, ()) if twin else ()))
            recall[row["error_kind"]].append(caught)
            if not caught and options[:2] == ("--show", row["error_kind"]):
                print(row["source"], row["target"], row["detail"], "", sep="\n", file=sys.stderr)
    alarms = _alarms([row for row in rows if row["base"] == "reference"], found, options)
    print(
        json.dumps(
            {
                "recall": {kind: round(sum(hits) / len(hits), 3) for kind, hits in sorted(recall.items())},
                "alarms_per_1000": alarms,
                "segments_per_second": round(len(rows) / seconds),
            }
        )
    )


def _inspect(row: Row) -> tuple[Finding, ...]:
    source, target = Language(row["source_lang"]), Language(row["target_lang"])
    pair = Pair(row["id"], "p1", "Paragraph", (Text(row["source"]),), (Text(row["target"]),), source, target)
    return inspect_pairs([pair], _reference(row, source, target) if row.get("glossary") or row.get("names") else NOTHING)


NOTHING = Reference(Glossary())


def _reference(row: Row, source: Language, target: Language) -> Reference:
    concepts = tuple(
        Concept(
            entry["source"],
            (
                Term(source, entry["source"], Status.PREFERRED),
                Term(target, entry["target"], Status.PREFERRED),
                *(Term(target, word, Status.FORBIDDEN) for word in entry.get("forbidden", ())),
            ),
        )
        for entry in row.get("glossary", ())
    )
    return Reference(Glossary(concepts), frozenset(row.get("names", ())))


def _twin(row: Row, by_id: dict[str, Row]) -> str:
    carrier = f"{row['id']}-carrier"
    reference = row["id"].removesuffix(row["error_kind"]) + "ok"
    return carrier if carrier in by_id else reference if reference in by_id else ""


def _signs(found: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(finding.check, finding.message.en, finding.excerpt) for finding in found}


def _alarms(rows: list[Row], found: dict[str, tuple[Finding, ...]], options: tuple[str, ...]) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for row in rows:
        corpus = "flores" if "flores" in row["detail"] else "news"
        totals[corpus] += 1
        here = found[row["id"]]
        counts[corpus].update({f"{f.severity}" for f in here} | {f"{f.check}.{f.severity}" for f in here})
        for finding in here:
            if options[:1] == ("--alarms",) and f"{finding.check}.{finding.severity}" == options[1] and corpus == "flores":
                print(row["source"], row["target"], f"{finding.excerpt!r} {finding.source!r}", "", sep="\n", file=sys.stderr)
    return {c: {k: round(1000 * n / totals[c], 1) for k, n in sorted(counted.items())} for c, counted in counts.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
