"""The log of our own processes: a sentence a line, or on request one JSON object a line, which holds no text of a release."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from ..errors import CommuniqueError

# Set by the operator, or by `communique up --log json`: `json`, or nothing for sentences.
ASKED, JSON = "COMMUNIQUE_LOG", "json"
PART = "COMMUNIQUE_PART"
PREFECT_LOGGING = Path(__file__).with_name("journal.yml")
# Whose messages are known to hold no text: ours are tests' business, Prefect and its server are given none. Libraries that set pages,
# read Word files or send letters quote what they work on.
TRUSTED = ("communique", "prefect", "uvicorn", "fastapi")
WITHHELD = "left out: a library's message may quote the text"
PARTS = {
    "prefect.server": "server",
    "prefect.flow_runs": "flows",
    "prefect.task_runs": "flows",
    "prefect.runner": "flows",
    "prefect.workers": "worker",
    "communique.watcher": "watcher",
    "communique.notices": "notices",
}


def asked(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the log is to be JSON."""
    return environment.get(ASKED, "").strip().lower() == JSON


def note(part: str, message: str, *, level: str = "info", release: str = "", aside: bool = False) -> None:
    """Write one line about a part of the set-up: a sentence that holds no text, and the public name of the release that it is about.

    It goes to the standard output or, `aside` from what a command answers there, to the one for errors.
    """
    said = line(part, message, level=level, release=release) if asked() else f"{part}: {message}"
    print(said, file=sys.stderr if aside else sys.stdout, flush=True)


def line(part: str, message: str, *, level: str = "info", release: str = "", at: float | None = None, **more: str) -> str:
    """One JSON object `{time, level, part, message, release?, …}` in ASCII, without a line's end; `at` is in seconds since 1970."""
    moment = datetime.now(UTC) if at is None else datetime.fromtimestamp(at, UTC)
    values = {"time": moment.isoformat(timespec="milliseconds"), "level": level.lower(), "part": part, "message": message.strip()}
    return json.dumps(values | ({"release": release} if release else {}) | {name: value for name, value in more.items() if value})


def is_line(text: str) -> bool:
    """Whether a text is a line of such a log."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(values, dict) and all(isinstance(values.get(name), str) for name in ("time", "level", "part", "message"))


class JsonLines(logging.Formatter):
    """Records of Python's logging as such lines: of an error its kind and place, of a library that is not trusted where it spoke."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, however the record looks."""
        error = record.exc_info[1] if record.exc_info else None
        return line(
            _part(record.name),
            _message(record, error),
            level=record.levelname,
            release=str(getattr(record, "release", "")),
            at=record.created,
            logger=record.name,
            run=str(getattr(record, "flow_run_name", "") or ""),
            error=_kind(error) if error else "",
        )


def _part(logger: str) -> str:
    found = (part for name, part in PARTS.items() if f"{logger}.".startswith(f"{name}."))
    return next(found, os.environ.get(PART, "communique"))


def _message(record: logging.LogRecord, error: BaseException | None) -> str:
    if record.name.partition(".")[0] not in TRUSTED:
        return f"{WITHHELD} ({record.module}:{record.lineno})"
    try:
        message = record.getMessage()
    except Exception:
        # A message whose values do not fit it: logging itself would print it with all its values.
        return f"{WITHHELD} ({record.module}:{record.lineno})"
    # What a foreign error says may quote the text; its kind and place are told instead.
    said = () if error is None or isinstance(error, CommuniqueError) else (repr(error), str(error))
    for words in filter(None, said):
        message = message.replace(words, type(error).__name__)
    return message


def _kind(error: BaseException) -> str:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f" at {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return type(error).__name__ + place


def set_up(part: str) -> None:
    """Have everything that this process logs through Python's logging written like that, where it is asked for."""
    os.environ.setdefault(PART, part)
    if asked():
        ear = logging.StreamHandler(sys.stderr)
        ear.setFormatter(JsonLines())
        logging.basicConfig(level=logging.WARNING, handlers=[ear], force=True)
        logging.captureWarnings(True)


def dressed(part: str, command: tuple[str, ...], setting: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """A process's command and environment as they have to be for its log to be JSON to the last byte; unchanged where nobody asks for it.

    Between the process and its file stands one that takes in whatever the first one, its children and its interpreter say.
    """
    if not asked(setting):
        return command, dict(setting)
    own = {PART: part, "PREFECT_LOGGING_SETTINGS_PATH": str(PREFECT_LOGGING), "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}
    return (sys.executable, "-P", "-m", "communique.operation.scribe", part, *command), {**setting, **own}
