"""How far a text goes with a host or a service: this machine, the EU, or anywhere."""

from __future__ import annotations

from ipaddress import ip_address

# Signs that the network takes for the stop in a name.
STOPS = str.maketrans("\u3002\uff0e\uff61", "...")
CLASSES = ("machine", "eu", "any")
# What is known of public hosts and all below them; the house vouches for its own ones. DeepL promises the EU for its Pro service's usual
# address alone: the free one makes no promise, others stand in the USA and Japan.
KNOWN = {
    "api.deepl.com": "eu",
    "deepl.com": "any",
    "google.com": "any",
    "googleapis.com": "any",
    "translated.net": "any",
    "microsofttranslator.com": "any",
    "api-eur.cognitive.microsofttranslator.com": "eu",
    "libretranslate.com": "any",
    "libretranslate.de": "any",
    "openai.com": "any",
    "anthropic.com": "any",
    "openrouter.ai": "any",
    "groq.com": "any",
    "together.xyz": "any",
    "fireworks.ai": "any",
    "deepseek.com": "any",
    "x.ai": "any",
    "cohere.com": "any",
    "cohere.ai": "any",
    "perplexity.ai": "any",
    "huggingface.co": "any",
    "ollama.com": "any",
    "aliyuncs.com": "any",
    "argosopentech.com": "any",
}
# Services that lie elsewhere whatever the address says: one on this machine can only hand their texts on.
SERVICES = {"google": "any", "mymemory": "any", "microsoft": "eu", "deepl": "eu"}


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def plain_name(host: str) -> str:
    """A host's name as it is compared: `Translate.Google.com.` is `translate.google.com`."""
    return host.lower().translate(STOPS).rstrip(".")


def class_of(host: str, said: str) -> str:
    """The class of a host: machine for loopback, what is known of public ones, else what house.toml says of it, but not machine."""
    name = plain_name(host)
    if is_loopback(name):
        return "machine"
    labels = name.split(".")
    known = (KNOWN.get(".".join(labels[start:])) for start in range(len(labels)))
    return next(filter(None, known), "any" if said == "machine" else said)


def farthest(service: str, model: object) -> str:
    """How far a service takes a text at least, whatever its address says: Ollama hands on what goes to a model "…-cloud"."""
    return "any" if str(model or "").lower().endswith(("-cloud", ":cloud")) else SERVICES.get(service, "machine")


def is_farther(one: str, other: str) -> bool:
    """Whether the first class lets a text go farther than the second."""
    return CLASSES.index(one) > CLASSES.index(other)
