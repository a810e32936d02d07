"""The termbase: what a spreadsheet may give, what is refused, and how terms are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import glossary
from communique.errors import HouseError
from communique.glossary import COLUMNS, Status
from communique.languages import Language
from communique.terms.occurrences import index

HEADER = ",".join(COLUMNS)
ROADMAP = "roadmap,feuille de route,preferred,Roadmap,preferred,roadmap,preferred,no,Plural: feuilles de route"
INRIA = "inria,Inria,preferred,Inria,preferred,Inria,preferred,yes,"
ROOT = Path(__file__).parents[2]


def _written(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "glossary.csv"
    path.write_bytes("\n".join((HEADER, *lines)).encode(encoding))
    return path


def test_lines_of_one_concept_belong_together(tmp_path: Path) -> None:
    loaded = glossary.load(_written(tmp_path, ROADMAP, "roadmap,,,Fahrplan,admitted,road map,forbidden,no,", INRIA))
    roadmap, inria = loaded.concepts
    assert roadmap.allowed(Language.DE) == ("Roadmap", "Fahrplan")
    assert roadmap.allowed(Language.EN) == ("roadmap",)
    assert [t.text for t in roadmap.terms if t.status is Status.FORBIDDEN] == ["road map"]
    assert inria.do_not_translate
    assert loaded.names == {"Inria"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_may_write_it_in_their_own_way(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "glossary.csv"
    path.write_bytes(f"{HEADER}\r\n{ROADMAP}\r\n\r\n".replace(",", delimiter).encode(encoding))
    assert glossary.load(path).concepts[0].allowed(Language.FR) == ("feuille de route",)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    loaded = glossary.load(_written(tmp_path, ROADMAP, 'roadmap,"chemin, tracé",forbidden,,,,,no,', INRIA))
    path = tmp_path / "again.csv"
    path.write_text(glossary.dump(loaded), encoding="utf-8")
    assert glossary.load(path) == loaded


@pytest.mark.parametrize(
    "lines, line, fact",
    [
        ((ROADMAP, ROADMAP.replace("feuille de route", "plan")), 3, "two preferred terms"),
        ((ROADMAP, "roadmap,feuille de route,forbidden,,,,,no,"), 3, "both preferred and forbidden"),
        ((ROADMAP, 'x,"un\nmot",preferred,,,,,no,', "y,z,prefered,,,,,no,"), 5, "no status “prefered”"),
        ((",mot,preferred,,,,,no,",), 2, "no concept"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, lines: tuple[str, ...], line: int, fact: str) -> None:
    with pytest.raises(HouseError) as caught:
        glossary.load(_written(tmp_path, *lines))
    assert caught.value.place == f"glossary.csv:{line}"
    assert fact in caught.value.fact[Language.EN]
    assert caught.value.hint[Language.DE]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text("concept,fr,fr_status\n", encoding="utf-8")
    with pytest.raises(HouseError, match=r"glossary\.csv:1: the column “de” is missing"):
        glossary.load(path)


def test_the_line_that_another_program_saved_is_named(tmp_path: Path) -> None:
    path = _written(tmp_path, ROADMAP)
    path.write_bytes(path.read_bytes() + b"\nx,\xe9cole,preferred,,,,,no,\n")
    with pytest.raises(HouseError, match=r"glossary\.csv:3"):
        glossary.load(path)


@pytest.mark.parametrize(
    "language, term, text, found",
    [
        (Language.FR, "feuille de route", "les feuilles de route", ["feuilles de route"]),
        (Language.FR, "IA", "l’IA, j’ai, d'IA", ["IA", "IA"]),
        (Language.FR, "collaborateurs", "la collaboration d’un collaborateur", ["collaborateur"]),
        (Language.DE, "Medizinprodukt", "der Medizinprodukte, medizinisch", ["Medizinprodukte"]),
        (Language.DE, "Anwendungsfall", "in Anwendungsfällen", ["Anwendungsfällen"]),
        (Language.DE, "Führer", "Sie führen Führungskräfte", []),
        (Language.EN, "technology transfer", "technology\u00a0transfers", ["technology\u00a0transfers"]),
        (Language.EN, "stakeholder", "stakeholder: the stakeholders’", ["stakeholder", "stakeholders"]),
    ],
)
def test_a_term_is_found_in_its_forms(tmp_path: Path, language: Language, term: str, text: str, found: list[str]) -> None:
    cells = {language.value: term, f"{language.value}_status": "preferred", "concept": "c", "do_not_translate": "no"}
    path = _written(tmp_path, ",".join(cells.get(column, "") for column in COLUMNS))
    assert [occurrence.text for occurrence in index(glossary.load(path), language).find(text)] == found


def test_the_house_has_a_termbase_that_loads() -> None:
    assert glossary.load(ROOT / "templates" / "glossary.csv").names


@pytest.mark.shared
def test_a_real_termbase_survives_the_round_trip(tmp_path: Path) -> None:
    real = ROOT.parent / "shared" / "data" / "drafts" / "terms.csv"
    if not real.is_file():
        pytest.skip("the corpora are not beside the project")
    path = tmp_path / "terms.csv"
    path.write_text(glossary.dump(glossary.load(real)), encoding="utf-8")
    assert glossary.load(path) == glossary.load(real)
    assert len(glossary.load(real).concepts) > 100


@pytest.mark.parametrize(
    "content, place, fact",
    [
        (b"", "glossary.csv", "is empty"),
        (f'{HEADER}\nx,"un mot,preferred,,,,,no,\n'.encode() + b"y" * 200_000, "glossary.csv:2", "cannot be read as CSV"),
        (f"{HEADER}\n{ROADMAP}\nx,un\x07mot,preferred,,,,,no,\n".encode(), "glossary.csv:3", "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_line(tmp_path: Path, content: bytes, place: str, fact: str) -> None:
    path = tmp_path / "glossary.csv"
    path.write_bytes(content)
    with pytest.raises(HouseError) as caught:
        glossary.load(path)
    assert caught.value.place == place
    assert fact in caught.value.fact[Language.EN]


@pytest.mark.parametrize(
    "language, term, text, found",
    [
        (Language.FR, "jeu vidéo", "deux jeux vidéos", ["jeux vidéos"]),
        (Language.FR, "équipe-projet", "deux équipes-projets", ["équipes-projets"]),
        (Language.FR, "travail", "des travaux", ["travaux"]),
        (Language.FR, "matériau", "les matériaux, un matériel", ["matériaux"]),
        (Language.DE, "Weg", "die Wege weg", ["Wege"]),
        (Language.DE, "Zeugnis", "mit Zeugnissen", ["Zeugnissen"]),
        (Language.DE, "Kaufmann", "die Kaufleute", ["Kaufleute"]),
        (Language.DE, "Hörsaal", "in Hörsälen", ["Hörsälen"]),
        (Language.DE, "Logo", "mit Logos", ["Logos"]),
        (Language.DE, "LKW", "drei LKWs", ["LKWs"]),
        (Language.EN, "start up", "two start ups", ["start ups"]),
    ],
)
def test_a_plural_is_found_whatever_it_changes(tmp_path: Path, language: Language, term: str, text: str, found: list[str]) -> None:
    test_a_term_is_found_in_its_forms(tmp_path, language, term, text, found)


def test_parts_of_words_with_hyphens_are_found_where_asked_for(tmp_path: Path) -> None:
    terms = index(glossary.load(_written(tmp_path, ROADMAP)), Language.DE)
    assert terms.find("Die Roadmap-Initiative") == ()
    (part,) = terms.find("Die Roadmap-Initiative", joined=True)
    assert (part.start, part.end, part.text, part.joined) == (4, 11, "Roadmap", True)
