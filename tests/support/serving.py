"""`dixian serve` as a process of its own, on the home and the database of the running test."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path


@contextmanager
def serving(log: Path) -> Iterator[int]:
    """The port it answers on, until the block ends. Raises RuntimeError with its log where it doesn't."""
    port = free_port()
    command = [sys.executable, "-m", "dixian", "serve", "--port", str(port)]
    with log.open("wb") as said:
        running = subprocess.Popen(command, env=dict(os.environ), stdout=said, stderr=said)
    try:
        _wait(port, running, log)
        yield port
    finally:
        running.terminate()
        running.wait(30)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as asked:
                asked.request("GET", "/health/live")
                asked.getresponse().read()
            return
        except OSError:
            if running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.2)
