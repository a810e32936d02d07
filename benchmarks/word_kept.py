"""What the drafts of a folder kept of their files and what leaked into them: links, text boxes, secrets, the real release."""

from __future__ import annotations

import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from word_parts import Parts, phrase
from word_reading import Reading, read


def kept_and_leaked(readings: list[tuple[Reading, Parts]]) -> dict[str, Any]:
    """Links kept, text boxes read once, and hidden, deleted or comment texts that are in a draft or its findings."""
    links = [(r.file, kept_link(r, words, target)) for r, parts in readings for words, target in parts.links]
    boxes = [(r.file, times(box, r.text, parts.text)) for r, parts in readings for box in parts.boxes]
    leaks = [(r.file, secret) for r, parts in readings for secret in parts.secrets if phrase(secret) in everything(r)]
    counts = Counter(found for _, found in boxes)
    return {
        "links": {"all": len(links), "kept": round(statistics.mean([ok for _, ok in links] or [1]), 4), "lost": _files(links, False)},
        "boxes": {"once": counts["once"], "missing": _files(boxes, "missing"), "twice": _files(boxes, "twice")},
        "leaks": {"secrets": sum(len(parts.secrets) for _, parts in readings), "leaked": [file for file, _ in leaks]},
    }


def _files(found: list[tuple[str, Any]], which: object) -> list[str]:
    return [file for file, what in found if what == which]


def everything(reading: Reading) -> str:
    """All words of a draft and its findings, as one phrase."""
    return phrase(json.dumps([reading.values, reading.told], ensure_ascii=False).replace("\\n", " "))


def kept_link(reading: Reading, words: str, target: str) -> bool:
    """Whether a draft has a link with these words that leads there; white space in addresses does not count."""
    address = re.sub(r"\s", "", target)
    found = (text for href, text in _links(reading.values) if href == address)
    return any(phrase(words).strip() in phrase(text) for text in found)


def _links(values: object) -> Iterator[tuple[str, str]]:
    match values:
        case {"link": href, "inlines": inlines}:
            yield re.sub(r"\s", "", href), "".join(inline.get("text", " ") for inline in inlines)
        case dict():
            for value in values.values():
                yield from _links(value)
        case list():
            for value in values:
                yield from _links(value)


def times(box: list[str], text: str, visible: str) -> str:
    """Whether the paragraphs of a text box are in a text once, missing or twice; as often as they are visible is once."""
    counts = [(_count(paragraph, text), _count(paragraph, visible)) for paragraph in box]
    if any(not n for n, _ in counts):
        return "missing"
    return "twice" if any(n > m for n, m in counts) else "once"


def _count(text: str, within: str) -> int:
    """How often a text stands in another: within its lines, or over them where soft breaks cut it."""
    # Neighbours share the space between them.
    sought = re.compile(re.escape(phrase(text)[:-1]) + "(?= )")
    return sum(len(sought.findall(phrase(line))) for line in within.split("\n")) or len(sought.findall(phrase(within)))


def golden(folder: Path) -> list[str]:
    """The drafts of the real release in which a word is missing, too many or out of order, a link is lost, or a secret is read."""
    wrong = []
    for path in sorted(folder.glob("*.expected.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        reading = read(folder / path.name.replace(".expected.json", ".docx"))
        text = "\n".join(block.get("alt") or block["text"] for block in reading.values.get("blocks", ()))
        exact = phrase(text) == phrase("\n".join(_expected(block) for block in wanted["blocks"]))
        links = [(i["text"], i["link"]) for block in wanted["blocks"] for i in block.get("inlines", ()) if "link" in i]
        kept = all(kept_link(reading, words, target) for words, target in links)
        leaks = [
            secret for secret in wanted.get("must_not_leak", ()) if secret in json.dumps([reading.values, reading.told], ensure_ascii=False)
        ]
        if not (exact and kept) or leaks:
            wrong.append(path.name)
    return wrong


def _expected(block: dict[str, Any]) -> str:
    texts = [block.get("alt", ""), block.get("text", ""), [cell for row in block.get("rows", ()) for cell in row]]
    return "\n".join(text if isinstance(text, str) else "\n".join(text) for text in texts)
