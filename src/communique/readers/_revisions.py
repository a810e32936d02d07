"""What a draft still has to settle: tracked changes, comments, hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.places import listed
from . import _refusals as refusals
from ._refusals import Refused


class Unsettled(StrEnum):
    """A kind of thing that must not slip into print; its value is the name of its finding."""

    INSERTION = "tracked-insertion"
    DELETION = "tracked-deletion"
    MOVE = "tracked-move"
    COMMENT = "comment"
    HIDDEN = "hidden-text"


ONE = {
    Unsettled.INSERTION: Wording("1 insertion", "1 Einfügung", "1 insertion"),
    Unsettled.DELETION: Wording("1 suppression", "1 Löschung", "1 deletion"),
    Unsettled.MOVE: Wording("1 déplacement", "1 Verschiebung", "1 move"),
    Unsettled.COMMENT: Wording("1 commentaire", "1 Kommentar", "1 comment"),
    Unsettled.HIDDEN: Wording("1 passage masqué", "1 ausgeblendete Stelle", "1 hidden passage"),
}
MANY = {
    Unsettled.INSERTION: Wording("{n} insertions", "{n} Einfügungen", "{n} insertions"),
    Unsettled.DELETION: Wording("{n} suppressions", "{n} Löschungen", "{n} deletions"),
    Unsettled.MOVE: Wording("{n} déplacements", "{n} Verschiebungen", "{n} moves"),
    Unsettled.COMMENT: Wording("{n} commentaires", "{n} Kommentare", "{n} comments"),
    Unsettled.HIDDEN: Wording("{n} passages masqués", "{n} ausgeblendete Stellen", "{n} hidden passages"),
}
AT = Wording("{count} ({places})", "{count} ({places})", "{count} ({places})")
AUTHORS = Wording(
    "{counts} ; auteurs des modifications : {n}",
    "{counts}; Personen, die geändert haben: {n}",
    "{counts}; authors of the changes: {n}",
)
ACCEPTED = Wording(
    "suivi des modifications : {count} ({places}) ; auteurs : {authors} ; lu comme si tout était accepté, relisez ces passages",
    "Änderungsverfolgung: {count} ({places}); beteiligte Personen: {authors}; gelesen, als wäre alles angenommen, bitte nachlesen",
    "tracked changes: {count} ({places}); authors: {authors}; read as if all were accepted, read these passages again",
)
DROPPED = Wording(
    "{count} ({places}) : rien n’en est repris ni publié",
    "{count} ({places}): nichts davon wird übernommen oder veröffentlicht",
    "{count} ({places}): nothing of it is taken over or published",
)


@dataclass(slots=True)
class Revisions:
    """Where the unsettled things are; what they say is never kept."""

    places: dict[Unsettled, list[str]] = field(default_factory=dict)
    authors: set[str] = field(default_factory=set)

    def note(self, kind: Unsettled, place: str, author: str | None = None) -> None:
        """Remember one of a kind."""
        self.places.setdefault(kind, []).append(place)
        if author:
            self.authors.add(author)

    def settle(self, *, accept: bool) -> tuple[Finding, ...]:
        """The findings of a reading that accepts all and drops comments and hidden text. Raises Refused where nobody asked for that."""
        if self.places and not accept:
            raise Refused(refusals.UNSETTLED, counts=self._counts())
        return tuple(self._findings())

    def _ordered(self) -> list[Unsettled]:
        return [kind for kind in Unsettled if kind in self.places]

    def _counts(self) -> Wording:
        counts = [AT.fill(count=_count(kind, len(self.places[kind])), places=listed(self.places[kind])) for kind in self._ordered()]
        every = Wording(*(", ".join(count[language] for count in counts) for language in Language))
        return AUTHORS.fill(counts=every, n=len(self.authors)) if self.authors else every

    def _findings(self) -> Iterator[Finding]:
        for kind in self._ordered():
            places = self.places[kind]
            wording = DROPPED if kind in {Unsettled.COMMENT, Unsettled.HIDDEN} else ACCEPTED
            name = kind.value if wording is DROPPED else "tracked-change"
            message = wording.fill(count=_count(kind, len(places)), places=listed(places), authors=len(self.authors))
            yield Finding(check=name, place=places[0], message=message, severity=Severity.WARN)


def _count(kind: Unsettled, n: int) -> Wording:
    return ONE[kind] if n == 1 else MANY[kind].fill(n=n)
