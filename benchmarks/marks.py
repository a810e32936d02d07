"""How marks come back on real sentences, for `translation.py`: `figures(shared)`.

In aligned sentences of a parallel corpus, in six directions, one run at a time is set in bold: a name, number or long word that
stands once in both, letter by letter or by its rule; the name of a country, with the list of countries for a memory; a word that the
translation does not have. Where both have a phrase once, that is the truth. A run is `right` on it, `wrong` on anything else, `dropped`
with a finding, or `lost` without one. `cases` is the case set of `tests/segments/marks.txt`, by sentence: `right`, or `wrong`.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

from communique import families
from communique.checks import Pair, Reference
from communique.document import Inlines, Mark, Text, plain
from communique.glossary import Glossary
from communique.languages import Language
from communique.markup import dump
from communique.translation.conversions import FIGURE
from communique.translation.conversions import figures as written
from communique.translation.marks import carry, runs_of
from segmentation import lines

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import mark_cases

STRONG = frozenset({Mark.STRONG})
WORD = re.compile(r"\w[\w’'-]*\w|\w")
Known = dict[str, str]
Run = tuple[str, str, int, int, tuple[int, int] | None]


def figures(shared: Path) -> dict[str, Any]:
    """Outcomes by kind of run, and sentences with a run carried in a second."""
    corpus = {language: lines(shared / "qa" / "parallel" / f"flores-dev.{language}") for language in Language}
    countries = _countries(shared / "qa" / "terms" / "iso-codes.fr-de-en.tsv")
    outcomes: dict[str, Counter[str]] = {}
    seconds = 0.0
    for languages in permutations(Language, 2):
        known = {row[languages[0]]: row[languages[1]] for row in countries}
        for source, target in zip(corpus[languages[0]], corpus[languages[1]], strict=True):
            for kind, text, start, end, truth in _runs(source, target, languages, known):
                content = (Text(text[:start]), Text(text[start:end], STRONG), Text(text[end:]))
                begin = time.process_time()
                found, dropped = carry(content, target, languages=languages, known=known.get)
                seconds += time.process_time() - begin
                outcomes.setdefault(kind, Counter())[_outcome(content, found, languages, truth, bool(dropped))] += 1
    total = sum(sum(count.values()) for count in outcomes.values())
    real = {kind: dict(count) for kind, count in sorted(outcomes.items())}
    return {"cases": _cases(), "runs": total, **real, "runs_per_second": round(total / seconds)}


def _cases() -> dict[str, int]:
    runs = right = sentences = 0
    for case in mark_cases.cases():
        content, _ = carry(case.source, plain(case.expected), languages=case.languages, known=mark_cases.known(case.languages).get)
        sentences += 1
        runs += len(runs_of(case.source))
        right += dump(content) == dump(case.expected)
    return {"runs": runs, "sentences": sentences, "right": right, "wrong": sentences - right}


def _countries(path: Path) -> list[dict[Language, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["domain"] == "iso_3166-1"]
    return [{language: row[language.value] for language in Language} for row in rows]


def _runs(source: str, target: str, languages: tuple[Language, Language], known: Known) -> Iterator[Run]:
    chance = random.Random(source)
    words = list(WORD.finditer(source))
    for word in words:
        if kind := _kind(word.group(), source, target, languages, known):
            reading = known.get(word.group(), word.group())
            yield kind, source, word.start(), word.end(), _once(target, reading)
    absent = [word for word in words if word.group().lower() not in target.lower() and word.group().isalpha()]
    if absent:
        word = chance.choice(absent)
        translated = known.get(word.group())
        if translated is None:
            yield "absent", source, word.start(), word.end(), None
    for figure in FIGURE.finditer(source):
        forms = set(written(figure.group(), *languages))
        spans = [span for form in forms if form != figure.group() and (span := _once(target, form))]
        if len(spans) == 1 and _once(source, figure.group()):
            yield "number by rule", source, figure.start(), figure.end(), spans[0]


def _kind(word: str, source: str, target: str, languages: tuple[Language, Language], known: Known) -> str:
    if not _once(source, word):
        return ""
    if word in known:
        return "country" if _once(target, known[word]) and (known[word] == word or not _once(target, word)) else ""
    if not _once(target, word):
        return ""
    if word.isdigit():
        return "number"
    name = not word.islower() and Language.DE not in languages and source.find(word) > 0
    return "name" if name or (word[:1].isupper() and sum(map(str.isupper, word)) > 1) else "long word" if len(word) >= 6 else ""


def _once(text: str, phrase: str) -> tuple[int, int] | None:
    found = [match.span() for match in re.finditer(rf"(?<![\w.,]){re.escape(phrase)}(?!\w|[.,]\d)", text)]
    return found[0] if len(found) == 1 else None


def _outcome(source: Inlines, found: Inlines, languages: tuple[Language, Language], truth: tuple[int, int] | None, dropped: bool) -> str:
    at, spans = 0, []
    for inline in found:
        size = len(inline.text) if isinstance(inline, Text) else 0
        if isinstance(inline, Text) and inline.marks:
            spans.append((at, at + size))
        at += size
    if spans:
        return "right" if spans == [truth] else "wrong"
    pair = Pair("k", "p1", "Paragraph", source, found, *languages)
    told = any(families.load("checks", "lost_marks").on_pair(pair, Reference(Glossary())))
    return "dropped" if dropped and told else "lost"
