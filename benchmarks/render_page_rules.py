"""What others' programs say of web pages and of files for listeners: Nu, axe in a browser, outloud. Each is left out where it is not there.

Nu (`vnu-jar`) is fetched by npm into a cache beside the program's own, outloud by uv into an environment that is thrown away: it brings
PyMuPDF (AGPL) and weighs a hundred megabytes, so that it is no dependency of anything here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

NU, OUTLOUD = "vnu-jar@26.9.27", "outloud==0.2.1"
WIDTHS = {390: 844, 768: 1024, 1440: 900}
SCHEMES = ("light", "dark")
Row = dict[str, Any]


def nu(pages: Sequence[Path]) -> Row:
    """The errors that the Nu validator finds, and on how many pages."""
    if missing := [name for name in ("java", "npm") if not shutil.which(name)]:
        return {"nu_why_not": f"not installed: {', '.join(missing)}"}
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "communique" / "nu"
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", NU]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not jar.is_file():
            return {"nu_why_not": "npm could not fetch vnu-jar"}
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", str(jar), "--errors-only", "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(done.stderr)["messages"]
    return {"nu_errors": len(said), "nu_pages": len(pages), **({"nu_first": said[0]["message"]} if said else {})}


def axe(pages: Sequence[Path]) -> Row:
    """What axe finds in Chromium at three widths, light and dark, and which requests the pages make."""
    chromium = shutil.which("chromium")
    if not chromium:
        return {"axe_why_not": "not installed: chromium"}
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    rules, asked, looked = set(), [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in pages:
            for width, height in WIDTHS.items():
                for scheme in SCHEMES:
                    screen = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                    screen.on("request", lambda request: asked.append(request.url))
                    screen.goto(path.as_uri())
                    found = Axe().run(screen).response["violations"]
                    rules |= {f"{rule['id']} at {width} {scheme} in {path.name}" for rule in found}
                    looked += 1
                    screen.close()
        browser.close()
    outside = [url for url in asked if not url.startswith(("file:", "data:"))]
    return {"axe_violations": len(rules), "axe_looks": looked, "requests": len(outside), **({"axe_rules": sorted(rules)} if rules else {})}


def outloud(files: Sequence[Path]) -> Row:
    """The errors and warnings that outloud finds in PDF files, and by which rules."""
    uv = shutil.which("uv")
    if not uv:
        return {"outloud_why_not": "not installed: uv"}
    command = [uv, "run", "-q", "--no-project", "--with", OUTLOUD, "outloud", "--fail-on", "never", "-q", "--json", "-", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "{" not in done.stdout:
        return {"outloud_why_not": "uv could not fetch or run outloud"}
    found = list(_findings(json.loads(done.stdout[done.stdout.index("{") : done.stdout.rindex("}") + 1])))
    by = {severity: [one["rule"] for one in found if one["severity"] == severity] for severity in ("error", "warning")}
    return {
        "outloud_errors": len(by["error"]),
        "outloud_warnings": len(by["warning"]),
        "outloud_files": len(files),
        **({"outloud_rules": sorted({*by["error"], *by["warning"]})} if found else {}),
    }


def _findings(value: Any) -> list[Mapping[str, Any]]:
    """Everything with a rule and a severity, however deep outloud's report has it."""
    if isinstance(value, dict):
        own = [value] if {"rule", "severity"} <= value.keys() else []
        return own + [found for part in value.values() for found in _findings(part)]
    return [found for part in value for found in _findings(part)] if isinstance(value, list) else []
