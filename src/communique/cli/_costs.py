"""How the command says what engines are asked and what that costs, and shows how far they are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

from ..languages import LANGUAGE_NAMES, Language, Wording
from ..translation.costs import Bill
from ._console import tell
from ._sheet import say, spoken

WOULD = Wording(
    "{language}\u00a0: {characters} caractères iront à {engine} ({where}){cost}",
    "{language}: {characters} Zeichen gehen an {engine} ({where}){cost}",
    "{language}: {characters} characters go to {engine} ({where}){cost}",
)
DID = Wording(
    "{language}\u00a0: {characters} caractères traduits par {engine} ({where}){cost}",
    "{language}: {characters} Zeichen hat {engine} übersetzt ({where}){cost}",
    "{language}: {characters} characters were translated by {engine} ({where}){cost}",
)
NOTHING = Wording("Aucun moteur ne serait sollicité.", "Keine Engine würde gefragt.", "No engine would be asked.")
COST = Wording(", soit environ {euros}\u00a0€", ", etwa {euros}\u00a0€", ", about €{euros}")
WHERE = {
    "machine": Wording("sur cette machine", "auf diesem Rechner", "on this machine"),
    "eu": Wording("dans l’Union européenne", "in der Europäischen Union", "in the European Union"),
    "any": Wording("hors de tout contrôle", "irgendwo", "anywhere"),
}
# What is done sooner needs no bar.
SOON = 1.0


def tell_bills(wording: Wording, language: Language, bills: Iterable[Bill]) -> None:
    """One line an engine."""
    for bill in bills:
        cost = say(COST).replace("{euros}", _euros(bill.euros)) if bill.euros else ""
        tell(
            wording,
            language=LANGUAGE_NAMES[language],
            characters=bill.characters,
            engine=bill.engine,
            where=say(WHERE[bill.host]),
            cost=cost,
        )


def _euros(amount: float) -> str:
    text = f"{max(amount, 0.01):.2f}"
    return text if spoken() is Language.EN else text.replace(".", ",")


def values(bills: Iterable[Bill]) -> list[dict[str, Any]]:
    """Bills for a JSON answer; `euros` is null where house.toml has no price."""
    return [{"engine": bill.engine, "host": bill.host, "characters": bill.characters, "euros": bill.euros} for bill in bills]


@contextmanager
def bar(label: Wording, total: int, **named: object) -> Iterator[Callable[[int], None]]:
    """A bar of characters that shows after a second, on a terminal only; what is yielded moves it on."""
    if not sys.stderr.isatty() or not total:
        yield _unseen
        return
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    task = progress.add_task(say(label.fill(**named)), total=total)
    starting = Timer(SOON, progress.start)
    starting.start()
    try:
        yield lambda characters: progress.advance(task, characters)
    finally:
        starting.cancel()
        starting.join()
        progress.stop()


def _unseen(_: int) -> None:
    return
