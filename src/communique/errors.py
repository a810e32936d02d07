"""What stops the work: an error names the place, the fact and the way out, in that order and in the officer's language."""

from __future__ import annotations

import re

from .languages import Language, Wording, same

NOTHING = same("")
# Ends of lines, other controls, halves of signs, and what turns the direction of writing round: a terminal or a code host obeys them.
NO_SIGN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text in which the name of a file may stand, which may hold anything: what is no sign of a line shows as `?`."""
    return NO_SIGN.sub("?", text)


class CommuniqueError(Exception):
    """The work cannot go on. `place` is a file or command, `fact` what is wrong there, `hint` what the officer can do.

    `exit_code` is what the command ends with. Never put text of a release, a title or a key in any of the three.
    """

    exit_code = 2

    def __init__(self, place: object, fact: Wording, hint: Wording = NOTHING) -> None:
        self.place, self.fact, self.hint = str(place), fact, hint
        super().__init__(self.sentence(Language.EN))

    def sentence(self, language: Language) -> str:
        """The whole error as one line: place: fact — way out."""
        way_out = f" — {self.hint[language]}" if self.hint[language] else ""
        gap = "\u00a0" if language is Language.FR else ""
        return one_line(f"{self.place}{gap}: {self.fact[language]}{way_out}")


class DraftError(CommuniqueError):
    """A draft cannot be read as a press release."""


class HouseError(CommuniqueError):
    """The house's own files (house.toml, partners, glossary, memory, reviewers) are missing, broken or contradict each other."""


class EngineError(CommuniqueError):
    """A translation engine cannot work; the segments it was given stay untranslated."""


class EngineAway(EngineError):
    """A translation engine is busy, broken or silent: asked again later, it may work."""


class RecordError(CommuniqueError):
    """The record of a release (release.toml, editions, decisions) is missing or cannot be read."""


class NotAllowed(CommuniqueError):
    """A person may not take this decision, or the release may not be published yet."""

    exit_code = 5


class RenderError(CommuniqueError):
    """A release is approved but cannot be turned into files."""

    exit_code = 6


class Tampered(CommuniqueError):
    """A record or an output was changed outside the gate; the message names the file."""

    exit_code = 7
