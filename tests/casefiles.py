"""Case files: a title, a line with a single dot, texts, a dot, the findings that are expected, a dot.

    Two words in a row
    .
    fr: Le le projet avance.
    .
    warn: Le le → Le
    .

A text is one line, its language first; two texts are a source and its translation. Lines that start with @ say what is declared,
for one case or, before the first title, for all of them:

    @name Adopt AI
    @term roadmap: fr=feuille de route; de=Roadmap; de+=Fahrplan; de!=Straßenkarte        (= preferred, += admitted, != forbidden)
    @partner inria.toml                                                                   (a file beside the case files)

A document is a text of several blocks: `Title: …`, `Lead: …`, `About inria: … | …` and so on under a line that holds a language only.
`Quotation Ada Martin, directrice: …` has a speaker, `Bullets: … | …` its items, `Table: … | … || … | …` its rows, `Note n1: …` its key.
Documents in several languages are a release, the draft first; blocks at the same place belong together. For it there are
`@embargo 2026-03-09T14:30:00+01:00`, `@dateline de=Paris, 9. März 2026`, `@limits title=40` and `@near de=Der alte Satz.; fr=Le vieux.`:
the first sentence of the last edition comes from a memory entry of these texts.
⍽ stands for a no-break space, ⎵ for a narrow one. An expected finding is `severity: excerpt → suggestion`; without an excerpt,
its English sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from communique import document, families, markup, partners
from communique.checks import Pair, Reference
from communique.document import Block, Document, Inlines
from communique.drafts import Draft
from communique.editions import Edition, Origin, Source, Unit
from communique.findings import Finding
from communique.glossary import Concept, Glossary, Status, Term
from communique.house import LIMITS
from communique.languages import Language
from communique.releases import Release
from communique.segments import Segment, cut, split
from communique.settings import Settings
from communique.text.passages import Passage, passages

FOLDER = Path(__file__).parent / "cases"
SPACES = str.maketrans({"⍽": "\u00a0", "⎵": "\u202f"})
STATUS = {"=": Status.PREFERRED, "+=": Status.ADMITTED, "!=": Status.FORBIDDEN}


@dataclass(frozen=True, slots=True)
class Case:
    """One case; it prints as its title."""

    title: str
    texts: tuple[str, ...]
    expected: str
    declared: tuple[str, ...]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> Reference:
        """What the case and its file declare."""
        return _reference(self.declared)

    def findings(self, check: str) -> str:
        """What a check says about the case, a line a finding."""
        return listing(_inspect(families.load("checks", check), self))


def cases(name: str) -> list[Case]:
    """The cases of a file in `tests/cases`. Raises ValueError where a case lacks one of its three dots."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    sections: list[list[str]] = [[]]
    for line in lines:
        if line == ".":
            sections.append([])
        elif line.strip():
            sections[-1].append(line.translate(SPACES))
    *whole, rest = sections
    if len(whole) % 3 or rest:
        raise ValueError(f"{name}: a case has three parts, each closed by a dot")
    common = tuple(line for line in (whole[0] if whole else []) if line.startswith("@"))
    return [_case(*whole[at : at + 3], common) for at in range(0, len(whole), 3)]


def _case(title: list[str], texts: list[str], expected: list[str], common: tuple[str, ...]) -> Case:
    name = " ".join(line for line in title if not line.startswith("@"))
    own = tuple(line for line in texts if line.startswith("@"))
    return Case(name, tuple(line for line in texts if not line.startswith("@")), "\n".join(expected), (*common, *own))


def listing(found: Iterable[Finding]) -> str:
    """Findings as the case files write them."""
    return "\n".join(_line(finding) for finding in found)


def _line(finding: Finding) -> str:
    arrow = f" → {finding.suggestion}" if finding.suggestion else ""
    return f"{finding.severity}: {finding.excerpt or finding.message.en}{arrow}"


def _inspect(check: object, case: Case) -> Iterable[Finding]:
    texts = [(Language(line[:2]), line[3:].strip()) for line in case.texts if re.match(r"(fr|de|en):", line)]
    if not texts:
        documents = tuple(_documents(case.texts))
        if len(documents) > 1 or not hasattr(check, "on_document"):
            return check.on_release(_release(documents, case), case.reference)  # type: ignore[attr-defined]
        return check.on_document(documents[0], case.reference)  # type: ignore[attr-defined]
    if len(texts) == 1:
        language, text = texts[0]
        return check.on_passage(Passage("p1", "Paragraph", language, markup.load(text)), case.reference)  # type: ignore[attr-defined]
    (source_language, source), (target_language, target) = texts
    pair = Pair("k", "p1", "Paragraph", markup.load(source), markup.load(target), source_language, target_language)
    return check.on_pair(pair, case.reference)  # type: ignore[attr-defined]


def _documents(lines: tuple[str, ...]) -> Iterable[Document]:
    starts = [at for at, line in enumerate(lines) if line in set(Language)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        blocks = [_block(line, f"p{at}") for at, line in enumerate(lines[start + 1 : end], 1)]
        notes = tuple(block for block in blocks if isinstance(block, document.Note))
        yield Document(Language(lines[start]), tuple(block for block in blocks if not isinstance(block, document.Note)), notes)


def _release(documents: tuple[Document, ...], case: Case) -> Release:
    source, *others = documents
    own = tuple(Unit(segment, segment.content, Origin(Source.DRAFT)) for segment in cut(source))
    editions = {source.language: Edition(source.language, source, "0" * 64, own)}
    editions |= {other.language: Edition(other.language, source, "0" * 64, tuple(_units(source, other))) for other in others}
    if any(line.startswith("@near ") for line in case.declared):
        last = editions[documents[-1].language]
        first = replace(last.units[0], origin=Origin(Source.MEMORY, "m1", score=82, note="near"))
        editions[last.language] = replace(last, units=(first, *last.units[1:]))
    for words in (line.split() for line in case.declared if line.startswith("@reworded ")):
        last = editions[documents[-1].language]
        first = replace(last.units[0], origin=Origin(Source.PERSON, "anna", note=f"reworded:{words[1]}:{words[2]}"))
        editions[last.language] = replace(last, units=(first, *last.units[1:]))
    known = case.reference.partners
    draft = Draft("entwurf.docx", "entwurf", "0" * 64, source)
    return Release("entwurf", Path("drafts/entwurf"), draft, _settings(tuple(editions), case), editions, tuple(known.values()))


def _units(source: Document, target: Document) -> Iterable[Unit]:
    """Each sentence of the draft with the one of the same rank at the same place, the last with all that is left."""
    pieces: dict[str, list[Inlines]] = {}
    for passage in passages(target):
        pieces.setdefault(passage.place, []).extend(split(passage))
    left: dict[str, list[Segment]] = {}
    for segment in cut(source):
        left.setdefault(segment.place, []).append(segment)
    for place, segments in left.items():
        found = pieces.get(place, [])
        for at, segment in enumerate(segments, 1):
            content = found[at - 1 :] if at == len(segments) else found[at - 1 : at]
            if content:
                yield Unit(segment, markup.load(" ".join(markup.dump(piece) for piece in content)), Origin(Source.ENGINE))


def _settings(languages: tuple[Language, ...], case: Case) -> Settings:
    declared = {line.split()[0]: line.partition(" ")[2] for line in case.declared}
    dateline = [line.removeprefix("@dateline ").split("=", 1) for line in case.declared if line.startswith("@dateline ")]
    moment = datetime.fromisoformat(declared["@embargo"]) if "@embargo" in declared else None
    known = tuple(case.reference.partners)
    return Settings(languages, known, embargo=moment, dateline={Language(code): line for code, line in dateline})


def _block(line: str, place: str) -> Block:
    head, _, text = line.partition(":")
    kind, _, more = head.partition(" ")
    content = markup.load(text.strip())
    match kind:
        case "About":
            title, *paragraphs = (markup.load(part.strip()) for part in text.split("|"))
            return document.About(title, tuple(document.Paragraph(p, place=place) for p in paragraphs), more, place=place)
        case "Contact":
            email = next(iter(re.findall(r"\S+@[\w.-]+\w", text)), "")
            phone = next(iter(re.findall(r"\+?\d[\d ]{8,}\d", text)), "")
            person = re.search(r"([A-ZÀ-Þ][\w’-]+ [A-ZÀ-Þ][\w’-]+)\W+\S+@", text)
            name = person[1] if person else text.split(",")[0].strip()
            return document.Contact(content, more, name, email, phone, place=place)
        case "Heading":
            return document.Heading(content, int(more or 1), place=place)
        case "Quotation":
            speaker, _, position = more.partition(", ")
            return document.Quotation(content, speaker, position, place=place)
        case "Note":
            return document.Note(more, content, place=place)
        case "KeyPoints" | "Bullets" | "Numbered":
            items = (markup.load(part.strip()) for part in text.split("|"))
            made: Block = getattr(document, kind)(tuple(document.Item(i, place=f"{place}.{n}") for n, i in enumerate(items)), place=place)
            return made
        case "Table":
            rows = [[markup.load(cell.strip()) for cell in row.split("|")] for row in text.split("||")]
            cells = [tuple(document.Cell(c, place=f"{place}/r{r}c{n}") for n, c in enumerate(row)) for r, row in enumerate(rows)]
            return document.Table(tuple(cells), place=place)
        case _:
            block: Block = getattr(document, kind)(content, place=place)
            return block


@cache
def _reference(declared: tuple[str, ...]) -> Reference:
    names = frozenset(line.removeprefix("@name ").strip() for line in declared if line.startswith("@name "))
    concepts = tuple(_concept(line.removeprefix("@term ")) for line in declared if line.startswith("@term "))
    files = [FOLDER / line.removeprefix("@partner ").strip() for line in declared if line.startswith("@partner ")]
    known = {file.stem: partners.load(file.parent)[file.stem] for file in files}
    near = next((line.removeprefix("@near ") for line in declared if line.startswith("@near ")), "")
    texts = {Language(text.strip()[:2]): text.strip()[3:] for text in near.split(";") if near}
    limits = {m[1]: int(m[2]) for line in declared if line.startswith("@limits ") for m in re.finditer(r"(\w+)=(\d+)", line)}
    return Reference(
        Glossary(concepts), names, known, date(2026, 1, 15), limits={**LIMITS, **limits}, recalled={"m1": texts} if texts else {}
    )


def _concept(line: str) -> Concept:
    name, _, terms = line.partition(":")
    found = [re.match(r"\s*(fr|de|en|\*)\s*(\+=|!=|=)\s*(.+?)\s*$", term) for term in terms.split(";")]
    every = [(m[1], STATUS[m[2]], m[3]) for m in found if m]
    spread = [Term(each, text, status) for code, status, text in every for each in (tuple(Language) if code == "*" else (Language(code),))]
    return Concept(name.strip(), tuple(spread), do_not_translate=any(code == "*" for code, _, _ in every))
