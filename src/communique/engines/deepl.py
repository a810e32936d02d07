"""DeepL, by its JSON interface: texts in the body, the key in a header, British English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import EngineError
from ..languages import Language, Wording
from . import Assignment
from ._deep import Adapter, BaseTranslator
from ._faults import Unfit, odd
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
PASSED = ("model_type", "style_id", "custom_instructions")
# DeepL refuses "more" where a language knows no formal address, as English does; "prefer_more" is the same wish, for where it can be had.
WISHES = {"more": "prefer_more", "less": "prefer_less"}
CODES = {"french": "fr", "german": "de", "english": "en-gb"}

GLOSSARY_REFUSED = Wording(
    "n’accepte pas le glossaire de templates/house.toml pour {pair}",
    "nimmt das Glossar aus templates/house.toml für {pair} nicht an",
    "does not take the glossary of templates/house.toml for {pair}",
)
NO_GLOSSARY = Wording(
    "a dans house.toml un «\u00a0glossary_id\u00a0» qui n’en est pas un",
    "hat in house.toml eine „glossary_id“, die keine ist",
    "has a “glossary_id” in house.toml that is none",
)
NAME_EACH = Wording(
    "vérifiez qu’il existe et vaut pour ces langues\u202f; s’il y en a un par couple\u00a0: glossary_id = {{ {pair} = «\u00a0…\u00a0» }}",
    "prüfen Sie, ob es besteht und für diese Sprachen gilt; bei einem je Paar: glossary_id = {{ {pair} = „…“ }}",
    "check that it exists and is for these languages; with one for each pair: glossary_id = {{ {pair} = “…” }}",
)


@dataclass(frozen=True, slots=True)
class Account:
    """Where and as whom DeepL is asked; the key is never shown."""

    url: str
    key: str = field(repr=False)
    patience: Patience
    options: Mapping[str, Any]
    glossaries: Mapping[str, str] | str = ""

    def glossary(self, pair: str) -> str:
        """The glossary for a pair such as fr-de, empty where there is none."""
        return self.glossaries if isinstance(self.glossaries, str) else self.glossaries.get(pair, "")


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
        answer = self._post(body)
        try:
            return [text if isinstance(text := found["text"], str) else "" for found in answer["translations"]]
        except (KeyError, TypeError):
            pass
        raise odd("deepl", "translations")

    def _post(self, body: dict[str, Any]) -> Any:
        """What DeepL answers, asked with the glossary of the pair if there is one. Raises EngineError."""
        own, pair = self._account, f"{str(self.source)[:2]}-{str(self.target)[:2]}"
        named = {"glossary_id": glossary} if (glossary := own.glossary(pair)) else {}
        headers, unfit = {"Authorization": f"DeepL-Auth-Key {own.key}"}, (400, 404) if named else ()
        try:
            return post("deepl", f"{own.url}/v2/translate", body | named, headers=headers, patience=own.patience, key=KEY, unfit=unfit)
        except Unfit:
            pass
        raise EngineError("deepl", GLOSSARY_REFUSED.fill(pair=pair), NAME_EACH.fill(pair=pair))


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """DeepL with the key in `$DEEPL_API_KEY`; a free account's key ends in `:fx` and has a host of its own. Raises EngineError.

    Settings: `glossary_id`, one for all languages or a table of one for each pair (`fr-de`); `formality`; `model_type`, `style_id` and
    `custom_instructions` go to DeepL as they are; `url` for another address of it; `tries`, `timeout`, `wait`, `per_minute`.
    """
    secret = key("deepl", KEY)
    url = str(settings.get("url") or (FREE if secret.endswith(":fx") else PRO)).rstrip("/")
    options = {name: settings[name] for name in PASSED if name in settings}
    if wish := str(settings.get("formality", "")):
        options["formality"] = WISHES.get(wish, wish)
    account = Account(url, secret, Patience.of("deepl", settings), options, _glossaries(settings.get("glossary_id", "")))

    def make(source: Language, target: Language) -> DeepLTranslator:
        return DeepLTranslator(account, _code(source), _code(target))

    host, limits = frozenset({secure("deepl", url)}), {"limit": BYTES // 4, "batch": TEXTS, "load": BYTES - CONTEXT * 2}
    return Adapter("deepl", make, host, VERSION, **limits, pause=pause("deepl", settings), tag_safe=True)


def _glossaries(said: object) -> Mapping[str, str] | str:
    """One glossary, or one for each pair. Raises EngineError for anything else."""
    if isinstance(said, str):
        return said
    if isinstance(said, Mapping) and all(isinstance(one, str) for one in said.values()):
        return dict(said)
    raise EngineError("deepl", NO_GLOSSARY, NAME_EACH.fill(pair="fr-de"))


def _code(language: Language) -> str:
    return "en-gb" if language is Language.EN else language.value
