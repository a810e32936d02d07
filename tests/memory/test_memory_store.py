"""A large memory is kept ready in the cache, and nothing that happens to the cache changes what is recalled."""

from __future__ import annotations

import io
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from communique import memory
from communique.document import Inlines, Link, Mark, Text
from communique.languages import Language
from communique.memory import Match, Memory
from communique.translation import memory_store, tmx
from communique.translation.tmx import Entry

FR, DE, EN = Language.FR, Language.DE, Language.EN
WORDS = re.findall(r"\w+", "le projet avance bien vers un réseau de calcul européen plus sobre et ouvert à tous les centres voisins")
COUNT = 200


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr("communique.memory.LARGE", 100)
    monkeypatch.setattr("communique.translation.memory_index.SCANNED", 100)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    memory._loaded.cache_clear()
    yield
    memory._loaded.cache_clear()


def entries(seed: int = 1) -> list[Entry]:
    chance = random.Random(seed)
    found = []
    for number in range(COUNT):
        text = " ".join(chance.choices(WORDS, k=chance.randint(3, 20))).capitalize() + "."
        german: Inlines = (
            Text(f"Satz « {number} » "),
            Text("fett", frozenset({Mark.STRONG})),
            Link((Text("hier"),), "https://example.org"),
        )
        texts = {FR: (Text(text),), DE: german} | ({EN: (Text(f"Sentence {number}"),)} if number % 3 else {})
        found.append(
            Entry(f"u{number}", texts, f"2026{number % 12 + 1:02}01T000000Z", {"x-release": "pont", "x-previous": f"u{number - 1}"})
        )
    return [*found, *found[:20], Entry("again", {FR: found[5].texts[FR], DE: (Text("anders"),)}, "20270101T000000Z")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "large.tmx"
    tmx.write(path, entries())
    return path


def load(*paths: Path) -> Memory:
    """The memory as a new process has it."""
    memory._loaded.cache_clear()
    return Memory.load(paths)


def recalled(known: Memory) -> list[Match | None]:
    chance = random.Random(2)
    found = []
    for entry in entries()[:60]:
        text = entry.texts[FR][0].text  # type: ignore[union-attr]
        words = text.split()
        words[chance.randrange(len(words))] = chance.choice(WORDS)
        found += [known.recall(wanted, FR, target) for wanted in (text, " ".join(words)) for target in (DE, EN)]
    return found


def stores() -> list[Path]:
    return sorted(memory.cache().glob("*/*.npz"))


def test_what_is_kept_is_what_was_read(file: Path) -> None:
    fresh = Memory(tuple(tmx.read(file)))
    first = load(file)
    expected = recalled(fresh)
    assert recalled(first) == expected
    second = load(file)

    assert isinstance(second.entries, memory_store.Stored)
    assert tuple(second.entries) == fresh.entries
    assert recalled(second) == expected
    assert sum(match is not None for match in expected) > 120
    assert {path.stem for path in stores()} == {"entries", "fr-de", "fr-de-words", "fr-en", "fr-en-words"}


def test_a_process_reads_the_same_files_once(file: Path) -> None:
    assert Memory.load([file]) is Memory.load([file])


def test_a_file_that_changed_or_has_another_name_is_read_anew(file: Path, tmp_path: Path) -> None:
    load(file)
    tmx.write(file, entries(seed=3))
    assert load(file).entries == tuple(tmx.read(file))
    other = tmp_path / "other.tmx"
    file.rename(other)
    assert load(other).entries[0].id == "other:u0"


def test_a_small_memory_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "small.tmx"
    tmx.write(path, entries()[:50])
    load(path)
    assert not memory.cache().exists()


def test_no_damage_to_the_cache_changes_what_is_recalled(file: Path) -> None:
    expected = recalled(load(file))
    chance = random.Random(4)
    for number in range(40):
        path = stores()[number % len(stores())]
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        broken = whole[:at] if number % 3 == 0 else whole[:at] + bytes(chance.randbytes(4)) + whole[at + 4 :]
        path.write_bytes(broken)
        assert recalled(load(file)) == expected
        path.write_bytes(whole)


def test_a_store_that_holds_objects_is_not_opened(file: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(file.with_suffix(".trap")),)

    expected = recalled(load(file))
    trap = io.BytesIO()
    np.savez(trap, allow_pickle=True, lines=np.array([Trap()], dtype=object), ends=np.array([0, 1]))
    stores()[0].write_bytes(trap.getvalue())

    assert recalled(load(file)) == expected
    assert not file.with_suffix(".trap").exists()


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755])
def test_a_folder_that_is_open_to_others_is_not_used(mode: int, file: Path) -> None:
    load(file)
    (folder,) = memory.cache().iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(mode)
    assert not isinstance(load(file).entries, memory_store.Stored)


def test_a_cache_that_cannot_be_written_costs_time_alone(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = recalled(load(file))
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert recalled(load(file)) == expected


def test_only_the_memories_that_were_used_last_are_kept(tmp_path: Path) -> None:
    for seed in range(memory_store.KEPT + 2):
        path = tmp_path / "large.tmx"
        tmx.write(path, entries(seed))
        load(path)
    assert len(list(memory.cache().iterdir())) == memory_store.KEPT
    assert isinstance(load(path).entries, memory_store.Stored)


def test_the_cache_does_not_grow_past_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.translation.memory_store.LARGEST", 1)
    for seed in range(2):
        path = tmp_path / "large.tmx"
        tmx.write(path, entries(seed))
        load(path)
    assert len(list(memory.cache().iterdir())) == 1
    assert isinstance(load(path).entries, memory_store.Stored)
