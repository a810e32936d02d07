"""A finished PDF before anybody gets it: what fails here is not written."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

import page as norms
import pikepdf

from ..errors import RenderError
from ..languages import Wording
from ._complaints import MEND
from ._proof import solid

# PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), as page-validation calls them, and as people do.
NORMS = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
# A subset's name begins with six letters of its own (ISO 32000-1, 9.6.4); WeasyPrint writes a hyphen for each space.
TAG = len("ABCDEF+")
FONT_FILES = ("/FontFile2", "/FontFile3")
GLYPH = re.compile(rb"^<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>$", re.MULTILINE)

OFF_NORM = Wording(
    "le fichier PDF ne suit pas {norm} ({rules})",
    "die PDF-Datei folgt {norm} nicht ({rules})",
    "the PDF file does not follow {norm} ({rules})",
)
REMOVE_LATEST = Wording(
    "retirez le dernier changement de templates/release ou le dernier logo, puis l’image ou le tableau le plus récent du texte",
    "nehmen Sie die letzte Änderung an templates/release oder das letzte Logo zurück, dann das neueste Bild oder die neueste Tabelle",
    "take back the last change of templates/release or the last logo, then the newest picture or table of the text",
)
BROKEN = Wording(
    "erreurs de syntaxe dans le fichier PDF\u00a0: {count}",
    "Syntaxfehler in der PDF-Datei: {count}",
    "errors of syntax in the PDF file: {count}",
)
FOREIGN_FACE = Wording(
    "ces polices ne sont pas de la maison\u00a0: {faces}",
    "diese Schriften gehören nicht zum Haus: {faces}",
    "these faces are not the house’s: {faces}",
)
OWN_FACES = Wording(
    "print.css et les logos SVG ne doivent nommer que les polices de templates/release/fonts",
    "print.css und die SVG-Logos dürfen nur Schriften aus templates/release/fonts nennen",
    "print.css and the SVG logos may name only faces from templates/release/fonts",
)
NO_SIGNS = Wording(
    "ces caractères du texte n’ont pas de glyphe dans le fichier PDF\u00a0: {signs}",
    "diese Zeichen des Textes haben in der PDF-Datei keine Glyphe: {signs}",
    "these characters of the text have no glyph in the PDF file: {signs}",
)
REPLACE = Wording(
    "remplacez-les dans le texte ou choisissez une police qui les a",
    "ersetzen Sie sie im Text oder wählen Sie eine Schrift, die sie hat",
    "replace them in the text or choose a face that has them",
)
NOT_ATTACHED = Wording(
    "au fichier PDF manque une pièce jointe\u00a0: {names}",
    "der PDF-Datei fehlt eine Anlage: {names}",
    "the PDF file lacks an attachment: {names}",
)


def accept(
    content: bytes, slug: str, *, faces: Collection[str], texts: Iterable[str] = (), attached: Mapping[str, bytes] | None = None
) -> bytes:
    """The same file, found sound: both norms, qpdf's syntax, no face but `faces`, a glyph for each sign of `texts`, each attachment.

    Raises RenderError where it is not.
    """
    for profile, norm in NORMS.items():
        if rules := _broken_rules(content, profile):
            raise RenderError(slug, OFF_NORM.fill(norm=norm, rules=", ".join(rules)), REMOVE_LATEST)
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            if defects := file.check_pdf_syntax():
                raise RenderError(slug, BROKEN.fill(count=len(defects)), MEND)
            _demand_faces(file, slug, faces, texts)
            _demand_attached(file, slug, attached or {})
    except pikepdf.PdfError as error:
        raise RenderError(slug, BROKEN.fill(count=1), MEND) from error
    return content


def _broken_rules(content: bytes, profile: str) -> list[str]:
    """The rules of a norm that a file breaks, by page-validation's names; what it cannot read breaks its first."""
    try:
        return sorted({failure.rule_id for failure in norms.validate_pdf_bytes(content, profile=profile).failures})
    except norms.PageError as error:
        return [type(error).__name__]


def _demand_attached(file: pikepdf.Pdf, slug: str, attached: Mapping[str, bytes]) -> None:
    held = {name: file.attachments[name].get_file().read_bytes() for name in file.attachments}
    if lost := [name for name, wanted in attached.items() if held.get(name) != wanted]:
        raise RenderError(slug, NOT_ATTACHED.fill(names=", ".join(lost)), MEND)


def _demand_faces(file: pikepdf.Pdf, slug: str, faces: Collection[str], texts: Iterable[str]) -> None:
    """Raises RenderError for a face of nobody's, and for a sign without a glyph."""
    fonts = list(_fonts(file))
    ours = tuple(face.replace(" ", "-") for face in faces)
    if foreign := sorted({name for name, _ in fonts if not name[TAG:].startswith(ours)}):
        raise RenderError(slug, FOREIGN_FACE.fill(faces=", ".join(foreign)), OWN_FACES)
    printed = {sign for _, characters in fonts for sign in characters}
    missing = {sign for text in texts for sign in solid(text)} - printed
    if missing:
        raise RenderError(slug, NO_SIGNS.fill(signs=", ".join(f"U+{ord(sign):04X}" for sign in sorted(missing))), REPLACE)


def _fonts(file: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Every embedded font's name, and the characters that its glyphs stand for (ISO 32000-1, 9.10.3)."""
    for found in {font.objgen: font for leaf in file.pages for font in _named(leaf.resources)}.values():
        descriptor = found["/DescendantFonts"][0]["/FontDescriptor"]
        program = next(descriptor[key] for key in FONT_FILES if key in descriptor).read_bytes()
        yield str(found["/BaseFont"])[1:], "".join(_characters(found["/ToUnicode"].read_bytes(), range(1, _glyphs(program))))


def _named(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The fonts that a page, or a picture drawn on it, may name."""
    yield from resources.get("/Font", pikepdf.Dictionary()).values()
    for drawn in resources.get("/XObject", pikepdf.Dictionary()).values():
        if "/Resources" in drawn:
            yield from _named(drawn["/Resources"])


def _characters(table: bytes, glyphs: range) -> Iterator[str]:
    """The characters that a font's glyphs stand for; WeasyPrint gives one without a glyph a number beyond the last."""
    for glyph, characters in GLYPH.findall(table):
        if int(glyph, 16) in glyphs:
            yield bytes.fromhex(characters.decode()).decode("utf-16-be")


def _glyphs(program: bytes) -> int:
    """The number of glyphs in a font program (OpenType, `maxp`)."""
    at = program.index(b"maxp") + 8
    table = int.from_bytes(program[at : at + 4])
    return int.from_bytes(program[table + 4 : table + 6])
