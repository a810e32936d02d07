"""What the doctor looks at in the house: its files, the faces of its pages, its folders, its engines."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from .. import families, partners, reviewers
from ..errors import CommuniqueError, EngineError
from ..house import EngineRule, House
from ..languages import Wording, same
from ..notices import services
from ..translation import egress, engine_choice
from .diagnosis import Diagnosis, Verdict, broken, doubtful, of_error, well

FACE = re.compile(r"url\(\s*[\"']?(fonts/[^\"')?#]+)")
# How files of type begin: OpenType with TrueType or CFF outlines, and the two for the web.
TYPE = (b"\0\1\0\0", b"true", b"OTTO", b"wOF2", b"wOFF")
# File systems of other machines: locks and times there are not to be relied on, and SQLite breaks.
SHARES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs", "davfs"})

COMPLETE = Wording("{count} fontes, toutes présentes", "{count} Schnitte, alle vorhanden", "{count} faces, all there")
NO_FACE = Wording(
    "{file} manque ou n’est pas une police", "{file} fehlt oder ist keine Schriftdatei", "{file} is missing or is no font file"
)
BRING_FACE = Wording(
    "remettez ce fichier dans templates/release/, depuis git ou une autre copie",
    "holen Sie diese Datei aus git oder einer anderen Kopie nach templates/release/ zurück",
    "bring this file back into templates/release/, from git or another copy",
)
NO_PAGE = Wording("templates/release/ manque", "templates/release/ fehlt", "templates/release/ is missing")
READS = Wording(
    "partenaires : {count}, relecteurs : {people}", "Partner: {count}, Prüfende: {people}", "partners: {count}, reviewers: {people}"
)
NAME_PEOPLE = Wording(
    "nommez dans templates/reviewers.toml qui valide\u202f; sinon rien ne peut être publié (docs/operate.md)",
    "nennen Sie in templates/reviewers.toml, wer freigibt; sonst kann nichts veröffentlicht werden (docs/operate.md)",
    "name in templates/reviewers.toml who approves; nothing can be published otherwise (docs/operate.md)",
)
WRITABLE = Wording("{names}\u00a0: accès en écriture", "{names}: beschreibbar", "{names}: can be written to")
NOT_WRITABLE = Wording(
    "ce compte ne peut pas écrire dans {folder} ({why})",
    "dieses Konto kann in {folder} nicht schreiben ({why})",
    "this account cannot write into {folder} ({why})",
)
GIVE_ACCESS = Wording(
    "donnez le dossier à ce compte\u00a0: chown -R {who} {folder}",
    "geben Sie diesem Konto den Ordner: chown -R {who} {folder}",
    "give the folder to this account: chown -R {who} {folder}",
)
ON_SHARE = Wording(
    "{folder} est sur un partage réseau ({kind})",
    "{folder} liegt auf einer Netzwerkfreigabe ({kind})",
    "{folder} is on a network share ({kind})",
)
KEEP_LOCAL = Wording(
    "le registre et .prefect/ veulent un disque local\u202f; seuls les fichiers Word peuvent venir d’un partage",
    "Protokoll und .prefect/ brauchen eine lokale Platte; nur Word-Dateien dürfen auf einer Netzwerkfreigabe liegen",
    "the record and .prefect/ want a local disk; only Word files may come from a share",
)
NO_SERVICE = Wording("aucun service\u00a0: rien n’est envoyé", "kein Dienst: nichts wird verschickt", "no service: nothing is sent")
ENGINE = Wording("{name}\u00a0: prêt", "{name}: bereit", "{name}: ready")
NO_MODEL = Wording("{name}\u00a0: pas de modèle pour {pairs}", "{name}: kein Modell für {pairs}", "{name}: no model for {pairs}")
NO_ENGINE = Wording(
    "aucun moteur dans house.toml\u00a0: chaque phrase attend une personne",
    "keine Engine in house.toml: jeder Satz wartet auf einen Menschen",
    "no engine in house.toml: every sentence waits for a person",
)
NAME_ONE = Wording(
    "ajoutez une table [[engines]] (docs/engines.md)",
    "fügen Sie eine Tabelle [[engines]] hinzu (docs/engines.md)",
    "add a table [[engines]] (docs/engines.md)",
)


def files(house: House) -> Iterator[Diagnosis]:
    """Whether what the communications team wrote can be read."""
    try:
        known, people = partners.load(house.templates / "partners"), reviewers.load(house)
    except CommuniqueError as error:
        yield of_error("house", error)
    else:
        fact = READS.fill(count=len(known), people=len(people))
        yield well("house", fact) if people else doubtful("house", fact, NAME_PEOPLE)


def fonts(house: House) -> Iterator[Diagnosis]:
    """Whether every face that the style sheets name is there, and a font file and no pointer to one."""
    release = house.templates / "release"
    if not release.is_dir():
        yield broken("fonts", NO_PAGE, BRING_FACE)
        return
    named = {face for sheet in sorted(release.glob("*.css")) for face in FACE.findall(sheet.read_text(encoding="utf-8"))}
    wrong = [name for name in sorted(named) if not _is_type(release / name)]
    yield from (broken("fonts", NO_FACE.fill(file=name), BRING_FACE) for name in wrong)
    if not wrong:
        yield well("fonts", COMPLETE.fill(count=len(named)))


def _is_type(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in TYPE
    except OSError:
        return False


def folders(house: House) -> Iterator[Diagnosis]:
    """Whether this account can write where the program does, and in every release's folder."""
    own = (house.drafts, house.output, house.state, house.root / ".prefect")
    refused = [(folder, why) for folder in (*own, *_releases(house)) if (why := _refusal(folder, house.root))]
    for folder, why in refused:
        place, who = folder.relative_to(house.root).as_posix(), os.geteuid() if hasattr(os, "geteuid") else "…"
        yield broken("folders", NOT_WRITABLE.fill(folder=f"{place}/", why=why), GIVE_ACCESS.fill(who=who, folder=place))
    if not refused:
        yield well("folders", WRITABLE.fill(names=", ".join(f"{folder.name}/" for folder in own)))


def _releases(house: House) -> list[Path]:
    """The folders of releases; none where the folder above them cannot be read, which is then what is wrong."""
    try:
        return sorted(path for path in house.drafts.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def _refusal(folder: Path, root: Path) -> str:
    """Why nothing can be written into a folder, or into the one that it will be made in; empty where it can."""
    try:
        with tempfile.TemporaryFile(dir=folder if os.path.lexists(folder) else root, prefix=".tmp-"):
            return ""
    except OSError as error:
        return error.strerror or type(error).__name__


def share(house: House, mounts: str | None = None) -> Iterator[Diagnosis]:
    """Whether the record lies on a disk of this machine; `mounts` is what /proc/self/mountinfo says, empty where it is not there."""
    try:
        said = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace") if mounts is None else mounts
    except OSError:
        said = ""
    for folder in (house.drafts, house.state):
        kind = kind_of(folder.resolve(), said)
        if kind in SHARES:
            yield doubtful("folders", ON_SHARE.fill(folder=f"{folder.name}/", kind=kind), KEEP_LOCAL)


def kind_of(path: Path, mounts: str) -> str:
    """The kind of file system that a path lies on, by proc(5)'s mountinfo; empty where that is not known."""
    found: tuple[int, str] = (-1, "")
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        place = Path(fields.split()[4].replace("\\040", " ")) if len(fields.split()) > 4 else Path()
        # Of two mounts at the same place the later one counts.
        if path.is_relative_to(place) and len(place.parts) >= found[0]:
            found = (len(place.parts), rest.split()[0])
    return found[1]


def notices(house: House) -> Iterator[Diagnosis]:
    """Whether the services for notices are written as they should be; nothing is sent, and no key is shown."""
    try:
        found = services.load(house)
        if not found:
            yield well("notices", NO_SERVICE)
            return
        from ..notices import couriers

        addresses = (*((found.mail,) if found.mail else ()), *found.chat)
        yield well("notices", same(", ".join(name.partition("://")[0] for name in couriers.shown(addresses))))
    except CommuniqueError as error:
        yield of_error("notices", error, Verdict.WARNING)


def engines(house: House, *, thorough: bool) -> Iterator[Diagnosis]:
    """Whether the engines of the house can work, as far as that is seen without a network; thoroughly: each model unaltered."""
    if not house.engines:
        yield doubtful("engines", NO_ENGINE, NAME_ONE)
    for rule in egress.permitted(house.engines, egress.CLASSES):
        try:
            yield _engine(house, rule)
            if thorough and rule.name == "local":
                _demand_whole(Path(rule.settings.get("models") or house.state / "models"))
        except EngineError as error:
            yield of_error("engines", error, Verdict.WARNING)


def _engine(house: House, rule: EngineRule) -> Diagnosis:
    engine = engine_choice.start(house, rule)
    lacking = [f"{source}-{target}" for source, target in permutations(house.languages, 2) if not engine.can(source, target)]
    if not lacking:
        return well("engines", ENGINE.fill(name=rule.name))
    legs = dict.fromkeys(leg for pair in lacking for leg in _legs(pair))
    commands = " && ".join(f"communique engines add {leg}" for leg in legs)
    return doubtful("engines", NO_MODEL.fill(name=rule.name, pairs=", ".join(lacking)), same(commands))


def _legs(pair: str) -> tuple[str, ...]:
    """A pair as the models go, by way of English."""
    source, _, target = pair.partition("-")
    return (pair,) if "en" in (source, target) else (f"{source}-en", f"en-{target}")


def _demand_whole(models: Path) -> None:
    local = families.load("engines", "local")
    for manifest in sorted(models.glob(f"*-*/{local.MANIFEST}")):
        local.parts(manifest.parent)
