"""What an officer sees of a flow before it runs is in the house's language: name, description, and a form that explains itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from communique.languages import LANGUAGE_NAMES, Language
from communique.operation import wishes
from communique.operation.wishes import Engines, Layout

FLOWS = Path(__file__).resolve().parents[2] / "flows"
SHOWN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from dataclasses import asdict
from deployments import DEPLOYMENTS, paths
from newsroom import Stage
from prefect.flows import load_flow_from_entrypoint
forms = {}
for one in DEPLOYMENTS:
    flow = load_flow_from_entrypoint(f"{sys.argv[1]}/{one.flow}.py:{one.flow}")
    forms[one.flow] = flow.parameters.model_dump()
checked = load_flow_from_entrypoint(f"{sys.argv[1]}/prepare.py:prepare").validate_parameters({"draft": "a.docx", "languages": ["German"]})
print(json.dumps({
    "deployments": [asdict(one) for one in DEPLOYMENTS],
    "paths": paths("review"),
    "forms": forms,
    "checked": checked,
    "tags": [stage.tag for stage in Stage],
}))
"""


@pytest.fixture(scope="module", params=list(Language))
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, dict[str, Any]]:
    home = tmp_path_factory.mktemp("home")
    setting = {**os.environ, "COMMUNIQUE_LANG": request.param.value, "PREFECT_HOME": str(home)}
    command = (sys.executable, "-c", SHOWN, str(FLOWS))
    answer = subprocess.run(command, cwd=home, env=setting, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 0, answer.stderr
    return request.param, json.loads(answer.stdout)


def test_each_deployment_has_a_name_and_a_description_of_its_own_in_the_houses_language(shown: tuple[Language, dict[str, Any]]) -> None:
    language, seen = shown
    names = [one["name"] for one in seen["deployments"]]
    # So much of a name is seen in Prefect's list on a window of 1280 pixels.
    assert len({name[:16] for name in names}) == 3
    assert ("Prepare a release" in names) == (language is Language.EN)
    for one in seen["deployments"]:
        assert "**" in one["description"], "Markdown, with what matters in bold"
        assert len(one["description"]) > 150
    assert seen["paths"][0] == f"review/{names[1]}"
    assert len(set(seen["paths"])) == len(Language), "a machine that speaks another language finds it as well"


def test_every_field_has_a_title_and_a_description_and_no_bare_name(shown: tuple[Language, dict[str, Any]]) -> None:
    for flow, form in shown[1]["forms"].items():
        for name, field in form["properties"].items():
            assert field["title"] != name, (flow, name)
            assert field["description"], (flow, name)


def test_languages_engines_and_layout_are_lists_to_choose_from(shown: tuple[Language, dict[str, Any]]) -> None:
    language, seen = shown
    form = seen["forms"]["prepare"]
    fields = form["properties"]
    assert form["required"] == ["draft"]
    assert fields["languages"]["items"]["enum"] == [LANGUAGE_NAMES[one][language] for one in Language]
    assert fields["languages"]["default"] == []
    for name, kind in (("engines", Engines), ("layout", Layout)):
        assert fields[name]["enum"] == wishes.words(kind, language)
        assert fields[name]["default"] == fields[name]["enum"][0], "as the house, or the release, says"


def test_a_run_that_was_asked_for_in_another_language_is_taken(shown: tuple[Language, dict[str, Any]]) -> None:
    assert shown[1]["checked"]["languages"] == ["German"]


def test_what_becomes_of_releases_are_tags_of_their_own(shown: tuple[Language, dict[str, Any]]) -> None:
    language, seen = shown
    assert len(set(seen["tags"])) == len(seen["tags"])
    if language is Language.EN:
        assert {"waiting for review", "published", "embargo", "returned", "refused"} <= set(seen["tags"])
