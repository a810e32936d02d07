"""What a file says, and every file in it: attachments of a PDF, parts of a mail, members of an archive."""

from __future__ import annotations

import email
import email.policy
import html
import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2


def solid(text: str) -> str:
    """The letters and digits of a text, its tags left out."""
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^>]*>", "", text)))


def inside(content: bytes) -> Iterator[str]:
    """Every text in a file."""
    yield content.decode(errors="ignore")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from inside(archive.read(name))
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            for attached in document.attachments.values():
                yield from inside(attached.get_file().read_bytes())
        with pypdfium2.PdfDocument(content) as printed:
            yield "".join(page.get_textpage().get_text_bounded() for page in printed)
    elif b"\nMIME-Version: 1.0" in content[:4000]:
        for part in email.message_from_bytes(content, policy=email.policy.default).walk():
            if not part.is_multipart():
                yield from inside(part.get_payload(decode=True))
