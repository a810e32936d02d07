"""A diagnosis: what was looked at, how it is, and what to do where it is not well."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..errors import NOTHING, CommuniqueError
from ..languages import Language, Wording


class Verdict(StrEnum):
    """How something is: well; not well, but the work goes on; or so that some of the work stops."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: its name (`python`, `fonts`, a key of `doctor.TITLES`), verdict, fact, and way out."""

    what: str
    verdict: Verdict
    fact: Wording
    way_out: Wording = NOTHING

    def values(self, language: Language) -> dict[str, str]:
        """For a JSON answer."""
        said = {"fact": self.fact[language], "way_out": self.way_out[language]}
        return {"what": self.what, "verdict": self.verdict.value, **said}


def well(what: str, fact: Wording) -> Diagnosis:
    """Nothing is wrong."""
    return Diagnosis(what, Verdict.OK, fact)


def doubtful(what: str, fact: Wording, way_out: Wording) -> Diagnosis:
    """The work goes on, but somebody should know."""
    return Diagnosis(what, Verdict.WARNING, fact, way_out)


def broken(what: str, fact: Wording, way_out: Wording) -> Diagnosis:
    """Some of the work stops."""
    return Diagnosis(what, Verdict.ERROR, fact, way_out)


def of_error(what: str, error: CommuniqueError, verdict: Verdict = Verdict.ERROR) -> Diagnosis:
    """What an error of ours says, with its place."""
    place = f"{error.place}"
    gap = Wording(f"{place}\u00a0: {{fact}}", f"{place}: {{fact}}", f"{place}: {{fact}}")
    return Diagnosis(what, verdict, gap.fill(fact=error.fact), error.hint)
