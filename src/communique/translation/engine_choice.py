"""The engines that may see a release: those of the house's rule and of its written exceptions, started and ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from .. import families, settings
from ..discretion import neutral_name
from ..drafts import Draft
from ..engines import Engine
from ..errors import EngineError
from ..house import EngineRule, House
from ..languages import Language, Wording
from ..rules import allowances
from . import egress

NO_WAY = Wording("n’a pas de modèle pour {pair}", "hat kein Modell für {pair}", "has no model for {pair}")
ADD_WAY = Wording(
    "lancez «\u00a0communique engines add {pair}\u00a0»",
    "führen Sie „communique engines add {pair}“ aus",
    "run “communique engines add {pair}”",
)


def demand(own: House, name: str) -> None:
    """Raises EngineError for an engine that house.toml does not name; no name is every engine."""
    if name and name not in {rule.name for rule in own.engines}:
        raise allowances.refusal((), (), name, _names(own), datetime.now(UTC))


def started(own: House, slug: str, only: str, *, secret: bool, now: datetime) -> list[tuple[EngineRule, Engine]]:
    """The engines for a release in the house's order, or the one that is asked for; what cannot work here is passed over.

    Raises EngineError where the one that is asked for cannot work, or may not see a secret release.
    """
    able: list[tuple[EngineRule, Engine]] = []
    release = (slug, neutral_name(slug))
    excepted = allowances.in_force(own.exceptions, release, now)
    for rule in egress.permitted(own.engines, own.embargo_hosts if secret else egress.CLASSES, excepted):
        if only in ("", rule.name):
            try:
                able.append((rule, start(own, rule)))
            except EngineError:
                if only:
                    raise
    if only and not able:
        raise allowances.refusal(own.exceptions, release, only, _names(own), now)
    return able


def idle(own: House, draft: Draft, now: datetime, targets: Iterable[Language] = ()) -> list[EngineError]:
    """Why engines of the house are not asked for a release, in their order: a secret, a lapsed exception, no key, no model.

    `targets` are the languages asked about, all of the release where it is empty.
    """
    release, wanted = (draft.slug, neutral_name(draft.slug)), settings.of_draft(own, draft)
    secret = settings.secret(wanted, draft, now, own.zone)
    excepted = allowances.in_force(own.exceptions, release, now)
    seen = egress.permitted(own.engines, own.embargo_hosts if secret else egress.CLASSES, excepted)
    found: list[EngineError] = []
    for rule in own.engines:
        if rule not in seen:
            found.append(allowances.refusal(own.exceptions, release, rule.name, _names(own), now))
            continue
        try:
            found += _lacking(rule, start(own, rule), draft.document.language, tuple(targets) or wanted.languages)
        except EngineError as error:
            found.append(error)
    return found


def _lacking(rule: EngineRule, engine: Engine, source: Language, targets: Iterable[Language]) -> list[EngineError]:
    """The languages that a started engine cannot translate a release to, one error each."""
    ways = (f"{source}-{target}" for target in targets if target is not source and not engine.can(source, target))
    return [EngineError(rule.name, NO_WAY.fill(pair=pair), ADD_WAY.fill(pair=pair)) for pair in ways]


def start(own: House, rule: EngineRule) -> Engine:
    """An engine, loaded and started where it can reach nothing.

    Raises EngineError where it cannot work, or its host is farther or its proxy another than house.toml says.
    """
    with egress.guard(rule, ()):
        engine: Engine = families.load("engines", rule.name).start(rule.settings, own.state / "models")
    egress.vouched(rule, engine.hosts)
    return engine


def _names(own: House) -> list[str]:
    return [rule.name for rule in own.engines]
