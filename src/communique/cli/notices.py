"""`communique notices`: what was told to whom, what waits, and what did not get there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from ..errors import CommuniqueError
from ..house import House
from ..languages import Wording
from ..notices import rounds, services
from ..notices.outbox import Entry, State
from ._console import answer, command, tell
from ._sheet import say, spoken

ABOUT = Wording(
    "Dit ce qui a été annoncé à qui, ce qui attend et ce qui n’est pas arrivé. Ni texte, ni lien, ni clé.",
    "Sagt, was wem mitgeteilt wurde, was wartet und was nicht ankam. Weder Text noch Link noch Schlüssel.",
    "Says what was told to whom, what waits and what did not arrive. No text, no link, no key.",
)
SEND = Wording("envoyer maintenant ce qui attend", "jetzt senden, was wartet", "send now what waits")
AGAIN = Wording(
    "renvoyer l’avis qui porte cet id", "die Benachrichtigung mit dieser id noch einmal senden", "send the notice of this id once more"
)
ALL = Wording("montrer aussi tout ce qui est réglé", "auch alles Erledigte zeigen", "show all that is settled too")
NO_SERVICE = Wording(
    "aucun service n’est réglé\u00a0: rien n’est envoyé (docs/operate.md)",
    "kein Dienst ist eingerichtet: nichts wird verschickt (docs/operate.md)",
    "no service is set up: nothing is sent (docs/operate.md)",
)
NOTHING = Wording("rien n’attend", "nichts wartet", "nothing waits")
SERVICES = Wording("par {services}", "über {services}", "by {services}")
MORE = Wording(
    "envoyés\u00a0: {sent}, devenus sans objet\u00a0: {dropped}\u202f; --all les montre",
    "{sent} gesendet, {dropped} gegenstandslos geworden; --all zeigt sie",
    "{sent} sent, {dropped} no longer needed; --all shows them",
)
STATES = {
    State.WAITING: Wording("attend", "wartet", "waits"),
    State.CLAIMED: Wording("en cours", "unterwegs", "under way"),
    State.SENT: Wording("envoyé", "gesendet", "sent"),
    State.FAILED: Wording("échoué", "gescheitert", "failed"),
    State.UNSURE: Wording("incertain", "ungewiss", "in doubt"),
    State.DROPPED: Wording("sans objet", "gegenstandslos", "not needed"),
}
KINDS = {
    "request": Wording("demande", "Bitte um Freigabe", "request"),
    "reminder": Wording("rappel", "Erinnerung", "reminder"),
    "changed": Wording("validation périmée", "Freigabe überholt", "approval void"),
    "mended": Wording("corrigé depuis le renvoi", "seit Rückgabe geändert", "mended since return"),
    "published": Wording("publié", "veröffentlicht", "published"),
    "returned": Wording("renvoyé", "zurückgegeben", "returned"),
    "approved": Wording("tout validé", "alles freigegeben", "all approved"),
    "overdue": Wording("délai dépassé", "Frist abgelaufen", "overdue"),
}
COLOURS = {State.FAILED: "red", State.UNSURE: "yellow", State.SENT: "green"}
SETTLED = (State.SENT, State.DROPPED)


@command("notices", ABOUT)
@click.option("--send", is_flag=True, help=say(SEND))
@click.option("--again", metavar="ID", help=say(AGAIN))
@click.option("--all", "everything", is_flag=True, help=say(ALL))
def notices_command(house: House, *, send: bool, again: str | None, everything: bool, as_json: bool) -> int:
    """Show the outbox, and send what waits if asked."""
    now = datetime.now(UTC)
    if again:
        rounds.again(house, again, now)
    told = rounds.tick(house, now, patience=rounds.A_WHILE) if send or again else rounds.Told()
    found, own = rounds.entries(house), services.load(house)
    if as_json:
        answer({"services": list(_shown(own)), "notices": [_values(entry) for entry in found]})
    else:
        tell(SERVICES, services=", ".join(_shown(own))) if own else tell(NO_SERVICE)
        _print(found, everything)
    return _complain(told.unread)


def _complain(errors: Sequence[CommuniqueError]) -> int:
    for error in errors:
        click.echo(error.sentence(spoken()), err=True)
    return errors[0].exit_code if errors else 0


def _shown(own: services.Services) -> tuple[str, ...]:
    if not own:
        return ()
    from ..notices import couriers

    return couriers.shown(tuple(filter(None, (own.mail, *own.chat))))


def _print(found: Sequence[Entry], everything: bool) -> None:
    shown = [entry for entry in found if everything or entry.state not in SETTLED]
    for entry in shown:
        click.echo(f"  {click.style(f'{say(STATES[entry.state]):<14}', fg=COLOURS.get(entry.state))} {_line(entry)}")
    if not shown:
        tell(NOTHING)
    counts = {state.value: sum(entry.state is state for entry in found) for state in SETTLED}
    if not everything and any(counts.values()):
        tell(MORE, **counts)


def _line(entry: Entry) -> str:
    notice = entry.notice
    kind = say(KINDS[notice.kind]) if notice.kind in KINDS else notice.kind
    to = notice.to.partition(":")[2] or notice.to
    details = ", ".join(filter(None, (entry.changed or entry.made, f"{entry.tries} ×" if entry.tries > 1 else "", entry.reason)))
    ident = notice.id if notice.release else notice.occasion
    return f"{notice.release}  {kind} → {to} ({details})" + (f"  {ident}" if entry.state in (State.FAILED, State.UNSURE) else "")


def _values(entry: Entry) -> dict[str, Any]:
    notice = entry.notice
    return {
        "id": notice.id if notice.release else notice.occasion,
        "release": notice.release,
        "kind": notice.kind,
        "to": notice.to,
        "state": entry.state,
        "made": entry.made,
        "changed": entry.changed,
        "tries": entry.tries,
        "reason": entry.reason,
    }
