"""What the program is made of: its bill of materials, whether every licence is one that it may carry, and known vulnerabilities.

`python benchmarks/audit.py [FOLDER [SERVICE]]` prints one line of JSON and writes `sbom.cdx.json` (CycloneDX 1.5) into the folder.
It ends with 0 where all is well, with 1 where a package has a known vulnerability or a licence that is not on the list, and with 3 where
vulnerabilities could not be checked because the service that knows them (osv.dev) was not reached, or a licence because its package is not
installed: what was not checked is never green.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOOD, BAD, UNKNOWN = 0, 1, 3
PATIENCE_S = 180
SBOM = "sbom.cdx.json"

# SPDX identifiers that a program under Apache-2.0 may be shipped beside. Weak copyleft stays with its own files or library.
ALLOWED = frozenset(
    {
        *(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSL-1.0",
            "CC0-1.0",
            "HPND",
            "CNRI-Python",
            "ISC",
            "MIT",
            "MIT-CMU",
            "MIT-0",
        ),
        *("PSF-2.0", "Python-2.0", "Unlicense", "Zlib", "Unicode-3.0", "Unicode-DFS-2016", "OFL-1.1", "BSD-3-Clause-Clear", "W3C"),
        *("MPL-2.0", "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later"),
    }
)
# How packages say it that do not yet use SPDX's words: a trove classifier, or the free text of the field.
SPOKEN = {
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "bsd 2-clause": "BSD-2-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "the mit license": "MIT",
    "the mit license (mit)": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mpl 2.0": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "psfl": "PSF-2.0",
    "psf": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
    "zlib/libpng license": "Zlib",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "gnu lesser general public license v3 or later (lgplv3+)": "LGPL-3.0-or-later",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "gnu library or lesser general public license (lgpl)": "LGPL-2.1-or-later",
    "lgpl": "LGPL-2.1-or-later",
}
# Looked at one by one, and only as long as the package says exactly this.
JUDGED = {
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",  # either of the two; PDFium's own are permissive
    # Classifiers do not say that they are alternatives, its licence does: GPL, LGPL or MPL, of which we take the LGPL.
    "pyphen": "GNU General Public License v2 or later (GPLv2+) AND LGPL-2.1-or-later AND Mozilla Public License 1.1 (MPL 1.1)",
    # The Artistic License or the GPL, of which we take the first; Prefect needs it through python-slugify.
    "text-unidecode": "Artistic License AND GNU General Public License (GPL) AND GNU General Public License v2 or later (GPLv2+)",
}
# Packages that other systems or versions of Python need; their licences were looked at by hand, each is on the list.
ELSEWHERE = frozenset({"async-timeout", "brotlicffi", "colorama", "pywin32", "tzdata", "uvloop", "whenever"})
TOKENS = re.compile(r"\(|\)|[^\s()]+")


def main(folder: Path, service: str = "") -> int:
    """Make the bill, judge it, and say so."""
    bill = made_bill()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SBOM).write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    names = [component["name"] for component in bill["components"]]
    licences, absent = licences_of(names)
    refused = {name: said for name, said in licences.items() if not allowed(said) and JUDGED.get(name) != said}
    unseen = sorted(set(absent) - ELSEWHERE)
    vulnerabilities, known = vulnerabilities_of(service)
    told = {
        "components": len(names),
        "not_installed_here": absent,
        "licences_refused": refused,
        "licences_not_checked": unseen,
        "vulnerabilities": vulnerabilities,
        "sbom": SBOM,
    }
    print(json.dumps({"benchmark": "audit", **told}))
    if known:
        print(known, file=sys.stderr)
    if refused or vulnerabilities == "found":
        return BAD
    return GOOD if vulnerabilities == "none known" and not unseen else UNKNOWN


def made_bill() -> dict[str, Any]:
    """What is shipped, from the lock: the program's own packages, without those that only its tests need."""
    command = (
        "uv",
        "export",
        "--frozen",
        "--no-dev",
        "--format",
        "cyclonedx1.5",
        "--preview-features",
        "sbom-export",
        "--offline",
        "--quiet",
    )
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    if done.returncode:
        raise SystemExit(f"audit: the bill of materials could not be made: {done.stderr.strip()}")
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def licences_of(names: list[str]) -> tuple[dict[str, str], list[str]]:
    """The licence of each installed package in SPDX's words where it can be told, and the packages of other systems."""
    found, absent = {}, []
    for name in names:
        try:
            found[name] = licence(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            absent.append(name)
    return found, absent


def licence(said: Any) -> str:
    """A package's licence: its SPDX expression, else its classifiers (all of them), else the short text of its licence field."""
    if expression := said.get("License-Expression"):
        return str(expression)
    trove = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    spoken = [SPOKEN.get(line.lower(), line) for line in trove if line != "OSI Approved"]
    if spoken:
        return " AND ".join(sorted(set(spoken)))
    words = str(said.get("License") or "").strip()
    return SPOKEN.get(words.lower(), words if len(words) < 60 else "")


def allowed(expression: str) -> bool:
    """Whether an SPDX expression can be kept: of `OR` one side is enough, of `AND` all have to be allowed; free words cannot."""
    said = {"AND": "and", "OR": "or", "(": "(", ")": ")"}
    words = TOKENS.findall(re.sub(r"\s+WITH\s+\S+", "", expression))
    try:
        # Of nothing but our own six words.
        return bool(eval(" ".join(said.get(word) or str(word in ALLOWED) for word in words), {"__builtins__": {}}))
    except SyntaxError:
        return False


def vulnerabilities_of(service: str = "") -> tuple[str, str]:
    """`none known`, `found` or `not checked`, and what there is to read about it; `service` is another one that speaks OSV."""
    elsewhere = ("--service-url", service) if service else ()
    try:
        command = (uv(), "audit", "--frozen", "--no-dev", "--color", "never", "--preview-features", "audit-command", *elsewhere)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return "not checked", f"audit: vulnerabilities were NOT CHECKED: {type(error).__name__}"
    said = f"{done.stdout}\n{done.stderr}"
    if done.returncode == 0 and re.search(r"^Found no known vulnerabilities", said, re.MULTILINE):
        return "none known", ""
    if done.returncode == 1 and re.search(r"^Found ", said, re.MULTILINE):
        return "found", said.strip()
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "no answer")
    return "not checked", f"audit: vulnerabilities were NOT CHECKED, the service that knows them was not reached: {last}"


def uv() -> str:
    """The machine's own uv, or the one that `make` brought."""
    places = (shutil.which("uv"), Path.home() / ".local/bin/uv", ROOT / ".bootstrap/bin/uv")
    return next((str(place) for place in places if place and Path(place).is_file()), "uv")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist", *sys.argv[2:3]))
