"""Edits of rows, columns and comments: what people do to a table in Word."""

from __future__ import annotations

import copy

from word_page import NUMBER, REMARK, SOURCE, TARGET, Page, W, run, text_of, xml
from word_sample import NUMBERS, edit

NEW = "Dort forschen *120* Menschen."


@edit()
def _as_written(page: Page) -> None:
    pass


@edit({"s003": NEW})
def _rows_reversed(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.reorder(page.rows[:0:-1])


@edit(unclear=("s003",))
def _row_deleted(page: Page) -> None:
    page.table.remove(page.row("s003"))


@edit(unclear=("s003",))
def _row_copied(page: Page) -> None:
    page.row("s003").addnext(copy.deepcopy(page.row("s003")))


@edit(unclear=("s003",))
def _row_copied_without_its_bookmark_and_edited(page: Page) -> None:
    twin = copy.deepcopy(page.row("s003"))
    for mark in list(twin.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for text in twin.findall(f"{W}tc")[TARGET].iter(f"{W}t"):
        text.text = text.text.replace("arbeiten", "forschen")
    page.row("s003").addnext(twin)


@edit(unclear=("s002", "s003"))
def _targets_merged_vertically(page: Page) -> None:
    first, second = page.cell("s002", TARGET), page.cell("s003", TARGET)
    first.append(copy.deepcopy(second.find(f"{W}p")))
    first.find(f"{W}tcPr").append(xml('<w:vMerge w:val="restart"/>'))
    second.find(f"{W}tcPr").append(xml("<w:vMerge/>"))
    page.retype("s003", "")


@edit(unclear=("s002",))
def _source_and_target_merged(page: Page) -> None:
    source, target = page.cell("s002", SOURCE), page.cell("s002", TARGET)
    for paragraph in target.findall(f"{W}p"):
        source.append(paragraph)
    source.find(f"{W}tcPr").append(xml('<w:gridSpan w:val="2"/>'))
    page.row("s002").remove(target)


@edit(remarks=("Maria Tal: Stimmt die Zahl?",))
def _comment_of_word(page: Page) -> None:
    page.add_comment("s003", "Stimmt die Zahl?")


@edit({"s003": NEW}, remarks=("Bitte prüfen",))
def _comment_in_its_column(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.cell("s003", REMARK).append(xml(f"<w:p>{run('Bitte prüfen')}</w:p>"))


@edit(remarks=("schöner Titel",))
def _comment_typed_over_the_empty_line(page: Page) -> None:
    page.append("s001", run("schöner Titel"), REMARK)


@edit(remarks=("Das ist so gewollt",))
def _words_added_to_a_finding(page: Page) -> None:
    page.append("s003", run(" Das ist so gewollt"), REMARK)


@edit({"s003": NEW}, remarks=("eigene Spalte",))
def _column_added_at_the_end(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.insert_column(3, {"s002": "eigene Spalte"})


@edit({"s003": NEW}, remarks=("Zwischenspalte",))
def _column_added_between_original_and_translation(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.insert_column(2, dict.fromkeys(NUMBERS, "Zwischenspalte"))


@edit({"s003": NEW})
def _table_sorted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.reorder(sorted(page.rows[1:], key=lambda row: text_of(row.findall(f"{W}tc")[SOURCE])))


@edit({"s003": NEW})
def _table_sorted_with_its_heads(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.reorder(sorted(page.rows, key=lambda row: text_of(row.findall(f"{W}tc")[SOURCE])))


@edit({"s003": NEW})
def _row_dragged_elsewhere(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.row("s009").addnext(page.row("s003"))


@edit({"s003": NEW}, noted=("s003",))
def _number_mistyped(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.replace("s003", "s003", "3", NUMBER)


@edit(unclear=("s002", "s003"), remarks=("Dort forschen 120 Menschen.",))
def _numbers_exchanged(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    second, third = page.cell("s002", NUMBER), page.cell("s003", NUMBER)
    next(second.iter(f"{W}t")).text, next(third.iter(f"{W}t")).text = "s003", "s002"


@edit({"s003": NEW}, noted=NUMBERS)
def _numbers_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for row in page.rows[1:]:
        next(row.iter(f"{W}t")).text = ""


@edit({"s003": NEW}, noted=NUMBERS)
def _column_of_numbers_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.delete_column(NUMBER)


ONCE = tuple(number for number in NUMBERS if number not in {"s008", "s009"})


@edit({"s003": NEW}, unclear=("s008", "s009"), remarks=("die Zahl weicht vom Original ab",), noted=ONCE)
def _bookmarks_lost(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for mark in page.bookmarks():
        mark.getparent().remove(mark)


@edit(unclear=NUMBERS)
def _bookmarks_and_numbers_lost(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for mark in page.bookmarks():
        mark.getparent().remove(mark)
    for row in page.rows[1:]:
        next(row.iter(f"{W}t")).text = ""


@edit({"s003": NEW})
def _table_split_in_two(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.split("s003")


@edit({"s003": NEW}, remarks=("fremd",))
def _another_table_added(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>{run(word)}</w:p></w:tc>' for word in ("a", "b", "fremd", "d")
    )
    grid = '<w:gridCol w:w="2000"/>' * 4
    other = xml(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>")
    page.table.addnext(other)
    page.table.addnext(xml("<w:p/>"))


@edit({"s003": NEW})
def _row_of_heads_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.table.remove(page.rows[0])


@edit(unclear=NUMBERS)
def _row_of_heads_deleted_and_column_added(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.insert_column(2, {})
    page.table.remove(page.rows[0])


@edit({"s003": NEW})
def _column_of_comments_deleted(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.delete_column(REMARK)


@edit({"s003": NEW})
def _columns_exchanged(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    for row in page.rows:
        cells = row.findall(f"{W}tc")
        cells[TARGET].addnext(cells[SOURCE])


@edit({"s003": NEW}, noted=("s003",))
def _original_edited_too(page: Page) -> None:
    page.replace("s003", "arbeiten", "forschen")
    page.replace("s003", "personnes", "employés", SOURCE)


@edit(unclear=("s003", "s009"), remarks=("Dort arbeiten 120 Menschen.", "Vielen Dank."))
def _original_moved_to_another_row(page: Page) -> None:
    third, ninth = page.cell("s003", SOURCE), page.cell("s009", SOURCE)
    for paragraph in ninth.findall(f"{W}p"):
        ninth.remove(paragraph)
    for paragraph in third.findall(f"{W}p"):
        ninth.append(paragraph)
    third.append(xml("<w:p/>"))


@edit(remarks=("Das Institut ",))
def _fixed_text_edited(page: Page) -> None:
    page.retype("f002", run("Das Institut Nord forscht und lehrt."))


@edit(remarks=("Bitte aktualisieren",))
def _remark_on_a_fixed_text(page: Page) -> None:
    page.append("f002", run("Bitte aktualisieren"), REMARK)


@edit(remarks=("Insgesamt sehr gut.",))
def _text_under_the_table(page: Page) -> None:
    page.body[-2].addprevious(xml(f"<w:p>{run('Insgesamt sehr gut.')}</w:p>"))


@edit(remarks=("ein neuer Satz",))
def _row_inserted(page: Page) -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>{run(word)}</w:p></w:tc>' for word in ("", "", "ein neuer Satz", "")
    )
    page.row("s003").addnext(xml(f"<w:tr>{cells}</w:tr>"))


@edit({"s008": "Besten Dank.", "s009": "Herzlichen Dank."})
def _two_rows_of_one_original(page: Page) -> None:
    page.replace("s008", "Danke", "Besten Dank")
    page.replace("s009", "Vielen", "Herzlichen")
