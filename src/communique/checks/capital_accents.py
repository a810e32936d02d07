"""Accents on capitals: « À propos », « État », « École » keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding
from ..languages import Language, Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Capitales accentuées : « À propos », « État », « École »",
    "Akzente auf Großbuchstaben: „À propos“, „État“, „École“",
    "Accents on capitals: “À propos”, “État”, “École”",
)
BARE = Wording("capitale sans son accent", "Großbuchstabe ohne Akzent", "capital without its accent")

# Words that take an accent on their first letter always (Académie française: accents are kept on capitals).
ACCENTED = (
    "À propos|À la suite|À partir de|À travers|À l'occasion|À ce jour|À noter|À savoir|À terme|À l'issue|À Paris|À Berlin|"
    "État|États|École|Écoles|Écologie|Économie|Économies|Économique|Écosystème|Écosystèmes|Édition|Éditions|Éducation|Égalité|Église|Égypte|"
    "Électricité|Élection|Élections|Éligible|Élysée|Émission|Énergie|Énergies|Énergétique|Équipe|Équipes|Équipement|Érasme|Établissement|"
    "Établissements|Étant|Étape|Étapes|Éthique|Étude|Études|Étudiant|Étudiante|Étudiants|Étudiantes|Évaluation|Événement|Événements|"
    "Évolution|Île|Îles|Ère|Êtes|Être"
)
BY_BARE = {re.sub("[ÀÉÈÊÎ]", lambda m: {"À": "A", "Î": "I"}.get(m.group(), "E"), word, count=1): word for word in ACCENTED.split("|")}
FIRST = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(BY_BARE, key=len, reverse=True))) + r")(?![\w-])")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each French word whose capital lacks its accent; a declared name keeps its own spelling."""
    if passage.language is Language.FR:
        for found in FIRST.finditer(without_addresses(passage.text)):
            bare = found.group()
            if not any(bare in name.split() for name in reference.declared):
                yield flag(BARE, bare, suggestion=BY_BARE[bare])
