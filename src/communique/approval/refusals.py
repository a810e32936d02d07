"""Why the gate refuses a decision or a publication, in the officer's words."""

from __future__ import annotations

from collections.abc import Iterable

from ..languages import Language, Wording

BETWEEN = Wording("\u202f; ", "; ", "; ")
OR = Wording(" ou ", " oder ", " or ")

UNKNOWN_REVIEWER = Wording(
    "«\u00a0{who}\u00a0» ne figure pas parmi les personnes qui valident",
    "„{who}“ gehört nicht zu den Personen, die freigeben",
    "“{who}” is not among the reviewers",
)
ADD_REVIEWER = Wording(
    "donnez l’un des id de templates/reviewers.toml, ou faites-y ajouter cette personne",
    "nennen Sie eine id aus templates/reviewers.toml oder lassen Sie die Person dort eintragen",
    "give one of the ids in templates/reviewers.toml, or have this person added there",
)
OTHER_PARTNER = Wording(
    "{name} valide pour {own}, pas pour {partner}",
    "{name} gibt für {own} frei, nicht für {partner}",
    "{name} reviews for {own}, not for {partner}",
)
OTHER_LANGUAGE = Wording(
    "{name} ne valide pas les textes en {language}",
    "{name} gibt keine Texte auf {language} frei",
    "{name} does not review texts in {language}",
)
OTHER_ROLE = Wording(
    "{name} ne décide pas dans le rôle «\u00a0{role}\u00a0»",
    "{name} entscheidet nicht in der Rolle „{role}“",
    "{name} does not decide in the role “{role}”",
)
ASK_THEM = Wording("demandez à {names}", "wenden Sie sich an {names}", "ask {names}")
NO_ONE = Wording("personne dans templates/reviewers.toml", "niemand in templates/reviewers.toml", "nobody in templates/reviewers.toml")
ADD_SOMEONE = Wording(
    "faites ajouter quelqu’un dans templates/reviewers.toml",
    "lassen Sie jemanden in templates/reviewers.toml eintragen",
    "have someone added to templates/reviewers.toml",
)
NOT_A_PARTNER = Wording(
    "«\u00a0{partner}\u00a0» ne participe pas à ce communiqué",
    "„{partner}“ ist an dieser Mitteilung nicht beteiligt",
    "“{partner}” takes no part in this release",
)
PARTNERS_ARE = Wording("partenaires\u00a0: {known}", "beteiligt sind: {known}", "its partners: {known}")
NOT_A_LANGUAGE = Wording(
    "ce communiqué ne paraît pas en {language}",
    "diese Mitteilung erscheint nicht auf {language}",
    "this release does not appear in {language}",
)
LANGUAGES_ARE = Wording("ses langues\u00a0: {known}", "seine Sprachen: {known}", "its languages: {known}")
NOT_ASKED = Wording(
    "la validation de {partner} n’est pas demandée en {language}",
    "die Freigabe von {partner} ist auf {language} nicht verlangt",
    "the approval of {partner} is not asked for in {language}",
)
NOT_ASKED_IN_ROLE = Wording(
    "la validation de {partner} dans le rôle «\u00a0{role}\u00a0» n’est pas demandée en {language}",
    "die Freigabe von {partner} in der Rolle „{role}“ ist auf {language} nicht verlangt",
    "the approval of {partner} in the role “{role}” is not asked for in {language}",
)
SEE_APPROVALS = Wording(
    "les validations demandées sont sous [approvals] dans templates/house.toml",
    "die verlangten Freigaben stehen unter [approvals] in templates/house.toml",
    "the approvals that are asked for stand under [approvals] in templates/house.toml",
)
UNTRANSLATED = Wording(
    "segments en {language} qui attendent encore une traduction\u00a0: {count} ({places})",
    "Segmente auf {language}, die noch auf eine Übersetzung warten: {count} ({places})",
    "segments in {language} that still wait for a translation: {count} ({places})",
)
TRANSLATE_THEM = Wording(
    "complétez-les dans la relecture («\u00a0communique review\u00a0»)",
    "ergänzen Sie sie in der Durchsicht („communique review“)",
    "complete them in the review desk (“communique review”)",
)
OPEN_FINDINGS = Wording(
    "des points bloquants restent ouverts\u00a0: {findings}",
    "es sind noch Punkte offen, die die Freigabe sperren: {findings}",
    "blocking findings are still open: {findings}",
)
MEND_OR_WAIVE = Wording(
    "corrigez-les, ou levez-les avec une raison («\u00a0communique waive\u00a0»)",
    "beheben Sie sie oder heben Sie sie mit Begründung auf („communique waive“)",
    "mend them, or waive them with a reason (“communique waive”)",
)
CHANGED_MEANWHILE = Wording(
    "le texte a changé depuis que vous l’avez ouvert",
    "der Text hat sich geändert, seit Sie ihn geöffnet haben",
    "the text has changed since you opened it",
)
EDITED_MEANWHILE = Wording(
    "le segment {key} en {language} a été modifié depuis que vous l’avez ouvert ; rien n’a été écrasé",
    "das Segment {key} auf {language} wurde geändert, seit Sie es geöffnet haben; nichts wurde überschrieben",
    "the segment {key} in {language} was changed since you opened it; nothing was overwritten",
)
COMPARE = Wording(
    "rechargez la page, comparez les deux textes et enregistrez à nouveau",
    "laden Sie die Seite neu, vergleichen Sie beide Texte und speichern Sie noch einmal",
    "load the page again, compare the two texts and save once more",
)
READ_AGAIN = Wording("relisez-le, puis décidez", "lesen Sie ihn noch einmal und entscheiden Sie dann", "read it again, then decide")
NEEDS_A_REASON = Wording(
    "cette décision demande une raison",
    "diese Entscheidung braucht eine Begründung",
    "this decision needs a reason",
)
NEEDS_PROOF = Wording(
    "une validation de {name} demande sa signature SSH",
    "eine Freigabe durch {name} braucht die eigene SSH-Signatur",
    "an approval by {name} needs their SSH signature",
)
GIVE_SSH_KEY = Wording(
    "validez au terminal avec --ssh-key et le fichier de votre clé",
    "geben Sie im Terminal mit --ssh-key und der Datei Ihres Schlüssels frei",
    "approve at the terminal with --ssh-key and the file of your key",
)
GIVE_ONE = Wording("dites-la en une phrase", "nennen Sie sie in einem Satz", "say it in a sentence")
TOO_LONG = Wording(
    "ce commentaire dépasse {limit} caractères",
    "dieser Kommentar ist länger als {limit} Zeichen",
    "this comment is longer than {limit} characters",
)
SHORTEN = Wording("raccourcissez-le", "kürzen Sie ihn", "shorten it")
NO_SUCH_FINDING = Wording(
    "aucun point bloquant ouvert ne porte l’id « {id} »",
    "kein offener sperrender Punkt hat die id „{id}“",
    "no open blocking finding has the id “{id}”",
)
SEE_STATUS = Wording("voyez «\u00a0communique status {slug}\u00a0»", "siehe „communique status {slug}“", "see “communique status {slug}”")
NO_SUCH_SEGMENT = Wording(
    "ce communiqué n’a pas de segment « {key} » en {language}",
    "diese Mitteilung hat auf {language} kein Segment „{key}“",
    "this release has no segment “{key}” in {language}",
)
UNGUARDED = Wording(
    "personne n’est chargé de valider l’édition en {languages}",
    "niemand ist mit der Freigabe der Ausgabe auf {languages} beauftragt",
    "nobody is asked to approve the edition in {languages}",
)
NAME_APPROVERS = Wording(
    "ajoutez cette langue à un partenaire sous [approvals] dans templates/house.toml",
    "tragen Sie die Sprache bei einem Partner unter [approvals] in templates/house.toml ein",
    "add this language to a partner under [approvals] in templates/house.toml",
)
NOT_APPROVED = Wording(
    "il manque des validations\u00a0: {cells}",
    "es fehlen Freigaben: {cells}",
    "approvals are missing: {cells}",
)
ASK_FOR_THEM = Wording(
    "demandez-les ; « communique status {slug} » dit où l’on en est",
    "holen Sie sie ein; „communique status {slug}“ zeigt den Stand",
    "ask for them; “communique status {slug}” shows where things stand",
)
CELL = Wording(
    "{language} pour {partner}{role}{state} ({names})",
    "{language} für {partner}{role}{state} ({names})",
    "{language} for {partner}{role}{state} ({names})",
)
IN_ROLE = Wording(", rôle «\u00a0{role}\u00a0»", ", Rolle „{role}“", ", role “{role}”")
MORE_PEOPLE = Wording(
    ", validations encore attendues\u00a0: {count}",
    ", noch ausstehende Freigaben: {count}",
    ", {count} more",
)
STALE = Wording(", modifié depuis la validation", ", seit der Freigabe geändert", ", changed since it was approved")
RETURNED = Wording(", renvoyé", ", zurückgegeben", ", returned")
EMBARGO_OPEN = Wording(
    "le brouillon parle d’un embargo dont personne n’a fixé la fin",
    "der Entwurf nennt eine Sperrfrist, deren Ende niemand festgelegt hat",
    "the draft speaks of an embargo whose end nobody has set",
)
SET_EMBARGO = Wording(
    "écrivez la ligne « embargo » de drafts/{slug}/release.toml, avec le jour, l’heure et le fuseau ; un moment passé lève l’embargo",
    "tragen Sie in drafts/{slug}/release.toml die Zeile „embargo“ mit Tag, Uhrzeit und Zone ein; ein vergangener Zeitpunkt hebt sie auf",
    "write the line “embargo” of drafts/{slug}/release.toml with day, hour and zone; a moment that has passed lifts it",
)
UNDER_EMBARGO = Wording(
    "sous embargo jusqu’au {until}",
    "gesperrt bis {until}",
    "under embargo until {until}",
)
WAIT = Wording(
    "attendez ce moment, ou corrigez la ligne embargo de release.toml",
    "warten Sie bis dahin oder berichtigen Sie die Zeile embargo in release.toml",
    "wait until then, or correct the line embargo in release.toml",
)


def joined(parts: Iterable[Wording], by: Wording = BETWEEN) -> Wording:
    """Several wordings as one enumeration."""
    each = tuple(parts)
    return Wording(*(by[language].join(part[language] for part in each) for language in Language))
