"""Any language model behind the interface that OpenAI made usual (Mistral, vLLM, Ollama, llama.cpp): the release as context, JSON back.

A model is asked, never trusted: its reply has the segments' numbers and nothing else, and each segment is looked at before it counts.
What a draft says to a model ("ignore your instructions") stands in the request as text among texts, and changes nothing of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import EngineError
from ..languages import Language, Wording
from . import Assignment, Translation
from ._chat import Stop, conversation, replies
from ._deep import CODES, Adapter, BaseTranslator
from ._faults import CUT_SHORT, MISCOUNTED, REFUSED, Unfit, odd
from ._keys import key
from ._patience import Patience
from ._post import post, secure
from ._settings import number, pause

VERSION = "LLM"
KEY = "LLM_API_KEY"
# What goes with the texts of one call, and how many of them: a small model loses its place in more.
CONTEXT, TEXTS, LOAD = 12_000, 40, 6_000

NO_MODEL_NAMED = Wording("ne sait pas quel modèle demander", "weiß nicht, welches Modell gefragt ist", "does not know which model to ask")
NAME_MODEL = Wording(
    "écrivez model = « … » sous ce moteur dans templates/house.toml",
    "schreiben Sie model = „…“ zu dieser Engine in templates/house.toml",
    "write model = “…” under this engine in templates/house.toml",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked, by what name and in what style; the key is never shown. `strict` holds whether it takes a JSON schema."""

    url: str
    model: str
    style: str
    key: str = field(repr=False)
    patience: Patience
    strict: list[bool]


class ModelTranslator(BaseTranslator):  # type: ignore[misc]
    """A language model for a pair of languages, with deep-translator's interface."""

    def __init__(self, endpoint: Endpoint, source: Language, target: Language) -> None:
        super().__init__(base_url=endpoint.url, languages=CODES, source=source.value, target=target.value)
        self._endpoint, self._pair = endpoint, (source, target)

    def translate(self, text: str, **_: Any) -> str:
        """One text translated, empty where the model gave nothing usable. Raises EngineError."""
        return str(self.translate_batch([text])[0])

    def translate_batch(self, batch: list[str], *, assignment: Assignment | None = None, **_: Any) -> list[Any]:
        """Texts translated in one call, in their order: as Translations of an assignment's, else as texts. Raises EngineError."""
        if assignment:
            return self._translated(batch, assignment)
        return [found.text or "" for found in self._translated(batch, Assignment(tuple(batch), *self._pair))]

    def _translated(self, batch: list[str], given: Assignment) -> list[Translation]:
        """Texts translated in one call, or in two halves where the reply was cut off."""
        try:
            return replies(self._asked(batch, given), batch, given)
        except Stop as stop:
            if stop.reason != "length":
                return [Translation(None, REFUSED if stop.reason == "refused" else MISCOUNTED)] * len(batch)
        if len(batch) == 1:
            return [Translation(None, CUT_SHORT)]
        half = len(batch) // 2
        return [*self._translated(batch[:half], given), *self._translated(batch[half:], given)]

    def _asked(self, batch: list[str], given: Assignment) -> Any:
        """What the model answers; one that takes no JSON schema is asked without, from then on."""
        own = self._endpoint
        strict = own.strict[0]
        try:
            return self._post(conversation(batch, given, own.style, strict=strict, context=CONTEXT), unfit=strict)
        except Unfit:
            own.strict[0] = False
        return self._post(conversation(batch, given, own.style, strict=False, context=CONTEXT), unfit=False)

    def _post(self, body: Mapping[str, Any], *, unfit: bool) -> Any:
        own = self._endpoint
        headers = {"Authorization": f"Bearer {own.key}"} if own.key else {}
        answer = post(
            "llm",
            f"{own.url}/chat/completions",
            {"model": own.model, **body},
            headers=headers,
            patience=own.patience,
            key=KEY if own.key else "",
            unfit=(400, 422) if unfit else (),
        )
        try:
            return answer["choices"][0]
        except (KeyError, TypeError, IndexError):
            pass
        raise odd("llm", "choices")


def start(settings: Mapping[str, Any], models: Path) -> Adapter:
    """The `model` at `url` (as far as `/v1`), with the key in `$LLM_API_KEY` if it asks for one. Raises EngineError.

    Settings: `style` (a sentence on how the house writes), `schema` (false: never ask for a JSON schema), `batch` (texts a call, 40),
    `tries`, `timeout` (120), `wait`, `per_minute`.
    """
    url, model = str(settings.get("url", "")).rstrip("/"), str(settings.get("model", "")).strip()
    host = secure("llm", url)
    if not model:
        raise EngineError("llm", NO_MODEL_NAMED, NAME_MODEL)
    secret, patience = key("llm", KEY, optional=True), Patience.of("llm", {"timeout": 120, **settings})
    endpoint = Endpoint(url, model, str(settings.get("style", "")), secret, patience, [settings.get("schema", True) is not False])

    def make(source: Language, target: Language) -> ModelTranslator:
        return ModelTranslator(endpoint, source, target)

    batch = max(1, int(number("llm", settings, "batch", TEXTS)))
    limits = {"limit": LOAD, "batch": batch, "load": LOAD}
    return Adapter("llm", make, frozenset({host}), f"{VERSION} {model}", **limits, pause=pause("llm", settings), tag_safe=True)
