"""What a house counts about itself, as text for Prometheus: states, languages and origins, and never a name, a title or a word."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from ..approval.boards import State
from ..editions import Source
from ..findings import Severity
from ..house import House
from ..languages import Language
from ..notices import outbox
from ..publishing import manifest, timings
from . import beats
from .folder_look import FolderLook
from .outlook import Ledger, Outlook, Stand

# What `vitals` serves them as: the text format that every Prometheus reads.
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# The ages of approvals in days, as the first day that is no longer in it; beyond the last there is one more.
AGES = ((1, "under 1"), (3, "1-2"), (7, "3-6"), (14, "7-13"))
OLDEST = "14 and more"
NOT_ASKED = "not asked yet"
# Seconds. A release of three languages takes two on two processors; eighteen for one file is the most that is allowed.
RENDER_BOUNDS = (0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 60.0)

Family = GaugeMetricFamily | HistogramMetricFamily


class Memory:
    """What was read for the last metrics and serves for the next where nothing has changed."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.ledger, self.folder = Ledger(), FolderLook()
        self._outbox: tuple[int, Counter[outbox.State]] = (0, Counter())

    def notices(self, house: House) -> Counter[outbox.State]:
        """The notices in a house's outbox by state; each change there renames a file, which the folder's own time tells."""
        folder = house.state / outbox.FOLDER
        changed = folder.stat().st_mtime_ns if folder.is_dir() else 0
        if changed != self._outbox[0]:
            self._outbox = (changed, Counter(entry.state for entry in outbox.read(folder).values()))
        return self._outbox[1]


def metrics(house: House, moment: datetime, *, memory: Memory | None = None, health: Mapping[str, bool] | None = None) -> str:
    """The house's metrics at a moment; `memory` makes the next ones cheap, `health` says of each part whether it does its work."""
    known = memory or Memory()
    begun = time.perf_counter()
    families = [*_families(house, moment, known), *([_health(health)] if health is not None else [])]
    taken = _gauge("communique_metrics_seconds", "How long it took to gather these figures", {(): time.perf_counter() - begun})
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Given([*families, taken]))
    return generate_latest(registry).decode("utf-8")


class _Given(Collector):
    """Families that are there already, as the library wants them handed over."""

    def __init__(self, families: Iterable[Family]) -> None:
        self.families = tuple(families)

    def collect(self) -> Iterator[Family]:
        """All of them."""
        return iter(self.families)


def _families(house: House, moment: datetime, known: Memory) -> Iterator[Family]:
    outlooks = known.ledger.look(house, moment)
    yield _releases(outlooks, moment)
    yield from _approvals(outlooks, moment)
    yield _segments(outlooks, house)
    yield from _findings(outlooks)
    yield from _renders(house)
    drafts = {(state,): float(count) for state, count in known.folder.look(house).items()}
    yield _gauge("communique_drafts", "Word files in the drop folder that became no release", drafts, "state")
    yield _notices(known.notices(house))
    silences = {(part,): _or_infinite(beats.silence(house, part, moment.timestamp())) for part in beats.PARTS}
    yield _gauge("communique_silence_seconds", "Seconds since each part last did its work; infinite where it never did", silences, "part")


def _gauge(name: str, about: str, values: Mapping[Any, float], *labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, about, labels=labels)
    for names, value in values.items():
        family.add_metric(names, value)
    return family


def _releases(outlooks: Iterable[Outlook], moment: datetime) -> Family:
    counts = Counter(one.at(moment) for one in outlooks)
    return _gauge("communique_releases", "Releases by where they stand", {(stand.value,): counts[stand] for stand in Stand}, "state")


def _approvals(outlooks: Iterable[Outlook], moment: datetime) -> Iterator[Family]:
    missing = [one for outlook in outlooks if outlook.stand not in (Stand.WITHDRAWN, Stand.UNREADABLE) for one in outlook.missing]
    counts = Counter((one.state.value, age(one.since, moment)) for one in missing)
    states = [state.value for state in State if state is not State.APPROVED]
    ages = [*(name for _, name in AGES), OLDEST, NOT_ASKED]
    by_age = {(state, days): float(counts[state, days]) for state in states for days in ages}
    yield _gauge("communique_approvals_waiting", "Approvals that are missing, by state and by days of waiting", by_age, "state", "days")
    overdue = sum(one.due is not None and one.due < moment for one in missing)
    yield _gauge("communique_approvals_overdue", "Approvals that are missing past their deadline", {(): overdue})
    longest = max(((moment - one.since).total_seconds() for one in missing if one.since), default=0.0)
    yield _gauge("communique_approvals_longest_seconds", "How long the approval has been missing that is waited for longest", {(): longest})


def age(since: datetime | None, moment: datetime) -> str:
    """The bucket of an approval that is waited for since then: full days of 24 hours."""
    if since is None:
        return NOT_ASKED
    return next((name for days, name in AGES if moment - since < timedelta(days=days)), OLDEST)


def _segments(outlooks: Iterable[Outlook], house: House) -> Family:
    counts: Counter[tuple[Language, Source]] = Counter()
    for outlook in outlooks:
        counts.update(outlook.origins)
    values = {(language.value, origin.value): float(counts[language, origin]) for language in house.languages for origin in Source}
    return _gauge("communique_segments", "Sentences of all releases, by language and by where they come from", values, "language", "origin")


def _findings(outlooks: Iterable[Outlook]) -> Iterator[Family]:
    known = [one.findings for one in outlooks]
    found = Counter[Severity]()
    for counts in known:
        found.update(counts or {})
    by_severity = {(severity.value,): float(found[severity]) for severity in Severity}
    yield _gauge("communique_findings", "Findings in all releases when each was last checked", by_severity, "severity")
    unchecked = {(): float(sum(counts is None for counts in known))}
    yield _gauge("communique_releases_unchecked", "Releases whose findings are not known on this machine", unchecked)


def _renders(house: House) -> Iterator[Family]:
    """Of what was rendered on this machine; the journal is cut from time to time, which Prometheus takes for a restart."""
    family = HistogramMetricFamily("communique_render_seconds", "Seconds that a release's files took, by status", labels=["status"])
    noted = timings.renders(house)
    for status in manifest.STATUSES:
        own = [render.seconds for render in noted if render.status == status]
        buckets = [(str(bound), float(sum(seconds <= bound for seconds in own))) for bound in RENDER_BOUNDS]
        family.add_metric([status], [*buckets, ("+Inf", float(len(own)))], sum(own))
    yield family
    last = max((render.at for render in noted), default=0.0)
    yield _gauge("communique_render_last_timestamp_seconds", "When the last render ended, 0 for never", {(): last})


def _notices(counts: Counter[outbox.State]) -> Family:
    values = {(state.value,): float(counts[state]) for state in outbox.State}
    return _gauge("communique_notices", "Notices in the outbox by how far they have come", values, "state")


def _health(health: Mapping[str, bool]) -> Family:
    return _gauge("communique_healthy", "Whether a part does its work", {(part,): float(fine) for part, fine in health.items()}, "part")


def _or_infinite(seconds: float | None) -> float:
    return float("inf") if seconds is None else seconds
