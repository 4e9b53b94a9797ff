"""Work on something from outside in a process of its own: what bursts, hangs or aborts there takes nobody along.

The process is given one value and gives one back. It knows no database and no key (decision 0012).
"""

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any


class TookTooLong(Exception):
    """No answer within the time."""


class Died(Exception):
    """The process ended without an answer: out of memory, aborted, killed."""


def apart(module: str, given: Any, *, seconds: float) -> Any:
    """What `module`, run as a program that calls `answer`, gives back for `given`. Raises TookTooLong, Died."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module],
            input=pickle.dumps(given),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    if done.returncode:
        raise Died
    return pickle.loads(done.stdout)  # noqa: S301 - written by our own process


def answer(work: Callable[[Any], Any], *, memory: int, seconds: int) -> None:
    """In the process of its own: do the work within bounds, from stdin to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # An abort of the reader leaves no memory of personal data on disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given = pickle.load(sys.stdin.buffer)  # noqa: S301 - sent by our own process
    pickle.dump(work(given), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
