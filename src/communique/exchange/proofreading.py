"""Proofreading: a bilingual file, sentence by sentence, through the checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .. import families, pipeline
from ..checks import Pair, Reference, inspect_pairs, shortened
from ..findings import Finding, Severity
from ..glossary import Concept, Glossary, Status
from ..glossary import Term as Known
from ..house import House
from ..languages import Language, Wording
from .bilingual import JSON_LINES, Row, Term

# Longer than any paragraph of a release, short enough that a file made to be slow is not.
LONGEST = 100_000
TOO_LONG = Wording(
    "plus de {limit} caractères : ce segment n’a pas été contrôlé",
    "länger als {limit} Zeichen: Dieses Segment wurde nicht geprüft",
    "longer than {limit} characters: this segment was not checked",
).fill(limit=LONGEST)
WAITING = Wording("à traduire", "noch zu übersetzen", "still to be translated")


@dataclass(frozen=True, slots=True)
class Proof:
    """A row and what is wrong with it; one in languages that the house does not have is not `checked`."""

    row: Row
    findings: tuple[Finding, ...]
    checked: bool = True


def read(path: Path, form: str) -> Iterator[Row]:
    """The rows of a file that `bilingual.form_of` recognised, as a stream. Raises BilingualError, naming the line."""
    rows: Iterator[Row] = families.load("readers", form).read(path)
    return rows


def demand_whole(path: Path, form: str) -> None:
    """Raises BilingualError where a file cannot be read to its end, before anything of it is said."""
    for _ in read(path, form):
        pass


def proofread(own: House, path: Path, form: str) -> Iterator[Proof]:
    """Each row with its findings, as soon as it is read; a broken file raises BilingualError before the first.

    Rows of JSON Lines are held against what they bring themselves, all others against the house's termbase, partners and day.
    """
    demand_whole(path, form)
    against = None if form == JSON_LINES else pipeline.reference(own)
    for row in read(path, form):
        yield _proof(row, against)


def _proof(row: Row, against: Reference | None) -> Proof:
    if row.languages is None:
        return Proof(row, (), checked=False)
    source, target = row.languages
    if len(row.source_text) + len(row.target_text) > LONGEST:
        return Proof(row, (_finding(row, target, "length", TOO_LONG),))
    if not row.target_text.strip():
        return Proof(row, (_finding(row, target, "untranslated", WAITING),))
    pair = Pair(row.id, place(row), "Paragraph", row.source, row.target, source, target)
    return Proof(row, inspect_pairs([pair], against or _own(row.glossary, row.names, source, target)))


def _finding(row: Row, language: Language, check: str, message: Wording) -> Finding:
    return Finding(
        check=check,
        place=place(row),
        message=message,
        severity=Severity.BLOCK,
        language=language,
        segment=row.id,
        source=shortened(row.source_text),
    )


def place(row: Row) -> str:
    """Where a row stands, as findings and `places` say it."""
    return f"line{row.line}"


@lru_cache(maxsize=256)
def _own(terms: tuple[Term, ...], names: frozenset[str], source: Language, target: Language) -> Reference:
    return Reference(Glossary(tuple(_concept(term, source, target) for term in terms)), names)


def _concept(term: Term, source: Language, target: Language) -> Concept:
    forbidden = (Known(target, word, Status.FORBIDDEN) for word in term.forbidden)
    return Concept(term.source, (Known(source, term.source, Status.PREFERRED), Known(target, term.target, Status.PREFERRED), *forbidden))


OTHER = Wording(
    "{count} paires en d’autres langues n’ont pas été contrôlées ({tags})",
    "{count} Paare in anderen Sprachen wurden nicht geprüft ({tags})",
    "{count} pairs in other languages were not checked ({tags})",
)
ONE_OTHER = Wording(
    "une paire en d’autres langues n’a pas été contrôlée ({tags})",
    "ein Paar in anderen Sprachen wurde nicht geprüft ({tags})",
    "one pair in other languages was not checked ({tags})",
)
MOST_TAGS = 5


def passed_over(proofs: Sequence[Proof]) -> Wording | None:
    """How many rows were not checked and in which languages they are, None where all were."""
    rows = [proof.row for proof in proofs if not proof.checked]
    tags = list(dict.fromkeys(f"{row.source_tag or '?'} → {row.target_tag or '?'}" for row in rows))
    shown = ", ".join(tags[:MOST_TAGS]) + ", …" * (len(tags) > MOST_TAGS)
    return (ONE_OTHER if len(rows) == 1 else OTHER).fill(count=len(rows), tags=shown) if rows else None


def findings(proofs: Iterable[Proof]) -> tuple[Finding, ...]:
    """What is wrong with all rows, the gravest first, each severity in the order of the file."""
    ranks = list(Severity)
    return tuple(sorted((finding for proof in proofs for finding in proof.findings), key=lambda finding: ranks.index(finding.severity)))
