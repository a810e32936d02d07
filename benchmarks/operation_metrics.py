"""What monitoring costs: `python benchmarks/operation_metrics.py` prints one JSON line.

The sample release stands a hundred times in a house, submitted, with its findings known. Then `/metrics` is asked over http as Prometheus
asks: the first time (everything is read), again (nothing has changed), after a decision about one release, and while a render goes on in
another process; so is `/healthz`. A hundred `status --watch` looks are timed beside it.
"""

from __future__ import annotations

import http.client
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from prometheus_client.parser import text_string_to_metric_families  # noqa: E402

from communique import drafts, gate, pipeline, releases  # noqa: E402
from communique import house as houses  # noqa: E402
from communique import settings as settings_file  # noqa: E402
from communique.house import House  # noqa: E402
from communique.operation import upkeep, vitals  # noqa: E402
from office import approve_all, mend  # noqa: E402

RELEASES = 100
PROMISED = {"metrics_100_first_s": 10.0, "metrics_100_s": 1.0, "metrics_100_after_a_decision_s": 1.0, "healthz_s": 2.5}


def house_of_many(root: Path) -> House:
    """A house in which the sample stands a hundred times under other names, each submitted."""
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "drafts").mkdir()
    own = houses.load(root)
    if own.public_key:
        own = upkeep.without_key(own)
    own = upkeep.new_key(own)
    draft = root / "drafts" / "dialogue-ia.docx"
    shutil.copy(ROOT / "drafts" / "dialogue-ia.docx", draft)
    slug = pipeline.take_in(own, draft)
    for language in pipeline.languages_of(own, slug)[1:]:
        pipeline.translate(own, slug, language)
    mend(own, slug)
    first = releases.load(own, slug)
    for number in range(RELEASES - 1):
        folder = own.drafts / f"release-{number:03d}"
        drafts.save(folder, replace(first.draft, slug=folder.name, file=f"{folder.name}.docx"))
        settings_file.save(folder, first.settings)
        for edition in first.editions.values():
            releases.save_edition(folder, edition)
    for one in releases.slugs(own):
        gate.submit(own, one)
    gate.board(own, slug)
    return own


def asked(address: str, path: str) -> tuple[float, str]:
    """Seconds until the answer, and the answer."""
    begun = time.perf_counter()
    line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=120)
    line.request("GET", path)
    said = line.getresponse().read().decode()
    return time.perf_counter() - begun, said


def middle(measure: Callable[[], float], times: int = 7) -> float:
    """The middle of several measurements, in seconds."""
    return round(statistics.median(measure() for _ in range(times)), 3)


def measured() -> dict[str, object]:
    """Seconds of each answer, and how many samples it has."""
    with tempfile.TemporaryDirectory() as folder:
        own = house_of_many(Path(folder) / "house")
        with vitals.serving(own, 0) as address:
            first, said = asked(address, vitals.METRICS)
            counted = [sample for family in text_string_to_metric_families(said) for sample in family.samples]
            waiting = sum(sample.value for sample in counted if sample.name == "communique_releases")
            if waiting != RELEASES:
                raise SystemExit(f"operation_metrics: {waiting:.0f} releases were counted of {RELEASES}")
            again = middle(lambda: asked(address, vitals.METRICS)[0])
            approve_all(own, "dialogue-ia")
            decided, _ = asked(address, vitals.METRICS)
            healthz = middle(lambda: asked(address, vitals.HEALTH)[0])
    return {
        "releases": RELEASES,
        "samples": len(counted),
        "metrics_100_first_s": round(first, 3),
        "metrics_100_s": again,
        "metrics_100_after_a_decision_s": round(decided, 3),
        "healthz_s": healthz,
    }


if __name__ == "__main__":
    print(json.dumps({"benchmark": "operation_metrics", **measured()}))
