"""The page on publishing names every format that is written, and every line of `[web]`."""

from __future__ import annotations

import re
from pathlib import Path

from communique import families
from communique.rules import web_address

PAGE = (Path(__file__).parents[2] / "docs" / "publish.md").read_text(encoding="utf-8")


def test_every_format_has_its_line_and_no_line_lacks_its_format() -> None:
    names = {families.load("writers", writer).NAME.format(slug="dialogue", lang="fr") for writer in families.members("writers")}
    assert set(re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)) == names


def test_every_line_of_the_site_is_explained() -> None:
    shown = PAGE[PAGE.index("```toml\n[web]") :].split("```")[1]
    assert set(re.findall(r"^(\w+) = ", shown, re.MULTILINE)) == web_address.LINES
