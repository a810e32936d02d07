"""LibreTranslate on a server of the house's own choice: texts and key in the body, never in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..languages import Language
from . import Assignment
from ._deep import CODES, Adapter, BaseTranslator
from ._faults import odd
from ._keys import key
from ._patience import Patience
from ._post import post, secure
from ._settings import number, pause

VERSION = "LibreTranslate API"
KEY = "LIBRETRANSLATE_API_KEY"


@dataclass(frozen=True, slots=True)
class Server:
    """A LibreTranslate server; the key, which few servers ask for, is never shown."""

    url: str
    key: str = field(repr=False)
    patience: Patience


class LibreTranslateTranslator(BaseTranslator):  # type: ignore[misc]
    """LibreTranslate for a pair of languages, with deep-translator's interface."""

    def __init__(self, server: Server, source: str, target: str) -> None:
        super().__init__(base_url=server.url, languages=CODES, source=source, target=target)
        self._server = server

    def translate(self, text: str, **_: Any) -> str:
        """One text translated. Raises EngineError."""
        return self.translate_batch([text])[0]

    def translate_batch(self, batch: list[str], *, assignment: Assignment | None = None, **_: Any) -> list[str]:
        """Texts translated in one call, in their order, as HTML where they have tags. Raises EngineError."""
        own, tagged = self._server, bool(assignment and assignment.tagged)
        texts = [text.replace('<x id="', '<x translate="no" id="') for text in batch] if tagged else batch
        body = {"q": texts, "source": self.source, "target": self.target, "format": "html" if tagged else "text"}
        body |= {"api_key": own.key} if own.key else {}
        answer = post("libretranslate", f"{own.url}/translate", body, headers={}, patience=own.patience, key=KEY if own.key else "")
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list):
            raise odd("libretranslate", "translatedText")
        return [text if isinstance(text, str) else "" for text in found]


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """LibreTranslate at the `url` in house.toml, with the key in `$LIBRETRANSLATE_API_KEY` if it asks for one. Raises EngineError.

    Settings: `url`; `batch` (texts a call, 20); `tries`, `timeout`, `wait`, `per_minute`.
    """
    url = str(settings.get("url", "")).rstrip("/")
    host = secure("libretranslate", url)
    server = Server(url, key("libretranslate", KEY, optional=True), Patience.of("libretranslate", settings))

    def make(source: Language, target: Language) -> LibreTranslateTranslator:
        return LibreTranslateTranslator(server, source.value, target.value)

    batch = max(1, int(number("libretranslate", settings, "batch", 20)))
    limits = {"limit": 5000, "batch": batch, "load": 20_000}
    return Adapter("libretranslate", make, frozenset({host}), VERSION, **limits, pause=pause("libretranslate", settings), tag_safe=True)
