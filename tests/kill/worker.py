"""The real worker, with the work of these tests declared: `python -m tests.kill.worker`."""

import os
import signal
import threading
from pathlib import Path

from dixian.cli.environment import bring_up


def main() -> None:
    """Work until SIGTERM, as `dixian worker` does."""
    bring_up("worker")
    from dixian.foundation.jobs.api import run_worker
    from tests.kill import work

    assert work
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Path(os.environ["KILL_READY"]).touch()
    run_worker(stop)


if __name__ == "__main__":
    main()
