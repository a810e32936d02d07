"""MyMemory through deep-translator, over https: no key, short texts, a small daily quota."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..languages import Language
from . import _deep
from ._deep import Adapter, BaseTranslator
from ._patience import Patience
from ._post import secure
from ._settings import pause

VERSION = _deep.VERSION
# deep-translator asks over http, where anyone on the way reads along.
URL = "https://api.mymemory.translated.net/get"


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """MyMemory. Settings: `email` (a larger quota), `pause` (seconds between two texts, 0.3), `tries`, `timeout`, `wait`, `url`."""
    url = str(settings.get("url") or URL)
    _deep.through(_deep.mymemory, "mymemory", Patience.of("mymemory", settings))

    def make(source: Language, target: Language) -> BaseTranslator:
        translator = _deep.mymemory.MyMemoryTranslator(source=source.locale, target=target.locale, email=settings.get("email"))
        translator._base_url = url
        return translator

    host = frozenset({secure("mymemory", url)})
    return Adapter("mymemory", make, host, VERSION, limit=500, pause=pause("mymemory", settings, 0.3))
