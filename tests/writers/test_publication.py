"""A release's files appear all at once, only when it is approved, and say what they are."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import NotAllowed, RenderError
from communique.house import House
from communique.languages import Language
from communique.publishing import folders, manifest, publication
from communique.publishing.publication import Format, made_by, place_of
from communique.record import keys
from communique.releases import Release
from communique.writers import html, pdf, text
from press_sample import APPROVED, PREVIEW, house_in, sample, short

LIGHT = (Format(html.NAME, html.write), Format(text.NAME, text.write))


@pytest.fixture
def own(tmp_path: Path) -> House:
    return house_in(tmp_path)


@pytest.fixture
def story(own: House) -> Release:
    return sample(own.drafts)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_language_in_every_format_and_a_manifest(own: House, story: Release) -> None:
    stamp = replace(APPROVED, subjects={"fr/inria": "a" * 64}, decisions=("b" * 64,))
    place = publication.render(story, own, stamp, made_by(LIGHT), preview=False)
    files = tree(place)
    assert place == own.output / "dialogue-ia"
    assert sorted(files) == sorted(
        [*(f"{lang}/dialogue-ia.{lang}.{kind}" for lang in Language for kind in ("html", "txt")), "manifest.json", "press-kit.zip"]
    )
    listed = manifest.load(place)
    files.pop("manifest.json")
    assert listed.files == manifest.files(place) == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert (listed.release, listed.status, listed.draft) == ("dialogue-ia", "approved", "0" * 64)
    assert (listed.subjects, listed.decisions) == ({"fr/inria": "a" * 64}, ("b" * 64,))
    assert listed.made_with.keys() == {"communique", "weasyprint", "pydyf", "python-docx", "pypdfium2", "pillow"}


def test_the_manifest_is_signed_with_the_gates_key(own: House, story: Release) -> None:
    private, public = keys.new()
    keys.keep(own.key_file, private)
    place = publication.render(story, own, APPROVED, made_by(LIGHT), preview=False, key=keys.load(own.key_file))
    assert manifest.signed(manifest.load(place), public)


def test_an_altered_folder_is_mended_by_rendering_again(own: House, story: Release) -> None:
    before = tree(publication.render(story, own, APPROVED, made_by(LIGHT), preview=False))
    (own.output / "dialogue-ia" / "manifest.json").write_text("{")
    (own.output / "dialogue-ia" / "added.txt").write_text("added")
    assert tree(publication.render(story, own, APPROVED, made_by(LIGHT), preview=False)) == before


def test_rendering_again_gives_the_same_bytes(own: House, story: Release) -> None:
    first = tree(publication.render(story, own, APPROVED, made_by(LIGHT), preview=False))
    assert tree(publication.render(story, own, APPROVED, made_by(LIGHT), preview=False)) == first


def test_a_preview_is_kept_apart(own: House, story: Release) -> None:
    place = publication.render(story, own, PREVIEW, made_by(LIGHT), preview=True)
    assert place == own.output / "dialogue-ia-preview"
    assert manifest.load(place).status == "preview"
    assert not (own.output / "dialogue-ia").exists()


@pytest.mark.parametrize(("stamp", "preview"), [(PREVIEW, False), (APPROVED, True)])
def test_what_is_not_approved_is_not_published(own: House, story: Release, stamp: publication.Stamp, preview: bool) -> None:
    with pytest.raises(NotAllowed):
        publication.render(story, own, stamp, made_by(LIGHT), preview=preview)
    assert not own.output.exists()


def test_a_file_that_cannot_be_made_leaves_everything_as_it_was(own: House, story: Release) -> None:
    before = tree(publication.render(story, own, APPROVED, made_by(LIGHT), preview=False))
    broken = replace(story, editions={**story.editions, Language.EN: short(own.drafts, "title: 🚀").editions[Language.EN]})
    with pytest.raises(RenderError, match=r"U\+1F680"):
        publication.render(broken, own, APPROVED, made_by((*LIGHT, Format(pdf.NAME, pdf.write))), preview=False)
    assert tree(own.output) == {f"dialogue-ia/{name}": content for name, content in before.items()}


def test_a_preview_never_takes_the_place_of_a_release_with_that_name(own: House, story: Release) -> None:
    namesake = replace(story, slug="dialogue-ia-preview")
    before = tree(publication.render(namesake, own, APPROVED, made_by(LIGHT), preview=False))
    with pytest.raises(RenderError, match="something else"):
        publication.render(story, own, PREVIEW, made_by(LIGHT), preview=True)
    assert tree(own.output / "dialogue-ia-preview") == before


def test_a_folder_of_somebody_else_is_left_alone(own: House, story: Release) -> None:
    mine = own.output / "dialogue-ia" / "notes.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(RenderError, match="something else"):
        publication.render(story, own, APPROVED, made_by(LIGHT), preview=False)
    assert tree(own.output) == {"dialogue-ia/notes.txt": b"mine"}


@pytest.mark.parametrize("name", ["../{slug}.txt", "/etc/{lang}", ".hidden", "a/b", "same.txt"])
def test_a_format_cannot_write_elsewhere_or_over_another(own: House, story: Release, name: str) -> None:
    with pytest.raises(RenderError, match="not allowed"):
        publication.render(story, own, APPROVED, made_by((Format("same.txt", text.write), Format(name, text.write))), preview=False)
    assert not own.output.exists()


def test_readers_always_find_a_whole_release(own: House, story: Release) -> None:
    """While it is rendered over and over, the folder is never away and its manifest never speaks of other files."""
    place = publication.render(story, own, APPROVED, made_by((Format(text.NAME, text.write),)), preview=False)
    missed: list[str] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            if not place.is_dir():
                missed.append("away")

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(15):
        publication.render(story, own, APPROVED, made_by((Format(text.NAME, text.write),)), preview=False)
    done.set()
    watcher.join()
    assert missed == []
    assert [path.name for path in own.output.iterdir()] == ["dialogue-ia"]


def built(place: Path, content: bytes) -> Path:
    return folders.build(place, {"fr/a.txt": content, "manifest.json": b"{}"})


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_new_folder_takes_the_old_ones_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:
        monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    for content in (b"old", b"new"):
        folders.put(built(tmp_path / "x", content), tmp_path / "x")
    assert tree(tmp_path) == {"x/fr/a.txt": b"new", "x/manifest.json": b"{}"}


def test_a_crash_between_two_renames_is_mended(tmp_path: Path) -> None:
    place = tmp_path / "x"
    folders.put(built(place, b"old"), place)
    place.rename(tmp_path / ".aside-x")
    folders.mend(place)
    assert (place / "fr" / "a.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_a_killed_builder_left_is_swept_after_an_hour(tmp_path: Path) -> None:
    fresh, stale = built(tmp_path / "x", b"fresh"), built(tmp_path / "x", b"stale")
    os.utime(stale, (0, 0))
    folders.mend(tmp_path / "x")
    assert fresh.is_dir()
    assert not stale.exists()


def test_a_link_in_the_folders_place_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine")
    (tmp_path / "x").symlink_to(tmp_path / "elsewhere")
    folders.put(built(tmp_path / "x", b"new"), tmp_path / "x")
    assert not (tmp_path / "x").is_symlink()
    assert (tmp_path / "elsewhere" / "mine.txt").read_text() == "mine"


def test_only_its_owner_can_open_a_preview(own: House, story: Release) -> None:
    """Its folder has a name that can be guessed, and a website may show the output as it is."""
    proof = publication.render(story, own, PREVIEW, made_by(LIGHT), preview=True)
    public = publication.render(story, own, APPROVED, made_by(LIGHT), preview=False)
    assert (stat.S_IMODE(proof.stat().st_mode), stat.S_IMODE(public.stat().st_mode)) == (0o700, 0o755)


def test_a_preview_has_a_place_of_its_own(own: House, story: Release) -> None:
    assert place_of(story, own, preview=True) != place_of(story, own, preview=False)


def test_a_disk_that_refuses_is_said_and_leaves_what_lay_there(tmp_path: Path) -> None:
    place = tmp_path / "output" / "embargo-secret"
    folders.put(folders.build(place, {"a.txt": b"old"}), place)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(RenderError, match=r"^output: cannot be written to \(.+\); what lay there is untouched") as stopped:
            folders.build(place, {"a.txt": b"new", "b.txt": bytes(5000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert "secret" not in str(stopped.value)
    assert [path.name for path in place.parent.iterdir()] == ["embargo-secret"]
    assert (place / "a.txt").read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file", encoding="utf-8")
    with pytest.raises(RenderError, match="output: cannot be written to"):
        folders.build(tmp_path / "output" / "pont", {"a.txt": b"new"})
