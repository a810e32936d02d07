"""Microsoft Translator through deep-translator, with a key from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..languages import Language
from . import _deep
from ._deep import Adapter, BaseTranslator
from ._keys import key
from ._patience import Patience
from ._post import secure
from ._settings import pause

VERSION = _deep.VERSION
KEY = "MICROSOFT_API_KEY"
URL = "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0"


class _Translator(_deep.microsoft.MicrosoftTranslator):  # type: ignore[misc]
    """deep-translator's, which otherwise asks the network for its languages when it is made."""

    def _get_supported_languages(self) -> dict[str, str]:
        return _deep.CODES


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """Microsoft Translator with the key in `$MICROSOFT_API_KEY`. Raises EngineError without one.

    Settings: `region` (of the Azure resource); `url` for a regional address of it; `tries`, `timeout`, `wait`, `per_minute`.
    """
    secret, region, url = key("microsoft", KEY), settings.get("region"), str(settings.get("url") or URL)
    _deep.through(_deep.microsoft, "microsoft", Patience.of("microsoft", settings), KEY)

    def make(source: Language, target: Language) -> BaseTranslator:
        translator = _Translator(source=source.value, target=target.value, api_key=secret, region=region)
        translator._base_url = url
        return translator

    return Adapter("microsoft", make, frozenset({secure("microsoft", url)}), VERSION, limit=10_000, pause=pause("microsoft", settings))
