"""What another process answers over a pipe, each piece within a deadline."""

from __future__ import annotations

import json
import os
import select
import time
from typing import Any

from .setting import SIZE

# A pipe holds so much at most; asking for more in one go takes memory for nothing.
PIECE = 1 << 20


class Late(Exception):
    """The deadline has passed, and the answer is not there."""


class Answers:
    """The reading end of a pipe; `over` once the other side is gone."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.over = descriptor, False
        self._ready = select.poll()
        self._ready.register(descriptor, select.POLLIN)

    def values(self, seconds: float) -> dict[str, Any]:
        """The next frame of JSON. Raises Late, EOFError where the other side is gone, and ValueError for anything else."""
        (size,) = SIZE.unpack(self.read(SIZE.size, seconds))
        values: dict[str, Any] = json.loads(self.read(size, seconds))
        return values

    def read(self, size: int, seconds: float) -> bytes:
        """So many bytes, all of them within so many seconds. Raises Late and EOFError."""
        found, until = bytearray(), time.monotonic() + seconds
        while len(found) < size:
            if not self._ready.poll(max(0.0, until - time.monotonic()) * 1000):
                raise Late
            piece = os.read(self.descriptor, min(size - len(found), PIECE))
            if not piece:
                self.over = True
                raise EOFError
            found += piece
        return bytes(found)

    def close(self) -> None:
        """Close the pipe."""
        os.close(self.descriptor)
