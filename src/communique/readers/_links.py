"""Which addresses a link may lead to, and whether its text tells the truth about them."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from ..document import Break, Inline, Inlines, Link, Text, plain
from ..markup import merged
from ._oddities import Oddities

ALLOWED = frozenset({"http", "https", "mailto", "tel"})
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?=[/:?#\s]|$)", re.IGNORECASE)
LONGEST = 2000  # what browsers and mail programs still open
SPACES = re.compile(r"[\x00-\x20\x7f]+")


def address(target: str) -> str:
    """A link's target as it may be printed; empty where its scheme is not allowed or it hides its host behind a name and an @."""
    href = SPACES.sub("", target)
    if len(href) > LONGEST:
        return ""
    if href.lower().startswith("www."):
        href = f"https://{href}"
    if ADDRESS.fullmatch(href):
        href = f"mailto:{href}"
    try:
        parts = urlsplit(href)
        web = parts.scheme in {"http", "https"}
        honest = bool(parts.hostname) and "@" not in parts.netloc if web else bool(parts.path)
    except ValueError:
        return ""
    return href if parts.scheme in ALLOWED and honest else ""


def linked(content: Inlines, target: str, place: str, oddities: Oddities) -> Inlines:
    """Inlines under a link, or the bare inlines with a finding where the link is refused."""
    shown = plain(content).strip()
    href = address(target)
    if not href:
        oddities.note("link-scheme-refused", place, shown)
        return content
    host = _host(href)
    claimed = _claimed(shown)
    if claimed and host and claimed != host:
        oddities.note("link-host", place, shown, host=host)
    inner = tuple(inline for inline in content if isinstance(inline, Text | Break))
    rest: list[Inline] = [inline for inline in content if not isinstance(inline, Text | Break)]
    return merged([Link(inner, href), *rest]) if shown else content


def _host(href: str) -> str:
    if href.lower().startswith("mailto:"):
        found = ADDRESS.search(unquote(href))
        return found.group().lower() if found else ""
    return (urlsplit(href).hostname or "").removeprefix("www.")


def _claimed(shown: str) -> str:
    """The host or mail address that a link's text shows; empty where it shows none."""
    if mail := ADDRESS.fullmatch(shown):
        return mail.group().lower()
    host = HOST.match(shown)
    return host[1].lower().removeprefix("www.") if host and " " not in shown else ""
