"""The bytes of a draft, taken once, from an ordinary file that is not somebody's lock or a download under way."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from . import _refusals as refusals
from ._refusals import KINDS, Refused

MEGABYTE = 1 << 20
LARGEST = 40 * MEGABYTE
SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})

# Word's owner files, LibreOffice's locks, macOS's doubles, hidden files, Word's own temporary files, downloads under way.
NOT_DRAFTS = re.compile(r"^(?:~\$|\.|~WRL\d)|\.(?:tmp|crdownload|part|partial|download)$|#$", re.IGNORECASE)
# A container of Word 97 or of an encrypted document [MS-CFB 2.2].
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
STARTS = {b"%PDF-": "pdf", b"{\\rtf": "rtf", b"<?xml": "xml", b"<": "html"}


def is_draft(path: Path) -> bool:
    """Whether a file of a drop folder is a draft by its name and kind; nothing is opened."""
    try:
        regular = stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
    return regular and not NOT_DRAFTS.search(path.name) and path.suffix.lower() in SUFFIXES


def content_of(path: Path) -> bytes:
    """The bytes of a file that begins like a Word document. Raises Refused."""
    if NOT_DRAFTS.search(path.name):
        raise Refused(refusals.LOCK_FILE)
    content = _bytes(path)
    if not content.startswith(ZIP):
        raise _misnamed(content)
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(refusals.WRONG_NAME)
    return content


def _bytes(path: Path) -> bytes:
    # O_NONBLOCK: opening a pipe must not wait for a writer; O_NOFOLLOW: a link may point anywhere.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Refused(refusals.NOT_A_FILE)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(refusals.NOT_A_FILE)
            content = file.read(LARGEST + 1)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise Refused(refusals.NOT_THERE) from error
    except OSError as error:
        raise Refused(refusals.NO_ACCESS) from error
    if len(content) > LARGEST:
        raise Refused(refusals.TOO_BIG, size=-(-size // MEGABYTE), limit=LARGEST // MEGABYTE)
    if not content:
        raise Refused(refusals.EMPTY_FILE)
    return content


def _misnamed(content: bytes) -> Refused:
    if content.startswith(COMPOUND_FILE):
        if "EncryptedPackage".encode("utf-16le") in content:
            return Refused(refusals.PASSWORD)
        return Refused(refusals.OTHER_FORMAT, kind=KINDS["doc"])
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = next((kind for sign, kind in STARTS.items() if start.startswith(sign.lower())), "other")
    return Refused(refusals.OTHER_FORMAT, kind=KINDS[kind])
