"""How an engine is asked for the segments of a release: with tags where it keeps them, each text once, and what came is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..document import Inlines
from ..engines import Assignment, Engine, Translation
from ..errors import EngineError
from ..facts.addresses import ADDRESS
from ..glossary import Glossary
from ..house import EngineRule
from ..languages import Language
from ..segments import Segment
from ..terms.occurrences import index
from . import egress
from .tag_places import astray
from .tags import Tagged, restored, tagged, visible

# Told of the characters of each text that an engine has dealt with.
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave for a segment: its text, with marks where tags brought them back, and the English that it went by."""

    text: str = field(repr=False)
    content: Inlines | None = field(default=None, repr=False)
    via: str = field(default="", repr=False)


@dataclass(slots=True)
class Asked:
    """What came of asking: answers and unusable ones by key, the characters sent, and the error that ended it before the end."""

    answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    unusable: set[str] = field(default_factory=set)
    characters: int = 0
    ended: EngineError | None = None


def briefing(segments: Sequence[Segment], source: Language, target: Language, glossary: Glossary) -> Assignment:
    """What goes with the texts of a release: the terms and names of the termbase that occur in it, and the release itself.

    Its boilerplates and contacts are no segments, and an address never goes to an engine, not even to be understood.
    """
    lines = [line for segment in segments if not ADDRESS.fullmatch(line := line_of(segment))]
    terms, names = index(glossary, source), glossary.names
    found = [occurrence for line in lines for occurrence in terms.find(line)]
    pairs = {o.text: allowed[0] for o in found if not o.concept.do_not_translate and (allowed := o.concept.allowed(target))}
    text = "\n".join(lines)
    return Assignment((), source, target, terms=pairs, names=tuple(sorted(name for name in names if name in text)), context=text)


def line_of(segment: Segment) -> str:
    """A segment as engines see it: one line."""
    return " ".join(segment.text.split("\n"))


def ask(segments: Sequence[Segment], rule: EngineRule, engine: Engine, brief: Assignment, told: Told | None = None) -> Asked:
    """What an engine gives for segments, each text asked once, with tags and where those break once more without.

    Never raises EngineError: the error is in what comes back, beside what was translated before it.
    """
    asked = Asked()
    sent = {s.key: tags for s in segments if (tags := tagged(s.content, brief.names))} if engine.tag_safe else {}
    try:
        with egress.guard(rule, engine.hosts):
            bare = {segment.key: line_of(segment) for segment in segments}
            _plain(asked, {key: line for key, line in bare.items() if key not in sent}, engine, brief, told)
            broken = _tagged(asked, sent, engine, brief, told)
            _plain(asked, {key: bare[key] for key in broken}, engine, brief, told)
    except EngineError as error:
        error.__cause__ = error.__context__ = None
        # Its frames hold the texts, and whoever shows a traceback with its locals would show them.
        asked.ended = error.with_traceback(None)
    return asked


def _plain(asked: Asked, lines: Mapping[str, str], engine: Engine, brief: Assignment, told: Told | None) -> None:
    for keys, found in _round(asked, lines, engine, brief, told):
        for key in keys:
            if found.text is None:
                asked.unusable.add(key)
            else:
                asked.answers[key] = Answer(found.text, via=found.via)


def _tagged(asked: Asked, sent: Mapping[str, Tagged], engine: Engine, brief: Assignment, told: Told | None) -> list[str]:
    """Ask with tags, and give the keys of what came back with other tags."""
    broken: list[str] = []
    texts = {key: tags.text for key, tags in sent.items()}
    for keys, found in _round(asked, texts, engine, replace(brief, tagged=True), told):
        for key in keys:
            whole = restored(found.text, sent[key]) if found.text is not None else None
            if found.text is None:
                asked.unusable.add(key)
            elif whole is None:
                broken.append(key)
            else:
                lost = whole.content is not None and astray(sent[key].source, whole.content, (brief.source, brief.target))
                asked.answers[key] = Answer(whole.text, None if lost else whole.content, found.via)
    return broken


def _round(
    asked: Asked, texts: Mapping[str, str], engine: Engine, brief: Assignment, told: Told | None
) -> Iterable[tuple[list[str], Translation]]:
    """Each text of a round once, with the keys of the segments that it stands for."""
    keys: dict[str, list[str]] = {}
    for key, text in texts.items():
        keys.setdefault(text, []).append(key)
    if not keys:
        return
    for (text, own), found in zip(keys.items(), engine.translate(replace(brief, texts=tuple(keys))), strict=True):
        characters = 0 if found.kept else len(visible(text) if brief.tagged else text)
        asked.characters += characters
        if told and characters:
            told(characters)
        yield own, found
