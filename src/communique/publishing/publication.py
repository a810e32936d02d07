"""Approved editions become files: every language in every format, or nothing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from ..errors import CommuniqueError, NotAllowed, RenderError
from ..house import House
from ..languages import Language, Wording
from ..record.keys import SigningKey
from ..releases import Release
from ..writers import Stamp, Status
from . import embargo_folders, folders, manifest, press_kit, renewals, syndication, timings
from .inputs import inputs
from .manifest import Manifest

MANIFEST = manifest.NAME
MAKERS = ("communique", "weasyprint", "pydyf", "python-docx", "pypdfium2", "pillow")
PREVIEW = "-preview"
PUBLIC = (manifest.APPROVED, manifest.WITHDRAWN)
ALTERED = ("", "")
# What may stand in the name of a file of the house: nothing that leads to another folder.
PLAIN_NAME = re.compile(r"[\w][\w.\-]{0,150}", re.ASCII)

NOT_APPROVED = Wording(
    "ce communiqué n’est pas validé : seul une épreuve peut être produite",
    "diese Mitteilung ist nicht freigegeben: Nur ein Entwurf kann erzeugt werden",
    "this release is not approved: only a proof can be made of it",
)
ASK_PREVIEW = Wording(
    "« communique status » dit qui doit encore valider ; une épreuve se demande avec --preview",
    "„communique status“ sagt, wer noch freigeben muss; einen Entwurf erzeugt --preview",
    "“communique status” says who still has to approve; --preview makes a proof",
)
TAKEN = Wording(
    "ce dossier contient autre chose que ce communiqué",
    "in diesem Ordner liegt etwas anderes als diese Mitteilung",
    "this folder holds something else than this release",
)
MOVE_AWAY = Wording("déplacez-le ou renommez-le", "verschieben Sie ihn oder benennen Sie ihn um", "move or rename it")
FEEDS_NAME = Wording("ce nom est celui du dossier des flux", "so heißt der Ordner der Feeds", "this is the name of the folder of the feeds")
RENAME_DRAFT = Wording(
    "donnez un autre nom au brouillon, puis relancez « communique run »",
    "geben Sie dem Entwurf einen anderen Namen, dann noch einmal „communique run“",
    "give the draft another name and run “communique run” again",
)
HELD = Wording(
    "ce communiqué est sous embargo, et seule la machine qui détient la clé peut en faire un dossier que personne ne devine",
    "diese Mitteilung ist gesperrt, und nur der Rechner mit dem Schlüssel kann ihr einen Ordner geben, den niemand errät",
    "this release is under embargo, and only the machine that has the key can give it a folder that nobody guesses",
)
AT_THE_KEY = Wording(
    "produisez-le sur cette machine, ou attendez la fin de l’embargo",
    "erzeugen Sie ihn auf jenem Rechner oder warten Sie das Ende der Sperrfrist ab",
    "make it on that machine, or wait for the end of the embargo",
)
EMPTY = Wording("le format {format} n’a rien produit", "das Format {format} hat nichts ergeben", "the format {format} made nothing")
BAD_NAME = Wording(
    "le format {format} donne un nom de fichier interdit",
    "das Format {format} ergibt einen unzulässigen Dateinamen",
    "the format {format} gives a file name that is not allowed",
)
REPORT = Wording(
    "signalez-le à qui entretient ce format",
    "melden Sie es denen, die dieses Format pflegen",
    "tell the people who keep this format",
)


class Write(Protocol):
    """Makes the bytes of one file."""

    def __call__(self, release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
        """The file of a release in a language."""
        ...


class Format(NamedTuple):
    """A writer as publication is given it: its file name with `{slug}` and `{lang}`, its function, and for which statuses it is made."""

    name: str
    write: Write
    made_for: frozenset[Status] = frozenset(Status)


# What gives all files of a release by their paths in its folder: here and now, or in a process of their own.
Make = Callable[[Release, House, Stamp], Mapping[str, bytes]]


def place_of(release: Release, house: House, *, preview: bool) -> Path:
    """The folder that a release's files are put in; previews have one of their own."""
    return house.output / (release.slug + (PREVIEW if preview else ""))


def render(release: Release, house: House, stamp: Stamp, make: Make, *, preview: bool, key: SigningKey | None = None) -> Path:
    """Write a release's files and their manifest, signed with `key` where there is one, and give the folder they are in.

    Everything is made in memory before the first byte is written; then the new folder takes the old one's place at once. Raises
    NotAllowed where the stamp does not allow what is asked, RenderError or HouseError where a file cannot be made, OSError where the
    disk refuses; the folder is then what it was.
    """
    if stamp.preview is not preview:
        raise NotAllowed(release.slug, NOT_APPROVED, ASK_PREVIEW)
    place = _place(release, house, stamp, key)
    folders.mend(place)
    if release.slug == syndication.FOLDER and not preview:
        raise RenderError(release.slug, FEEDS_NAME, RENAME_DRAFT)
    if not _own(place, release.slug, stamp):
        raise RenderError(f"output/{place.name}", TAKEN, MOVE_AWAY)
    asked = inputs(release, house, stamp)
    if as_made(place, asked, house):
        return place
    with timings.timed(house, stamp.status.value):
        files = _with_kit({**make(release, house, stamp), **_shown_beside(release, house, stamp)}, release, stamp)
    listed = contents(release, stamp, files, asked)
    whole = {**files, manifest.NAME: manifest.dump(manifest.sign(listed, key) if key else listed)}
    fresh = folders.build(place, whole)
    if preview:
        # Its name can be guessed and its text is nobody's yet: a server that is another user of this machine cannot show it.
        fresh.chmod(0o700)
    if stamp.status is Status.WITHDRAWN:
        # Whoever follows a feed hears of it no later than whoever opens the page.
        syndication.renew(house, release.slug, files)
    folders.put(fresh, place)
    return place


def _shown_beside(release: Release, house: House, stamp: Stamp) -> Mapping[str, bytes]:
    """The publisher's logo, where it has an address that the web page can name."""
    publisher = release.partners[0] if release.partners and house.web.address and stamp.public else None
    return {publisher.logo_file: publisher.logo.read_bytes()} if publisher and publisher.logo else {}


def _with_kit(files: Mapping[str, bytes], release: Release, stamp: Stamp) -> Mapping[str, bytes]:
    """The files and, where they may leave the house, the archive of them all."""
    return files if stamp.preview else {**files, press_kit.NAME: press_kit.build(files, release, stamp)}


def settle(house: House, slug: str, place: Path) -> None:
    """What follows once a release's folder stands at `place`: another one under embargo goes, then the feeds are as the folders are.

    It mends what a crash left, however often it is called. Raises OSError.
    """
    embargo_folders.lift(house, slug, but=place)
    renewals.renew(house)


def stands(house: House, slug: str) -> bool:
    """Whether a release's public folder is there, with its text or with the notice that it is withdrawn."""
    return _listed(house.output / slug) in [(slug, status) for status in PUBLIC]


def _place(release: Release, house: House, stamp: Stamp, key: SigningKey | None) -> Path:
    """Raises NotAllowed for a release under embargo on a machine that cannot sign."""
    if stamp.status is not Status.EMBARGOED:
        return place_of(release, house, preview=stamp.preview)
    if key is None:
        raise NotAllowed(release.slug, HELD, AT_THE_KEY)
    return embargo_folders.place_of(house, release.slug, key)


def files_in(place: Path) -> tuple[Path, ...]:
    """The rendered files of a folder, its manifest left out."""
    return tuple(path for path in sorted(place.rglob("*")) if path.is_file() and path.name not in {manifest.NAME, *manifest.NOT_OURS})


def made_by(writers: Sequence[Format]) -> Make:
    """What makes the files of these writers in this process."""
    return partial(made, writers=writers)


def made(
    release: Release, house: House, stamp: Stamp, writers: Sequence[Format], *, begun: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """Every file of a release by its path in the folder, `<lang>/<name>`; `begun` is told each before it is made.

    Raises RenderError and HouseError.
    """
    files: dict[str, bytes] = {}
    for language in release.settings.languages:
        for pattern, write, _ in (one for one in writers if stamp.status in one.made_for):
            name = pattern.format(slug=release.slug, lang=language.value)
            if not PLAIN_NAME.fullmatch(name) or f"{language}/{name}" in files:
                raise RenderError(release.slug, BAD_NAME.fill(format=pattern), REPORT)
            begun(f"{language}/{name}")
            files[f"{language}/{name}"] = write(release, language, house, stamp)
            if not files[f"{language}/{name}"]:
                raise RenderError(release.slug, EMPTY.fill(format=pattern), REPORT)
    return files


def as_made(place: Path, asked: str, house: House) -> bool:
    """Whether a folder holds, byte for byte, what was made for the same inputs, and the gate signed that with its present key."""
    try:
        listed = manifest.load(place)
        signed = listed.inputs == asked and bool(house.public_key) and manifest.signed(listed, house.public_key)
        return signed and dict(listed.files) == manifest.files(place)
    except (CommuniqueError, OSError):
        return False


def contents(release: Release, stamp: Stamp, files: Mapping[str, bytes], asked: str = "") -> Manifest:
    """What lies in the folder, what allowed it, and what the bytes depend on: the programs, and the digest of all inputs."""
    # What did not change needs no new manifest.
    from importlib import metadata

    return Manifest(
        release=release.slug,
        status=stamp.status.value,
        subjects=dict(stamp.subjects),
        decisions=stamp.decisions,
        draft=release.draft.digest,
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        made_with={name: metadata.version(name) for name in MAKERS},
        inputs=asked,
    )


def _own(place: Path, slug: str, stamp: Stamp) -> bool:
    """Whether a folder is free, or holds this release in this status: `dialogue-preview` can be a release's name too.

    A manifest that was altered is no obstacle: to render again is what mends it.
    """
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return True
    before = _listed(place)
    if before is None or before == ALTERED:
        return before is not None
    slug_there, status = before
    # Nothing but this release lies under its own name: another status there was written by somebody else, and must not keep a notice out.
    return slug_there == slug and (stamp.public or status == stamp.status)


def _listed(place: Path) -> tuple[str, str] | None:
    """The release and the status that a folder's manifest names; empty words where it was altered, None where there is none."""
    try:
        before = json.loads((place / manifest.NAME).read_bytes())
        return before["release"], before["status"]
    except (ValueError, KeyError, TypeError):
        return ALTERED
    except OSError:
        return None
