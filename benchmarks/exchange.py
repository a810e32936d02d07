"""What the exchange with translators promises, as one line of JSON.

    python benchmarks/exchange.py [--edits 500] [--schema xliff-core-1.2-strict.xsd]

Round trips: sentences with bold, italic, a link, a note call and a line break are written as XLIFF, given other words, with tags moved,
nested and doubled at random by a writer of its own, and read back; the same as TMX. Exact means that every character, mark, link and note
call is what the edit was (in NFC, as everything that people write here). With the schema of OASIS at hand, every file is held against it
too. The command ends with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from communique.document import Document, Inlines, Link, Paragraph, Text
from communique.editions import Edition, Origin, Source, Unit
from communique.exchange import tmx_proposals, xliff
from communique.exchange.proposals import Outcome, propose
from communique.languages import Language
from communique.readers import handback
from communique.segments import Segment
from communique.translation import tmx
from communique.translation.inline_tags import settled
from communique.translation.tmx import Entry
from exchange_edits import SOURCE, as_xml, edited, numbers

SEED = 20261123
DRAFT = "d" * 64
NOBODY, ENGINE, PERSON = Origin(Source.NOWHERE), Origin(Source.ENGINE, "echo"), Origin(Source.PERSON, "maria")


def edition_of(size: int) -> Edition:
    """An edition of so many sentences with every kind of tag; every other one is translated."""
    blocks = tuple(Paragraph((*SOURCE, Text(f" {n}")), place=f"p{n}") for n in range(size))
    units = []
    for n, block in enumerate(blocks):
        segment = Segment(f"{n:08x}", block.place, "Paragraph", settled(block.content))
        target = (Text("Das"), *segment.content) if n % 2 else None
        units.append(Unit(segment, target, ENGINE if target else NOBODY))
    return Edition(Language.DE, Document(Language.FR, blocks), DRAFT, tuple(units))


def handed_out(edition: Edition) -> bytes:
    """The edition's file."""
    lines = [xliff.Line(unit, "translated" if unit.target else "needs-translation") for unit in edition.units]
    return xliff.dump("release", edition, lines, speaks=Language.EN)


def given_back(file: bytes, edits: list[Inlines]) -> bytes:
    """The file with the targets that a translator's tool wrote."""
    root = etree.fromstring(file)
    for unit, edit in zip(root.iter("{*}trans-unit"), edits, strict=True):
        source = unit.find("{*}source")
        assert source is not None
        if (old := unit.find("{*}target")) is not None:
            unit.remove(old)
        text = f'<target xmlns="{xliff.XLIFF}" state="final">{as_xml(edit, numbers(source))}</target>'
        source.addnext(etree.fromstring(text))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def composed(content: Inlines) -> Inlines:
    """The same in NFC."""

    def one(inline: Any) -> Any:
        if isinstance(inline, Link):
            return replace(inline, content=tuple(one(inner) for inner in inline.content))
        return replace(inline, text=unicodedata.normalize("NFC", inline.text)) if isinstance(inline, Text) else inline

    return tuple(one(inline) for inline in content)


def by_xliff(folder: Path, edits: list[Inlines], schema: etree.XMLSchema | None) -> dict[str, Any]:
    """How many edits come back through XLIFF as they were made."""
    edition, path = edition_of(len(edits)), folder / "release.de.xlf"
    start = time.perf_counter()
    out = handed_out(edition)
    wrote = time.perf_counter() - start
    path.write_bytes(given_back(out, edits))
    start = time.perf_counter()
    proposal = propose(edition, handback.read(path), PERSON, {})
    took = time.perf_counter() - start
    wrong = [n for n, (unit, edit) in enumerate(zip(proposal.edition.units, edits, strict=True)) if unit.target != composed(edit)]
    again = propose(proposal.edition, _read(folder, handed_out(proposal.edition)), PERSON, {})
    return {
        "edits": len(edits),
        "exact": len(edits) - len(wrong),
        "refused": len(proposal.of(Outcome.REFUSED)),
        "unchanged_when_given_back_untouched": len(again.of(Outcome.UNCHANGED)),
        "valid": None if schema is None else all(schema.validate(etree.fromstring(file)) for file in (out, handed_out(proposal.edition))),
        "units_per_second": {"out": round(len(edits) / wrote), "in": round(len(edits) / took)},
    }


def _read(folder: Path, file: bytes) -> handback.Handback:
    path = folder / "again.xlf"
    path.write_bytes(file)
    return handback.read(path)


def by_tmx(folder: Path, edits: list[Inlines]) -> dict[str, Any]:
    """How many edits come back through TMX as they were made."""
    edition, path = edition_of(len(edits)), folder / "release.tmx"
    made = [composed(edit) for edit in edits]
    pairs = zip(edition.units, made, strict=True)
    tmx.write(path, (Entry(u.segment.key, {Language.FR: u.segment.content, Language.DE: edit}) for u, edit in pairs))
    proposal = tmx_proposals.propose(edition, list(tmx.read(path)), PERSON, {})
    exact = sum(unit.target == edit for unit, edit in zip(proposal.edition.units, made, strict=True))
    return {"edits": len(edits), "exact": exact}


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--schema", type=Path)
    options = parser.parse_args()
    chance = random.Random(SEED)
    edits = [edited(chance) for _ in range(options.edits)]
    schema = etree.XMLSchema(etree.parse(options.schema)) if options.schema else None
    with tempfile.TemporaryDirectory() as name:
        found = {"xliff": by_xliff(Path(name), edits, schema), "tmx": by_tmx(Path(name), edits)}
    broken = [form for form, one in found.items() if one["exact"] < one["edits"]]
    if found["xliff"]["unchanged_when_given_back_untouched"] < len(edits) or found["xliff"]["valid"] is False:
        broken.append("untouched or schema")
    print(json.dumps(found | {"broken": broken}))
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
