"""TBX files: what other programs write is read, what is written is read back, and what is hostile is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import glossary
from communique.errors import HouseError
from communique.glossary import Concept, Glossary, Status, Term
from communique.languages import Language
from communique.terms import tbx

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
OF_2008 = """<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1"><note>A short note.</note>
<langSet xml:lang="fr-FR"><tig><term>feuille de route</term><termNote type="partOfSpeech">noun</termNote></tig>
<tig><term>plan</term></tig>
<ntig><termGrp><term>roadmap</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="hu"><tig><term>ütemterv</term></tig></langSet>
</termEntry></body></text></martif>"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body><conceptEntry id="c1"><min:subjectField>policy</min:subjectField>
<langSec xml:lang="de"><termSec><term>Fahrplan</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>Roadmap</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>Wegeblatt</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
</langSec></conceptEntry></body></text></tbx>"""
PREFERRED = '<tig><term>{}</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>'
TWO_PREFERRED = OF_2008.replace("<tig><term>plan</term></tig>", PREFERRED.format("plan") + PREFERRED.format("feuille"))


def _file(folder: Path, text: str) -> Path:
    path = folder / "terms.tbx"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_2008_is_read_with_its_statuses(tmp_path: Path) -> None:
    (concept,) = tbx.load(_file(tmp_path, OF_2008)).concepts
    assert (concept.id, concept.note) == ("c1", "A short note.")
    assert concept.allowed(Language.FR) == ("feuille de route", "plan")
    assert [term.text for term in concept.terms if term.status is Status.FORBIDDEN] == ["roadmap"]
    assert {term.language for term in concept.terms} == {Language.FR}


def test_the_style_with_categories_as_tags_is_read(tmp_path: Path) -> None:
    (concept,) = tbx.load(_file(tmp_path, DCT)).concepts
    assert concept.allowed(Language.DE) == ("Roadmap", "Fahrplan")
    assert [term.text for term in concept.terms if term.status is Status.FORBIDDEN] == ["Wegeblatt"]


def test_a_doctype_that_only_names_its_dtd_is_read_without_it(tmp_path: Path) -> None:
    named = f'<!DOCTYPE martif SYSTEM "{tmp_path.as_uri()}/none.dtd">{OF_2008}'
    assert tbx.load(_file(tmp_path, named)) == tbx.load(_file(tmp_path, OF_2008))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cn")), min_size=1, max_size=12)
TERMS = st.lists(st.tuples(st.sampled_from(Language), WORDS), min_size=1, max_size=4, unique_by=lambda term: term)


@given(st.dictionaries(WORDS, st.tuples(TERMS, st.booleans(), WORDS), max_size=4), st.sampled_from([Status.ADMITTED, Status.FORBIDDEN]))
def test_nothing_is_lost_from_csv_to_tbx_to_csv(
    tmp_path_factory: pytest.TempPathFactory, concepts: dict[str, tuple[list[tuple[Language, str]], bool, str]], status: Status
) -> None:
    whole = Glossary(
        tuple(
            Concept(name, tuple(sorted((Term(language, text, status) for language, text in terms), key=_order)), named, note)
            for name, (terms, named, note) in concepts.items()
        )
    )
    folder = tmp_path_factory.mktemp("trip")
    (folder / "a.csv").write_text(glossary.dump(whole), encoding="utf-8")
    own = glossary.load(folder / "a.csv")
    assert tbx.load(_file(folder, tbx.dump(own))) == own
    (folder / "b.csv").write_text(glossary.dump(tbx.load(folder / "terms.tbx")), encoding="utf-8")
    assert (folder / "b.csv").read_bytes() == (folder / "a.csv").read_bytes()


def _order(term: Term) -> int:
    return list(Language).index(term.language)


def test_the_house_termbase_makes_the_round_trip(tmp_path: Path) -> None:
    own = glossary.load(ROOT / "templates" / "glossary.csv")
    assert tbx.load(_file(tmp_path, tbx.dump(own))) == own


@pytest.mark.parametrize(
    "text, fact",
    [
        ("", "empty"),
        ("concept,fr\n", "no readable TBX"),
        ("<html><body/></html>", "no readable TBX"),
        (OF_2008[:200], "no readable TBX"),
        (OF_2008.replace("plan", "&plan;"), "no readable TBX"),
        (f'<!DOCTYPE martif [<!ENTITY plan "plan">]>{OF_2008}', "DTD declarations"),
        (f"<!DOCTYPE martif [<!ELEMENT martif ANY>]>{OF_2008}", "DTD declarations"),
        (TWO_PREFERRED, "two preferred terms"),
        (OF_2008.replace("<term>roadmap", "<term>plan"), "both preferred and forbidden"),
    ],
)
def test_what_is_no_termbase_is_refused_with_a_way_out(tmp_path: Path, text: str, fact: str) -> None:
    with pytest.raises(HouseError) as caught:
        tbx.load(_file(tmp_path, text))
    assert fact in caught.value.fact[Language.EN]
    assert caught.value.place.startswith("terms.tbx")
    assert caught.value.hint[Language.FR]
    assert caught.value.exit_code == 2


def test_a_mistake_in_a_concept_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(HouseError, match=r"^terms\.tbx:2: "):
        tbx.load(_file(tmp_path, TWO_PREFERRED))


@pytest.mark.parametrize("name", ["terms.tbx", "terms.csv"])
def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(HouseError, match="larger than 50 MB"):
        (tbx if name.endswith("tbx") else glossary).load(path)


@pytest.mark.shared
def test_the_sample_of_another_tool_is_read() -> None:
    sample = SHARED / "qa" / "terms" / "omegat-sample.tbx"
    if not sample.is_file():
        pytest.skip("the corpora are not beside the project")
    assert [concept.allowed(Language.EN) for concept in tbx.load(sample).concepts] == [("alpha smoothing factor",)]
