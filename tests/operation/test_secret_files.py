"""Secrets come from the environment, or from files that nobody else can read; whatever is wrong with one, it is never said."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from communique.engines import deepl
from communique.engines._keys import key
from communique.errors import CommuniqueError, EngineError, HouseError
from communique.files import secret_files
from communique.files.secret_files import secret, take_in
from communique.languages import Language
from gatehouse import make

SECRET = "correct-horse-battery-staple:fx"
NAME = "DEEPL_API_KEY"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "deepl.key"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_secret_is_taken_from_its_variable_or_from_the_file_that_another_one_names(file: Path) -> None:
    assert secret(NAME, {NAME: f" {SECRET} "}) == SECRET
    assert secret(NAME, {f"{NAME}_FILE": str(file)}) == SECRET
    assert secret(NAME, {}) == ""


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o602, 0o660, 0o777])
def test_a_file_that_others_can_read_or_change_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(HouseError) as refusal:
        secret(NAME, {f"{NAME}_FILE": str(file)})
    assert str(refusal.value) == (
        "$DEEPL_API_KEY_FILE: other accounts of this machine can read or change this file, and there is a secret in it — "
        "close it with “chmod 600”"
    )


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_that_is_its_owners_alone_is_taken(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert secret(NAME, {f"{NAME}_FILE": str(file)}) == SECRET


def test_a_file_of_another_account_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = 12345
    if os.geteuid() == 0:
        os.chown(file, other, other)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: other)
    with pytest.raises(HouseError, match="belongs to another account"):
        secret(NAME, {f"{NAME}_FILE": str(file)})


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"first-canary\nsecond-canary\n", b"\xff\xfe" + SECRET.encode(), SECRET.encode() * 10_000]
)
def test_a_file_that_is_not_one_line_of_text_is_refused_without_a_word_of_it(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(HouseError) as refusal:
        secret(NAME, {f"{NAME}_FILE": str(file)})
    said = "".join(traceback.format_exception(refusal.value)) + "".join(refusal.value.sentence(language) for language in Language)
    for word in ("correct-horse", "first-canary", "second-canary"):
        assert word not in said


def test_what_is_no_file_is_refused_and_waited_for_by_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "nowhere"):
        with pytest.raises(HouseError):
            secret(NAME, {f"{NAME}_FILE": str(path)})


def test_two_ways_at_once_are_refused_and_neither_secret_is_said(file: Path) -> None:
    with pytest.raises(HouseError) as refusal:
        secret(NAME, {NAME: "another-secret", f"{NAME}_FILE": str(file)})
    assert "DEEPL_API_KEY and DEEPL_API_KEY_FILE are both set" in str(refusal.value)
    assert "secret," not in str(refusal.value)
    assert SECRET not in str(refusal.value)


def test_an_engine_takes_its_key_from_a_file_and_says_why_it_cannot(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.setenv(f"{NAME}_FILE", str(file))
    assert key("deepl", deepl.KEY) == SECRET
    file.chmod(0o644)
    with pytest.raises(EngineError) as refusal:
        key("deepl", deepl.KEY)
    assert isinstance(refusal.value, CommuniqueError)
    assert "chmod 600" in str(refusal.value)
    assert SECRET not in str(refusal.value)


def test_what_prefect_is_told_is_put_where_prefect_looks_and_the_file_is_asked_once(file: Path) -> None:
    environment = {"PREFECT_SERVER_API_AUTH_STRING_FILE": str(file), "PATH": "/bin"}
    take_in(secret_files.PREFECT, environment)
    assert environment == {"PREFECT_SERVER_API_AUTH_STRING": SECRET, "PATH": "/bin"}


def test_a_teams_set_up_is_not_started_with_a_password_that_others_can_read(tmp_path: Path) -> None:
    own = make(tmp_path / "house")
    password = tmp_path / "password"
    password.write_text("press:correct-horse-battery-staple\n", encoding="utf-8")
    password.chmod(0o644)
    command = (str(Path(sys.executable).parent / "communique"), "--lang", "en", "--house", str(own.house.root), "up", "--host", "0.0.0.0")
    setting = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
    setting["PREFECT_SERVER_API_AUTH_STRING_FILE"] = str(password)
    done = subprocess.run(command, env=setting, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("$PREFECT_SERVER_API_AUTH_STRING_FILE: other accounts of this machine can read or change this file")
    assert "correct-horse" not in done.stdout + done.stderr
    assert not (own.house.root / ".prefect").exists()
