"""The engine on this machine: its models are where they should be, unaltered, or it says what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique import families
from communique.engines import Assignment
from communique.engines._models import legs, place, seal
from communique.engines.local import fetch, through
from communique.errors import EngineError
from communique.languages import Language

FR, DE, EN = Language.FR, Language.DE, Language.EN
start = families.load("engines", "local").start


def model(models: Path, pair: str, *, sealed: bool = True) -> Path:
    """A model's folder as it is laid out on disk; the bytes are no model, which the engine must notice."""
    folder = models / pair
    folder.mkdir(parents=True)
    for name in (f"model.{pair}.intgemm.alphas.bin", f"lex.50.50.{pair}.s2t.bin", f"vocab.{pair}.spm"):
        (folder / name).write_bytes(name.encode())
    if sealed:
        seal(folder)
    return folder


def test_without_models_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="engines add fr-en") as raised:
        start({}, tmp_path / "models")
    assert "communique engines add" in raised.value.sentence(DE)


def test_it_can_what_its_models_can_directly_or_by_way_of_english(tmp_path: Path) -> None:
    for pair in ("fr-en", "en-fr", "en-de"):
        model(tmp_path, pair)
    engine = start({}, tmp_path)

    assert legs(tmp_path, FR, DE) == ("fr-en", "en-de")
    assert legs(tmp_path, FR, EN) == ("fr-en",)
    assert [engine.can(FR, DE), engine.can(EN, DE), engine.can(DE, FR), engine.can(FR, FR)] == [True, True, False, False]
    assert " fr-en-de " in engine.version(FR, DE)
    assert engine.hosts == frozenset()


def test_a_direct_model_goes_before_two(tmp_path: Path) -> None:
    for pair in ("fr-en", "en-de", "fr-de"):
        model(tmp_path, pair)

    assert legs(tmp_path, FR, DE) == ("fr-de",)


def test_the_record_tells_one_model_from_another(tmp_path: Path) -> None:
    folder = model(tmp_path, "fr-en")
    before = start({}, tmp_path).version(FR, EN)
    next(folder.glob("model*")).write_bytes(b"another")
    seal(folder)

    assert start({}, tmp_path).version(FR, EN) != before


def test_a_folder_without_manifest_is_no_model(tmp_path: Path) -> None:
    model(tmp_path, "fr-en", sealed=False)

    with pytest.raises(EngineError):
        start({}, tmp_path)


@pytest.mark.parametrize("damage", ["altered", "missing", "manifest"])
def test_a_damaged_model_is_not_used(tmp_path: Path, damage: str) -> None:
    folder = model(tmp_path, "fr-en")
    file = next(folder.glob("lex*"))
    match damage:
        case "altered":
            file.write_bytes(b"other")
        case "missing":
            file.unlink()
        case "manifest":
            (folder / "manifest.json").write_text("{}")

    with pytest.raises(EngineError, match="fr-en") as raised:
        start({}, tmp_path).translate(Assignment(("Le projet.",), FR, EN))
    assert "engines add fr-en" in raised.value.sentence(EN)


def test_bytes_that_are_no_model_are_an_error_in_one_sentence(tmp_path: Path) -> None:
    model(tmp_path, "fr-en")

    with pytest.raises(EngineError, match="damaged or altered") as raised:
        start({}, tmp_path).translate(Assignment(("Le projet secret.",), FR, EN))
    assert "secret" not in str(raised.value)


def test_a_manifest_cannot_point_out_of_its_folder(tmp_path: Path) -> None:
    folder = model(tmp_path, "fr-en")
    (tmp_path / "model.secret").write_bytes(b"secret")
    (folder / "manifest.json").write_text(json.dumps({"sha256": {"../model.secret": "0" * 64}}))

    with pytest.raises(EngineError, match="damaged"):
        start({}, tmp_path).translate(Assignment(("Le projet.",), FR, EN))


def test_a_text_goes_sentence_by_sentence_through_each_model_in_turn() -> None:
    seen: list[str] = []

    def first(sentence: str) -> str:
        seen.append(sentence)
        return sentence.replace("Mme. X est", "Ms X is")

    found = through("Mme. X est là. Elle reste le 9 mars.", [first, str.upper], FR)

    assert seen == ["Mme. X est là.", "Elle reste le 9 mars."]
    assert found.text == "MS X IS LÀ. ELLE RESTE LE 9 MARS."


def test_a_sentence_beyond_the_engines_context_is_not_cut_off_but_refused() -> None:
    assert through("mot " * 400 + ".", [str.upper], FR).text is None


@pytest.mark.parametrize("pair", ["fr", "fr-fr", "fr-es", "", "../x-en"])
def test_only_pairs_of_ours_are_fetched(tmp_path: Path, pair: str) -> None:
    with pytest.raises(EngineError):
        fetch(pair, tmp_path / "models")


def test_a_model_that_cannot_be_fetched_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/records")

    with pytest.raises(EngineError, match="could not be fetched"):
        fetch("fr-en", tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_a_model_of_another_machine_is_taken_in_and_sealed(tmp_path: Path) -> None:
    there = model(tmp_path / "there", "fr-en", sealed=False)
    (there / "readme.txt").write_text("not part of it")
    models = tmp_path / "models"

    assert place("fr-en", there, models) == (models / "fr-en",)
    assert start({}, models).can(FR, EN)
    assert sorted(path.name.partition(".")[0] for path in (models / "fr-en").iterdir()) == ["lex", "manifest", "model", "vocab"]


@pytest.mark.parametrize("pair", ["fr-en", "xx-en"])
def test_a_folder_that_holds_no_model_is_not_taken_in(tmp_path: Path, pair: str) -> None:
    (tmp_path / "there").mkdir()

    with pytest.raises(EngineError):
        place(pair, tmp_path / "there", tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_newer_model_takes_the_place_of_the_older(tmp_path: Path) -> None:
    models = tmp_path / "models"
    place("fr-en", model(tmp_path / "old", "fr-en", sealed=False), models)
    newer = model(tmp_path / "new", "fr-en", sealed=False)
    next(newer.glob("model*")).write_bytes(b"newer")
    before = start({}, models).version(FR, EN)
    place("fr-en", newer, models)

    assert start({}, models).version(FR, EN) != before


@pytest.mark.parametrize(
    "files,said",
    [
        ({"model.bin": b"m", "lex.bin": b"l"}, "finds no model"),
        ({"model.bin": b"m", "srcvocab.spm": b"s"}, "finds no model"),
        ({"model.bin": b"m", "vocab.spm": b""}, "but half of the model fr-en"),
        ({"model.bin": b"version https://git-lfs.github.com/spec/v1\noid sha256:00", "vocab.spm": b"v"}, "but half of the model fr-en"),
    ],
)
def test_a_model_that_was_copied_by_half_is_refused_and_nothing_is_left(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    source = tmp_path / "copied"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)

    with pytest.raises(EngineError, match=said):
        place("fr-en", source, tmp_path / "models")
    assert not list(tmp_path.glob("models/*"))


def test_the_english_on_the_way_is_given_with_the_translation() -> None:
    found = through("Le projet avance.", [lambda text: f"en({text})", lambda text: f"de({text})"], Language.FR)

    assert (found.text, found.via) == ("de(en(Le projet avance.))", "en(Le projet avance.)")
    assert through("Le projet avance.", [str.upper], Language.FR).via == ""
