"""What the checks promise: recall of seeded errors by kind, false alarms, and speed against pofilter, as one line of JSON.

    python benchmarks/checks.py ../shared/data/qa/bench.jsonl [--show KIND] [--alarms CHECK.SEVERITY]

A seeded error counts as found where the check of that meaning has a finding that it lacks on the correct twin: the row's own carrier, or
the reference translation of the same line. Wrong separators are measured on FLORES rows, whose numbers follow their languages.
False alarms are references with a finding, per 1000, by severity and by check. Speed is in segments a second of CPU time; the same rows
go through translate-toolkit's filter (pofilter: StandardChecker and StandardUnitChecker) turn by turn. Gives 1 where a promise is broken.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from translate.filters.checks import CheckerConfig, StandardChecker, StandardUnitChecker, TeeChecker
from translate.storage.po import pounit

from communique.checks import Pair, Reference, inspect_pairs
from communique.document import Text
from communique.facts import vocabulary
from communique.findings import Finding
from communique.glossary import Concept, Glossary, Status, Term
from communique.languages import Language

Row = dict[str, Any]
Found = dict[str, tuple[Finding, ...]]
# The check that means a kind of error, and the recall that it promises.
RECALL = {
    "number_changed": ("numbers", 0.97),
    "number_dropped": ("numbers", 0.97),
    "separator_wrong": ("separators", 0.95),
    "milliard_billion": ("numbers", 0.97),
    "date_wrong": ("dates", 0.98),
    "currency_changed": ("currencies", 0.95),
    "unit_changed": ("units", 0.92),
    "entity_misspelt": ("names", 0.99),
    "entity_dropped": ("names", 0.99),
    "url_dropped": ("links", 1.0),
    "url_changed": ("links", 1.0),
    "email_changed": ("links", 1.0),
    "phone_changed": ("links", 1.0),
    "brackets_unbalanced": ("brackets", 1.0),
    "quotes_wrong": ("quotation_marks", 1.0),
    "nbsp_missing": ("french_spacing", 0.99),
    "untranslated": ("untranslated", 1.0),
    "forbidden_used": ("terms", 1.0),
    "sentence_dropped": ("length", 0.85),
    "doubled_word": ("doubled_words", 0.96),
    "negation_missing": ("negation", 0.70),
}
# Of 1000 correct FLORES pairs; what concerns typography alone is repaired in a draft, and foreign to FLORES.
ALARMS = {"block": 10.0, "warn": 8.0, "hint": 12.0}
TYPOGRAPHY = vocabulary("apostrophes capital_accents french_spacing quotation_marks")
# The aim is past 1.0; a busy machine takes from either side.
FASTEST, RATIO = 700, 0.85
TURN = 500


def main(path: Path, *options: str) -> int:
    """Print the figures; with --show or --alarms the rows behind them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found, speed = _both(rows)
    recall = _recall(rows, found, options)
    alarms = _alarms([row for row in rows if row["base"] == "reference"], found, options)
    kept = {
        **{kind: recall[kind] >= bar for kind, (_, bar) in RECALL.items() if kind in recall},
        **{f"alarms_{severity}": alarms["flores"][_bare(severity)] <= bar for severity, bar in ALARMS.items() if "flores" in alarms},
        "speed": speed["segments_per_second"] >= FASTEST,
        "speed_against_pofilter": speed["against_pofilter"] >= RATIO,
    }
    broken = sorted(name for name, well in kept.items() if not well)
    print(json.dumps({"recall": recall, "alarms_per_1000": alarms, **speed, "bars": len(kept), "broken": broken}))
    return int(bool(broken))


def _both(rows: list[Row]) -> tuple[Found, dict[str, float]]:
    """What is found in every row, and how fast beside pofilter: each takes the same rows, turn by turn."""
    found: Found = {}
    ours = theirs = 0.0
    filters = {language: _filter(language) for language in Language}
    # What loads at first use is no segment's time.
    _inspect(rows[0]), filters[Language(rows[0]["target_lang"])](rows[0])
    for start in range(0, len(rows), TURN):
        turn = rows[start : start + TURN]
        began = time.process_time()
        found |= {row["id"]: _inspect(row) for row in turn}
        between = time.process_time()
        for row in turn:
            filters[Language(row["target_lang"])](row)
        ours, theirs = ours + between - began, theirs + time.process_time() - between
    return found, {"segments_per_second": round(len(rows) / ours), "against_pofilter": round(theirs / ours, 2)}


def _filter(language: Language) -> Callable[[Row], object]:
    checker = TeeChecker(
        checkerconfig=CheckerConfig(targetlanguage=language.value),
        checkerclasses=[StandardChecker, StandardUnitChecker],
        languagecode=language.value,
    )

    def run(row: Row) -> object:
        unit = pounit(row["source"])
        unit.target = row["target"]
        return checker.run_filters(unit, categorised=True)

    return run


def _recall(rows: list[Row], found: Found, options: tuple[str, ...]) -> dict[str, float]:
    by_id = {row["id"]: row for row in rows}
    recall: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        kind = row["error_kind"]
        if not kind or (kind == "separator_wrong" and "flores" not in row["id"]):
            continue
        twin = _twin(row, by_id)
        meant = RECALL.get(kind, ("terms", 0))[0]
        caught = any(check == meant for check, _, _ in _signs(found[row["id"]]) - _signs(found.get(twin, ()) if twin else ()))
        recall[kind].append(caught)
        if not caught and options[:2] == ("--show", kind):
            print(row["source"], row["target"], row["detail"], "", sep="\n", file=sys.stderr)
    return {kind: round(sum(hits) / len(hits), 3) for kind, hits in sorted(recall.items())}


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


def _bare(severity: str) -> str:
    return "warn_without_typography" if severity == "warn" else severity


def _alarms(rows: list[Row], found: Found, options: tuple[str, ...]) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = {"flores": Counter(block=0, warn_without_typography=0, hint=0), "news": Counter()}
    totals: Counter[str] = Counter()
    for row in rows:
        corpus = "flores" if "flores" in row["detail"] else "news"
        totals[corpus] += 1
        here = found[row["id"]]
        bare = {_bare(f.severity) for f in here if f.severity != "warn" or f.check not in TYPOGRAPHY}
        counts[corpus].update(bare | {f.severity.value for f in here} | {f"{f.check}.{f.severity}" for f in here})
        for finding in here:
            if options[:1] == ("--alarms",) and f"{finding.check}.{finding.severity}" == options[1] and corpus == "flores":
                print(row["source"], row["target"], f"{finding.excerpt!r} {finding.source!r}", "", sep="\n", file=sys.stderr)
    return {c: {k: round(1000 * n / totals[c], 1) for k, n in sorted(counts[c].items())} for c in sorted(totals)}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
