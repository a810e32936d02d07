"""What the desk calls things: kinds of blocks, severities, roles, states, reasons to look somewhere first."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Language, Wording, same
from ..roles import Role

PREVIEW_AS = {
    "HTML": Wording("Page web", "Webseite", "Web page"),
    "PDF": same("PDF"),
}
# Of one row, and of several.
JUMPS = {
    "findings": (
        Wording("constat ouvert", "offener Befund", "open finding"),
        Wording("constats ouverts", "offene Befunde", "open findings"),
    ),
    "untranslated": (Wording("à traduire", "noch zu übersetzen", "still to be translated"),) * 2,
    "near": (
        Wording("proche d’un texte de la mémoire", "ähnlich wie im Speicher", "similar to a text in the memory"),
        Wording("proches d’un texte de la mémoire", "ähnlich wie im Speicher", "similar to a text in the memory"),
    ),
    "engine": (
        Wording("traduit par la machine seule", "nur maschinell übersetzt", "translated by machine alone"),
        Wording("traduits par la machine seule", "nur maschinell übersetzt", "translated by machine alone"),
    ),
    "changed": (
        Wording("modifié depuis votre validation", "seit Ihrer Freigabe geändert", "changed since your approval"),
        Wording("modifiés depuis votre validation", "seit Ihrer Freigabe geändert", "changed since your approval"),
    ),
    "remarks": (Wording("commenté", "kommentiert", "commented"), Wording("commentés", "kommentiert", "commented")),
}
SEVERITIES = {
    Severity.BLOCK: Wording("Bloquant", "Blockierend", "Blocking"),
    Severity.WARN: Wording("À vérifier", "Zu prüfen", "To check"),
    Severity.HINT: Wording("Conseil", "Hinweis", "Hint"),
}
REMARK_KINDS = {
    "return": Wording("a renvoyé le texte", "hat den Text zurückgegeben", "returned the text"),
    "correct": Wording("a corrigé", "hat korrigiert", "corrected"),
    "waive": Wording("a accepté le constat", "hat den Befund hingenommen", "accepted the finding"),
    "approve": Wording("a validé", "hat freigegeben", "approved"),
}
THE_TEXT = {
    Language.FR: Wording("le texte français", "den französischen Text", "the French text"),
    Language.DE: Wording("le texte allemand", "den deutschen Text", "the German text"),
    Language.EN: Wording("le texte anglais", "den englischen Text", "the English text"),
}
ROLES = {
    Role.LANGUAGE: Wording("la langue", "die Sprache", "the language"),
    Role.FACTS: Wording("les faits", "die Fakten", "the facts"),
    Role.LEGAL: Wording("les aspects juridiques", "die rechtlichen Fragen", "the legal aspects"),
    Role.OWN: Wording("ce qui vient de vous", "Ihre eigenen Texte", "your own texts"),
}
ROLE_MEANS = {
    Role.LANGUAGE: Wording(
        "Vous avez lu tout le texte et il est juste dans cette langue.",
        "Sie haben den ganzen Text gelesen, und er ist in dieser Sprache richtig.",
        "You have read the whole text, and it is right in this language.",
    ),
    Role.FACTS: Wording(
        "Vous avez lu tout le texte et les faits sont exacts.",
        "Sie haben den ganzen Text gelesen, und die Fakten stimmen.",
        "You have read the whole text, and the facts are right.",
    ),
    Role.LEGAL: Wording(
        "Vous avez lu tout le texte et rien ne s’y oppose en droit.",
        "Sie haben den ganzen Text gelesen, und rechtlich spricht nichts dagegen.",
        "You have read the whole text, and there is no legal objection.",
    ),
    Role.OWN: Wording(
        "Les citations, la présentation, les contacts et les noms de votre maison sont exacts.",
        "Zitate, Firmentext, Kontakte und Namen Ihres Hauses stimmen.",
        "The quotations, boilerplate, contacts and names of your organisation are right.",
    ),
}
STATES = {
    "waiting": Wording("en attente", "ausstehend", "waiting"),
    "approved": Wording("validé", "freigegeben", "approved"),
    "stale": Wording("à revalider", "erneut freizugeben", "to be approved again"),
    "returned": Wording("renvoyé", "zurückgegeben", "returned"),
}
SIGNS = {"waiting": "○", "approved": "✓", "stale": "↻", "returned": "↩"}
