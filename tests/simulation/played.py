"""A demonstration as `dixian demo` makes it, on a day in November."""

import atexit
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading
from dixian.foundation.kernel import clock
from dixian.simulation.drive.demonstration import set_up
from tests.simulation.founded import found
from tests.support.database import switch_role

# Enough for the village to have two households under question.
PEOPLE = 8000
TODAY = date(2026, 11, 25)


def play() -> Any:
    """Its facts; every sum holds. The departments' files stay until the process ends."""
    files = Path(tempfile.mkdtemp(prefix="dixian-played-"))
    atexit.register(shutil.rmtree, files, ignore_errors=True)
    switch_role("worker")
    try:
        with clock.at(clock.noon(TODAY)):
            found()
            facts = set_up(people=PEOPLE, seed=7, files=files, password="pass-word-9", tell=lambda *_: None)
            with system_scope("test:drive"), reading():
                assert [one for one in run_checks() if one.difference] == []
        return facts
    finally:
        switch_role("web")
