"""What people do to a bilingual Word file, one edit each, with what each row must say afterwards or may only be listed for."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from communique import markup
from communique.document import About, Block, Document, Inlines, Note, Paragraph, Text, Title
from communique.drafts import Draft
from communique.editions import Edition, Origin, Source, Unit
from communique.findings import Finding, Severity
from communique.languages import Language, Wording
from communique.partners import Boilerplate, Partner, PressContact
from communique.releases import Release
from communique.segments import cut
from communique.settings import Settings
from communique.word_handouts import page_of
from communique.word_table_page import dump
from word_page import AUTHOR, REMARK, SOURCE, TARGET, NUMBER, Page, R, W, run, text_of, xml

FR, DE = Language.FR, Language.DE
PAIRS: tuple[tuple[str, str | None], ...] = (
    ("Un pont numérique", "Eine digitale Brücke"),
    ("Deux **instituts** ouvrent un laboratoire.", "Zwei **Institute** eröffnen ein Labor."),
    ("Il compte *120* personnes.", "Dort arbeiten *120* Menschen."),
    ("Voir [le site](https://example.org/pont?a=1&b=2) du projet.", "Siehe [die Website](https://example.org/pont?a=1&b=2) des Projekts."),
    ("Le budget[^n1] est public.", "Der Haushalt[^n1] ist öffentlich."),
    ("Première ligne\ndeuxième ligne", "Erste Zeile\nzweite Zeile"),
    ("Sur 10 m^2^, sans CO~2~.", "Auf 10\u00a0m^2^, ohne CO~2~."),
    ("Merci.", "Danke."),
    ("Merci.", "Vielen Dank."),
    ("Une phrase nouvelle.", None),
    ("«\u00a0Nous avançons\u00a0», dit-elle.", "„Wir kommen voran“, sagt sie."),
    ("Le programme Open Science continue.", "Das Programm Open Science läuft weiter."),
    ("Budget 2026.", "Haushalt 2026."),
)
NUMBERS = tuple(f"s{at:03d}" for at in range(1, len(PAIRS) + 1))
FINDING = "die Zahl weicht vom Original ab"


def release() -> Release:
    """A release of thirteen sentences with every kind of mark, two fixed texts of a partner and one of the draft's own."""
    sources = [_spoken(markup.load(source)) for source, _ in PAIRS]
    blocks: tuple[Block, ...] = (
        Title(sources[0], place="p1"),
        *(Paragraph(source, place=f"p{at}") for at, source in enumerate(sources[1:-1], 2)),
        About((Text("À propos du réseau"),), (Paragraph((Text("Le réseau relie."),), place="p91"),), place="p90"),
    )
    document = Document(FR, blocks, (Note("n1", sources[-1], place="note1"),))
    draft = Draft("pont.docx", "pont", "d" * 64, document)
    units = tuple(_unit(segment, target) for segment, (_, target) in zip(cut(document), PAIRS, strict=True))
    partner = Partner(
        "nord",
        "Institut Nord",
        ("Institut Nord",),
        {
            FR: Boilerplate("À propos", (markup.load("L’institut **Nord** cherche."),)),
            DE: Boilerplate("Über uns", (markup.load("Das Institut **Nord** forscht."),)),
        },
        (PressContact("Presse Nord", "presse@example.org", "+33 1 00 00 00 00"),),
        {},
    )
    editions = {FR: Edition(FR, document, draft.reading, ()), DE: Edition(DE, document, draft.reading, units)}
    return Release("pont", Path("drafts/pont"), draft, Settings((FR, DE), ("nord",)), editions, (partner,))


def _spoken(content: Inlines) -> Inlines:
    """The words `Open Science` in their own language."""
    found = []
    for inline in content:
        if isinstance(inline, Text) and "Open Science" in inline.text:
            before, words, after = inline.text.partition("Open Science")
            found += [Text(before), Text(words, language=Language.EN), Text(after)]
        else:
            found.append(inline)
    return tuple(found)


def _unit(segment: object, target: str | None) -> Unit:
    origin = Origin(Source.ENGINE, "echo") if target else Origin(Source.NOWHERE)
    return Unit(segment, None if target is None else _spoken(markup.load(target)), origin)  # type: ignore[arg-type]


def findings(made: Release) -> tuple[Finding, ...]:
    """What stands in the comment column of the third row."""
    key = made.editions[DE].units[2].segment.key
    said = Wording("le nombre diffère", FINDING, "the number differs")
    return (Finding(check="numbers", place="p3", message=said, severity=Severity.BLOCK, language=DE, segment=key),)


def handed_out(made: Release) -> bytes:
    """The release's German file."""
    return dump(page_of(made, DE, findings(made)))


@dataclass(frozen=True)
class Edit:
    """One edit: `wants` says by number what a row must say after it, in light markup; `unclear` are rows that must keep what they said
    and be listed; `remarks` must be shown; `noted` are rows of which something must be said. All else must stay as it was.
    """

    name: str
    change: Callable[[Page], None]
    wants: dict[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


EDITS: list[Edit] = []


def edit(
    wants: dict[str, str] | None = None, *, unclear: tuple[str, ...] = (), remarks: tuple[str, ...] = (), noted: tuple[str, ...] = ()
) -> Callable[[Callable[[Page], None]], Callable[[Page], None]]:
    """Enter a function as an edit, named by its name."""

    def enter(change: Callable[[Page], None]) -> Callable[[Page], None]:
        EDITS.append(Edit(change.__name__, change, wants or {}, unclear, remarks, noted))
        return change

    return enter


NEW = "Dort forschen *120* Menschen."


@edit()
def as_written(page: Page) -> None:
    pass


@edit({"s001": "Eine Brücke aus Daten"})
def words_retyped(page: Page) -> None:
    page.replace("s001", "digitale Brücke", "Brücke aus Daten")


@edit({"s002": "Zwei **Häuser** eröffnen ein Labor."})
def runs_split(page: Page) -> None:
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


@edit({"s003": NEW})
def rows_reversed(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.reorder(page.rows[:0:-1])


@edit({"s001": "Eine Brücke aus Daten"})
def target_cell_retyped(page: Page) -> None:
    page.retype("s001", run("Eine Brücke aus Daten"))


@edit({"s002": "Zwei Häuser eröffnen ein Labor."}, noted=("s002",))
def target_cell_retyped_without_its_bold(page: Page) -> None:
    page.retype("s002", run("Zwei Häuser eröffnen ein Labor."))


@edit(unclear=("s003",))
def row_deleted(page: Page) -> None:
    page.table.remove(page.row("s003"))


@edit(unclear=("s003",))
def row_copied(page: Page) -> None:
    page.row("s003").addnext(copy.deepcopy(page.row("s003")))


@edit(unclear=("s003",))
def row_copied_without_its_bookmark_and_edited(page: Page) -> None:
    twin = copy.deepcopy(page.row("s003"))
    for mark in list(twin.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for text in twin.findall(f"{W}tc")[TARGET].iter(f"{W}t"):
        text.text = text.text.replace("arbeiten", "forschen")
    page.row("s003").addnext(twin)


@edit(unclear=("s002", "s003"))
def targets_merged_vertically(page: Page) -> None:
    first, second = page.cell("s002", TARGET), page.cell("s003", TARGET)
    first.append(copy.deepcopy(second.find(f"{W}p")))
    first.find(f"{W}tcPr").append(xml('<w:vMerge w:val="restart"/>'))
    second.find(f"{W}tcPr").append(xml("<w:vMerge/>"))
    page.retype("s003", "")


@edit(unclear=("s002",))
def source_and_target_merged(page: Page) -> None:
    source, target = page.cell("s002", SOURCE), page.cell("s002", TARGET)
    for paragraph in target.findall(f"{W}p"):
        source.append(paragraph)
    source.find(f"{W}tcPr").append(xml('<w:gridSpan w:val="2"/>'))
    page.row("s002").remove(target)


@edit({"s003": "Dort arbeiten heute *120* Menschen."}, noted=("s003",))
def tracked_insertion(page: Page) -> None:
    page.retype("s003", run("Dort arbeiten ") + f"<w:ins {AUTHOR}>{run('heute ')}</w:ins>" + run("120", "<w:i/>") + run(" Menschen."))


@edit({"s003": "*120* Menschen."}, noted=("s003",))
def tracked_deletion(page: Page) -> None:
    page.retype("s003", f"<w:del {AUTHOR}>{run('Dort arbeiten ', tag='delText')}</w:del>" + run("120", "<w:i/>") + run(" Menschen."))


@edit({"s003": NEW}, noted=("s003",))
def tracked_replacement(page: Page) -> None:
    gone, come = run("arbeiten", tag="delText"), run("forschen")
    page.retype(
        "s003",
        run("Dort ")
        + f"<w:del {AUTHOR}>{gone}</w:del><w:ins {AUTHOR}>{come}</w:ins>"
        + run(" ")
        + run("120", "<w:i/>")
        + run(" Menschen."),
    )


@edit({"s003": "*120* Menschen arbeiten dort."}, noted=("s003",))
def tracked_move(page: Page) -> None:
    page.retype(
        "s003",
        f"<w:moveFromRangeStart {AUTHOR} w:name='m1'/><w:moveFrom {AUTHOR}>{run('Dort arbeiten ')}</w:moveFrom><w:moveFromRangeEnd w:id='900'/>"
        + run("120", "<w:i/>")
        + run(" Menschen")
        + f"<w:moveToRangeStart {AUTHOR} w:name='m1'/><w:moveTo {AUTHOR}>{run(' arbeiten dort')}</w:moveTo><w:moveToRangeEnd w:id='900'/>"
        + run("."),
    )


@edit({"s001": "Eine digitale Brücke für alle"}, noted=("s001",))
def tracked_paragraphs_joined(page: Page) -> None:
    cell = page.cell("s001", TARGET)
    cell.append(xml(f"<w:p>{run(' für alle')}</w:p>"))
    cell.find(f"{W}p/{W}pPr").append(xml(f"<w:rPr><w:del {AUTHOR}/></w:rPr>"))


@edit(unclear=("s001",))
def tracked_deletion_of_one_of_two_paragraphs(page: Page) -> None:
    cell = page.cell("s001", TARGET)
    page.retype("s001", f"<w:del {AUTHOR}>{run('Eine digitale Brücke', tag='delText')}</w:del>")
    cell.append(xml(f"<w:p>{run('für alle')}</w:p>"))


@edit(unclear=("s001",))
def tracked_paragraph_split(page: Page) -> None:
    page.cell("s001", TARGET).find(f"{W}p/{W}pPr").append(xml(f"<w:rPr><w:ins {AUTHOR}/></w:rPr>"))
    page.cell("s001", TARGET).append(xml(f"<w:p><w:ins {AUTHOR}>{run('Untertitel')}</w:ins></w:p>"))


@edit(unclear=("s003",))
def tracked_row_deletion(page: Page) -> None:
    page.row("s003").find(f"{W}trPr").append(xml(f"<w:del {AUTHOR}/>"))
    for element in list(page.row("s003").iter(f"{W}r")):
        gone = etree_del(element)
        element.getparent().replace(element, gone)
        gone.append(element)


def etree_del(element: object) -> object:
    gone = xml(f"<w:del {AUTHOR}/>")
    for text in element.iter(f"{W}t"):  # type: ignore[attr-defined]
        text.tag = f"{W}delText"
    return gone


@edit(remarks=("Maria Tal: Stimmt die Zahl?",))
def comment_of_word(page: Page) -> None:
    page.add_comment("s003", "Stimmt die Zahl?")


@edit({"s003": NEW}, remarks=("Bitte prüfen",))
def comment_in_its_column(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.cell("s003", REMARK).append(xml(f"<w:p>{run('Bitte prüfen')}</w:p>"))


@edit(remarks=("schöner Titel",))
def comment_typed_over_the_empty_line(page: Page) -> None:
    page.append("s001", run("schöner Titel"), REMARK)


@edit(remarks=("Das ist so gewollt",))
def words_added_to_a_finding(page: Page) -> None:
    page.append("s003", run(" Das ist so gewollt"), REMARK)


@edit({"s011": "»Wir kommen\u00a0voran«, sagt\u202fsie …"})
def quotes_and_spaces_autocorrected(page: Page) -> None:
    page.retype("s011", run("»Wir kommen\u00a0voran«, sagt\u202fsie …"))


@edit({"s003": NEW}, remarks=("eigene Spalte",))
def column_added_at_the_end(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.insert_column(3, {"s002": "eigene Spalte"})


@edit({"s003": NEW})
def column_added_between_original_and_translation(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.insert_column(2, {number: "Zwischenspalte" for number in NUMBERS})


@edit({"s003": NEW})
def table_sorted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.reorder(sorted(page.rows[1:], key=lambda row: text_of(row.findall(f"{W}tc")[SOURCE])))


@edit({"s003": NEW})
def table_sorted_with_its_heads(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.reorder(sorted(page.rows, key=lambda row: text_of(row.findall(f"{W}tc")[SOURCE])))


@edit({"s003": NEW})
def row_dragged_elsewhere(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.row("s009").addnext(page.row("s003"))


@edit({"s003": NEW}, noted=("s003",))
def number_mistyped(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.replace("s003", "s003", "3", NUMBER)


@edit({"s003": NEW}, noted=("s002", "s003"))
def numbers_exchanged(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    second, third = page.cell("s002", NUMBER), page.cell("s003", NUMBER)
    next(second.iter(f"{W}t")).text, next(third.iter(f"{W}t")).text = "s003", "s002"


@edit({"s003": NEW}, noted=NUMBERS)
def numbers_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for row in page.rows[1:]:
        next(row.iter(f"{W}t")).text = ""


@edit({"s003": NEW}, noted=NUMBERS)
def column_of_numbers_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.delete_column(NUMBER)


@edit({"s003": NEW}, noted=NUMBERS)
def bookmarks_lost(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for mark in page.bookmarks():
        mark.getparent().remove(mark)


@edit(unclear=NUMBERS)
def bookmarks_and_numbers_lost(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for mark in page.bookmarks():
        mark.getparent().remove(mark)
    for row in page.rows[1:]:
        next(row.iter(f"{W}t")).text = ""


@edit({"s003": NEW})
def table_split_in_two(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.split("s003")


@edit({"s003": NEW}, remarks=("fremd",))
def another_table_added(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>{run(word)}</w:p></w:tc>' for word in ("a", "b", "fremd", "d")
    )
    grid = '<w:gridCol w:w="2000"/>' * 4
    other = xml(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>")
    page.table.addnext(other)
    page.table.addnext(xml("<w:p/>"))


@edit({"s003": NEW})
def row_of_heads_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.table.remove(page.rows[0])


@edit(unclear=NUMBERS)
def row_of_heads_deleted_and_column_added(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.insert_column(2, {})
    page.table.remove(page.rows[0])


@edit({"s003": NEW})
def column_of_comments_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.delete_column(REMARK)


@edit({"s003": NEW})
def columns_exchanged(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for row in page.rows:
        cells = row.findall(f"{W}tc")
        cells[TARGET].addnext(cells[SOURCE])


@edit(unclear=("s001",))
def paragraphs_pasted(page: Page) -> None:
    page.cell("s001", TARGET).append(xml(f"<w:p>{run('Und noch ein Absatz.')}</w:p>"))


@edit({"s006": "Erste neue Zeile\nzweite neue Zeile"})
def line_break_typed_as_paragraph(page: Page) -> None:
    page.retype("s006", run("Erste neue Zeile"))
    page.cell("s006", TARGET).append(xml(f"<w:p>{run('zweite neue Zeile')}</w:p>"))


@edit({"s003": NEW})
def empty_paragraphs_around(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.paragraph("s003").addprevious(xml("<w:p/>"))
    page.cell("s003", TARGET).append(xml(f"<w:p>{run('  ')}</w:p>"))


@edit({"s001": "Eine Brücke aus Daten"})
def bullet_in_a_cell(page: Page) -> None:
    page.retype("s001", '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run("Eine Brücke aus Daten"))


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@edit({"s004": "Siehe [die Seite](https://example.org/pont?a=1&b=2) des Projekts."})
def link_as_a_field(page: Page) -> None:
    code = ' HYPERLINK "https://example.org/pont?a=1&amp;b=2" '
    page.retype("s004", run("Siehe ") + FIELD.format(code=code, shown=run("die Seite")) + run(" des Projekts."))


@edit(unclear=("s001",))
def date_field(page: Page) -> None:
    page.retype("s001", run("Eine Brücke am ") + FIELD.format(code=' DATE \\@ "d. MMMM yyyy" ', shown=run("9. März 2026")))


@edit({"s004": "Siehe [die neue Website](https://example.org/pont?a=1&b=2) des Projekts."})
def words_within_a_link(page: Page) -> None:
    page.replace("s004", "die Website", "die neue Website")


@edit(unclear=("s004",))
def link_removed(page: Page) -> None:
    page.retype("s004", run("Siehe die Website des Projekts."))


@edit(unclear=("s004",))
def address_of_a_link_changed(page: Page) -> None:
    key = page.add_link("https://example.org/anderswo")
    next(page.cell("s004", TARGET).iter(f"{W}hyperlink")).set(f"{R}id", key)


@edit({"s001": "Brücke: www.example.org"}, noted=("s001",))
def link_made_by_word(page: Page) -> None:
    key = page.add_link("http://www.example.org/")
    page.retype("s001", run("Brücke: ") + f'<w:hyperlink r:id="{key}">{run("www.example.org")}</w:hyperlink>')


@edit(unclear=("s001",))
def link_added(page: Page) -> None:
    key = page.add_link("https://example.org/neu")
    page.retype("s001", run("Eine digitale ") + f'<w:hyperlink r:id="{key}">{run("Brücke")}</w:hyperlink>')


@edit(unclear=("s005",))
def note_call_deleted(page: Page) -> None:
    page.retype("s005", run("Der Haushalt ist öffentlich."))


@edit({"s005": "Öffentlich ist der Haushalt[^n1]."})
def note_call_moved(page: Page) -> None:
    page.retype("s005", run("Öffentlich ist der Haushalt") + run("[1]", '<w:vertAlign w:val="superscript"/>') + run("."))


@edit(unclear=("s001",))
def footnote_added(page: Page) -> None:
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>neu</w:t></w:r></w:p></w:footnote>'
    page.parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W[1:-1]}">{notes}</w:footnotes>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    page._into(
        "word/_rels/document.xml.rels",
        f'<Relationship Id="rNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        "</Relationships>",
    )
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    page._into("[Content_Types].xml", f'<Override PartName="/word/footnotes.xml" ContentType="{media}"/></Types>', "</Types>")
    page.append("s001", '<w:r><w:footnoteReference w:id="2"/></w:r>')


@edit(unclear=("s001",))
def text_box_in_a_cell(page: Page) -> None:
    box = f'<v:shape type="#_x0000_t202" style="width:100pt;height:30pt"><v:textbox><w:txbxContent><w:p>{run("im Kasten")}</w:p></w:txbxContent></v:textbox></v:shape>'
    page.append("s001", f"<w:r><w:pict>{box}</w:pict></w:r>")


@edit(unclear=("s001",))
def table_in_a_cell(page: Page) -> None:
    inner = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr><w:p>{run("innen")}</w:p></w:tc></w:tr></w:tbl>'
    page.paragraph("s001").addnext(xml(inner))
    page.cell("s001", TARGET).append(xml("<w:p/>"))


@edit({"s001": "Eine Brücke"}, noted=("s001",))
def hidden_text(page: Page) -> None:
    page.retype("s001", run("Eine ") + run("geheime ", "<w:vanish/>") + run("Brücke"))


@edit({"s002": "**Zwei** Institute eröffnen ein Labor."})
def bold_on_another_word(page: Page) -> None:
    page.retype("s002", run("Zwei", "<w:b/>") + run(" Institute eröffnen ein Labor."))


@edit({"s001": "Eine *digitale* **Brücke**"})
def bold_and_italic_added(page: Page) -> None:
    page.retype("s001", run("Eine ") + run("digitale", "<w:i/>") + run(" ") + run("Brücke", "<w:b/>"))


@edit({"s007": "Auf 12\u00a0m^3^, ohne CO~2~."})
def raised_and_lowered(page: Page) -> None:
    page.retype(
        "s007",
        run("Auf 12\u00a0m")
        + run("3", '<w:vertAlign w:val="superscript"/>')
        + run(", ohne CO")
        + run("2", '<w:vertAlign w:val="subscript"/>')
        + run("."),
    )


@edit(unclear=("s001",))
def words_struck_through(page: Page) -> None:
    page.retype("s001", run("Eine ") + run("digitale ", "<w:strike/>") + run("Brücke"))


@edit({"s001": "Eine neue Brücke"}, noted=("s001",))
def words_coloured(page: Page) -> None:
    dress = '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/><w:u w:val="single"/>'
    page.retype("s001", run("Eine ") + run("neue", dress) + run(" Brücke"))


@edit(unclear=("s001",))
def sign_of_a_symbol_font(page: Page) -> None:
    page.append("s001", '<w:r><w:sym w:font="Webdings" w:char="F0EB"/></w:r>')


@edit({"s001": "Eine Nord\u2011Süd-Brücke"})
def hyphens_of_word(page: Page) -> None:
    page.retype("s001", run("Eine Nord") + "<w:r><w:noBreakHyphen/></w:r>" + run("Süd-Brü") + "<w:r><w:softHyphen/></w:r>" + run("cke"))


@edit({"s001": "Eine schöne Brücke"})
def letters_in_pieces(page: Page) -> None:
    page.retype("s001", run("Eine scho\u0308ne Bru\u0308cke"))


@edit(unclear=("s003",))
def target_emptied(page: Page) -> None:
    page.retype("s003", "")


@edit({"s003": NEW}, noted=("s003",))
def original_edited_too(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.replace("s003", "personnes", "employés", SOURCE)


@edit(unclear=("s003", "s009"))
def original_moved_to_another_row(page: Page) -> None:
    third, ninth = page.cell("s003", SOURCE), page.cell("s009", SOURCE)
    for paragraph in ninth.findall(f"{W}p"):
        ninth.remove(paragraph)
    for paragraph in third.findall(f"{W}p"):
        ninth.append(paragraph)
    third.append(xml("<w:p/>"))


@edit(remarks=("Das Institut ",))
def fixed_text_edited(page: Page) -> None:
    page.retype("f002", run("Das Institut Nord forscht und lehrt."))


@edit(remarks=("Bitte aktualisieren",))
def remark_on_a_fixed_text(page: Page) -> None:
    page.append("f002", run("Bitte aktualisieren"), REMARK)


@edit(remarks=("Insgesamt sehr gut.",))
def text_under_the_table(page: Page) -> None:
    page.body[-2].addprevious(xml(f"<w:p>{run('Insgesamt sehr gut.')}</w:p>"))


@edit({"s003": NEW})
def content_controls(page: Page) -> None:
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
def open_row_translated(page: Page) -> None:
    page.retype("s010", run("Ein neuer Satz."))


@edit(unclear=("s003",))
def original_copied_over_the_translation(page: Page) -> None:
    page.retype("s003", run("Il compte 120 personnes."))


@edit({"s008": "Besten Dank.", "s009": "Herzlichen Dank."})
def two_rows_of_one_original(page: Page) -> None:
    page.replace("s008", "Danke", "Besten Dank")
    page.replace("s009", "Vielen", "Herzlichen")


@edit({"s012": "Open Science bleibt ein Programm."})
def words_in_another_language_moved(page: Page) -> None:
    page.retype("s012", run("Open Science", '<w:lang w:val="de-DE"/>') + run(" bleibt ein Programm."))


@edit(remarks=("ein neuer Satz",))
def row_inserted(page: Page) -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>{run(word)}</w:p></w:tc>' for word in ("", "", "ein neuer Satz", "")
    )
    page.row("s003").addnext(xml(f"<w:tr>{cells}</w:tr>"))


@edit(unclear=("s001",))
def formula_in_a_cell(page: Page) -> None:
    page.append("s001", "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>")


@edit({"s004": "Siehe [die schöne Website](https://example.org/pont?a=1&b=2) des Projekts."}, noted=("s004",))
def tracked_insertion_within_a_link(page: Page) -> None:
    link = next(page.cell("s004", TARGET).iter(f"{W}hyperlink"))
    next(link.iter(f"{W}t")).text = "die "
    link.append(xml(f"<w:ins {AUTHOR}>{run('schöne ')}</w:ins>"))
    link.append(xml(run("Website")))
