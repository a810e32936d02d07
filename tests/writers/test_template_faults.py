"""What is wrong with a template is said by its file and line, never with the text that it was to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import HouseError
from communique.languages import Language
from communique.writers import card, html, ninjs
from press_sample import APPROVED, restyled, short

WRITERS = {"page.html": html, "card.html": card, "body.html": ninjs}


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


@pytest.mark.parametrize("name", ["page.html", "card.html", "body.html"])
@pytest.mark.parametrize(
    "trick",
    [
        '{{ cycler.__init__.__globals__.os.popen("id").read() }}',
        "{{ page.stamp.__class__.__mro__ }}",
        "{{ label | attr('__class__') | attr('__base__') }}",
        "{{ page.partners[0].logo.parent.iterdir() | list }}",
        "{{ (page.partners[0].logo / '../../house.toml').read_text() }}",
        "{% for n in range(100000000) %}x{% endfor %}",
    ],
)
def test_a_template_runs_no_program_and_opens_no_file(tmp_path: Path, name: str, trick: str) -> None:
    """Who may change the look of a page must not reach the key that lies on the machine."""
    house = restyled(
        tmp_path, name, lambda text: text.replace("{{ label.", f"{trick}{{{{ label.", 1).replace("{% for", f"{trick}{{% for", 1)
    )
    release = short(tmp_path, "title: News", "p: Text.", "contact/: Desk desk@example.org")
    with pytest.raises(HouseError, match=r"\((SecurityError|UndefinedError|OverflowError), line \d+\)"):
        WRITERS[name].write(release, Language.EN, house, APPROVED)
