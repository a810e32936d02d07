"""The audit: a bill of materials, licences that may be carried, and vulnerabilities that are found or said not to be checked."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest

import audit

ROOT = Path(__file__).resolve().parents[2]
KNOWN = "GHSA-aaaa-bbbb-cccc"


@contextmanager
def osv(*vulnerable: str) -> Iterator[str]:
    """A service that speaks OSV as far as uv asks, and knows one vulnerability of these packages."""

    class Answers(BaseHTTPRequestHandler):
        def say(self, values: object) -> None:
            content = json.dumps(values).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            found = {"vulns": [{"id": KNOWN, "modified": "2026-01-01T00:00:00Z"}]}
            self.say({"results": [found if query["package"]["name"] in vulnerable else {} for query in asked]})

        def do_GET(self) -> None:
            package = {"name": vulnerable[0], "ecosystem": "PyPI"}
            affected = {"package": package, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}
            self.say({"id": KNOWN, "modified": "2026-01-01T00:00:00Z", "summary": "x", "affected": [affected]})

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def audited(folder: Path, service: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, str(ROOT / "benchmarks" / "audit.py"), str(folder), service)
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_what_has_no_known_vulnerability_and_a_good_licence_is_green(tmp_path: Path) -> None:
    with osv() as service:
        done = audited(tmp_path, service)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert (told["vulnerabilities"], told["licences_refused"]) == ("none known", {})
    assert told["components"] > 100
    assert set(told["not_installed_here"]) < audit.ELSEWHERE


def test_a_licence_of_a_package_that_is_not_here_is_not_taken_for_granted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "ELSEWHERE", audit.ELSEWHERE - {"pywin32"})
    with osv() as service:
        assert audit.main(tmp_path, service) == 3


def test_a_known_vulnerability_is_red_and_named(tmp_path: Path) -> None:
    with osv("lxml") as service:
        done = audited(tmp_path, service)
    assert done.returncode == 1
    assert json.loads(done.stdout)["vulnerabilities"] == "found"
    assert KNOWN in done.stderr


def test_what_could_not_be_checked_is_never_green(tmp_path: Path) -> None:
    done = audited(tmp_path, "http://127.0.0.1:9/")
    assert done.returncode == 3
    assert json.loads(done.stdout)["vulnerabilities"] == "not checked"
    assert "NOT CHECKED" in done.stderr


def test_the_bill_names_every_package_of_the_lock_that_is_shipped_with_its_address_and_digest() -> None:
    bill = audit.made_bill()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    shape = {
        "type": "object",
        "required": ["type", "name", "version", "purl", "externalReferences"],
        "properties": {"purl": {"pattern": "^pkg:pypi/"}, "externalReferences": {"minItems": 1}},
    }
    for component in bill["components"]:
        jsonschema.validate(component, shape)
        assert all(any(one["alg"] == "SHA-256" for one in reference["hashes"]) for reference in component["externalReferences"])
    names = {component["name"] for component in bill["components"]}
    assert {"prefect", "fastapi", "weasyprint", "lxml", "cryptography"} <= names
    assert not {"pytest", "ruff", "translate-toolkit"} & names


@pytest.mark.parametrize(
    "said", ["MIT", "Apache-2.0 OR GPL-3.0-only", "MIT AND (BSD-3-Clause OR GPL-2.0-only)", "Apache-2.0 WITH LLVM-exception"]
)
def test_a_licence_that_may_be_carried_is_taken(said: str) -> None:
    assert audit.allowed(said)


@pytest.mark.parametrize(
    "said", ["", "GPL-3.0-only", "AGPL-3.0-or-later AND MIT", "MIT AND (GPL-2.0-only OR SSPL-1.0)", "Proprietary, ask us", "MIT AND"]
)
def test_another_licence_is_refused(said: str) -> None:
    assert not audit.allowed(said)


def test_what_was_judged_by_hand_is_still_what_the_package_says() -> None:
    licences, _ = audit.licences_of(list(audit.JUDGED))
    assert licences == audit.JUDGED
