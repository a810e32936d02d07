"""What a draft may hold beside text: read, reported or refused, each on a small Word file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from communique.document import About, Block, Figure
from communique.drafts import Draft
from communique.errors import DraftError
from communique.findings import Finding
from communique.readers import docx
from communique.text.passages import passages
from readers.word_files import arrow, p, package, part, r, saved

XML = p("Un titre") + p("Les partenaires présentent les résultats de leurs travaux communs et préparent la suite.")
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
SECRET = "un texte que personne ne doit lire"


def read(tmp_path: Path, body: str, **given: object) -> Draft:
    return docx.read(saved(tmp_path / "draft.docx", package(XML + body, **given)))  # type: ignore[arg-type]


def only(draft: Draft, check: str) -> Finding:
    (finding,) = [finding for finding in draft.findings if finding.check == check]
    return finding


def text(draft: Draft) -> str:
    return "\n".join(passage.text for passage in passages(draft.document))


def drawn(inside: str, name: str = "Image 7", alt: str = "") -> str:
    described = f' descr="{alt}"' if alt else ""
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="7" name="{name}"{described}/>{inside}</wp:inline></w:drawing></w:r>'


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 4)).save(out, "PNG")
    return out.getvalue()


def figures(blocks: tuple[Block, ...]) -> list[Figure]:
    inner = [figure for block in blocks if isinstance(block, About) for figure in figures(block.blocks)]
    return [*inner, *(block for block in blocks if isinstance(block, Figure))]


@pytest.mark.parametrize(
    ("check", "drawing", "kind", "held"),
    [
        (
            "chart",
            f'<c:chart xmlns:c="{CHART}" r:id="rX"/>',
            "chart",
            f'<c:chartSpace xmlns:c="{CHART}"><c:v>{SECRET}</c:v></c:chartSpace>',
        ),
        (
            "smartart",
            f'<d:relIds xmlns:d="{DIAGRAM}" r:dm="rX"/>',
            "diagramData",
            f'<d:dataModel xmlns:d="{DIAGRAM}"><d:t>{SECRET}</d:t></d:dataModel>',
        ),
    ],
)
def test_a_drawing_of_data_is_reported_by_its_name_and_its_text_is_not_read(
    check: str, drawing: str, kind: str, held: str, tmp_path: Path
) -> None:
    body = p(drawn(f"<a:graphic><a:graphicData>{drawing}</a:graphicData></a:graphic>", "Dessin 2"))
    draft = read(tmp_path, body, arrows=arrow("rX", kind, "drawn/x.xml"), parts={"word/drawn/x.xml": held})
    found = only(draft, check)
    assert (found.place, found.excerpt) == ("p3", "Dessin 2")
    assert SECRET not in repr(draft)


def test_an_embedded_object_is_reported_by_what_it_is_and_its_picture_is_not_kept(tmp_path: Path) -> None:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    inside = f'<v:shape><v:imagedata r:id="rI"/></v:shape><o:OLEObject {office} ProgID="Excel.Sheet.12" r:id="rO"/>'
    arrows = arrow("rI", "image", "media/a.png") + arrow("rO", "package", "embeddings/a.xlsx")
    parts: dict[str, bytes | str] = {"word/media/a.png": picture(), "word/embeddings/a.xlsx": b"PK"}
    draft = read(tmp_path, p(f"<w:r><w:object>{inside}</w:object></w:r>"), arrows=arrows, parts=parts)
    found = only(draft, "embedded-object")
    assert (found.place, found.excerpt) == ("p3", "Excel.Sheet.12")
    assert not figures(draft.document.blocks)
    assert not draft.document.assets


def test_a_formula_is_read_as_one_line_and_reported(tmp_path: Path) -> None:
    draft = read(tmp_path, p("Soit ", "<m:oMath><m:r><m:t>E=mc</m:t></m:r><m:r><m:t>2</m:t></m:r></m:oMath>", " partout."))
    assert "Soit E=mc2 partout." in text(draft)
    found = only(draft, "formula")
    assert (found.place, found.excerpt) == ("p3", "E=mc2")


def test_a_formula_outside_a_paragraph_is_read_too(tmp_path: Path) -> None:
    draft = read(tmp_path, "<m:oMathPara><m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath></m:oMathPara>")
    assert "E=mc2" in text(draft)
    assert only(draft, "formula").excerpt == "E=mc2"


@pytest.mark.parametrize(
    ("inside", "check"),
    [
        ('<w:del w:author="A"><m:r><m:t>SECRET</m:t></m:r></w:del>', "tracked-change"),
        ('<w:moveFrom w:author="A"><m:r><m:t>SECRET</m:t></m:r></w:moveFrom>', "tracked-change"),
        ("<m:r><w:rPr><w:vanish/></w:rPr><m:t>SECRET</m:t></m:r>", "hidden-text"),
    ],
)
def test_what_a_formula_hides_stays_hidden_and_stops_the_draft(inside: str, check: str, tmp_path: Path) -> None:
    body = p("Soit ", f"<m:oMath><m:r><m:t>E=m</m:t></m:r>{inside}</m:oMath>", " partout.")
    with pytest.raises(DraftError):
        read(tmp_path, body)
    draft = docx.read(tmp_path / "draft.docx", accept_changes=True)
    assert "Soit E=m partout." in text(draft)
    assert "SECRET" not in repr(draft)
    assert only(draft, check)


def test_the_reading_aid_over_a_word_is_left_out_and_reported(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('とうきょう')}</w:rt><w:rubyBase>{r('東京')}</w:rubyBase></w:ruby></w:r>"
    draft = read(tmp_path, p("La ville de ", ruby, " invite."))
    assert "La ville de 東京 invite." in text(draft)
    found = only(draft, "ruby")
    assert (found.place, found.excerpt) == ("p3", "東京")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "media/a.svg", "SVG"),
        (b"\x01\0\0\0" + bytes(100), "media/a.emf", "EMF"),
        (b"\xd7\xcd\xc6\x9a" + bytes(100), "media/a.wmf", "WMF"),
    ],
    ids=["SVG", "EMF", "WMF"],
)
def test_a_drawn_picture_is_dropped_and_reported_by_its_format_and_name(content: bytes, name: str, kind: str, tmp_path: Path) -> None:
    draft = read(tmp_path, p(drawn('<a:blip r:embed="rI"/>')), arrows=arrow("rI", "image", name), parts={f"word/{name}": content})
    found = only(draft, "image-format")
    assert (found.place, found.excerpt) == ("p3/i1", "Image 7")
    assert kind in found.message.en
    assert not figures(draft.document.blocks)


def test_a_picture_is_kept_with_its_words_and_its_rights_are_asked_for(tmp_path: Path) -> None:
    body = p(drawn('<a:blip r:embed="rI"/>', alt="Trois logos")) + p(drawn('<a:blip r:embed="rI"/>', alt="Encore"))
    draft = read(tmp_path, body, arrows=arrow("rI", "image", "media/a.png"), parts={"word/media/a.png": picture()})
    assert [figure.alt for figure in figures(draft.document.blocks)] == ["Trois logos", "Encore"]
    found = only(draft, "image-kept")
    assert (found.place, found.excerpt) == ("p3/i1", "Trois logos")
    assert "the draft: 2;" in found.message.en


def test_a_picture_without_words_is_named_as_word_names_it(tmp_path: Path) -> None:
    body = p(drawn('<a:blip r:embed="rI"/>'))
    draft = read(tmp_path, body, arrows=arrow("rI", "image", "media/a.png"), parts={"word/media/a.png": picture()})
    found = only(draft, "image-no-alt")
    assert (found.place, found.excerpt) == ("p3/i1", "Image 7")


def test_a_picture_from_elsewhere_is_named_by_its_address(tmp_path: Path) -> None:
    target = "http://127.0.0.1:9/x.png"
    draft = read(tmp_path, p(drawn('<a:blip r:link="rI"/>')), arrows=arrow("rI", "image", target, external=True))
    found = only(draft, "image-external")
    assert (found.place, found.excerpt) == ("p3/i1", target)
    assert not draft.document.assets


def test_a_text_box_is_reported_with_what_it_says(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Contact presse')}{p('presse@example.org')}</w:txbxContent>"
    draft = read(tmp_path, p(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"))
    found = only(draft, "text-box")
    assert (found.place, found.excerpt) == ("txbx1", "Contact presse / presse@example.org")
    assert text(draft).count("presse@example.org") == 1


MARGINS = {
    "a page number": ("Page 1 sur 3", ""),
    "a kicker": ("Communiqué de presse", ""),
    "a date": ("Paris, le 24 novembre 2025", ""),
    "an embargo": ("Sous embargo jusqu’au 24 novembre", "header-embargo"),
    "a department": ("Direction de la communication", "header-text"),
}


@pytest.mark.parametrize("kind", ["header", "footer"])
@pytest.mark.parametrize(("said", "check"), MARGINS.values(), ids=MARGINS)
def test_a_header_or_footer_is_never_text_and_reported_where_it_says_more_than_page_and_kind(
    said: str, check: str, kind: str, tmp_path: Path
) -> None:
    body = f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rH"/></w:sectPr>'
    margin = part("hdr" if kind == "header" else "ftr", p(said))
    draft = read(tmp_path, body, arrows=arrow("rH", kind, "margin.xml"), parts={"word/margin.xml": margin})
    assert said not in text(draft)
    found = [(finding.check, finding.place, finding.excerpt) for finding in draft.findings if finding.place == kind]
    assert found == ([(check, kind, said)] if check else [])


def test_a_field_that_loads_from_elsewhere_is_reported_with_its_instruction(tmp_path: Path) -> None:
    field = f'<w:fldSimple w:instr=" INCLUDETEXT &quot;http://127.0.0.1:9/a&quot; ">{r("texte montré")}</w:fldSimple>'
    found = only(read(tmp_path, p(field)), "field-external")
    assert (found.place, found.excerpt) == ("p3", 'INCLUDETEXT "http://127.0.0.1:9/a"')


@pytest.mark.parametrize("element", ["altChunk", "subDoc"])
def test_a_part_of_another_document_is_refused(element: str, tmp_path: Path) -> None:
    arrows = arrow("rA", "aFChunk", "other.html")
    with pytest.raises(DraftError) as refused:
        read(tmp_path, f'<w:{element} r:id="rA"/>', arrows=arrows, parts={"word/other.html": "x"})
    assert element in refused.value.fact.en
