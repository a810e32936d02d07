"""Compiled templates are kept for the next process: never stale, never another's, and errors still name the house's own file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from communique.writers import _compiled
from communique.writers._compiled import Compiled


@pytest.fixture(autouse=True)
def _of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def shown(text: str, *made_by: Path) -> str:
    return (
        Environment(loader=DictLoader({"x.html": text}), bytecode_cache=Compiled(*made_by), autoescape=True).get_template("x.html").render()
    )


def stores() -> list[Path]:
    return sorted(_compiled.cache().iterdir())


def swap() -> None:
    """Put what was compiled of the second template in the place of the first, as someone would who wants another text on the page."""
    first, second = stores()
    content = second.read_bytes()
    second.write_bytes(first.read_bytes())
    first.write_bytes(content)


def test_a_template_is_compiled_once_for_all_folders_and_again_when_its_text_changes() -> None:
    assert (shown("one"), shown("one")) == ("one", "one")
    assert len(stores()) == 1
    assert shown("two") == "two"
    assert len(stores()) == 2


def test_what_was_compiled_by_another_program_is_not_taken(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("1")
    shown("one", program)
    program.write_text("22")
    shown("one", program)
    assert len(stores()) == 2


def test_a_store_of_another_text_or_of_none_is_compiled_anew() -> None:
    shown("one")
    shown("two")
    swap()
    assert (shown("one"), shown("two")) == ("one", "two")
    for path in stores():
        path.write_bytes(b"broken")
    assert (shown("one"), shown("two")) == ("one", "two")


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_what_others_may_write_is_not_run(mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown("one")
    (store,) = stores()
    store.chmod(mode)
    with pytest.raises(PermissionError):
        _compiled._own(store)
    assert shown("one") == "one"


def test_a_folder_or_a_link_of_others_is_not_read(tmp_path: Path) -> None:
    shown("one")
    (store,) = stores()
    store.rename(tmp_path / "elsewhere")
    store.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"symbolic link|symlink|Too many"):
        _compiled._own(store)
    store.unlink()
    shutil.copy(tmp_path / "elsewhere", store)
    _compiled.cache().chmod(0o777)
    with pytest.raises(PermissionError):
        _compiled._own(store)


def test_an_error_names_the_template_of_its_own_house(tmp_path: Path) -> None:
    for name in ("north", "south"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "x.html").write_text("{{ 1 / none }}")
        environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=Compiled(), autoescape=True)
        with pytest.raises(TypeError) as caught:
            environment.get_template("x.html").render()
        assert Path(str(caught.traceback[-1].path)) == folder / "x.html"
