"""What blocks are called where officers and reviewers read of them, by the name of their type."""

from __future__ import annotations

from ..languages import Wording

NAMES = {
    "Kicker": Wording("Surtitre", "Dachzeile", "Kicker"),
    "Dateline": Wording("Lieu et date", "Ort und Datum", "Place and date"),
    "Embargo": Wording("Embargo", "Sperrfrist", "Embargo"),
    "Title": Wording("Titre", "Titel", "Title"),
    "Subtitle": Wording("Sous-titre", "Untertitel", "Subtitle"),
    "Lead": Wording("Chapeau", "Vorspann", "Lead"),
    "KeyPoints": Wording("Points clés", "Kernpunkte", "Key points"),
    "Heading": Wording("Intertitre", "Zwischentitel", "Heading"),
    "Paragraph": Wording("Texte", "Text", "Text"),
    "Bullets": Wording("Liste", "Liste", "List"),
    "Numbered": Wording("Liste numérotée", "Nummerierte Liste", "Numbered list"),
    "Quotation": Wording("Citation", "Zitat", "Quotation"),
    "Table": Wording("Tableau", "Tabelle", "Table"),
    "Figure": Wording("Image", "Bild", "Picture"),
    "Contact": Wording("Contact presse", "Pressekontakt", "Press contact"),
    "About": Wording("Présentation", "Firmentext", "Boilerplate"),
    "Note": Wording("Note", "Fußnote", "Note"),
}
