"""What is odd about the signs of a draft, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

WARN, HINT = Severity.WARN, Severity.HINT
SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "mixed-apostrophes": (
        HINT,
        Wording(
            "apostrophes mélangées, droites : {n}, courbes : {curved} ; toutes seront courbes",
            "gemischte Apostrophe, gerade: {n}, typografische: {curved}; alle werden typografisch",
            "mixed apostrophes, straight: {n}, curved: {curved}; all will be curved",
        ),
    ),
    "mixed-quotes": (
        HINT,
        Wording(
            "guillemets de plusieurs sortes, à remplacer : {n} ; tous deviendront {own}",
            "verschiedene Anführungszeichen, zu ersetzen: {n}; alle werden zu {own}",
            "quotation marks of several kinds, to replace: {n}; all will become {own}",
        ),
    ),
    "nbsp-missing": (
        HINT,
        Wording(
            "espaces insécables manquantes (devant : ; ! ? %, dans les guillemets, les nombres et les dates) : {n} ; elles seront mises",
            "fehlende geschützte Leerzeichen (vor : ; ! ? %, in Anführungszeichen, Zahlen und Daten): {n}; sie werden gesetzt",
            "missing no-break spaces (before : ; ! ? %, inside quotation marks, numbers and dates): {n}; they will be put in",
        ),
    ),
    "double-space": (
        HINT,
        Wording(
            "espaces doublées : {n} ; remplacez-les dans Word par une seule (Accueil > Remplacer)",
            "doppelte Leerzeichen: {n}; ersetzen Sie sie in Word durch eines (Start > Ersetzen)",
            "double spaces: {n}; replace them in Word by one (Home > Replace)",
        ),
    ),
    "homoglyph": (
        WARN,
        Wording(
            "mots où une lettre cyrillique ou grecque tient lieu d’une latine d’aspect identique : {n} ; retapez-les",
            "Wörter, in denen ein kyrillischer oder griechischer Buchstabe wie ein lateinischer aussieht: {n}; tippen Sie sie neu",
            "words in which a Cyrillic or Greek letter stands for a Latin one that looks the same: {n}; type them anew",
        ),
    ),
    "invisible-removed": (
        WARN,
        Wording(
            "caractères invisibles retirés (sens d’écriture, largeur nulle) : {n} ; relisez ce passage",
            "unsichtbare Zeichen entfernt (Schreibrichtung, Nullbreite): {n}; lesen Sie die Stelle nach",
            "invisible characters removed (writing direction, zero width): {n}; read this passage again",
        ),
    ),
    "control-removed": (
        WARN,
        Wording(
            "caractères de contrôle retirés : {n} ; relisez ce passage",
            "Steuerzeichen entfernt: {n}; lesen Sie die Stelle nach",
            "control characters removed: {n}; read this passage again",
        ),
    ),
    "sym-font": (
        WARN,
        Wording(
            "signe d’une police de symboles, sans équivalent : retiré ; remplacez-le par un vrai caractère",
            "Zeichen einer Symbolschrift ohne Entsprechung: entfernt; ersetzen Sie es durch ein echtes Zeichen",
            "sign of a symbol font without equivalent: removed; put a real character in its place",
        ),
    ),
    "suspicious-text": (
        WARN,
        Wording(
            "ressemble à du code (HTML, modèle), gardé comme simple texte ; supprimez-le s’il n’a rien à faire là",
            "sieht nach Code aus (HTML, Vorlage), als einfacher Text behalten; löschen Sie es, wenn es nicht hierher gehört",
            "looks like code (HTML, a template), kept as plain text; delete it if it does not belong here",
        ),
    ),
    "ruby": (
        WARN,
        Wording(
            "guide phonétique non repris, seul le texte de base est lu ; vérifiez qu’il suffit",
            "phonetische Hilfe nicht übernommen, gelesen wird nur der Grundtext; prüfen Sie, ob er genügt",
            "phonetic guide not kept, only the base text is read; check that it is enough",
        ),
    ),
    "formula": (
        WARN,
        Wording(
            "formule lue comme du texte sur une ligne ; relisez-la, ou insérez-la comme image",
            "Formel als einzeiliger Text gelesen; lesen Sie sie nach oder fügen Sie sie als Bild ein",
            "formula read as text on one line; read it again, or insert it as a picture",
        ),
    ),
    "link-look": (
        WARN,
        Wording(
            "souligné en bleu comme un lien, mais sans adresse ; ajoutez le lien (Insertion > Lien) ou ôtez le soulignement",
            "blau unterstrichen wie ein Link, aber ohne Adresse; fügen Sie den Link ein (Einfügen > Link) oder nehmen Sie die Linie weg",
            "underlined in blue like a link, but without an address; add the link (Insert > Link) or remove the underline",
        ),
    ),
    "link-scheme-refused": (
        WARN,
        Wording(
            "lien refusé (seuls http, https, mailto et tel sont admis), le texte est gardé ; corrigez l’adresse",
            "Link abgelehnt (nur http, https, mailto und tel sind zulässig), der Text bleibt; berichtigen Sie die Adresse",
            "link refused (only http, https, mailto and tel are allowed), the text is kept; put the address right",
        ),
    ),
    "link-host": (
        WARN,
        Wording(
            "le texte du lien montre une adresse, mais le lien mène à {host} ; corrigez l’un ou l’autre",
            "der Linktext zeigt eine Adresse, der Link führt aber zu {host}; berichtigen Sie eines von beiden",
            "the link’s text shows one address, but the link leads to {host}; put one of them right",
        ),
    ),
}
