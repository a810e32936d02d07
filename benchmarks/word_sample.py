"""A release as a bilingual Word file, and what an edit of it is: what each row must say afterwards, or may only be listed for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from communique import markup
from communique.document import About, Block, Document, Inlines, Note, Paragraph, Text, Title
from communique.drafts import Draft
from communique.editions import Edition, Origin, Source, Unit
from communique.exchange.word_handouts import page_of
from communique.exchange.word_table_page import dump
from communique.findings import Finding, Severity
from communique.languages import Language, Wording
from communique.partners import Boilerplate, Partner, PressContact
from communique.releases import Release
from communique.segments import cut
from communique.settings import Settings
from word_page import Page

FR, DE = Language.FR, Language.DE
PAIRS: tuple[tuple[str, str | None], ...] = (
    ("Un pont numérique", "Eine digitale Brücke"),
    ("Deux **instituts** ouvrent un laboratoire.", "Zwei **Institute** eröffnen ein Labor."),
    ("Il compte *120* personnes.", "Dort arbeiten *120* Menschen."),
    ("Voir [le site](https://example.org/pont?a=1&b=2) du projet.", "Siehe [die Website](https://example.org/pont?a=1&b=2) des Projekts."),
    ("Le budget[^n1] est public.", "Der Haushalt[^n1] ist öffentlich."),
    ("Première ligne\ndeuxième ligne", "Erste Zeile\nzweite Zeile"),
    ("Sur 10 m^2^, sans CO~2~.", "Auf 10\u00a0m^2^, ohne CO~2~."),
    ("Merci.", "Danke."),
    ("Merci.", "Vielen Dank."),
    ("Une phrase nouvelle.", None),
    ("«\u00a0Nous avançons\u00a0», dit-elle.", "„Wir kommen voran“, sagt sie."),
    ("Le programme Open Science continue.", "Das Programm Open Science läuft weiter."),
    ("Budget 2026.", "Haushalt 2026."),
)
NUMBERS = tuple(f"s{at:03d}" for at in range(1, len(PAIRS) + 1))
FINDING = "die Zahl weicht vom Original ab"


def release() -> Release:
    """A release of thirteen sentences with every kind of mark, two fixed texts of a partner and one of the draft's own."""
    sources = [_spoken(markup.load(source)) for source, _ in PAIRS]
    blocks: tuple[Block, ...] = (
        Title(sources[0], place="p1"),
        *(Paragraph(source, place=f"p{at}") for at, source in enumerate(sources[1:-1], 2)),
        About((Text("À propos du réseau"),), (Paragraph((Text("Le réseau relie."),), place="p91"),), place="p90"),
    )
    document = Document(FR, blocks, (Note("n1", sources[-1], place="note1"),))
    draft = Draft("pont.docx", "pont", "d" * 64, document)
    units = tuple(_unit(segment, target) for segment, (_, target) in zip(cut(document), PAIRS, strict=True))
    partner = Partner(
        "nord",
        "Institut Nord",
        ("Institut Nord",),
        {
            FR: Boilerplate("À propos", (markup.load("L’institut **Nord** cherche."),)),
            DE: Boilerplate("Über uns", (markup.load("Das Institut **Nord** forscht."),)),
        },
        (PressContact("Presse Nord", "presse@example.org", "+33 1 00 00 00 00"),),
        {},
    )
    editions = {FR: Edition(FR, document, draft.reading, ()), DE: Edition(DE, document, draft.reading, units)}
    return Release("pont", Path("drafts/pont"), draft, Settings((FR, DE), ("nord",)), editions, (partner,))


def _spoken(content: Inlines) -> Inlines:
    """The words `Open Science` in their own language."""
    found = []
    for inline in content:
        if isinstance(inline, Text) and "Open Science" in inline.text:
            before, words, after = inline.text.partition("Open Science")
            found += [Text(before), Text(words, language=Language.EN), Text(after)]
        else:
            found.append(inline)
    return tuple(found)


def _unit(segment: object, target: str | None) -> Unit:
    origin = Origin(Source.ENGINE, "echo") if target else Origin(Source.NOWHERE)
    return Unit(segment, None if target is None else _spoken(markup.load(target)), origin)  # type: ignore[arg-type]


def findings(made: Release) -> tuple[Finding, ...]:
    """What stands in the comment column of the third row."""
    key = made.editions[DE].units[2].segment.key
    said = Wording("le nombre diffère", FINDING, "the number differs")
    return (Finding(check="numbers", place="p3", message=said, severity=Severity.BLOCK, language=DE, segment=key),)


def handed_out(made: Release) -> bytes:
    """The release's German file."""
    return dump(page_of(made, DE, findings(made)))


@dataclass(frozen=True)
class Edit:
    """One edit: `wants` says by number what a row must say after it, in light markup; `unclear` are rows that must keep what they said
    and be listed; `remarks` must be shown; `noted` are rows of which something must be said. All else must stay as it was.
    """

    name: str
    change: Callable[[Page], None]
    wants: dict[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


EDITS: list[Edit] = []


def edit(
    wants: dict[str, str] | None = None, *, unclear: tuple[str, ...] = (), remarks: tuple[str, ...] = (), noted: tuple[str, ...] = ()
) -> Callable[[Callable[[Page], None]], Callable[[Page], None]]:
    """Enter a function as an edit, named by its name."""

    def enter(change: Callable[[Page], None]) -> Callable[[Page], None]:
        EDITS.append(Edit(change.__name__.lstrip("_"), change, wants or {}, unclear, remarks, noted))
        return change

    return enter
