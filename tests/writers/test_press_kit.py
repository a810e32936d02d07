"""The press kit: what lies in it, what it says of it, and that its sums are right."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique import document as d
from communique.languages import Language
from communique.markup import load
from communique.publishing import press_kit, publication
from communique.releases import Release
from communique.writers import Status, text
from press_sample import APPROVED, PREVIEW, edition, house_in, picture, sample

FR, DE, EN = Language
FILES = {
    f"{language}/dialogue-ia.{language}.{kind}": f"{language} {kind}".encode() for language in Language for kind in ("pdf", "txt", "eml")
}
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
WITHDRAWN = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 2, 9, 0, 1, tzinfo=UTC))


def archive(content: bytes) -> zipfile.ZipFile:
    found = zipfile.ZipFile(io.BytesIO(content))
    assert found.testzip() is None
    return found


def test_every_file_of_the_release_lies_in_it_unchanged_with_pictures_and_logos(release: Release) -> None:
    kit = archive(press_kit.build(FILES, release, APPROVED))
    assert {name: kit.read(name) for name in FILES} == FILES
    assert kit.read("images/essais.png") == picture()
    assert {name for name in kit.namelist() if name not in FILES} == {
        *(f"{name}.{language}.txt" for name in ("README", "captions") for language in Language),
        *(f"logos/{partner}.svg" for partner in ("inria", "fraunhofer", "imt")),
        "images/essais.png",
        "SHA256SUMS",
    }


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this machine has no sha256sum")
def test_its_sums_are_those_of_all_other_files(release: Release, tmp_path: Path) -> None:
    with archive(press_kit.build(FILES, release, APPROVED)) as kit:
        kit.extractall(tmp_path)
        assert len(kit.read("SHA256SUMS").splitlines()) == len(kit.namelist()) - 1

    def check() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)

    assert check().returncode == 0
    (tmp_path / "fr" / "dialogue-ia.fr.txt").write_bytes(b"something else")
    assert check().returncode == 1


def test_its_bytes_and_dates_depend_on_the_release_alone(release: Release) -> None:
    content = press_kit.build(FILES, release, APPROVED)
    assert press_kit.build(dict(reversed(FILES.items())), release, APPROVED) == content
    entries = archive(content).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(2026, 3, 9, 13, 30, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_captions_name_the_picture_what_it_shows_and_who_made_it(release: Release) -> None:
    assert press_kit.captions(release, FR).split("\n") == [
        "images/essais.png",
        "Légende\u00a0: Maturité des six démonstrateurs, de l’énergie à l’administration.",
        "Description\u00a0: Six barres de hauteur croissante",
        "Crédit\u00a0: non indiqué",
        "",
    ]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Ein Labor. Foto: Anna Beispiel", "Anna Beispiel"),
        ("Ein Labor (© Inria / B. Exemple).", "Inria / B. Exemple"),
        ("Ein Labor.", "nicht angegeben"),
    ],
)
def test_a_credit_is_what_the_caption_says(release: Release, caption: str, credit: str) -> None:
    document = release.editions[DE].document
    blocks = tuple(replace(b, content=load(caption)) if isinstance(b, d.Figure) else b for b in document.blocks)
    changed = replace(release, editions={**release.editions, DE: edition(replace(document, blocks=blocks))})
    assert f"Bildnachweis: {credit}\n" in press_kit.captions(changed, DE)


def test_what_lies_in_it_is_said_in_each_language(release: Release) -> None:
    kit = archive(press_kit.build(FILES, release, APPROVED))
    readme = kit.read("README.de.txt").decode()
    assert readme.startswith("Digitale Pressemappe\nIndustrielle KI: Frankreich und Deutschland gehen")
    assert "  de/dialogue-ia.de.eml\tE-Mail, die nur noch adressiert wird\n" in readme
    assert "captions.de.txt" in readme
    assert "SPERRFRIST" not in readme


def test_an_embargo_is_said_first(release: Release) -> None:
    kit = archive(press_kit.build(FILES, release, EMBARGOED))
    assert kit.read("README.en.txt").decode().split("\n")[2].startswith("UNDER EMBARGO")


def test_a_withdrawn_release_gives_no_pictures_any_more(release: Release) -> None:
    kit = archive(press_kit.build(FILES, release, WITHDRAWN))
    assert not [name for name in kit.namelist() if name.startswith(("images/", "captions"))]
    assert "zurück" in kit.read("README.de.txt").decode().lower()
    assert {entry.date_time for entry in kit.infolist()} == {(2026, 4, 2, 9, 0, 0)}


def test_a_kit_without_a_date_has_the_first_day_of_archives(release: Release) -> None:
    assert {entry.date_time for entry in archive(press_kit.build(FILES, release, PREVIEW)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_kit_lies_beside_the_languages_and_never_in_a_preview(tmp_path: Path) -> None:
    house = house_in(tmp_path)
    writers = [publication.Format(text.NAME, text.write)]
    story = sample(house.drafts / "dialogue-ia")
    place = publication.render(story, house, APPROVED, publication.made_by(writers), preview=False)
    assert (
        archive((place / "press-kit.zip").read_bytes()).read("fr/dialogue-ia.fr.txt") == (place / "fr" / "dialogue-ia.fr.txt").read_bytes()
    )
    proof = publication.render(story, house, PREVIEW, publication.made_by(writers), preview=True)
    assert not (proof / "press-kit.zip").exists()
