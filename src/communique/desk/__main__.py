"""The desk as a process of its own, as `communique up` starts it: `python -m communique.desk PORT`, told the rest by the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .. import house
from ..errors import CommuniqueError
from ..languages import Language
from ..operation import journal
from .serving import serve

PART = "desk"


def main(port: int) -> int:
    """Serve the desk of `$COMMUNIQUE_HOUSE` under `$COMMUNIQUE_DESK` until the process is ended."""
    journal.set_up(PART)
    language = Language(os.environ.get("COMMUNIQUE_LANG", Language.EN))
    try:
        serve(house.load(Path(os.environ["COMMUNIQUE_HOUSE"])), port=port, base=os.environ["COMMUNIQUE_DESK"], language=language)
    except CommuniqueError as error:
        journal.note(PART, error.sentence(language), level="error", aside=True)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
