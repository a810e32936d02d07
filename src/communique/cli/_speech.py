"""Which language the command speaks; it loads nothing, so that the help sheet is there at once."""

from __future__ import annotations

import os
import sys


def code() -> str:
    """`fr`, `de` or `en`: what `--lang` says, else `$COMMUNIQUE_LANG`, else the locale, else English."""
    words = sys.argv[1:]
    asked = [words[n + 1] for n, word in enumerate(words[:-1]) if word == "--lang"] + [w[7:] for w in words if w.startswith("--lang=")]
    for tag in (*asked, *(os.environ.get(name, "") for name in ("COMMUNIQUE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))):
        if tag[:2].lower() in ("fr", "de", "en"):
            return tag[:2].lower()
    return "en"
