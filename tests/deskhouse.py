"""The sample release on a real review desk: its house, its server, the links of its people, with as many segments and findings as asked."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import docx

from communique import gate, pipeline, releases
from communique import house as houses
from communique.desk import links
from communique.desk.links import Visit
from communique.desk.serving import configuration
from communique.document import plain
from communique.house import House
from communique.languages import Language
from communique.markup import dump
from communique.operation import upkeep
from communique.releases import Release
from communique.roles import Role
from communique.segments import normal
from doorways import serving

ROOT = Path(__file__).resolve().parents[1]
SLUG = "dialogue-ia"
FR, DE, EN = Language
# Who reviews which language in the pictures and tests; the sample's own people.
PEOPLE = {FR: ("inria", "maud"), DE: ("fraunhofer", "jonas"), EN: ("inria", "rosalind")}
# What a hurried hand makes of three sentences of the sample: a wrong month, a blank too many, a word twice.
SLIPS = {
    FR: (("juin 2026", "juillet 2026"), ("charbon et l’acier", "charbon  et l’acier"), ("la confiance", "la la confiance")),
    DE: (("1.\u00a0Juni 2026", "1.\u00a0Juli 2026"), ("Kohle und Stahl", "Kohle  und Stahl"), ("dem Vertrauen", "dem dem Vertrauen")),
    EN: (("1\u00a0June 2026", "1\u00a0July 2026"), ("coal and steel", "coal  and steel"), ("the trust", "the the trust")),
}


@dataclass(frozen=True)
class Desk:
    """A desk that is served: the house, the address, and the link of a person."""

    house: House
    base: str

    def link(self, language: Language, who: str = "", partner: str = "") -> str:
        usual, person = PEOPLE[language]
        return links.link(self.house, Visit(SLUG, language, partner or usual, Role.LANGUAGE, who or person), self.base)

    def queue(self, who: str) -> str:
        return links.queue_link(self.house, who, self.base)

    @property
    def release(self) -> Release:
        return releases.load(self.house, SLUG)


def house_with(root: Path, *, forty: bool = False) -> House:
    """A house of its own with the sample translated and submitted; `forty` shortens the draft in Word to 40 segments."""
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "drafts").mkdir()
    path = Path(shutil.copy(ROOT / "drafts" / f"{SLUG}.docx", root / "drafts"))
    if forty:
        _shorten(path)
    house = upkeep.new_key(upkeep.without_key(houses.load(root)))
    pipeline.take_in(house, path)
    for language in pipeline.languages_of(house, SLUG):
        pipeline.translate(house, SLUG, language)
    gate.submit(house, SLUG)
    _translate_the_rest(house)
    return house


def copied(house: House, root: Path) -> House:
    """The same house in a folder of its own, for a test that decides something."""
    shutil.copytree(house.root, root)
    return houses.load(root)


def _shorten(path: Path) -> None:
    """Take three rows of the table and three paragraphs out of the Word file: 51 segments less 12."""
    file = docx.Document(str(path))
    rows = [row._tr for row in file.tables[0].rows][-3:]
    paragraphs = [p._p for p in file.paragraphs if p.text.startswith(("Chiffres clés", "Une troisième session", "Les organisations qui"))]
    for element in (*rows, *paragraphs):
        element.getparent().remove(element)
    file.save(str(path))


def slip(house: House, language: Language, *, who: str = "") -> None:
    """Have somebody spoil a few sentences of a language."""
    for right, wrong in SLIPS[language]:
        unit = next(unit for unit in releases.load(house, SLUG).editions[language].units if right in dump(unit.target or ()))
        gate.correct(house, SLUG, language, unit.segment.key, dump(unit.target or ()).replace(right, wrong), who or PEOPLE[language][1])


def _translate_the_rest(house: House) -> None:
    """What people write into the sample, as `communique demo` does it."""
    edits = tomllib.loads((ROOT / "docs" / "sample" / "edits.toml").read_text(encoding="utf-8"))
    for code, sentences in edits.items():
        language = Language(code)
        wanted = {normal(source): target for source, target in sentences.items()}
        for unit in releases.load(house, SLUG).editions[language].units:
            if text := wanted.get(normal(plain(unit.segment.content))):
                gate.correct(house, SLUG, language, unit.segment.key, text, PEOPLE[language][1])


@contextmanager
def served(house: House) -> Iterator[Desk]:
    """The desk of a house on a port of its own, in this process."""
    with serving(lambda port, base: configuration(house, port=port, base=base, language=EN)) as (_, port):
        yield Desk(house, f"http://127.0.0.1:{port}")


def findings(house: House, language: Language) -> Mapping[str, str]:
    """The open findings of a language, by id: what they say."""
    return {finding.id: finding.message.en for finding in gate.Case(house, SLUG).found if finding.language in (None, language)}
