"""Where the desk of a house is served on this machine, for the commands that do not serve it themselves."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from ..files.storage import write_whole
from ..house import House
from ..operation import listening
from ..operation.listening import LOOPBACK
from . import links

ADDRESS = "desk/address"
# Above the ports of the Prefect server and of the shelf, as `communique up` lays them out.
FIRST = 4201


def note(house: House, port: int, base: str) -> None:
    """Write down where the desk of this house is, for the other commands on this machine."""
    write_whole(house.state / ADDRESS, json.dumps({"port": port, "base": base}).encode())


def running(house: House) -> str:
    """The address of the desk that serves this house now, empty where there is none."""
    try:
        noted = json.loads((house.state / ADDRESS).read_bytes())
        url = f"http://{LOOPBACK[0]}:{int(noted['port'])}/health"
        with urllib.request.urlopen(url, timeout=3) as answer:
            alive = answer.read(200).decode("ascii", "replace") == links.sign_of_life(house)
            return str(noted["base"]) if alive else ""
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return ""


def usual_port(house: House) -> int | None:
    """The port that the desk had the last time, None where it never ran; links name it, so it is kept while it is free."""
    try:
        port = int(json.loads((house.state / ADDRESS).read_bytes())["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return port if listening.is_free(LOOPBACK[0], port) else None


def port_for(house: House, after: int = FIRST) -> int:
    """A free port for the desk: the one it had the last time, or the first one above another."""
    return usual_port(house) or listening.free_after(after)
