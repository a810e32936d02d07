"""The review sheet: findings as one page of GitHub-flavoured Markdown, without any text while a release is embargoed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..findings import Finding
from ..languages import Language, Wording
from ._words import CHECK, COUNT, FINDINGS, HEADINGS, INSTEAD, MORE, PLACE, STANDS, WHAT, by_severity, spot, summary

TITLE = Wording("Feuille de relecture en Markdown", "Prüfblatt in Markdown", "Review sheet in Markdown")
ROWS = 40
SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
EMBARGOED = Wording(
    "Sous embargo : les textes ne sont pas montrés ici.",
    "Sperrfrist: Die Texte werden hier nicht gezeigt.",
    "Under embargo: no text is shown here.",
)


def write(findings: Sequence[Finding], language: Language, title: str, *, embargoed: bool = False) -> str:
    """At most 40 findings in tables, or with `embargoed` their number by check, without title, text or suggestion."""
    if embargoed:
        return "\n".join(
            (f"# {FINDINGS[language]}", "", f"{summary(findings, language)}  ", EMBARGOED[language], "", *_counts(findings, language), "")
        )
    lines = [f"# {_plain(title)}", "", summary(findings, language), ""]
    for severity, group in by_severity(findings[:ROWS]).items():
        lines += [f"## {HEADINGS[severity][language]}", "", *_table(group, language), ""]
    if len(findings) > ROWS:
        lines += [MORE[language].format(count=len(findings) - ROWS), ""]
    return "\n".join(lines)


def _counts(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    yield from _header(CHECK[language], WHAT[language], COUNT[language])
    counts = Counter((finding.severity, finding.check) for finding in findings)
    for (severity, check), count in sorted(counts.items(), key=lambda item: (list(HEADINGS).index(item[0][0]), item[0][1])):
        yield f"| {_plain(check)} | {HEADINGS[severity][language]} | {count} |"


def _table(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    yield from _header(PLACE[language], WHAT[language], STANDS[language], INSTEAD[language])
    for finding in findings:
        cells = (spot(finding, language), finding.message[language], finding.excerpt or finding.source, finding.suggestion)
        yield f"| {' | '.join(map(_plain, cells))} |"


def _header(*names: str) -> tuple[str, str]:
    return f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
