"""The house's colours and faces, from `templates/release/tokens.css`: read once, held against what eyes need, given to every medium."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..errors import HouseError
from ..languages import Wording, same
from ._contrast import LEAST, contrast, readable

FILE = "templates/release/tokens.css"
PROPERTY = re.compile(r"--([a-z][a-z-]*)\s*:\s*([^;{}]+?)\s*[;}]")
FONT_FACE = re.compile(r"@font-face\s*{([^}]*)}")
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
URL = re.compile(r"url\([\"']?([^\"')]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(r"#[0-9a-f]{6}")
FACES = ("serif", "sans")
# What a house that has no tokens.css, or a file with a line less, is printed in.
LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b2430",
    "soft": "#51606f",
    "line": "#c5ced6",
    "tint": "#f1f4f6",
    "accent": "#00616b",
    "alarm": "#9a2b1c",
    "waiting": "#fff1c9",
    "on-waiting": "#5c4300",
    "serif": '"Source Serif 4"',
    "sans": '"Source Sans 3"',
}
DARK = {
    "paper": "#12181e",
    "ink": "#e4eaee",
    "soft": "#a8b5c0",
    "line": "#3a4853",
    "tint": "#1b242c",
    "waiting": "#4a3a0c",
    "on-waiting": "#ffe9b0",
}
# What a colour that is worked out for dark screens reaches: AA would be dull there.
CLEAR = 7.0
# Text with every ground that it stands on.
PAIRS = (*((text, ground) for text in ("ink", "soft", "accent", "alarm") for ground in ("paper", "tint")), ("on-waiting", "waiting"))

NO_COLOUR = Wording(
    "la valeur de «\u00a0--{name}\u00a0» n’est pas une couleur ({value})",
    "der Wert von „--{name}“ ist keine Farbe ({value})",
    "the value of “--{name}” is no colour ({value})",
)
SIX_SIGNS = Wording(
    "écrivez le signe # et six chiffres ou lettres de a à f, par exemple #00616b",
    "schreiben Sie das Zeichen # und sechs Ziffern oder Buchstaben von a bis f, zum Beispiel #00616b",
    "write the sign # and six digits or letters from a to f, for example #00616b",
)
FAINT = Wording(
    "la couleur {value} de --{name} se lit mal sur {under} de --{ground}{where}\u00a0: le contraste est de {found}, il faut {least}",
    "die Farbe {value} von --{name} ist auf {under} von --{ground}{where} schlecht zu lesen: Der Kontrast ist {found}, nötig sind {least}",
    "the colour {value} of --{name} is hard to read on {under} of --{ground}{where}: the contrast is {found}, {least} is needed",
)
ON_DARK = Wording(" (écran sombre)", " (dunkler Bildschirm)", " (dark screen)")
NEAREST = Wording(
    "la nuance la plus proche qui convient est {shade}",
    "der nächste Ton, der genügt, ist {shade}",
    "the nearest shade that will do is {shade}",
)
NO_FACE = Wording(
    "la police {face} n’a pas de ligne @font-face dans {sheet}",
    "die Schrift {face} hat keine @font-face-Zeile in {sheet}",
    "the face {face} has no @font-face line in {sheet}",
)
ADD_FACE = Wording(
    "placez ses fichiers dans templates/release/fonts et ajoutez ces lignes, ou nommez une police qui en a",
    "legen Sie ihre Dateien in templates/release/fonts und ergänzen Sie diese Zeilen, oder nennen Sie eine Schrift, die sie hat",
    "put its files into templates/release/fonts and add these lines, or name a face that has them",
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Custom properties by their names without dashes: `light` for paper and bright screens, `dark` what differs on dark ones."""

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def sheet(self, medium: str) -> str:
        """The properties as a style sheet for `print` or `web`."""
        own = _root(self.light)
        return own if medium == "print" else f"{own}\n@media screen and (prefers-color-scheme: dark) {{ {_root(self.dark)} }}"

    def face(self, name: str) -> str:
        """The first family of `serif` or `sans`, without quotation marks."""
        return self.light[name].split(",")[0].strip().strip("\"'")


def tokens(folder: Path) -> Tokens:
    """The tokens of a folder of page templates.

    Raises HouseError for what is no colour, for text that does not stand out from its ground (WCAG 2.2, 1.4.3), and for a face that a
    style sheet beside it does not load.
    """
    given = _text(folder / "tokens.css")
    found = _tokens(given)
    for sheet in ("print.css", "web.css") if given else ():
        loaded = _loaded(_text(folder / sheet))
        if lacking := next((found.face(name) for name in FACES if found.face(name) not in loaded), ""):
            raise HouseError(FILE, NO_FACE.fill(face=lacking, sheet=sheet), ADD_FACE)
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def files(folder: Path) -> tuple[Path | None, Path | None]:
    """The font files that print.css loads for the regular and the bold of the face of titles, None for one that it does not name."""
    wanted, loaded = _tokens(_text(folder / "tokens.css")).face("sans"), _loaded(_text(folder / "print.css"))
    found = [folder / name if (name := loaded.get(wanted, {}).get(weight)) else None for weight in ("400", "700")]
    return found[0], found[1]


@lru_cache(maxsize=8)
def _loaded(style: str) -> dict[str, dict[str, str]]:
    """The upright fonts that a style sheet loads: their files by family and weight."""
    loaded: dict[str, dict[str, str]] = {}
    for rule in FONT_FACE.findall(COMMENT.sub("", style)):
        own = {name: value.strip().strip("\"'") for name, value in DECLARATION.findall(rule)}
        if (file := URL.search(own.get("src", ""))) and own.get("font-style", "normal") == "normal":
            loaded.setdefault(own.get("font-family", ""), {})[own.get("font-weight", "400")] = file[1]
    return loaded


@lru_cache(maxsize=8)
def _tokens(style: str) -> Tokens:
    bright, _, dim = COMMENT.sub("", style).partition("@media")
    light = {**LIGHT, **_properties(bright)}
    given = _properties(dim)
    dark = {**DARK, **given}
    for name in ("accent", "alarm"):
        dark.setdefault(name, readable(light[name], (dark["paper"], dark["tint"]), CLEAR))
    _demand_contrast(light, same(""))
    _demand_contrast({**light, **dark}, ON_DARK)
    return Tokens(light, dark)


def _properties(style: str) -> dict[str, str]:
    """What a style sheet sets. Raises HouseError where a colour of the page is none."""
    found = {name: value.lower() if value.startswith("#") else value for name, value in PROPERTY.findall(style)}
    for name, value in found.items():
        if name in LIGHT and name not in FACES and not COLOUR.fullmatch(value):
            raise HouseError(FILE, NO_COLOUR.fill(name=name, value=value), SIX_SIGNS)
    return found


def _demand_contrast(colours: Mapping[str, str], where: Wording) -> None:
    for name, ground in PAIRS:
        found = contrast(colours[name], colours[ground])
        if found < LEAST:
            grounds = tuple(colours[under] for text, under in PAIRS if text == name)
            told = {"name": name, "value": colours[name], "ground": ground, "under": colours[ground], "where": where}
            shade = readable(colours[name], grounds)
            raise HouseError(FILE, FAINT.fill(**told, found=_number(found), least=_number(LEAST)), NEAREST.fill(shade=shade))


def _number(ratio: float) -> Wording:
    # Cut, not rounded: 4.46 must not read as if it were enough.
    english = f"{int(ratio * 10) / 10}"
    return Wording(english.replace(".", ","), english.replace(".", ","), english)


def _root(properties: Mapping[str, str]) -> str:
    return f":root {{ {' '.join(_lines(properties))} }}"


def _lines(properties: Mapping[str, str]) -> Iterator[str]:
    return (f"--{name}: {value};" for name, value in properties.items())
