"""What an officer may wish for one run, in the words of its form: which engines, which layout, which languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from ..errors import CommuniqueError, EngineError, HouseError
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording

ON_MACHINE = "machine"


class Engines(Enum):
    """Which engines may be asked in a run: never more than the house allows."""

    HOUSE = Wording("selon les règles de la maison", "nach den Regeln des Hauses", "as the house says")
    MACHINE = Wording("seulement sur cette machine", "nur auf diesem Rechner", "on this machine only")
    NONE = Wording("aucun", "keine", "none")


class Layout(Enum):
    """Whose names stand at the head of the page."""

    RELEASE = Wording("comme l’indique le communiqué", "wie in der Mitteilung angegeben", "as the release says")
    JOINT = Wording("commune\u00a0: tous les partenaires en tête", "gemeinsam: alle Partner im Kopf", "joint: all partners at the head")
    SINGLE = Wording(
        "simple\u00a0: le premier partenaire en tête", "einzeln: nur der erste Partner im Kopf", "single: the first partner at the head"
    )


Wish = TypeVar("Wish", Engines, Layout)

UNKNOWN = Wording("«\u00a0{word}\u00a0» n’est pas proposé", "„{word}“ steht nicht zur Wahl", "“{word}” is not on offer")
THERE_ARE = Wording("choisissez parmi\u00a0: {words}", "zur Wahl stehen: {words}", "choose one of: {words}")
NO_MACHINE = Wording(
    "la maison n’a aucun moteur sur cette machine",
    "das Haus hat keine Engine auf diesem Rechner",
    "the house has no engine on this machine",
)
TAKE_OTHER = Wording(
    "choisissez «\u00a0{house}\u00a0» ou «\u00a0{none}\u00a0», ou nommez un tel moteur dans templates/house.toml",
    "wählen Sie „{house}“ oder „{none}“, oder nennen Sie eine solche Engine in templates/house.toml",
    "choose “{house}” or “{none}”, or name such an engine in templates/house.toml",
)
NOT_OURS = Wording(
    "la maison ne publie pas en {language}",
    "das Haus veröffentlicht nicht auf {language}",
    "the house does not publish in {language}",
)


def words(wishes: type[Wish], language: Language) -> list[str]:
    """What the form offers, the usual choice first."""
    return [wish.value[language] for wish in wishes]


def chosen(wishes: type[Wish], word: str) -> Wish:
    """The wish of a word of the form, in whatever language it was made. Raises CommuniqueError for another word."""
    for wish in wishes:
        if word in {wish.value[language] for language in Language}:
            return wish
    raise CommuniqueError("prepare", UNKNOWN.fill(word=word), THERE_ARE.fill(words=_offered(wish.value for wish in wishes)))


def languages(own: House, names: Sequence[str]) -> tuple[Language, ...]:
    """The languages of names or codes (`German`, `de`); none where none are named, which means the house's.

    Raises HouseError for a language that the house does not publish in, CommuniqueError for a word that names none.
    """
    return tuple(dict.fromkeys(_of_the_house(own, _named(name)) for name in names))


def _named(name: str) -> Language:
    for language, spoken in LANGUAGE_NAMES.items():
        if name in {language.value, *(spoken[other] for other in Language)}:
            return language
    raise CommuniqueError("prepare", UNKNOWN.fill(word=name), THERE_ARE.fill(words=_offered(LANGUAGE_NAMES.values())))


def _of_the_house(own: House, language: Language) -> Language:
    if language not in own.languages:
        names = _offered(LANGUAGE_NAMES[other] for other in own.languages)
        raise HouseError("templates/house.toml", NOT_OURS.fill(language=LANGUAGE_NAMES[language]), THERE_ARE.fill(words=names))
    return language


def _offered(found: Iterable[Wording]) -> Wording:
    every = list(found)
    return Wording(*(", ".join(one[language] for one in every) for language in Language))


def with_engines(own: House, wish: Engines) -> House:
    """The same house with those of its engines that a run may ask. Raises EngineError where the wish leaves none that it names."""
    if wish is Engines.HOUSE:
        return own
    kept = tuple(rule for rule in own.engines if wish is Engines.MACHINE and rule.host == ON_MACHINE)
    if wish is Engines.MACHINE and not kept:
        raise EngineError("templates/house.toml", NO_MACHINE, TAKE_OTHER.fill(house=Engines.HOUSE.value, none=Engines.NONE.value))
    return replace(own, engines=kept)


def layout(wish: Layout) -> str:
    """A layout as release.toml writes it, empty for what stands there."""
    return {Layout.RELEASE: "", Layout.JOINT: "joint", Layout.SINGLE: "single"}[wish]
