"""How well drafts are cut into sentences, for `translation.py`: `figures(shared)`.

Sentences of a parallel corpus are joined ten at a time and cut again; a boundary counts as found where a cut falls on it. Part of the
corpus's sentences end in no sign that ends a sentence (a comma, a letter, nothing), where no cut can be made by any rule: the share is
given over all boundaries, and over those with a sign before them. A trap of `tests/segments/traps.txt` is right if it is cut where it is
marked and nowhere else.
"""

from __future__ import annotations

import csv
import re
import time
from itertools import groupby
from pathlib import Path
from typing import Any

from communique.languages import Language
from communique.text.sentences import spans

TRAPS = Path(__file__).parents[1] / "tests" / "segments" / "traps.txt"
ENDED = re.compile(r"[.!?…]\s?[\"'«»‹›“”„‟‘’)\]}]*$")


def figures(shared: Path) -> dict[str, Any]:
    """What cutting promises about accuracy and speed."""
    corpus = {language: lines(shared / "qa" / "parallel" / f"flores-dev.{language}") for language in Language}
    return {
        "release_blocks_cut_wrongly": _release(shared / "drafts" / "press-release.tsv"),
        "boundaries": {language.value: _boundaries(corpus[language], language) for language in Language},
        "traps": _traps(),
        "sentences_per_second": _speed(corpus[Language.FR]),
    }


def lines(path: Path) -> list[str]:
    """The lines of a file, stripped."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]


def _release(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = 0
    for language in Language:
        for _, block in groupby(rows, key=lambda row: row["block"]):
            sentences = [row[language.value] for row in block]
            text = " ".join(sentences)
            wrong += [text[start:end] for start, end in spans(text, language)] != sentences
    return wrong


def _boundaries(corpus: list[str], language: Language) -> dict[str, Any]:
    """The boundaries inside each group of ten; its end is none, as the text ends there whatever is done."""
    found: list[tuple[bool, bool]] = []
    for start in range(0, len(corpus), 10):
        group = corpus[start : start + 10]
        text = " ".join(group)
        ends = {end for _, end in spans(text, language)}
        at = -1
        for line in group[:-1]:
            at += 1 + len(line)
            found.append((at in ends, ENDED.search(line) is not None))
    signed = [hit for hit, sign in found if sign]
    return {
        "all": len(found),
        "found": round(sum(hit for hit, _ in found) / len(found), 4),
        "with_sign": len(signed),
        "found_of_them": round(sum(signed) / len(signed), 4),
    }


def _traps() -> dict[str, int]:
    traps = [line for line in lines(TRAPS) if line and not line.startswith("#")]
    return {"all": len(traps), "right": sum(map(_right, traps))}


def _right(trap: str) -> bool:
    code, _, marked = trap.partition(" ")
    expected = [piece.strip(" ").replace("⏎", "\n").strip() for piece in marked.replace("||", "|").split("|")]
    text = marked.replace("||", "").replace(" | ", " ").replace("|", "").replace("⏎", "\n")
    return [text[start:end] for start, end in spans(text, Language(code))] == expected


def _speed(corpus: list[str]) -> int:
    text = [" ".join(corpus[start : start + 5]) for start in range(0, len(corpus), 5)]
    begin = time.process_time()
    count = sum(len(list(spans(paragraph, Language.FR))) for paragraph in text * 5)
    return round(count / (time.process_time() - begin))
