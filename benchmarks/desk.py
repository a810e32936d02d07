"""The review desk in a real browser: what axe finds, what sticks out or hides, keys of a whole review, weight and time; one line of JSON.

The release is the sample, shortened to 40 segments, its German spoilt in three places; server, pages and keys are the real ones.
Chromium has to be installed. It ends with an error where a promise is broken.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import httpx
from playwright.sync_api import Browser, sync_playwright

import deskhouse
from communique.desk.answers import static_file
from communique.languages import Language
from deskhouse import DE, Desk
from deskmeasures import (
    NARROWEST,
    PHONE,
    SIZES,
    WALL,
    ZOOMED,
    interactive,
    opened,
    sideways,
    stops,
    violations,
    weight,
    whole_review,
)

KEYS, BYTES, SECONDS = 12, 60_000, 1.0


def looked_at(browser: Browser, desk: Desk) -> dict[str, int]:
    """Violations and pixels of sideways scroll over four pages, three languages and all sizes."""
    found = {"pages": 0, "axe_violations": 0, "sideways_px": 0}
    for language in Language:
        link = desk.link(DE)
        for url in (f"{link}/", f"{link}/confirm", desk.queue("jonas"), f"{link}x/"):
            with opened(browser, f"{url}?lang={language}") as page:
                for width, height in (*SIZES, NARROWEST, ZOOMED):
                    page.set_viewport_size({"width": width, "height": height})
                    found["sideways_px"] = max(found["sideways_px"], sideways(page))
                    if (width, height) in SIZES:
                        found["pages"] += 1
                        found["axe_violations"] += len(violations(page))
    return found


def hidden(browser: Browser, desk: Desk) -> dict[str, int]:
    """Stops of the Tab key at three sizes, and how many of them something covers."""
    found = []
    for size in (PHONE, ZOOMED, WALL):
        with opened(browser, desk.link(DE), size) as page:
            found += stops(page)
    return {"tab_stops": len(found), "focus_hidden": sum(bool(wrong) for _, wrong in found)}


def loaded(browser: Browser, desk: Desk) -> dict[str, float]:
    """The heaviest of three languages, plain and compressed, and the median of seven loads."""
    sizes, packed = [], []
    for language in Language:
        url = f"{desk.link(DE)}/?lang={language}"
        sizes.append(sum(weight(browser, url).values()))
        own = [file[0] for name in ("desk.css", "desk.js") if (file := static_file(name))]
        packed.append(sum(len(gzip.compress(part)) for part in (httpx.get(url).content, *own)))
    times = sorted(interactive(browser, desk.link(DE)) for _ in range(7))
    return {"bytes": max(sizes), "bytes_gzip": max(packed), "interactive_s": round(times[3], 3), "interactive_worst_s": round(times[-1], 3)}


def main() -> int:
    """Measure, print, judge; a machine without Chromium says so."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print(json.dumps({"desk": None, "why": "no chromium on this machine"}))
        return 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        house = deskhouse.house_with(Path(folder), forty=True)
        deskhouse.slip(house, DE, who="friederike")
        with deskhouse.served(house) as desk:
            segments = len(desk.release.editions[DE].units)
            found: dict[str, float] = {"segments": segments, **looked_at(browser, desk), **hidden(browser, desk), **loaded(browser, desk)}
            with opened(browser, desk.link(DE)) as page:
                found["findings"] = page.locator(".finding").count()
                found["keys"] = whole_review(page, "Juni")
        browser.close()
    kept = not (found["axe_violations"] or found["sideways_px"] > 0 or found["focus_hidden"])
    kept = kept and found["keys"] <= KEYS and found["bytes"] <= BYTES and found["interactive_s"] <= SECONDS
    print(json.dumps({"desk": found, "kept": kept}))
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
