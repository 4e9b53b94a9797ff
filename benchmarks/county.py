"""A demo county with the department's month in it, played before it is served."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-m", "dixian"]
COMMAND = [*PROGRAM, "demo"]


def demo_county(people: int) -> dict[str, Any]:
    """What `dixian demo` makes in the present home, with this month's file pushed too and its leads waiting.

    Returns what it printed about the county. Django is up as `worker` afterwards.
    """
    made = [*COMMAND, "--people", str(people), "--no-serve", "--json"]
    facts: dict[str, Any] = json.loads(subprocess.run(made, check=True, stdout=subprocess.PIPE).stdout)
    from dixian.cli.environment import bring_up

    bring_up("worker")
    from dixian.foundation.kernel import clock
    from dixian.foundation.kernel.calendar import Month
    from dixian.simulation.drive.month import COSTS_NAME, push

    push(Path(facts["files"][0]), month=Month.of(clock.today()), by="yibao", kind=COSTS_NAME)
    return facts


def prove_sums() -> None:
    """`dixian check` and `dixian audit verify`, who raise CalledProcessError where something does not hold."""
    for arguments in (["check"], ["audit", "verify"]):
        subprocess.run([*PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)


def release_all() -> int:
    """Push every lead that waits. Returns how many."""
    from dixian.simulation.drive.month import release_where

    return release_where(lambda _: True, by="nongye")


@contextmanager
def served() -> Iterator[int]:
    """The county of the present home, served: its port.

    Raises RuntimeError where it does not come up within two minutes.
    """
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    log = Path(os.environ["DIXIAN_HOME"]).parent / "site.log"
    with log.open("wb") as out:
        running = subprocess.Popen([*COMMAND, "--port", str(port)], stdout=out, stderr=out)
    try:
        _wait(f"http://127.0.0.1:{port}/health/ready", log)
        yield port
    finally:
        running.terminate()
        running.wait(30)


def _wait(address: str, log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the site did not come up:\n{log.read_text(errors='replace')}")
