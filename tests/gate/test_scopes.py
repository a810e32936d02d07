"""Whatever is edited, at random and together: stale are exactly the approvals whose scope was touched, and scopes are as told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import reviews
from communique.approval.own_words import own_places
from communique.document import About, Asset, Document, Figure, Link, Mark, Quotation, Text
from communique.editions import Edition, Origin, Source, Unit
from communique.languages import Language
from communique.partners import Partner
from communique.releases import Release
from communique.segments import cut
from gatehouse import FR, NOON, REVIEWERS, Gate, make

APPROVALS = """\
nord = ["de", "en", { languages = ["en", "fr"], role = "own" }]
sud = ["fr", "en", { languages = ["en"], role = "legal" }, { languages = ["de"], role = "own" }]"""
CELLS = {"fr/nord/own", "fr/sud", "de/nord", "de/sud/own", "en/nord", "en/nord/own", "en/sud", "en/sud/legal"}
WHOLE = {cell for cell in CELLS if not cell.endswith("/own")}
# Who says what: the first quotation is nord's, the second sud's, whose the third is cannot be told.
QUOTED = {"p10": {"nord"}, "p11": {"sud"}, "p12": {"nord", "sud"}}
ROLES = REVIEWERS.replace('languages = ["fr", "en"]', 'languages = ["fr", "de", "en"]\nroles = ["language", "own", "legal"]').replace(
    'id = "anna"\nname = "Anna Nord"\nemail = "anna@example.org"\npartner = "nord"\nlanguages = ["de", "en"]',
    'id = "anna"\nname = "Anna Nord"\nemail = "anna@example.org"\npartner = "nord"\nlanguages = ["fr", "de", "en"]',
)


@dataclass(frozen=True)
class Edit:
    """Something that somebody changes: what it is called, what it does, and the cells that it is to void."""

    name: str
    does: Callable[[Gate], Gate]
    touches: frozenset[str]


def made(root: Path) -> Gate:
    own = make(root)
    style = root / "templates"
    text = (style / "house.toml").read_text(encoding="utf-8")
    (style / "house.toml").write_text(text.replace('nord = ["de", "en"]\n"*" = ["fr", "en"]', APPROVALS), encoding="utf-8")
    (style / "reviewers.toml").write_text(ROLES, encoding="utf-8")
    own = own.reloaded()
    document = with_quotations(own.release.draft.document)
    draft = replace(own.release.draft, document=document)
    editions = {language: _edition(document, draft.digest, language) for language in Language}
    return Gate(own.house, own.key, replace(own.release, draft=draft, editions=editions))


def with_quotations(document: Document) -> Document:
    said = (
        Quotation((Text("« Nous bâtissons. »"),), "Ada Nord", "directrice de l’Institut Nord", place="p10"),
        Quotation((Text("« Nous ouvrons. »"),), "Bo Sud", "président de l’Institut Sud", place="p11"),
        Quotation((Text("« Nous verrons. »"),), "Cy Est", "préfet", place="p12"),
    )
    about = About((Text("À propos"),), (), partner="nord", place="p13")
    return replace(document, blocks=(*document.blocks, *said, about))


def _edition(document: Document, digest: str, language: Language) -> Edition:
    origin = Origin(Source.DRAFT if language is document.language else Source.ENGINE)
    units = tuple(Unit(segment, (Text(f"{language} {segment.text}"),), origin) for segment in cut(document))
    return Edition(language, document, digest, units)


def cells_of(language: Language, place: str) -> frozenset[str]:
    """The cells that an edit of the text at a place touches: everyone who reads the whole, and those whose own words stand there."""
    mine = {cell for cell in CELLS if cell.startswith(language.value)}
    return frozenset(cell for cell in mine if cell in WHOLE or cell.split("/")[1] in QUOTED.get(place, ()))


def written(gate: Gate, language: Language, place: str, target: tuple[object, ...] | None) -> Gate:
    before = gate.release.editions[language]
    units = tuple(replace(u, target=target) if u.segment.place == place else u for u in before.units)
    return with_release(gate, replace(gate.release, editions={**gate.release.editions, language: replace(before, units=units)}))


def with_release(gate: Gate, release: Release) -> Gate:
    return Gate(gate.house, gate.key, release)


def settings_of(gate: Gate, **changes: object) -> Gate:
    return with_release(gate, replace(gate.release, settings=replace(gate.release.settings, **changes)))  # type: ignore[arg-type]


def partner_of(gate: Gate, partner: str, change: Callable[[Partner], Partner]) -> Gate:
    partners = tuple(change(one) if one.id == partner else one for one in gate.release.partners)
    return with_release(gate, replace(gate.release, partners=partners))


def drawn(gate: Gate, change: Callable[[Document], Document]) -> Gate:
    """The gate with another draft below its editions."""
    editions = {language: replace(edition, original=change(edition.original)) for language, edition in gate.release.editions.items()}
    return with_release(gate, replace(gate.release, editions=editions))


def official(partner: str, language: Language) -> frozenset[str]:
    """Who answers for a partner's official text in a language: itself, and where it is not asked, those who read the whole."""
    mine = {cell for cell in CELLS if cell.startswith(language.value)}
    own = frozenset(cell for cell in mine if cell.split("/")[1] == partner)
    return own or frozenset(mine & WHOLE)


PLACES = ("p1", "p2", "p3", "p10", "p11", "p12")
FORMS = {
    "words": (Text("Autre chose."),),
    "a mark": (Text("Autre", frozenset({Mark.STRONG})),),
    "a link": (Link((Text("Autre"),), "https://example.org/autre"),),
    "a look-alike": (Text("Autre chose\u00a0."),),
    "nothing yet": None,
}
EDITS = [
    Edit(f"{form} at {place} in {language}", lambda g, a=language, p=place, t=target: written(g, a, p, t), cells_of(language, place))  # type: ignore[misc]
    for language in Language
    for place in PLACES
    for form, target in FORMS.items()
]


def about_of(partner: str, language: Language) -> Callable[[Gate], Gate]:
    def change(one: Partner) -> Partner:
        other = replace(one.about[language], paragraphs=((Text("Un autre texte."),),))
        return replace(one, about={**one.about, language: other})

    return lambda gate: partner_of(gate, partner, change)


def contact_of(partner: str, language: Language) -> Callable[[Gate], Gate]:
    def change(one: Partner) -> Partner:
        each = {spoken: one.contacts_in(spoken)[0] for spoken in Language}
        each[language] = replace(each[language], phone="+49 30 1")
        return replace(one, contacts=tuple(replace(contact, languages=frozenset({spoken})) for spoken, contact in each.items()))

    return lambda gate: partner_of(gate, partner, change)


EDITS += [
    Edit(f"{what} of {partner} in {language}", make_edit(partner, language), official(partner, language))
    for what, make_edit in (("boilerplate", about_of), ("contact", contact_of))
    for partner in ("nord", "sud")
    for language in Language
]
EDITS += [
    Edit("the embargo", lambda g: settings_of(g, embargo=NOON + timedelta(days=3)), frozenset(CELLS)),
    Edit("the layout", lambda g: settings_of(g, layout="single"), frozenset(WHOLE)),
    Edit("the order of partners", lambda g: settings_of(g, partners=("sud", "nord")), frozenset(WHOLE)),
    Edit("the confidentiality", lambda g: settings_of(g, confidential=True), frozenset()),
    Edit("the name of the house", lambda g: Gate(replace(g.house, name="Sud"), g.key, g.release), frozenset(WHOLE)),
    Edit(
        "a picture",
        lambda g: drawn(g, lambda d: replace(d, assets=(Asset("pont.png", "image/png", b"\x89PNG two"),))),
        frozenset(WHOLE),
    ),
    Edit(
        "the words for a picture",
        lambda g: drawn(g, lambda d: replace(d, blocks=tuple(replace(b, alt="Deux") if isinstance(b, Figure) else b for b in d.blocks))),
        frozenset(WHOLE),
    ),
    Edit(
        "who speaks for nord",
        lambda g: drawn(g, lambda d: replace(d, blocks=tuple(replace(b, speaker="Al Nord") if b.place == "p10" else b for b in d.blocks))),  # type: ignore[call-arg]
        frozenset(WHOLE | {"fr/nord/own", "en/nord/own"}),
    ),
    *(
        Edit(
            f"the dateline in {language}",
            lambda g, a=language: settings_of(g, dateline={**g.release.settings.dateline, a: "Bonn"}),  # type: ignore[misc]
            frozenset(cell for cell in WHOLE if cell.startswith(language.value)),
        )
        for language in Language
    ),
]


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    own = made(tmp_path_factory.mktemp("scopes"))
    for minute, ask in enumerate(reviews.needed(own.release, own.house)):
        who = {"nord": "anna", "sud": "chloe"}[ask.partner]
        own.write(
            reviews.approve(
                own.board(),
                own.release,
                own.house,
                own.reviewers,
                language=ask.language,
                partner=ask.partner,
                role=ask.role,
                who=who,
                at=NOON + timedelta(minutes=minute),
                channel="desk",
            )
        )
    assert own.board().approved
    assert set(own.board().subjects) == CELLS
    return own


def stale(gate: Gate) -> set[str]:
    found = {cell.name: cell.state.value for cell in gate.board().cells}
    assert set(found.values()) <= {"approved", "stale"}
    return {cell for cell, state in found.items() if state == "stale"}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_one_edit_voids_the_approvals_that_the_rules_name(approved: Gate, edit: Edit) -> None:
    assert stale(edit.does(approved)) == edit.touches


@given(chosen=st.lists(st.sampled_from(EDITS), max_size=6))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_edits_void_exactly_what_has_another_digest_and_what_the_rules_name(approved: Gate, chosen: list[Edit]) -> None:
    own = approved
    for edit in chosen:
        own = edit.does(own)
    before, after = approved.board().subjects, own.board().subjects
    touched = stale(own)
    assert touched == {cell for cell in before if before[cell] != after[cell]}
    assert touched <= frozenset().union(*(edit.touches for edit in chosen))
    # An edit may be overwritten by a later one of the same place, but never by one of elsewhere.
    last = {edit.name.split(" at ")[-1]: edit for edit in chosen}
    assert touched == frozenset().union(*(edit.touches for edit in last.values()))


@given(chosen=st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_taken_back_to_the_letter_is_approved_again(approved: Gate, chosen: list[Edit]) -> None:
    own = approved
    for edit in chosen:
        own = edit.does(own)
    assert stale(Gate(approved.house, own.key, approved.release)) == set()


def test_a_template_is_the_business_of_all_who_read_the_whole(tmp_path: Path) -> None:
    own = made(tmp_path)
    before = own.board().subjects
    (tmp_path / "templates" / "release" / "page.html").write_text("<html></html>", encoding="utf-8")
    after = own.board().subjects
    assert {cell for cell in before if before[cell] != after[cell]} == WHOLE


def test_a_quotation_belongs_to_the_partner_that_its_speakers_position_names(approved: Gate) -> None:
    nord, sud = (next(one for one in approved.release.partners if one.id == name) for name in ("nord", "sud"))
    document = approved.release.draft.document
    assert own_places(document, nord, approved.release.partners) == {"p10", "p12"}
    assert own_places(document, sud, approved.release.partners) == {"p11", "p12"}


@pytest.mark.parametrize(
    "position, owner",
    [
        ("Leiterin am INSTITUT NORD", True),
        ("Leiterin am Institut Nordsee", False),
        ("directrice de l'Institut\u00a0Nord et de l’Institut Sud", True),
        ("président de l’Institut Sud", False),
        ("", True),
    ],
)
def test_names_are_compared_as_people_read_them(approved: Gate, position: str, owner: bool) -> None:
    nord = next(one for one in approved.release.partners if one.id == "nord")
    said = Quotation((Text("« Oui. »"),), "X", f"{position} (Institut Sud)" if position.endswith("Nordsee") else position, place="p1")
    assert (own_places(Document(FR, (said,)), nord, approved.release.partners) == {"p1"}) is owner
