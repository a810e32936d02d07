from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.languages import Language
from communique.text.sentences import spans

LINES = [
    line for line in Path(__file__).with_name("traps.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


def sentences(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in spans(text, language)]


@pytest.mark.parametrize("line", LINES)
def test_a_trap_is_cut_where_it_is_marked_and_nowhere_else(line: str) -> None:
    code, _, marked = line.partition(" ")
    expected = [piece.strip(" ").replace("⏎", "\n").strip() for piece in marked.replace("||", "|").split("|")]
    text = marked.replace("||", "").replace(" | ", " ").replace("|", "").replace("⏎", "\n")

    assert sentences(text, Language(code)) == expected


@pytest.mark.parametrize("line", LINES)
def test_no_break_spaces_cut_like_plain_ones(line: str) -> None:
    code, _, marked = line.partition(" ")
    text = marked.replace("||", "").replace(" | ", " ").replace("|", "").replace("⏎", "\n")
    narrow = (
        text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" ?", "\u202f?").replace(" !", "\u202f!").replace(" :", "\u00a0:")
    )

    assert len(sentences(narrow, Language(code))) == len(sentences(text, Language(code)))


def test_there_are_traps_in_every_language() -> None:
    counts = {language: sum(line.startswith(f"{language} ") for line in LINES) for language in Language}

    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 45


PIECES = st.sampled_from(
    [
        "Le projet",
        " ",
        " ",
        "M.",
        "z. B.",
        "9.",
        "März",
        "e.g.",
        ".",
        "?",
        "!",
        "…",
        "«",
        "»",
        "„",
        "“",
        "”",
        '"',
        "(",
        ")",
        "\n",
        "A.",
        "100",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(Language))
def test_spans_are_in_order_and_lose_nothing_but_white_space(text: str, language: Language) -> None:
    cuts = list(spans(text, language))
    kept = "".join(text[start:end] for start, end in cuts)

    assert "".join(kept.split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(cuts))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in cuts)


@given(st.text(max_size=200), st.sampled_from(Language))
def test_any_text_can_be_cut(text: str, language: Language) -> None:
    kept = "".join(text[start:end] for start, end in spans(text, language))

    assert "".join(kept.split()) == "".join(text.split())
