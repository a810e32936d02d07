"""What is odd about pictures and whatever else is anchored in a draft, one sentence an oddity."""

from __future__ import annotations

from ..findings import Severity
from ..languages import Wording

WARN, HINT = Severity.WARN, Severity.HINT
SENTENCES: dict[str, tuple[Severity, Wording]] = {
    "text-box": (
        WARN,
        Wording(
            "zone de texte : lue à l’endroit de son ancre ; vérifiez sa place",
            "Textfeld: an der Stelle seines Ankers gelesen; prüfen Sie die Reihenfolge",
            "text box: read where it is anchored; check its position",
        ),
    ),
    "image-kept": (
        HINT,
        Wording(
            "images reprises du brouillon : {n} ; vérifiez les droits et le crédit",
            "aus dem Entwurf übernommene Bilder: {n}; prüfen Sie Bildrechte und Bildnachweis",
            "pictures taken from the draft: {n}; check rights and credit",
        ),
    ),
    "image-no-alt": (
        WARN,
        Wording(
            "image sans texte de remplacement ; écrivez-le (clic droit > Afficher le texte de remplacement)",
            "Bild ohne Alternativtext; schreiben Sie ihn (Rechtsklick > Alternativtext anzeigen)",
            "picture without alternative text; write it (right click > View Alt Text)",
        ),
    ),
    "image-external": (
        WARN,
        Wording(
            "image liée à une adresse extérieure : ni chargée ni reprise ; insérez-la dans le fichier",
            "Bild mit Verknüpfung nach außen: weder geladen noch übernommen; fügen Sie es in die Datei ein",
            "picture linked from elsewhere: neither fetched nor kept; insert it into the file",
        ),
    ),
    "image-format": (
        WARN,
        Wording(
            "image {kind} non reprise ; insérez-la en PNG ou JPEG",
            "Bild im Format {kind} nicht übernommen; fügen Sie es als PNG oder JPEG ein",
            "{kind} picture not kept; insert it as PNG or JPEG",
        ),
    ),
    "image-size": (
        WARN,
        Wording(
            "image de {megapixels} mégapixels (limite : {limit}) non reprise ; réduisez-la",
            "Bild mit {megapixels} Megapixeln (Grenze: {limit}) nicht übernommen; verkleinern Sie es",
            "picture of {megapixels} megapixels (limit: {limit}) not kept; make it smaller",
        ),
    ),
    "image-damaged": (
        WARN,
        Wording(
            "image illisible, non reprise ; insérez-la à nouveau",
            "Bild nicht lesbar, nicht übernommen; fügen Sie es noch einmal ein",
            "unreadable picture, not kept; insert it again",
        ),
    ),
    "chart": (
        WARN,
        Wording(
            "diagramme non repris ; insérez-le comme image",
            "Diagramm nicht übernommen; fügen Sie es als Bild ein",
            "chart not kept; insert it as a picture",
        ),
    ),
    "smartart": (
        WARN,
        Wording(
            "SmartArt non repris ; insérez-le comme image ou comme texte",
            "SmartArt nicht übernommen; fügen Sie sie als Bild oder Text ein",
            "SmartArt not kept; insert it as a picture or as text",
        ),
    ),
    "embedded-object": (
        WARN,
        Wording(
            "objet incorporé non repris ; insérez-le comme image ou comme texte",
            "eingebettetes Objekt nicht übernommen; fügen Sie es als Bild oder Text ein",
            "embedded object not kept; insert it as a picture or as text",
        ),
    ),
}
