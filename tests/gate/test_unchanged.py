"""A release of which nothing has changed is left as it stands; whatever its files depend on makes them anew. The gate is always asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from communique import gate as gates
from communique import house as houses
from communique import pipeline, program, releases, settings
from communique.approval import known_findings
from communique.editions import Origin, Source
from communique.errors import NotAllowed
from communique.house import House
from communique.languages import Language
from communique.publishing import manifest, printing, publication
from communique.publishing.publication import place_of
from communique.record import keys, verification
from communique.releases import Release
from communique.writers import Stamp, Status
from gatehouse import NOON, with_text
from presshouse import LIGHT, TUESDAY, Press, clock, press

STAMP = Stamp(Status.APPROVED, published=NOON, reviewed=frozenset(Language))


@dataclass
class Making:
    """Makes light files, and counts how often it was asked."""

    asked: list[str] = field(default_factory=list)

    def __call__(self, release: Release, house: House, stamp: Stamp) -> dict[str, bytes]:
        self.asked.append(release.slug)
        return dict(LIGHT(release, house, stamp))


@pytest.fixture
def own(tmp_path: Path) -> Press:
    return press(tmp_path / "house")


def put(own: Press, making: Making, stamp: Stamp = STAMP) -> Path:
    """Publish the release as its files are now."""
    house = houses.load(own.gate.house.root)
    release = releases.load(house, "pont")
    return publication.render(release, house, stamp, making, preview=False, key=keys.load(house.key_file))


def test_what_is_the_same_is_left_alone(own: Press) -> None:
    making = Making()
    place = put(own, making)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in place.rglob("*")}
    put(own, making)
    assert making.asked == ["pont"]
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in place.rglob("*")} == before


def appended(name: str, text: str) -> Callable[[Press], None]:
    def change(own: Press) -> None:
        path = own.gate.house.root / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return change


def other_words(own: Press) -> None:
    own.correct()


def other_dateline(own: Press) -> None:
    settings.save(own.gate.folder, replace(own.gate.release.settings, dateline={Language.DE: "Berlin, 9. März 2026"}))


def other_picture(own: Press) -> None:
    (own.gate.folder / "assets" / "pont.png").write_bytes(b"\x89PNG two")


def other_font(own: Press) -> None:
    (own.gate.house.templates / "release" / "fonts" / "another.ttf").write_bytes(b"font")


@pytest.mark.parametrize(
    "change",
    [
        appended("templates/release/page.html", "\n"),
        appended("templates/release/labels.toml", "\n# x\n"),
        appended("templates/partners/nord.toml", "\n# x\n"),
        appended("templates/partners/nord.svg", "\n"),
        appended("templates/house.toml", "\n# x\n"),
        appended("templates/reviewers.toml", "\n# x\n"),
        other_dateline,
        other_words,
        other_picture,
        other_font,
    ],
    ids=["template", "labels", "partner", "logo", "house", "reviewers", "settings", "words", "picture", "font"],
)
def test_whatever_its_files_depend_on_makes_them_anew(own: Press, change: Callable[[Press], None]) -> None:
    making = Making()
    put(own, making)
    change(own)
    put(own, making)
    put(own, making)
    assert making.asked == ["pont", "pont"]


@pytest.mark.parametrize(
    "stamp",
    [
        replace(STAMP, decisions=("a" * 64,)),
        replace(STAMP, subjects={"de/nord": "b" * 64}),
        replace(STAMP, published=NOON + timedelta(seconds=1)),
        replace(STAMP, version=2),
        replace(STAMP, replaces=NOON),
        replace(STAMP, reviewed=frozenset({Language.FR})),
        replace(STAMP, status=Status.WITHDRAWN, withdrawn=NOON),
    ],
    ids=["decision", "subject", "moment", "version", "replaced", "readers", "status"],
)
def test_what_the_record_says_of_it_makes_them_anew(own: Press, stamp: Stamp) -> None:
    making = Making()
    put(own, making)
    put(own, making, stamp)
    assert making.asked == ["pont", "pont"]


def test_another_version_of_the_program_or_of_what_it_stands_on_makes_them_anew(own: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    making = Making()
    put(own, making)
    for what, found in (("packages", ["weasyprint-71.0.dist-info"]), ("shapers", ["pango 1.99"]), ("_code", ["publishing/setting.py"])):
        program.digest.cache_clear()
        with monkeypatch.context() as other:
            other.setattr(program, what, lambda found=found: found)
            put(own, making)
    program.digest.cache_clear()
    assert len(making.asked) == 4


def spoilt(place: Path) -> None:
    (place / "de" / "pont.de.txt").write_text("other words", encoding="utf-8")


def shortened(place: Path) -> None:
    (place / "en" / "pont.en.txt").unlink()


def joined(place: Path) -> None:
    (place / "fr" / "leaflet.txt").write_text("more", encoding="utf-8")


def linked(place: Path) -> None:
    (place / "fr" / "pont.fr.txt").unlink()
    (place / "fr" / "pont.fr.txt").symlink_to("/etc/hostname")


def elsewhere(place: Path) -> None:
    """Whoever owns the place that a link leads to can change it when nobody looks."""
    there = place.parent.parent / "elsewhere"
    place.rename(there)
    place.symlink_to(there)


def listed_otherwise(place: Path) -> None:
    spoilt(place)
    listed = manifest.load(place)
    manifest.save(place, replace(listed, files=manifest.files(place)))


def signed_by_a_stranger(place: Path) -> None:
    listed_otherwise(place)
    keys.keep(place.parent / "stranger.key", keys.new()[0])
    manifest.save(place, manifest.sign(manifest.load(place), keys.load(place.parent / "stranger.key")))


def unsigned(place: Path) -> None:
    listed_otherwise(place)
    manifest.save(place, replace(manifest.load(place), signature=""))


@pytest.mark.parametrize("damage", [spoilt, shortened, joined, linked, elsewhere, listed_otherwise, signed_by_a_stranger, unsigned])
def test_a_folder_that_is_not_as_the_gate_signed_it_is_made_anew(own: Press, damage: Callable[[Path], None]) -> None:
    making = Making()
    place = put(own, making)
    before = {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    damage(place)
    put(own, making)
    assert making.asked == ["pont", "pont"]
    assert {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_an_older_manifest_is_read_and_made_anew(own: Press) -> None:
    making = Making()
    place, key = put(own, making), keys.load(own.gate.house.key_file)
    manifest.save(place, manifest.sign(replace(manifest.load(place), inputs=""), key))
    assert json.loads((place / manifest.NAME).read_bytes())["version"] == 1
    assert verification.verify_output(place)
    put(own, making)
    assert making.asked == ["pont", "pont"]
    assert manifest.load(place).inputs


def test_the_gate_is_asked_however_little_has_changed(own: Press) -> None:
    own.issue()
    own.gate.write(
        printing.reviews.give_back(
            own.gate.board(),
            own.gate.release,
            own.gate.house,
            own.gate.reviewers,
            language=Language.DE,
            partner="nord",
            who="anna",
            at=TUESDAY,
            channel="terminal",
            comment="Wait.",
        )
    )
    with pytest.raises(NotAllowed), clock(TUESDAY + timedelta(hours=1)):
        printing.publish(own.gate.house, "pont", make=LIGHT)
    assert place_of(own.gate.release, own.gate.house, preview=False).is_dir()


def test_a_release_that_is_issued_again_is_left_alone(own: Press) -> None:
    making = Making()
    for hour in range(3):
        with clock(TUESDAY + timedelta(hours=hour)):
            printing.issue(own.gate.house, "pont", make=making)
    assert making.asked == ["pont"]


def found(own: Press, asked: list[int]) -> int:
    def find() -> list[object]:
        asked.append(1)
        return list(pipeline.findings_of(own.gate.house, own.gate.release))

    return len(known_findings.known(own.gate.house, own.gate.release, TUESDAY.date(), find))  # type: ignore[arg-type]


def test_findings_that_are_known_are_found_once(own: Press) -> None:
    asked: list[int] = []
    assert found(own, asked) == found(own, asked)
    assert len(asked) == 1


def test_on_another_day_and_for_another_text_everything_is_found_anew(own: Press) -> None:
    asked: list[int] = []
    found(own, asked)
    known_findings.known(own.gate.house, own.gate.release, (TUESDAY + timedelta(days=1)).date(), lambda: asked.append(1) or [])
    found(own.correct(), asked)
    appended("templates/house.toml", "\n# x\n")(own)
    found(own, asked)
    assert len(asked) == 4


def test_only_the_memory_file_that_a_like_sentence_comes_from_makes_findings_looked_for_again(own: Press) -> None:
    near = Origin(Source.MEMORY, "spring:tm:7", "2026-03-09T10:00:00Z", score=88, note="near")
    edition = own.gate.release.editions[Language.DE]
    first, *others = edition.units
    releases.save_edition(own.gate.folder, replace(edition, units=(replace(first, origin=near), *others)))
    again, asked = Press(own.gate.reloaded()), []
    for name in ("", "autumn.release", "spring", "spring"):
        if name:
            path = own.gate.house.templates / "memory" / f"{name}.tmx"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"<tmx><!-- {len(asked)} --></tmx>", encoding="utf-8")
        known_findings.known(again.gate.house, again.gate.release, TUESDAY.date(), lambda name=name: asked.append(name) or [])
    assert asked == ["", "spring", "spring"]


def test_nobody_without_the_key_makes_a_finding_disappear(own: Press) -> None:
    asked: list[int] = []
    found(own, asked)
    path = own.gate.house.state / known_findings.FOLDER / "pont.json"
    kept = json.loads(path.read_bytes())
    kept["values"]["findings"] = [{"check": "none"}]
    path.write_text(json.dumps(kept), encoding="utf-8")
    found(own, asked)
    assert len(asked) == 2


def test_without_the_key_nothing_is_kept(own: Press) -> None:
    own.gate.house.key_file.unlink()
    asked: list[int] = []
    found(own, asked), found(own, asked)
    assert len(asked) == 2
    assert not (own.gate.house.state / known_findings.FOLDER).exists()


def test_of_all_releases_only_those_are_printed_that_everybody_approved_and_whose_record_holds(own: Press) -> None:
    house = own.gate.house
    assert gates.is_approved(house, "pont")
    own.correct(at=NOON)
    releases.save_edition(
        own.gate.folder, with_text(own.gate.reloaded().release, Language.DE, 2, "Dort forschen 130 Menschen.").editions[Language.DE]
    )
    assert not gates.is_approved(house, "pont")


def test_a_release_whose_record_is_broken_is_none_of_those_that_are_printed(own: Press) -> None:
    one = next(path for path in (own.gate.folder / "decisions").glob("*.json") if b"anna" in path.read_bytes())
    one.write_bytes(one.read_bytes().replace(b"anna", b"Anna"))
    assert not gates.is_approved(own.gate.house, "pont")
