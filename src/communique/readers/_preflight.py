"""The inner files of a draft, unpacked only after every limit held."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from . import _refusals as refusals
from ._intake import MEGABYTE
from ._refusals import KINDS, Refused

# Measured on some 800 Word files of public repositories: none that opens in a word processor is above any of these.
MOST_ENTRIES = 2000
LARGEST_XML, LARGEST_ENTRY, LARGEST_SUM = 20 * MEGABYTE, 40 * MEGABYTE, 60 * MEGABYTE
LARGEST_RATIO = 200
# A draft of forty pages has 1 MB of XML; its tree takes some ten times that.
LIGHT = 4 * MEGABYTE

XML_NAMES = (".xml", ".rels")
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DECLARED = re.compile(r"^<\?xml[^>]*\?>")
END_RECORD = b"PK\x05\x06"
UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Contents:
    """The inner files of a draft: `xml` by name in UTF-8 or its declared encoding, `names` of all, and what is odd about the archive."""

    xml: Mapping[str, bytes]
    names: frozenset[str]
    trailing: bool
    escaping: bool
    _archive: zipfile.ZipFile = field(repr=False)
    _entries: Mapping[str, zipfile.ZipInfo] = field(repr=False)

    @property
    def heavy(self) -> bool:
        """Whether reading it takes so much that it should happen in a process of its own."""
        return sum(len(content) for content in self.xml.values()) > LIGHT

    def binary(self, name: str) -> bytes:
        """One inner file whole. Raises Refused where it is damaged."""
        return _unpack(self._archive, self._entries[name])


def unpack(content: bytes) -> Contents:
    """The inner files of a zip archive. Raises Refused for what is damaged, encrypted, too large, doubled, or carries a DTD."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except UNREADABLE as error:
        raise Refused(refusals.DAMAGED, what=refusals.END_MISSING) from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    _weigh(infos)
    entries = {_name(info): info for info in infos}
    if len({name.lower() for name in entries}) != len(infos):
        raise Refused(refusals.TWICE)
    _recognise(archive, entries)
    xml = {name: _xml(name, _unpack(archive, info)) for name, info in entries.items() if name.lower().endswith(XML_NAMES)}
    return Contents(
        xml=xml,
        names=frozenset(entries),
        trailing=_trailing(content),
        escaping=any(name.startswith(("/", "../")) or "/../" in name or ":" in name for name in entries),
        _archive=archive,
        _entries=entries,
    )


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/")


def _weigh(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_ENTRIES:
        raise Refused(refusals.CROWDED, count=len(infos), limit=MOST_ENTRIES)
    for info in infos:
        limit = LARGEST_XML if info.filename.lower().endswith(XML_NAMES) else LARGEST_ENTRY
        if info.file_size > limit:
            raise Refused(refusals.BOMB, size=info.file_size // MEGABYTE, limit=limit // MEGABYTE)
        ratio = info.file_size // max(1, info.compress_size)
        if info.file_size > MEGABYTE and ratio > LARGEST_RATIO:
            raise Refused(refusals.SWOLLEN, ratio=ratio, limit=LARGEST_RATIO)
        if info.flag_bits & 1:
            raise Refused(refusals.DAMAGED, what=refusals.LOCKED_PART.fill(part=_shown(info.filename)))
    total = sum(info.file_size for info in infos)
    if total > LARGEST_SUM:
        raise Refused(refusals.BOMB, size=total // MEGABYTE, limit=LARGEST_SUM // MEGABYTE)


def _recognise(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> None:
    if "[Content_Types].xml" in entries:
        return
    if "mimetype" in entries and b"opendocument" in _unpack(archive, entries["mimetype"]):
        raise Refused(refusals.OTHER_FORMAT, kind=KINDS["odt"])
    if any(name.startswith("word/") for name in entries):
        raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part="[Content_Types].xml"))
    raise Refused(refusals.OTHER_FORMAT, kind=KINDS["zip"])


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    # zipfile stops at the declared size and compares the checksum: a size that lies ends here.
    try:
        return archive.read(info)
    except UNREADABLE as error:
        raise Refused(refusals.DAMAGED, what=refusals.PART_BROKEN.fill(part=_shown(info.filename))) from error


def _xml(name: str, content: bytes) -> bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = DECLARED.sub("", content.decode("utf-16")).encode()
        except UnicodeError as error:
            raise Refused(refusals.DAMAGED, what=refusals.PART_BROKEN.fill(part=_shown(name))) from error
    if DOCTYPE.search(content):
        raise Refused(refusals.DTD)
    return content


def _trailing(content: bytes) -> bool:
    end = content.rfind(END_RECORD)
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    return len(content) > end + 22 + comment


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:60]
