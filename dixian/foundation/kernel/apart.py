"""Work on something from outside in a process of its own: what bursts, hangs or aborts there takes nobody along.

The process is given one value and gives one back. It knows no database, no key and no password: of the environment
it gets what finds the program and its texts. What it says is taken as plain values and nothing else (decision 0012).
"""

import io
import os
import pickle
import resource
import sys
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

# The rest of the environment names databases, passwords and secrets.
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR")
LOCALE = "LC_"
# The folder `dixian` lies in, which may be known by a finder alone.
PROGRAM = str(Path(__file__).parents[3])
PLAIN = (date, datetime, time, timedelta)


class TookTooLong(Exception):
    """No answer within the time."""


class Died(Exception):
    """The process ended without an answer: out of memory, aborted, killed."""


def apart(module: str, given: Any, *, seconds: float, types: Collection[type] = ()) -> Any:
    """What `module`, run as a program that calls `answer`, gives back for `given`: plain values, and values of `types`.

    Raises TookTooLong; Died also where it says anything else.
    """
    # The process that imports this to answer starts no other.
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            # It is told where everything lies and has nothing to look for: half the time it would take to start.
            [sys.executable, "-S", "-m", module],
            input=pickle.dumps(given),
            env=_environment(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    if done.returncode:
        raise Died
    return plain(done.stdout, types)


def plain(said: bytes, types: Collection[type] = ()) -> Any:
    """The pickled value, where it is made of plain values and of `types` alone: nothing of it is run. Raises Died."""
    try:
        return _Plain(io.BytesIO(said), types).load()
    except Exception as problem:  # whatever bytes of somebody else's make the reader raise
        raise Died from problem


class _Plain(pickle.Unpickler):
    """Knows the names of a few types, and no function."""

    def __init__(self, source: io.BytesIO, types: Collection[type]) -> None:
        super().__init__(source)
        self._known = {(one.__module__, one.__qualname__): one for one in (*PLAIN, *types)}

    def find_class(self, module: str, name: str) -> Any:
        """The type of that name. Raises UnpicklingError for any other."""
        try:
            return self._known[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def _environment() -> dict[str, str]:
    passed_on = {
        name: value for name, value in os.environ.items() if name in PASSED_ON or name.startswith(LOCALE)
    }
    return {**passed_on, "PYTHONPATH": os.pathsep.join((PROGRAM, *sys.path))}


def answer(work: Callable[[Any], Any], *, memory: int, seconds: int) -> None:
    """In the process of its own: do the work within bounds, from stdin to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # An abort of the reader leaves no memory of personal data on disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given = pickle.load(sys.stdin.buffer)  # noqa: S301 - sent by our own process
    pickle.dump(work(given), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
