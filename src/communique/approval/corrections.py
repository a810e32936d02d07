"""Corrections: a reviewer gives a segment another text, if it still is the one that they edited."""

from __future__ import annotations

from datetime import datetime

from .. import decisions, memory, pipeline, releases, reviewers, reviews
from ..document import plain
from ..editions import Edition, Origin, Source
from ..errors import NotAllowed
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..markup import load as inlines
from ..record import keys
from ..text.handwriting import kept
from ..translation import growth
from . import refusals as say
from . import rights, turns
from .subjects import of_text

EMPTY = Wording("une correction a besoin d’un texte", "eine Korrektur braucht einen Text", "a correction needs a text")
GIVE_TEXT = Wording(
    "pour supprimer une phrase, supprimez-la dans le brouillon Word",
    "um einen Satz zu streichen, streichen Sie ihn im Word-Entwurf",
    "to drop a sentence, drop it in the Word draft",
)


def correct(house: House, slug: str, language: Language, key: str, text: str, who: str, *, at: datetime, channel: str, base: str) -> None:
    """Give a segment another text, in light markup; `base` is the digest of the one that was edited, empty for whichever is there.

    The edition is written before the decision: a crash between the two leaves approvals stale, never a text that nobody saw. Raises
    NotAllowed.
    """
    people = reviewers.load(house)
    text = kept(text)
    if not plain(inlines(text)).strip():
        raise NotAllowed(slug, EMPTY, GIVE_TEXT)
    with turns.alone(house, slug):
        release = releases.load(house, slug)
        rights.demand_reviewer(release, people, language, who)
        edition = release.editions[language]
        _demand_unchanged(slug, edition, key, base)
        if any(unit.segment.key == key for unit in edition.units):
            written = edition.with_target(key, inlines(text), Origin(Source.PERSON, who, decisions.utc(at)))
            edition = growth.noted(lambda: memory.Memory.load(pipeline.memory_files(house)), edition, written, release.source)
        changed = releases.with_edition(release, edition)
        decision = reviews.correct(changed, people, language=language, key=key, who=who, at=at, channel=channel)
        signing = keys.load(house.key_file, house.public_key)
        releases.save_edition(release.folder, edition)
        decisions.record(release.folder, decision, signing, house.keys)


def _demand_unchanged(slug: str, edition: Edition, key: str, base: str) -> None:
    now = {unit.segment.key: of_text(unit.target) for unit in edition.units}
    if base and now.get(key, base) != base:
        raise NotAllowed(slug, say.EDITED_MEANWHILE.fill(key=key, language=LANGUAGE_NAMES[edition.language]), say.COMPARE)
