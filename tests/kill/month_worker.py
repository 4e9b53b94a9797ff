"""The real worker on the real jobs of a month, which stands still in or after a chosen chunk.

`KILL_AT` is `<job> <number of the chunk> inside|after`. Nothing of the jobs is replaced: their chunks
are counted, and one of them does not come back. They are of fifty rows, so that a small month has several.
"""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dixian.cli.environment import bring_up


def count_chunks() -> None:
    """Let every chunk of the month's jobs be counted."""
    from dixian.foundation.jobs import progress, sizing
    from dixian.warning.alerts import jobs as judging
    from dixian.warning.submissions import jobs as reading
    from tests.kill.process import stand_still

    seen: Counter[str] = Counter()
    once = progress.once

    @contextmanager
    def counted(marker: str) -> Iterator[bool]:
        name = progress.current().job.name
        seen[name] += 1
        here = f"{name} {seen[name]}"
        with once(marker) as fresh:
            yield fresh
            if os.environ.get("KILL_AT") == f"{here} inside":
                stand_still()
        if os.environ.get("KILL_AT") == f"{here} after":
            stand_still()

    reading.once = judging.once = counted
    sizing.FIRST = sizing.LEAST = 50
    sizing.STEP = 1


def main() -> None:
    """Work until SIGTERM, as `dixian worker` does."""
    bring_up("worker")
    from dixian.foundation.jobs.api import run_worker

    count_chunks()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    Path(os.environ["KILL_READY"]).touch()
    run_worker(stop)


if __name__ == "__main__":
    main()
