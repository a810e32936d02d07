"""What makes the typesetter start quickly knows the same as what it stands for."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest
from cffi.cparser import Parser
from weasyprint.text.ffi import ffi

from communique.languages import Language
from communique.writers import _hyphenation, _weasyprint

WORDS = ("Wettbewerbsfähigkeit", "Donaudampfschifffahrt", "intelligence", "communiqué", "competitiveness", "Zusammenarbeit")


@pytest.mark.parametrize(
    "name",
    [
        *("char[]", "char *", "unsigned int *", "int", "PangoRectangle *", "PangoLogAttr[]", "PangoLogAttr[7]", "PangoGlyphInfo"),
        *("FcChar8 **", "hb_tag_t", "hb_codepoint_t[12]", "PangoFcFontMap *", "const char *"),
    ],
)
def test_a_type_of_c_is_read_as_its_parser_reads_it(name: str) -> None:
    assert _weasyprint.ffi is ffi
    assert ffi._parser.parse_type(name) == Parser.parse_type(ffi._parser, name)


@pytest.mark.parametrize("language", Language)
def test_kept_patterns_divide_words_as_the_dictionary_does(language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = pyphen.LANGUAGES[pyphen.language_fallback(language.locale)]
    parsed = pyphen.HyphDict(path)
    for _ in ("parsed and stored", "from the store"):
        monkeypatch.delitem(pyphen.hdcache, path, raising=False)
        _hyphenation.ready(language)
        kept = pyphen.hdcache[path]
        assert (kept.patterns, kept.maxlen) == (parsed.patterns, parsed.maxlen)
        assert [kept.positions(word) for word in WORDS] == [parsed.positions(word) for word in WORDS]


@pytest.mark.parametrize("content", [b"", b"broken", b"\xe9\x00\x00\x00\x00"])
def test_a_broken_store_of_patterns_only_costs_time(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = pyphen.LANGUAGES[pyphen.language_fallback(Language.FR.locale)]
    monkeypatch.delitem(pyphen.hdcache, path, raising=False)
    _hyphenation.ready(Language.FR)
    whole = pyphen.hdcache[path].patterns
    (store,) = _hyphenation.cache().iterdir()
    store.write_bytes(content)
    monkeypatch.delitem(pyphen.hdcache, path)
    _hyphenation.ready(Language.FR)
    assert pyphen.hdcache[path].patterns == whole
