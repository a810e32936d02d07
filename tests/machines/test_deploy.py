"""The files that an office deploys with: parts that can do little beside their work, and secrets that nobody else reads."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
# Tenths, as systemd counts: 0 nothing is open, 100 everything.
MOST_EXPOSED = 15


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_can_do_little_beside_its_work(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] not in ("", "root", "0", "0:0")
    assert service["healthcheck"]["test"]
    assert "privileged" not in service


def test_no_container_listens_beyond_this_machine_and_only_the_server_reaches_the_database() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert {name for name, service in SERVICES.items() if "database" in service.get("networks", [])} == {"postgres", "server"}
    assert COMPOSE["networks"]["database"]["internal"] is True


def test_the_server_is_not_shown_the_house_and_no_secret_is_an_environment_variable() -> None:
    assert "volumes" not in SERVICES["server"]
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            assert not re.search("PASSWORD|AUTH_STRING|CONNECTION_URL|GATE_KEY", name) or str(value).startswith("/run/secrets/"), name
        assert set(secret_names(service)) <= set(COMPOSE["secrets"])


def secret_names(service: dict[str, Any]) -> list[str]:
    return [one if isinstance(one, str) else one["source"] for one in service.get("secrets", [])]


def test_the_image_is_built_of_the_lock_and_runs_as_nobody_in_particular() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert "uv sync --frozen" in lines
    assert re.search(r"^USER (?!0|root)", lines, re.MULTILINE)
    for copied in re.findall(r"^COPY (.+) \S+$", lines, re.MULTILINE):
        assert all((ROOT / path).exists() for path in copied.split()), copied


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.stem)
def test_a_service_is_understood_by_systemd_and_hardly_exposed(unit: Path) -> None:
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert judged.returncode == 0, judged.stdout[-300:] + judged.stderr
    read = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False, timeout=60)
    complaints = [line for line in read.stderr.splitlines() if unit.name in line and "is not executable" not in line]
    assert complaints == []


def handed_over(secret: Path, *, mode: int = 0o600, holds: str = "press:quiet\n") -> subprocess.CompletedProcess[str]:
    secret.write_text(holds, encoding="utf-8")
    secret.chmod(mode)
    setting = {"PATH": os.environ["PATH"], "PREFECT_API_AUTH_STRING_FILE": str(secret)}
    command = (str(DEPLOY / "with-secrets"), "sh", "-c", 'echo "$PREFECT_API_AUTH_STRING ${PREFECT_API_AUTH_STRING_FILE:-gone}"')
    return subprocess.run(command, env=setting, capture_output=True, text=True, check=False, timeout=30)


def test_a_secret_goes_from_its_file_to_the_program(tmp_path: Path) -> None:
    done = handed_over(tmp_path / "password", mode=0o600)
    assert (done.returncode, done.stdout) == (0, "press:quiet gone\n")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_secret_that_others_can_read_starts_nothing(tmp_path: Path, mode: int) -> None:
    done = handed_over(tmp_path / "password", mode=mode)
    assert (done.returncode, done.stdout) == (2, "")
    assert "chmod 600" in done.stderr
    assert "quiet" not in done.stderr


@pytest.mark.parametrize("holds", ["", "\n", "quiet", ":quiet", "press:"])
def test_a_file_without_a_name_and_a_password_starts_nothing(tmp_path: Path, holds: str) -> None:
    done = handed_over(tmp_path / "password", holds=holds)
    assert (done.returncode, done.stdout) == (2, "")
    assert "quiet" not in done.stderr


def test_whatever_the_files_want_from_an_operator_is_named_in_the_documentation() -> None:
    page = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    units = "".join(unit.read_text(encoding="utf-8") for unit in UNITS)
    wanted = set(re.findall(r"/etc/communique/\w[\w.]*", units))
    compose = (ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8")
    wanted |= set(re.findall(r"\$\{(\w+)", compose)) | set(re.findall(r"\}/(\w+)\"\}", compose))
    assert len(wanted) >= 12
    assert not [name for name in wanted if name not in page]
