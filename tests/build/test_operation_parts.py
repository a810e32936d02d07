"""The parts of `benchmarks/operation.py`: each that is named can be asked for, and what one promises it says in numbers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
OFFERED = {"PROMISED", "measured"}


def _names(path: Path) -> set[str]:
    """The names that a file defines at its top, without running it."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assigned = {target.id for one in body if isinstance(one, ast.Assign) for target in one.targets if isinstance(target, ast.Name)}
    annotated = {one.target.id for one in body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)}
    return assigned | annotated | {one.name for one in body if isinstance(one, ast.FunctionDef)}


def _parts() -> tuple[str, ...]:
    for one in ast.parse((BENCHMARKS / "operation.py").read_text(encoding="utf-8")).body:
        if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == "PARTS":
            return tuple(ast.literal_eval(one.value))
    raise AssertionError("operation.py names no parts")


def test_every_file_that_measures_and_promises_is_a_part_that_is_named() -> None:
    files = {path.stem.removeprefix("operation_"): _names(path) for path in BENCHMARKS.glob("operation_*.py")}
    assert {part for part, names in files.items() if names >= OFFERED} <= set(_parts())


def test_a_part_that_there_is_not_is_named_in_the_refusal() -> None:
    done = subprocess.run((sys.executable, str(BENCHMARKS / "operation.py"), "moon"), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "moon" in done.stderr


@pytest.mark.parametrize(
    "row, slack, expected",
    [
        ({"seconds": 61.0, "promised": {"seconds": 60.0}}, 1.0, ["x.seconds"]),
        ({"seconds": 61.0, "promised": {"seconds": 60.0}}, 2.0, []),
        ({"lost": 1, "promised": {"lost": 0.0}}, 2.0, ["x.lost"]),
        ({"promised": {"lost": 0.0}}, 2.0, ["x.lost"]),
        ({"right": 7, "least": {"right": 8.0}}, 2.0, ["x.right"]),
        ({"ended": 1}, 2.0, ["x"]),
    ],
)
def test_what_is_beyond_its_promise_is_named(
    row: dict[str, object], slack: float, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import operation

    assert list(operation._beyond("x", row, slack)) == expected
