"""The models of the local engine: folders `<from>-<to>` of files, each sealed by a manifest of their sha256."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from ..errors import EngineError
from ..files.storage import write_whole
from ..languages import Language, Wording

MANIFEST = "manifest.json"
POINTER = b"version https://git-lfs"
PARTS = ("srcvocab", "trgvocab", "vocab", "model", "lex")

NO_MODEL = Wording(
    "n’a pas de modèle de traduction sur cette machine",
    "hat kein Übersetzungsmodell auf diesem Rechner",
    "has no translation model on this machine",
)
ADD_MODEL = Wording(
    "lancez « communique engines add fr-en » ou placez un modèle dans {folder}",
    "führen Sie „communique engines add fr-en“ aus oder legen Sie ein Modell in {folder}",
    "run “communique engines add fr-en” or put a model into {folder}",
)
DAMAGED = Wording(
    "a un modèle {pair} incomplet ou altéré",
    "hat ein unvollständiges oder verändertes Modell {pair}",
    "has a damaged or altered model {pair}",
)
FETCH_AGAIN = Wording(
    "relancez « communique engines add {pair} »",
    "führen Sie „communique engines add {pair}“ erneut aus",
    "run “communique engines add {pair}” again",
)
HOLDS_NONE = Wording("ne trouve pas de modèle dans ce dossier", "findet in diesem Ordner kein Modell", "finds no model in that folder")
FILES = Wording(
    "il y faut un fichier « model… », un « vocab… » et, s’il existe, un « lex… »",
    "nötig sind eine Datei „model…“, eine „vocab…“ und, wenn vorhanden, eine „lex…“",
    "it needs a file “model…”, one “vocab…” and, if there is one, a “lex…”",
)
HALF = Wording(
    "ne trouve que la moitié du modèle {pair} : un de ses fichiers est vide ou renvoie ailleurs",
    "findet vom Modell {pair} nur die Hälfte: eine seiner Dateien ist leer oder verweist nur",
    "finds but half of the model {pair}: one of its files is empty or only points elsewhere",
)
COPY_AGAIN = Wording(
    "copiez le dossier à nouveau, en entier",
    "kopieren Sie den Ordner noch einmal ganz",
    "copy the folder again, and whole",
)
UNKNOWN_PAIR = Wording("{pair} n’est pas un couple de langues", "{pair} ist kein Sprachenpaar", "{pair} is no pair of languages")
PAIRS = Wording("couples : fr-en, en-fr, de-en, en-de", "Paare: fr-en, en-fr, de-en, en-de", "pairs: fr-en, en-fr, de-en, en-de")


def legs(models: Path, source: Language, target: Language) -> tuple[str, ...]:
    """The models on the way from one language to the other: one, two by way of English, or none."""
    direct, pivot = (f"{source}-{target}",), (f"{source}-en", f"en-{target}")
    return next((way for way in (direct, pivot) if all((models / pair / MANIFEST).is_file() for pair in way)), ())


def languages_of(pair: str) -> tuple[str, str]:
    """The two languages of a pair such as fr-en. Raises EngineError for what is none of ours."""
    source, _, target = pair.partition("-")
    if source == target or not {source, target} <= {language.value for language in Language}:
        raise EngineError("local", UNKNOWN_PAIR.fill(pair=pair), PAIRS)
    return source, target


def parts(folder: Path) -> dict[str, bytes]:
    """A model's files by what they are (model, lex, vocab, srcvocab, trgvocab), checked. Raises EngineError where one was altered."""
    try:
        sums = _sums(folder)
        files = {name: (folder / name).read_bytes() for name in sums}
        if {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == sums:
            return {_part(name): content for name, content in files.items()}
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise damaged(folder.name) from error
    raise damaged(folder.name)


def damaged(pair: str) -> EngineError:
    """The error for a model that is not what it should be."""
    return EngineError("local", DAMAGED.fill(pair=pair), FETCH_AGAIN.fill(pair=pair))


def mark(folder: Path) -> str:
    """The first eight digits of a model's sha256, for the record."""
    try:
        return next(digest for name, digest in _sums(folder).items() if _part(name) == "model")[:8]
    except (OSError, KeyError, ValueError, TypeError, AttributeError, StopIteration):
        return "unknown"


def _part(name: str) -> str:
    """What a file is, whatever follows in its name."""
    return next((part for part in PARTS if name.startswith(part)), name)


def _sums(folder: Path) -> dict[str, str]:
    sums = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    return {Path(name).name: str(digest) for name, digest in sums.items()}


def seal(folder: Path) -> None:
    """Write the manifest of a model's folder: the sha256 of each of its files, which from then on must not change. Raises OSError."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST and not path.name.startswith("."))
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    write_whole(folder / MANIFEST, (json.dumps({"version": 1, "sha256": sums}, indent=1) + "\n").encode())


def place(pair: str, folder: Path, models: Path) -> tuple[Path, ...]:
    """Copy a model's files from a folder, as another machine has them, and seal the copy. Raises EngineError where they are no model."""
    languages_of(pair)
    files = [path for path in folder.glob("*") if path.is_file() and _part(path.name) in PARTS]
    there = {_part(path.name) for path in files}
    if "model" not in there or not ("vocab" in there or {"srcvocab", "trgvocab"} <= there):
        raise EngineError("local", HOLDS_NONE, FILES)
    if any(_half(path) for path in files):
        raise EngineError("local", HALF.fill(pair=pair), COPY_AGAIN)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".place-", dir=models) as temporary:
        copy = Path(temporary) / pair
        copy.mkdir()
        for path in files:
            shutil.copyfile(path, copy / path.name)
        return (keep(copy, models),)


def _half(path: Path) -> bool:
    """Whether a file is empty, or only says where git keeps the true one."""
    with path.open("rb") as file:
        start = file.read(len(POINTER))
    return start in {b"", POINTER}


def keep(fetched: Path, models: Path) -> Path:
    """Seal a model's folder and put it where the engine looks, in the place of an older one. Raises OSError."""
    seal(fetched)
    folder = models / fetched.name
    shutil.rmtree(folder, ignore_errors=True)
    return fetched.rename(folder)
