"""How well Word files are read: `python benchmarks/word.py FOLDER [--libreoffice]` prints one JSON line.

Recall is the share of a reference's words (with their number) that the draft holds: `xml` against the visible text of the main part, notes
and text boxes once, computed apart from the reader; `libreoffice` against LibreOffice's own text export, which prints deletions and hidden
text and leaves text boxes out, so that nobody reaches 100 %. Where the folder has a `manifest.tsv` with a column `must` (refuse, read,
read+warn, ignore), each outcome is held against it, and each file is read in a process of its own to take its time and memory.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORDS = re.compile(r"\w+")
SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
LEAST_WORDS = 3


@dataclass
class Reading:
    """What became of one file: `outcome` is read, read+warn, refused or exception; times in seconds of CPU, memory in MB."""

    file: str
    outcome: str
    seconds: float
    text: str = ""
    reason: str = ""
    memory: float = 0.0
    recall: dict[str, float] = field(default_factory=dict)


def read(path: Path) -> Reading:
    """One file through the reader, tracked changes accepted."""
    from communique.document_json import text_of
    from communique.errors import CommuniqueError
    from communique.readers import docx

    start = time.process_time()
    try:
        draft = docx.read(path, accept_changes=True)
    except CommuniqueError as error:
        return Reading(path.name, "refused", time.process_time() - start, reason=error.fact.en)
    except Exception as error:
        return Reading(path.name, "exception", time.process_time() - start, reason=f"{type(error).__name__}: {error}"[:200])
    text = "\n".join(text_of(block) for block in (*draft.document.blocks, *draft.document.notes))
    return Reading(path.name, "read+warn" if draft.findings else "read", time.process_time() - start, text)


def recall(reference: str, text: str) -> float | None:
    """The share of the reference's words that a text holds; None for references of less than three words."""
    wanted, found = Counter(WORDS.findall(reference.lower())), Counter(WORDS.findall(text.lower()))
    total = sum(wanted.values())
    return sum(min(n, found[word]) for word, n in wanted.items()) / total if total >= LEAST_WORDS else None


def visible(path: Path) -> str:
    """The visible text of a file's main part by its XML alone; empty where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, etree.XMLSyntaxError):
        return ""
    return "\n".join("".join(_texts(paragraph)) for paragraph in root.iter(W + "p"))


def _texts(paragraph: etree._Element) -> list[str]:
    found = []
    for text in paragraph.iter(W + "t", W + "tab", W + "br", W + "cr"):
        ancestors = list(text.iterancestors())
        paragraphs = [a for a in ancestors if a.tag == W + "p"]
        gone = any(a.tag in {W + "del", W + "moveFrom", FALLBACK} for a in ancestors)
        hidden = any(a.tag == W + "r" and a.find(f"{W}rPr/{W}vanish") is not None for a in ancestors)
        if not gone and not hidden and paragraphs[0] is paragraph:
            found.append((text.text or "") if text.tag == W + "t" else " ")
    return found


def exported(path: Path, program: str) -> str:
    """LibreOffice's text of a file; empty where it gives none within a minute."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, str(path)]
        try:
            subprocess.run(command, capture_output=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return ""
        text = Path(folder) / f"{path.stem}.txt"
        return text.read_text(encoding="utf-8-sig", errors="replace") if text.is_file() else ""


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


def hostile(folder: Path, manifest: Path) -> dict[str, object]:
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


def corpus(paths: list[Path], program: str | None) -> dict[str, object]:
    """Counts, recall and time over a folder of files."""
    readings = [read(path) for path in paths]
    for reading, path in zip(readings, paths, strict=True):
        references = {"xml": visible(path)} | ({"libreoffice": exported(path, program)} if program else {})
        found = {name: recall(text, reading.text) for name, text in references.items() if reading.outcome.startswith("read")}
        reading.recall = {name: share for name, share in found.items() if share is not None}
    outcomes = Counter(reading.outcome for reading in readings)
    times = sorted(reading.seconds for reading in readings)
    names = {name for reading in readings for name in reading.recall}
    return {
        "files": len(paths),
        "read": outcomes["read"] + outcomes["read+warn"],
        "refused": outcomes["refused"],
        "exceptions": outcomes["exception"],
        "refusals": Counter(r.reason for r in readings if r.outcome == "refused").most_common(),
        "exceptions_of": [f"{r.file}: {r.reason}" for r in readings if r.outcome == "exception"],
        "recall": {name: _summary([r for r in readings if name in r.recall], name) for name in sorted(names)},
        "cpu_seconds": {
            "median": round(statistics.median(times), 3),
            "p95": round(times[int(0.95 * len(times))], 3),
            "max": round(times[-1], 2),
        },
    }


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
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        reading = read(options.corpus)
        reading.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"file": reading.file, "outcome": reading.outcome, "reason": reading.reason, "memory": reading.memory}))
        return
    program = shutil.which("soffice") or shutil.which("libreoffice") if options.libreoffice else None
    if options.libreoffice and not program:
        sys.exit("LibreOffice is not installed (soffice not found)")
    manifest = options.corpus / "manifest.tsv"
    is_hostile = manifest.is_file() and "\tmust" in manifest.read_text(encoding="utf-8").splitlines()[0]
    if is_hostile:
        print(json.dumps({"hostile": hostile(options.corpus, manifest)}, ensure_ascii=False))
        return
    paths = sorted(path for path in options.corpus.iterdir() if path.suffix.lower() in SUFFIXES)
    print(json.dumps(corpus(paths, program), ensure_ascii=False))


if __name__ == "__main__":
    main()
