from __future__ import annotations

from pathlib import Path

import pytest

from communique.document import Break, Link, Mark, NoteRef, Text, plain
from communique.drafts import Draft
from communique.errors import DraftError
from communique.languages import Language
from communique.readers import docx
from communique.text.passages import passages
from readers.word_files import arrow, p, package, part, r, saved

REST = p("Les partenaires présentent les résultats de leurs travaux communs et préparent la suite.")
VISIBLE = "Le texte que tout le monde voit"


def read(tmp_path: Path, body: str, *, accept_changes: bool = False, name: str = "draft.docx", **package_parts: object) -> Draft:
    return docx.read(saved(tmp_path / name, package(body + REST, **package_parts)), accept_changes=accept_changes)  # type: ignore[arg-type]


def first(draft: Draft) -> str:
    return plain(draft.document.blocks[0].content)  # type: ignore[attr-defined]


def checks(draft: Draft) -> set[str]:
    return {finding.check for finding in draft.findings}


def sdt(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def run_field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        f'<w:smartTag w:uri="x" w:element="y">{r("Le texte que tout ")}</w:smartTag>{r("le monde voit")}',
        sdt(r("Le texte que ") + sdt(r("tout le monde voit"))),
        f'<w:fldSimple w:instr=" DOCPROPERTY Title ">{r(VISIBLE)}</w:fldSimple>',
        f'<w:customXml w:element="x">{r(VISIBLE)}</w:customXml>',
        f'<w:dir w:val="ltr">{r(VISIBLE)}</w:dir>',
        r("Le te")
        + '<w:proofErr w:type="spellStart"/>'
        + r("xte que t")
        + '<w:bookmarkStart w:id="1" w:name="b"/>'
        + r("out le monde voit"),
        r("Le te") + '<w:proofErr w:type="spellStart"/>' + r("xte que t") + '<w:bookmarkEnd w:id="1"/>' + r("out le monde voit"),
        run_field(" PAGE ", VISIBLE),
    ],
    ids=["smart tag", "nested content controls", "simple field", "custom XML", "direction", "cut runs", "alternatives", "field"],
)
def test_text_is_read_once_however_word_wraps_it(wrapped: str, tmp_path: Path) -> None:
    assert first(read(tmp_path, p(wrapped))) == VISIBLE


def test_a_paragraph_in_content_controls_and_custom_xml_is_read(tmp_path: Path) -> None:
    body = f"<w:sdt><w:sdtContent><w:customXml>{p(VISIBLE)}</w:customXml></w:sdtContent></w:sdt>"
    assert first(read(tmp_path, body)) == VISIBLE


def test_an_instruction_that_is_never_closed_swallows_no_text(tmp_path: Path) -> None:
    body = p("Un titre", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>PAGE</w:instrText></w:r>")
    assert len(read(tmp_path, body).document.blocks) == 2


def test_tabs_breaks_hyphens_and_symbols_become_characters(tmp_path: Path) -> None:
    body = p(
        r("Avant") + "<w:r><w:tab/></w:r>" + r("après") + "<w:r><w:br/></w:r>" + r("seconde ligne,") + "<w:r><w:noBreakHyphen/></w:r>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>',
        r("co\u00adpie"),
        "<w:r><w:softHyphen/></w:r>",
        '<w:r><w:br w:type="page"/></w:r>',
    )
    assert first(read(tmp_path, body)) == "Avant après\nseconde ligne,\u2011→copie"


def test_marks_are_kept_and_the_styles_own_looks_are_not(tmp_path: Path) -> None:
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gras"><w:name w:val="Maison"/><w:rPr><w:b/></w:rPr></w:style>',
    )
    body = (
        p("Un titre")
        + p(
            r("fort ", '<w:rStyle w:val="Fort"/>'),
            r("penché ", "<w:i/>"),
            r("19"),
            r("e", '<w:vertAlign w:val="superscript"/>'),
            r(" siècle"),
        )
        + p(r("pas gras", '<w:b w:val="0"/>'), r(" rouge", '<w:color w:val="FF0000"/>'))
        + p("Le style entier est gras.", style="Gras")
    )
    blocks = read(tmp_path, body, arrows=arrow("rS", "styles", "styles.xml"), parts={"word/styles.xml": styles}).document.blocks
    assert blocks[1].content == (  # type: ignore[attr-defined]
        Text("fort ", frozenset({Mark.STRONG})),
        Text("penché ", frozenset({Mark.EMPHASIS})),
        Text("19"),
        Text("e", frozenset({Mark.SUPERSCRIPT})),
        Text(" siècle"),
    )
    assert blocks[2].content == (Text("pas gras rouge"),)  # type: ignore[attr-defined]
    assert blocks[3].content == (Text("Le style entier est gras."),)  # type: ignore[attr-defined]


def test_links_are_read_from_relationships_and_from_fields(tmp_path: Path) -> None:
    body = p("Un titre") + p(
        "Voir ",
        f'<w:hyperlink r:id="rL">{r("le si")}{r("te", "<w:b/>")}</w:hyperlink>',
        " et ",
        run_field(' HYPERLINK "mailto:presse@example.org" ', "presse@example.org"),
        " ou ",
        f'<w:hyperlink w:anchor="bas">{r("plus bas")}</w:hyperlink>',
    )
    draft = read(tmp_path, body, arrows=arrow("rL", "hyperlink", "https://example.org/a", external=True))
    content = draft.document.blocks[1].content  # type: ignore[attr-defined]
    assert content == (
        Text("Voir "),
        Link((Text("le si"), Text("te", frozenset({Mark.STRONG}))), "https://example.org/a"),
        Text(" et "),
        Link((Text("presse@example.org"),), "mailto:presse@example.org"),
        Text(" ou plus bas"),
    )


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", "https://inria.fr@example.org/", "data:text/html,x"]
)
def test_a_link_with_a_refused_target_stays_as_text(target: str, tmp_path: Path) -> None:
    body = p("Un titre") + p("Voir ", f'<w:hyperlink r:id="rL">{r("le site")}</w:hyperlink>')
    draft = read(tmp_path, body, arrows=arrow("rL", "hyperlink", target, external=True))
    assert draft.document.blocks[1].content == (Text("Voir le site"),)  # type: ignore[attr-defined]
    assert "link-scheme-refused" in checks(draft)


@pytest.mark.parametrize(
    ("shown", "warned"), [("www.inria.fr/presse", True), ("https://example.org", False), ("le site", False), ("a@inria.fr", True)]
)
def test_a_link_whose_text_shows_another_host_is_reported(shown: str, warned: bool, tmp_path: Path) -> None:
    body = p("Un titre") + p("Voir ", f'<w:hyperlink r:id="rL">{r(shown)}</w:hyperlink>')
    draft = read(tmp_path, body, arrows=arrow("rL", "hyperlink", "https://example.org/", external=True))
    assert ("link-host" in checks(draft)) is warned


def test_foot_and_endnotes_are_called_in_order_and_those_that_are_missing_are_reported(tmp_path: Path) -> None:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r>{1}</w:p></w:footnote>'
    footnotes = part("footnotes", note.format(2, r("Seconde note.")) + note.format(7, r("Première note.")))
    endnotes = part("endnotes", f'<w:endnote w:id="1">{p("Une note de fin.")}</w:endnote>')
    call = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'.format
    body = p("Un titre") + p("Un", call("footnote", 7), " deux", call("footnote", 2), " trois", call("endnote", 1), call("footnote", 99))
    draft = read(
        tmp_path,
        body,
        arrows=arrow("rF", "footnotes", "footnotes.xml") + arrow("rE", "endnotes", "endnotes.xml"),
        parts={"word/footnotes.xml": footnotes, "word/endnotes.xml": endnotes},
    )
    assert [(note.key, note.place, plain(note.content)) for note in draft.document.notes] == [
        ("fn1", "fn1", "Première note."),
        ("fn2", "fn2", "Seconde note."),
        ("en1", "en1", "Une note de fin."),
    ]
    content = draft.document.blocks[1].content  # type: ignore[attr-defined]
    assert content == (Text("Un"), NoteRef("fn1"), Text(" deux"), NoteRef("fn2"), Text(" trois"), NoteRef("en1"))
    assert "missing-note" in checks(draft)


def test_a_text_box_is_read_once_at_its_anchor(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Un encadré')}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
    drawing = f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawing}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    draft = read(tmp_path, p("Un titre") + p("Un chapô.") + p(both, "Une phrase ancre l'encadré."))
    texts = [(passage.place, passage.text) for passage in passages(draft.document)]
    assert texts[2:4] == [("txbx1/p1", "Un encadré"), ("p3", "Une phrase ancre l'encadré.")]
    assert ("text-box", "txbx1") in {(finding.check, finding.place) for finding in draft.findings}


TRACKED = p(
    "Le texte que ",
    f'<w:ins w:id="1" w:author="A">{r("tout ")}</w:ins>',
    '<w:del w:id="2" w:author="B"><w:r><w:delText>SECRET</w:delText></w:r></w:del>',
    "le monde voit",
    f'<w:moveFrom w:id="3">{r("SECRET")}</w:moveFrom>',
    '<w:r><w:commentReference w:id="0"/></w:r>',
    r("SECRET", "<w:vanish/>"),
)


def test_what_is_not_settled_is_refused_with_counts_and_places(tmp_path: Path) -> None:
    with pytest.raises(DraftError) as refused:
        read(tmp_path, TRACKED, name="revu.docx")
    assert refused.value.sentence(Language.FR) == (
        "revu.docx\u00a0: contient 1 insertion (paragraphe 1), 1 suppression (paragraphe 1), "
        "1 commentaire (paragraphe 1), 1 passage masqué (paragraphe 1)\u202f; auteurs des modifications\u00a0: 2 — réglez-les dans Word "
        "(Révision > Accepter, supprimer les commentaires et le texte masqué), ou relancez avec --accept-changes"
    )
    assert "SECRET" not in str(refused.value)


def test_accepting_changes_reads_insertions_and_reports_the_rest_without_its_words(tmp_path: Path) -> None:
    draft = read(tmp_path, TRACKED, accept_changes=True)
    assert first(draft) == VISIBLE
    assert {"tracked-change", "comment", "hidden-text"} <= checks(draft)
    assert "SECRET" not in repr(draft)
    authors = next(finding for finding in draft.findings if finding.check == "tracked-change")
    assert "authors: 2" in authors.message.en


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_a_moved_paragraph_stands_once(tmp_path: Path) -> None:
    moved = "Un paragraphe qui a changé de place."
    body = (
        p("Un titre")
        + p("La première moitié ", mark='<w:del w:id="1" w:author="A"/>')
        + p("et la seconde.")
        + p(f'<w:moveFrom w:id="2">{r(moved)}</w:moveFrom>', mark='<w:moveFrom w:id="3"/>')
        + p("Entre les deux.")
        + p(f'<w:moveTo w:id="4">{r(moved)}</w:moveTo>')
    )
    texts = [passage.text for passage in passages(read(tmp_path, body, accept_changes=True).document)]
    assert texts[:4] == ["Un titre", "La première moitié et la seconde.", "Entre les deux.", moved]


@pytest.mark.parametrize("look", ["<w:vanish/>", '<w:rStyle w:val="Cache"/>'])
def test_hidden_text_never_gets_through(look: str, tmp_path: Path) -> None:
    styles = part("styles", '<w:style w:type="character" w:styleId="Cache"><w:name w:val="Caché"/><w:rPr><w:vanish/></w:rPr></w:style>')
    given = {"arrows": arrow("rS", "styles", "styles.xml"), "parts": {"word/styles.xml": styles}}
    with pytest.raises(DraftError):
        read(tmp_path, p(VISIBLE, r(" SECRET", look)), **given)
    assert first(read(tmp_path, p(VISIBLE, r(" SECRET", look)), accept_changes=True, **given)) == VISIBLE


def test_invisible_and_control_characters_are_removed_and_reported(tmp_path: Path) -> None:
    draft = read(tmp_path, p("Le texte\u202e que_x001B_ tout\u200b le monde voit") + p("Un autre\u00a0: e\u0301t\u00e9"))
    assert first(draft) == VISIBLE
    assert plain(draft.document.blocks[1].content) == "Un autre\u00a0: été"  # type: ignore[attr-defined]
    assert {"invisible-removed", "control-removed"} <= checks(draft)


def test_text_that_looks_like_code_stays_text_and_is_reported(tmp_path: Path) -> None:
    draft = read(tmp_path, p("Un titre {{ secret }} &lt;script&gt;"))
    assert first(draft) == "Un titre {{ secret }} <script>"
    assert "suspicious-text" in checks(draft)


def test_a_soft_break_in_a_title_is_a_break(tmp_path: Path) -> None:
    draft = read(tmp_path, p(r("Une ligne :"), "<w:r><w:br/></w:r>", r("une autre")))
    assert draft.document.blocks[0].content == (Text("Une ligne :"), Break(), Text("une autre"))  # type: ignore[attr-defined]


def test_headers_are_not_text_but_an_embargo_in_one_is_reported(tmp_path: Path) -> None:
    header = part("hdr", p("Sous embargo jusqu'au 4 mars"))
    body = p("Un titre") + '<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>'
    draft = read(tmp_path, body, arrows=arrow("rH", "header", "header1.xml"), parts={"word/header1.xml": header})
    assert "embargo" not in " ".join(passage.text for passage in passages(draft.document))
    assert ("header-embargo", "header") in {(finding.check, finding.place) for finding in draft.findings}


def test_every_finding_speaks_three_languages_and_quotes_at_most_80_characters(tmp_path: Path) -> None:
    draft = read(tmp_path, TRACKED + p("{{ " + "x" * 200 + " }}") + p("a\u200bb"), accept_changes=True)
    assert draft.findings
    for finding in draft.findings:
        assert len({finding.message[language] for language in Language}) == 3
        assert len(finding.excerpt) <= 80


def test_numbered_lists_count_on_after_a_paragraph(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = part(
        "numbering", f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr>{}</w:p>'.format
    body = p("Un titre") + p("Un chapô.") + item(r("un")) + item(r("deux")) + p("Un paragraphe entre les deux.") + item(r("trois"))
    draft = read(tmp_path, body, arrows=arrow("rN", "numbering", "numbering.xml"), parts={"word/numbering.xml": numbering})
    lists = [block for block in draft.document.blocks if type(block).__name__ == "Numbered"]
    assert [(block.start, [plain(item.content) for item in block.items]) for block in lists] == [(1, ["un", "deux"]), (3, ["trois"])]  # type: ignore[attr-defined]


def test_no_two_passages_share_a_place(tmp_path: Path) -> None:
    cell = f"<w:tc>{p('cellule')}<w:tbl><w:tr><w:tc>{p('dedans')}</w:tc></w:tr></w:tbl>{p('')}</w:tc>"
    body = p("Un titre") + p("Un chapô.") + f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>" * 2
    places = [passage.place for passage in passages(read(tmp_path, body).document)]
    assert len(places) == len(set(places))
    assert {"p1", "tbl1/r1c1", "tbl2/r2c2"} <= set(places)
