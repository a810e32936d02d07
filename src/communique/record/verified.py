"""What was verified, as it is told: a number of something, and a sentence about it."""

from __future__ import annotations

from dataclasses import dataclass

from ..languages import Wording


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was verified: its name for programs, how many of it, and the sentence for people."""

    name: str
    count: int
    line: Wording

    def __str__(self) -> str:
        return self.line.en


SIGNED = Wording(
    "décisions signées par la maison\u00a0: {count}, sans lacune entre elles",
    "vom Haus signierte Entscheidungen: {count}, lückenlos",
    "decisions signed by the house: {count}, none lacks its predecessor",
)
IN_GIT = Wording(
    "décisions connues de git\u00a0: {count}, toutes présentes",
    "Entscheidungen, die git kennt: {count}, alle vorhanden",
    "decisions known to git: {count}, all present",
)
NOT_IN_GIT = Wording(
    "git ne connaît pas ce dossier\u00a0: le retrait de la dernière décision ne se verrait pas",
    "git kennt diesen Ordner nicht: dass die letzte Entscheidung entfernt wurde, fiele nicht auf",
    "git does not know this folder: the removal of the last decision would not show",
)
ALL_APPROVED = Wording(
    "validations\u00a0: {count}, toutes pour le texte actuel",
    "Freigaben: {count}, alle für den jetzigen Text",
    "approvals: {count}, all for the text as it stands",
)
SOME_MISSING = Wording(
    "validations manquantes pour le texte actuel\u00a0: {count} ({cells})",
    "fehlende Freigaben für den jetzigen Text: {count} ({cells})",
    "approvals missing for the text as it stands: {count} ({cells})",
)
SHOWN = Wording(
    "textes validés, conservés tels qu’ils ont été montrés\u00a0: {count}",
    "freigegebene Texte, aufbewahrt wie gezeigt: {count}",
    "approved texts, kept as they were shown: {count}",
)
AS_APPROVED = Wording(
    "éditions identiques, octet pour octet, à ce qui a été validé, origines et dépenses comprises\u00a0: {count}",
    "Ausgaben, Byte für Byte wie bei einer Freigabe, samt Herkunft und Kosten: {count}",
    "editions, byte for byte as at an approval, origins and expenses included: {count}",
)
CHANGED = Wording(
    "modifié depuis la validation : {files}",
    "seit der Freigabe verändert: {files}",
    "changed since it was approved: {files}",
)
FILES = Wording(
    "fichiers\u00a0: {count}, tous intacts, aucun en trop",
    "Dateien: {count}, alle unversehrt, keine zu viel",
    "files: {count}, all intact, none too many",
)
LIST_SIGNED = Wording(
    "la liste des fichiers porte la signature de la maison",
    "die Dateiliste ist vom Haus signiert",
    "the list of files is signed by the house",
)
LIST_SIGNED_BEFORE = Wording(
    "la liste des fichiers porte la signature d’une ancienne clé de la maison\u00a0: qui détient celle-ci a pu la refaire",
    "die Dateiliste ist mit einem früheren Schlüssel des Hauses signiert: wer den hat, kann sie neu geschrieben haben",
    "the list of files is signed with a former key of the house: whoever has that may have written it anew",
)
LIST_UNSIGNED = Wording(
    "la liste des fichiers n’est pas signée : qui change un fichier peut la refaire",
    "die Dateiliste ist nicht signiert: wer eine Datei ändert, kann sie neu schreiben",
    "the list of files is not signed: whoever changes a file can write it anew",
)
NO_HOUSE = Wording(
    "sans le projet, ni signature ni validation n’a été vérifiée",
    "ohne das Projekt wurden weder Signatur noch Freigaben geprüft",
    "without the project neither signature nor approvals were verified",
)
COVERED = Wording(
    "validations du registre qui couvrent ce qui a été imprimé\u00a0: {count}",
    "Freigaben im Protokoll, die das Gedruckte decken: {count}",
    "approvals in the record that cover what was printed: {count}",
)
UP_TO_DATE = Wording("rien n’a changé depuis", "seither hat sich nichts geändert", "nothing has changed since")
OUTDATED = Wording(
    "textes modifiés depuis\u00a0: {count} ({cells})",
    "seither geänderte Texte: {count} ({cells})",
    "texts changed since: {count} ({cells})",
)
REVOKED = Wording(
    "validations de ce qui a été imprimé qui ne comptent plus\u00a0: {count} ({cells})",
    "nicht mehr gültige Freigaben des Gedruckten: {count} ({cells})",
    "approvals of what was printed that do not count any more: {count} ({cells})",
)
A_PREVIEW = Wording("un aperçu, que personne n’a validé", "eine Vorschau, die niemand freigegeben hat", "a preview that nobody approved")
UNDER_EMBARGO = Wording(
    "sous embargo jusqu’au {until} : à ne remettre qu’aux journalistes qui le respectent",
    "gesperrt bis {until}: nur für Journalisten, die sich daran halten",
    "under embargo until {until}: only for journalists who keep to it",
)
EMBARGO_OVER = Wording(
    "l’embargo est terminé depuis le {until} : « communique render » publie et enlève ce dossier",
    "die Sperrfrist ist seit {until} vorbei: „communique render“ veröffentlicht und entfernt diesen Ordner",
    "the embargo has been over since {until}: “communique render” publishes and removes this folder",
)
A_NOTICE = Wording(
    "la notice d’un retrait que le registre connaît",
    "der Hinweis auf eine Rücknahme, die das Protokoll kennt",
    "the notice of a withdrawal that the record knows",
)
STILL_THERE = Wording(
    "le communiqué a été retiré, et son texte est encore là : « communique render » met la notice à sa place",
    "die Mitteilung wurde zurückgezogen, und ihr Text steht noch hier: „communique render“ setzt den Hinweis an seine Stelle",
    "the release was withdrawn, and its text is still here: “communique render” puts the notice in its place",
)
FEEDS = Wording(
    "flux\u00a0: {count}, tels que les dossiers publiés les donnent",
    "Feeds: {count}, wie die veröffentlichten Ordner sie ergeben",
    "feeds: {count}, as the published folders have them",
)
MISDATED = Wording(
    "décisions qui portent une heure à venir, ou antérieure à celle qu’elles suivent\u00a0: {count} ({files}). "
    "Leur ordre n’en dépend pas\u202f; réglez l’horloge",
    "Entscheidungen mit einer künftigen Zeit oder einer Zeit vor der vorausgehenden: {count} ({files}). "
    "Ihre Reihenfolge hängt nicht davon ab; stellen Sie die Uhr",
    "decisions that bear a time to come, or one before that which they follow: {count} ({files}). "
    "Their order does not rest on it; set the clock",
)


def counted(name: str, count: int, line: Wording, **values: object) -> Checked:
    """What was verified, with the places of its sentence filled."""
    return Checked(name, count, line.fill(count=count, **values))
