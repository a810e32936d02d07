"""Couriers: a letter to one mail address, a post to one chat channel, and what came of it; the one door to apprise."""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from enum import StrEnum
from functools import lru_cache

from ..errors import HouseError
from ..languages import Language, Wording
from .letters import Letter

with warnings.catch_warnings():
    # Its mail module imports imghdr, which Python 3.13 no longer has; for that one it brings a stand-in.
    warnings.simplefilter("ignore", DeprecationWarning)
    from apprise import Apprise, AppriseAsset, NotifyFormat
    from apprise.plugins.base import NotifyBase
    from apprise.plugins.email import NotifyEmail, SecureMailMode

CODE = re.compile(r"\berror=(\d{3})\b")
# What a connection says that was never made; after all others the message may have arrived.
NOT_MADE = re.compile(r"NewConnectionError|ConnectTimeout|NameResolution|Name or service not known|CERTIFICATE_VERIFY_FAILED|refused")
UNKNOWN = Wording(
    "l’adresse n° {n} n’est pas celle d’un service connu",
    "die Adresse Nr. {n} ist keine eines bekannten Dienstes",
    "address no. {n} is none of a known service",
)
SEE_FORMS = Wording("les formes sont dans docs/operate.md", "die Formen stehen in docs/operate.md", "docs/operate.md has the forms")


class Fate(StrEnum):
    """What came of a message.

    `later`: this one was not taken now; `away`: the service does not work for anyone now; `refused`: it will never be taken; `unsure`:
    it may have arrived.
    """

    DELIVERED = "delivered"
    LATER = "later"
    AWAY = "away"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: its fate and the code of three digits, where there was one; never its words, which may quote a key."""

    fate: Fate
    code: str = ""


def shown(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The services as they may be shown: kind and host, without keys. Raises HouseError for one that is not known."""
    return tuple(str(_service(address, n).url(privacy=True)).partition("?")[0] for n, address in enumerate(addresses, 1))  # type: ignore[no-untyped-call]


def mail(account: str, to: str, letter: Letter, language: Language, *, identity: str, at: datetime) -> Answer:
    """Hand a letter to the house's mail server, for one address.

    The Message-ID is made of `identity` (RFC 5322, 3.6.4): a letter that has to be handed over again, because the first answer was lost,
    is the same letter to the servers and programs that receive it. Raises HouseError for an account that is none.
    """
    with _in_silence():
        own = _service(account)
        if not isinstance(own, NotifyEmail):
            raise HouseError("COMMUNIQUE_NOTICES", UNKNOWN.fill(n=1), SEE_FORMS)
        message = _message(own, to, letter, language, identity, at)
        try:
            with _connected(own) as server:
                server.send_message(message, str(own.from_addr[1]), [to])
        except smtplib.SMTPRecipientsRefused as refusal:
            return _refused(*refusal.recipients[to])
        except smtplib.SMTPDataError as refusal:
            return _refused(refusal.smtp_code, refusal.smtp_error)
        except smtplib.SMTPNotSupportedError:
            return Answer(Fate.REFUSED, "address")
        except smtplib.SMTPResponseException as refusal:
            # Not the letter but we were refused: a password has expired, the server has no time.
            return Answer(Fate.AWAY, str(refusal.smtp_code))
        except (OSError, smtplib.SMTPException):
            return Answer(Fate.AWAY)
    return Answer(Fate.DELIVERED)


def _refused(code: int, _words: object) -> Answer:
    # RFC 5321, 4.2.1: 5yz is for good, 4yz is for now.
    return Answer(Fate.REFUSED if code >= 500 else Fate.LATER, str(code))


def _message(own: NotifyEmail, to: str, letter: Letter, language: Language, identity: str, at: datetime) -> EmailMessage:
    name, sender = own.from_addr[0], str(own.from_addr[1])
    message = EmailMessage()
    message["From"] = formataddr((str(name or ""), sender))
    message["To"] = to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    # RFC 3834: no answering machine answers this.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message["Content-Language"] = language.value
    return message


@contextmanager
def _connected(own: NotifyEmail) -> Iterator[smtplib.SMTP]:
    """A server that knows who we are. Its farewell decides nothing: what it took before, it took."""
    context = ssl.create_default_context()
    if not own.verify_certificate:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    host, port, patience = own.smtp_host, own.port or 0, own.socket_connect_timeout
    whole = own.secure_mode == SecureMailMode.SSL
    server = smtplib.SMTP_SSL(host, port, timeout=patience, context=context) if whole else smtplib.SMTP(host, port, timeout=patience)
    try:
        if own.secure_mode == SecureMailMode.STARTTLS:
            server.starttls(context=context)
        if own.user and own.password:
            server.login(own.user, own.password)
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def chat(address: str, letter: Letter) -> Answer:
    """Post a message to a channel. Raises HouseError for an address of no known service."""
    with _in_silence() as said:
        channel = Apprise(_service(address), asset=_asset())
        try:
            taken = channel.notify(letter.text, title=letter.subject, body_format=NotifyFormat.TEXT)
        except Exception as error:
            return Answer(Fate.UNSURE, type(error).__name__)
    words = "\n".join(said)
    if taken:
        return Answer(Fate.DELIVERED)
    codes = CODE.findall(words)
    if not codes:
        return Answer(Fate.AWAY if NOT_MADE.search(words) else Fate.UNSURE)
    forever = codes[-1].startswith("4") and codes[-1] not in ("408", "425", "429")
    return Answer(Fate.REFUSED if forever else Fate.LATER, codes[-1])


@lru_cache(maxsize=1)
def _asset() -> AppriseAsset:
    # No pictures from elsewhere, no other name than ours, nothing kept on the disk, no detour: the address was given for one place.
    return AppriseAsset(
        app_id="communique",
        app_desc="communique",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        storage_mode="memory",
        http_redirects=False,
    )


def _service(address: str, n: int = 1) -> NotifyBase:
    found = Apprise.instantiate(address, asset=_asset())
    if found is None:
        raise HouseError("COMMUNIQUE_NOTICES", UNKNOWN.fill(n=n), SEE_FORMS)
    return found


class _Listener(logging.Handler):
    """Hears what a library says and passes nothing on."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line for the moment."""
        self.said.append(record.getMessage())


@contextmanager
def _in_silence() -> Iterator[list[str]]:
    """What apprise and the libraries below it say, kept from every log: addresses with keys are among it."""
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in ("apprise", "urllib3", "requests")]
    before = [(logger.level, logger.propagate, logger.handlers[:]) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.propagate, logger.handlers = False, [listener]
    try:
        yield listener.said
    finally:
        for logger, (level, propagate, handlers) in zip(loggers, before, strict=True):
            logger.setLevel(level)
            logger.propagate, logger.handlers = propagate, handlers
