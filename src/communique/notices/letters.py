"""Letters: what a notice says, in the language of the one who gets it; never a word of a release, and of a secret one not even its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_datetime

from ..languages import LANGUAGE_NAMES, Language, Wording, joined, same
from ..roles import ROLE_NAMES, Role
from .news import What

WHEN = {Language.FR: "EEEE d MMMM y, H 'h' mm", Language.DE: "EEEE, d. MMMM y, H:mm 'Uhr'", Language.EN: "EEEE d MMMM y, H:mm"}

SUBJECTS = {
    What.REQUEST: Wording("À relire\u00a0: {release}", "Zur Freigabe: {release}", "For your approval: {release}"),
    What.REMINDER: Wording("Rappel\u00a0: {release}", "Erinnerung: {release}", "Reminder: {release}"),
    What.CHANGED: Wording(
        "Modifié depuis votre validation\u00a0: {release}",
        "Seit Ihrer Freigabe geändert: {release}",
        "Changed since you approved it: {release}",
    ),
    What.MENDED: Wording(
        "Modifié depuis votre renvoi\u00a0: {release}",
        "Seit Ihrer Rückgabe geändert: {release}",
        "Changed since you returned it: {release}",
    ),
    What.PUBLISHED: Wording("Publié\u00a0: {release}", "Veröffentlicht: {release}", "Published: {release}"),
    What.RETURNED: Wording("Renvoyé\u00a0: {release}", "Zurückgegeben: {release}", "Returned: {release}"),
    What.APPROVED: Wording("Tout est validé\u00a0: {release}", "Alles freigegeben: {release}", "All approved: {release}"),
    What.OVERDUE: Wording("Délai dépassé\u00a0: {release}", "Frist abgelaufen: {release}", "Overdue: {release}"),
}
SENTENCES = {
    What.REQUEST: Wording(
        "Le communiqué {release} attend une validation\u00a0:",
        "Die Pressemitteilung {release} wartet auf Freigabe:",
        "The release {release} waits for approval:",
    ),
    What.REMINDER: Wording(
        "Le communiqué {release} attend toujours une validation\u00a0:",
        "Die Pressemitteilung {release} wartet noch auf Freigabe:",
        "The release {release} still waits for approval:",
    ),
    What.CHANGED: Wording(
        "Le communiqué {release} a été modifié depuis votre validation, qui ne vaut plus\u00a0:",
        "Die Pressemitteilung {release} wurde seit Ihrer Freigabe geändert; die Freigabe gilt nicht mehr:",
        "The release {release} was changed since you approved it, and your approval no longer holds:",
    ),
    What.MENDED: Wording(
        "Le communiqué {release} a été modifié depuis que vous l’avez renvoyé\u00a0:",
        "Die Pressemitteilung {release} wurde geändert, seit Sie sie zurückgegeben haben:",
        "The release {release} was changed since you returned it:",
    ),
    What.PUBLISHED: Wording(
        "Le communiqué {release} est publié.",
        "Die Pressemitteilung {release} ist veröffentlicht.",
        "The release {release} has been published.",
    ),
    What.RETURNED: Wording(
        "Le communiqué {release} a été renvoyé (la raison\u00a0: «\u00a0communique status\u00a0»)\u00a0:",
        "Die Pressemitteilung {release} wurde zurückgegeben (warum: „communique status“):",
        "The release {release} was returned (why: “communique status”):",
    ),
    What.APPROVED: Wording(
        "Toutes les validations du communiqué {release} sont là.",
        "Alle Freigaben für die Pressemitteilung {release} liegen vor.",
        "All approvals of the release {release} are there.",
    ),
    What.OVERDUE: Wording(
        "Le délai de relecture du communiqué {release} est dépassé. Il manque\u00a0:",
        "Die Frist für die Freigabe der Pressemitteilung {release} ist abgelaufen. Es fehlt noch:",
        "The time for approving the release {release} is over. Still missing:",
    ),
}
GREETING = Wording("Bonjour {name},", "Guten Tag {name},", "Dear {name},")
HELLO = Wording("Bonjour,", "Guten Tag,", "Hello,")
UNTIL = Wording("À valider avant le {when} ({zone}).", "Frist: {when} ({zone}).", "Please decide by {when} ({zone}).")
IN_PLACE_OF = Wording("en l’absence de {name}", "in Vertretung von {name}", "in place of {name}")
YOURS = Wording(
    "Ce lien est personnel\u00a0: ne le transférez pas. Qui l’ouvre décide en votre nom.",
    "Dieser Link gilt nur für Sie: Leiten Sie ihn nicht weiter. Wer ihn öffnet, entscheidet in Ihrem Namen.",
    "This link is yours alone: do not pass it on. Whoever opens it decides in your name.",
)
NO_DESK = Wording(
    "Pour lire et valider, demandez votre code à usage unique au service de presse.",
    "Zum Lesen und Freigeben erhalten Sie Ihren Einmalcode von der Pressestelle.",
    "To read and approve it, ask the press office for your one-time code.",
)
SEE_STATUS = Wording(
    "L’état complet\u00a0: «\u00a0communique status\u00a0».",
    "Der ganze Stand: „communique status“.",
    "Where it stands: “communique status”.",
)
SECRET = Wording(
    "Ce communiqué est confidentiel ou sous embargo\u00a0: ce message n’en dit pas plus.",
    "Diese Pressemitteilung ist vertraulich oder gesperrt: Mehr steht nicht in dieser Nachricht.",
    "This release is confidential or under embargo: this message says no more about it.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One approval that a letter speaks of; `partner` and `who` are left empty where the release is secret, `link` where there is none."""

    language: Language
    role: Role
    partner: str = ""
    who: str = ""
    instead_of: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What there is to say: the kind of notice, the release by the name that may be said, its approvals and deadline.

    `name` is the reader's, `queue` a link to everything that waits for them, `by_link` whether the house has a desk at all.
    """

    what: What
    release: str
    secret: bool
    items: tuple[Item, ...] = ()
    due: datetime | None = None
    name: str = ""
    queue: str = ""
    by_link: bool = False
    house: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject line and a plain text."""

    subject: str
    text: str


TO_DECIDE = frozenset({What.REQUEST, What.REMINDER, What.CHANGED, What.MENDED})


def letter(matter: Matter, language: Language) -> Letter:
    """A matter as a mail to a person, or to the officers where it has no name."""
    greeting = GREETING.fill(name=matter.name) if matter.name else HELLO
    parts = (greeting[language], _body(matter, language), _way(matter)[language] if matter.name else SEE_STATUS[language])
    signed = f"-- \n{matter.house} · communique"
    return Letter(_subject(matter, language), "\n\n".join((*filter(None, parts), signed)) + "\n")


def post(matter: Matter, language: Language) -> Letter:
    """A matter as a message to a channel, which many read: no person, no partner, no link."""
    return Letter(_subject(matter, language), _body(matter, language))


def _subject(matter: Matter, language: Language) -> str:
    return SUBJECTS[matter.what].fill(release=matter.release)[language]


def _body(matter: Matter, language: Language) -> str:
    lines = [SENTENCES[matter.what].fill(release=matter.release)[language], *_lines(matter.items, language)]
    if matter.due and matter.what in TO_DECIDE:
        lines += ["", UNTIL.fill(when=when(matter.due, language), zone=matter.due.tzinfo)[language]]
    return "\n".join([*lines, *(["", SECRET[language]] if matter.secret else [])])


def _lines(items: Sequence[Item], language: Language) -> list[str]:
    said = (_said(item)[language] + (f"{_colon(language)} {item.link}" if item.link else "") for item in items)
    return [f"- {line}" for line in dict.fromkeys(said)]


def _colon(language: Language) -> str:
    return "\u00a0:" if language is Language.FR else ":"


def _said(item: Item) -> Wording:
    role = [] if item.role is Role.LANGUAGE else [ROLE_NAMES[item.role]]
    place = [IN_PLACE_OF.fill(name=item.instead_of)] if item.instead_of else []
    return joined([LANGUAGE_NAMES[item.language], *role, *(same(word) for word in (item.partner, item.who) if word), *place])


def _way(matter: Matter) -> Wording:
    """How a person gets to decide: by links beside the items, by the one link to all that waits for them, or with a code."""
    if matter.what not in TO_DECIDE:
        return same("")
    if not matter.by_link:
        return NO_DESK
    return joined([same(matter.queue), YOURS], "\n\n") if matter.queue else YOURS


def when(moment: datetime, language: Language) -> str:
    """A day and hour as people write them: mercredi 11 mars 2026, 18 h 00."""
    return format_datetime(moment, WHEN[language], locale=language.locale.replace("-", "_"))
