"""What the round trip through Word promises, as one line of JSON.

    python benchmarks/word_review.py [--word-only] [--show]

Each edit of `word_edits` is made to a bilingual Word file and read back; where LibreOffice is installed, each edited file goes through it
three times: saved again as .docx, by way of .odt and by way of .rtf. Of every row is counted whether it is right (what the edit meant, or
as it was), was reported (kept as it was, listed with a reason), or is silently wrong; a remark that is not shown is silently wrong too.
What LibreOffice left out of the file when it saved it (a formula, a text box in RTF) nobody can report: such a row stays as it was and is
counted by itself. The command ends with 1 where anything is silently wrong.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique import markup
from communique.editions import Origin, Source
from communique.exchange.handbacks import HandbackError
from communique.exchange.proposals import Outcome, Proposal
from communique.exchange.word_proposals import propose
from communique.exchange.word_tables import carried
from communique.languages import Language
from communique.readers import word_table
from communique.releases import Release
from word_edits import EDITS
from word_page import Page
from word_sample import NUMBERS, Edit, handed_out, release

DE = Language.DE
PERSON = Origin(Source.PERSON, "maria")
ROUTES = {"word": (), "docx": ("docx",), "odt": ("odt", "docx"), "rtf": ("rtf", "docx")}
FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "rtf": "rtf"}
SECONDS = 300
# LibreOffice 7.4 saves these without a trace, so that the file is as if nobody had added them.
DROPPED = {"formula_in_a_cell": ("s001",), "text_box_in_a_cell": ("s001",)}


@dataclass(frozen=True)
class Verdict:
    """How one edited file came back: how many rows are right and reported, and of those that are silently wrong what they are."""

    right: int
    reported: int
    wrong: tuple[str, ...]
    dropped: int = 0


def edited(folder: Path, made: Release, edits: Iterable[Edit] = EDITS) -> Path:
    """A folder with one file for each edit."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = handed_out(made)
    for one in edits:
        page = Page(whole)
        one.change(page)
        (folder / f"{one.name}.docx").write_bytes(page.bytes())
    return folder


def through(folder: Path, route: Iterable[str]) -> Path:
    """The folder with the same files as LibreOffice saves them again, one format after another."""
    for step in route:
        target = folder.with_name(f"{folder.name}-{step}")
        files = sorted(str(path) for path in folder.iterdir())
        profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
        command = [soffice() or "soffice", profile, "--headless", "--convert-to", FILTERS[step], "--outdir", str(target), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        folder = target
    return folder


def soffice() -> str | None:
    """LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def verdict(path: Path, made: Release, one: Edit, route: str = "word") -> Verdict:
    """How a file came back by a route; a file that is refused as a whole reports all its rows."""
    edition = made.editions[DE]
    try:
        proposal = propose(edition, word_table.read(path), PERSON, {})
    except HandbackError:
        return Verdict(0, len(NUMBERS), ())
    refused = {answer.key for answer in proposal.of(Outcome.REFUSED)}
    counts: Counter[str] = Counter()
    wrong = []
    for number, before, after in zip(NUMBERS, edition.units, proposal.edition.units, strict=True):
        kept, listed = after.target == before.target, before.segment.key in refused
        meant = carried(markup.load(one.wants[number])) if number in one.wants else carried(before.target or ())
        if number not in one.unclear and carried(after.target or ()) == meant:
            counts["right"] += 1
        elif kept and listed:
            counts["reported"] += 1
        elif kept and route != "word" and number in DROPPED.get(one.name, ()):
            counts["dropped"] += 1
        else:
            wrong.append(f"{number}: {markup.dump(after.target or ())}")
    wrong.extend(f"remark lost: {remark}" for remark in one.remarks if not _shown(remark, proposal))
    return Verdict(counts["right"], counts["reported"], tuple(wrong), counts["dropped"])


def _shown(remark: str, proposal: Proposal) -> bool:
    return any(remark in note for answer in proposal.answers for note in answer.notes)


def figures(routes: Iterable[str]) -> tuple[dict[str, Any], dict[str, dict[str, Verdict]]]:
    """The counts of each route, and every verdict."""
    made = release()
    found: dict[str, dict[str, Verdict]] = {}
    with tempfile.TemporaryDirectory() as name:
        for route in routes:
            folder = through(edited(Path(name) / route, made), ROUTES[route])
            found[route] = {one.name: verdict(folder / f"{one.name}.docx", made, one, route) for one in EDITS}
    counts = {route: _counted(verdicts.values()) for route, verdicts in found.items()}
    return {"edits": len(EDITS), "rows": len(NUMBERS) * len(EDITS), **counts}, found


def _counted(verdicts: Iterable[Verdict]) -> dict[str, int]:
    every = list(verdicts)
    return {
        "right": sum(one.right for one in every),
        "reported": sum(one.reported for one in every),
        "dropped_by_libreoffice": sum(one.dropped for one in every),
        "silently_wrong": sum(len(one.wrong) for one in every),
    }


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--word-only", action="store_true", help="not through LibreOffice")
    parser.add_argument("--show", action="store_true", help="what is reported and what is wrong, edit by edit")
    options = parser.parse_args()
    counts, found = figures(ROUTES if soffice() and not options.word_only else ("word",))
    for route, verdicts in found.items() if options.show else ():
        for name, one in verdicts.items():
            print(f"{route} {name}: right {one.right}, reported {one.reported}, wrong {list(one.wrong)}", file=sys.stderr)
    broken = [route for route in found if counts[route]["silently_wrong"]]
    print(json.dumps(counts | {"broken": broken}))
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
