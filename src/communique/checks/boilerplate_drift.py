"""Boilerplate drift: where a draft's presentation of a partner is no longer the partner's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..document import About, Document, plain
from ..facts.numbers import numbers
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..partners import Partner
from ..segments import normal
from . import Reference, flag

TITLE = Wording(
    "Présentations : celle du brouillon est celle que le partenaire a fournie",
    "Firmentexte: Der Entwurf enthält den Text, den der Partner geliefert hat",
    "Boilerplate drift: the draft has the text that the partner has given",
)
FIGURE = Wording(
    "chiffre périmé dans la présentation de « {partner} »",
    "überholte Zahl im Text über „{partner}“",
    "outdated figure in the boilerplate of “{partner}”",
)
DRIFT = Wording(
    "la présentation de « {partner} » diffère du texte officiel, qui sera imprimé",
    "der Text über „{partner}“ weicht vom offiziellen ab, der gedruckt wird",
    "the boilerplate of “{partner}” differs from the official one, which will be printed",
)
OTHER = Wording(
    "la présentation de « {partner} » est un autre texte que l’officiel, qui sera imprimé",
    "der Text über „{partner}“ ist ein anderer als der offizielle, der gedruckt wird",
    "the boilerplate of “{partner}” is another text than the official one, which will be printed",
)
NONE = Wording(
    "« {partner} » n’a pas de présentation officielle dans cette langue",
    "für „{partner}“ gibt es keinen offiziellen Text in dieser Sprache",
    "“{partner}” has no official boilerplate in this language",
)
EXPIRED = Wording(
    "la présentation officielle de « {partner} » n’est plus valable à cette date",
    "der offizielle Text über „{partner}“ gilt an diesem Tag nicht",
    "the official boilerplate of “{partner}” is not valid on this day",
)
WORD = re.compile(r"\S+")
# Below this share of common words, two texts are not two versions of one.
KIN = 0.6


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each stretch of words in which an About of the draft differs from the partner's official text in that language."""
    for about in document.blocks:
        partner = reference.partners.get(about.partner) if isinstance(about, About) else None
        if isinstance(about, About) and partner:
            yield from _drift(about, partner, document.language, reference)


def _drift(about: About, partner: Partner, language: Language, reference: Reference) -> Iterator[Finding]:
    if language not in partner.about:
        yield flag(NONE.fill(partner=partner.name), severity=Severity.BLOCK, place=about.place)
        return
    official = partner.about[language]
    if not official.valid(reference.today):
        yield flag(EXPIRED.fill(partner=partner.name), severity=Severity.BLOCK, place=about.place)
    draft = " ".join(plain(getattr(block, "content", ())) for block in about.blocks)
    wanted = " ".join(plain(paragraph) for paragraph in official.paragraphs)
    draft, wanted = normal(draft), normal(wanted)
    if SequenceMatcher(None, WORD.findall(draft), WORD.findall(wanted), autojunk=False).ratio() < KIN:
        yield flag(OTHER.fill(partner=partner.name), draft, place=about.place)
        return
    for old, new in differences(draft, wanted):
        figures = [{number.values for number in numbers(text, language)} for text in (old, new)]
        figure = all(figures) and figures[0] != figures[1]
        message = (FIGURE if figure else DRIFT).fill(partner=partner.name)
        severity = Severity.WARN if figure else Severity.HINT
        yield flag(message, old, severity=severity, suggestion=new, place=_place(about, old))


def differences(draft: str, official: str) -> Iterator[tuple[str, str]]:
    """The words that two texts do not share, as pairs of stretches; unequal neighbours two words apart are one stretch."""
    old, new = WORD.findall(draft), WORD.findall(official)
    stretches: list[list[int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if stretches and a - stretches[-1][1] <= 2:
            stretches[-1][1], stretches[-1][3] = b, d
        else:
            stretches.append([a, b, c, d])
    for a, b, c, d in stretches:
        yield " ".join(old[a:b]), " ".join(new[c:d])


def _place(about: About, words: str) -> str:
    return next((block.place for block in about.blocks if words in normal(plain(getattr(block, "content", ())))), about.place)
