"""`communique checks`: the list of checks."""

from __future__ import annotations

from .. import pipeline
from ..house import House
from ..languages import Wording
from ._console import answer, command
from ._sheet import say

ABOUT = Wording(
    "La liste des contrôles et ce que chacun cherche.", "Die Prüfungen und was sie suchen.", "The checks and what each looks for."
)


@command("checks", ABOUT)
def checks_command(house: House, *, as_json: bool) -> None:
    """Print every check with its sentence."""
    titles = {name: say(title) for name, title in pipeline.titles("checks").items()}
    if as_json:
        answer(titles)
        return
    width = max(map(len, titles))
    for name, title in titles.items():
        print(f"{name:<{width}}  {title}")
