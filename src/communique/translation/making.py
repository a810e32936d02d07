"""An edition in the making: what people wrote, the memory and the engines brought together, and what a killed run had got taken up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from .. import glossary, releases
from .. import settings as settings_file
from ..approval import set_aside, turns
from ..drafts import Draft
from ..editions import Edition, Expense
from ..engines import Engine
from ..house import EngineRule, House
from ..languages import Language
from ..memory import Memory
from ..settings import Settings
from ..text.typography import mend
from . import engine_choice, journal, stage
from .costs import Bill, Tally, bills, first_asked
from .journal import Journal

Engines = Sequence[tuple[EngineRule, Engine]]


def edition(own: House, slug: str, language: Language, known: Memory, *, engine: str, tally: Tally) -> Edition | None:
    """One language's edition, made and written; the draft's own as it stands. Raises EngineError where the `engine` asked for cannot work.

    What people write while engines are asked is kept. What hosted engines answer lies in the journal until the edition is written.
    """
    folder = own.drafts / slug
    draft = releases.read_draft(folder)
    before = releases.read_edition(folder, language, draft.document)
    if language is draft.document.language:
        return before
    settings, kept = settings_file.load(folder), journal.load(folder, language, _last(before))
    engines = _engines(own, draft, settings, engine)
    fresh = _filled(own, draft, settings, language, known, journal.resuming(engines, kept), before, again=bool(engine), tally=tally)
    with turns.alone(own, slug):
        now = releases.read_edition(folder, language, draft.document)
        made = replace(set_aside.carry_over(folder, fresh, now), expenses=(*(now.expenses if now else ()), *_expenses(own, tally, kept)))
        releases.save_edition(folder, made)
        kept.discard()
    return made


def forecast(own: House, draft: Draft, language: Language, known: Memory, *, engine: str) -> tuple[Bill, ...]:
    """What the first engine would be asked for one language, and what it costs; nothing is sent or written. Raises EngineError."""
    source, folder = draft.document.language, own.drafts / draft.slug
    if language is source:
        return ()
    before, tally = releases.read_edition(folder, language, draft.document), Tally()
    settings = settings_file.of_draft(own, draft)
    counted = first_asked(_engines(own, draft, settings, engine), source, language)
    resumed = journal.resuming(counted, journal.load(folder, language, _last(before)))
    _filled(own, draft, settings, language, known, resumed, before, again=bool(engine), tally=tally)
    return bills(own.engines, tally)


def _last(before: Edition | None) -> str:
    """When engines were last paid for an edition."""
    return max((expense.at for expense in before.expenses), default="") if before else ""


def _expenses(own: House, tally: Tally, kept: Journal) -> tuple[Expense, ...]:
    """What this run and the killed ones before it asked of engines."""
    at, spent = journal.moment(), bills(own.engines, Tally(tally.characters + kept.paid))
    return tuple(Expense(at, bill.engine, bill.host, bill.characters, bill.euros) for bill in spent)


def _engines(own: House, draft: Draft, settings: Settings, engine: str) -> Engines:
    now = datetime.now(UTC)
    return engine_choice.started(own, draft.slug, engine, secret=settings_file.secret(settings, draft, now, own.zone), now=now)


def _filled(
    own: House,
    draft: Draft,
    settings: Settings,
    language: Language,
    known: Memory,
    engines: Engines,
    before: Edition | None,
    *,
    again: bool,
    tally: Tally,
) -> Edition:
    """One language's edition as the memory and these engines give it."""
    now, terms = datetime.now(UTC), glossary.load(own.templates / "glossary.csv")
    return stage.fill(
        draft,
        language,
        memory=known,
        engines=engines,
        at=now.isoformat(timespec="seconds"),
        mend=mend,
        waits=stage.EMBARGO if settings_file.secret(settings, draft, now, own.zone) else stage.NO_ENGINE,
        names=terms.names,
        glossary=terms,
        before=before,
        again=again,
        tally=tally,
    )
