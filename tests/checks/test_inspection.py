"""The runner: places, keys, order, and what counts in a whole release."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from communique.checks import Pair, Reference, inspect_document, inspect_pairs, inspect_release
from communique.document import About, Document, Paragraph, Text, Title
from communique.drafts import Draft
from communique.editions import Edition, Origin, Source, Unit
from communique.findings import Severity
from communique.glossary import Glossary
from communique.languages import Language
from communique.partners import load as load_partners
from communique.releases import Release
from communique.segments import cut
from communique.settings import Settings

PLAIN = Reference(Glossary(), frozenset({"Adopt AI"}))


def _text(line: str) -> tuple[Text, ...]:
    return (Text(line),)


def _draft(*lines: str) -> Document:
    return Document(Language.FR, tuple(Paragraph(_text(line), place=f"p{at}") for at, line in enumerate(lines, 1)))


def test_a_finding_names_its_check_place_language_and_segment() -> None:
    document = _draft("Un début. Le sommet Adopt Al a lieu.")
    segments = cut(document)
    found = next(f for f in inspect_document(document, PLAIN, segments) if f.check == "names")
    assert (found.place, found.language, found.segment) == ("p1", Language.FR, segments[1].key)


def test_what_blocks_comes_first_and_places_count_as_numbers() -> None:
    lines = ["Rien."] * 12
    lines[1], lines[9], lines[10] = "Le le plan.", "Adopt Al", "Adopt Al"
    found = [f for f in inspect_document(_draft(*lines), PLAIN) if f.check in {"names", "doubled_words"}]
    assert [(f.severity, f.place) for f in found] == [(Severity.BLOCK, "p10"), (Severity.BLOCK, "p11"), (Severity.WARN, "p2")]


def test_nothing_in_a_boilerplate_blocks_where_the_partners_own_is_printed() -> None:
    partners = load_partners(Path(__file__).parents[1] / "cases")
    about = About(_text("À propos"), (Paragraph(_text("Le sommet Adopt Al"), place="p2"),), "exemple", place="p1")
    document = Document(Language.FR, (about,))
    with_partner = Reference(Glossary(), PLAIN.names, partners, date(2026, 1, 1))
    assert {f.severity for f in inspect_document(document, with_partner) if f.check == "names"} == {Severity.WARN}
    assert {f.severity for f in inspect_document(document, PLAIN) if f.check == "names"} == {Severity.BLOCK}


def test_a_pair_is_read_in_itself_and_against_its_source() -> None:
    pair = Pair("k1", "p1", "Paragraph", _text("75 instituts"), _text("57 57 der der Institute"), Language.FR, Language.DE)
    found = inspect_pairs([pair], PLAIN)
    assert {"numbers"} <= {f.check for f in found}
    assert {f.segment for f in found} == {"k1"}


def _release(units: tuple[Unit, ...], document: Document) -> Release:
    draft = Draft("d.docx", "d", "0" * 64, document)
    origin = Origin(Source.DRAFT)
    own = tuple(Unit(segment, segment.content, origin) for segment in cut(document))
    editions = {Language.FR: Edition(Language.FR, document, "0" * 64, own), Language.DE: Edition(Language.DE, document, "0" * 64, units)}
    return Release("d", Path("drafts/d"), draft, Settings((Language.FR, Language.DE), ()), editions, ())


def test_a_release_is_blocked_by_a_segment_without_a_target() -> None:
    document = replace(_draft("Un texte."), blocks=(Title(_text("Un titre"), place="p1"),))
    waiting = Unit(cut(document)[0], None, Origin(Source.NOWHERE))
    found = [f for f in inspect_release(_release((waiting,), document), PLAIN) if f.check == "untranslated"]
    assert [(f.severity, f.language, f.segment) for f in found] == [(Severity.BLOCK, Language.DE, waiting.segment.key)]


def test_a_release_is_held_against_its_draft_language_by_language() -> None:
    document = _draft("L’institut compte 75 unités.")
    wrong = Unit(cut(document)[0], _text("Das Institut hat 57 Einheiten."), Origin(Source.ENGINE))
    found = [f for f in inspect_release(_release((wrong,), document), PLAIN) if f.check == "numbers"]
    assert [(f.excerpt, f.source, f.language) for f in found] == [("57", "75", Language.DE)]


def test_a_correction_that_a_person_made_is_what_is_read() -> None:
    document = _draft("Le sommet Adopt Al a lieu.")
    release = _release((), document)
    corrected = replace(release.editions[Language.FR].units[0], target=_text("Le sommet Adopt AI a lieu."))
    editions = {**release.editions, Language.FR: replace(release.editions[Language.FR], units=(corrected,))}
    assert any(f.check == "names" for f in inspect_release(release, PLAIN))
    assert not any(f.check == "names" for f in inspect_release(replace(release, editions=editions), PLAIN))
