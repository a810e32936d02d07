"""What goes out as TMX is valid by the rules of TMX 1.4b and comes back the same, at any size."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from communique.document import Break, Link, Mark, NoteRef, Text, plain
from communique.languages import Language
from communique.markup import merged
from communique.translation import tmx
from communique.translation.tmx import Entry

# The rules of tmx14.dtd (LISA, 2005) for the elements that we write, in our own words.
RULES = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | ude | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED segtype (block|paragraph|sentence|phrase) #REQUIRED
  o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)> <!ELEMENT ude EMPTY>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED changedate CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA | bpt | ept | ph)*>
<!ELEMENT bpt (#PCDATA)> <!ATTLIST bpt i CDATA #REQUIRED type CDATA #IMPLIED>
<!ELEMENT ept (#PCDATA)> <!ATTLIST ept i CDATA #REQUIRED>
<!ELEMENT ph (#PCDATA)> <!ATTLIST ph type CDATA #IMPLIED>
"""
DTD = etree.DTD(io.StringIO(RULES))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=20)
TEXTS = st.builds(Text, WORDS, st.frozensets(st.sampled_from(Mark)))
LINKS = st.builds(
    lambda inner, end: Link(merged(tuple(inner)), f"https://example.org/{end}"), st.lists(TEXTS, min_size=1, max_size=2), WORDS
)  # type: ignore[arg-type]
INLINES = st.lists(st.one_of(TEXTS, LINKS, st.just(Break()), st.builds(NoteRef, st.sampled_from("123"))), min_size=1, max_size=5)
CONTENTS = INLINES.map(lambda inlines: merged([Text("x"), *inlines]))
ENTRIES = st.builds(
    lambda number, texts, date, props: Entry(f"u{number}", texts, date, props),
    st.integers(0, 99),
    st.dictionaries(st.sampled_from(Language), CONTENTS, min_size=2),
    st.sampled_from(["", "20260309T133000Z"]),
    st.dictionaries(st.sampled_from(["x-release", "x-approver"]), WORDS),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ENTRIES, min_size=5, max_size=5))
def test_five_hundred_random_entries_come_back_exactly_and_are_valid(entries: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.tmx"
        tmx.write(path, entries)
        assert DTD.validate(etree.parse(path)), DTD.error_log
        back = list(tmx.read(path))

    assert [(entry.id, entry.texts, entry.date, dict(entry.props)) for entry in back] == [
        (f"a:{entry.id}", entry.texts, entry.date, dict(entry.props)) for entry in entries
    ]


def test_an_import_of_five_megabytes_takes_little_room(tmp_path: Path) -> None:
    path = tmp_path / "large.tmx"
    fr, de = Language.FR, Language.DE
    many = (
        Entry(str(n), {fr: (Text(f"Le projet numéro {n} avance vite et bien, " * 10),), de: (Text(f"Das Projekt Nummer {n} läuft."),)})
        for n in range(10_000)
    )
    tmx.write(path, many)
    code = (
        "import resource, sys; from pathlib import Path; from communique import memory\n"
        "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = most(); print(memory.import_tmx(Path(sys.argv[1]), Path(sys.argv[2])), most() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path), str(tmp_path / "memory")], capture_output=True, text=True, check=True)
    count, grown = (int(number) for number in done.stdout.split())

    assert path.stat().st_size > 5_000_000
    assert count == 10_000
    assert grown * (1 if sys.platform == "darwin" else 1024) < path.stat().st_size
    (taken,) = (tmp_path / "memory").iterdir()
    assert [plain(entry.texts[de]) for entry in tmx.read(taken)][-1] == "Das Projekt Nummer 9999 läuft."
