"""The door to py3langid: the likeliest of the three languages."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ..languages import Language


def likeliest(text: str) -> Language:
    """The language that py3langid ranks first among French, German and English."""
    return Language(_identifier().classify(text)[0])


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([language.value for language in Language])
    return identifier
