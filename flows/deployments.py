"""The flows as people find them in Prefect: names, descriptions and tags in the house's language."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from communique.languages import Language, Wording

LANGUAGE: Final = Language(os.environ.get("COMMUNIQUE_LANG", "en"))

NAMES = {
    "prepare": Wording("Préparer un communiqué", "Mitteilung vorbereiten", "Prepare a release"),
    "review": Wording("Relire un communiqué", "Mitteilung prüfen", "Review a release"),
    "publish": Wording("Publier un communiqué", "Mitteilung veröffentlichen", "Publish a release"),
}
DESCRIPTIONS = {
    "prepare": Wording(
        "Un fichier Word devient un communiqué **à relire**\u00a0: lecture, contrôles, traduction, aperçu.\n\n"
        "1. Déposez le fichier dans le dossier `drafts`. Cela suffit\u00a0: la suite part d’elle-même.\n"
        "2. Pour recommencer, ou choisir langues, moteurs ou mise en page\u00a0: **Run**, puis le nom du fichier.\n"
        "3. À la fin, l’onglet **Artifacts** de l’exécution montre la fiche de relecture.\n\n"
        "Rien n’est publié ici.",
        "Aus einer Word-Datei wird eine Pressemitteilung **zur Prüfung**: lesen, prüfen, übersetzen, Vorschau.\n\n"
        "1. Legen Sie die Datei in den Ordner `drafts`. Das genügt, alles Weitere beginnt von selbst.\n"
        "2. Noch einmal, oder mit anderen Sprachen, Engines oder anderem Layout: **Run**, dann den Namen der Datei.\n"
        "3. Am Ende steht das Prüfblatt im Reiter **Artifacts** des Laufs.\n\n"
        "Veröffentlicht wird hier nichts.",
        "A Word file becomes a release **for review**: reading, checks, translation, preview.\n\n"
        "1. Put the file into the folder `drafts`. That is enough: the rest starts by itself.\n"
        "2. To do it again, or to choose languages, engines or layout: **Run**, then the file’s name.\n"
        "3. At the end the tab **Artifacts** of the run shows the review sheet.\n\n"
        "Nothing is published here.",
    ),
    "review": Wording(
        "Attend la décision des relecteurs, des jours s’il le faut\u202f; rien ne tourne pendant ce temps.\n\n"
        "- **Valider ou renvoyer**\u00a0: ouvrez l’exécution, **Resume**, votre code de relecture.\n"
        "- Le code vient de la personne qui suit le communiqué\u00a0: `communique code …`.\n"
        "- On peut aussi décider au bureau de relecture\u202f; le formulaire en tient compte un quart de minute plus tard.\n\n"
        "Quand tout est validé, la publication suit, après l’embargo.",
        "Wartet auf die Entscheidung der Prüfenden, wenn nötig tagelang; währenddessen läuft nichts.\n\n"
        "- **Freigeben oder zurückgeben**: den Lauf öffnen, **Resume**, Ihr Prüfcode.\n"
        "- Den Code gibt Ihnen, wer die Mitteilung betreut: `communique code …`.\n"
        "- Entscheiden kann man auch am Prüftisch; das Formular berücksichtigt das eine Viertelminute später.\n\n"
        "Ist alles freigegeben, folgt die Veröffentlichung, nach der Sperrfrist.",
        "Waits for the reviewers to decide, for days if need be; nothing runs meanwhile.\n\n"
        "- **To approve or return**: open the run, **Resume**, your review code.\n"
        "- The code comes from whoever looks after the release: `communique code …`.\n"
        "- People may decide at the review desk as well; the form knows it a quarter of a minute later.\n\n"
        "Once all is approved, the publication follows, after the embargo.",
    ),
    "publish": Wording(
        "Met un communiqué **validé** dans le dossier `output`, après son embargo\u202f; part d’elle-même après la dernière validation.\n\n"
        "- Ce qui n’est pas validé est refusé, et l’exécution dit qui doit encore signer.\n"
        "- Sous embargo, seuls les fichiers des journalistes sont faits\u202f; la publication attend son heure.\n"
        "- Ce qui a été retiré devient une notice de retrait.",
        "Legt eine **freigegebene** Pressemitteilung nach ihrer Sperrfrist in den Ordner `output`; beginnt nach der letzten Freigabe von "
        "selbst.\n\n"
        "- Was nicht freigegeben ist, wird abgelehnt, und der Lauf sagt, wer noch zeichnen muss.\n"
        "- Unter Sperrfrist entstehen nur die Dateien für Journalisten; die Veröffentlichung wartet auf ihre Stunde.\n"
        "- An die Stelle einer zurückgezogenen Mitteilung tritt ein Hinweis.",
        "Puts an **approved** release into the folder `output`, after its embargo; starts by itself after the last approval.\n\n"
        "- What is not approved is refused, and the run says who still has to sign.\n"
        "- Under embargo only the files for journalists are made; the publication waits for its hour.\n"
        "- What was withdrawn becomes a notice.",
    ),
}
TAG = "communique"


@dataclass(frozen=True, slots=True)
class Deployment:
    """One flow as it is deployed: file and function `flow`, and what people see; `concurrency` is the most runs at once, None for any."""

    flow: str
    name: str
    description: str
    tags: tuple[str, ...] = (TAG,)
    concurrency: int | None = None

    @property
    def path(self) -> str:
        """What Prefect calls it: `prepare/Prepare a release`."""
        return f"{self.flow}/{self.name}"


def deployments(language: Language) -> tuple[Deployment, ...]:
    """The three flows in the order of the trip, as a house that speaks this language sees them."""
    return tuple(Deployment(flow, name[language], DESCRIPTIONS[flow][language]) for flow, name in NAMES.items())


def paths(flow: str) -> tuple[str, ...]:
    """What Prefect may call a flow's deployment, the house's own language first: machines of one pool may speak others."""
    return tuple(f"{flow}/{NAMES[flow][language]}" for language in sorted(Language, key=lambda language: language is not LANGUAGE))


DEPLOYMENTS: Final = deployments(LANGUAGE)
