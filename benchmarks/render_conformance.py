"""What rendering promises besides speed: norms, rules for the web, schemas, the same bytes, nothing fetched. One line of JSON.

    python benchmarks/render_conformance.py [PROCESSES]

It renders the writers' sample in every status, and the real release where its draft lies beside the project, in three languages and every
format. PROCESSES (6) is how many make the same bytes. Ends with an error where a promise is broken; what could not be measured says why.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]

import page as norms  # noqa: E402 - the tests' modules are beside the benchmarks, not in a package
import pikepdf  # noqa: E402
from jsonschema import Draft202012Validator, FormatChecker  # noqa: E402
from lxml import etree  # noqa: E402
from lxml import html as markup  # noqa: E402

import press_sample as sample  # noqa: E402
import render_bytes  # noqa: E402
import render_hostile  # noqa: E402
import render_page_rules as rules  # noqa: E402
import render_parity  # noqa: E402
from communique import house as houses  # noqa: E402
from communique import releases  # noqa: E402
from communique.document import Text  # noqa: E402
from communique.languages import Language  # noqa: E402
from communique.publishing import setting  # noqa: E402
from communique.text.passages import passages  # noqa: E402
from communique.writers._page import compose  # noqa: E402
from real_house import DRAFTS, SLUG, build  # noqa: E402
from release_stamps import SCHEMAS, STAMPS, online  # noqa: E402
from render_watch import lured  # noqa: E402

LD = "//script[@type='application/ld+json']"


def main(processes: int = 6) -> None:
    """Print the figures. Ends with an error where a promise is broken."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = [*_sample(root / "sample"), *_real(root / "real")]
        row = {
            "files": len(paths),
            **_pdf([path for path in paths if path.suffix == ".pdf"]),
            **_web([path for path in paths if path.suffix == ".html"]),
            **_schemas(paths),
            **_bytes(root / "bytes", processes),
            **_hostile(root / "hostile"),
            **_parity(root / "parity", root / "real"),
        }
    broken = [name for name, value in row.items() if name in NONE and value] + [name for name in WHOLE if row[name] != 100]
    print(json.dumps({"bench": "render_conformance", **row, "broken": broken}))
    sys.exit(1 if broken else 0)


NONE = frozenset(
    {
        *("outloud_errors", "nu_errors", "axe_violations", "requests", "schema_errors"),
        *("bytes_different", "clones_different", "hostile_attempts", "hostile_leaks", "texts_different"),
    }
)
WHOLE = ("pdf_a_3a_percent", "pdf_ua_1_percent", "language_of_parts_percent")


def _parity(root: Path, real: Path) -> dict[str, int]:
    """The text of every format held against the page, on the sample in every status and on the real release where it was published."""
    root.mkdir()
    house = sample.house_in(root)
    found = [render_parity.figures(sample.sample(house.drafts / "dialogue-ia"), house, [*STAMPS.values(), sample.PREVIEW])]
    if real.is_dir():
        own = houses.load(real)
        found.append(render_parity.figures(releases.load(own, SLUG), own, [STAMPS["approved"]]))
    return {name: sum(one[name] for one in found) for name in found[0]}


def _sample(root: Path) -> Iterator[Path]:
    """The sample in every status, on a house with a site."""
    root.mkdir()
    house = online(sample.house_in(root))
    release = sample.sample(root)
    for name, stamp in {**STAMPS, "preview": sample.PREVIEW}.items():
        for path, content in setting.made(release, house, stamp).items():
            yield _written(root / name / path, content)


def _real(root: Path) -> list[Path]:
    """The real release's files as publishing leaves them; none where it is not beside the project."""
    if not DRAFTS.is_dir():
        return []
    root.mkdir()
    house = build(root)
    trip = [sys.executable, str(Path(__file__).with_name("one_trip.py")), str(house), str(house / "drafts" / f"{SLUG}.docx")]
    subprocess.run(trip, check=True, stdout=subprocess.DEVNULL)
    return [path for path in sorted((house / "output" / SLUG).rglob("*.*")) if path.is_file()]


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _pdf(files: list[Path]) -> dict[str, Any]:
    """How many files follow the norms, by page-validation; the language of parts; what outloud says."""
    passed = {
        f"{name}_percent": 100 * sum(norms.is_pdf_compliant(path, profile=profile) for path in files) / len(files)
        for name, profile in (("pdf_a_3a", "3a"), ("pdf_ua_1", "ua1"))
    }
    return {"pdf": len(files), **passed, "language_of_parts_percent": _parts(files), **rules.outloud(files)}


def _parts(files: list[Path]) -> float:
    """The share of the sample's passages in another language that its PDFs tag as such, in per cent."""
    wanted = found = 0
    with tempfile.TemporaryDirectory() as folder:
        house, release = sample.house_in(Path(folder)), sample.sample(Path(folder))
        for language in Language:
            printed = compose(release, language, house, sample.APPROVED).printed
            foreign = Counter(i.language.locale for p in passages(printed) for i in p.content if isinstance(i, Text) and i.language)
            made = next(path for path in files if {"approved", language.value} <= set(path.parts))
            tagged = _tagged(made.read_bytes())
            wanted, found = wanted + foreign.total(), found + (foreign & tagged).total()
    return 100 * found / wanted if wanted else 0


def _tagged(content: bytes) -> Counter[str]:
    with pikepdf.open(io.BytesIO(content)) as file:
        elements = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]
        return Counter(str(one["/Lang"]) for one in elements if "/Lang" in one)


def _web(files: list[Path]) -> dict[str, Any]:
    shown = [path for path in files if {"approved", "embargoed", "withdrawn", SLUG} & set(path.parts)]
    return {"html": len(files), **rules.nu(files), **rules.axe(shown)}


def _schemas(files: list[Path]) -> dict[str, Any]:
    """The errors of ninjs, NewsML-G2, Atom and JSON-LD against their schemas."""
    newsml, atom = etree.XMLSchema(etree.parse(SCHEMAS / "newsml-g2-2.34.xsd")), etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    ninjs, article = _json_schema("ninjs-3.1"), _json_schema("newsarticle")
    errors, checked = 0, Counter[str]()
    for path in files:
        match path.suffixes[-2:]:
            case [*_, ".json"] if ".ninjs" in path.suffixes:
                errors, checked["ninjs"] = errors + _wrong(ninjs, json.loads(path.read_bytes())), checked["ninjs"] + 1
            case [".newsml", ".xml"]:
                errors, checked["newsml"] = errors + (not newsml.validate(etree.parse(path))), checked["newsml"] + 1
            case [*_, ".atom"]:
                errors, checked["atom"] = errors + (not atom.validate(etree.parse(path))), checked["atom"] + 1
            case [*_, ".html"]:
                for script in markup.fromstring(path.read_bytes()).xpath(LD):
                    errors, checked["json_ld"] = errors + _wrong(article, json.loads(script.text)), checked["json_ld"] + 1
    return {"schema_errors": errors, "schema_files": dict(checked)}


def _json_schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_bytes()), format_checker=FormatChecker())


def _wrong(schema: Draft202012Validator, values: Mapping[str, Any]) -> int:
    return len(list(schema.iter_errors(values)))


def _bytes(root: Path, processes: int) -> dict[str, Any]:
    """Whether processes that differ in everything, and two fresh clones, make the same files."""
    here = [render_bytes.digests(place) for place in render_bytes.places(root / "here", processes)]
    (root / "clones").mkdir(parents=True)
    trees = render_bytes.clones(root / "clones")
    there = [render_bytes.digests(place) for place in render_bytes.places(root / "there", len(trees), trees)]
    count, different = render_bytes.same(here)
    return {
        "bytes_files": count,
        "bytes_processes": processes,
        "bytes_different": len(different),
        "clones_files": render_bytes.same(there)[0],
        "clones_different": len(render_bytes.same(there)[1]),
    }


def _hostile(root: Path) -> dict[str, Any]:
    root.mkdir()
    with lured(root) as lure:
        ends = [render_hostile.attempts_and_leaks(attack, root / str(n), lure) for n, attack in enumerate(render_hostile.ATTACKS.values())]
    return {
        "hostile_vectors": len(ends),
        "hostile_attempts": sum(len(tried) for tried, _ in ends),
        "hostile_leaks": sum(len(leaked) for _, leaked in ends),
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
