"""Whether marks and links that came back as tags stand around words that cannot be theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Inlines, plain
from ..languages import Language
from .counterparts import ANCHOR, LINKING, WORD, Phrase, counterpart
from .marks import Run, nothing, runs_of

Languages = tuple[Language, Language]


def astray(source: Inlines, target: Inlines, languages: Languages) -> bool:
    """Whether something that is set apart in the source is set apart elsewhere in the target, as far as that can be told.

    It can where a part of the source became all of the target or small words alone, where a name or number that both texts have once is
    in one of them inside and in the other outside, and where the counterpart of a phrase is certain and is not what was set apart.
    """
    ours, theirs = _by_look(source), _by_look(target)
    pair = plain(source), plain(target)
    return ours.keys() != theirs.keys() or any(
        _too_wide(ours[look], theirs[look], pair)
        or _small(ours[look], theirs[look], pair, languages)
        or _other_anchors(ours[look], theirs[look], pair)
        or _beside(ours[look], theirs[look], pair, languages)
        for look in ours
    )


def _by_look(content: Inlines) -> dict[object, list[Run]]:
    """The runs with words in them of each mark and each address."""
    found: dict[object, list[Run]] = {}
    text = plain(content)
    for run in runs_of(content):
        if (run.marks or run.href) and re.search(r"\w", text[run.start : run.end]):
            found.setdefault(run.href or run.marks, []).append(run)
    return found


def _covered(runs: list[Run], at: int) -> bool:
    return any(run.start <= at < run.end for run in runs)


def _outside(runs: list[Run], text: str) -> list[str]:
    return [word.group() for word in WORD.finditer(text) if not _covered(runs, word.start())]


def _too_wide(ours: list[Run], theirs: list[Run], pair: tuple[str, str]) -> bool:
    return bool(_outside(ours, pair[0])) and not _outside(theirs, pair[1])


def _small(ours: list[Run], theirs: list[Run], pair: tuple[str, str], languages: Languages) -> bool:
    """Whether only small words are set apart where the source has others."""
    return any(_all_small(pair[1], run, languages[1]) for run in theirs) and not any(_all_small(pair[0], run, languages[0]) for run in ours)


def _all_small(text: str, run: Run, language: Language) -> bool:
    return all(word.lower() in LINKING[language] for word in WORD.findall(text[run.start : run.end]))


def _other_anchors(ours: list[Run], theirs: list[Run], pair: tuple[str, str]) -> bool:
    return any(_covered(ours, here) != _covered(theirs, there) for here, there in _anchors(*pair))


def _anchors(source: str, target: str) -> Iterator[tuple[int, int]]:
    """Where each name or number stands that both texts have, once each."""
    places = []
    for text in (source, target):
        found: dict[str, list[int]] = {}
        for anchor in ANCHOR.finditer(text):
            found.setdefault(anchor.group(), []).append(anchor.start())
        places.append(found)
    yield from ((at[0], places[1][name][0]) for name, at in places[0].items() if len(at) == len(places[1].get(name, ())) == 1)


def _beside(ours: list[Run], theirs: list[Run], pair: tuple[str, str], languages: Languages) -> bool:
    """Whether the certain counterpart of a phrase is not set apart whole, or other words are set apart with the only one."""
    for run in ours:
        span = counterpart(Phrase(pair[0], run.start, run.end), pair[1], languages, nothing)
        if span is None:
            continue
        around = next((other for other in theirs if other.start <= span[0] and span[1] <= other.end), None)
        if around is None:
            return True
        more = WORD.findall(pair[1][around.start : span[0]]) + WORD.findall(pair[1][span[1] : around.end])
        if len(ours) == 1 and any(word.lower() not in LINKING[languages[1]] for word in more):
            return True
    return False
