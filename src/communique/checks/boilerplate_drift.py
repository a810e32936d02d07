"""Boilerplate drift: where a draft's presentation of a partner is no longer the partner's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from ..document import About, Document, plain
from ..facts.numbers import numbers
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..partners import Boilerplate, Partner
from ..releases import Release
from ..segments import normal
from . import Reference, flag
from ._differences import differences, kin

TITLE = Wording(
    "Présentations : celle du brouillon est celle que le partenaire a fournie",
    "Firmentexte: Der Entwurf enthält den Text, den der Partner geliefert hat",
    "Boilerplate drift: the draft has the text that the partner has given",
)
FIGURE = Wording(
    "chiffre périmé dans la présentation de « {partner} » : {old}, aujourd’hui {new}",
    "überholte Zahl im Text über „{partner}“: {old}, heute {new}",
    "outdated figure in the boilerplate of “{partner}”: {old}, now {new}",
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
SOON = Wording(
    "la présentation officielle de « {partner} » n’est valable que jusqu’au {day} : demandez la suivante",
    "der offizielle Text über „{partner}“ gilt nur bis {day}: fragen Sie nach dem nächsten",
    "the official boilerplate of “{partner}” is valid until {day} only: ask for the next one",
)
WARNING = timedelta(days=30)


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
    if not kin(draft, wanted):
        yield flag(OTHER.fill(partner=partner.name), draft, place=about.place)
        return
    for old, new in differences(draft, wanted):
        figures = _figures(old, new, language)
        message = FIGURE.fill(partner=partner.name, old=figures[0], new=figures[1]) if figures else DRIFT.fill(partner=partner.name)
        severity = Severity.WARN if figures else Severity.HINT
        yield flag(message, old, severity=severity, suggestion=new, place=_place(about, old))


def _figures(old: str, new: str, language: Language) -> tuple[str, str] | None:
    """The figures that only one of two stretches has, the old ones and the new ones; None where either has none of its own."""
    before, after = numbers(old, language), numbers(new, language)
    gone = [number.text for number in before if number.values not in {other.values for other in after}]
    come = [number.text for number in after if number.values not in {other.values for other in before}]
    return (_unbroken(gone), _unbroken(come)) if gone and come else None


def _unbroken(figures: list[str]) -> str:
    return ", ".join(figure.replace(" ", "\u00a0") for figure in figures)


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each official text that will not be valid on the day of printing, or not for long; what the draft presents was already said."""
    held = release.settings.embargo
    day = max(reference.today, held.astimezone(ZoneInfo(reference.zone)).date()) if held else reference.today
    presented = {block.partner for block in release.draft.document.blocks if isinstance(block, About)}
    for partner in release.partners:
        for language in release.editions:
            official = partner.about.get(language)
            said = language is release.source and partner.id in presented and official and not official.valid(reference.today)
            if official and not said:
                yield from (replace(finding, language=language) for finding in _validity(partner, official, day))


def _validity(partner: Partner, official: Boilerplate, day: date) -> Iterator[Finding]:
    if not official.valid(day):
        yield flag(EXPIRED.fill(partner=partner.name), severity=Severity.BLOCK)
    elif official.until and official.until - day < WARNING:
        yield flag(SOON.fill(partner=partner.name, day=official.until))


def _place(about: About, words: str) -> str:
    return next((block.place for block in about.blocks if words in normal(plain(getattr(block, "content", ())))), about.place)
