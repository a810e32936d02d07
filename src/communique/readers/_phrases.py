"""The set phrases of press releases in French, German and English: what a line says it is."""

from __future__ import annotations

import re

KICKER = re.compile(
    r"(?:[\w'’&/:|– -]{0,60}?\b)?"
    r"(?:communiqués? de presse|communiqué commun|dossier de presse|point presse|invitation presse|informations? presse"
    r"|note (?:à|aux) (?:la )?(?:presse|rédactions?)|alerte presse|avis aux médias|pour diffusion immédiate"
    r"|(?:presse|medien)(?:mitteilung|information|info|erklärung|meldung|einladung|aussendung)(?:en)?|zur sofortigen veröffentlichung"
    r"|(?:press|news|media) (?:release|statement|advisory|note|information|kit|invitation)|for immediate release)"
    r"(?:[\s–—|:/-]+[\w.°]{1,20}){0,5}",
    re.IGNORECASE,
)
SPACED = re.compile(r"\w(?:[ \u00a0]\w){6,}")
EMBARGO = re.compile(
    r"\bembargo(?:ed)?\b|\bsperrfrist\b|\bsperrvermerk\b|\bfrei (?:ab|zur veröffentlichung)\b|\bnot for (?:release|publication)\b"
    r"|^for release (?:on|at|from|after)\b|^for release:|^zur veröffentlichung (?:am|ab)\b"
    r"|\bstrictly embargoed\b|\bne pas (?:diffuser|publier) avant\b|\bnicht vor dem\b.*\bveröffentlich",
    re.IGNORECASE,
)
MONTHS = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|jänner|januar|februar|märz|april|juni|juli|august|september|oktober|november|dezember"
    r"|january|february|march|may|june|july|october|december|janv|févr|juil|sept|oct|nov|déc|jan|feb|mär|apr|jun|jul|aug|sep|okt|dez|dec"
)
DAYS = (
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
DATE = (
    rf"(?:(?:{DAYS}),?\s+)?(?:(?:le|den|am|on|the)\s+)*(?:(?:{DAYS}),?\s+)?"
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th|\.)?\s*(?:of\s+)?(?:{MONTHS})\.?,?\s+\d{{4}}|(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|(?:{MONTHS})\.?\s+\d{{4}}|\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})"
)
# A place is some words with a capital, before or after the date: "Paris / Berlin, le 24 novembre 2025", "24. November 2025, Bonn".
TOWN_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.()-]*"
TOWN = rf"{TOWN_WORD}(?:(?:\s*[/,&–]\s*|\s+-\s+|\s+)(?:(?:et|und|and|am|an der|sur|en|de|la|le)\s+)?{TOWN_WORD}){{0,5}}"
DATELINE = re.compile(rf"(?:(?P<before>{TOWN})[\s,–—:|-]{{1,5}})?(?i:{DATE})(?:\s*[,–—|-]\s*(?P<after>{TOWN}))?\s*[.:–—-]*")
# A place and date that open the first paragraph, as news agencies write them; what follows is a sentence of its own.
RUN_IN = re.compile(rf"(?P<line>\(?{TOWN}[\s,–—:|(-]{{1,5}}(?i:{DATE})\)?)\s*(?:[–—:|]|--?(?=\s)|\.(?=\s))\s*(?=[A-ZÀ-ÖØ-Þ\d«„“\"])")
KEY_LABEL = re.compile(
    r"(?:l['’]essentiel|en bref|points? (?:clés?|forts?)|à retenir|les points (?:clés|essentiels)"
    r"|auf einen blick|das wichtigste(?: in kürze)?|in kürze"
    r"|kernpunkte|kernaussagen|at a glance|in brief|key (?:points|facts|messages|findings)|highlights|summary)\s*:?",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"(?:[àa] propos(?:\s+(?:de\s+l['’]|de\s+la\s|d['’]|du\s|des\s|de\s)|\s*:\s*)"
    r"|über\s+(?!\d|mehr\b|hundert|tausend)|about\s+(?!\d|half\b|one\b|a\b))\s*(?P<who>\S.{0,110})",
    re.IGNORECASE,
)
# Headings that releases close with; they look like text where nothing is set in bold.
CLOSING = re.compile(
    r"notes? (?:à l['’]attention des|à l['’]intention des|aux|pour les) (?:rédactions?|journalistes|rédacteurs)|(?:pour )?en savoir plus"
    r"|(?:hinweise?|anmerkungen?) (?:an|für) (?:die )?(?:redaktion(?:en)?|medien|presse)|(?:weitere|mehr|zusätzliche) informationen"
    r"|notes? (?:to|for) (?:the )?editors?|(?:further|more|additional) information|background",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:légende|photo(?:graphie)?|crédit(?:s)?(?: photo)?|bild(?:unterschrift|text|zeile|nachweis)?|foto|(?:photo )?caption|picture)"
    r"(?:\s*\d{1,2})?\s*[:©|]\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)
END = re.compile(r"\W*(?:30|ends?|fin(?: du communiqué)?|ende(?: der (?:presse|medien)mitteilung)?)\W*", re.IGNORECASE)
LEAST_AFTER, LONGEST_LINE = 40, 90
FINAL = re.compile(r"[.;,!…]['\"”»’)]*$")


def is_kicker(text: str) -> bool:
    """Whether a line says that this is a press release."""
    line = text.strip()
    # Letters that a designer set apart: "P R E S S E M I T T E I L U N G".
    spaced = "".join(line.split()) if SPACED.fullmatch(line) else line
    return len(text) <= 100 and bool(KICKER.fullmatch(spaced))


def is_embargo(text: str) -> bool:
    """Whether a line is an embargo notice; a long sentence about an embargo is not."""
    return len(text) <= 160 and bool(EMBARGO.search(text))


def is_dateline(text: str) -> bool:
    """Whether a line is a date, with or without its place."""
    return len(text) <= LONGEST_LINE and bool(DATELINE.fullmatch(text.strip()))


def is_set_phrase(text: str) -> bool:
    """Whether a line is one of the furnishings over a release."""
    return is_kicker(text) or is_embargo(text) or is_dateline(text)


def is_closing(text: str) -> bool:
    """Whether a line is the heading of notes to editors or of further information."""
    return bool(CLOSING.fullmatch(text.strip().rstrip(":").strip()))


def is_caption(text: str) -> bool:
    """Whether a line says that it is the caption of a picture."""
    return len(text) <= 400 and bool(CAPTION.fullmatch(text))


def run_in(text: str) -> tuple[int, int] | None:
    """Where a place and date end that open a paragraph, and where its first sentence begins; None for any other paragraph."""
    found = RUN_IN.match(text[: LONGEST_LINE + 2])
    return (found.end("line"), found.end()) if found and len(text) - found.end() >= LEAST_AFTER and found.end() <= LONGEST_LINE else None


def about(text: str) -> str:
    """Whom a line introduces as "About …"; empty for any other line."""
    found = ABOUT.fullmatch(text.strip().rstrip(":").strip()) if len(text) <= 130 else None
    return found["who"].strip() if found and not FINAL.search(text) else ""
