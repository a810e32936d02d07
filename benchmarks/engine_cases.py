"""The hosted engines that benchmarks put to the test, a release for them, and how to read what they asked for."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from communique import families
from communique.document import Document, Inlines, Mark, Paragraph, Text, Title
from communique.drafts import Draft
from communique.languages import Language
from loopback import Service

FR, EN = Language.FR, Language.EN
KEY, TITLE, TEXT = "kanarienfederschluessel", "Quittenzeisig", "Ahornlampenfisch"
KEYS = {"deepl": "DEEPL_API_KEY", "microsoft": "MICROSOFT_API_KEY", "libretranslate": "LIBRETRANSLATE_API_KEY", "llm": "LLM_API_KEY"}
PATHS = {"llm": "/v1", "google": "/m", "mymemory": "/get", "microsoft": "/translate?api-version=3.0"}
ENGINES = ("deepl", "libretranslate", "llm", "google", "microsoft", "mymemory")
IN_ADDRESSES = frozenset({"google", "mymemory"})
# A batch of ten, so that the fault comes after something was paid for.
SETTINGS = {"timeout": 0.3, "tries": 2, "wait": 0.05, "pause": 0, "batch": 10, "model": "small"}
TEXTS = 24


def draft() -> Draft:
    """A release of short sentences, some with bold words; its title and texts hold the words that are looked for."""
    strong = frozenset({Mark.STRONG})

    def sentence(n: int) -> Inlines:
        if n % 3:
            return (Text(f"Le projet {TEXT} {n} avance et l'équipe reste à l'heure."),)
        return (Text(f"Le projet {TEXT} {n} avance "), Text("bien", strong), Text(" et l'équipe reste à l'heure."))

    blocks = (Title((Text(f"Le projet {TITLE} avance"),), place="p0"), *(Paragraph(sentence(n), place=f"p{n}") for n in range(1, TEXTS)))
    return Draft("meldung.docx", "meldung", "0" * 64, Document(FR, blocks))


def engine_of(name: str, service: Service, **more: Any) -> Any:
    """An engine that asks a service."""
    url = service.url + PATHS.get(name, "")
    return families.load("engines", name).start({"url": url, **SETTINGS, **more}, Path("none"))


def texts_of(name: str, call: dict[str, Any]) -> list[str]:
    """The texts of one request, without tags."""
    if name in IN_ADDRESSES:
        return [call["query"]["q"]]
    body = json.loads(call["body"])
    match name:
        case "llm":
            found = [segment["text"] for segment in json.loads(body["messages"][1]["content"])["segments"]]
        case "microsoft":
            found = [part["text"] for part in body]
        case _:
            found = body["text" if name == "deepl" else "q"]
    return [untagged(text) for text in found]


def untagged(text: str) -> str:
    """A text as the draft has it."""
    return text.replace('<g id="1">', "").replace("</g>", "")
