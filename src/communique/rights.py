"""Who may decide what: the person, the partner, the language, and the reason that goes with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from . import refusals as say
from .boards import Board
from .errors import NotAllowed
from .languages import LANGUAGE_NAMES, Language, Wording, same
from .releases import Release
from .reviewers import Reviewer, may_decide

LONGEST_COMMENT = 10_000


def demand_say(own: Board, release: Release, reviewers: Mapping[str, Reviewer], language: Language, partner: str, who: str) -> None:
    """Raises NotAllowed unless this person may decide about this language for this partner, and the house asks for it."""
    reviewer = _known(release, reviewers, who)
    ask = _ask(may_decide(reviewers, language, partner))
    if partner not in release.settings.partners:
        known = say.PARTNERS_ARE.fill(known=", ".join(release.settings.partners))
        raise NotAllowed(release.slug, say.NOT_A_PARTNER.fill(partner=partner), known)
    if language not in release.editions:
        known = say.LANGUAGES_ARE.fill(known=", ".join(release.settings.languages))
        raise NotAllowed(release.slug, say.NOT_A_LANGUAGE.fill(language=LANGUAGE_NAMES[language]), known)
    if reviewer.partner != partner:
        raise NotAllowed(release.slug, say.OTHER_PARTNER.fill(name=reviewer.name, own=reviewer.partner, partner=partner), ask)
    if language not in reviewer.languages:
        raise NotAllowed(release.slug, say.OTHER_LANGUAGE.fill(name=reviewer.name, language=LANGUAGE_NAMES[language]), ask)
    if own.cell(language, partner) is None:
        raise NotAllowed(release.slug, say.NOT_ASKED.fill(partner=partner, language=LANGUAGE_NAMES[language]), say.SEE_APPROVALS)


def demand_reviewer(release: Release, reviewers: Mapping[str, Reviewer], language: Language | None, who: str) -> Reviewer:
    """The reviewer of one of the release's partners who reads this language. Raises NotAllowed."""
    reviewer = _known(release, reviewers, who)
    partners = ", ".join(release.settings.partners)
    if reviewer.partner not in release.settings.partners:
        raise NotAllowed(release.slug, say.NOT_A_PARTNER.fill(partner=reviewer.partner), say.PARTNERS_ARE.fill(known=partners))
    if language is not None and language not in release.editions:
        known = say.LANGUAGES_ARE.fill(known=", ".join(release.settings.languages))
        raise NotAllowed(release.slug, say.NOT_A_LANGUAGE.fill(language=LANGUAGE_NAMES[language]), known)
    if language is not None and language not in reviewer.languages:
        readers = [other for partner in release.settings.partners for other in may_decide(reviewers, language, partner)]
        raise NotAllowed(release.slug, say.OTHER_LANGUAGE.fill(name=reviewer.name, language=LANGUAGE_NAMES[language]), _ask(readers))
    return reviewer


def _ask(people: Iterable[Reviewer]) -> Wording:
    names = [same(person.name) for person in people]
    return say.ASK_THEM.fill(names=say.joined(names, say.OR)) if names else say.ADD_SOMEONE


def _known(release: Release, reviewers: Mapping[str, Reviewer], who: str) -> Reviewer:
    if who not in reviewers:
        raise NotAllowed(release.slug, say.UNKNOWN_REVIEWER.fill(who=who), say.ADD_REVIEWER)
    return reviewers[who]


def demand_reason(release: Release, comment: str) -> None:
    """Raises NotAllowed where a decision comes without the reason that it needs."""
    if not comment.strip():
        raise NotAllowed(release.slug, say.NEEDS_A_REASON, say.GIVE_ONE)


def said(release: Release, comment: str) -> str:
    """A comment as the record keeps it: valid Unicode in NFC, trimmed. Raises NotAllowed for one that is far too long."""
    if len(comment) > LONGEST_COMMENT:
        raise NotAllowed(release.slug, say.TOO_LONG.fill(limit=LONGEST_COMMENT), say.SHORTEN)
    return unicodedata.normalize("NFC", comment.encode("utf-8", "replace").decode()).strip()
