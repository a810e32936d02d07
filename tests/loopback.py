"""Services on loopback that answer as the engines' published interfaces do, and fail on demand."""

from __future__ import annotations

import html
import json
import re
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

WORDS = {
    "le": ("der", "the"),
    "projet": ("Entwurf", "project"),
    "avance": ("rückt vor", "moves on"),
    "bien": ("gut", "well"),
    "l'équipe": ("das Team", "the team"),
    "reste": ("bleibt", "stays"),
    "à": ("in", "in"),
    "l'heure": ("der Zeit", "time"),
}


def worded(text: str, target: str) -> str:
    """A translation word by word: enough to tell what was translated, to what, and in which order."""
    column = 0 if target.lower().startswith("de") else 1

    def word(source: str) -> str:
        known = WORDS.get(source.lower().strip(".,"))
        return known[column] + "." * source.endswith(".") if known else source

    return " ".join(word(source) for source in text.split())


def well_formed(text: str) -> bool:
    try:
        ElementTree.fromstring(f"<t>{text}</t>")
    except ElementTree.ParseError:
        return False
    return True


def in_markup(answers: Callable[[str, str], str], text: str, target: str) -> str:
    """The text nodes of markup translated, tags and what stands in `<x>` left where they are."""
    found, kept = [], False
    for piece in re.split(r"(<[^<>]*>)", text):
        lead, trail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
        if piece.startswith("<"):
            kept = piece.startswith("<x ") or (kept and piece != "</x>")
            found.append(piece)
        elif kept or not piece.strip():
            found.append(piece)
        else:
            found.append(lead + html.escape(answers(html.unescape(piece), target), quote=False) + trail)
    return "".join(found)


@dataclass
class Service:
    """What a service was asked and how it is to behave: a behaviour a request, then as it should."""

    name: str
    url: str = ""
    key: str = ""
    plan: deque[Any] = field(default_factory=deque)
    asked: list[dict[str, Any]] = field(default_factory=list)
    answers: Callable[[str, str], str] = worded
    elsewhere: str = "http://localhost:9/elsewhere"
    stop: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    service: Service

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answer(self, body: bytes) -> None:
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        asked = {"method": self.command, "path": urlsplit(self.path).path, "query": query, "headers": dict(self.headers), "body": body}
        self.service.asked.append(asked)
        plan = self.service.plan.popleft() if self.service.plan else "ok"
        match plan:
            case int():
                self.send(plan, {"message": "no", "error": {"code": plan, "message": "no"}})
            case (int() as status, str() as wait):
                self.send(status, {"message": "wait"}, {"Retry-After": wait})
            case "hang":
                self.service.stop.wait(5)
            case "cut":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
                self.wfile.flush()
                self.connection.close()
            case "drip":
                self.drip()
            case "flood":
                self.raw(200, b" " * (5 * 1024 * 1024), "application/json")
            case "no utf-8":
                self.raw(200, b'{"translations": "\xff\xfe"}', "application/json")
            case "no json":
                self.raw(200, b"<html>Welcome to the hotel's network</html>", "text/html")
            case "redirect":
                self.send(302, {}, {"Location": self.service.elsewhere})
            case str() | Callable():
                getattr(self, self.service.name)(asked, plan)

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not self.service.stop.wait(0.05):
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def texts(self, texts: list[str], target: str, plan: str, *, markup: bool = False) -> list[Any]:
        given: list[Any] = [in_markup(self.service.answers, t, target) if markup else self.service.answers(t, target) for t in texts]
        match plan:
            case "short":
                return given[:-1]
            case "empty":
                return ["" for _ in given]
            case "null":
                return [None for _ in given]
            case "echo":
                return texts
            case "notice":
                return ["YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. TOO MANY REQUESTS" for _ in given]
            case "no tags":
                return [re.sub("<[^<>]*>", "", text) for text in given]
            case "long":
                return [*given, "one more"]
            case "entities":
                return [html.escape(text).replace("&#x27;", "&#39;") for text in given]
        return given

    def deepl(self, asked: dict[str, Any], plan: str) -> None:
        if asked["method"] != "POST" or asked["headers"].get("Authorization") != f"DeepL-Auth-Key {self.service.key}" or asked["query"]:
            return self.send(403, {"message": "Forbidden"})
        body = json.loads(asked["body"])
        if asked["path"] != "/v2/translate" or len(body["text"]) > 50:
            return self.send(400, {"message": "Bad request"})
        if len(asked["body"]) > 128 * 1024:
            return self.send(413, {"message": "Request Entity Too Large"})
        if body["target_lang"] not in {"DE", "FR", "EN-GB"} or body["source_lang"] not in {"DE", "FR", "EN"}:
            return self.send(400, {"message": "Value for 'target_lang' not supported."})
        tagged = body.get("tag_handling") == "xml"
        if tagged and body.get("tag_handling_version") not in {"v1", "v2"}:
            return self.send(400, {"message": "Bad request"})
        if tagged and any(not well_formed(text) for text in body["text"]):
            return self.send(400, {"message": "Tag handling parsing failed, please check input."})
        found = self.texts(body["text"], body["target_lang"], plan, markup=tagged)
        return self.send(200, {"translations": [{"detected_source_language": body["source_lang"], "text": text} for text in found]})

    def libretranslate(self, asked: dict[str, Any], plan: str) -> None:
        body = json.loads(asked["body"] or b"{}")
        if self.service.key and body.get("api_key") != self.service.key:
            return self.send(403, {"error": "Invalid API key"})
        if asked["path"] != "/translate" or asked["query"] or body["format"] not in {"text", "html"}:
            return self.send(400, {"error": "Invalid request"})
        return self.send(200, {"translatedText": self.texts(body["q"], body["target"], plan, markup=body["format"] == "html")})

    def google(self, asked: dict[str, Any], plan: str) -> None:
        query = asked["query"]
        text = str((self.texts([query["q"]], query["tl"], plan) or [""])[0] or "")
        page = f'<html><body><div class="result-container">{html.escape(text)}</div></body></html>'
        self.raw(200, (page if text else "<html></html>").encode(), "text/html; charset=utf-8")

    def mymemory(self, asked: dict[str, Any], plan: str) -> None:
        query = asked["query"]
        if plan == "quota":
            notice = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 10 HOURS"
            return self.send(200, {"responseData": {"translatedText": notice}, "responseStatus": 429, "matches": []})
        found = self.texts([query["q"]], query["langpair"].partition("|")[2], plan)
        text = found[0] if found else ""
        return self.send(200, {"responseData": {"translatedText": text}, "responseStatus": 200, "matches": [{"translation": text}]})

    def microsoft(self, asked: dict[str, Any], plan: str) -> None:
        if asked["headers"].get("Ocp-Apim-Subscription-Key") != self.service.key:
            return self.send(401, {"error": {"code": 401000, "message": "The request is not authorized"}})
        texts = [part["text"] for part in json.loads(asked["body"])]
        found = self.texts(texts, asked["query"]["to"], plan)
        return self.send(200, [{"translations": [{"text": text, "to": asked["query"]["to"]} for text in found]}])

    def llm(self, asked: dict[str, Any], plan: str) -> None:
        if self.service.key and asked["headers"].get("Authorization") != f"Bearer {self.service.key}":
            return self.send(401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error"}})
        body = json.loads(asked["body"] or b"{}")
        if asked["path"] != "/v1/chat/completions" or not body.get("model") or [m["role"] for m in body["messages"]] != ["system", "user"]:
            return self.send(404, {"error": {"message": "not found"}})
        wanted = json.loads(body["messages"][1]["content"])
        target = {"French": "fr", "German": "de", "British English": "en"}[wanted["to"]]
        markup = "tags such as" in body["messages"][0]["content"]
        texts = self.texts([segment["text"] for segment in wanted["segments"]], target, plan, markup=markup)
        segments = [{"id": str(n), "text": text} for n, text in enumerate(texts, 1)]
        content = plan.removeprefix("says ") if plan.startswith("says ") else json.dumps({"segments": segments})
        message = {"role": "assistant", "content": content, "refusal": "no" if plan == "refusal" else None}
        reason = {"length": "length", "filter": "content_filter"}.get(plan, "stop")
        return self.send(200, {"object": "chat.completion", "choices": [{"index": 0, "message": message, "finish_reason": reason}]})

    def send(self, status: int, values: object, headers: dict[str, str] | None = None) -> None:
        self.raw(status, json.dumps(values).encode(), "application/json", headers)

    def raw(self, status: int, content: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            return


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


@contextmanager
def running(name: str, key: str = "", certificate: Path | None = None) -> Iterator[Service]:
    """A service that runs: deepl, libretranslate, llm, google, mymemory or microsoft; over TLS with a certificate that nobody trusts."""
    service = Service(name, key=key)
    server = Server(("127.0.0.1", 0), type("Own", (Handler,), {"service": service}))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    service.url = f"http{'s' * bool(certificate)}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield service
    finally:
        service.stop.set()
        server.shutdown()
        server.server_close()


def untrusted(folder: Path) -> Path:
    """A file with a certificate for this machine that nobody vouches for, and its key."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
    signed = made.sign(secret, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "untrusted.pem"
    path.write_bytes(secret.private_bytes(serialization.Encoding.PEM, *form) + signed.public_bytes(serialization.Encoding.PEM))
    return path
