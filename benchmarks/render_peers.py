"""Other ways from a release to a PDF, each a cold process: LibreOffice from its Word file, Chromium and pandoc from its page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from render_speed import WEASYPRINT, cpu


def peers(word: Path, page: Path, folder: Path) -> dict[str, Callable[[], float]]:
    """The peers that are on this machine, by name: CPU seconds of one document. What a browser starts and lets go is not counted."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Callable[[], float]] = {}
    if (office := shutil.which("soffice")) and word.is_file():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, word]
        # The first start of all makes a profile, which is nobody's daily work.
        cpu(convert)
        found["libreoffice"] = lambda: cpu(convert)
    if browser := shutil.which("chromium"):
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'browser'}")
        printed = [browser, *options, f"--print-to-pdf={folder / 'chromium.pdf'}", page.as_uri()]
        cpu(printed)
        found["chromium"] = lambda: cpu(printed)
    if (pandoc := shutil.which("pandoc")) and word.is_file():
        engine = [pandoc, word, f"--pdf-engine={WEASYPRINT}", "-o", folder / "pandoc.pdf"]
        found["pandoc_weasyprint"] = lambda: cpu(engine)
    return found
