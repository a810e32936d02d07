"""How names come back that an engine altered, for `translation.py`: `figures(shared)`.

The names are words with a capital that stand alike in every language of an aligned sentence. `altered`: in each reference translation one
name is written with other capitals, accents, joints or look-alike letters; the name is `back`, `left` as it was (a finding says so), or
something else was changed: `wrong`. `untouched`: references and answers of real engines as they are; every change there that does not
give the reference's own spelling is `wrong`.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

from communique.document import Text, plain
from communique.glossary import Concept, Glossary, Status, Term
from communique.languages import Language
from communique.translation.kept_names import altered, names_in, put_back
from segmentation import lines

NAME = re.compile(r"(?<=[a-zß-ÿ,] )[A-ZÀ-Þ][\w-]{3,}(?: [A-ZÀ-Þ][\w-]+)*")
ACCENTS = str.maketrans("aeio", "àéïô")
HOMOGLYPHS = str.maketrans("aeopcA", "аеорсА")


def figures(shared: Path) -> dict[str, Any]:
    """Names put back, left and wrongly changed, and sentences looked at in a second."""
    folder = shared / "qa"
    corpus = {language: lines(folder / "parallel" / f"flores-dev.{language}") for language in Language}
    named = [_names(texts) for texts in zip(*corpus.values(), strict=True)]
    outcomes: Counter[str] = Counter()
    begin, sentences = time.process_time(), 0
    for source, target in permutations(Language, 2):
        for at, names in enumerate(named):
            for name in names:
                outcomes[_altered(corpus[source][at], corpus[target][at], name, names, (source, target))] += 1
                sentences += 1
    seconds = time.process_time() - begin
    untouched: Counter[str] = Counter()
    for languages, answers in _answers(folder / "mt", corpus):
        source, target = languages
        for at, answer in enumerate(answers):
            untouched[_untouched(corpus[source][at], answer, corpus[target][at], named[at], languages)] += 1
    return {"altered": dict(outcomes), "untouched": dict(untouched), "sentences_per_second": round(sentences / seconds)}


def _names(texts: tuple[str, ...]) -> list[str]:
    """What has a capital inside a sentence and stands in each language as often."""
    found = dict.fromkeys(name for name in NAME.findall(texts[0]) if len({_count(text, name) for text in texts}) == 1)
    return [name for name in found if not any(name != other and name in other for other in found)]


def _count(text: str, name: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _glossary(names: list[str]) -> Glossary:
    spread = {name: tuple(Term(language, name, Status.PREFERRED) for language in Language) for name in names}
    return Glossary(tuple(Concept(name, terms, do_not_translate=True) for name, terms in spread.items()))


def _altered(source: str, target: str, name: str, names: list[str], languages: tuple[Language, Language]) -> str:
    written = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _other(name, random.Random(source + name)), target)
    found = plain(put_back((Text(written),), altered(source, written, names_in(source, _glossary(names), languages))))
    return "back" if found == target else "left" if found == written else "wrong"


def _other(name: str, chance: random.Random) -> str:
    ways = [name.upper(), name.lower(), name[0] + name[1:].translate(ACCENTS), name[:2].translate(HOMOGLYPHS) + name[2:]]
    ways += [name.replace(" ", "-"), name.replace(" ", ""), name.replace("-", " "), name.title()]
    return chance.choice([way for way in ways if way != name] or [name.upper()])


def _answers(folder: Path, corpus: dict[Language, list[str]]) -> Iterator[tuple[tuple[Language, Language], list[str]]]:
    for source, target in permutations(Language, 2):
        yield (source, target), corpus[target]
        for path in sorted(folder.glob(f"flores-dev.{source}-{target}.*.{target}")):
            yield (source, target), lines(path)


def _untouched(source: str, answer: str, reference: str, names: list[str], languages: tuple[Language, Language]) -> str:
    changes = altered(source, answer, names_in(source, _glossary(names), languages))
    if not changes:
        return "as it was"
    return "name put back" if all(change.name in reference for change in changes) else "wrong"
