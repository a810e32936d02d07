"""Inclusive forms: one way to write of women and men in a text, the one that the partners ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..document import Document
from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..releases import Release
from ..rules.inclusion import Form, forms, restyled
from ..segments import OFFICIAL
from ..text.passages import Passage, passages
from . import Reference, flag

TITLE = Wording(
    "Formes inclusives : une seule manière dans un texte, celle que les partenaires demandent",
    "Geschlechtergerechte Formen: eine einzige Schreibweise je Text, die der Partner",
    "Inclusive forms: one way in a text, the one that the partners ask for",
)
OTHER_ASKED = Wording(
    "forme inclusive : la charte des partenaires demande « {asked} »",
    "geschlechtergerechte Form: Die Partner schreiben „{asked}“ vor",
    "inclusive form: the partners’ policy asks for “{asked}”",
)
MIXED = Wording(
    "forme inclusive : le reste du texte écrit plutôt « {other} »",
    "geschlechtergerechte Form: sonst steht im Text eher „{other}“",
    "inclusive form: the rest of the text rather writes “{other}”",
)
NAMES = {
    "double": Wording("doublets (chercheuses et chercheurs)", "Paarform (Forscherinnen und Forscher)", "both words (he or she)"),
    "neutral": Wording("mots neutres", "neutrale Wörter (Forschende)", "neutral words (they)"),
    "median": Wording("point médian (·)", "Mediopunkt (·)", "middle dot (·)"),
    "dot": Wording("point (.)", "Punkt (.)", "full stop (.)"),
    "hyphen": Wording("trait d’union (-)", "Bindestrich (-)", "hyphen (-)"),
    "brackets": Wording("parenthèses", "Klammern", "brackets"),
    "slash": Wording("barre oblique (/)", "Schrägstrich (/)", "slash (/)"),
    "star": Wording("astérisque (*)", "Stern (*)", "asterisk (*)"),
    "colon": Wording("deux-points", "Doppelpunkt", "colon"),
    "underscore": Wording("tiret bas (_)", "Unterstrich (_)", "underscore (_)"),
    "capital": Wording("majuscule intérieure", "Binnen-I", "capital I"),
}


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each form in another style than the partners ask for; their own boilerplates are theirs."""
    asked = reference.inclusive_styles(passage.language)
    if asked and passage.block not in OFFICIAL:
        for form in forms(without_addresses(passage.text), passage.language):
            if form.style not in asked:
                yield flag(OTHER_ASKED.fill(asked=NAMES[min(asked)]), form.text, suggestion=restyled(form, min(asked), passage.language))


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """The forms of a text that are not in its most frequent style, where nobody has asked for one."""
    yield from _mixed(document, reference)


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """The same for each translation."""
    for language, edition in release.editions.items():
        if language is not release.source:
            yield from _mixed(edition.document, reference)


def _mixed(document: Document, reference: Reference) -> Iterator[Finding]:
    found = [(passage, form) for passage in passages(document) for form in _own(passage)]
    for language in Language:
        here = [(passage, form) for passage, form in found if passage.language is language]
        if not reference.inclusive_styles(language):
            yield from _less_frequent(here, language)


def _own(passage: Passage) -> Iterable[Form]:
    return () if passage.block in OFFICIAL else forms(without_addresses(passage.text), passage.language)


def _less_frequent(found: list[tuple[Passage, Form]], language: Language) -> Iterator[Finding]:
    styles = Counter(form.style for _, form in found)
    if len(styles) < 2:
        return
    (main, _), *_ = styles.most_common()
    for passage, form in found:
        if form.style != main:
            message = MIXED.fill(other=NAMES[main])
            better = restyled(form, main, language)
            yield flag(message, form.text, severity=Severity.HINT, suggestion=better, place=passage.place)
