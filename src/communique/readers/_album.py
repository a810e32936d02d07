"""The pictures of a draft, re-encoded: no metadata, no trickery, a bounded size."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from ..document import Asset
from ._oddities import Oddities
from ._package import Package

MOST_PIXELS = 24_000_000
FORMATS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
KNOWN = {b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"\xd7\xcd\xc6\x9a": "WMF", b"\x01\0\0\0": "EMF"}
EXTENSIONS = {"PNG": (".png", "image/png"), "JPEG": (".jpg", "image/jpeg")}


@dataclass(slots=True)
class Album:
    """The assets of one reading by part name; a picture used twice is kept once."""

    package: Package
    oddities: Oddities
    assets: dict[str, Asset] = field(default_factory=dict)
    _by_part: dict[str, str] = field(default_factory=dict)

    def add(self, part: str, place: str, called: str = "") -> str:
        """The asset's name of a picture part; empty, with a finding that names it as `called`, where it cannot be kept."""
        if part not in self._by_part:
            self._by_part[part] = self._add(part, place, called)
        return self._by_part[part]

    def _add(self, part: str, place: str, called: str) -> str:
        content = self.package.binary(part)
        if not content:
            self.oddities.note("image-damaged", place, called)
            return ""
        kind = next((kind for sign, kind in FORMATS.items() if content.startswith(sign)), "")
        if not kind:
            self.oddities.note("image-format", place, called, kind=_kind(content, part))
            return ""
        encoded = self._encoded(content, kind, place, called)
        if not encoded:
            return ""
        extension, media_type = EXTENSIONS[kind]
        name = hashlib.sha256(encoded).hexdigest()[:16] + extension
        self.assets[name] = Asset(name, media_type, encoded)
        return name

    def _encoded(self, content: bytes, kind: str, place: str, called: str) -> bytes:
        # Pillow comes with the first picture: most drafts have none, and loading it costs as much as reading one.
        from . import _imaging

        try:
            return _imaging.reencode(content, kind, MOST_PIXELS)
        except _imaging.TooLarge as error:
            self.oddities.note("image-size", place, called, megapixels=error.pixels // 1_000_000, limit=MOST_PIXELS // 1_000_000)
        except _imaging.Unreadable:
            self.oddities.note("image-damaged", place, called)
        return b""


def _kind(content: bytes, part: str) -> str:
    if b"<svg" in content[:2000]:
        return "SVG"
    return next((kind for sign, kind in KNOWN.items() if content.startswith(sign)), part.rsplit(".", 1)[-1].upper()[:8])
