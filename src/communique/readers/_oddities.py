"""What is odd about a draft and yet lets it be read, collected as findings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from ..findings import Finding
from ..languages import Wording
from ..text.places import in_words, listed
from . import _odd_file, _odd_picture, _odd_sign, _odd_structure, _odd_text

EXCERPT = 80
MOST_ALIKE = 5
SENTENCES = {
    **_odd_text.SENTENCES,
    **_odd_sign.SENTENCES,
    **_odd_picture.SENTENCES,
    **_odd_file.SENTENCES,
    **_odd_structure.SENTENCES,
}
MORE = Wording("{said} – et {n} fois encore : {places}", "{said} – und noch {n}-mal: {places}", "{said} – and {n} more: {places}")


@dataclass(slots=True)
class Oddities:
    """The findings of one reading, in the order in which they were made."""

    noted: dict[Finding, None] = field(default_factory=dict)

    def note(self, check: str, place: str, excerpt: str = "", suggestion: str = "", **values: object) -> None:
        """Add a finding, unless the same one is there already; a value named `at` is a place, said in words."""
        severity, message = SENTENCES[check]
        said = {name: in_words(str(value)) if name == "at" else value for name, value in values.items()}
        finding = Finding(
            check=check,
            place=place,
            message=message.fill(**said),
            severity=severity,
            excerpt=one_line(excerpt),
            suggestion=suggestion.strip() if len(suggestion) <= EXCERPT else "",
        )
        self.noted.setdefault(finding)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings; in the place of more than five of one kind the first of them, which names where the others are."""
        kinds: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.noted:
            kinds[finding.check].append(finding)
        return tuple(told for alike in kinds.values() for told in (alike if len(alike) <= MOST_ALIKE else [_first_of(alike)]))


def _first_of(alike: list[Finding]) -> Finding:
    first, *others = alike
    places = listed(other.place for other in others)
    return replace(first, message=MORE.fill(said=first.message, n=len(others), places=places))


def one_line(text: str) -> str:
    """At most 80 characters of a text, on one line, cut between words where there is one."""
    line = text.replace("\n", " ").replace("\t", " ").strip()
    if len(line) <= EXCERPT:
        return line
    short = line[: EXCERPT - 1]
    return f"{short[: short.rfind(' ')] if ' ' in short[EXCERPT // 2 :] else short}…"
