"""What is odd about the corrections that people made to a draft's structure, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "structure-unmatched": (
        Severity.WARN,
        Wording(
            "release.toml, [structure] : aucun paragraphe ne commence par ces mots ; copiez-les du brouillon ou retirez la ligne "
            "(un tableau se corrige dans Word)",
            "release.toml, [structure]: kein Absatz beginnt so; kopieren Sie die Wörter aus dem Entwurf oder löschen Sie die Zeile "
            "(Tabellen werden in Word berichtigt)",
            "release.toml, [structure]: no paragraph begins with these words; copy them from the draft or remove the line "
            "(tables are corrected in Word)",
        ),
    ),
    "structure-ambiguous": (
        Severity.WARN,
        Wording(
            "release.toml, [structure] : {n} paragraphes commencent ainsi ; ajoutez les mots qui suivent jusqu’à ce qu’il n’en reste qu’un",
            "release.toml, [structure]: {n} Absätze beginnen mit diesen Wörtern; ergänzen Sie die nächsten, bis nur einer übrig bleibt",
            "release.toml, [structure]: {n} paragraphs begin with these words; add the next ones until only one is left",
        ),
    ),
    "structure-twice": (
        Severity.WARN,
        Wording(
            "release.toml, [structure] : ce paragraphe y est déjà nommé par d’autres mots ; gardez une seule des deux lignes",
            "release.toml, [structure]: dieser Absatz ist dort schon mit anderen Wörtern genannt; behalten Sie nur eine der beiden Zeilen",
            "release.toml, [structure]: this paragraph is named there already by other words; keep only one of the two lines",
        ),
    ),
}
