"""The press kit: every file of a release in one archive, with its pictures, their captions and the sums to check them by."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import PurePosixPath

from ..document import Asset, Figure, Title, plain
from ..files.archives import NO_DAY, Moment, packed
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..releases import Release
from ..writers import Stamp, Status

NAME = "press-kit.zip"
SUMS = "SHA256SUMS"
# How a caption names who made a picture: "© Inria / Photo X", "Photo: X", "Bild: X".
CREDIT = re.compile(
    r"(?:©|\(c\)|(?:photos?|foto|bild|crédits?(?: photo)?|credits?|quelle|source|bildnachweis)\s*:)\s*(?P<who>[^()|]+)", re.IGNORECASE
)

KINDS = {
    ".pdf": Wording("à imprimer, à lire et à archiver", "zum Drucken, Lesen und Archivieren", "to print, read and archive"),
    ".html": Wording("page web, d’un seul fichier", "Webseite in einer Datei", "web page in one file"),
    ".docx": Wording("fichier Word, pour reprendre le texte", "Word-Datei, um Text zu übernehmen", "Word file, to take text from"),
    ".txt": Wording("texte seul", "reiner Text", "plain text"),
    ".eml": Wording("courriel prêt à adresser", "E-Mail, die nur noch adressiert wird", "mail that only wants an address"),
    ".png": Wording("vignette pour les réseaux sociaux", "Bild für soziale Netzwerke", "picture for social networks"),
    ".json": Wording("ninjs, pour les systèmes de rédaction", "ninjs, für Redaktionssysteme", "ninjs, for newsroom systems"),
    ".xml": Wording("NewsML-G2, pour les systèmes de rédaction", "NewsML-G2, für Redaktionssysteme", "NewsML-G2, for newsroom systems"),
    ".atom": Wording("entrée de flux Atom", "Eintrag eines Atom-Feeds", "entry of an Atom feed"),
}
OTHER = Wording("autre format", "weiteres Format", "another format")
HEADLINE = Wording("Dossier de presse numérique", "Digitale Pressemappe", "Press kit")
STATUS = {
    Status.EMBARGOED: Wording(
        "SOUS EMBARGO\u00a0: la première ligne de chaque fichier dit jusqu’à quand.",
        "SPERRFRIST: Die erste Zeile jeder Datei sagt, bis wann.",
        "UNDER EMBARGO: the first line of every file says until when.",
    ),
    Status.WITHDRAWN: Wording(
        "RETIRÉ\u00a0: ne plus utiliser ni citer ce communiqué.",
        "ZURÜCKGEZOGEN: Diese Pressemitteilung bitte nicht mehr verwenden oder zitieren.",
        "WITHDRAWN: please no longer use or quote this release.",
    ),
}
PICTURES = Wording(
    "les images du communiqué, dans leur meilleure qualité\u202f; légendes dans {captions}",
    "die Bilder der Mitteilung in bester Qualität; Bildtexte in {captions}",
    "the pictures of the release in their best quality; captions in {captions}",
)
LOGOS = Wording("les logos des partenaires", "die Logos der Partner", "the partners’ logos")
CHECK = Wording(
    "les sommes de contrôle\u00a0: «\u00a0sha256sum -c {sums}\u00a0» dit si un fichier a été modifié",
    "Prüfsummen: „sha256sum -c {sums}“ sagt, ob eine Datei verändert wurde",
    "the checksums: “sha256sum -c {sums}” tells whether a file was changed",
)
CAPTION = Wording("Légende\u00a0: {text}", "Bildtext: {text}", "Caption: {text}")
SHOWS = Wording("Description\u00a0: {text}", "Beschreibung: {text}", "Description: {text}")
BY = Wording("Crédit\u00a0: {text}", "Bildnachweis: {text}", "Credit: {text}")
NOT_SAID = Wording("non indiqué", "nicht angegeben", "not given")


def build(files: Mapping[str, bytes], release: Release, stamp: Stamp) -> bytes:
    """The archive of a release's files by their paths, `<lang>/<name>`, with what belongs to them; its bytes depend on these alone.

    Raises OSError where a partner's logo cannot be read.
    """
    pictures = {} if stamp.status is Status.WITHDRAWN else _pictures(release)
    logos = {p.logo_file: p.logo.read_bytes() for p in release.partners if p.logo}
    whole = {**files, **{f"images/{name}": asset.content for name, asset in pictures.items()}, **logos}
    for language in release.settings.languages:
        if pictures:
            whole[_captions_file(language)] = captions(release, language).encode()
        whole[f"README.{language}.txt"] = readme(files, release, language, stamp, pictures=bool(pictures), logos=bool(logos)).encode()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(whole.items()))
    return packed({**whole, SUMS: sums.encode()}, day=_day(stamp))


def captions(release: Release, language: Language) -> str:
    """What each picture is called, shows and says of who made it, in a language, in the order of the release."""
    return "\n\n".join("\n".join(_caption(figure, language)) for figure in _figures(release, language)) + "\n"


def readme(
    files: Mapping[str, bytes], release: Release, language: Language, stamp: Stamp, *, pictures: bool = False, logos: bool = False
) -> str:
    """What lies in the archive, in a language."""
    title = next((plain(block.content) for block in release.editions[language].document.blocks if isinstance(block, Title)), release.slug)
    head = [HEADLINE[language], " ".join(title.split("\n")), *([STATUS[stamp.status][language]] if stamp.status in STATUS else [])]
    by_language = [f"{own}/\t{LANGUAGE_NAMES[own][language]}" for own in release.settings.languages]
    own_files = [
        f"  {name}\t{KINDS.get(PurePosixPath(name).suffix, OTHER)[language]}" for name in sorted(files) if name.startswith(f"{language}/")
    ]
    more = [
        *([f"images/\t{PICTURES.fill(captions=_captions_file(language))[language]}"] if pictures else []),
        *([f"logos/\t{LOGOS[language]}"] if logos else []),
        f"{SUMS}\t{CHECK.fill(sums=SUMS)[language]}",
    ]
    return "\n\n".join("\n".join(part) for part in (head, by_language, own_files, more)) + "\n"


def _caption(figure: Figure, language: Language) -> Iterator[str]:
    text = " ".join(plain(figure.content).split("\n"))
    credit = CREDIT.search(text)
    yield f"images/{figure.asset}"
    if text:
        yield CAPTION.fill(text=text)[language]
    if figure.alt:
        yield SHOWS.fill(text=figure.alt)[language]
    yield BY.fill(text=credit["who"].strip(" .") if credit else NOT_SAID)[language]


def _figures(release: Release, language: Language) -> Iterator[Figure]:
    return (block for block in release.editions[language].document.blocks if isinstance(block, Figure))


def _pictures(release: Release) -> dict[str, Asset]:
    """The pictures that stand in the release, by their names."""
    shown = {figure.asset for language in release.settings.languages for figure in _figures(release, language)}
    assets = (asset for language in release.settings.languages for asset in release.editions[language].document.assets)
    return {asset.name: asset for asset in assets if asset.name in shown}


def _captions_file(language: Language) -> str:
    return f"captions.{language}.txt"


def _day(stamp: Stamp) -> Moment:
    """The moment of this version in UTC, as an archive can name it: to two seconds, no earlier than 1980."""
    moment = stamp.withdrawn or stamp.published
    if moment is None or moment.astimezone(UTC).year < NO_DAY[0]:
        return NO_DAY
    own = moment.astimezone(UTC)
    return own.year, own.month, own.day, own.hour, own.minute, own.second // 2 * 2
