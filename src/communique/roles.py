"""Roles: what somebody vouches for when they approve a language for their partner."""

from __future__ import annotations

from enum import StrEnum

from .languages import Wording


class Role(StrEnum):
    """LANGUAGE is the text in that language, FACTS and LEGAL read the same text for what it says, OWN is the partner's own words in it."""

    LANGUAGE = "language"
    FACTS = "facts"
    LEGAL = "legal"
    OWN = "own"


# A reviewer of whom reviewers.toml says nothing else.
USUAL = (Role.LANGUAGE, Role.OWN)

ROLE_NAMES = {
    Role.LANGUAGE: Wording("langue", "Sprache", "language"),
    Role.FACTS: Wording("faits", "Fakten", "facts"),
    Role.LEGAL: Wording("juridique", "Recht", "legal"),
    Role.OWN: Wording("citations et textes propres", "eigene Zitate und Texte", "own quotations and texts"),
}


def cell_name(language: str, partner: str, role: Role = Role.LANGUAGE) -> str:
    """The name of an approval: `fr/inria`, and `fr/inria/legal` for another role than the usual one."""
    return f"{language}/{partner}" if role is Role.LANGUAGE else f"{language}/{partner}/{role}"
