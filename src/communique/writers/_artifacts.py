"""What stands on a page and is no part of its text: running heads, page numbers and watermarks, which nobody wants read out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

# An MCID without a structure element keeps its place in the page's list (ISO 32000-1, 14.7.4.4), so that the others keep theirs.
NOTHING = "null"


def set_apart(pdf: Any) -> None:
    """Mark as artifacts (ISO 32000-1, 14.8.2.2) what WeasyPrint paints with a tag and does not link into the tree of the text."""
    if "StructTreeRoot" not in pdf.catalog:
        return
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    _let_go_of_nothing(pdf, _at(pdf, root["K"][0]))
    linked = {element.number for element in _elements(pdf, root["K"])}
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    lists = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for leaf in [found for found in pdf.objects if isinstance(found, dict) and found.get("Type") == "/Page"]:
        owners = lists[leaf["StructParents"]]
        loose = {mcid for mcid, owner in enumerate(owners) if _number(owner) not in linked}
        for mcid in loose:
            owners[mcid] = NOTHING
        _unmark(_at(pdf, leaf["Contents"]).stream, loose)


def _let_go_of_nothing(pdf: Any, element: Any) -> None:
    """Take spans without content out of the tree: a line that ends where a span begins leaves one behind."""
    kept = []
    for kid in element["K"]:
        found = _at(pdf, kid) if isinstance(kid, bytes) else None
        if isinstance(found, dict) and found.get("Type") == "/StructElem":
            _let_go_of_nothing(pdf, found)
            if found["S"] == "/Span" and not found["K"]:
                continue
        kept.append(kid)
    element["K"][:] = kept


def _elements(pdf: Any, kids: Iterable[Any]) -> Iterator[Any]:
    """Every structure element under a list of kids; marked content and annotations among them are no elements."""
    for kid in kids:
        found = _at(pdf, kid) if isinstance(kid, bytes) else None
        if isinstance(found, dict) and found.get("Type") == "/StructElem":
            yield found
            yield from _elements(pdf, found["K"])


def _unmark(operators: list[Any], loose: Collection[int]) -> None:
    """Let a page's tagged pieces without an element begin as artifacts: a tag, its MCID and `BDC` become a tag and `BMC`."""
    for at, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") in loose:
            operators[at - 1 : at + 2] = ("/Artifact", b"", b"BMC")


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
