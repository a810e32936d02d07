"""The page on publishing names every format that is written, and every line of `[web]`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique import families, web_address

PAGE = (Path(__file__).parents[2] / "docs" / "publish.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("writer", families.members("writers"))
def test_every_format_has_its_line(writer: str) -> None:
    assert f"| `{families.load('writers', writer).NAME.format(slug='dialogue', lang='fr')}` |" in PAGE


def test_every_line_of_the_site_is_explained() -> None:
    shown = PAGE[PAGE.index("```toml\n[web]") :].split("```")[1]
    assert set(re.findall(r"^(\w+) = ", shown, re.MULTILINE)) == web_address.LINES
