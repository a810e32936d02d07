"""Heavy files are read in a process of their own, which may take 1 GB and 30 seconds and nothing more."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping

from ..drafts import Draft
from ..partners import Partner
from ..structure import AS_READ, Structure
from . import _refusals as refusals
from ._preflight import unpack
from ._refusals import Refused

MEMORY = 1 << 30
SECONDS = 30


def draft_of(name: str, content: bytes, partners: Mapping[str, Partner], *, accept_changes: bool, structure: Structure = AS_READ) -> Draft:
    """The draft of a file's bytes, read by a child. Raises Refused, also where the child broke its limits."""
    request = pickle.dumps((name, content, dict(partners), dict(structure), accept_changes))
    try:
        child = subprocess.run(  # noqa: S603 - its arguments are this program's own
            [sys.executable, "-P", "-m", __name__],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
        answer = pickle.loads(child.stdout)  # noqa: S301 - written by this module, in a process that this one started
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
        raise Refused(refusals.OUT_OF_BOUNDS, seconds=SECONDS, memory=MEMORY >> 20) from error
    if isinstance(answer, Draft):
        return answer
    raise Refused(refusals.Refusal(*answer))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    """Read one request from standard input and write the draft, or fact and way out of a refusal, to standard output."""
    from ._reading import draft_of as read

    name, content, partners, structure, accept_changes = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent wrote it
    _bound()
    try:
        answer: object = read(name, content, unpack(content), partners, accept_changes=accept_changes, structure=structure)
    except Refused as refused:
        answer = (refused.fact, refused.way_out)
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
