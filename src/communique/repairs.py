"""Repairs: how many signs the typography of a draft needed put right, said once and afterwards."""

from __future__ import annotations

from collections import Counter

from .document import Document, Inlines, plain
from .findings import Finding, Severity
from .languages import Language, Wording, joined
from .text.passages import passages
from .text.typography import DOUBLES, FULL, NARROW

REPAIRED = Wording("typographie rétablie\u00a0: {what}", "Typografie berichtigt: {what}", "typography put right: {what}")
REPAIRS = {
    "spaces": Wording("espaces insécables", "geschützte Leerzeichen", "no-break spaces"),
    "doubles": Wording("espaces doubles", "doppelte Leerzeichen", "double spaces"),
    "apostrophes": Wording("apostrophes", "Apostrophe", "apostrophes"),
    "quotes": Wording("guillemets", "Anführungszeichen", "quotation marks"),
    "accents": Wording("accents", "Akzente", "accents"),
}
ACCENT = Wording("capitale accentuée rétablie", "Akzent auf dem Großbuchstaben ergänzt", "accent on the capital put right")


def repairs(before: Inlines, after: Inlines) -> Counter[str]:
    """How many no-break `spaces`, `doubles` of spaces, `apostrophes`, `quotes` and `accents` a repair has put right."""
    old, new = plain(before), plain(after)

    def lost(signs: str) -> int:
        return sum(max(old.count(sign) - new.count(sign), 0) for sign in signs)

    spaces = sum(new.count(sign) - old.count(sign) for sign in (NARROW, FULL))
    accents = new.count("À propos") - old.count("À propos")
    doubles = len(DOUBLES.findall(old)) - len(DOUBLES.findall(new))
    return Counter(
        spaces=max(spaces, 0), doubles=max(doubles, 0), apostrophes=lost("'ʼ´`"), quotes=lost('"“”„«»‹›'), accents=max(accents, 0)
    )


def said_afterwards(before: Document, after: Document) -> tuple[Finding, ...]:
    """One hint that counts what `mend_document` has put right, one for each accent, or none where nothing was to do."""
    total: Counter[str] = Counter()
    accents = []
    for old, new in zip(passages(before), passages(after), strict=True):
        done = repairs(old.content, new.content)
        total += done
        accents += [_hint(ACCENT, before, place=old.place, excerpt="A propos", suggestion="À propos")] * min(done["accents"], 1)
    if not total:
        return ()
    what = joined(Wording(*(f"{named[language]} {total[kind]}" for language in Language)) for kind, named in REPAIRS.items() if total[kind])
    return (_hint(REPAIRED.fill(what=what), before), *accents)


def _hint(message: Wording, document: Document, *, place: str = "", excerpt: str = "", suggestion: str = "") -> Finding:
    return Finding(
        check="typography",
        place=place,
        message=message,
        severity=Severity.HINT,
        language=document.language,
        excerpt=excerpt,
        suggestion=suggestion,
    )
