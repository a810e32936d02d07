"""Zip files as drafts are: small, whole, and never the same twice."""

from __future__ import annotations

import io
import os
import zipfile


def zipped(*members: tuple[str, bytes], comment: bytes = b"", how: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
        archive.comment = comment
    return file.getvalue()


DRAFT = zipped(("word/document.xml", os.urandom(5000)), ("word/media/image1.png", os.urandom(5000)))
