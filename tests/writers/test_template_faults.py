"""What is wrong with a template is said by its file and line, never with the text that it was to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import HouseError
from communique.languages import Language
from communique.writers import html
from press_sample import APPROVED, restyled, short


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "page.html",
            "{{ label.skip }}",
            "{{ label.skipp }}",
            r"page\.html: this page template cannot be filled \(UndefinedError, line \d+\)",
        ),
        ("blocks.html", '<section class="key">', "{{ 1 / 0 }}", r"blocks\.html: .*\(ZeroDivisionError, line \d+\)"),
        ("page.html", "{% if page.notes %}", "{% if page.notes %", r"page\.html: .*\(TemplateSyntaxError, line \d+\)"),
        ("page.html", '"blocks.html"', '"blokcs.html"', r"page\.html: .*\(TemplateNotFound, line \d+\)"),
        ("page.html", "{{ label.contacts }}", "{{ page.title | int / page.title }}", r"page\.html: .*\(TypeError, line \d+\)"),
    ],
)
def test_a_template_that_cannot_be_filled_is_named_with_its_line(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    house = restyled(tmp_path, name, lambda text: text.replace(old, new))
    release = short(tmp_path, "title: Very secret news", "key: A point.", "p: Text.", "contact/: Desk desk@example.org")
    with pytest.raises(HouseError, match=said) as stopped:
        html.write(release, Language.EN, house, APPROVED)
    assert "secret" not in str(stopped.value)
