"""What the translation stage promises about speed and accuracy, as one line of JSON.

    python benchmarks/translation.py [../shared/data]

Cutting into sentences: `segmentation.py`. Bold and links: `marks.py`. Names that an engine altered: `kept_names.py`.
The memory has a command of its own, `memory.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import kept_names
import marks
import segmentation


def main(shared: Path) -> None:
    """Print the figures."""
    figures: dict[str, Any] = {
        "segmentation": segmentation.figures(shared),
        "marks": marks.figures(shared),
        "names": kept_names.figures(shared),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
