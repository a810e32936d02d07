"""The release as a mail that somebody only has to address and send: text and a page of one column, no picture to fetch."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from ..house import House
from ..languages import Language, Wording
from ..releases import Release
from . import Stamp, Status, text
from ._body import as_html, body
from ._mail_look import dress, sheet
from ._page import Page, compose
from ._tokens import tokens

NAME = "{slug}.{lang}.eml"
OPENINGS = {
    Status.EMBARGOED: Wording("SOUS EMBARGO\u00a0: {title}", "SPERRFRIST: {title}", "EMBARGOED: {title}"),
    Status.WITHDRAWN: Wording("RETIRÉ\u00a0: {title}", "ZURÜCKGEZOGEN: {title}", "WITHDRAWN: {title}"),
    Status.PREVIEW: Wording("ÉPREUVE\u00a0: {title}", "ENTWURF: {title}", "PROOF: {title}"),
}
CORRECTED = Wording("RECTIFIÉ\u00a0: {title}", "KORREKTUR: {title}", "CORRECTED: {title}")
# What RFC 2606 keeps free: an identifier needs a domain, and a release without contacts has none.
NOWHERE = "release.invalid"
# No-break spaces stay; anything that could end a line of a header goes.
BLANKS = re.compile("[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{locale}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
    '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n'
    '<title>{title}</title>\n<style>{style}</style>\n</head>\n<body class="sheet"{ground}>\n'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">\n'
    '<table role="presentation" class="column" width="600" cellpadding="0" cellspacing="0" border="0"{column}>'
    '<tr><td{inside}>\n<p class="names"{names}>{partners}</p>\n{text}\n</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n'
)


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The mail in a language (RFC 5322, lines of 76 characters), unsent, to nobody. Raises RenderError and HouseError as `compose`."""
    page = compose(release, language, house, stamp)
    message = EmailMessage(policy=SMTP)
    # Outlook opens it for writing instead of as something that came in.
    message["X-Unsent"] = "1"
    message["Subject"] = subject(page)
    sender = _sender(release, language)
    if sender:
        message["From"] = sender
    if stamp.published:
        message["Date"] = format_datetime((stamp.withdrawn or stamp.published).astimezone(ZoneInfo(house.zone)))
    plain, rich = text.write(release, language, house, stamp).decode(), html(page, house)
    mark = hashlib.sha256(f"{message['Subject']}\n{plain}\n{rich}".encode()).hexdigest()
    message["Message-ID"] = f"<{mark[:32]}@{sender.domain if sender else NOWHERE}>"
    message.set_content(plain, charset="utf-8", cte="quoted-printable")
    message.add_alternative(rich, subtype="html", charset="utf-8", cte="quoted-printable")
    # Setting the content takes away what was said of it before.
    message["Content-Language"] = language.locale
    # A line of quoted-printable cannot begin with an equals sign and a low line, so that no text can end a part (RFC 2045, 6.7).
    message.set_boundary(f"=_{mark[32:]}")
    return message.as_bytes()


def subject(page: Page) -> str:
    """The headline on one line, after a word on the status where it needs one."""
    title = BLANKS.sub(" ", page.title).strip()
    opening = OPENINGS.get(page.stamp.status) or (CORRECTED if page.stamp.version > 1 else None)
    return opening.fill(title=title)[page.language] if opening else title


def html(page: Page, house: House) -> str:
    """The page of the mail: one column of 600 pixels, every style where it is used, colours for dark screens beside them."""
    look = tokens(house.templates / "release")
    own = body(page, house)
    styles = dress(own, look)
    return PAGE.format(
        locale=page.language.locale,
        title=page.title,
        style=Markup(sheet(look)),  # noqa: S704 - the house's own colours, checked to be colours
        partners=" · ".join(partner.name for partner in page.mast),
        text=Markup(as_html(own)),  # noqa: S704 - HTML that the template escaped
        **{name: Markup(' style="{}"').format(style) for name, style in styles.items()},
    )


def _sender(release: Release, language: Language) -> Address | None:
    """The first press contact of the first organisation that has one."""
    contact = next((c for partner in release.partners for c in partner.contacts_in(language)), None)
    return Address(display_name=contact.name, addr_spec=contact.email) if contact else None
