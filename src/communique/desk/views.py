"""What the desk's pages show, as values; a template only lays them out.

A Wording is shown in the page's language, `row.origin[lang]`; Markup is HTML that is already safe, everything else is plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from ..findings import Severity
from ..languages import Language, Wording
from ..roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One finding: `title` names what kind it is, `message` says what is wrong, `suggestion` stands for `excerpt` where there is one.

    `fixed` is the whole new target in light markup where one key can mend it for certain, `waived` who took it upon themselves and why.
    """

    id: str
    severity: Severity
    title: Wording
    message: Wording
    excerpt: str = ""
    suggestion: str = ""
    fixed: str = ""
    waived: str = ""

    @property
    def blocks(self) -> bool:
        """Whether it stops approval."""
        return self.severity is Severity.BLOCK and not self.waived


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody said: `who` by name, `at` in UTC (`2026-03-09T13:30:00Z`), `kind` comment, return, correct or waive.

    `current` tells whether it was said of the text as it stands.
    """

    who: str
    at: str
    text: str
    kind: str = "comment"
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One segment, or an official text that nobody edits here (`locked`).

    `key` names it (anchor `#s-<key>`), `place` is where it stands in the Word file, `kind` its block (`Title`, `Paragraph`, `Quotation`,
    `About` …), `number` counts the rows from 1. `target` is the light markup for the textarea, `shown` the same for reading, `changed`
    the word difference to what this reviewer last approved (`<ins>`, `<del>`; None where nothing differs or nothing was approved yet).
    `origin` says where the text comes from, `trouble` how likely something is wrong (0: nothing known). `base` is posted back with an
    edit. `yours` is false for what does not belong to the role of this link and is shown to be read.
    """

    key: str
    place: str
    kind: str
    number: int
    source: Markup
    target: str
    shown: Markup
    origin: Wording
    trouble: int = 0
    findings: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changed: Markup | None = None
    locked: bool = False
    yours: bool = True
    base: str = ""

    @property
    def anchor(self) -> str:
        """Its id in the page."""
        return f"s-{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Links to likely trouble: `kind` is findings, near, engine, changed, remarks or untranslated; `keys` name the rows, worst first."""

    kind: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One approval that the house asks for: of whom, how it stands, and who can still give it.

    `partner` is the organisation's name, `state` waiting, approved, stale or returned, `given` the names of those who approved this very
    text, `people` how many are needed, `due` the deadline in UTC or empty, `own` whether it is the one of this link.
    """

    language: Language
    partner: str
    role: Role
    state: str
    why: Wording
    who: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    people: int = 1
    due: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A file of the preview: `name` to show (HTML, PDF), `href` its address."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What this reviewer decided last: `kind` (approve, return), `at` (UTC), `subject` (digest of what was seen), `decision` (its id)."""

    kind: str
    at: str
    subject: str
    decision: str
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review page of one link.

    `partner` is the organisation's name; `embargo` the moment in ISO 8601 with the house's zone, or empty; `rows` are in reading order;
    `open_marks` the findings that nobody waived, worst first, those without a row in `general`; `seats` show who approved and who is
    missing; `subject` is the digest that an approval binds to; `expires` the link's end in UTC; `base` the way to this page, to which the
    forms' actions are added (`{base}/segment`); `spent` tells that this link has approved and now only shows, returns and comments;
    `given` that the approval of this cell by this person stands for this very text. `state` is the own seat's. `may_approve` is false
    while a finding blocks, a segment is untranslated, or the link is spent.
    """

    slug: str
    title: str
    language: Language
    source_language: Language
    partner: str
    role: Role
    reviewer_name: str
    rows: tuple[Row, ...]
    open_marks: tuple[Mark, ...]
    general: tuple[Mark, ...]
    remarks: tuple[Remark, ...]
    seats: tuple[Seat, ...]
    jumps: tuple[Jump, ...]
    previews: tuple[Preview, ...]
    preview_ready: bool
    subject: str
    expires: str
    base: str
    csrf: str
    embargo: str = ""
    due: str = ""
    state: str = "waiting"
    spent: bool = False
    given: bool = False
    may_approve: bool = True
    first: bool = True
    receipt: Receipt | None = None
    notice: Wording | None = None

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows that differ from what this reviewer last approved."""
        return tuple(row for row in self.rows if row.changed is not None)

    @property
    def blocking(self) -> tuple[Mark, ...]:
        """The findings that stop approval."""
        return tuple(mark for mark in self.open_marks if mark.blocks)

    @property
    def missing(self) -> tuple[Seat, ...]:
        """The other approvals that are not there yet."""
        return tuple(seat for seat in self.seats if seat.state != "approved" and not seat.own)

    @property
    def row_of(self) -> Mapping[str, str]:
        """The key of the row in which a finding stands, by the finding's id."""
        return {mark.id: row.key for row in self.rows for mark in row.findings}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why something was refused, in a sentence, and what was typed, so that nothing is lost.

    Where somebody else changed the segment meanwhile, `current` is its text now, `current_markup` the same as light markup, and the
    form can be sent again with `base`; `action` is where to, empty where sending again makes no sense. `back` leads to the page.
    """

    status: int
    sentence: str
    typed: str = ""
    key: str = ""
    current: Markup | None = None
    current_markup: str = ""
    action: str = ""
    base: str = ""
    csrf: str = ""
    back: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One line of a person's queue: what waits for them, since it was submitted or due, and the link to it."""

    slug: str
    title: str
    language: Language
    partner: str
    role: Role
    state: str
    why: Wording
    href: str
    blocking: int = 0
    due: str = ""
    embargo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What one person has to review, the most pressing first, and what they have done (`done`)."""

    reviewer_name: str
    waiting: tuple[Waiting, ...]
    done: tuple[Waiting, ...]
    expires: str
