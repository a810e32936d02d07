"""A new house: the folder that a communications team starts from."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import tomlkit

from ..errors import HouseError
from ..files.storage import write_whole
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..releases import slug_of
from ..shipped import shipped

LONGEST_ID = 40
# The lines under [approvals] that count, after the comment over them.
APPROVALS = re.compile(r"(\[approvals\]\n(?:#.*\n)*)(?:[^#\n\[].*\n)+")

NOT_EMPTY = Wording("ce dossier n’est pas vide", "dieser Ordner ist nicht leer", "this folder is not empty")
ANOTHER = Wording(
    "donnez le nom d’un dossier nouveau ou vide",
    "nennen Sie einen neuen oder leeren Ordner",
    "name a folder that is new or empty",
)
INCOMPLETE = Wording(
    "cette installation de communique n’a pas ses modèles",
    "dieser Installation von communique fehlen ihre Vorlagen",
    "this installation of communique lacks its templates",
)
INSTALL_AGAIN = Wording("réinstallez communique", "installieren Sie communique neu", "install communique again")

PARTNER = """# {name}
# As it is printed in every release of it. This is the first partner's file: copy it for each further one. Its name is the partner's id.
# A logo is a picture beside this file, .svg, .png or .jpg. Without one the name stands in the masthead.

name = {quoted}
# logo = "{partner}.svg"

[url]
{urls}

{abouts}
[[contacts]]
name = {desk}
email = "press@example.org"
# phone = "+33 1 99 00 12 34"
"""
ABOUT = """[about.{code}]
title = {title}
text = \"\"\"
{text}
\"\"\"
"""
TITLE = Wording("À propos", "Über uns", "About us")
TEXT = Wording(
    "Ici se place la présentation officielle en français\u202f; remplacez ce texte dans templates/partners/{partner}.toml.",
    "Hier steht der offizielle Text auf Deutsch; ersetzen Sie diesen Satz in templates/partners/{partner}.toml.",
    "Here stands the official text in English; replace this sentence in templates/partners/{partner}.toml.",
)
DESK = Wording("Service de presse", "Pressestelle", "Press office")


def found(root: Path, *, name: str, languages: Sequence[Language], language: Language) -> Path:
    """Make a house of that name in a new or empty folder, and give the folder; its README is in `language`.

    Raises HouseError for a folder that holds anything, and where the program was installed without its templates; OSError where the
    disk refuses.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise HouseError(root, NOT_EMPTY, ANOTHER)
    release, pattern = shipped("templates/release"), shipped("templates/house.toml")
    if not (release.is_dir() and pattern.is_file()):
        raise HouseError(release, INCOMPLETE, INSTALL_AGAIN)
    name = " ".join(name.split())
    partner = slug_of(name)[:LONGEST_ID].rstrip("-")
    shutil.copytree(release, root / "templates" / "release", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    for path, content in _files(name, partner, tuple(languages), language).items():
        write_whole(root / path, content.encode())
    for folder in ("drafts", "output", "templates/memory"):
        write_whole(root / folder / ".gitkeep", b"")
    return root


def _files(name: str, partner: str, languages: tuple[Language, ...], language: Language) -> dict[str, str]:
    """The house's own files by their paths."""
    codes = [own.value for own in languages]
    told = {"name": name, "partner": partner, "languages": ", ".join(LANGUAGE_NAMES[own][language] for own in languages)}
    glossary, _, _ = shipped("templates/glossary.csv").read_text(encoding="utf-8").partition("\n")
    reviewers = _pattern("reviewers.toml").replace("{partner}", partner).replace("{languages}", json.dumps(codes))
    return {
        "templates/house.toml": _house(name, partner, codes),
        "templates/glossary.csv": f"{glossary}\n",
        "templates/reviewers.toml": reviewers,
        f"templates/partners/{partner}.toml": _partner(name, partner, languages),
        "README.md": _pattern(f"README.{language}.md").format(**told),
        ".gitignore": _pattern("gitignore"),
        ".gitattributes": _pattern("gitattributes"),
    }


def _house(name: str, partner: str, codes: list[str]) -> str:
    """The shipped house.toml under its new name, with its comments, without anybody's key or engines that are not on this machine."""
    text = shipped("templates/house.toml").read_text(encoding="utf-8")
    own = tomlkit.parse(APPROVALS.sub(lambda found: f"{found[1]}{partner} = {json.dumps(codes)}\n", text, count=1))
    own["name"], own["languages"] = name, codes
    own["gate"]["public_key"] = ""
    return tomlkit.dumps(own)


def _partner(name: str, partner: str, languages: tuple[Language, ...]) -> str:
    about = (ABOUT.format(code=own.value, title=_quoted(TITLE[own]), text=TEXT[own].format(partner=partner)) for own in languages)
    urls = "\n".join(f'{own.value} = "https://www.example.org/{own.value}"' for own in languages)
    desk = _quoted(DESK[languages[0]])
    return PARTNER.format(name=name, quoted=_quoted(name), partner=partner, urls=urls, abouts="\n".join(about), desk=desk)


def _pattern(name: str) -> str:
    return shipped(name).read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
