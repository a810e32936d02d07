"""A finished PDF that fails a norm, a face, a sign or an attachment is not written, and the error says which in three languages."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import nullcontext

import pikepdf
import pytest

from communique.errors import RenderError
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import pdf
from communique.writers._acceptance import accept
from press_sample import APPROVED, short

FR, DE, EN = Language
FACES = ("Source Sans 3", "Source Serif 4")


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        change(file)
        file.save(made)
    return made.getvalue()


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root["/Lang"]


def without_metadata(file: pikepdf.Pdf) -> None:
    del file.Root["/Metadata"]


def with_a_script(file: pikepdf.Pdf) -> None:
    file.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("change", "norm", "rule"),
    [
        (without_metadata, "PDF/A-3a", "PDFA3"),
        (with_a_script, "PDF/A-3a", "PDFA3"),
        (without_language, "PDF/", "LANG"),
    ],
)
def test_a_file_off_the_norm_is_refused_by_its_rule(
    pdfs: Mapping[Language, bytes], change: Callable[[pikepdf.Pdf], None], norm: str, rule: str
) -> None:
    with pytest.raises(RenderError) as stopped:
        accept(changed(pdfs[EN], change), "dialogue-ia", faces=FACES)
    said = str(stopped.value)
    assert said.startswith(f"dialogue-ia: the PDF file does not follow {norm}")
    assert rule in said
    for language, words in zip((FR, DE), ("ne suit pas", "folgt"), strict=True):
        assert words in stopped.value.sentence(language)
        assert norm in stopped.value.sentence(language)


def test_a_face_of_another_house_is_named(pdfs: Mapping[Language, bytes]) -> None:
    with pytest.raises(RenderError, match=r"faces are not the house’s: [A-Z]{6}\+Source-Serif-4"):
        accept(pdfs[EN], "x", faces=("Source Sans 3",))


@pytest.mark.parametrize("sign", ["☃", "Ω", "🚀"])
def test_a_sign_that_no_glyph_stands_for_is_named(pdfs: Mapping[Language, bytes], sign: str) -> None:
    with pytest.raises(RenderError, match=rf"U\+{ord(sign):04X}") as stopped:
        accept(pdfs[EN], "x", faces=FACES, texts=(f"Text {sign}",))
    assert sign not in str(stopped.value)


def test_a_character_that_the_renderer_has_no_glyph_for_counts_as_missing(
    house: House, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "none_from", lambda *_: nullcontext())
    monkeypatch.setattr(pdf, "accept", lambda content, *_, **__: content)
    content = pdf.write(short(release.folder, "title: News", "p: A launch of 中."), EN, house, APPROVED)
    monkeypatch.undo()
    with pytest.raises(RenderError):
        accept(content, "x", faces=FACES, texts=("中",))


def test_an_attachment_that_is_missing_or_another_is_named(pdfs: Mapping[Language, bytes]) -> None:
    with pytest.raises(RenderError, match=r"lacks an attachment: provenance\.json"):
        accept(pdfs[EN], "x", faces=FACES, attached={"provenance.json": b"{}"})
    with pytest.raises(RenderError, match=r"lacks an attachment: more\.txt"):
        accept(pdfs[EN], "x", faces=FACES, attached={"more.txt": b""})


def test_a_file_whose_content_does_not_unpack_is_refused(pdfs: Mapping[Language, bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdfs[EN])) as file:
        packed = file.pages[0]["/Contents"].read_raw_bytes()
    torn = pdfs[EN].replace(packed, packed[:40] + bytes(len(packed) - 40))
    assert torn != pdfs[EN]
    with pytest.raises(RenderError, match=r"errors of syntax in the PDF file: 1"):
        accept(torn, "x", faces=FACES)


def test_what_is_no_pdf_at_all_is_refused(pdfs: Mapping[Language, bytes]) -> None:
    for content in (b"", b"%PDF-1.7", pdfs[EN][:9000]):
        with pytest.raises(RenderError):
            accept(content, "x", faces=FACES)


def test_a_sound_file_is_given_back_as_it_is(pdfs: Mapping[Language, bytes]) -> None:
    assert accept(pdfs[DE], "x", faces=FACES) is pdfs[DE]


def test_a_refused_file_is_not_written(house: House, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "finish", lambda *_, **__: None)
    with pytest.raises(RenderError, match=r"does not follow PDF/(A-3a|UA-1)"):
        pdf.write(release, EN, house, APPROVED)
