"""A server in this process, on a port that nobody else can take, from the moment that it answers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep

import uvicorn


@contextmanager
def serving(configured: Callable[[int, str], uvicorn.Config]) -> Iterator[tuple[uvicorn.Server, int]]:
    """The server that a port and its address configure, and that port, as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        server = uvicorn.Server(configured(port, f"http://127.0.0.1:{port}"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server has ended before it began"
                sleep(0.01)
            yield server, port
        finally:
            server.should_exit = True
            thread.join()
