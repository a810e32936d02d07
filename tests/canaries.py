"""A release whose text, title and key hold words that stand nowhere else, and a DeepL on loopback that fails as it is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote

import docx

ROOT = Path(__file__).resolve().parents[1]
SLUG = "meldung"
# Letters only, so that no way of quoting changes them, and no word of any language.
TITLE, TEXT, QUOTED, KEY = "Quittenzeisig", "Ahornlampenfisch", "Federnmondkelch", "kanarienfederschluesselzwoelf"
CANARIES = (TITLE, TEXT, QUOTED, KEY)
EMBARGO = "SOUS EMBARGO jusqu'au 9 mars 2126 à 14 h 30"
ENGINE = '[[engines]]\nname = "{name}"\nhost = "{host}"\nurl = "{url}"\ntries = 2\nwait = 0.2\ntimeout = 1\n\n'
FAULTS = ("ok", "403", "456", "429", "500", "hang", "cut", "drip", "short", "empty", "echo", "entities", "quota", "redirect", "no json")
NOTICE = "QUOTA EXCEEDED. TOO MANY REQUESTS: "
SITE = '''"""Everything that any library logs, kept in a file."""

import logging
import os

logging.basicConfig(level=logging.DEBUG, filename=os.environ["CANARY_LOG"], force=True)
logging.getLogger("watch").debug("every line is kept")
'''


@dataclass
class DeepL:
    """A DeepL that fails as `fault` says, and the lines and headers of what it was asked, without their bodies."""

    fault: str = "ok"
    asked: list[str] = field(default_factory=list)
    bodies: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    own: DeepL

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return

    def do_GET(self) -> None:
        self.own.asked.append(unquote(self.path))
        self._send(404, {})

    def do_POST(self) -> None:
        others = {name: value for name, value in self.headers.items() if name != "Authorization"}
        self.own.asked.append(f"{unquote(self.path)} {others}")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.own.bodies += any(word in json.dumps(body) for word in (TITLE, TEXT, QUOTED))
        texts = body.get("text") or body.get("q")
        if self.own.fault == "ok":
            self._answer([" ".join(reversed(text.split(" "))) for text in texts])
        else:
            self._fail(texts)

    def _answer(self, texts: Sequence[str]) -> None:
        named = self.path.endswith("/v2/translate")
        self._send(200, {"translations": [{"text": t} for t in texts]} if named else {"translatedText": list(texts)})

    def _fail(self, texts: list[str]) -> None:
        match self.own.fault:
            case "hang":
                self.own.stop.wait(4)
            case "cut":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
                self.connection.close()
            case "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while not self.own.stop.wait(0.1):
                    self.wfile.write(b" ")
            case "redirect":
                self._send(302, {}, Location=f"http://localhost:9/{KEY}/{quote(' '.join(texts))}")
            case "no json":
                self._send(200, texts[0])
            case "short":
                self._answer(texts[:-1])
            case "empty":
                self._answer(["" for _ in texts])
            case "echo":
                self._answer(texts)
            case "entities":
                self._answer([f"l&#39;{text}" for text in texts])
            case "quota":
                self._answer([NOTICE + text for text in texts])
            case status:
                # Services quote what they were sent.
                self._send(int(status), {"message": f"{KEY} {' '.join(texts)}"}, **{"Retry-After": "0"})

    def _send(self, status: int, values: object, **headers: str) -> None:
        content = json.dumps(values).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value.encode("ascii", "replace").decode())
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        return


@contextmanager
def deepl() -> Iterator[DeepL]:
    """A DeepL (and LibreTranslate) on loopback as long as the block lasts; it turns the order of the words round."""
    own = DeepL()
    server = _Server(("127.0.0.1", 0), type("Own", (_Handler,), {"own": own}))
    own.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield own
    finally:
        own.stop.set()
        server.shutdown()
        server.server_close()


def settle(root: Path, engine: str, url: str, *, host: str, hosts: Sequence[str]) -> None:
    """Put this project's templates into a folder, with one engine of a host class, and the classes that may see secret texts."""
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    (root / "drafts").mkdir(exist_ok=True)
    path = root / "templates" / "house.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("[[engines]]", ENGINE.format(name=engine, host=host, url=url) + "[[engines]]", 1)
    path.write_text(text.replace('hosts = ["machine"]', f"hosts = {json.dumps(list(hosts))}"), encoding="utf-8")


def draft(folder: Path, slug: str = SLUG, *, embargo: bool = True) -> Path:
    """The sample with the canary words in title, text and a quotation, under an embargo of a hundred years."""
    document = docx.Document(str(ROOT / "drafts" / "dialogue-ia.docx"))
    title, lead, quotation = document.paragraphs[2], document.paragraphs[9], document.paragraphs[11]
    title.add_run(f" avec {TITLE}")
    lead.add_run(f" Le programme {TEXT} commence en mai dans quatre villes des deux pays.")
    quotation.add_run(f" Nous attendions depuis longtemps le réseau {QUOTED} pour nos clients, dit-elle.")
    if embargo:
        document.paragraphs[0].insert_paragraph_before(EMBARGO)
    path = folder / f"{slug}.docx"
    document.save(str(path))
    return path


def broken(folder: Path, slug: str) -> Path:
    """A Word file with the canary words whose end is missing."""
    path = draft(folder, slug)
    path.write_bytes(path.read_bytes()[:-2000])
    return path


def environment(logs: Path) -> dict[str, str]:
    """An environment with the key, where every line that a library logs goes to `logs/all.log` and passing files to `logs/passing`."""
    for folder in ("site", "passing"):
        (logs / folder).mkdir(parents=True, exist_ok=True)
    (logs / "site" / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    paths = os.pathsep.join(filter(None, (str(logs / "site"), os.environ.get("PYTHONPATH"))))
    places = {"CANARY_LOG": str(logs / "all.log"), "TMPDIR": str(logs / "passing"), "PYTHONPATH": paths}
    return {"DEEPL_API_KEY": KEY, "LIBRETRANSLATE_API_KEY": KEY, **places}


def communique(house: Path, *words: object, more: Mapping[str, str], before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """What `communique WORDS` does in a house, whatever its exit code; `before` are words before the command."""
    command = [*before, str(Path(sys.executable).parent / "communique"), "--house", str(house), "--lang", "en", *map(str, words)]
    return subprocess.run(command, env={**os.environ, **more}, capture_output=True, text=True, check=False, timeout=120)


# Watching sockets from outside: what the kernel was asked for, by whatever code.

STRACE = shutil.which("strace")
CALLS = "connect,sendto,sendmsg,sendmmsg"
ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
SHOWN = re.compile(r"\b(" + CALLS.replace(",", "|") + r")\(")


def watched_by(trace: Path, *, aside: bool = False) -> list[str]:
    """The words before a command that have every connection of it and its children written to a file; `aside` lets it get signals."""
    assert STRACE
    return [STRACE, *(["-D"] if aside else []), "-f", "-qq", "--seccomp-bpf", "-e", f"trace={CALLS}", "-s", "0", "-o", str(trace)]


def connections(trace: Path) -> tuple[int, list[str]]:
    """How many calls went to this machine by its loopback addresses, and the addresses of those that did not."""
    near, far = 0, []
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        for found in ADDRESS.findall(line) if SHOWN.search(line) else ():
            address = ip_address(found[0] or found[1])
            if address.is_loopback:
                near += 1
            else:
                far.append(str(address))
    return near, far


def without_canaries(text: str) -> bool:
    """Whether none of the canary words is in a text."""
    return not any(word in text for word in CANARIES)
