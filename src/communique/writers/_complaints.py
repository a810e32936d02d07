"""What a renderer only warns of stops the work; its messages are named without the text that they quote."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import RenderError
from ..languages import Wording

# How WeasyPrint says that no font has a character; the code point is its second argument.
NOTDEF = ".notdef glyph"
# The package of WeasyPrint that reads style sheets, and as much as is said of a mistake there.
SHEETS, LONGEST = "css", 160

NO_GLYPH = Wording(
    "les polices de la maison n’ont pas ces caractères : {signs}",
    "die Hausschriften haben diese Zeichen nicht: {signs}",
    "the house’s fonts lack these characters: {signs}",
)
REPLACE_SIGNS = Wording(
    "remplacez-les dans le texte (émojis et écritures non latines ne s’impriment pas)",
    "ersetzen Sie sie im Text (Emojis und nichtlateinische Schriften werden nicht gedruckt)",
    "replace them in the text (emoji and non-Latin scripts cannot be printed)",
)
COMPLAINT = Wording(
    "la mise en page ne se fait pas sans réserve ({why})",
    "der Satz gelingt nicht ohne Beanstandung ({why})",
    "the page cannot be set without complaint ({why})",
)
MEND = Wording(
    "comparez templates/release avec les fichiers fournis avec communique",
    "vergleichen Sie templates/release mit den mitgelieferten Dateien",
    "compare templates/release with the files that come with communique",
)


class _Ear(logging.Handler):
    """Keeps what a logger says at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.heard.append(record)


@contextmanager
def none_from(logger: str, slug: str) -> Iterator[None]:
    """Run a rendering of a release during which that logger must not warn. Raises RenderError where it did."""
    ear = _Ear()
    logging.getLogger(logger).addHandler(ear)
    try:
        yield
    finally:
        logging.getLogger(logger).removeHandler(ear)
    if signs := sorted({sign for record in ear.heard for sign in _signs(record)}):
        raise RenderError(slug, NO_GLYPH.fill(signs=", ".join(signs)), REPLACE_SIGNS)
    if ear.heard:
        raise RenderError(slug, COMPLAINT.fill(why=_said(ear.heard[0])), MEND)


def _said(record: logging.LogRecord) -> str:
    """What a record says; what it quotes too where that is a style sheet, which only the house writes."""
    return record.getMessage()[:LONGEST] if SHEETS in Path(record.pathname).parts else record.msg


def _signs(record: logging.LogRecord) -> Iterator[str]:
    """The characters that a record says no font has, as `U+1F600`."""
    if NOTDEF in record.msg and isinstance(record.args, tuple):
        yield from (f"U+{code:04X}" for code in record.args if isinstance(code, int))
