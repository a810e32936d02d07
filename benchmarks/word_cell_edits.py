"""Edits within one cell: words, marks, links, fields, and what else is pasted there."""

from __future__ import annotations

from word_page import TARGET, Page, R, W, run, xml
from word_sample import edit

NEW = "Dort forschen *120* Menschen."


@edit({"s001": "Eine Brücke aus Daten"})
def _words_retyped(page: Page) -> None:
    page.replace("s001", "digitale Brücke", "Brücke aus Daten")


@edit({"s002": "Zwei **Häuser** eröffnen ein Labor."})
def _runs_split(page: Page) -> None:
    noise = '<w:lang w:val="de-CH"/>'
    page.retype(
        "s002",
        run("Zw", noise)
        + "<w:proofErr w:type='spellStart'/>"
        + run("ei ")
        + run("Häu", "<w:b/>")
        + run("ser", f"<w:b/><w:bCs/>{noise}")
        + run(" eröffnen ein Labor."),
    )


@edit({"s001": "Eine Brücke aus Daten"})
def _target_cell_retyped(page: Page) -> None:
    page.retype("s001", run("Eine Brücke aus Daten"))


@edit({"s002": "Zwei Häuser eröffnen ein Labor."}, noted=("s002",))
def _target_cell_retyped_without_its_bold(page: Page) -> None:
    page.retype("s002", run("Zwei Häuser eröffnen ein Labor."))


@edit({"s011": "»Wir kommen\u00a0voran«, sagt\u202fsie …"})
def _quotes_and_spaces_autocorrected(page: Page) -> None:
    page.retype("s011", run("»Wir kommen\u00a0voran«, sagt\u202fsie …"))


@edit(unclear=("s001",))
def _paragraphs_pasted(page: Page) -> None:
    page.cell("s001", TARGET).append(xml(f"<w:p>{run('Und noch ein Absatz.')}</w:p>"))


@edit({"s006": "Erste neue Zeile\nzweite neue Zeile"})
def _line_break_typed_as_paragraph(page: Page) -> None:
    page.retype("s006", run("Erste neue Zeile"))
    page.cell("s006", TARGET).append(xml(f"<w:p>{run('zweite neue Zeile')}</w:p>"))


@edit({"s003": NEW})
def _empty_paragraphs_around(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.paragraph("s003").addprevious(xml("<w:p/>"))
    page.cell("s003", TARGET).append(xml(f"<w:p>{run('  ')}</w:p>"))


@edit({"s001": "Eine Brücke aus Daten"})
def _bullet_in_a_cell(page: Page) -> None:
    page.retype("s001", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("Eine Brücke aus Daten"))


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@edit({"s004": "Siehe [die Seite](https://example.org/pont?a=1&b=2) des Projekts."})
def _link_as_a_field(page: Page) -> None:
    code = ' HYPERLINK "https://example.org/pont?a=1&amp;b=2" '
    page.retype("s004", run("Siehe ") + FIELD.format(code=code, shown=run("die Seite")) + run(" des Projekts."))


@edit(unclear=("s001",))
def _date_field(page: Page) -> None:
    page.retype("s001", run("Eine Brücke am ") + FIELD.format(code=' DATE \\@ "d. MMMM yyyy" ', shown=run("9. März 2026")))


@edit({"s004": "Siehe [die neue Website](https://example.org/pont?a=1&b=2) des Projekts."})
def _words_within_a_link(page: Page) -> None:
    page.replace("s004", "die Website", "die neue Website")


@edit(unclear=("s004",))
def _link_removed(page: Page) -> None:
    page.retype("s004", run("Siehe die Website des Projekts."))


@edit(unclear=("s004",))
def _address_of_a_link_changed(page: Page) -> None:
    key = page.add_link("https://example.org/anderswo")
    next(page.cell("s004", TARGET).iter(f"{W}hyperlink")).set(f"{R}id", key)


@edit({"s001": "Brücke: www.example.org"}, noted=("s001",))
def _link_made_by_word(page: Page) -> None:
    key = page.add_link("http://www.example.org/")
    page.retype("s001", run("Brücke: ") + f'<w:hyperlink r:id="{key}">{run("www.example.org")}</w:hyperlink>')


@edit(unclear=("s001",))
def _link_added(page: Page) -> None:
    key = page.add_link("https://example.org/neu")
    page.retype("s001", run("Eine digitale ") + f'<w:hyperlink r:id="{key}">{run("Brücke")}</w:hyperlink>')


@edit(unclear=("s005",))
def _note_call_deleted(page: Page) -> None:
    page.retype("s005", run("Der Haushalt ist öffentlich."))


@edit({"s005": "Öffentlich ist der Haushalt[^n1]."})
def _note_call_moved(page: Page) -> None:
    page.retype("s005", run("Öffentlich ist der Haushalt") + run("[1]", '<w:vertAlign w:val="superscript"/>') + run("."))


@edit(unclear=("s001",))
def _footnote_added(page: Page) -> None:
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>neu</w:t></w:r></w:p></w:footnote>'
    page.parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W[1:-1]}">{notes}</w:footnotes>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    page.put(
        "word/_rels/document.xml.rels",
        f'<Relationship Id="rNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        "</Relationships>",
    )
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    page.put("[Content_Types].xml", f'<Override PartName="/word/footnotes.xml" ContentType="{media}"/></Types>', "</Types>")
    page.append("s001", '<w:r><w:footnoteReference w:id="2"/></w:r>')


@edit(unclear=("s001",))
def _text_box_in_a_cell(page: Page) -> None:
    words = f"<w:txbxContent><w:p>{run('im Kasten')}</w:p></w:txbxContent>"
    box = f'<v:shape type="#_x0000_t202" style="width:100pt;height:30pt"><v:textbox>{words}</v:textbox></v:shape>'
    page.append("s001", f"<w:r><w:pict>{box}</w:pict></w:r>")


@edit(unclear=("s001",))
def _table_in_a_cell(page: Page) -> None:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p>{run("innen")}</w:p></w:tc>'
    inner = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    page.paragraph("s001").addnext(xml(inner))
    page.cell("s001", TARGET).append(xml("<w:p/>"))


@edit({"s001": "Eine Brücke"}, noted=("s001",))
def _hidden_text(page: Page) -> None:
    page.retype("s001", run("Eine ") + run("geheime ", "<w:vanish/>") + run("Brücke"))


@edit({"s002": "**Zwei** Institute eröffnen ein Labor."})
def _bold_on_another_word(page: Page) -> None:
    page.retype("s002", run("Zwei", "<w:b/>") + run(" Institute eröffnen ein Labor."))


@edit({"s001": "Eine *digitale* **Brücke**"})
def _bold_and_italic_added(page: Page) -> None:
    page.retype("s001", run("Eine ") + run("digitale", "<w:i/>") + run(" ") + run("Brücke", "<w:b/>"))


@edit({"s007": "Auf 12\u00a0m^3^, ohne CO~2~."})
def _raised_and_lowered(page: Page) -> None:
    page.retype(
        "s007",
        run("Auf 12\u00a0m")
        + run("3", '<w:vertAlign w:val="superscript"/>')
        + run(", ohne CO")
        + run("2", '<w:vertAlign w:val="subscript"/>')
        + run("."),
    )


@edit(unclear=("s001",))
def _words_struck_through(page: Page) -> None:
    page.retype("s001", run("Eine ") + run("digitale ", "<w:strike/>") + run("Brücke"))


@edit({"s001": "Eine neue Brücke"}, noted=("s001",))
def _words_coloured(page: Page) -> None:
    dress = '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/><w:u w:val="single"/>'
    page.retype("s001", run("Eine ") + run("neue", dress) + run(" Brücke"))


@edit(unclear=("s001",))
def _sign_of_a_symbol_font(page: Page) -> None:
    page.append("s001", '<w:r><w:sym w:font="Webdings" w:char="F0EB"/></w:r>')


@edit({"s001": "Eine Nord\u2011Süd-Brücke"})
def _hyphens_of_word(page: Page) -> None:
    page.retype("s001", run("Eine Nord") + "<w:r><w:noBreakHyphen/></w:r>" + run("Süd-Brü") + "<w:r><w:softHyphen/></w:r>" + run("cke"))


@edit({"s001": "Eine schöne Brücke"})
def _letters_in_pieces(page: Page) -> None:
    page.retype("s001", run("Eine scho\u0308ne Bru\u0308cke"))


@edit(unclear=("s003",))
def _target_emptied(page: Page) -> None:
    page.retype("s003", "")


@edit({"s003": NEW})
def _content_controls(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    row, paragraph = page.row("s003"), page.paragraph("s003")
    around = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    paragraph.addprevious(around)
    around[1].append(paragraph)
    page.cell("s003", TARGET).append(xml("<w:p/>"))
    around = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    row.addprevious(around)
    around[1].append(row)


@edit({"s010": "Ein neuer Satz."})
def _open_row_translated(page: Page) -> None:
    page.retype("s010", run("Ein neuer Satz."))


@edit(unclear=("s003",))
def _original_copied_over_the_translation(page: Page) -> None:
    page.retype("s003", run("Il compte 120 personnes."))


@edit({"s012": "Open Science bleibt ein Programm."})
def _words_in_another_language_moved(page: Page) -> None:
    page.retype("s012", run("Open Science", '<w:lang w:val="de-DE"/>') + run(" bleibt ein Programm."))


@edit(unclear=("s001",))
def _formula_in_a_cell(page: Page) -> None:
    page.append("s001", "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>")


@edit({"s001": "Eine neue Brücke"}, noted=("s001",))
def _tabs_and_signs_that_nobody_sees(page: Page) -> None:
    page.retype("s001", run("\ufeffEine") + "<w:r><w:tab/></w:r>" + run("ne\u200bue Brücke\u200e"))
