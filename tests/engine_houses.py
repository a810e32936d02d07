"""Houses whose only engine is a service on loopback, and which remember nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

TABLE = re.compile(r"^\[\[engines\]\]\n(?:(?!\[).*\n?)*", re.MULTILINE)


def with_engine(house: Path, name: str, url: str, **settings: object) -> None:
    """Give a house this engine and no other, and take its memory away."""
    path = house / "templates" / "house.toml"
    values = {"name": name, "host": "any", "url": url, **settings}
    table = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    path.write_text(f"{TABLE.sub('', path.read_text(encoding='utf-8'))}\n[[engines]]\n{table}", encoding="utf-8")
    for memory in (house / "templates" / "memory").glob("*.tmx"):
        memory.unlink()
