"""Google Translate's public page through deep-translator: no key, no promise, and every text in the address of a request."""

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
URL = "https://translate.google.com/m"


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """Google's page. Settings: `pause` (seconds between two texts, 0.3), `tries`, `timeout`, `wait`; `url` for another address of it."""
    url = str(settings.get("url") or URL)
    _deep.through(_deep.google, "google", Patience.of("google", settings))

    def make(source: Language, target: Language) -> BaseTranslator:
        translator = _deep.google.GoogleTranslator(source=source.value, target=target.value)
        translator._base_url = url
        return translator

    # The page takes 5,000 characters; as part of an address, German and French letters take six.
    host = frozenset({secure("google", url)})
    return Adapter("google", make, host, VERSION, limit=1200, pause=pause("google", settings, 0.3))
