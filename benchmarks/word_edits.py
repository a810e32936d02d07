"""All edits that people make to a bilingual Word file."""

from __future__ import annotations

import word_cell_edits
import word_row_edits
import word_tracked_edits
from word_sample import EDITS

__all__ = ["EDITS", "PARTS"]

# Each enters its edits when it is loaded.
PARTS = (word_row_edits, word_cell_edits, word_tracked_edits)
