"""What the desk's pages say, in French, German and English."""

from __future__ import annotations

from ..languages import LANGUAGE_NAMES, Wording
from ..text.block_names import NAMES as KINDS
from .moments import clock, moment, until
from .naming import JUMPS, PREVIEW_AS, REMARK_KINDS, ROLE_MEANS, ROLES, SEVERITIES, SIGNS, STATES, THE_TEXT

__all__ = [
    "LANGUAGE_NAMES",
    "clock",
    "moment",
    "until",
    "JUMPS",
    "KINDS",
    "PREVIEW_AS",
    "REMARK_KINDS",
    "ROLES",
    "ROLE_MEANS",
    "SEVERITIES",
    "SIGNS",
    "STATES",
    "THE_TEXT",
]

REVIEW = Wording("Relecture", "Prüfung", "Review")
QUEUE = Wording("À relire", "Zur Prüfung", "To review")
CONFIRM = Wording("Valider", "Freigeben", "Approve")
REFUSED = Wording("Cela n’a pas été enregistré", "Das wurde nicht gespeichert", "This was not saved")

TO_TEXT = Wording("Aller au texte", "Zum Text", "Go to the text")
TO_DECISION = Wording("Aller à la décision", "Zur Entscheidung", "Go to the decision")
BACK = Wording("Revenir au texte", "Zurück zum Text", "Back to the text")

YOU = Wording("Vous", "Sie", "You")
FOR = Wording("Pour", "Für", "For")
DUE = Wording("Échéance", "Frist", "Deadline")
EMBARGO = Wording("Sous embargo jusqu’au", "Sperrfrist bis", "Under embargo until")
YOUR_TIME = Wording("chez vous\u00a0: {time}", "bei Ihnen: {time}", "{time} where you are")
MISSING = Wording("Validations attendues", "Noch ausstehende Freigaben", "Approvals still missing")
ALL_THERE = Wording("Il ne manque que la vôtre.", "Es fehlt nur noch Ihre.", "Only yours is missing.")
OTHERS = Wording("Autres validations", "Weitere Freigaben", "Other approvals")
OF_PEOPLE = Wording("{given} sur {people}", "{given} von {people}", "{given} of {people}")
PREVIEW = Wording("Aperçu", "Vorschau", "Preview")
NO_PREVIEW = Wording("en préparation", "wird gerade erstellt", "being made")
IN_GENERAL = Wording("Sur l’ensemble du texte", "Zum ganzen Text", "About the whole text")

TROUBLE = Wording("À voir en premier", "Zuerst ansehen", "Likely trouble first")
NO_TROUBLE = Wording("Rien de particulier à signaler.", "Nichts fällt auf.", "Nothing stands out.")
MORE = Wording("et {count} de plus", "und {count} weitere", "and {count} more")
MORE_FINDINGS = {
    False: Wording("{count} autre constat", "{count} weiterer Befund", "{count} more finding"),
    True: Wording("{count} autres constats", "{count} weitere Befunde", "{count} more findings"),
}
SEGMENT = Wording("passage {number}", "Abschnitt {number}", "segment {number}")

SHOW = Wording("Afficher", "Anzeigen", "Show")
ALL = Wording("tout", "alles", "all")
FINDINGS = Wording("constats", "Befunde", "findings")
CHANGED = Wording("modifiés", "geändert", "changed")
COMMENTED = Wording("commentés", "kommentiert", "commented")

LOCKED = Wording("Texte officiel, non modifiable ici", "Offizieller Text, hier nicht änderbar", "Official text, not changed here")
NOT_YOURS = Wording("Pour lecture seulement", "Nur zum Lesen", "For reading only")
UNTRANSLATED = Wording("Pas encore traduit", "Noch nicht übersetzt", "Not translated yet")
DIFFERENCE = Wording("Modifié depuis votre validation", "Seit Ihrer Freigabe geändert", "Changed since your approval")

INSTEAD = Wording("Proposition", "Vorschlag", "Suggestion")
FIX = Wording("Mettre «\u00a0{text}\u00a0»", "„{text}“ einsetzen", "Insert “{text}”")
FIX_LONG = Wording("Appliquer la proposition", "Vorschlag übernehmen", "Apply the suggestion")
WAIVE = Wording("Accepter ce constat", "Befund hinnehmen", "Accept this finding")
WAIVE_WHY = Wording("Pourquoi ce constat ne gêne-t-il pas\u202f?", "Warum ist das kein Hindernis?", "Why is this no obstacle?")
WAIVED = Wording("Accepté", "Hingenommen", "Accepted")

EDIT = Wording("Modifier, commenter", "Ändern, kommentieren", "Edit, comment")
TEXT_IN = Wording("Texte en {language}", "Text auf {language}", "Text in {language}")
MARKUP = Wording(
    "**gras**, *italique*, [texte](adresse)",
    "**fett**, *kursiv*, [Text](Adresse)",
    "**bold**, *italic*, [text](address)",
)
SAVE = Wording("Enregistrer", "Speichern", "Save")
COMMENT = Wording("Commenter", "Kommentieren", "Comment")
YOUR_COMMENT = Wording("Votre commentaire", "Ihr Kommentar", "Your comment")
SEND = Wording("Envoyer", "Senden", "Send")
REMARKS = Wording("Commentaires", "Kommentare", "Comments")
EARLIER_TEXT = Wording("sur un texte antérieur", "zu einer früheren Fassung", "on an earlier wording")

DECISION = Wording("Décision", "Entscheidung", "Decision")
PREVIOUS = Wording("Précédent", "Voriger", "Previous")
NEXT = Wording("Suivant", "Nächster", "Next")
RETURN = Wording("Renvoyer avec un commentaire", "Mit Kommentar zurückgeben", "Return with comment")
RETURN_SHORT = Wording("Renvoyer", "Zurückgeben", "Return")
RETURN_WHY = Wording("Qu’est-ce qui doit changer\u202f?", "Was soll sich ändern?", "What has to change?")
RETURN_MEANS = Wording(
    "Le texte revient au service de presse, avec votre commentaire. Rien n’est publié.",
    "Der Text geht mit Ihrem Kommentar an die Pressestelle zurück. Veröffentlicht wird nichts.",
    "The text goes back to the press office with your comment. Nothing is published.",
)
TO_APPROVE = Wording("Vers la validation", "Zur Freigabe", "Go to approve")
TO_APPROVE_MEANS = Wording(
    "La page suivante montre ce que vous validez. Rien n’est décidé avant.",
    "Die nächste Seite zeigt, was Sie freigeben. Vorher ist nichts entschieden.",
    "The next page shows what you approve. Nothing is decided before.",
)
GIVEN = Wording("Vous avez validé ce texte.", "Sie haben diesen Text freigegeben.", "You have approved this text.")
SPENT = Wording(
    "Ce lien a servi à valider. Vous pouvez encore lire, commenter et renvoyer le texte.",
    "Mit diesem Link wurde freigegeben. Lesen, kommentieren und zurückgeben können Sie weiterhin.",
    "This link has been used to approve. You can still read, comment and return the text.",
)
APPROVE_TITLE = Wording("Valider {text} pour {partner}", "{text} für {partner} freigeben", "Approve {text} for {partner}")
MEANS = Wording("Ce que vous validez", "Was Sie freigeben", "What you approve")
BINDS = Wording(
    "La validation vaut pour ce texte, au mot près. Si quelqu’un y touche ensuite, elle tombe et l’on vous redemande.",
    "Die Freigabe gilt für genau diesen Wortlaut. Ändert jemand danach etwas, verfällt sie, und Sie werden neu gefragt.",
    "The approval holds for this very wording. If somebody changes it afterwards, the approval lapses and you are asked again.",
)
PUBLISHED_WHEN = Wording(
    "Le communiqué paraît quand toutes les validations sont là, jamais avant la fin de l’embargo.",
    "Veröffentlicht wird, wenn alle Freigaben da sind, nie vor Ende einer Sperrfrist.",
    "The release is published when all approvals are there, never before an embargo ends.",
)
KEYS = Wording("Raccourcis clavier", "Tastenkürzel", "Keyboard shortcuts")
KEY_LIST = (
    (("n", "Alt+J"), Wording("constat suivant", "nächster Befund", "next finding")),
    (("p", "Alt+K"), Wording("constat précédent", "voriger Befund", "previous finding")),
    (("Alt+F",), Wording("appliquer la proposition", "Vorschlag übernehmen", "apply the suggestion")),
    (("Alt+E",), Wording("modifier le passage", "Abschnitt ändern", "edit the segment")),
    (("Alt+C",), Wording("commenter le passage", "Abschnitt kommentieren", "comment on the segment")),
    (("Ctrl+Enter",), Wording("enregistrer", "speichern", "save")),
    (
        ("Esc",),
        Wording("fermer sans enregistrer ce qui n’a pas changé", "schließen, wenn nichts geändert ist", "close what has not changed"),
    ),
    (("Alt+A",), Wording("aller au bouton de validation", "zum Knopf für die Freigabe", "go to the approve button")),
    (("?",), Wording("cette liste", "diese Liste", "this list")),
)
LETTERS = Wording("Lettres seules (n, p,\u202f?) actives", "Einzelne Buchstaben (n, p, ?) aktiv", "Single letters (n, p, ?) active")
CLOSE = Wording("Fermer", "Schließen", "Close")
# What desk.js says; it finds these in the page.
SPOKEN = {
    "saving": Wording("Enregistrement…", "Wird gespeichert …", "Saving…"),
    "saved": Wording("Enregistré.", "Gespeichert.", "Saved."),
    "unsaved": Wording("Pas encore enregistré", "Noch nicht gespeichert", "Not saved yet"),
    "offline": Wording(
        "Le bureau de relecture ne répond pas. Votre texte est toujours là\u00a0: réessayez dans un instant.",
        "Der Prüftisch antwortet nicht. Ihr Text ist noch da: Versuchen Sie es gleich noch einmal.",
        "The review desk does not answer. Your text is still here: try again in a moment.",
    ),
    "elsewhere": Wording(
        "Modifié à l’instant par quelqu’un d’autre\u00a0: à relire.",
        "Gerade von jemand anderem geändert: bitte noch einmal lesen.",
        "Changed just now by somebody else: please read it again.",
    ),
    "none": Wording("Aucun constat ouvert.", "Kein offener Befund.", "No open findings."),
    "nofix": Wording(
        "Aucune proposition à appliquer ici.", "Hier gibt es keinen Vorschlag zu übernehmen.", "There is no suggestion to apply here."
    ),
}
OPEN = Wording("Constats ouverts", "Offene Befunde", "Open findings")
NO_OPEN = Wording("Aucun constat ouvert.", "Kein offener Befund.", "No open findings.")
CHANGES = Wording(
    "Changements depuis votre dernière validation", "Änderungen seit Ihrer letzten Freigabe", "Changes since your last approval"
)
NO_CHANGES = Wording("Aucun changement.", "Keine Änderung.", "No changes.")
FIRST = Wording(
    "Vous validez ce texte pour la première fois.",
    "Sie geben diesen Text zum ersten Mal frei.",
    "You approve this text for the first time.",
)
DIGEST = Wording("Empreinte du texte", "Prüfsumme des Textes", "Digest of the text")
I_HAVE_READ = Wording("J’ai lu et je valide", "Ich habe gelesen und gebe frei", "I have read it and approve")
CANNOT = Wording(
    "Vous ne pouvez pas encore valider\u00a0: des passages bloquent ou ne sont pas traduits.",
    "Noch können Sie nicht freigeben: Es gibt blockierende Befunde oder Abschnitte ohne Übersetzung.",
    "You cannot approve yet: there are blocking findings or segments without a translation.",
)
EXPIRES = Wording(
    "Ce lien est à votre nom et vaut jusqu’au {at}.",
    "Dieser Link gilt nur für Sie, bis {at}.",
    "This link is yours alone and is valid until {at}.",
)

TONGUE = Wording("Langue de la page", "Sprache der Seite", "Language of the page")
RECEIPT = Wording("Décision enregistrée", "Entscheidung gespeichert", "Decision recorded")
DECIDED = {
    "approve": Wording("Vous avez validé.", "Sie haben freigegeben.", "You have approved."),
    "return": Wording("Vous avez renvoyé le texte.", "Sie haben den Text zurückgegeben.", "You have returned the text."),
}
NO_RECEIPT = Wording("Vous n’avez encore rien décidé.", "Sie haben noch nichts entschieden.", "You have not decided anything yet.")
STILL_VALID = Wording(
    "Votre validation vaut pour le texte tel qu’il est. Merci\u202f!",
    "Ihre Freigabe gilt für den Text, wie er jetzt lautet. Danke!",
    "Your approval holds for the text as it stands. Thank you!",
)
LAPSED = Wording(
    "Le texte a changé depuis\u00a0: une nouvelle validation vous sera demandée.",
    "Der Text wurde seitdem geändert: Sie werden erneut um Freigabe gebeten.",
    "The text has changed since: you will be asked to approve again.",
)
ALL_GIVEN = Wording("Toutes les validations sont là.", "Alle Freigaben sind da.", "All approvals are there.")
KEEP = Wording(
    "Notez l’empreinte si vous voulez pouvoir montrer plus tard quel texte vous avez vu.",
    "Notieren Sie die Prüfsumme, wenn Sie später zeigen möchten, welchen Text Sie gesehen haben.",
    "Note the digest if you want to be able to show later which text you saw.",
)
PREVIEW_COMES = Wording(
    "L’aperçu est en préparation\u202f; cette page l’ouvre dès qu’il est prêt.",
    "Die Vorschau wird gerade erstellt; diese Seite öffnet sie, sobald sie fertig ist.",
    "The preview is being made; this page opens it as soon as it is ready.",
)
PREVIEW_FAILED = Wording(
    "L’aperçu de ce texte n’a pas pu être produit. Le texte lui-même se lit sur la page de relecture.",
    "Von diesem Text ließ sich keine Vorschau erstellen. Den Text selbst können Sie auf der Prüfseite lesen.",
    "No preview could be made of this text. The text itself can be read on the review page.",
)
TYPED = Wording("Ce que vous avez écrit", "Was Sie geschrieben haben", "What you wrote")
NOW = Wording("Le texte à présent", "Der Text, wie er jetzt lautet", "The text as it is now")
SEND_AGAIN = Wording("Enregistrer quand même mon texte", "Meinen Text trotzdem speichern", "Save my text all the same")
COPY = Wording(
    "Copiez-le avant de quitter cette page.", "Kopieren Sie es, bevor Sie diese Seite verlassen.", "Copy it before you leave this page."
)
NOTHING = Wording("Rien n’attend votre relecture.", "Nichts wartet auf Ihre Prüfung.", "Nothing is waiting for your review.")
DONE = Wording("Déjà fait", "Schon erledigt", "Already done")
BLOCKING = Wording("constats bloquants\u00a0: {count}", "blockierende Befunde: {count}", "findings blocking: {count}")


def grouped(digest: str, size: int = 4, groups: int = 0) -> str:
    """Hexadecimal digits in short groups, the first few of them or all (0), so that two people can compare them by eye."""
    pieces = [digest[at : at + size] for at in range(0, len(digest), size)]
    return " ".join(pieces[:groups] if groups else pieces)
