"""What passes from hand to hand on the simulated day: Word files, translators' files, and the marks by which a text is known again."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
from lxml import etree

# Each draft and each correction has a mark of its own, which stands in the text of every language.
MARK = re.compile(r"(?:Argos|Note)-\d{5}")
TITLE = "Deux instituts ouvrent une maison du climat"
TEAMS = "Les équipes étudient la pluie, le vent et la neige."
COUNTED = "On y compte 12 équipes."
WORDS = {
    "de": {TITLE: "Zwei Institute eröffnen ein Haus des Klimas", TEAMS: "Die Teams erforschen Regen, Wind und Schnee."},
    "en": {TITLE: "Two institutes open a house of climate", TEAMS: "The teams study rain, wind and snow."},
}
LEAD = "Le laboratoire {mark} réunit deux instituts autour du climat."
LEADS = {
    "de": "Das Labor {mark} vereint zwei Institute, die das Klima erforschen.",
    "en": "The {mark} laboratory unites two institutes on climate.",
}
# One team too many: a finding that blocks, which somebody has to take upon themselves.
SLIPS = {"de": "Dort arbeiten 13 Teams.", "en": "There are 13 teams."}
XLIFF = "{urn:oasis:names:tc:xliff:document:1.2}"


def draft(mark: str, *, slip: bool, embargo: str = "") -> bytes:
    """A Word file as an officer writes it."""
    file = docx.Document()
    if embargo:
        file.add_paragraph(embargo)
    file.add_paragraph(TITLE, style="Title")
    file.add_paragraph(f"Paris, le 23 octobre 2026 – {LEAD.format(mark=mark)}")
    file.add_paragraph(TEAMS)
    if slip:
        file.add_paragraph(COUNTED)
    for name in ("Nord", "Sud"):
        file.add_heading(f"À propos de l’Institut {name}", 2)
        file.add_paragraph(f"Institut {name} est un institut.")
    for name in ("Nord", "Sud"):
        file.add_paragraph(f"Contact presse : Presse Institut {name}, presse-{name.lower()}@example.org, +33 1 00 00 00 00")
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def translated(file: bytes, language: str) -> bytes:
    """A translator's XLIFF file with every sentence that was drafted translated; what a reviewer wrote since is left as it is."""
    root = etree.fromstring(file)
    for unit in root.iter(f"{XLIFF}trans-unit"):
        source = unit.find(f"{XLIFF}source")
        assert source is not None
        text, target = "".join(source.itertext()), unit.find(f"{XLIFF}target")
        found = MARK.search(text)
        kept = target is not None and "Note-" in "".join(target.itertext())
        said = LEADS[language].format(mark=found[0]) if found else {COUNTED: SLIPS[language], **WORDS[language]}.get(text)
        if said is None or kept:
            continue
        if target is None:
            target = etree.Element(f"{XLIFF}target")
            source.addnext(target)
        for child in list(target):
            target.remove(child)
        target.text = said
        target.set("state", "translated")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def marks(content: bytes) -> frozenset[str]:
    """The marks in a file."""
    return frozenset(found.decode() for found in re.findall(rb"(?:Argos|Note)-\d{5}", content))


def edition_marks(folder: Path, language: str) -> frozenset[str]:
    """The marks in the text that an edition's file holds as it stands; of a file that is not there none."""
    try:
        values = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    except OSError:
        return frozenset()
    said = [segment.get("target") or "" for segment in values["segments"]]
    return frozenset(MARK.findall(json.dumps(said, ensure_ascii=False)))
