"""Firefox Translations on this machine: the text never leaves it. The models lie in a folder and are checked before they are used."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any

import fxtranslate

from ..errors import EngineError
from ..languages import Language, Wording
from ..text.sentences import spans
from . import Assignment, Translation
from ._answers import judged
from ._faults import TOO_LONG
from ._models import ADD_MODEL, MANIFEST, NO_MODEL, damaged, keep, languages_of, legs, mark, parts, place

__all__ = ["VERSION", "Local", "fetch", "place", "start", "through"]

VERSION = f"fxtranslate {version('fxtranslate')}"
# The engine cuts a sentence off, silently, where it is longer than its context; this is well below.
LIMIT = 1000

NOT_FETCHED = Wording(
    "le modèle {pair} n’a pas pu être téléchargé",
    "das Modell {pair} konnte nicht geladen werden",
    "the model {pair} could not be fetched",
)
CHECK_NETWORK = Wording(
    "vérifiez l’accès à firefox.settings.services.mozilla.com et "
    "firefox-settings-attachments.cdn.mozilla.net, ou copiez le modèle d’une autre machine avec « --from DOSSIER »",
    "prüfen Sie den Zugang zu firefox.settings.services.mozilla.com und "
    "firefox-settings-attachments.cdn.mozilla.net oder übernehmen Sie das Modell eines anderen Rechners mit --from ORDNER",
    "check that firefox.settings.services.mozilla.com and firefox-settings-attachments.cdn.mozilla.net can be "
    "reached, or take the model from another machine with --from FOLDER",
)
Step = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Local:
    """The models of a folder as an engine; each is loaded when it is first needed."""

    models: Path
    _loaded: dict[str, Step] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def hosts(self) -> frozenset[str]:
        """None: the text stays in this process."""
        return frozenset()

    def can(self, source: Language, target: Language) -> bool:
        """Whether the models for the way are there."""
        return source is not target and bool(legs(self.models, source, target))

    def version(self, source: Language, target: Language) -> str:
        """Program, the way, and the first digits of each model's checksum."""
        way = legs(self.models, source, target)
        digests = "+".join(mark(self.models / pair) for pair in way)
        return f"{VERSION} {'-'.join((source, *(pair[-2:] for pair in way)))} {digests}"

    @property
    def tag_safe(self) -> bool:
        """Never: the models know no tags."""
        return False

    def translate(self, assignment: Assignment) -> Iterator[Translation]:
        """One Translation a text, each sentence by itself. Raises EngineError for a model that is missing or damaged."""
        way = legs(self.models, assignment.source, assignment.target)
        if not way:
            raise EngineError("local", NO_MODEL, ADD_MODEL.fill(folder=self.models))
        steps = [self._step(pair) for pair in way]
        return (through(text, steps, assignment.source) for text in assignment.texts)

    def _step(self, pair: str) -> Step:
        if pair not in self._loaded:
            self._loaded[pair] = _load(self.models / pair)
        return self._loaded[pair]


def through(text: str, steps: Sequence[Step], language: Language) -> Translation:
    """A text taken sentence by sentence through one model after the other, with what it was on the way."""
    sentences = [text[start:end] for start, end in spans(text, language)]
    if any(len(sentence) > LIMIT for sentence in sentences):
        return Translation(None, TOO_LONG)
    taken = list(accumulate(steps, lambda pieces, step: [step(piece) for piece in pieces], initial=sentences))
    found = judged(text, " ".join(taken[-1]))
    return replace(found, via=" ".join(taken[1])) if len(steps) > 1 and found.text else found


def _load(folder: Path) -> Step:
    """The model in a folder. Raises EngineError where it was altered or is none."""
    part = parts(folder)
    try:
        vocabularies = part.get("srcvocab") or part["vocab"], part.get("trgvocab") or part["vocab"]
        step: Step = fxtranslate.Translator(part["model"], *vocabularies, part.get("lex")).translate
    except (KeyError, ValueError) as error:
        raise damaged(folder.name) from error
    return step


def start(settings: Mapping[str, Any], models: Path) -> Local:
    """The engine on the models of a folder. Raises EngineError where there is none. Setting: `models`, another folder of models."""
    folder = Path(settings.get("models") or models)
    if not any(folder.glob(f"*-*/{MANIFEST}")):
        raise EngineError("local", NO_MODEL, ADD_MODEL.fill(folder=folder))
    return Local(folder)


def fetch(pair: str, models: Path, progress: bool = False) -> tuple[Path, ...]:
    """Fetch the models for a pair such as fr-en from Mozilla, both legs where it goes by English, and give their folders.

    The library checks each file against the published sha256. Nothing is left behind where it fails. Raises EngineError.
    """
    languages = languages_of(pair)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=models) as temporary:
        try:
            fxtranslate.discovery.add_models(*languages, temporary, progress)
        except ValueError as error:
            raise EngineError("local", NOT_FETCHED.fill(pair=pair), CHECK_NETWORK) from error
        return tuple(keep(folder, models) for folder in sorted(Path(temporary).iterdir()) if folder.is_dir())
