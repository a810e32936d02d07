"""TMX files of any tool are read as far as they hold our languages, and a broken one is one clear sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from communique.document import Break, Link, Mark, NoteRef, Text, plain
from communique.errors import HouseError
from communique.languages import Language
from communique.memory import Memory, dump, import_tmx
from communique.translation import tmx
from communique.translation.tmx import Entry

FR, DE, EN = Language.FR, Language.DE, Language.EN
HEAD = '<?xml version="1.0"?>\n{doctype}<tmx version="1.4"><header creationtool="other" srclang="fr"/><body>{body}</body></tmx>'


def file(folder: Path, body: str, doctype: str = "", name: str = "a.tmx") -> Path:
    path = folder / name
    path.write_text(HEAD.format(doctype=doctype, body=body), encoding="utf-8")
    return path


def unit(**texts: str) -> str:
    return "<tu>" + "".join(f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>' for tag, text in texts.items()) + "</tu>"


def texts(path: Path) -> list[dict[Language, str]]:
    return [{language: plain(content) for language, content in entry.texts.items()} for entry in tmx.read(path)]


@pytest.mark.parametrize("tag", ["fr", "FR", "fr-FR", "FR-CA", "fr_FR", "fra", "fre"])
def test_a_language_is_known_by_any_of_its_codes(tmp_path: Path, tag: str) -> None:
    body = f'<tu><tuv xml:lang="{tag}"><seg>oui</seg></tuv><tuv lang="DE-AT"><seg>ja</seg></tuv></tu>'

    assert texts(file(tmp_path, body)) == [{FR: "oui", DE: "ja"}]


def test_british_english_goes_before_any_other(tmp_path: Path) -> None:
    body = unit(fr="couleur", en_GB="colour", en_US="color") + unit(fr="centre", en_US="center", en_GB="centre")

    assert texts(file(tmp_path, body)) == [{FR: "couleur", EN: "colour"}, {FR: "centre", EN: "centre"}]


def test_other_languages_and_empty_segments_are_passed_over(tmp_path: Path) -> None:
    body = unit(fr="oui", es="sí") + unit(fr="oui", de=" ") + unit(fr="non") + unit(fr="oui", de="ja", es="sí")

    assert texts(file(tmp_path, body)) == [{FR: "oui", DE: "ja"}]


def test_the_tags_of_another_tool_are_dropped_to_their_text(tmp_path: Path) -> None:
    seg = 'Le <bpt i="1">&lt;b></bpt>gros<ept i="1">&lt;/b></ept> <hi type="x">chat</hi><ph>{1}</ph> dort<it pos="end">&lt;/i></it>.'

    assert texts(file(tmp_path, unit(fr=seg, de="Die Katze schläft."))) == [{FR: "Le gros chat dort.", DE: "Die Katze schläft."}]


def test_what_another_tool_did_to_a_file_of_ours_takes_no_words_away(tmp_path: Path) -> None:
    seg = 'Le <hi type="x">gros <sub>chat</sub></hi> <bpt i="1" type="link">https://example.org</bpt>dort<ph type="lb"/>bien.'
    path = file(tmp_path, unit(fr=seg, de="Die Katze schläft."))
    path.write_text(path.read_text(encoding="utf-8").replace('"other"', '"communique"'), encoding="utf-8")
    assert texts(path) == [{FR: "Le gros chat dort\nbien.", DE: "Die Katze schläft."}]


def test_lines_that_another_tool_wrapped_are_one(tmp_path: Path) -> None:
    assert texts(file(tmp_path, unit(fr="\n   Le chat\n   dort.\n", de="Die Katze&#13;\nschläft."))) == [
        {FR: "Le chat dort.", DE: "Die Katze schläft."}
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no xml",
        "<tmx",
        "<html/>",
        "<?xml version='1.0'?><tmx><body><tu></body></tmx>",
        "PK\x03\x04",
    ],
)
def test_a_broken_file_is_one_sentence_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.tmx"
    path.write_text(content)

    with pytest.raises(HouseError) as raised:
        list(tmx.read(path))
    assert raised.value.sentence(EN).startswith("broken.tmx: is no readable TMX file (line ")
    assert "\n" not in raised.value.sentence(FR)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(HouseError, match=r"missing\.tmx"):
        list(tmx.read(tmp_path / "missing.tmx"))


def test_entities_are_refused_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    leak = f'<!DOCTYPE tmx [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'

    for doctype, seg in ((bomb, "&b;"), (leak, "&s;")):
        with pytest.raises(HouseError, match="entities"):
            list(tmx.read(file(tmp_path, unit(fr=seg, de="ja"), doctype)))


def test_a_dtd_is_not_fetched(tmp_path: Path) -> None:
    path = file(tmp_path, unit(fr="oui", de="ja"), '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">')

    assert texts(path) == [{FR: "oui", DE: "ja"}]


def test_what_we_write_we_read_with_marks_links_breaks_and_notes(tmp_path: Path) -> None:
    strong, both = frozenset({Mark.STRONG}), frozenset({Mark.STRONG, Mark.EMPHASIS})
    content = (
        Text("Le "),
        Text("gros ", strong),
        Text("chat", both),
        Text(" CO"),
        Text("2", frozenset({Mark.SUBSCRIPT})),
        Link((Text("ici"), Break(), Text("là", strong)), "https://example.org/?a=1&b=2"),
        Break(),
        Text("1"),
        Text("er", frozenset({Mark.SUPERSCRIPT})),
        NoteRef("3"),
        Text("."),
    )
    entry = Entry(
        "u1", {FR: content, EN: (Text("The <big> cat & more."),)}, "20251124T090000Z", {"x-release": "demo", "x-approver": "anna"}
    )
    path = tmp_path / "own.tmx"
    dump([entry], path)

    (read,) = tmx.read(path)
    assert read.texts == entry.texts
    assert (read.id, read.date, read.props) == ("own:u1", entry.date, entry.props)


def test_a_file_that_we_wrote_is_tmx_14_in_one_piece(tmp_path: Path) -> None:
    from lxml import etree

    path = tmp_path / "own.tmx"
    dump([Entry("u1", {FR: (Text("oui"),), DE: (Text("ja"),)})], path)
    root = etree.parse(path).getroot()

    assert root.tag == "tmx"
    assert root.get("version") == "1.4"
    header = root.find("header")
    assert header is not None
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required <= set(header.attrib)
    assert [path.name] == [found.name for found in tmp_path.iterdir()]


def test_an_import_lands_in_the_memory_and_can_be_recalled(tmp_path: Path) -> None:
    path = file(tmp_path, unit(fr="Le projet.", de="Das <ph/>Projekt.") + unit(fr="Le chat", es="El gato"), name="Très vieux Fichier.TMX")
    folder = tmp_path / "memory"

    assert import_tmx(path, folder) == 1
    assert [found.name for found in folder.iterdir()] == ["tres-vieux-fichier.tmx"]
    match = Memory.load(folder.glob("*.tmx")).recall("Le projet.", FR, DE)
    assert match is not None
    assert plain(match.target) == "Das Projekt."


def test_a_broken_import_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "broken.tmx"
    path.write_text(HEAD.format(doctype="", body=unit(fr="oui", de="ja"))[:-8])

    with pytest.raises(HouseError):
        import_tmx(path, tmp_path / "memory")
    assert not (tmp_path / "memory").exists()


def test_a_large_file_is_read_as_a_stream(tmp_path: Path) -> None:
    path = file(tmp_path, "".join(unit(fr=f"Le projet numéro {n} avance vite et bien.", es="x") for n in range(40_000)))
    code = (
        "import resource, sys; from pathlib import Path; from communique.translation import tmx\n"
        "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = most(); found = list(tmx.read(Path(sys.argv[1]))); print(len(found), most() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    found, grown = (int(number) for number in done.stdout.split())

    # As a whole tree the file would take over ten times its size.
    assert found == 0
    assert grown * (1 if sys.platform == "darwin" else 1024) < 2 * path.stat().st_size


SHARED = Path(__file__).parents[3] / "shared" / "data" / "qa" / "tmx"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/qa/tmx is not there")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.tmx")), ids=lambda path: path.stem)
def test_the_files_of_another_tools_test_kit_are_read(path: Path) -> None:
    """They are of TMX 1.1 to 1.4b, in UTF-8 and UTF-16, with languages and inline codes of every kind; all are well-formed."""
    for entry in tmx.read(path):
        assert len(entry.texts) >= 2
        assert all("<" not in plain(content) or "lt" in plain(content) for content in entry.texts.values())
