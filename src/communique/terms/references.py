"""What texts are held against: the termbase, the declared names, the partners and the day, ready for look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..glossary import Concept, Glossary
from ..house import LIMITS, ZONE
from ..languages import Language
from ..partners import Partner
from ..rules.inclusion import wanted
from .forbidden_phrases import PhraseIndex, phrase_index
from .lookalikes import NameIndex, name_index, plain_spaces
from .nearness import NearIndex, near_index
from .occurrences import TermIndex, index


@dataclass(frozen=True)
class Reference:
    """What a check may hold a text against: the termbase, declared names, the partners by id, and the day in the house's IANA `zone`.

    `limits` are the most characters that a `title` and a `lead` may have, `recalled` the texts of memory entries by id and language,
    `inclusive` the house's style of inclusive forms by language.
    """

    glossary: Glossary
    names: frozenset[str] = frozenset()
    partners: Mapping[str, Partner] = field(default_factory=dict)
    today: date = date.min
    zone: str = ZONE
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    recalled: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    inclusive: Mapping[Language, str] = field(default_factory=dict)

    def inclusive_styles(self, language: Language) -> frozenset[str]:
        """The styles of inclusive forms that the partners ask for in a language, else the house; empty where nobody does."""
        partners = wanted((partner.inclusive for partner in self.partners.values()), language)
        return partners or wanted([self.inclusive], language)

    @cached_property
    def declared(self) -> frozenset[str]:
        """Every name that must be written as declared: given ones, untranslated terms, partners and their press contacts."""
        partners = {name for partner in self.partners.values() for name in partner.names}
        people = {contact.name for partner in self.partners.values() for contact in partner.contacts}
        return frozenset(self.names | self.glossary.names | partners | people) - {""}

    @cached_property
    def terms(self) -> Mapping[Language, TermIndex]:
        """The termbase ready for look-up in each language."""
        return {language: index(self.glossary, language) for language in Language}

    @cached_property
    def spellings(self) -> NameIndex:
        """The declared names ready for look-up of what resembles them."""
        return name_index(self.declared)

    @cached_property
    def near(self) -> Mapping[Language, NearIndex]:
        """The names of several words ready for look-up of what is nearly one."""
        return {language: near_index(self.glossary, self.declared - self.glossary.names, language) for language in Language}

    @cached_property
    def phrases(self) -> Mapping[Language, PhraseIndex]:
        """The forbidden terms of several words ready for look-up of what is nearly one."""
        return {language: phrase_index(self.glossary, language) for language in Language}

    @cached_property
    def longest_first(self) -> tuple[str, ...]:
        """The declared names with plain spaces, longest first."""
        return tuple(sorted({plain_spaces(name) for name in self.declared}, key=lambda name: (-len(name), name)))

    @cached_property
    def _kin(self) -> Mapping[str, tuple[Concept | Partner, ...]]:
        kin: dict[str, list[Concept | Partner]] = defaultdict(list)
        for concept in self.glossary.concepts:
            for term in concept.terms if concept.do_not_translate else ():
                kin[plain_spaces(term.text)].append(concept)
        for partner in self.partners.values():
            for name in partner.names:
                kin[plain_spaces(name)].append(partner)
        return {name: tuple(found) for name, found in kin.items()}

    def forms(self, name: str, language: Language) -> tuple[str, ...]:
        """What may stand for a declared name in a language, the preferred form first."""
        kin = self._kin.get(name, ())
        of_concepts = [form for k in kin if isinstance(k, Concept) for form in k.allowed(language)]
        of_partners = [form for k in kin if isinstance(k, Partner) for form in k.names]
        return tuple(dict.fromkeys((*of_concepts, *of_partners))) or (name,)
