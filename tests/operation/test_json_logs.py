"""The log as JSON: one object a line whatever a process says and however it ends, and no sentence of a release in any of them."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.errors import RenderError
from communique.languages import Wording, same
from communique.operation import journal, processes, scribe
from communique.operation.processes import Part
from communique.operation.scribe import Scribe
from leaks import places_of

CANARY = "Le laboratoire secret ouvrira le 9 mars à Strasbourg"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
JSON = {**ENVIRONMENT, journal.ASKED: journal.JSON}


def run(folder: Path, program: str, *, part: str = "flows", setting: dict[str, str] = JSON, kill: bool = False) -> list[dict[str, Any]]:
    """What stands in the log of a part that runs this program; each of its lines is an object with the four that every one has."""
    log = folder / f"{part}.log"
    process = processes.started(Part(same(part), (sys.executable, "-c", program), log), setting, "mark")
    if kill:
        wait_for(log)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    assert places_of([CANARY], folder) == []
    return lines(log)


def lines(log: Path) -> list[dict[str, Any]]:
    content = log.read_bytes()
    assert content.endswith(b"\n") or not content
    found = [json.loads(line) for line in content.splitlines()]
    assert all({"time", "level", "part", "message"} <= line.keys() for line in found)
    return found


def wait_for(log: Path) -> None:
    end = time.monotonic() + 30
    while not log.exists() or log.stat().st_size < 200:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_where_nobody_asks_for_json_a_part_is_started_and_logs_as_before(tmp_path: Path) -> None:
    log = tmp_path / "flows.log"
    process = processes.started(Part(same("flows"), (sys.executable, "-c", "print('a sentence')"), log), ENVIRONMENT, "mark")
    assert process.wait(60) == 0
    assert log.read_text() == "a sentence\n"


@pytest.mark.parametrize(
    "program",
    {
        "a print": f"print({CANARY!r})",
        "an error": f"raise ValueError({CANARY!r})",
        "an error of many lines": f"raise ValueError('first\\n' + {CANARY!r} + '\\nlast')",
        "an error out of another": f"try:\n  1/0\nexcept Exception as e:\n  raise ValueError({CANARY!r}) from e",
        "an error with notes": f"e = ValueError('x'); e.add_note({CANARY!r}); raise e",
        "errors in a group": f"raise ExceptionGroup('x', [ValueError({CANARY!r}), KeyError({CANARY!r})])",
        "an error in a thread": f"import threading\ndef f(): raise ValueError({CANARY!r})\nthreading.Thread(target=f).start()",
        "a warning": f"import warnings; warnings.warn({CANARY!r})",
        "a library's log": f"import logging; logging.getLogger('fontTools').error({CANARY!r})",
        "a child": f"import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(' + repr({CANARY!r}) + ')'])",
        "half a line": f"import sys; sys.stdout.write({CANARY!r}); sys.stdout.flush()",
        "a line that looks like an object": f"import json; print(json.dumps({{'text': {CANARY!r}}}))",
        "bytes that are no text": f"import sys; sys.stdout.buffer.write(b'\\xff\\xfe' + {CANARY!r}.encode('utf-16') + b'\\n')",
    }.items(),
    ids=lambda pair: pair[0],
)
def test_whatever_a_part_says_no_sentence_is_in_its_log_and_each_line_is_an_object(tmp_path: Path, program: tuple[str, str]) -> None:
    found = run(tmp_path, program[1])
    assert found, "that something was said is told"
    assert {line["part"] for line in found} == {"flows"}


def test_of_an_error_its_kind_and_place_are_told(tmp_path: Path) -> None:
    found = run(tmp_path, f"def deep():\n  raise LookupError({CANARY!r})\ndeep()")
    assert ("LookupError at <string>:2", "error") in [(line["message"], line["level"]) for line in found]
    assert found[-1]["message"] == "ended with 1"


@pytest.mark.parametrize("how", ["os._exit(3)", "os.abort()", "os.kill(os.getpid(), 9)", "import ctypes; ctypes.string_at(0)"])
def test_a_part_that_dies_in_the_middle_of_a_line_leaves_whole_lines(tmp_path: Path, how: str) -> None:
    begun = "from communique.operation import journal; journal.note('watcher', 'one')"
    program = f'import os, sys\n{begun}\nsys.stdout.write(\'{{"time": "2026\')\nsys.stdout.flush()\n{how}'
    found = run(tmp_path, program)
    assert found[0]["part"] == "watcher"
    assert found[-1]["message"].startswith("ended with")


def test_a_whole_session_that_is_killed_leaves_whole_lines(tmp_path: Path) -> None:
    program = "from communique.operation import journal\nfor n in range(10**6): journal.note('watcher', f'look {n} ' + 'x' * 200)"
    found = run(tmp_path, program, kill=True)
    assert [line["message"].split()[1] for line in found] == [str(n) for n in range(len(found))]


def test_a_process_that_outlives_its_part_does_not_hold_up_the_end(tmp_path: Path) -> None:
    program = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    begun = time.monotonic()
    log = tmp_path / "flows.log"
    process = processes.started(Part(same("flows"), (sys.executable, "-c", program), log), JSON, "mark")
    assert process.wait(30) == 0
    assert time.monotonic() - begun < 15
    os.killpg(process.pid, signal.SIGKILL)


def test_the_end_of_a_part_is_its_exit_code(tmp_path: Path) -> None:
    process = processes.started(Part(same("flows"), (sys.executable, "-c", "raise SystemExit(7)"), tmp_path / "flows.log"), JSON, "mark")
    assert process.wait(60) == 7


def test_a_part_is_told_to_end_once_and_its_last_words_are_kept(tmp_path: Path) -> None:
    program = (
        "import signal, sys, time\nfrom communique.operation import journal\n"
        "def end(*_):\n  journal.note('flows', 'told to end'); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\njournal.note('flows', 'x' * 200)\ntime.sleep(60)"
    )
    log = tmp_path / "flows.log"
    process = processes.started(Part(same("flows"), (sys.executable, "-c", program), log), JSON, "mark")
    wait_for(log)
    os.killpg(process.pid, signal.SIGTERM)
    assert process.wait(30) == 0
    assert [line["message"] for line in lines(log)].count("told to end") == 1


def test_what_the_prefect_server_says_before_it_can_log_is_kept_for_it_is_given_no_text() -> None:
    assert [json.loads(line)["message"] for line in Scribe("server").heard("Port 4200 is already in use.")] == [
        "Port 4200 is already in use."
    ]
    assert list(Scribe("desk").heard("Port 4200 is already in use.")) == []


def test_lines_that_are_left_out_are_counted() -> None:
    own = Scribe("desk")
    said = [line for n in range(3) for line in own.heard(f"something {n}")] + list(own.settled())
    assert [json.loads(line)["message"] for line in said] == [scribe.LEFT_OUT.format(count=3)]


# Python's logging


@pytest.fixture
def record() -> Iterator[Any]:
    def made(logger: str, message: str, *values: object, error: BaseException | None = None, **more: object) -> dict[str, Any]:
        one = logging.LogRecord(logger, logging.ERROR, "/x/pages.py", 12, message, values, (type(error), error, None) if error else None)
        one.__dict__.update(more)
        text = journal.JsonLines().format(one)
        assert "\n" not in text
        assert text.isascii()
        found: dict[str, Any] = json.loads(text)
        assert CANARY not in json.dumps(found, ensure_ascii=False)
        return found

    return made


def test_our_own_and_prefects_messages_are_kept(record: Any) -> None:
    assert record("prefect.flow_runs", "Finished in state %s", "Completed", flow_run_name="release-3fa2c1") | {"time": ""} == {
        "time": "",
        "level": "error",
        "part": "flows",
        "message": "Finished in state Completed",
        "logger": "prefect.flow_runs",
        "run": "release-3fa2c1",
    }
    assert record("communique.notices", "one\ntwo")["message"] == "one\ntwo"
    assert record("communique.desk", "x", release="release-3fa2c1")["release"] == "release-3fa2c1"


@pytest.mark.parametrize(
    "logger", ["fontTools.subset", "weasyprint", "apprise", "urllib3.connectionpool", "root", "py.warnings", "prefectly"]
)
def test_what_a_library_says_is_not_repeated_only_where_it_spoke(record: Any, logger: str) -> None:
    assert record(logger, f"cannot set {CANARY}")["message"] == f"{journal.WITHHELD} (pages:12)"
    assert record(logger, "cannot set %s", CANARY)["message"] == f"{journal.WITHHELD} (pages:12)"


def test_what_an_error_says_is_taken_out_of_the_sentence_about_it(record: Any) -> None:
    error = ValueError(CANARY)
    for message in (f"Encountered exception: {error!r}", f"Encountered exception: {error}"):
        found = record("prefect.flow_runs", message, error=error)
        assert found["message"] == "Encountered exception: ValueError"
        assert found["error"] == "ValueError"


def test_our_own_errors_keep_their_sentence(record: Any) -> None:
    error = RenderError("pont", Wording("a", "b", "is not ready"))
    assert "is not ready" in record("prefect.flow_runs", f"Failed: {error}", error=error)["message"]


def test_a_message_whose_values_do_not_fit_it_is_not_printed_with_them(record: Any) -> None:
    assert journal.WITHHELD in record("prefect.flow_runs", "%d runs", CANARY)["message"]


def test_prefects_own_loggers_write_such_lines_in_a_process_of_its_own(tmp_path: Path) -> None:
    program = (
        "import logging\n"
        "from prefect.logging import get_logger\n"
        "from prefect.logging.configuration import setup_logging\n"
        "setup_logging()\n"
        "get_logger('server').warning('one')\nlogging.getLogger('uvicorn.error').error('two')\n"
        f"logging.getLogger('weasyprint').error({CANARY!r})\n"
    )
    found = run(tmp_path, program, setting={**JSON, "PREFECT_HOME": str(tmp_path / "prefect"), "DO_NOT_TRACK": "1"})
    assert [(line["logger"], line["level"], line["message"].partition(" (")[0]) for line in found] == [
        ("prefect.server", "warning", "one"),
        ("uvicorn.error", "error", "two"),
        ("weasyprint", "error", journal.WITHHELD),
    ]


def test_a_sentence_is_plain_where_nobody_asked_for_json() -> None:
    program = "from communique.operation import journal; journal.note('notices', 'a sentence')"
    done = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "notices: a sentence\n"
