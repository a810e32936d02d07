"""Why a hosted engine cannot go on, in the officer's words and never with a key or a text in it."""

from __future__ import annotations

from ..errors import EngineAway, EngineError
from ..languages import Wording, same

KEY_REFUSED = Wording(
    "a refusé la clé d’accès ({status})", "hat den Zugangsschlüssel abgelehnt ({status})", "refused the access key ({status})"
)
USED_UP = Wording("a épuisé son quota ({status})", "hat sein Kontingent aufgebraucht ({status})", "has used up its quota ({status})")
BUSY = Wording("est trop sollicité ({status})", "ist überlastet ({status})", "is too busy ({status})")
BROKEN = Wording("est en panne ({status})", "ist gestört ({status})", "is out of order ({status})")
ODD = Wording("a répondu de façon inattendue ({status})", "hat unerwartet geantwortet ({status})", "answered unexpectedly ({status})")
UNTRUSTED = Wording(
    "montre un certificat auquel cette machine ne se fie pas",
    "zeigt ein Zertifikat, dem dieser Rechner nicht vertraut",
    "shows a certificate that this machine does not trust",
)
TOO_MUCH = Wording("envoie une réponse démesurée", "schickt eine übergroße Antwort", "sends an answer far too large")
CHECK_URL = Wording(
    "vérifiez l’adresse « url » dans templates/house.toml ou demandez au service informatique",
    "prüfen Sie die Adresse „url“ in templates/house.toml oder fragen Sie Ihre IT",
    "check the address “url” in templates/house.toml or ask your IT people",
)
NOT_THROUGH = Wording(
    "n’a pas été joint\u00a0: le mandataire (proxy) ne laisse pas passer",
    "war nicht zu erreichen: Der Proxy lässt nicht durch",
    "was not reached: the proxy does not let it through",
)
CHECK_PROXY = Wording(
    "vérifiez «\u00a0proxy\u00a0» dans templates/house.toml et son mot de passe dans HTTPS_PROXY, ou demandez au service informatique",
    "prüfen Sie „proxy“ in templates/house.toml und sein Kennwort in HTTPS_PROXY oder fragen Sie Ihre IT",
    "check “proxy” in templates/house.toml and its password in HTTPS_PROXY, or ask your IT people",
)
SILENT = Wording("ne répond pas ({status})", "antwortet nicht ({status})", "does not answer ({status})")
NO_KEY = Wording(
    "n’a pas de clé d’accès : la variable {name} est vide",
    "hat keinen Schlüssel: die Variable {name} ist leer",
    "has no key: {name} is empty",
)
BAD_KEY = Wording("n’a pas de clé valable dans {name}", "hat in {name} keinen gültigen Schlüssel", "has no valid key in {name}")
NO_TLS = Wording("ne doit être joint qu’en https", "darf nur über https erreicht werden", "may only be reached over https")
KEY_IN_URL = Wording("a un mot de passe dans son adresse", "hat ein Kennwort in seiner Adresse", "has a password in its address")
NO_KEY_THERE = Wording(
    "ôtez ce qui précède «\u00a0@\u00a0» dans url, sous ce moteur dans templates/house.toml",
    "nehmen Sie in url, bei dieser Engine in templates/house.toml, alles vor „@“ heraus",
    "take what stands before “@” out of url, under this engine in templates/house.toml",
)
NO_URL = Wording("n’a pas d’adresse", "hat keine Adresse", "has no address")

CHECK_KEY = Wording("vérifiez la clé {name}", "prüfen Sie den Schlüssel {name}", "check the key {name}")
SET_KEY = Wording("placez la clé dans la variable {name}", "legen Sie den Schlüssel in die Variable {name}", "put the key into {name}")
LATER = Wording(
    "réessayez plus tard ou choisissez un autre moteur",
    "versuchen Sie es später wieder oder wählen Sie eine andere Engine",
    "try again later or choose another engine",
)
SET_URL = Wording(
    "écrivez url = « https://… » sous ce moteur dans templates/house.toml",
    "schreiben Sie url = „https://…“ zu dieser Engine in templates/house.toml",
    "write url = “https://…” under this engine in templates/house.toml",
)

EMPTY = Wording("réponse vide", "leere Antwort", "empty answer")
ECHO = Wording("le texte est revenu non traduit", "der Text kam unübersetzt zurück", "the text came back untranslated")
TOO_LONG = Wording("phrase trop longue pour ce moteur", "Satz zu lang für diese Engine", "sentence too long for this engine")
CUT_SHORT = Wording("réponse tronquée", "abgeschnittene Antwort", "answer cut short")
REFUSED = Wording("le moteur refuse ce texte", "die Engine lehnt diesen Text ab", "the engine refuses this text")
TOO_LONG_ANSWER = Wording("réponse bien plus longue que le texte", "Antwort viel länger als der Text", "answer far longer than the text")
MARKUP = Wording("balisage que le texte n’a pas", "Auszeichnung, die der Text nicht hat", "markup that the text does not have")
NUMBERS = Wording("nombres changés ou perdus", "Zahlen verändert oder verloren", "numbers changed or lost")
MISCOUNTED = Wording("réponses manquantes ou en trop", "fehlende oder überzählige Antworten", "answers missing or in excess")


class Unfit(Exception):
    """The engine does not take one request as it is; another may be taken."""


def fault(engine: str, status: int, key: str = "") -> EngineError:
    """The error for an HTTP status; `key` is the name of the variable that holds the key."""
    hint = CHECK_KEY.fill(name=key) if key else LATER
    match status:
        case 401 | 403 | 407:
            return EngineError(engine, KEY_REFUSED.fill(status=status), hint)
        case 402 | 456:
            return EngineError(engine, USED_UP.fill(status=status), LATER)
        case 429 | 503 | 529:
            return EngineAway(engine, BUSY.fill(status=status), LATER)
        case _ if status >= 500:
            return EngineAway(engine, BROKEN.fill(status=status), LATER)
    return EngineError(engine, ODD.fill(status=status), LATER)


def odd(engine: str, what: str) -> EngineError:
    """The error for an answer that is not what the engine's interface promises; `what` is a word such as JSON."""
    return EngineError(engine, ODD.fill(status=what), LATER)


def silent(engine: str, what: str) -> EngineError:
    """The error for no answer; `what` is the name of what happened (ConnectTimeout)."""
    if what in {"TLS", "TooLarge"}:
        return EngineError(engine, UNTRUSTED if what == "TLS" else TOO_MUCH, CHECK_URL)
    if what == "ProxyError":
        return EngineError(engine, NOT_THROUGH, CHECK_PROXY)
    return EngineAway(engine, SILENT.fill(status=same(what)), LATER)
