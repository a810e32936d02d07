"""The process that makes one release's preview: `python -m communique.desk.proof SLUG`, its house in `$COMMUNIQUE_HOUSE`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from .. import gate, house
from ..errors import CommuniqueError


def main(slug: str) -> int:
    """Make the preview; 1 where that cannot be done, which the desk's page says."""
    with suppress(OSError):
        os.nice(10)
    try:
        gate.preview(house.load(Path(os.environ["COMMUNIQUE_HOUSE"])), slug)
    except (CommuniqueError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
