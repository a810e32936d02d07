"""What the systems of newsrooms ask about a release beside its text: whether it may be used, where it is from, who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Dateline, Embargo, Quotation, plain
from ..releases import Release
from . import Status
from ._page import Page

# IPTC NewsCodes, publishing status: https://cv.iptc.org/newscodes/pubstatusg2/.
USE = {Status.APPROVED: "usable", Status.EMBARGOED: "withheld", Status.PREVIEW: "withheld", Status.WITHDRAWN: "canceled"}
# "Paris, le 9 mars", "BERLIN/PARIS – 9. März", "Paris (France), March 9": the place ends where the date or the country begins.
PLACE_ENDS = re.compile(r"[,(]|\s[–—-]\s")
LONGEST_PLACE = 60


def revision(page: Page, release: Release) -> int:
    """The number of an item's version, from 1: systems leave alone what comes again under a number that they have.

    It counts the texts that were published, the end of an embargo and a withdrawal.
    """
    lifted = release.settings.embargo is not None and page.stamp.status is not Status.EMBARGOED
    return page.stamp.version + lifted + (page.stamp.status is Status.WITHDRAWN)


def located(page: Page) -> str:
    """The place that the dateline names; empty where it names none."""
    line = next((plain(block.content) for block in (*page.head, *page.body) if isinstance(block, Dateline)), "")
    place = PLACE_ENDS.split(line)[0].strip()
    return "" if len(place) > LONGEST_PLACE or any(sign.isdigit() for sign in place) else place


def speakers(page: Page) -> tuple[str, ...]:
    """Who is quoted, each once, in order."""
    return tuple(dict.fromkeys(block.speaker for block in page.body if isinstance(block, Quotation) and block.speaker))


def to_editors(page: Page) -> Iterator[str]:
    """What has to be known before a release is used: embargo, correction, withdrawal, that nobody approved or reviewed it."""
    for block in (*page.head, *page.body):
        if isinstance(block, Embargo):
            yield " ".join(plain(block.content).split("\n"))


def owners(page: Page) -> str:
    """The organisations whose release it is, as they are named on one line."""
    return ", ".join(partner.name for partner in page.partners)
