"""Each flow loads by its path from anywhere, and knows Prefect, this program and what flows share, never another flow."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

FLOWS = Path(__file__).resolve().parents[2] / "flows"
# What flows share lies beside them; Prefect puts a flow's folder on the path before it loads the file.
SHARED = {"all_runs", "deployments", "drops", "newsroom", "forms", "dead_runs", "machines", "turns", "former"}
LOADED = """
import json, sys
from prefect.flows import load_flow_from_entrypoint
found = {}
for name in ("prepare", "review", "publish"):
    flow = load_flow_from_entrypoint(f"{sys.argv[1]}/{name}.py:{name}")
    found[flow.name] = {name: values.get("description") for name, values in flow.parameters.properties.items()}
print(json.dumps(found))
"""


def test_every_flow_loads_by_its_path_from_a_foreign_folder_and_describes_what_it_asks_for(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LOADED, str(FLOWS)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert set(found) == {"prepare", "review", "publish"}
    assert all(description for parameters in found.values() for description in parameters.values()), found


@pytest.mark.parametrize("path", sorted(FLOWS.glob("*.py")), ids=lambda path: path.name)
def test_a_flow_file_imports_no_other_flow_file(path: Path) -> None:
    siblings = {other.stem for other in FLOWS.glob("*.py")} - SHARED
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or "."] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.split(".")[0] not in siblings | {""}, name
