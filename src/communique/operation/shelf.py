"""The shelf: rendered files shown to a browser on this machine, under an address that nobody can guess."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from ..files.storage import TEMPORARY
from ..house import House
from ..languages import LANGUAGE_NAMES, Language

# Set by `team` for the flows: the address up to the files of the folder output. Without it nothing is linked.
ADDRESS = "COMMUNIQUE_SHELF"
HOST = "127.0.0.1"
SECRET = re.compile(r"[0-9a-f]{32}")
SHOWN = {".html": "HTML", ".pdf": "PDF"}
# Our own pages hold their styles and pictures; a text that tricked its way in must not call anybody.
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'; font-src data: 'self'; sandbox allow-popups"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def address(house: House, port: int) -> str:
    """The address of a house's shelf at a port; the secret in it is made once and kept, so that links in Prefect go on working."""
    path = house.state / "shelf"
    return f"http://{HOST}:{port}/{_kept(path) or _made(path)}"


def _kept(path: Path) -> str:
    """The secret as it was kept; empty where there is none, or where what is there could be guessed or was readable to others."""
    try:
        found = path.read_text(encoding="ascii")
        closed = os.name != "posix" or not path.stat().st_mode & 0o077
    except (OSError, ValueError):
        return ""
    return found if closed and SECRET.fullmatch(found) else ""


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    # From its first moment it is its owner's alone, and there whole.
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made := secrets.token_hex(16))
    Path(temporary).replace(path)
    return made


def links(house: House, files: Iterable[Path], language: Language) -> str:
    """Markdown links to rendered pages, one line a language; empty where this machine has no shelf."""
    base = os.environ.get(ADDRESS)
    by_language: dict[str, list[str]] = {}
    for path in files if base else ():
        place = path.relative_to(house.output)
        if path.suffix in SHOWN and len(place.parts) > 1:
            by_language.setdefault(place.parts[1], []).append(f"[{SHOWN[path.suffix]}]({base}/{quote(place.as_posix())})")
    shown = ((of, by_language[of.value]) for of in Language if of.value in by_language)
    colon = "\u00a0:" if language is Language.FR else ":"
    return "".join(f"- {LANGUAGE_NAMES[of][language]}{colon} {' · '.join(found)}\n" for of, found in shown)


def server(house: House, where: str) -> ThreadingHTTPServer:
    """The server of the shelf at an address that `address` gave; its `serve_forever` runs it. Raises OSError where the port is taken."""
    port, _, secret = where.removeprefix(f"http://{HOST}:").partition("/")
    return ThreadingHTTPServer((HOST, int(port)), partial(_Shelf, f"/{secret}/", directory=str(house.output)))


class _Shelf(SimpleHTTPRequestHandler):
    """Files of the folder output, each by its full address; no lists, and none to a page that gives this machine another name."""

    def __init__(self, prefix: str, *args: object, directory: str) -> None:
        self.prefix = prefix
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def send_head(self):  # type: ignore[no-untyped-def]
        """The file asked for, or 404 for everything that is not one, whatever the reason."""
        port = self.connection.getsockname()[1]
        if not self.path.startswith(self.prefix) or self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        self.path = self.path.removeprefix(self.prefix.rstrip("/"))
        if not Path(self.translate_path(self.path)).is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """The headers that keep a page to itself."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if not self.translate_path(self.path).endswith(".pdf"):
            # Browsers do not show a PDF that stands under a policy.
            self.send_header("Content-Security-Policy", PAGE_POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the address is a secret."""
