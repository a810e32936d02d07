"""Inclusion: the ways to write of women and men at once, and which of them partners ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..languages import Language

# What a policy may ask for. Double (chercheuses et chercheurs) and neutral (Forschende, they) do without signs.
STYLES = {
    Language.FR: ("double", "neutral", "median", "dot", "hyphen", "brackets", "slash"),
    Language.DE: ("double", "neutral", "star", "colon", "underscore", "median", "slash", "capital", "brackets"),
    Language.EN: ("double", "neutral", "slash", "brackets"),
}
_FEMININE = "euse|trice|rice|[iè]?ère|i?enne|onne|elle|esse|ive|ve|ne|te|le|se|fe|e"
# Before a full stop or a hyphen « le », « ne », « elle » may be words; « -e », « .e » and « -s », « .s » are not.
_SURE = "euse|trice|rice|ère|ière|ienne|ive|e"
_PAIR = r"\w+eurs?/\w+(?:euse|rice)s?\b"
_BASE = r"[^\W\d_]{3,}"


def _french(sign: str, feminine: str) -> str:
    return rf"{_BASE}{sign}(?:(?:{_FEMININE}){sign}s|(?:{feminine})s?)(?![\w’'-])"


FORMS = {
    Language.FR: {
        "median": rf"{_BASE}[·•⋅‧](?:{_FEMININE})(?:[·•⋅‧]?s)?\b",
        "dot": _french(r"\.", _SURE),
        "hyphen": _french("-", _SURE),
        "brackets": rf"{_BASE}\((?:{_FEMININE})s?\)s?",
        "slash": rf"{_BASE}/(?:{_FEMININE})(?:/?s)?\b|\b(?:ils?/elles?|elles?/ils?|ceux/celles|celles/ceux)\b|{_PAIR}",
    },
    Language.DE: {
        "star": r"\w{3,}\*in(?:nen)?\b",
        "colon": r"\w{3,}:in(?:nen)?\b",
        "underscore": r"[^\W_]{3,}_in(?:nen)?\b",
        "median": r"\w{3,}[·•]in(?:nen)?\b",
        "slash": r"\w{3,}/-?in(?:nen)?\b",
        # LinkedIn and PlugIn are no women.
        "capital": r"\w*[a-zäöüß]{2}Innen\b|\w+(?:er|or|ent|ant|ist|eur|ler)In\b",
        "brackets": r"\w{3,}\(in(?:nen)?\)",
    },
    Language.EN: {
        "double": r"\b(?:he or she|she or he|his or hers?|hers? or his|him or her|her or him)\b",
        "slash": r"\b(?:s/he|he/she|she/he|his/hers?|hers?/his|him/her|her/him)\b",
        "brackets": r"(?<!\w)\(s\)he\b",
    },
}
# Most texts hold none of these; only the others are read closely.
SIGNS = {
    Language.FR: re.compile(r"[·•⋅‧]|\w[/(]\w|[^\W\d_][.-](?:[eirtvè]|\w+[.-]s\b)"),
    Language.DE: re.compile(r"[*:_·•/(]-?in|[a-zäöüß]In"),
    Language.EN: re.compile(r"s?he[/)]|\(s\)|(?:his|hers?|him)/| or (?:s?he|his|her)\b|\b[sS]/he", re.IGNORECASE),
}
_PARTS = {
    Language.FR: re.compile(rf"(?P<base>{_BASE})[·•⋅‧.\-/(](?P<feminine>{_FEMININE})(?P<plural>[·•⋅‧.\-/]?s\)?|\)s|\))?"),
    Language.DE: re.compile(r"(?P<base>\w+?)(?:[*:_·•(]|/-?|(?=In))(?P<feminine>[Ii]n)(?P<plural>nen)?\)?"),
}
_WRITTEN = {
    Language.FR: {"median": "{0}·{1}{2}", "dot": "{0}.{1}{2}", "hyphen": "{0}-{1}{2}", "brackets": "{0}({1}){2}", "slash": "{0}/{1}{2}"},
    Language.DE: {
        "star": "{0}*in{2}",
        "colon": "{0}:in{2}",
        "underscore": "{0}_in{2}",
        "median": "{0}·in{2}",
        "slash": "{0}/-in{2}",
        "capital": "{0}In{2}",
        "brackets": "{0}(in{2})",
    },
}
_PLURAL = {"median": "·s", "dot": ".s", "hyphen": "-s", "brackets": "s", "slash": "/s"}


@dataclass(frozen=True, slots=True)
class Form:
    """An inclusive form in a text, and its style."""

    text: str
    style: str


def forms(text: str, language: Language) -> Iterator[Form]:
    """The inclusive forms with a sign in a text; in English also "he or she"."""
    if SIGNS[language].search(text):
        for found in _pattern(language).finditer(text):
            yield Form(found.group(), found.lastgroup or "")


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    styles = (f"(?P<{style}>{form})" for style, form in FORMS[language].items())
    return re.compile("|".join(styles), re.IGNORECASE if language is Language.EN else 0)


def restyled(form: Form, style: str, language: Language) -> str:
    """The form in another style with a sign; empty where that takes a person, as for double and neutral forms."""
    parts = _PARTS[language].fullmatch(form.text) if language in _PARTS else None
    if not parts or style not in _WRITTEN[language]:
        return ""
    plural = _PLURAL[style] if language is Language.FR and "s" in (parts["plural"] or "") else parts["plural"] or ""
    return _WRITTEN[language][style].format(parts["base"], parts["feminine"], plural if "s" in plural or "nen" in plural else "")


def policy(values: Mapping[str, Any]) -> dict[Language, str]:
    """The style by language, as a TOML table gives it. Raises ValueError for an unknown language or style, TypeError for no table."""
    if not isinstance(values, Mapping):
        raise TypeError(f"inclusive = {values!r}: a table of languages and styles")
    asked = {Language(code): style for code, style in values.items()}
    for language, style in asked.items():
        if style not in STYLES[language]:
            raise ValueError(f"inclusive.{language} = {style!r}: one of {', '.join(STYLES[language])}")
    return asked


def wanted(policies: Iterable[Mapping[Language, str]], language: Language) -> frozenset[str]:
    """The styles that several policies ask for in a language; nothing where they ask for none."""
    return frozenset(asked[language] for asked in policies if language in asked)
