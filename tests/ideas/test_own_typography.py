"""Our own sentences keep the typography that we repair in others' texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import cli
from communique.document import Text, plain
from communique.languages import Language
from communique.text.typography import mend

ROOT = Path(__file__).parents[2]
# An ending in brackets, as in "approval(s)" or "Freigabe(n)": one form for two numbers, and right for neither.
LAZY_PLURAL = re.compile(r"[^\W\d_]\([^\W\d_]{1,3}\)")
# `RELEASE` in capitals is the place in a command, as its usage writes it.
ENGLISH_TERM = re.compile(r"\bReleases?\b")
FILES = sorted((*(ROOT / "src").rglob("*.py"), *(ROOT / "flows").glob("*.py")))


def wordings(path: Path) -> Iterator[tuple[str, ...]]:
    """The sentences of each Wording that a file spells out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Wording" and len(node.args) == 3:
            said = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield tuple(str(sentence) for sentence in said) if len(said) == 3 else ()


def mended(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(mend((Text(sentence),), language)) for sentence, language in zip(sentences, Language, strict=False))


def test_there_are_sentences_to_look_at() -> None:
    assert sum(1 for path in FILES for _ in wordings(path)) > 500


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_sentence_of_a_file_is_typeset_as_its_language_asks(path: Path) -> None:
    wrong = [(own, better) for said in wordings(path) for own, better in zip(said, mended(said), strict=True) if own != better]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_of_a_file_leaves_its_number_open(path: Path) -> None:
    assert [sentence for said in wordings(path) for sentence in said if LAZY_PLURAL.search(sentence)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_in_french_and_german_a_release_has_that_languages_own_name(path: Path) -> None:
    assert [sentence for said in wordings(path) for sentence in said[:2] if ENGLISH_TERM.search(sentence)] == []


@pytest.mark.parametrize("sentence", ["{count} approval(s)", "2 constat(s) bloquant(s)", "Freigabe(n)", "Entscheidung(en)", "stretch(es)"])
def test_an_ending_in_brackets_is_known_for_what_it_is(sentence: str) -> None:
    assert LAZY_PLURAL.search(sentence)


HELP = [about for _, about in cli.COMMANDS.values()] + [*cli.OPTIONS.values(), cli.WHAT_IT_IS, cli.USAGE]


def test_the_help_sheet_is_typeset_as_its_language_asks() -> None:
    assert [mended(sentences) for sentences in HELP] == HELP


def test_the_help_sheet_leaves_no_number_open_and_keeps_to_the_languages_own_names() -> None:
    assert not [sentence for said in HELP for sentence in said if LAZY_PLURAL.search(sentence)]
    assert not [sentence for french, german, _ in HELP for sentence in (french, german) if ENGLISH_TERM.search(sentence)]
