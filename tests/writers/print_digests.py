"""The sha256 of the English sample in every format, for a test that runs this in several processes."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from communique.languages import Language
from communique.writers import html, pdf, text
from press_sample import APPROVED, house_in, sample

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    house = house_in(folder)
    for writer in (pdf, html, text):
        print(hashlib.sha256(writer.write(sample(folder), Language.EN, house, APPROVED)).hexdigest())
