"""The review sheet: findings as one page of GitHub-flavoured Markdown, without any text while a release is embargoed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..findings import Finding, Waiver
from ..languages import Language, Wording
from ._difference import Pieces, sides
from ._words import (
    CHECK,
    COUNT,
    FINDINGS,
    HEADINGS,
    INSTEAD,
    MORE,
    NONE,
    PLACE,
    SOURCE,
    STANDS,
    WHAT,
    announced,
    by_severity,
    group_of,
    said_of,
    spot,
    summary,
)

TITLE = Wording("Feuille de relecture en Markdown", "Prüfblatt in Markdown", "Review sheet in Markdown")
ROWS = 40
SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
# Emphasis must not begin or end with white space (CommonMark 0.31, 6.2).
EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
EMBARGOED = Wording(
    "Sous embargo : les textes ne sont pas montrés ici.",
    "Sperrfrist: Die Texte werden hier nicht gezeigt.",
    "Under embargo: no text is shown here.",
)


def write(
    findings: Sequence[Finding], language: Language, title: str, *, embargoed: bool = False, waived: Mapping[str, Waiver] = NONE
) -> str:
    """At most 40 findings in tables, what differs in bold, or with `embargoed` their number by check, without title, text or suggestion."""
    said = summary(findings, language, waived)
    if embargoed:
        counts = _counts(findings, language, waived)
        return "\n".join((f"# {FINDINGS[language]}", "", f"{said}  ", EMBARGOED[language], "", *counts, ""))
    lines = [f"# {_plain(title)}", "", said, ""]
    for group, inside in by_severity(findings[:ROWS], waived).items():
        lines += [f"## {HEADINGS[group][language]}", "", *_table(inside, language, waived), ""]
    if len(findings) > ROWS:
        lines += [MORE[language].format(count=len(findings) - ROWS), ""]
    return "\n".join(lines)


def _counts(findings: Iterable[Finding], language: Language, waived: Mapping[str, Waiver]) -> Iterator[str]:
    yield from _header(CHECK[language], WHAT[language], COUNT[language])
    counts = Counter((group_of(finding, waived), finding.check) for finding in findings)
    for (group, check), count in sorted(counts.items(), key=lambda item: (list(HEADINGS).index(item[0][0]), item[0][1])):
        yield f"| {_plain(check)} | {HEADINGS[group][language]} | {count} |"


def _table(findings: Iterable[Finding], language: Language, waived: Mapping[str, Waiver]) -> Iterator[str]:
    yield from _header(PLACE[language], WHAT[language], SOURCE[language], STANDS[language], INSTEAD[language])
    for finding in findings:
        three = sides(finding)
        waiver = f" — {said_of(waived[finding.id], language)}" if finding.id in waived else ""
        words = (_plain(spot(finding, language)), _plain(f"{finding.message[language]}{waiver}"))
        texts = (announced(finding, language) + _marked(three.source), _marked(three.excerpt), _marked(three.suggestion))
        yield f"| {' | '.join((*words, *texts))} |"


def _header(*names: str) -> tuple[str, str]:
    return f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"


def _marked(pieces: Pieces) -> str:
    return "".join(_bold(text) if differs else _plain(text) for text, differs in pieces)


def _bold(text: str) -> str:
    edges = EDGES.fullmatch(text)
    before, inside, after = edges.groups() if edges else ("", text, "")
    return f"{before}**{_plain(inside)}**{after}" if inside else text


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", re.sub(r"[ \t\r\n]+", " ", text))
