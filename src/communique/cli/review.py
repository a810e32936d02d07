"""`communique review`: a personal link to the review desk, which is started where it is not running."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from datetime import timedelta
from typing import Any

import click

from .. import gate, reviewers
from ..approval import refusals
from ..desk import links, serving, whereabouts
from ..desk.links import Visit
from ..desk.queues import visits
from ..errors import NotAllowed
from ..gate import Case
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording, same
from ..operation.listening import LOOPBACK
from ..roles import ROLE_NAMES, Role
from ._console import answer, command, tell
from ._sheet import say, spoken
from .decide import CODES, LANGUAGE, PARTNER, WHO

ABOUT = Wording(
    "Donne à une personne son lien vers le bureau de relecture, pour un COMMUNIQUÉ ou pour tout ce qui l’attend, et l’ouvre.",
    "Gibt einer Person ihren Link zum Prüftisch, für ein RELEASE oder für alles, was auf sie wartet, und öffnet ihn.",
    "Gives a person their link to the review desk, for a RELEASE or for all that waits for them, and opens it.",
)
ROLE = Wording("rôle de la validation", "Rolle der Freigabe", "the role of the approval")
DAYS = Wording("durée du lien, en jours", "Gültigkeit des Links in Tagen", "days that the link is good for")
NO_BROWSER = Wording("ne pas ouvrir le navigateur", "den Browser nicht öffnen", "do not open the browser")
NOTHING = Wording(
    "rien de ce choix n’attend {name}",
    "nichts davon wartet auf {name}",
    "nothing of this choice waits for {name}",
)
STATUS = Wording(
    "«\u00a0communique status {slug}\u00a0» dit qui doit valider quoi",
    "„communique status {slug}“ sagt, wer was freigibt",
    "“communique status {slug}” says who approves what",
)
PERSONAL = Wording(
    "Ce lien est personnel\u00a0: ne le donnez qu’à {name}.",
    "Dieser Link ist persönlich: Geben Sie ihn nur {name}.",
    "This link is personal: give it to {name} only.",
)
SERVING = Wording(
    "Le bureau est ouvert\u202f; Ctrl-C le ferme.", "Der Tisch ist offen; Strg-C schließt ihn.", "The desk is open; Ctrl-C closes it."
)


@command("review", ABOUT)
@click.argument("release", required=False)
@click.option("--as", "who", required=True, help=say(WHO))
@click.option("--language", type=click.Choice(CODES), help=say(LANGUAGE))
@click.option("--partner", default="", help=say(PARTNER))
@click.option("--role", type=click.Choice([role.value for role in Role]), help=say(ROLE))
@click.option("--days", type=click.IntRange(1, links.LONGEST_LIFE), default=14, show_default=True, help=say(DAYS))
@click.option("--no-browser", is_flag=True, help=say(NO_BROWSER))
def review_command(
    house: House,
    release: str | None,
    *,
    who: str,
    language: str | None,
    partner: str,
    role: str | None,
    days: int,
    no_browser: bool,
    as_json: bool,
) -> None:
    """Make the link; with --json nothing is started or opened."""
    people = reviewers.load(house)
    if who not in people:
        raise NotAllowed("--as", refusals.UNKNOWN_REVIEWER.fill(who=who), refusals.ADD_REVIEWER)
    at = whereabouts.running(house)
    port = whereabouts.port_for(house)
    base = at or (house.desk if as_json and house.desk else f"http://{LOOPBACK[0]}:{port}")
    wanted = {"language": language, "partner": partner or None, "role": role}
    found = _chosen(house, release, who, wanted) if release else ()
    made = [_line(house, visit, base, days) for visit in found] or [{"href": links.queue_link(house, who, base, days)}]
    if as_json:
        until = (gate.now() + timedelta(days=days)).date().isoformat()
        answer({"reviewer": who, "running": bool(at), "until": until, "links": made})
        return
    for line in made:
        click.echo(f"  {_said(line)}{line['href']}")
    tell(PERSONAL, name=people[who].name)
    if at:
        _open(made[0]["href"], no_browser=no_browser)
        return
    tell(SERVING)
    with suppress(KeyboardInterrupt):
        serving.serve(house, port=port, base=base, language=spoken(), ready=lambda: _open(made[0]["href"], no_browser=no_browser))


def _chosen(house: House, release: str, who: str, wanted: dict[str, str | None]) -> tuple[Visit, ...]:
    """What somebody has to decide about a release, the open ones first. Raises NotAllowed where that is nothing."""
    case = Case(house, release)
    own = [(visit, cell) for visit, cell in visits(case, who, gate.now())]
    chosen = [(visit, cell) for visit, cell in own if all(value in (None, getattr(visit, name)) for name, value in wanted.items())]
    if not chosen:
        raise NotAllowed(release, NOTHING.fill(name=case.people[who].name), STATUS.fill(slug=release))
    return tuple(visit for visit, cell in sorted(chosen, key=lambda one: who in one[1].given))


def _line(house: House, visit: Visit, base: str, days: int) -> dict[str, Any]:
    return {
        "href": links.link(house, visit, base, days),
        "release": visit.release,
        "language": visit.language,
        "partner": visit.partner,
        "role": visit.role,
    }


def _said(line: dict[str, Any]) -> str:
    if "language" not in line:
        return ""
    parts = (LANGUAGE_NAMES[Language(line["language"])], same(line["partner"]), ROLE_NAMES[Role(line["role"])])
    return f"{' · '.join(say(part) for part in parts)}\n  "


def _open(address: str, *, no_browser: bool) -> None:
    if not no_browser:
        webbrowser.open(address)
