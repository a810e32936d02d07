"""Who may decide what: the person, the partner, the language, the role, and the reason that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..errors import NotAllowed
from ..languages import LANGUAGE_NAMES, Language, Wording, same
from ..releases import Release
from ..reviewers import Reviewer, may_decide, stood_for
from ..roles import ROLE_NAMES, Role
from ..text.handwriting import kept
from . import refusals as say
from .boards import Board

LONGEST_COMMENT = 10_000


def demand_say(
    own: Board,
    release: Release,
    reviewers: Mapping[str, Reviewer],
    language: Language,
    partner: str,
    who: str,
    *,
    role: Role = Role.LANGUAGE,
    today: date | None = None,
) -> str:
    """Raises NotAllowed unless this person may decide about this language for this partner in this role, and the house asks for it.

    Gives the id of the colleague in whose place they decide `today`, who is away and has them as a deputy; empty for their own right.
    """
    reviewer = _known(release, reviewers, who)
    ask = _ask(may_decide(reviewers, language, partner, role))
    if partner not in release.settings.partners:
        known = say.PARTNERS_ARE.fill(known=", ".join(release.settings.partners))
        raise NotAllowed(release.slug, say.NOT_A_PARTNER.fill(partner=partner), known)
    if language not in release.editions:
        known = say.LANGUAGES_ARE.fill(known=", ".join(release.settings.languages))
        raise NotAllowed(release.slug, say.NOT_A_LANGUAGE.fill(language=LANGUAGE_NAMES[language]), known)
    if reviewer.partner != partner:
        raise NotAllowed(release.slug, say.OTHER_PARTNER.fill(name=reviewer.name, own=reviewer.partner, partner=partner), ask)
    absent = stood_for(reviewers, who, language, partner, role, today) if today and not reviewer.may(language, partner, role) else None
    if absent is None:
        _demand_own_right(release, reviewer, language, role, ask)
    if own.cell(language, partner, role) is None:
        fact = say.NOT_ASKED if role is Role.LANGUAGE else say.NOT_ASKED_IN_ROLE
        filled = fact.fill(partner=partner, language=LANGUAGE_NAMES[language], role=ROLE_NAMES[role])
        raise NotAllowed(release.slug, filled, say.SEE_APPROVALS)
    return absent.id if absent else ""


def _demand_own_right(release: Release, reviewer: Reviewer, language: Language, role: Role, ask: Wording) -> None:
    if language not in reviewer.languages:
        raise NotAllowed(release.slug, say.OTHER_LANGUAGE.fill(name=reviewer.name, language=LANGUAGE_NAMES[language]), ask)
    if role not in reviewer.roles:
        raise NotAllowed(release.slug, say.OTHER_ROLE.fill(name=reviewer.name, role=ROLE_NAMES[role]), ask)


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
        readers = [one for one in reviewers.values() if one.partner in release.settings.partners and language in one.languages]
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
    return kept(comment)
