"""Firefox Translations on this machine: the text never leaves it. The models lie in a folder and are checked before they are used."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from importlib.metadata import version
from pathlib import Path
from typing import Any

import fxtranslate

from ..errors import EngineError
from ..languages import Language, Wording
from ..sentences import spans
from ..storage import write_whole
from . import Translation
from ._answers import judged
from ._faults import TOO_LONG

VERSION = f"fxtranslate {version('fxtranslate')}"
MANIFEST = "manifest.json"
# The engine cuts a sentence off, silently, where it is longer than its context; this is well below.
LIMIT = 1000

NO_MODEL = Wording(
    "n'a pas de modèle de traduction sur cette machine",
    "hat kein Übersetzungsmodell auf diesem Rechner",
    "has no translation model on this machine",
)
ADD_MODEL = Wording(
    "lancez « communique engines add fr-en » ou placez un modèle dans {folder}",
    'führen Sie "communique engines add fr-en" aus oder legen Sie ein Modell in {folder}',
    'run "communique engines add fr-en" or put a model into {folder}',
)
DAMAGED = Wording(
    "a un modèle {pair} incomplet ou altéré",
    "hat ein unvollständiges oder verändertes Modell {pair}",
    "has a damaged or altered model {pair}",
)
FETCH_AGAIN = Wording(
    "relancez « communique engines add {pair} »",
    'führen Sie "communique engines add {pair}" erneut aus',
    'run "communique engines add {pair}" again',
)
NOT_FETCHED = Wording(
    "le modèle {pair} n'a pas pu être téléchargé",
    "das Modell {pair} konnte nicht geladen werden",
    "the model {pair} could not be fetched",
)
CHECK_NETWORK = Wording(
    "vérifiez l'accès à firefox.settings.services.mozilla.com, ou copiez le dossier du modèle depuis une autre machine",
    "prüfen Sie den Zugang zu firefox.settings.services.mozilla.com oder kopieren Sie den Modellordner von einem anderen Rechner",
    "check that firefox.settings.services.mozilla.com can be reached, or copy the model's folder from another machine",
)
UNKNOWN_PAIR = Wording("{pair} n'est pas un couple de langues", "{pair} ist kein Sprachenpaar", "{pair} is no pair of languages")
PAIRS = Wording("couples : fr-en, en-fr, de-en, en-de", "Paare: fr-en, en-fr, de-en, en-de", "pairs: fr-en, en-fr, de-en, en-de")

Step = Callable[[str], str]


def legs(models: Path, source: Language, target: Language) -> tuple[str, ...]:
    """The models on the way from one language to the other: one, two by way of English, or none."""
    direct, pivot = (f"{source}-{target}",), (f"{source}-en", f"en-{target}")
    return next((way for way in (direct, pivot) if all((models / pair / MANIFEST).is_file() for pair in way)), ())


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
        marks = "+".join(_digest(self.models / pair) for pair in way)
        return f"{VERSION} {'-'.join((source, *(pair[-2:] for pair in way)))} {marks}"

    def translate(self, texts: Sequence[str], source: Language, target: Language) -> list[Translation]:
        """One Translation a text, each sentence by itself. Raises EngineError for a model that is missing or damaged."""
        way = legs(self.models, source, target)
        if not way:
            raise EngineError("local", NO_MODEL, ADD_MODEL.fill(folder=self.models))
        return [through(text, [self._step(pair) for pair in way], source) for text in texts]

    def _step(self, pair: str) -> Step:
        if pair not in self._loaded:
            self._loaded[pair] = _load(self.models / pair)
        return self._loaded[pair]


def through(text: str, steps: Sequence[Step], language: Language) -> Translation:
    """A text taken sentence by sentence through one model after the other."""
    sentences = [text[start:end] for start, end in spans(text, language)]
    if any(len(sentence) > LIMIT for sentence in sentences):
        return Translation(None, TOO_LONG)
    return judged(text, " ".join(reduce(lambda piece, step: step(piece), steps, sentence) for sentence in sentences))


def _load(folder: Path) -> Step:
    """The model in a folder, every file of it checked against the manifest. Raises EngineError."""
    pair = folder.name
    try:
        files = {name: (folder / name).read_bytes() for name in _manifest(folder)}
        if {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == _manifest(folder):
            part = {_part(name): content for name, content in files.items()}
            vocabularies = part.get("srcvocab") or part["vocab"], part.get("trgvocab") or part["vocab"]
            step: Step = fxtranslate.Translator(part["model"], *vocabularies, part.get("lex")).translate
            return step
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise EngineError("local", DAMAGED.fill(pair=pair), FETCH_AGAIN.fill(pair=pair)) from error
    raise EngineError("local", DAMAGED.fill(pair=pair), FETCH_AGAIN.fill(pair=pair))


def _part(name: str) -> str:
    """What a file is: model, lex, vocab, srcvocab or trgvocab, whatever follows in its name."""
    return next((part for part in ("srcvocab", "trgvocab", "vocab", "model", "lex") if name.startswith(part)), name)


def _manifest(folder: Path) -> dict[str, str]:
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    return {Path(name).name: str(digest) for name, digest in files.items()}


def _digest(folder: Path) -> str:
    try:
        return next(digest for name, digest in _manifest(folder).items() if _part(name) == "model")[:8]
    except (OSError, KeyError, ValueError, TypeError, AttributeError, StopIteration):
        return "unknown"


def start(settings: Mapping[str, Any], models: Path) -> Local:
    """The engine on the models of a folder. Raises EngineError where there is none. Setting: `models`, another folder of models."""
    folder = Path(settings.get("models") or models)
    if not any(folder.glob(f"*-*/{MANIFEST}")):
        raise EngineError("local", NO_MODEL, ADD_MODEL.fill(folder=folder))
    return Local(folder)


def seal(folder: Path) -> None:
    """Write the manifest of a model's folder: the sha256 of each of its files, which from then on must not change. Raises OSError."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST and not path.name.startswith("."))
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    write_whole(folder / MANIFEST, (json.dumps({"version": 1, "sha256": sums}, indent=1) + "\n").encode())


def fetch(pair: str, models: Path, progress: bool = False) -> tuple[Path, ...]:
    """Fetch the models for a pair such as fr-en from Mozilla, both legs where it goes by English, and give their folders.

    The library checks each file against the published sha256. Nothing is left behind where it fails. Raises EngineError.
    """
    source, _, target = pair.partition("-")
    if source == target or not {source, target} <= {language.value for language in Language}:
        raise EngineError("local", UNKNOWN_PAIR.fill(pair=pair), PAIRS)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=models) as place:
        try:
            fxtranslate.discovery.add_models(source, target, place, progress)
        except ValueError as error:
            raise EngineError("local", NOT_FETCHED.fill(pair=pair), CHECK_NETWORK) from error
        return tuple(_keep(folder, models) for folder in sorted(Path(place).iterdir()) if folder.is_dir())


def _keep(fetched: Path, models: Path) -> Path:
    seal(fetched)
    folder = models / fetched.name
    shutil.rmtree(folder, ignore_errors=True)
    return fetched.rename(folder)
