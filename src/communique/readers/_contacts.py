"""Press contacts: which lines give them, and who is named there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ..document import Contact, plain
from ..partners import Partner
from ._raw import Line, Raw, joined, lines_of
from ._tidy import untabbed

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"\(\d{3}\)\s?\d{3}-\d{4}\b|\b\d{3}[.-]\d{3}[.-]\d{4}\b|(?:\+|\b00)\d[\d\s().\u00a0\u202f/-]{6,18}\d|\b0\d(?:[\s.\u00a0\u202f/-]?\d{2}){4}\b|\(?\b0\d{2,5}\)?[\s/-]+\d[\d\s-]{3,12}\d"
)
URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
LABEL = re.compile(
    r"(?:vos?\s+|ihre?\s+|your\s+)?(?:contacts?(?:\s+(?:de\s+|pour\s+la\s+|à\s+la\s+)?(?:presse|médias?|media|press|journalistes))?"
    r"|(?:presse|medien)?[- ]?kontakte?(?:\s+für\s+(?:die\s+)?(?:presse|medien))?"
    r"|(?:presse|medien)?[- ]?ansprechpartner(?:in|innen)?(?:\s+für\s+(?:die\s+)?(?:presse|medien))?"
    r"|(?:press|media|pr)\s+(?:contacts?|office|relations|enquiries|inquiries|officer)"
    r"|(?:for\s+(?:more|further|additional|media)\s+(?:information|details|enquiries|inquiries),?\s+)(?:please\s+)?contact"
    r"|(?:pour\s+(?:plus\s+d['’]|toute?\s+)(?:informations?|renseignements?|demande)|(?:weitere|nähere)\s+(?:auskünfte|informationen))"
    r"|relations?\s+(?:presse|médias|avec\s+la\s+presse)|service\s+(?:de\s+)?presse|pressestelle|rückfragen(?:\s+der\s+(?:presse|medien))?)(?![\w-])",
    re.IGNORECASE,
)
WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
NAME = re.compile(
    rf"(?:(?:Dr|Prof|Pr|Mme|Herr|Frau|Mr|Mrs|Ms|M)\.?\s+)*{WORD}(?:\s+(?:(?:de|du|von|van|zu|der|di|le|la|el|d['’])\s+)?{WORD}){{1,3}}"
)
PARTS = re.compile(r"\s*(?:[:–—|,;/•·\n\t()]|\s-\s|-\s)\s*")
LONGEST_LINE, LONGEST_LABEL, NEAR = 200, 90, 4


def is_contact(line: Line) -> bool:
    """Whether a line by itself gives a contact: a label with an address, or hardly more than a name and a mail address."""
    text = line.text
    if len(text) > 300 or not (EMAIL.search(text) or PHONE.search(text)):
        return False
    return bool(LABEL.match(text)) or bool(EMAIL.search(text) and len(text) <= LONGEST_LINE and named(text))


def is_label(line: Line, following: Sequence[Raw]) -> bool:
    """Whether a line only announces contacts, with an address near below it."""
    label = LABEL.match(line.text)
    if not label or len(line.text) > LONGEST_LABEL or line.text.rstrip().endswith("."):
        return False
    return any(_reaches(raw) for raw in following[:NEAR])


def _reaches(raw: Raw) -> bool:
    return any(EMAIL.search(text) or PHONE.search(text) for text in texts(raw))


def texts(raw: Raw) -> list[str]:
    """The texts of all lines of a raw."""
    return [line.text for line in lines_of((raw,))]


def gather(lines: Sequence[Line]) -> list[list[Line]]:
    """The contacts that begin at the first of some lines, each as its lines; the first line is known to be one."""
    group, groups = [lines[0]], []
    for n, line in enumerate(lines[1:], 1):
        if LABEL.match(line.text) or not _belongs(line, group, lines[n : n + NEAR]):
            break
        if _complete(group) and not _detail(line):
            groups.append(group)
            group = []
        group.append(line)
    return [*groups, group]


def _belongs(line: Line, group: list[Line], ahead: Sequence[Line]) -> bool:
    if len(line.text) > LONGEST_LINE or (line.text.endswith(".") and len(line.text) > LONGEST_LABEL):
        return False
    if _detail(line) and not line.gap:
        return True
    if _complete(group):
        near = [EMAIL.search(other.text) for other in takewhile(lambda other: other is line or not other.gap, ahead)]
        return any(near)
    return any(EMAIL.search(other.text) or PHONE.search(other.text) for other in ahead)


def _complete(group: list[Line]) -> bool:
    return any(EMAIL.search(line.text) for line in group)


def _detail(line: Line) -> bool:
    """Whether a line adds to the contact above it: a number or web address and no new name with a mail address."""
    return not EMAIL.search(line.text) and bool(PHONE.search(line.text) or URL.search(line.text))


def contact(lines: Sequence[Line], partners: Mapping[str, Partner], place: str = "") -> Contact:
    """The contact of some lines, with what is recognised in it."""
    content = untabbed(joined(list(lines)))
    text = plain(content)
    mail, phone = EMAIL.search(text), PHONE.search(URL.sub(" ", EMAIL.sub(" ", text)))
    return Contact(
        content=content,
        place=place or lines[0].place,
        inferred=not any(line.said for line in lines),
        partner=partner_in(text, partners) or _partner_of(mail[0] if mail else "", partners),
        name=named(text, partners),
        email=mail[0] if mail else "",
        phone=phone[0].strip() if phone else "",
    )


def named(text: str, partners: Mapping[str, Partner] | None = None) -> str:
    """The person whom a contact's text names; empty where nobody is recognised."""
    mail = EMAIL.search(text)
    local = set(re.split(r"[._+-]", folded(mail[0].split("@")[0]))) if mail else set()
    bare = PHONE.sub("\n", URL.sub("\n", EMAIL.sub("\n", LABEL.sub("\n", text))))
    for partner in (partners or {}).values():
        for name in sorted(partner.names, key=len, reverse=True):
            bare = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "\n", bare)
    parts = [part.strip() for part in PARTS.split(bare) if part.strip()]
    names = [part for part in parts if NAME.fullmatch(part)]
    for part in names:
        words = part.split()
        shared = [n for n, word in enumerate(words) if folded(word) in local]
        if shared and len(words) > 2 and shared[-1] > shared[0]:
            return " ".join(words[shared[0] : shared[-1] + 1])
        if shared:
            return part
    return names[-1] if names else ""


def partner_in(text: str, partners: Mapping[str, Partner]) -> str:
    """The id of the partner whose name a text holds; of several, the longest name, then the first."""
    found = [
        (-len(name), match.start(), partner.id)
        for partner in partners.values()
        for name in partner.names
        if (match := re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", folded(text)))
    ]
    return min(found)[2] if found else ""


def _partner_of(mail: str, partners: Mapping[str, Partner]) -> str:
    domain = mail.partition("@")[2].lower()
    homes = {p.id: [u.split("//")[-1].split("/")[0].removeprefix("www.") for u in p.url.values()] for p in partners.values()}
    return next((i for i, hosts in homes.items() if domain and any(domain == h or domain.endswith("." + h) for h in hosts)), "")


def folded(text: str) -> str:
    """Text without case, accents and kinds of apostrophes, spaces and hyphens, for comparing names."""
    plain_text = text.replace("’", "'").replace("\u2011", "-").replace("\u00a0", " ").replace("\u202f", " ")
    return "".join(c for c in unicodedata.normalize("NFKD", plain_text) if not unicodedata.combining(c)).casefold()
