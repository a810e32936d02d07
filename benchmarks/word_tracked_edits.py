"""Edits with changes tracked."""

from __future__ import annotations

from word_page import AUTHOR, TARGET, Element, Page, W, run, xml
from word_sample import edit

NEW = "Dort forschen *120* Menschen."


@edit({"s003": "Dort arbeiten heute *120* Menschen."}, noted=("s003",))
def _tracked_insertion(page: Page) -> None:
    page.retype("s003", run("Dort arbeiten ") + f"<w:ins {AUTHOR}>{run('heute ')}</w:ins>" + run("120", "<w:i/>") + run(" Menschen."))


@edit({"s003": "*120* Menschen."}, noted=("s003",))
def _tracked_deletion(page: Page) -> None:
    page.retype("s003", f"<w:del {AUTHOR}>{run('Dort arbeiten ', tag='delText')}</w:del>" + run("120", "<w:i/>") + run(" Menschen."))


@edit({"s003": NEW}, noted=("s003",))
def _tracked_replacement(page: Page) -> None:
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
def _tracked_move(page: Page) -> None:
    page.retype(
        "s003",
        f"<w:moveFromRangeStart {AUTHOR} w:name='m1'/><w:moveFrom {AUTHOR}>{run('Dort arbeiten ')}</w:moveFrom>"
        + "<w:moveFromRangeEnd w:id='900'/>"
        + run("120", "<w:i/>")
        + run(" Menschen")
        + f"<w:moveToRangeStart {AUTHOR} w:name='m1'/><w:moveTo {AUTHOR}>{run(' arbeiten dort')}</w:moveTo><w:moveToRangeEnd w:id='900'/>"
        + run("."),
    )


@edit({"s001": "Eine digitale Brücke für alle"}, noted=("s001",))
def _tracked_paragraphs_joined(page: Page) -> None:
    cell = page.cell("s001", TARGET)
    cell.append(xml(f"<w:p>{run(' für alle')}</w:p>"))
    cell.find(f"{W}p/{W}pPr").append(xml(f"<w:rPr><w:del {AUTHOR}/></w:rPr>"))


@edit(unclear=("s001",))
def _tracked_deletion_of_one_of_two_paragraphs(page: Page) -> None:
    cell = page.cell("s001", TARGET)
    page.retype("s001", f"<w:del {AUTHOR}>{run('Eine digitale Brücke', tag='delText')}</w:del>")
    cell.append(xml(f"<w:p>{run('für alle')}</w:p>"))


@edit(unclear=("s001",))
def _tracked_paragraph_split(page: Page) -> None:
    page.cell("s001", TARGET).find(f"{W}p/{W}pPr").append(xml(f"<w:rPr><w:ins {AUTHOR}/></w:rPr>"))
    page.cell("s001", TARGET).append(xml(f"<w:p><w:ins {AUTHOR}>{run('Untertitel')}</w:ins></w:p>"))


@edit(unclear=("s003",))
def _tracked_row_deletion(page: Page) -> None:
    page.row("s003").find(f"{W}trPr").append(xml(f"<w:del {AUTHOR}/>"))
    for element in list(page.row("s003").iter(f"{W}r")):
        gone = _gone(element)
        element.getparent().replace(element, gone)
        gone.append(element)


def _gone(element: Element) -> Element:
    gone = xml(f"<w:del {AUTHOR}/>")
    for text in element.iter(f"{W}t"):  # type: ignore[attr-defined]
        text.tag = f"{W}delText"
    return gone


@edit({"s004": "Siehe [die schöne Website](https://example.org/pont?a=1&b=2) des Projekts."}, noted=("s004",))
def _tracked_insertion_within_a_link(page: Page) -> None:
    link = next(page.cell("s004", TARGET).iter(f"{W}hyperlink"))
    next(link.iter(f"{W}t")).text = "die "
    link.append(xml(f"<w:ins {AUTHOR}>{run('schöne ')}</w:ins>"))
    link.append(xml(run("Website")))
