"""Adoption: what a draft says officially goes into the partners' files, and nothing else changes there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communique import partners
from communique.document import About, Block, Contact, Document, Inlines, Mark, Paragraph, Text, plain
from communique.drafts import Draft
from communique.errors import DraftError
from communique.languages import Language
from communique.markup import load as inlines
from communique.memory import Memory
from communique.operation.adoption import adopt, international
from communique.readers import docx
from communique.translation.tmx import Entry

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates" / "partners"
REAL = ROOT.parent / "shared" / "data" / "drafts"
DAY = date(2026, 3, 9)
FR, DE, EN = Language.FR, Language.DE, Language.EN

ABOUT_ATELIER = About(
    inlines("À propos de l’Atelier Nord"),
    (Paragraph(inlines("L’Atelier Nord est inventé. Il a 12 bancs.")), Paragraph(inlines("Il est **ouvert**."))),
)
CONTACT_ATELIER = Contact(inlines("Contact presse"), name="Ada Exemple", email="ada.exemple@example.org", phone="01 99 00 12 12")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "partners"))


def draft(*blocks: Block) -> Draft:
    return Draft("essai.docx", "essai", "0" * 64, Document(FR, blocks))


def adopted(folder: Path, *blocks: Block, memory: Memory | None = None) -> dict[str, partners.Partner]:
    """The partners after the files that an adoption gives were written."""
    for path, text in adopt(draft(*blocks), folder, since=DAY, memory=memory).items():
        path.write_text(text, encoding="utf-8")
    return partners.load(folder)


def test_an_unknown_organisation_gets_a_file_of_its_own(folder: Path) -> None:
    atelier = adopted(folder, ABOUT_ATELIER, CONTACT_ATELIER)["atelier-nord"]
    assert atelier.name == "Atelier Nord"
    assert atelier.about[FR].title == "À propos de l’Atelier Nord"
    assert atelier.about[FR].since == DAY
    assert atelier.about[FR].paragraphs == tuple(paragraph.content for paragraph in ABOUT_ATELIER.blocks)
    assert Text("ouvert", frozenset({Mark.STRONG})) in atelier.about[FR].paragraphs[1]
    assert [(c.name, c.phone) for c in atelier.contacts] == [("Ada Exemple", "+33 1 99 00 12 12")]


def test_a_known_partner_keeps_its_other_languages_and_its_comments(folder: Path) -> None:
    before = partners.load(folder)["fraunhofer"]
    comment = (folder / "fraunhofer.toml").read_text(encoding="utf-8").splitlines()[0]
    about = About(inlines("À propos de la Fraunhofer-Gesellschaft"), (Paragraph(inlines("Elle a 99 instituts.")),))
    after = adopted(folder, about)["fraunhofer"]
    assert after.about[FR].paragraphs == (inlines("Elle a 99 instituts."),)
    assert {code: after.about[code] for code in (DE, EN)} == {code: before.about[code] for code in (DE, EN)}
    assert (after.contacts, after.url, after.logo) == (before.contacts, before.url, before.logo)
    assert (folder / "fraunhofer.toml").read_text(encoding="utf-8").splitlines()[0] == comment


def test_a_text_that_differs_in_typography_only_changes_nothing(folder: Path) -> None:
    official = partners.load(folder)["inria"].about[FR]
    typed = tuple(Paragraph((Text("".join(i.text for i in p if isinstance(i, Text)).replace("’", "'")),)) for p in official.paragraphs)
    assert adopt(draft(About(inlines("À propos d'Inria"), typed, partner="inria")), folder, since=DAY) == {}


def test_a_contact_belongs_to_the_partner_that_it_names_and_else_to_the_one_before_it(folder: Path) -> None:
    about = About(inlines("À propos d’Inria"), (Paragraph(inlines("Inria est là.")),), partner="inria")
    named = Contact(inlines("Contact presse Inria"), partner="inria", name="Bo Exemple", email="bo.exemple@example.org")
    after = adopted(folder, about, ABOUT_ATELIER, CONTACT_ATELIER, named)
    assert [c.email for c in after["inria"].contacts] == ["bo.exemple@example.org"]
    assert [c.email for c in after["atelier-nord"].contacts] == ["ada.exemple@example.org"]


def test_contacts_of_other_languages_stay(folder: Path) -> None:
    path = folder / "atelier-nord.toml"
    contact = '[[contacts]]\nname = "{0}"\nemail = "{0}@example.org"\nlanguages = [{1}]\n'
    path.write_text('name = "Atelier Nord"\n' + contact.format("anna", '"de"') + contact.format("jean", '"fr", "en"'), encoding="utf-8")
    after = adopted(folder, ABOUT_ATELIER, CONTACT_ATELIER)["atelier-nord"]
    assert [c.name for c in after.contacts_in(DE)] == ["anna"]
    assert [c.name for c in after.contacts_in(FR)] == [c.name for c in after.contacts_in(EN)] == ["Ada Exemple"]


def test_another_language_comes_from_the_memory_only_when_it_knows_every_sentence(folder: Path) -> None:
    pairs = {
        "À propos de l’Atelier Nord": "Über das Atelier Nord",
        "L’Atelier Nord est inventé.": "Das Atelier Nord ist erfunden.",
        "Il a 12 bancs.": "Es hat 12 Bänke.",
        "Il est ouvert.": "Es ist **offen**.",
    }
    entries = [Entry(fr, {FR: inlines(fr), DE: inlines(de)}) for fr, de in pairs.items()]
    whole = adopted(folder, ABOUT_ATELIER, memory=Memory(tuple(entries)))["atelier-nord"]
    assert whole.about[DE].title == "Über das Atelier Nord"
    assert whole.about[DE].paragraphs == (inlines("Das Atelier Nord ist erfunden. Es hat 12 Bänke."), inlines("Es ist **offen**."))
    assert EN not in whole.about
    (folder / "atelier-nord.toml").unlink()
    partly = adopted(folder, ABOUT_ATELIER, memory=Memory(tuple(entries[:-1])))["atelier-nord"]
    assert set(partly.about) == {FR}


def test_the_memory_does_not_undo_what_people_wrote_while_the_draft_says_nothing_new(folder: Path) -> None:
    texts = {FR: "Inria cherche.", DE: "Inria forscht wie früher."}
    titles = {FR: "À propos d’Inria", DE: "Über Inria"}
    memory = Memory(tuple(Entry(code, {own: inlines(t[own]) for own in t}) for code, t in (("text", texts), ("title", titles))))
    about = About(inlines(titles[FR]), (Paragraph(inlines(texts[FR])),), partner="inria")
    assert adopted(folder, about, memory=memory)["inria"].about[DE].paragraphs == (inlines(texts[DE]),)
    path = folder / "inria.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("forscht wie früher", "forscht heute"), encoding="utf-8")
    assert adopted(folder, about, memory=memory)["inria"].about[DE].paragraphs == (inlines("Inria forscht heute."),)


def test_what_is_taken_over_has_its_typography_repaired(folder: Path) -> None:
    def curled(content: Inlines, _: Language) -> Inlines:
        return tuple(replace(i, text=i.text.replace("'", "’")) if isinstance(i, Text) else i for i in content)

    about = About(inlines("À propos d'Ici"), (Paragraph(inlines("L'*espace* d'ici.")),))
    (text,) = adopt(draft(about), folder, since=DAY, mend=curled).values()
    assert "À propos d’Ici" in text
    assert "L’*espace* d’ici." in text


def test_a_text_begins_on_a_line_of_its_own_and_is_read_back_as_it_was(folder: Path) -> None:
    odd = 'Un "titre" \\ et trois """ guillemets, 3\u202f800\u00a0km'
    about = About(inlines("À propos d’Ici"), (Paragraph((Text(odd),)),))
    (text,) = adopt(draft(about), folder, since=DAY).values()
    assert 'text = """\nUn ' in text
    assert adopted(folder, about)["ici"].about[FR].paragraphs == ((Text(odd),),)


def test_what_was_adopted_is_adopted_once(folder: Path) -> None:
    adopted(folder, ABOUT_ATELIER, CONTACT_ATELIER)
    assert adopt(draft(ABOUT_ATELIER, CONTACT_ATELIER), folder, since=date(2027, 1, 1)) == {}


def test_a_draft_without_a_boilerplate_is_refused(folder: Path) -> None:
    with pytest.raises(DraftError, match="About"):
        adopt(draft(Paragraph(inlines("Rien d’officiel.")), CONTACT_ATELIER), folder, since=DAY)


@pytest.mark.parametrize(
    ("phone", "language", "expected"),
    [
        ("01 99 00 12 12", FR, "+33 1 99 00 12 12"),
        ("030 23125 018", DE, "+49 30 23125 018"),
        ("+49 30 23125 018", FR, "+49 30 23125 018"),
        ("0049 30 23125 018", DE, "0049 30 23125 018"),
        ("020 7946 0018", EN, "020 7946 0018"),
    ],
)
def test_a_national_number_takes_the_prefix_of_the_country_whose_language_it_is_written_in(
    phone: str, language: Language, expected: str
) -> None:
    assert international(phone, language) == expected


@pytest.mark.shared
@pytest.mark.parametrize("known", [True, False], ids=["partners known before", "no partner known"])
def test_a_real_draft_and_its_memory_give_all_partners_in_all_languages(folder: Path, tmp_path: Path, known: bool) -> None:
    if not REAL.is_dir():
        pytest.skip(f"{REAL} is not here")
    if not known:
        folder = tmp_path / "empty"
        folder.mkdir()
    release = docx.read(REAL / "communique-fr.docx", partners=partners.load(folder))
    for path, text in adopt(release, folder, since=DAY, memory=Memory.load(sorted(REAL.glob("*.tmx")))).items():
        path.write_text(text, encoding="utf-8")
    after = {partner.name: partner for partner in partners.load(folder).values()}
    assert set(after) == {"Inria", "Fraunhofer-Gesellschaft", "Institut Mines-Télécom"}
    lines = [plain(block.content) for block in release.document.blocks if isinstance(block, Contact)]
    for partner, line in zip((after["Inria"], after["Fraunhofer-Gesellschaft"], after["Institut Mines-Télécom"]), lines, strict=True):
        assert [contact.name in line and contact.email in line for contact in partner.contacts] == [True]
    for name, partner in after.items():
        assert set(partner.about) == set(Language)
        assert {len(about.paragraphs) for about in partner.about.values()} == {3 if name.startswith("Institut") else 1}
        assert all(about.since == DAY and name in about.title for about in partner.about.values())
