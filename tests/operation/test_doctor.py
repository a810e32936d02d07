"""The doctor names each fault, really produced, with its way out; in three languages, for people and programs, within two seconds."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from communique import house as houses
from communique.desk import links
from communique.errors import CommuniqueError
from communique.languages import Language
from communique.operation import doctor, doctor_clock, doctor_house, doctor_machine, doctor_office, team, upkeep
from communique.operation.diagnosis import Diagnosis, Verdict

ROOT = Path(__file__).resolve().parents[2]
COMMUNIQUE = str(Path(sys.executable).parent / "communique")
ERROR, WARNING, OK = "error", "warning", "ok"
NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account, and mount")


@pytest.fixture
def house(tmp_path: Path) -> houses.House:
    """A house with its key, in git."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "drafts").mkdir()
    subprocess.run(("git", "init", "-q", str(tmp_path)), check=True)
    return upkeep.new_key(houses.load(tmp_path))


def called(house: houses.House, *options: str, lang: str = "en", more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))} | dict(more or {})
    command = (COMMUNIQUE, "--lang", lang, "--house", str(house.root), "doctor", *options)
    return subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=120)


def found(house: houses.House, *options: str, more: Mapping[str, str] | None = None) -> dict[str, dict[str, str]]:
    """The worst diagnosis of each kind."""
    ended = called(house, "--json", *options, more=more)
    assert ended.returncode in (0, 2), ended.stderr
    told = json.loads(ended.stdout)
    assert told["ok"] == (ended.returncode == 0)
    order = [OK, WARNING, ERROR]
    return {one["what"]: one for one in sorted(told["diagnoses"], key=lambda one: order.index(one["verdict"]))}


def one(diagnoses: Iterator[Diagnosis]) -> Diagnosis:
    (diagnosis,) = diagnoses
    return diagnosis


# The whole


def test_a_good_house_has_no_error_and_is_looked_at_within_two_seconds(house: houses.House) -> None:
    before = os.times()
    told = found(house, "--port", str(_free()))
    after = os.times()
    # Of the processor: other tests run beside this one.
    assert after.children_user + after.children_system - before.children_user - before.children_system < 2
    assert [one["what"] for one in told.values() if one["verdict"] == ERROR] == []
    assert set(told) == set(doctor.TITLES) - {"server"}


@pytest.mark.parametrize("lang", ["fr", "de", "en"])
def test_each_language_says_every_name_and_every_way_out(house: houses.House, lang: str) -> None:
    house.key_file.chmod(0o644)
    ended = called(house, lang=lang)
    assert ended.returncode == 2
    assert "chmod 600" in ended.stdout
    language = Language(lang)
    assert all(doctor.TITLES[what][language] in ended.stdout for what in doctor.TITLES if what != "server")
    assert ("✘" in ended.stdout, "→" in ended.stdout, "{" in ended.stdout) == (True, True, False)


def test_no_house_at_all_is_said_and_the_machine_is_looked_at_all_the_same(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "not" / "there"):
        command = (COMMUNIQUE, "--lang", "en", "--house", str(place), "doctor")
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode == 2
        assert "templates/house.toml is missing" in ended.stdout
        assert "✔ Python" in ended.stdout
        assert "GB free" in ended.stdout
        assert "failed itself" not in ended.stdout


def test_a_start_is_refused_with_the_sentence_of_what_would_make_it_fail(house: houses.House) -> None:
    house.key_file.chmod(0o644)
    (house.templates / "release" / "fonts" / "SourceSans3-Bold.ttf").unlink()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
    command = (COMMUNIQUE, "--lang", "en", "--house", str(house.root), "up", "--port", str(_free()), "--no-browser")
    ended = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert ended.stderr.startswith("communique up: cannot work like this: fonts/SourceSans3-Bold.ttf is missing")
    assert "other accounts of this machine can read or change the key — bring this file back" in ended.stderr
    assert not (house.root / ".prefect").exists()


# The machine


def test_another_python_than_those_promised_is_an_error() -> None:
    assert one(doctor_machine.python((3, 10, 14))).fact[Language.EN] == "version 3.10.14; <3.14,>=3.11 is needed"
    assert one(doctor_machine.python((3, 14, 0))).verdict is Verdict.ERROR
    assert one(doctor_machine.python()).verdict is Verdict.OK


def test_a_fastapi_that_prefect_does_not_load_with_is_seen_by_its_version(house: houses.House, tmp_path: Path) -> None:
    newer = tmp_path / "elsewhere" / "fastapi-0.165.0.dist-info"
    newer.mkdir(parents=True)
    (newer / "METADATA").write_text("Metadata-Version: 2.1\nName: fastapi\nVersion: 0.165.0\n", encoding="utf-8")
    packages = found(house, more={"PYTHONPATH": str(newer.parent)})["packages"]
    assert packages["verdict"] == ERROR
    assert packages["fact"] == "fastapi 0.165.0 is installed, <0.151,>=0.139 is needed"
    assert "make" in packages["way_out"]


def test_a_fastapi_that_prefect_does_not_load_with_is_seen_thoroughly_by_loading(house: houses.House, tmp_path: Path) -> None:
    """What newer ones did: `Body` takes some argument no more that Prefect gives it."""
    own = tmp_path / "elsewhere"
    own.mkdir()
    (own / "sitecustomize.py").write_text(
        "import fastapi\nbody = fastapi.Body\n"
        "def Body(*args, **named):\n"
        "    if 'min_items' in named: raise TypeError(\"Body() got an unexpected keyword argument 'min_items'\")\n"
        "    return body(*args, **named)\n"
        "fastapi.Body = Body\n",
        encoding="utf-8",
    )
    packages = found(house, "--thorough", more={"PYTHONPATH": str(own)})["packages"]
    assert packages["verdict"] == ERROR
    assert "unexpected keyword argument 'min_items'" in packages["fact"]


@pytest.mark.skipif(sys.platform != "linux", reason="the place where Linux looks for libraries")
@pytest.mark.parametrize("library, verdict", [("libpango-1.0.so.0", ERROR), ("libharfbuzz-subset.so.0", WARNING)])
def test_a_library_that_does_not_load_is_named(house: houses.House, tmp_path: Path, library: str, verdict: str) -> None:
    folder = tmp_path / "libraries"
    folder.mkdir()
    (folder / library).write_bytes(b"\x7fELF cut off")
    typesetter = found(house, more={"LD_LIBRARY_PATH": str(folder)})["typesetter"]
    assert typesetter["verdict"] == verdict
    assert "Pango" in typesetter["fact"]
    assert "libpango-1.0-0" in typesetter["way_out"]


def test_lacking_time_zones_are_said_as_such(house: houses.House, tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "tzdata").mkdir(parents=True)
    (tmp_path / "elsewhere" / "tzdata" / "__init__.py").touch()
    zones = found(house, more={"PYTHONTZPATH": "", "PYTHONPATH": str(tmp_path / "elsewhere")})["zones"]
    assert (zones["verdict"], zones["fact"]) == (ERROR, "this machine does not know the time of Europe/Paris")


def test_a_commit_of_tomorrow_shows_that_the_clock_is_behind(house: houses.House) -> None:
    later = f"{int(time.time()) + 86400} +0000"
    dates = {"GIT_COMMITTER_DATE": later, "GIT_AUTHOR_DATE": later, "HOME": str(house.root)}
    git = ("git", "-C", str(house.root), "-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run((*git, "commit", "-q", "--allow-empty", "-m", "x"), check=True, env={**os.environ, **dates})
    clock = found(house)["clock"]
    assert clock["verdict"] == WARNING
    assert clock["fact"] in {f"is at least {minutes} min behind the last commit" for minutes in (1438, 1439)}


def test_a_decision_of_later_shows_that_the_clock_is_behind(house: houses.House) -> None:
    folder = house.drafts / "a" / "decisions"
    folder.mkdir(parents=True)
    now = datetime.now(UTC)
    (folder / f"{now + timedelta(minutes=30, seconds=30):%Y%m%dT%H%M%SZ}-submit-0123456789ab.json").touch()
    assert one(doctor_clock.clock(house.root, now)).fact[Language.EN] == "is at least 30 min behind the last decision"


def test_the_system_is_asked_whether_something_keeps_the_clock(tmp_path: Path) -> None:
    kept, said = doctor_clock._kept(), one(doctor_clock.clock(tmp_path, datetime.now(UTC)))
    assert (said.verdict is Verdict.WARNING) == (kept is False)


@as_root
@pytest.mark.parametrize("size, verdict", [("50m", Verdict.ERROR), ("900m", Verdict.WARNING)])
def test_a_disk_that_is_nearly_full_is_said(tmp_path: Path, size: str, verdict: Verdict) -> None:
    if subprocess.run(("mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(tmp_path)), check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        diagnosis = one(doctor_machine.disk(tmp_path))
    finally:
        subprocess.run(("umount", str(tmp_path)), check=True)
    assert diagnosis.verdict is verdict
    assert diagnosis.way_out[Language.DE].startswith("schaffen Sie Platz")


def test_no_git_and_a_house_outside_git_are_told_apart(house: houses.House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert one(doctor_machine.git(house.root)).verdict is Verdict.OK
    shutil.rmtree(house.root / ".git")
    assert one(doctor_machine.git(house.root)).fact[Language.EN].startswith("this folder is not in git")
    monkeypatch.setenv("PATH", str(house.root))
    assert one(doctor_machine.git(house.root)).fact[Language.EN].startswith("git is not installed")


# The house


def test_a_broken_file_of_the_house_is_named(house: houses.House) -> None:
    (house.templates / "reviewers.toml").write_text("[[reviewers]]\nid = 3\n", encoding="utf-8")
    assert found(house)["house"]["fact"].startswith("templates/reviewers.toml: ")


def test_a_house_in_which_nobody_may_approve_is_warned_of(house: houses.House) -> None:
    assert found(house)["house"]["verdict"] == OK
    (house.templates / "reviewers.toml").unlink()
    (told,) = doctor_house.files(house)
    assert told.verdict is Verdict.WARNING
    assert told.way_out[Language.EN].startswith("name in templates/reviewers.toml who approves")


@pytest.mark.parametrize("harm", ["gone", "pointer"])
def test_a_face_that_is_missing_or_only_points_elsewhere_is_an_error(house: houses.House, harm: str) -> None:
    face = house.templates / "release" / "fonts" / "SourceSerif4-It.ttf"
    if harm == "gone":
        face.unlink()
    else:
        face.write_text("version https://git-lfs.github.com/spec/v1\n", encoding="utf-8")
    fonts = found(house)["fonts"]
    assert (fonts["verdict"], fonts["fact"]) == (ERROR, "fonts/SourceSerif4-It.ttf is missing or is no font file")


def test_a_file_in_a_folders_place_is_an_error(house: houses.House) -> None:
    house.output.write_text("not a folder", encoding="utf-8")
    assert found(house)["folders"]["fact"] == "this account cannot write into output/ (Not a directory)"


@as_root
@pytest.mark.parametrize("name", ["drafts", "drafts/spring"])
def test_a_folder_of_another_account_is_an_error_with_the_command_that_mends_it(house: houses.House, name: str) -> None:
    for folder in (house.output, house.state, house.root / ".prefect", house.drafts / "spring"):
        folder.mkdir(exist_ok=True)
    paths = [house.root, *house.root.rglob("*")]
    for path in (*paths, *house.root.parents):
        if path in paths:
            os.chown(path, NOBODY, NOBODY)
    os.chown(house.root / name, 0, 0)
    with _opened(house.root), _as(NOBODY):
        diagnoses = list(doctor_house.folders(house))
    assert [(each.verdict, each.fact[Language.EN]) for each in diagnoses] == [
        (Verdict.ERROR, f"this account cannot write into {name}/ (Permission denied)")
    ]
    assert diagnoses[0].way_out[Language.FR] == f"donnez le dossier à ce compte\u00a0: chown -R {NOBODY} {name}"


@contextmanager
def _opened(folder: Path) -> Iterator[None]:
    """Let others pass through the folders above, as they may on a server."""
    before = {above: above.stat().st_mode for above in folder.parents if len(above.parts) > 2}
    for above, mode in before.items():
        above.chmod(mode | 0o055)
    try:
        yield
    finally:
        for above, mode in before.items():
            above.chmod(mode)


@contextmanager
def _as(account: int) -> Iterator[None]:
    os.seteuid(account)
    try:
        yield
    finally:
        os.seteuid(0)


MOUNTS = (
    "24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
    "30 24 0:40 / /srv/press rw,relatime - nfs4 files.example.org:/press rw,vers=4.2\n"
    "31 30 8:2 / /srv/press/.communique rw - xfs /dev/sdb1 rw\n"
    "32 24 0:41 / /mnt/my\\040share rw - cifs //files.example.org/press rw\n"
)


@pytest.mark.parametrize(
    "path, kind",
    [("/srv/press/drafts", "nfs4"), ("/srv/press/.communique/x", "xfs"), ("/srv/pressed", "ext4"), ("/mnt/my share/a", "cifs")],
)
def test_the_file_system_of_a_folder_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert doctor_house.kind_of(Path(path), MOUNTS) == kind


def test_a_record_on_a_share_is_warned_of(house: houses.House) -> None:
    share = f"{MOUNTS}40 24 0:9 / {house.drafts.resolve()} rw - nfs4 files.example.org:/x rw\n"
    warned = one(doctor_house.share(house, share))
    assert (warned.verdict, warned.fact[Language.EN]) == (Verdict.WARNING, "drafts/ is on a network share (nfs4)")
    assert list(doctor_house.share(house)) == []


def test_a_key_that_others_can_read_is_an_error(house: houses.House) -> None:
    house.key_file.chmod(0o644)
    key = found(house)["gate-key"]
    assert (key["verdict"], key["way_out"]) == (ERROR, "close it with “chmod 600”")


def test_a_key_of_another_house_is_an_error_and_a_lacking_one_a_warning(house: houses.House, tmp_path: Path) -> None:
    house.key_file.rename(tmp_path / "away")
    lacking = found(house)["gate-key"]
    assert lacking["verdict"] == WARNING
    assert f"copy {house.key_file} from" in lacking["way_out"]
    from communique.record import keys

    keys.keep(house.key_file, keys.new()[0])
    key = found(house)["gate-key"]
    assert key["verdict"] == ERROR
    assert key["fact"].endswith("this key does not belong to the public key in templates/house.toml")


def test_the_secret_of_the_links_has_to_be_closed_and_is_not_made_by_looking(house: houses.House) -> None:
    assert found(house)["desk-key"]["verdict"] == OK
    assert not links.secret_file(house).exists()
    links.sign_of_life(house)
    links.secret_file(house).chmod(0o640)
    assert found(house)["desk-key"]["verdict"] == ERROR


def test_lacking_and_altered_models_are_named_with_the_command_that_brings_them(house: houses.House) -> None:
    engines = found(house)["engines"]
    assert (engines["verdict"], "communique engines add" in engines["way_out"]) == (WARNING, True)
    from communique.engines import _models

    for pair in ("fr-en", "en-fr", "de-en"):
        folder = house.state / "models" / pair
        folder.mkdir(parents=True)
        for name in ("model.bin", "vocab.spm"):
            (folder / name).write_bytes(b"made for a test")
        _models.seal(folder)
    engines = found(house)["engines"]
    assert engines["fact"] == "local: no model for fr-de, en-de"
    assert engines["way_out"] == "communique engines add fr-en && communique engines add en-de"
    (house.state / "models" / "de-en" / "model.bin").write_bytes(b"altered")
    (altered,) = (
        each for each in doctor_house.engines(house, thorough=True) if "de-en" in each.fact[Language.EN] and "damaged" in str(each)
    )
    assert altered.verdict is Verdict.WARNING


def test_a_hosted_engine_without_its_key_is_named(house: houses.House) -> None:
    settings = house.templates / "house.toml"
    settings.write_text(_without_engines(settings) + '\n[[engines]]\nname = "deepl"\nhost = "eu"\n', encoding="utf-8")
    assert "DEEPL_API_KEY" in (told := found(house)["engines"])["fact"] + told["way_out"]
    assert told["verdict"] == WARNING


def _without_engines(settings: Path) -> str:
    text = settings.read_text(encoding="utf-8")
    lines, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = line.startswith("[[engines]]") or (inside and not line.startswith("["))
        lines.append("" if inside else line)
    return "".join(lines)


def test_services_for_notices_are_read_without_a_network_and_without_showing_a_key(house: houses.House) -> None:
    told = found(house, more={"COMMUNIQUE_NOTICES": "mailtos://press:geheim@smtp.example.org mmost://chat.example.org/geheim123456"})[
        "notices"
    ]
    assert told["verdict"] == OK
    assert "geheim" not in json.dumps(told)
    told = found(house, more={"COMMUNIQUE_NOTICES": "nosuch://geheim"})["notices"]
    assert (told["verdict"], "geheim" in json.dumps(told)) == (WARNING, False)
    path = house.state / "notices.toml"
    path.write_text('mail = "mailtos://press:geheim@smtp.example.org"\n', encoding="utf-8")
    path.chmod(0o644)
    assert "chmod 600" in found(house)["notices"]["way_out"]


# Around the running set-up


def test_a_taken_port_is_an_error_that_says_who_holds_it(house: houses.House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        told = found(house, "--port", str(other.getsockname()[1]))["port"]
    assert told["verdict"] == ERROR
    assert f"(process {os.getpid()})" in told["fact"]


def test_an_open_host_without_a_password_is_an_error(house: houses.House) -> None:
    told = found(house, "--host", "0.0.0.0", "--port", str(_free()))["port"]
    assert (told["verdict"], "PREFECT_SERVER_API_AUTH_STRING" in told["way_out"]) == (ERROR, True)


def test_the_ports_of_our_own_set_up_are_well(house: houses.House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as own, team._alone(house, address := f"http://127.0.0.1:{own.getsockname()[1]}"):
        told = found(house, "--port", str(own.getsockname()[1]))["port"]
    assert (told["verdict"], told["fact"]) == (OK, f"“communique up” runs: {address}")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are found in /proc")
def test_processes_of_a_set_up_that_was_killed_are_found_and_those_of_a_living_one_are_not(house: houses.House) -> None:
    from communique.operation import marks

    own = {**os.environ, "COMMUNIQUE_HOUSE": str(house.root)}
    sleeps = (sys.executable, "-c", "import time; time.sleep(60)")
    with (
        subprocess.Popen(sleeps, env={**own, marks.NAME: "999999.1:0"}) as left,
        subprocess.Popen(sleeps, env={**own, marks.NAME: f"{marks.own()}0"}) as alive,
    ):
        told = found(house)["leftovers"]
        left.kill()
        alive.kill()
    assert (told["verdict"], told["way_out"].startswith(f"kill {left.pid} – or")) == (WARNING, True)
    assert str(alive.pid) not in told["fact"].split()


def test_a_database_that_does_not_answer_or_is_misspelt_is_an_error_without_its_password(house: houses.House) -> None:
    closed = _free()
    urls = {
        f"postgresql+asyncpg://press:geheim@127.0.0.1:{closed}/press": f"nobody answers at 127.0.0.1:{closed} (Connection refused)",
        "postgresql://press:geheim@127.0.0.1/press": "PREFECT_SERVER_DATABASE_CONNECTION_URL is no address that Prefect understands",
        "postgresql+asyncpg://press:geheim@127.0.0.1:port/press": (
            "PREFECT_SERVER_DATABASE_CONNECTION_URL is no address that Prefect understands"
        ),
    }
    for url, fact in urls.items():
        told = one(doctor_office.database({"PREFECT_SERVER_DATABASE_CONNECTION_URL": url}))
        assert (told.verdict, told.fact[Language.EN]) == (Verdict.ERROR, fact)
        assert "geheim" not in str(told)
    with socket.create_server(("127.0.0.1", 0)) as there:
        url = f"postgresql+asyncpg://press:geheim@127.0.0.1:{there.getsockname()[1]}/press"
        assert found(house, more={"PREFECT_SERVER_DATABASE_CONNECTION_URL": url})["database"]["verdict"] == OK


def test_a_server_elsewhere_is_asked_for_its_time(house: houses.House) -> None:
    class Late(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(200)
            self.send_header("Date", format_datetime(datetime.now(UTC) - timedelta(minutes=5), usegmt=True))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Late) as late:
        threading.Thread(target=late.serve_forever, daemon=True).start()
        told = found(house, more={"PREFECT_API_URL": f"http://127.0.0.1:{late.server_port}/api"})["server"]
        late.shutdown()
    assert told["verdict"] == WARNING
    assert told["fact"].startswith("this machine and 127.0.0.1 are 30")
    assert found(house, more={"PREFECT_API_URL": f"http://127.0.0.1:{_free()}/api"})["server"]["verdict"] == WARNING


def test_a_look_that_fails_itself_hides_nothing() -> None:
    def fails() -> Iterator[Diagnosis]:
        raise RuntimeError("geheim")
        yield

    told = list(doctor._all([("git", fails), ("python", doctor_machine.python)]))
    assert [each.verdict for each in told] == [Verdict.WARNING, Verdict.OK]
    assert "geheim" not in str(told)


def test_health_is_demanded_without_a_look_at_the_port(house: houses.House) -> None:
    doctor.demand_health(house)
    house.key_file.chmod(0o604)
    with pytest.raises(CommuniqueError, match="other accounts of this machine"):
        doctor.demand_health(house)


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
