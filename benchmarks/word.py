"""How well Word files are read: `python benchmarks/word.py FOLDER [--libreoffice] [--exports FOLDER]` prints one JSON line.

Recall is the share of a reference's words (with their number) that the draft holds, list numbers included: `xml` against the visible text
of the file, computed apart from the reader (`word_parts.py`); `libreoffice` against LibreOffice's own text export, which prints deletions
and hidden text, leaves text boxes out and glues note numbers to words, so that nobody reaches 100 %. `--exports` keeps those exports.
Links, text boxes and what must not be read are held against the XML, the drafts of the real release (`../drafts`) against what a right
reader gives, and the time against mammoth's in turns (`word_speed.py`).

Where the folder has a `manifest.tsv` with a column `must` (refuse, read, read+warn, ignore), each outcome is held against it, and each file
is read in a process of its own to take its time and memory. The command ends with 1 and names them under `broken` where promises are.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from word_kept import golden, kept_and_leaked
from word_parts import LEAST_WORDS, WORDS, Parts, parts_of
from word_reading import Reading, read, recall

SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
EXPORT_SECONDS = 60
LEAST_LINKS, MOST_REFUSALS, LEAST_RECALL, LEAST_EXACT = 0.995, 0.01, 0.978, 0.91
# Of mammoth's time. Two programs on a busy machine: the ratio is shown beside its bars, and breaks nothing.
BARS = {"median": 0.6, "p95": 0.3}
MOST_SECONDS, MOST_MEMORY = 5.0, 300


def exported(path: Path, program: str, kept: Path | None) -> str:
    """LibreOffice's text of a file, from the folder of exports that were kept if it is there; empty where it gives none."""
    text = kept / f"{path.stem}.txt" if kept else None
    if text and text.is_file():
        return text.read_text(encoding="utf-8-sig", errors="replace")
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, str(path)]
        try:
            subprocess.run(command, capture_output=True, timeout=EXPORT_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return ""
        made = Path(folder) / f"{path.stem}.txt"
        if text and made.is_file():
            text.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(made, text)
        return made.read_text(encoding="utf-8-sig", errors="replace") if made.is_file() else ""


def apart(path: Path) -> Reading:
    """One file read in a process of its own, with its time and memory, the interpreter's start included."""
    start = time.monotonic()
    run = subprocess.run([sys.executable, __file__, "--one", str(path)], capture_output=True, text=True, timeout=120, check=False)
    if run.returncode:
        return Reading(path.name, "exception", time.monotonic() - start, reason=run.stderr[-200:])
    return Reading(**{**json.loads(run.stdout), "seconds": time.monotonic() - start})


def right(must: str, outcome: str) -> bool:
    """Whether an outcome is what a manifest asks for; a file that must be read may carry findings."""
    match must.split()[0]:
        case "refuse" | "ignore":
            return outcome == "refused"
        case "read":
            return outcome in {"read", "read+warn"}
        case "read+warn":
            return outcome == "read+warn"
    return outcome != "exception"


def hostile(folder: Path, manifest: Path) -> dict[str, Any]:
    """The outcome of every file of a manifest, and the worst time and memory."""
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if "must" in row]
    places = [(row, path) for row in rows for path in (folder / row["file"], folder / "files" / row["file"]) if path.exists()]
    readings = [(row, apart(path)) for row, path in places]
    wrong = [f"{r.file[:40]}: must {row['must']}, was {r.outcome}" for row, r in readings if not right(row["must"], r.outcome)]
    return {
        "files": len(readings),
        "right": len(readings) - len(wrong),
        "wrong": wrong,
        "seconds_max": round(max(r.seconds for _, r in readings), 2),
        "memory_mb_max": round(max(r.memory for _, r in readings)),
    }


def corpus(paths: list[Path], program: str | None, kept: Path | None) -> dict[str, Any]:
    """Counts, recall and what was kept or leaked over a folder of files."""
    readings = [(read(path), parts_of(path), exported(path, program, kept) if program else None) for path in paths]
    for reading, parts, export in readings:
        references = {"xml": parts.text} | ({} if export is None else {"libreoffice": export})
        found = {name: recall(text, reading.text) for name, text in references.items() if reading.read}
        reading.recall = {name: share for name, share in found.items() if share is not None}
    all_read = [reading for reading, _, _ in readings]
    outcomes = Counter(reading.outcome for reading in all_read)
    names = {name for reading in all_read for name in reading.recall}
    wrong = [reading for reading, parts, export in readings if wrongful(reading, parts, export)]
    return {
        "files": len(paths),
        "read": outcomes["read"] + outcomes["read+warn"],
        "refused": outcomes["refused"],
        "exceptions": [f"{r.file}: {r.reason}" for r in all_read if r.outcome == "exception"],
        "refusals": Counter(r.reason for r in all_read if r.outcome == "refused").most_common(),
        "refused_with_text": {"share": round(len(wrong) / len(paths), 4), "files": [f"{r.file}: {r.reason}" for r in wrong]},
        "recall": {name: _summary([r for r in all_read if name in r.recall], name) for name in sorted(names)},
        **kept_and_leaked([(reading, parts) for reading, parts, _ in readings if reading.read]),
    }


def wrongful(reading: Reading, parts: Parts, export: str | None) -> bool:
    """Whether a file was refused that holds text and nothing for which a draft is refused (and that LibreOffice opens, if asked)."""
    return reading.outcome == "refused" and len(WORDS.findall(parts.text)) >= LEAST_WORDS and not parts.refused and export != ""


def broken(found: dict[str, Any]) -> list[str]:
    """The promises that the figures of a folder break."""
    exact = found["recall"].get("libreoffice")
    promises = {
        "exceptions": not found["exceptions"],
        "refusals": found["refused_with_text"]["share"] <= MOST_REFUSALS,
        "links": found["links"]["kept"] >= LEAST_LINKS,
        "boxes": not found["boxes"]["twice"] and not found["boxes"]["missing"],
        "leaks": not found["leaks"]["leaked"],
        "golden": not found.get("golden"),
        "recall": exact is None or (exact["mean"] >= LEAST_RECALL and exact["at_least_99"] >= LEAST_EXACT),
    }
    return [name for name, held in promises.items() if not held]


def _summary(readings: list[Reading], name: str) -> dict[str, object]:
    shares = [reading.recall[name] for reading in readings]
    worst = sorted(readings, key=lambda reading: reading.recall[name])[:10]
    return {
        "files": len(shares),
        "mean": round(statistics.mean(shares), 4),
        "at_least_99": round(sum(share >= 0.99 for share in shares) / len(shares), 4),
        "worst": [f"{reading.file} {reading.recall[name]:.2f}" for reading in worst],
    }


def main() -> None:
    """Read the folder and print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--libreoffice", action="store_true", help="also compare with LibreOffice's text export (slow)")
    parser.add_argument("--exports", type=Path, help="a folder in which LibreOffice's exports are kept, and taken from")
    parser.add_argument("--no-time", action="store_true", help="do not race mammoth")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        reading = read(options.corpus)
        reading.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"file": reading.file, "outcome": reading.outcome, "reason": reading.reason, "memory": reading.memory}))
        return
    found = measured(options)
    print(json.dumps(found, ensure_ascii=False))
    sys.exit(1 if found["broken"] else 0)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """All figures of a folder, and under `broken` the promises that it breaks."""
    manifest = options.corpus / "manifest.tsv"
    if manifest.is_file() and "\tmust" in manifest.read_text(encoding="utf-8").splitlines()[0]:
        ended = hostile(options.corpus, manifest)
        slow = ended["seconds_max"] > MOST_SECONDS or ended["memory_mb_max"] > MOST_MEMORY
        return {"hostile": ended, "broken": ["outcomes"] * bool(ended["wrong"]) + ["limits"] * slow}
    program = shutil.which("soffice") or shutil.which("libreoffice") if options.libreoffice else None
    if options.libreoffice and not program and not options.exports:
        sys.exit("LibreOffice is not installed (soffice not found)")
    paths = sorted(path for path in options.corpus.iterdir() if path.suffix.lower() in SUFFIXES)
    found = corpus(paths, (program or "soffice") if options.libreoffice else None, options.exports)
    drafts = options.corpus.parent / "drafts"
    found |= {"golden": golden(drafts)} if drafts.is_dir() else {}
    if not options.no_time:
        from word_speed import race

        found["time"] = race(paths) | {"bars": BARS}
    return found | {"broken": broken(found)}


if __name__ == "__main__":
    main()
