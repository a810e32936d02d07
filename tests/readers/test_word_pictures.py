from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from communique.document import Figure
from communique.drafts import Draft
from communique.readers import docx
from readers.word_files import arrow, p, package, saved

REST = p("Un titre") + p("Les partenaires présentent les résultats de leurs travaux et la suite.")


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **saving: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def drawing(alt: str = "", arrow_id: str = "rI", attribute: str = "embed") -> str:
    described = f'descr="{alt}"' if alt else ""
    inside = f'<wp:docPr id="1" name="Image 1" {described}/><a:blip r:{attribute}="{arrow_id}"/>'
    return f"<w:r><w:drawing><wp:inline>{inside}</wp:inline></w:drawing></w:r>"


def read(tmp_path: Path, content: bytes, run: str, name: str = "media/a.png", *, external: bool = False, body: str = REST) -> Draft:
    arrows = arrow("rI", "image", name, external=external)
    parts = {} if external else {f"word/{name}": content}
    return docx.read(saved(tmp_path / "a.docx", package(p(run) + body, arrows=arrows, parts=parts)))  # type: ignore[arg-type]


def checks(draft: Draft) -> set[str]:
    return {finding.check for finding in draft.findings}


def test_a_picture_becomes_a_figure_with_its_words_and_an_asset_named_by_its_content(tmp_path: Path) -> None:
    draft = read(tmp_path, picture("PNG"), drawing("Trois logos"))
    figure = draft.document.blocks[0]
    assert isinstance(figure, Figure)
    assert (figure.place, figure.alt) == ("p1/i1", "Trois logos")
    assert [asset.name for asset in draft.document.assets] == [figure.asset]
    assert checks(draft) == {"image-kept", "title-inferred"}


def test_a_picture_loses_its_metadata_and_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRET"
    content = picture("JPEG", exif=exif, comment=b"SECRET")
    asset = read(tmp_path, content, drawing("x"), "media/a.jpg").document.assets[0]
    assert b"SECRET" in content
    assert b"SECRET" not in asset.content
    assert asset.media_type == "image/jpeg"
    assert Image.open(io.BytesIO(asset.content)).size == (20, 40)


def test_the_same_picture_twice_is_one_asset(tmp_path: Path) -> None:
    draft = read(tmp_path, picture("PNG"), drawing("a") + drawing("b"))
    assert [block.place for block in draft.document.blocks if isinstance(block, Figure)] == ["p1/i1", "p1/i2"]
    assert len(draft.document.assets) == 1


def test_a_picture_without_words_is_reported(tmp_path: Path) -> None:
    assert "image-no-alt" in checks(read(tmp_path, picture("PNG"), drawing()))


@pytest.mark.parametrize(
    ("content", "check"),
    [
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image-format"),
        (lambda: picture("GIF"), "image-format"),
        (lambda: picture("PNG", (20_000, 20_000), "1"), "image-size"),
        (lambda: picture("PNG")[:60], "image-damaged"),
    ],
    ids=["SVG", "GIF", "400 megapixels", "truncated"],
)
def test_a_picture_that_cannot_be_kept_is_dropped_and_reported(content: Callable[[], bytes], check: str, tmp_path: Path) -> None:
    draft = read(tmp_path, content(), drawing("x"))
    assert check in checks(draft)
    assert not draft.document.assets
    assert not any(isinstance(block, Figure) for block in draft.document.blocks)


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "\\\\127.0.0.1\\share\\x.png"])
def test_a_picture_from_elsewhere_is_never_fetched(target: str, tmp_path: Path) -> None:
    draft = read(tmp_path, b"", drawing("x", attribute="link"), target, external=True)
    assert "image-external" in checks(draft)
    assert not draft.document.assets


def test_a_caption_belongs_to_its_picture(tmp_path: Path) -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Lgende">'
    )
    styles += '<w:name w:val="caption"/></w:style></w:styles>'
    content = package(
        REST + p(drawing("x")) + p("Le stand commun.", style="Lgende"),
        arrows=arrow("rI", "image", "media/a.png") + arrow("rS", "styles", "styles.xml"),
        parts={"word/media/a.png": picture("PNG"), "word/styles.xml": styles},
    )
    figure = docx.read(saved(tmp_path / "a.docx", content)).document.blocks[-1]
    assert isinstance(figure, Figure)
    assert figure.content[0].text == "Le stand commun."  # type: ignore[union-attr]
