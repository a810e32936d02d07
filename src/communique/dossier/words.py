"""The words of a release's dossier, in the three languages."""

from __future__ import annotations

from ..languages import Wording

NO_MACHINE = Wording(
    "Aucun passage de cette édition n’a été traduit par une machine.",
    "Kein Abschnitt dieser Ausgabe wurde maschinell übersetzt.",
    "No passage of this edition was translated by machine.",
)
ALL_READ = Wording(
    "Passages traduits par une machine\u00a0: {machine} sur {total}\u202f; tous ont été relus et validés, tels quels, par {names}. "
    "Responsabilité éditoriale\u00a0: {editor}. L’article 50, paragraphe 4, du règlement (UE) 2024/1689 ne demande alors aucune mention.",
    "Maschinell übersetzte Abschnitte: {machine} von {total}; alle wurden in dieser Fassung geprüft und freigegeben von {names}. "
    "Redaktionelle Verantwortung: {editor}. Artikel 50 Absatz 4 der Verordnung (EU) 2024/1689 verlangt dann keine Kennzeichnung.",
    "Passages translated by machine: {machine} of {total}; all of them were reviewed and approved as they stand by {names}. "
    "Editorial responsibility: {editor}. Article 50(4) of Regulation (EU) 2024/1689 then asks for no disclosure.",
)
NO_EDITOR = Wording(
    "Passages traduits par une machine\u00a0: {machine} sur {total}\u202f; tous ont été relus et validés, tels quels, par {names}. "
    "Mais house.toml ne nomme personne sous [publisher] editor\u00a0: l’article 50, paragraphe 4, du règlement (UE) 2024/1689 demande "
    "aussi que quelqu’un porte la responsabilité éditoriale.",
    "Maschinell übersetzte Abschnitte: {machine} von {total}; alle wurden in dieser Fassung geprüft und freigegeben von {names}. "
    "house.toml nennt aber unter [publisher] editor niemanden: Artikel 50 Absatz 4 der Verordnung (EU) 2024/1689 verlangt auch, "
    "dass jemand die redaktionelle Verantwortung trägt.",
    "Passages translated by machine: {machine} of {total}; all of them were reviewed and approved as they stand by {names}. "
    "But house.toml names nobody under [publisher] editor: Article 50(4) of Regulation (EU) 2024/1689 also asks "
    "that somebody holds editorial responsibility.",
)
UNREAD = Wording(
    "Passages traduits par une machine\u00a0: {machine} sur {total}\u202f; relus par personne\u00a0: {unread}. "
    "Publié ainsi, le texte devrait le dire (article 50, paragraphe 4, du règlement (UE) 2024/1689).",
    "Maschinell übersetzte Abschnitte: {machine} von {total}; von niemandem geprüft: {unread}. "
    "So veröffentlicht, müsste der Text es sagen (Artikel 50 Absatz 4 der Verordnung (EU) 2024/1689).",
    "Passages translated by machine: {machine} of {total}; reviewed by nobody: {unread}. "
    "Published like this, the text would have to say so (Article 50(4) of Regulation (EU) 2024/1689).",
)
UNDER_EMBARGO = Wording(
    "Sous embargo jusqu’au {until}\u00a0: ce dossier contient le texte. Ne le transmettez à personne d’autre.",
    "Gesperrt bis {until}: Diese Akte enthält den Text. Geben Sie sie nicht weiter.",
    "Under embargo until {until}: this dossier contains the text. Pass it on to nobody.",
)
CONFIDENTIAL = Wording(
    "Confidentiel\u00a0: ce dossier contient le texte. Ne le transmettez à personne d’autre.",
    "Vertraulich: Diese Akte enthält den Text. Geben Sie sie nicht weiter.",
    "Confidential: this dossier contains the text. Pass it on to nobody.",
)
APPROVED = Wording(
    "Tout est validé, tel que cela s’imprime.", "Alles ist so freigegeben, wie es gedruckt wird.", "All is approved as it is printed."
)
NOT_APPROVED = Wording(
    "Validations manquantes\u00a0: {missing} · constats bloquants\u00a0: {blocking}.",
    "Fehlende Freigaben: {missing} · blockierende Befunde: {blocking}.",
    "Approvals missing: {missing} · findings blocking: {blocking}.",
)
AS_APPROVED = Wording(
    "Le fichier est, octet pour octet, celui qui a été validé.",
    "Die Datei ist Byte für Byte die freigegebene.",
    "The file is byte for byte the one that was approved.",
)
NOT_AS_APPROVED = Wording(
    "Le fichier a changé depuis la validation\u00a0: les origines indiquées ne sont pas attestées.",
    "Die Datei hat sich seit der Freigabe geändert: Die genannten Herkünfte sind nicht belegt.",
    "The file has changed since it was approved: the origins given are not vouched for.",
)
NOT_KEPT = Wording(
    "Aucune validation n’a conservé l’empreinte de ce fichier.",
    "Keine Freigabe hat die Prüfsumme dieser Datei festgehalten.",
    "No approval has kept the digest of this file.",
)

# What stands over parts and columns, by the names that the page asks for.
LABELS = {
    "dossier": Wording("Dossier de validation", "Freigabeakte", "Approval dossier"),
    "release": Wording("Communiqué", "Mitteilung", "Release"),
    "house": Wording("Maison", "Haus", "House"),
    "draft": Wording("Brouillon", "Entwurf", "Draft"),
    "made": Wording("Établi le", "Erstellt am", "Made on"),
    "editor": Wording("Responsabilité éditoriale", "Redaktionell verantwortlich", "Responsible editor"),
    "no_editor": Wording(
        "personne n’est nommé dans house.toml, [publisher] editor",
        "in house.toml unter [publisher] editor ist niemand genannt",
        "nobody is named in house.toml, [publisher] editor",
    ),
    "ai": Wording("Traduction automatique", "Maschinelle Übersetzung", "Machine translation"),
    "approvals": Wording("Validations", "Freigaben", "Approvals"),
    "language": Wording("Langue", "Sprache", "Language"),
    "partner": Wording("Partenaire", "Partner", "Partner"),
    "role": Wording("Rôle", "Rolle", "Role"),
    "state": Wording("État", "Stand", "State"),
    "who": Wording("Qui", "Wer", "Who"),
    "when": Wording("Quand (UTC)", "Wann (UTC)", "When (UTC)"),
    "channel": Wording("Voie", "Weg", "Channel"),
    "digest": Wording("Empreinte", "Prüfsumme", "Digest"),
    "proof": Wording("Preuve SSH", "SSH-Nachweis", "SSH proof"),
    "yes": Wording("oui", "ja", "yes"),
    "for": Wording("p. p.", "i.\u00a0V. für", "for"),
    "missing": Wording("manque", "fehlt", "missing"),
    "waivers": Wording("Constats acceptés", "Hingenommene Befunde", "Findings waived"),
    "returns": Wording("Renvois et retraits", "Rückgaben und Rücknahmen", "Returns and withdrawals"),
    "corrections": Wording("Corrections", "Korrekturen", "Corrections"),
    "comments": Wording("Commentaires", "Kommentare", "Comments"),
    "what": Wording("Objet", "Worum es geht", "About"),
    "reason": Wording("Motif ou commentaire", "Grund oder Kommentar", "Reason or comment"),
    "ended": Wording("ne vaut plus", "gilt nicht mehr", "no longer holds"),
    "segment": Wording("Segment", "Segment", "Segment"),
    "expenses": Wording("Dépenses", "Kosten", "Expenses"),
    "engine": Wording("Moteur", "Engine", "Engine"),
    "characters": Wording("Caractères", "Zeichen", "Characters"),
    "euros": Wording("Euros", "Euro", "Euros"),
    "unknown": Wording("inconnu", "unbekannt", "unknown"),
    "segments": Wording("Chaque passage", "Jeder Abschnitt", "Every passage"),
    "place": Wording("Endroit", "Stelle", "Place"),
    "text": Wording("Texte", "Text", "Text"),
    "origin": Wording("Origine", "Herkunft", "Origin"),
    "reviewed": Wording("Relu par", "Geprüft von", "Reviewed by"),
    "nobody": Wording("personne", "niemand", "nobody"),
    "untranslated": Wording("pas encore traduit", "noch nicht übersetzt", "not yet translated"),
    "record": Wording("Registre", "Protokoll", "Record"),
    "kind": Wording("Décision", "Entscheidung", "Decision"),
    "file": Wording("Fichier", "Datei", "File"),
    "host": Wording("Où", "Wo", "Where"),
    "none": Wording("Aucun.", "Keine.", "None."),
}
KINDS = {
    "submit": Wording("soumission", "Vorlage", "submission"),
    "approve": Wording("validation", "Freigabe", "approval"),
    "return": Wording("renvoi", "Rückgabe", "return"),
    "waive": Wording("acceptation", "Hinnahme", "waiver"),
    "publish": Wording("publication", "Veröffentlichung", "publication"),
    "correct": Wording("correction", "Korrektur", "correction"),
    "withdraw": Wording("retrait", "Rücknahme", "withdrawal"),
    "comment": Wording("commentaire", "Kommentar", "comment"),
    "seal": Wording("scellé", "Siegel", "seal"),
}
ORIGINS = {
    "draft": Wording("brouillon", "Entwurf", "draft"),
    "memory": Wording("mémoire de traduction", "Übersetzungsspeicher", "translation memory"),
    "engine": Wording("moteur", "Engine", "engine"),
    "person": Wording("personne", "Mensch", "person"),
    "nowhere": Wording("à traduire", "offen", "to translate"),
}
HOSTS = {
    "machine": Wording("sur cette machine", "auf diesem Rechner", "on this machine"),
    "eu": Wording("hébergé dans l’Union européenne", "in der Europäischen Union", "hosted in the European Union"),
    "any": Wording("hébergé n’importe où", "an beliebigem Ort", "hosted anywhere"),
}
