"""What all pages of a desk share: whose it is, where people reach it, and what makes its previews."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from .. import house as houses
from ..house import House
from ..languages import Language
from . import answers
from .previews import Workshop


@dataclass(slots=True)
class Desk:
    """What the pages share: the house as it was when the desk opened, the address under which people reach it, and their language."""

    opened_for: House
    base: str
    language: Language
    workshop: Workshop = field(default_factory=Workshop)

    @property
    def zone(self) -> str:
        """The house's time zone when the desk opened."""
        return self.opened_for.zone

    @property
    def house(self) -> House:
        """The house as its files say now: who was removed from a list has no say from that moment on."""
        return houses.load(self.opened_for.root)

    def static(self, name: str) -> str:
        """The address of a file of the desk's own; it changes with the file, so that browsers may keep it."""
        found = answers.static_file(name)
        return f"{urlsplit(self.base).path}/static/{name}?v={found[2] if found else ''}"

    def place(self, token: str) -> str:
        """The path of a link's review page."""
        return f"{urlsplit(self.base).path}/r/{quote(token, safe='')}/"
