"""What is wrong with a page template, by file and line; never with the text that it was to show."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError

from ..errors import CommuniqueError, HouseError
from ..languages import Wording

BROKEN = Wording(
    "ce modèle de page ne se laisse pas remplir ({why}{line})",
    "diese Seitenvorlage lässt sich nicht füllen ({why}{line})",
    "this page template cannot be filled ({why}{line})",
)
LINE = Wording(", ligne {n}", ", Zeile {n}", ", line {n}")
MEND = Wording(
    "comparez-le avec le modèle fourni avec communique",
    "vergleichen Sie sie mit der mitgelieferten Vorlage",
    "compare it with the template that comes with communique",
)


def fault(error: Exception, folder: Path, template: str) -> CommuniqueError:
    """The error that a template in a folder gave, in the house's words; one of ours is left as it is."""
    if isinstance(error, CommuniqueError):
        return error
    name, line = _place(error, folder, template)
    told = LINE.fill(n=line) if line else ""
    return HouseError(f"templates/release/{name}", BROKEN.fill(why=type(error).__name__, line=told), MEND)


def _place(error: Exception, folder: Path, template: str) -> tuple[str, int]:
    """The file and the line that the error came from, the innermost of the templates; 0 where no line is known."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or template, error.lineno
    steps = traceback.extract_tb(error.__traceback__)
    inner = [(Path(step.filename).name, step.lineno or 0) for step in steps if Path(step.filename).parent == folder]
    return inner[-1] if inner else (template, 0)
