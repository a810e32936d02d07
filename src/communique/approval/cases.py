"""A release before the gate: everything that a decision about it needs, read at the same moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from .. import decisions, pipeline, releases, reviewers, reviews
from ..decisions import Decision, Kind
from ..errors import NotAllowed
from ..findings import Finding
from ..house import House
from ..languages import Language, Wording
from ..record import approved_texts, keys, ssh_proofs
from ..releases import Release
from ..reviewers import Reviewer
from ..roles import Role
from . import refusals as say
from .boards import Board
from .known_findings import known

CHOICES = {"approve": reviews.approve, "return": reviews.give_back}
KINDS = Wording("il y a\u00a0: approve, return", "es gibt: approve, return", "there are: approve, return")
UNKNOWN_KIND = Wording("décision inconnue\u00a0: {kind}", "unbekannte Entscheidung: {kind}", "unknown decision: {kind}")


class Case:
    """A release before the gate: the release, its record, its board and those who may decide."""

    def __init__(self, house: House, slug: str, found: Sequence[Finding] | None = None) -> None:
        """Read everything; `found` spares the checks where they have just been made. Raises RecordError, HouseError or Tampered."""
        self.house = house
        self.release: Release = releases.load(house, slug)
        self.people: Mapping[str, Reviewer] = reviewers.load(house)
        self.record = decisions.read(self.release.folder, house.keys)
        self.found = self._known() if found is None else tuple(found)
        self.board: Board = reviews.board(self.release, self.record, self.found, house, now())

    def _known(self) -> tuple[Finding, ...]:
        today = now().astimezone(ZoneInfo(self.house.zone)).date()
        return known(self.house, self.release, today, lambda: pipeline.findings_of(self.house, self.release))

    def choose(
        self,
        kind: str,
        language: Language,
        partner: str,
        who: str,
        *,
        comment: str,
        channel: str,
        role: Role = Role.LANGUAGE,
        seen: str = "",
    ) -> Decision:
        """What a reviewer decides for their partner about a language: `approve` or `return`. Raises NotAllowed."""
        if kind not in CHOICES:
            raise NotAllowed(self.release.slug, UNKNOWN_KIND.fill(kind=kind), KINDS)
        said = partial(CHOICES[kind], self.board, self.release, self.house, self.people)
        text = (
            {"text": approved_texts.shown(self.release.editions[language])[0]}
            if kind == "approve" and language in self.release.editions
            else {}
        )
        return said(language=language, partner=partner, who=who, at=now(), channel=channel, comment=comment, role=role, seen=seen, **text)

    def take(self, decision: Decision, ssh_key: Path | None = None) -> Path:
        """Write a decision to the record, after the text that it names, and give its file; `ssh_key` is its reviewer's own.

        Raises NotAllowed for an approval without the SSH proof that is asked of its reviewer.
        """
        person = self.people.get(decision.reviewer)
        strict = any(who.ssh_required for who in (person, self.people.get(decision.stands_for)) if who)
        if decision.kind is Kind.APPROVE and person and strict and ssh_key is None:
            raise NotAllowed(decision.release, say.NEEDS_PROOF.fill(name=person.name), say.GIVE_SSH_KEY)
        prove = partial(ssh_proofs.sign, key=ssh_key, reviewer=person) if ssh_key and person else None
        key = keys.load(self.house.key_file, self.house.public_key)
        if decision.text and decision.language:
            approved_texts.keep(self.release, decision.language)
        return decisions.record(self.release.folder, decision, key, self.house.keys, prove=prove)


def now() -> datetime:
    """The time that decisions carry."""
    return datetime.now(UTC)
