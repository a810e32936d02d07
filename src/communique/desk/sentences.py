"""What the desk says when it refuses something."""

from __future__ import annotations

from ..languages import Wording

PLACE = "desk"
OTHER_SITE = Wording(
    "cette demande ne vient pas de la page ouverte par ce lien",
    "diese Anfrage kommt nicht von der Seite, die zu diesem Link gehört",
    "this request does not come from the page that this link opens",
)
OPEN_AGAIN = Wording(
    "rouvrez le lien du message et recommencez",
    "öffnen Sie den Link aus der Nachricht erneut und versuchen Sie es noch einmal",
    "open the link from the message again and retry",
)
OTHER_HOST = Wording(
    "ce serveur n’est pas celui que cette adresse nomme",
    "dieser Server ist nicht der, den diese Adresse nennt",
    "this server is not the one that this address names",
)
USE_ADDRESS = Wording(
    "utilisez l’adresse du message reçu",
    "benutzen Sie die Adresse aus der Nachricht",
    "use the address from the message that you were sent",
)
TOO_LARGE = Wording("cet envoi est trop volumineux", "diese Sendung ist zu groß", "this is too large to send")
SHORTEN = Wording("raccourcissez le texte", "kürzen Sie den Text", "shorten the text")
TOO_SLOW = Wording("l’envoi a pris trop de temps", "die Übertragung hat zu lange gedauert", "sending took too long")
TRY_AGAIN = Wording("réessayez", "versuchen Sie es noch einmal", "try again")
NOT_A_FORM = Wording("ceci n’est pas un formulaire du bureau", "das ist kein Formular dieses Tischs", "this is no form of the desk")
NOT_HERE = Wording("il n’y a rien à cette adresse", "unter dieser Adresse ist nichts", "there is nothing at this address")
NOT_SO = Wording("cette adresse ne s’utilise pas ainsi", "diese Adresse wird so nicht benutzt", "this address is not used in this way")
GONE = Wording("ce communiqué n’existe plus ici", "diese Mitteilung gibt es hier nicht mehr", "this release is not here any more")
ASK_OFFICER = Wording(
    "demandez au service de presse où il en est",
    "fragen Sie die Pressestelle nach dem Stand",
    "ask the press office where it stands",
)
REMOVED = Wording(
    "la personne nommée par ce lien ne fait plus partie des relecteurs",
    "die Person, die dieser Link nennt, gehört nicht mehr zu den Prüfenden",
    "the person that this link names is no longer a reviewer",
)
OUT_OF_ORDER = Wording(
    "le bureau de relecture ne peut pas travailler en ce moment",
    "der Prüftisch kann im Augenblick nicht arbeiten",
    "the review desk cannot work at the moment",
)
PREPARED_ANEW = Wording(
    "ce communiqué est en train d’être préparé d’après un nouveau brouillon",
    "diese Mitteilung wird gerade nach einem neuen Entwurf vorbereitet",
    "this release is being prepared anew from another draft",
)
COME_BACK = Wording(
    "rouvrez ce lien dans quelques minutes",
    "öffnen Sie diesen Link in einigen Minuten wieder",
    "open this link again in a few minutes",
)
TELL_OFFICER = Wording("prévenez le service de presse", "sagen Sie der Pressestelle Bescheid", "tell the press office")
CHANGED = Wording(
    "quelqu’un a modifié cette phrase depuis que vous l’avez ouverte\u202f; votre texte est gardé ci-dessous",
    "jemand hat diesen Satz geändert, seit Sie ihn geöffnet haben; Ihr Text steht noch unten",
    "somebody has changed this sentence since you opened it; your text is kept below",
)
COMPARE = Wording(
    "comparez les deux textes et enregistrez ce qui doit rester",
    "vergleichen Sie beide Texte und speichern Sie, was bleiben soll",
    "compare the two texts and save what is to stay",
)
NO_SEGMENT = Wording(
    "cette phrase n’est plus dans le communiqué",
    "diesen Satz gibt es in der Mitteilung nicht mehr",
    "this sentence is not in the release any more",
)
READ_AGAIN = Wording("relisez la page", "lesen Sie die Seite neu", "read the page again")
NO_FIX = Wording(
    "cette proposition ne peut pas être appliquée à coup sûr",
    "dieser Vorschlag lässt sich nicht sicher einsetzen",
    "this suggestion cannot be applied with certainty",
)
WRITE_IT = Wording("corrigez le texte à la main", "ändern Sie den Text von Hand", "change the text by hand")
FIX_HARMS = Wording(
    "cette proposition laisserait un défaut dans la phrase",
    "dieser Vorschlag würde einen Fehler im Satz lassen",
    "this suggestion would leave a fault in the sentence",
)
NOT_YOURS = Wording(
    "ce lien concerne seulement les citations et textes de votre organisme",
    "dieser Link betrifft nur die Zitate und Texte Ihrer Einrichtung",
    "this link is for your organisation’s own quotations and texts only",
)
COMMENT_INSTEAD = Wording(
    "laissez un commentaire sur cette phrase",
    "hinterlassen Sie einen Kommentar zu diesem Satz",
    "leave a comment on this sentence",
)
OTHER_LANGUAGE = Wording(
    "ce constat concerne une autre langue", "dieser Befund betrifft eine andere Sprache", "this finding is about another language"
)
NOTHING_SEEN = Wording(
    "cette validation ne dit pas quel texte a été lu",
    "diese Freigabe sagt nicht, welcher Text gelesen wurde",
    "this approval does not say which text was read",
)
CONFIRM_FIRST = Wording(
    "ouvrez d’abord la page de confirmation", "öffnen Sie zuerst die Bestätigungsseite", "open the confirmation page first"
)
NO_PREVIEW = Wording("cet aperçu n’existe pas", "diese Vorschau gibt es nicht", "there is no such preview")
SAVED = Wording("Enregistré.", "Gespeichert.", "Saved.")
