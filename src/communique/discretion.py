"""What a place outside the record may be told about a release: a name that gives nothing away, and a failure without its text."""

from __future__ import annotations

import errno
import hashlib
import traceback
from datetime import datetime
from pathlib import Path

from . import partners, releases, reviewers
from . import settings as settings_file
from .errors import CommuniqueError
from .house import House
from .languages import Language, Wording

OUR_CODE = Path(__file__).parent
UNEXPECTED = Wording(
    "erreur inattendue ({kind}) dans le programme, {place} — signalez-la en citant ces mots ; rien n’a été publié",
    "unerwarteter Fehler ({kind}) im Programm, {place} – melden Sie ihn mit diesen Worten; veröffentlicht wurde nichts",
    "unexpected error ({kind}) in the program, {place} — report it with these words; nothing was published",
)
FULL = Wording(
    "le disque est plein — faites de la place, puis recommencez\u202f; rien de ce qui était enregistré n’est perdu",
    "die Festplatte ist voll – schaffen Sie Platz und versuchen Sie es noch einmal; was gespeichert war, ist nicht verloren",
    "the disk is full — make room on it and do it again; nothing that was saved is lost",
)
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def public_name(house: House, slug: str, now: datetime) -> str:
    """The release's slug, or `release-` and six hexadecimal digits while it is unknown, confidential or under embargo at `now`."""
    folder = house.drafts / slug
    try:
        secret = settings_file.secret(settings_file.load(folder), releases.read_draft(folder), now, house.zone)
    except CommuniqueError:
        return neutral_name(slug)
    return neutral_name(slug) if secret else slug


def masked(house: House, slug: str, text: str, now: datetime) -> str:
    """What may be said of a release outside the record: while it is secret, people and partners go by their ids there.

    Who answers for a partner is often the contact that its text names.
    """
    if public_name(house, slug, now) == slug:
        return text
    for name, short in sorted(_names(house), key=lambda pair: -len(pair[0])):
        text = text.replace(name, short)
    return text


def _names(house: House) -> list[tuple[str, str]]:
    """Names of people and partners, each with its id."""
    people = [(person.name, person.id) for person in reviewers.load(house).values()]
    known = partners.load(house.templates / "partners").values()
    return people + [(name, partner.id) for partner in known for name in (partner.name, *partner.names)]


def neutral_name(slug: str) -> str:
    """A release's name that gives nothing away and is always the same."""
    return f"release-{hashlib.sha256(slug.encode()).hexdigest()[:6]}"


def failure(error: Exception, language: Language) -> str:
    """What may be said of an error: our own sentence, or the kind and place of a foreign one, whose message may quote the text."""
    if isinstance(error, CommuniqueError):
        return error.sentence(language)
    if is_full(error):
        return FULL[language]
    return UNEXPECTED.fill(kind=type(error).__name__, place=_place(error))[language]


def is_full(error: Exception) -> bool:
    """Whether it is the disk that has no room, or the account."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(OUR_CODE)]
    frame = (ours or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
