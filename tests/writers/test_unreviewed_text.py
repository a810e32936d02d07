"""Text that a machine translated and nobody has read says so in every format, in its own language, and no other text does."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest

from communique import families, releases
from communique.approval import disclosure
from communique.approval.disclosure import UNREVIEWED
from communique.editions import Origin, Source
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.roles import Role
from communique.writers import Stamp, html, pdf, text
from communique.writers._page import Disclosure, compose
from communique.writers._proof import solid
from gatehouse import DE, EN, FR, make
from press_sample import APPROVED, PREVIEW

# The card is a picture of the headline and says nothing of its own.
FORMATS = [name for name in families.members("writers") if name != "card"]
ENGINE = Origin(Source.ENGINE, "local 1.0 fr-de", "2026-03-09T10:00:00Z")
NEARLY = Origin(Source.MEMORY, "unit-7", "2026-03-09T10:00:00Z", score=88, note="near")
VERBATIM = Origin(Source.MEMORY, "unit-8", "2026-03-09T10:00:00Z", score=100)
CORRECTED = Origin(Source.PERSON, "anna", "2026-03-09T10:00:00Z")


def made_by(release: Release, origin: Origin) -> Release:
    """The release, the first segment of every edition but the draft's own from another origin."""
    for language, edition in release.editions.items():
        if language is not release.source:
            units = (replace(edition.units[0], origin=origin), *edition.units[1:])
            release = releases.with_edition(release, replace(edition, units=units))
    return release


def read(name: str, content: bytes, folder: Path) -> str:
    """The words of a file as a reader meets them."""
    match name:
        case "pdf":
            (folder / "x.pdf").write_bytes(content)
            return subprocess.run(["pdftotext", str(folder / "x.pdf"), "-"], check=True, capture_output=True, text=True).stdout
        case "docx":
            return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
        case "mail":
            part = message_from_bytes(content, policy=policy.default).get_body(("plain",))
            assert part
            return str(part.get_content())
        case "ninjs":
            return without_tags(json.loads(content)["bodies"][0]["value"])
        case "newsml":
            return without_tags(content.decode().split("<body>")[1])
    return without_tags(content.decode())


def without_tags(text: str) -> str:
    return re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", [DE, EN])
def test_every_format_says_so_at_its_top(release: Release, house: House, name: str, language: Language, tmp_path: Path) -> None:
    if name == "pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    written = families.load("writers", name).write(made_by(release, ENGINE), language, house, APPROVED)
    words = solid(read(name, written, tmp_path))
    assert solid(UNREVIEWED[language]) in words[:1500]
    assert words.count(solid(UNREVIEWED[language])) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_text_that_somebody_has_read_does_not_say_so(release: Release, house: House, name: str, tmp_path: Path) -> None:
    if name == "pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    stamp = replace(APPROVED, reviewed=frozenset(Language))
    written = families.load("writers", name).write(made_by(release, ENGINE), DE, house, stamp)
    assert solid(UNREVIEWED[DE]) not in solid(read(name, written, tmp_path))


@pytest.mark.parametrize(
    "origin, says",
    [
        pytest.param(ENGINE, True, id="an engine"),
        pytest.param(NEARLY, True, id="a near match of the memory"),
        pytest.param(VERBATIM, False, id="the memory, verbatim"),
        pytest.param(CORRECTED, False, id="a person"),
    ],
)
def test_it_is_about_what_a_machine_made(release: Release, house: House, origin: Origin, says: bool) -> None:
    made = made_by(release, origin)
    for language in (DE, EN):
        assert (Disclosure in map(type, compose(made, language, house, PREVIEW).head)) is says
    assert Disclosure not in map(type, compose(made, FR, house, PREVIEW).head)


def test_what_is_approved_says_so_too_where_those_who_approve_read_only_their_own_words(release: Release, house: House) -> None:
    page = compose(made_by(release, ENGINE), DE, house, replace(APPROVED, reviewed=frozenset({EN})))
    assert type(page.head[0]) is Disclosure


def test_a_language_counts_as_read_once_somebody_approved_its_text_as_it_stands(tmp_path: Path) -> None:
    gate = make(tmp_path)
    assert disclosure.reviewed(gate.board()) == frozenset()
    gate.approve(DE, "nord", "anna")
    assert disclosure.reviewed(gate.board()) == {DE}
    board = gate.board()
    own = replace(board, cells=tuple(replace(cell, role=Role.OWN) for cell in board.cells))
    assert disclosure.reviewed(own) == frozenset()


def test_the_title_and_the_description_stay_those_of_the_release(release: Release, house: House) -> None:
    plain, marked = compose(release, DE, house, PREVIEW), compose(made_by(release, ENGINE), DE, house, PREVIEW)
    assert (plain.title, plain.description, plain.kicker) == (marked.title, marked.description, marked.kicker)
    for writer in (html, text, pdf):
        assert writer.write(made_by(release, ENGINE), DE, house, Stamp(PREVIEW.status))
