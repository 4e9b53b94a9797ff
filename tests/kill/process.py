"""A worker process that can be waited for, killed and asked to end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30


class Worker:
    """One process of `module`, which stands still at the point `kill_at`."""

    def __init__(self, folder: Path, kill_at: str = "", module: str = "tests.kill.worker") -> None:
        self._ready, self._sign = folder / "ready", folder / "sign"
        for path in (self._ready, self._sign):
            path.unlink(missing_ok=True)
        told = {"KILL_READY": str(self._ready), "KILL_SIGN": str(self._sign), "KILL_AT": kill_at}
        with (folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module],
                cwd=ROOT,
                env={**os.environ, **told},
                stdout=log,
                stderr=log,
            )

    def wait_ready(self) -> None:
        until(self._ready.exists)

    def wait_there(self) -> None:
        until(self._sign.exists)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


def until(holds: Callable[[], bool], *, seconds: float = SECONDS) -> None:
    """Wait until something holds; fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


def stand_still() -> None:
    """Here the test wants the worker killed: say that we are there, and wait for it."""
    Path(os.environ["KILL_SIGN"]).touch()
    time.sleep(60)
