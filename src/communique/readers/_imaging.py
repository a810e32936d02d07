"""The door to Pillow: a picture decoded and written anew, without anything that was not to be seen."""

from __future__ import annotations

import io

from PIL import Image, ImageFile, ImageOps

LONGEST_SIDE = 3000
QUALITY = 90
# The caller's limit decides, from the header, before anything is unpacked.
Image.MAX_IMAGE_PIXELS = None


class Unreadable(Exception):
    """The picture is damaged."""


class TooLarge(Exception):
    """The picture has more pixels than the limit; `pixels` says how many."""

    def __init__(self, pixels: int) -> None:
        self.pixels = pixels
        super().__init__(str(pixels))


def reencode(content: bytes, kind: str, most_pixels: int) -> bytes:
    """A PNG or JPEG (`kind`) turned upright, at most 3000 pixels a side, without metadata. Raises Unreadable or TooLarge."""
    # WeasyPrint, where it was loaded before, tells Pillow for the whole process to take half a picture for a picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # JPEG only: decodes at a fraction of the size
            if image.width * image.height > most_pixels:
                raise TooLarge(image.width * image.height)
            return _written(ImageOps.exif_transpose(image), kind)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Unreadable from error


def _written(image: Image.Image, kind: str) -> bytes:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clear = kind == "PNG" and (image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info)
    plain = image.convert("RGBA" if clear else "L" if image.mode in {"1", "L"} else "RGB")
    plain.info = {}
    out = io.BytesIO()
    if kind == "JPEG":
        plain.save(out, kind, quality=QUALITY)
    else:
        plain.save(out, kind)
    return out.getvalue()
