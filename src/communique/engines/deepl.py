"""DeepL, by its JSON interface: texts in the body, the key in a header, British English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..languages import Language
from . import Assignment
from ._deep import Adapter, BaseTranslator
from ._faults import odd
from ._keys import key
from ._patience import Patience
from ._post import post, secure
from ._settings import pause

VERSION = "DeepL API v2"
KEY = "DEEPL_API_KEY"
PRO, FREE = "https://api.deepl.com", "https://api-free.deepl.com"
# DeepL's own limits: texts and bytes of a request. JSON and headers take some of the 128 KiB.
TEXTS, BYTES = 50, 120 * 1024
# DeepL does not bill the context; this much of a release says what it is about.
CONTEXT = 8_000
TAGS = {"tag_handling": "xml", "tag_handling_version": "v2", "outline_detection": False, "ignore_tags": ["x"]}
PASSED = ("glossary_id", "formality", "model_type", "style_id", "custom_instructions")
CODES = {"french": "fr", "german": "de", "english": "en-gb"}


@dataclass(frozen=True, slots=True)
class Account:
    """Where and as whom DeepL is asked; the key is never shown."""

    url: str
    key: str = field(repr=False)
    patience: Patience
    options: Mapping[str, Any]


class DeepLTranslator(BaseTranslator):  # type: ignore[misc]
    """DeepL for a pair of languages, with deep-translator's interface."""

    def __init__(self, account: Account, source: str, target: str) -> None:
        super().__init__(base_url=account.url, languages=CODES, source=source, target=target)
        self._account = account

    def translate(self, text: str, **_: Any) -> str:
        """One text translated. Raises EngineError."""
        return self.translate_batch([text])[0]

    def translate_batch(self, batch: list[str], *, assignment: Assignment | None = None, **_: Any) -> list[str]:
        """At most fifty texts translated in one call, in their order, with the assignment's context and tags. Raises EngineError."""
        own = self._account
        # A segment is a sentence: DeepL must not cut it again, and keeps its first letter and last sign.
        languages = {"source_lang": str(self.source)[:2].upper(), "target_lang": str(self.target).upper()}
        body = {"text": batch, **languages, "split_sentences": "0", "preserve_formatting": True, **own.options}
        if assignment and assignment.context:
            body["context"] = assignment.context[:CONTEXT]
        if assignment and assignment.tagged:
            body |= TAGS
        headers = {"Authorization": f"DeepL-Auth-Key {own.key}"}
        answer = post("deepl", f"{own.url}/v2/translate", body, headers=headers, patience=own.patience, key=KEY)
        try:
            return [text if isinstance(text := found["text"], str) else "" for found in answer["translations"]]
        except (KeyError, TypeError):
            pass
        raise odd("deepl", "translations")


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """DeepL with the key in `$DEEPL_API_KEY`; a free account's key ends in `:fx` and has a host of its own. Raises EngineError.

    Settings: `glossary_id` (of either kind that DeepL has), `formality`, `model_type`, `style_id`, `custom_instructions` go to DeepL as
    they are; `url` for a proxy of the house; `tries`, `timeout`, `wait`, `per_minute`.
    """
    secret = key("deepl", KEY)
    url = str(settings.get("url") or (FREE if secret.endswith(":fx") else PRO)).rstrip("/")
    account = Account(url, secret, Patience.of("deepl", settings), {name: settings[name] for name in PASSED if name in settings})

    def make(source: Language, target: Language) -> DeepLTranslator:
        return DeepLTranslator(account, _code(source), _code(target))

    host, limits = frozenset({secure("deepl", url)}), {"limit": BYTES // 4, "batch": TEXTS, "load": BYTES - CONTEXT * 2}
    return Adapter("deepl", make, host, VERSION, **limits, pause=pause("deepl", settings), tag_safe=True)


def _code(language: Language) -> str:
    return "en-gb" if language is Language.EN else language.value
