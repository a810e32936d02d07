"""What became of one Word file in the reader, and how much of a reference's words it kept."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from word_parts import LEAST_WORDS, WORDS


@dataclass
class Reading:
    """What became of one file: `outcome` is read, read+warn, refused or exception; times in seconds of CPU, memory in MB.

    `values` is the draft as JSON values, `told` its findings.
    """

    file: str
    outcome: str
    seconds: float
    reason: str = ""
    memory: float = 0.0
    values: dict[str, Any] = field(default_factory=dict)
    told: list[Any] = field(default_factory=list)
    recall: dict[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All text of the draft as it is printed."""
        return "\n".join(block["text"] for block in (*self.values.get("blocks", ()), *self.values.get("notes", ())))

    @property
    def read(self) -> bool:
        """Whether there is a draft."""
        return self.outcome.startswith("read")


def read(path: Path) -> Reading:
    """One file through the reader, tracked changes accepted."""
    from communique import document_json, findings
    from communique.errors import CommuniqueError
    from communique.readers import docx

    start = time.process_time()
    try:
        draft = docx.read(path, accept_changes=True)
    except CommuniqueError as error:
        return Reading(path.name, "refused", time.process_time() - start, reason=error.fact.en)
    except Exception as error:
        return Reading(path.name, "exception", time.process_time() - start, reason=f"{type(error).__name__}: {error}"[:200])
    seconds = time.process_time() - start
    told = [findings.dump(finding) for finding in draft.findings]
    return Reading(path.name, "read+warn" if told else "read", seconds, values=document_json.dump(draft.document), told=told)


def recall(reference: str, text: str) -> float | None:
    """The share of the reference's words that a text holds; None for references of less than three words."""
    wanted, found = Counter(WORDS.findall(reference.lower())), Counter(WORDS.findall(text.lower()))
    total = sum(wanted.values())
    return sum(min(n, found[word]) for word, n in wanted.items()) / total if total >= LEAST_WORDS else None
