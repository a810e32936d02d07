"""What an engine's adapter costs over the bare HTTP calls: `python benchmarks/engine_overhead.py [--rounds 3]` prints one JSON line.

200 segments go through each hosted engine, and the same requests, byte for byte, by a bare client that keeps its connection (httpx for
JSON in the body, requests for what deep-translator sends) and reads the JSON. The service is a process of its own on loopback; both ways
take turns. `wall` is with a service that takes a tenth of a second for a batch and 10 ms for a single text, which is faster than any real
one; `cpu` is the client's processor time in the same turns, `cpu_us_a_segment` what the adapter takes more of it; `instant` is the wall
time with a service that takes no time at all.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from communique import families
from communique.engines import Assignment
from communique.house import EngineRule
from communique.languages import Language
from communique.translation import egress
from loopback import Handler, Server, Service

KEY = "overhead"
KEYS = {"deepl": "DEEPL_API_KEY", "microsoft": "MICROSOFT_API_KEY", "libretranslate": "LIBRETRANSLATE_API_KEY", "llm": "LLM_API_KEY"}
PATHS = {"llm": "/v1", "google": "/m", "mymemory": "/get", "microsoft": "/translate?api-version=3.0"}
BATCHED = ("deepl", "libretranslate", "llm")
ENGINES = (*BATCHED, "google", "microsoft", "mymemory")
BATCH_SECONDS, TEXT_SECONDS, MOST = 0.1, 0.01, 1.15
TEXTS = tuple(f"Le projet {n} avance bien et l'équipe de Lyon reste à l'heure pour les prochains mois." for n in range(200))

Sent = list[tuple[str, str, dict[str, str], bytes]]


class Kept(Handler):
    """A service that keeps connections open and takes some time."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    seconds = 0.0

    def answer(self, body: bytes) -> None:
        """Answer after a while."""
        time.sleep(self.seconds)
        super().answer(body)


def serve(name: str, seconds: float) -> None:
    """Run a service, and say where, until killed."""
    service = Service(name, key=KEY if name in KEYS else "")
    service.asked = Forgetful()
    server = Server(("127.0.0.1", 0), type("Own", (Kept,), {"service": service, "seconds": seconds}))
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


class Forgetful(list[dict[str, Any]]):
    """A list that stays empty."""

    def append(self, _: dict[str, Any]) -> None:
        """Let it go."""
        return


def adapter(name: str, url: str) -> Callable[[], None]:
    """All segments through an engine."""
    settings = {"url": url + PATHS.get(name, ""), "pause": 0, "tries": 1, "model": "small"}
    engine = families.load("engines", name).start(settings, Path("none"))

    def run() -> None:
        with egress.guard(EngineRule("test", "machine"), engine.hosts):
            found = list(engine.translate(Assignment(TEXTS, Language.FR, Language.EN)))
        if any(translation.text is None for translation in found):
            raise SystemExit(f"{name}: nothing came")

    return run


def bare(name: str, sent: Sent) -> Callable[[], None]:
    """The same requests by a client that does nothing else."""
    import httpx
    import requests

    client = httpx.Client() if name in BATCHED else requests.Session()

    def run() -> None:
        for method, url, headers, body in sent:
            if isinstance(client, httpx.Client):
                json.loads(client.request(method, url, headers=headers, content=body).content)
            else:
                answer = client.request(method, url, headers=headers, data=body)
                json.loads(answer.content) if name != "google" else answer.content

    return run


def recorded(name: str, url: str) -> Sent:
    """The requests of an engine as they go out."""
    sent: Sent = []
    port = int(url.rpartition(":")[2])

    class Recording(Kept):
        def answer(self, body: bytes) -> None:
            headers = {k: v for k, v in self.headers.items() if k in {"Content-Type", "Authorization", "Ocp-Apim-Subscription-Key"}}
            sent.append((self.command, f"http://127.0.0.1:{port}{self.path}", headers, body))
            super().answer(body)

    service = Service(name, key=KEY if name in KEYS else "")
    server = Server(("127.0.0.1", 0), type("Own", (Recording,), {"service": service}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    adapter(name, f"http://127.0.0.1:{server.server_address[1]}")()
    server.shutdown()
    return sent


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Wall and processor seconds of one turn."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def compared(name: str, seconds: float, rounds: int) -> dict[str, float]:
    """Both ways in turns, and the ratios of their medians."""
    service = subprocess.Popen((sys.executable, __file__, "--serve", name, str(seconds)), stdout=subprocess.PIPE, text=True)
    try:
        assert service.stdout
        url = service.stdout.readline().strip()
        ours, theirs = adapter(name, url), bare(name, recorded(name, url))
        ours(), theirs()
        turns = [(timed(ours), timed(theirs)) for _ in range(rounds)]
    finally:
        service.kill()
        service.wait()
    one, other = zip(*turns, strict=True)
    wall, cpu = (statistics.median(t[n] for t in one) / statistics.median(t[n] for t in other) for n in (0, 1))
    over = statistics.median(t[1] for t in one) - statistics.median(t[1] for t in other)
    micro = round(1_000_000 * over / len(TEXTS))
    return {
        "wall": round(wall, 3),
        "cpu": round(cpu, 2),
        "cpu_us_a_segment": micro,
        "ms": round(1000 * statistics.median(t[0] for t in one), 1),
    }


def main() -> int:
    """Measure every engine, print one JSON line, and give 1 where an adapter costs more than it may."""
    parser = argparse.ArgumentParser(description="What an engine's adapter costs over the bare HTTP calls.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve(chosen.serve[0], float(chosen.serve[1]))
        return 0
    os.environ |= dict.fromkeys(KEYS.values(), KEY)
    found = {}
    for name in ENGINES:
        usual = compared(name, BATCH_SECONDS if name in BATCHED else TEXT_SECONDS, chosen.rounds)
        instant = compared(name, 0, chosen.rounds)
        found[name] = usual | {"instant": instant["wall"], "instant_ms": instant["ms"]}
    broken = [name for name, values in found.items() if values["wall"] > MOST]
    print(json.dumps({"segments": len(TEXTS), "overhead": found, "most": MOST, "broken": broken}))
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
