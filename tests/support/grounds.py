"""The states of the database that tests begin on: empty, or with a county that many tests would found anew.

A county takes longer to found than most tests last. It is founded once in each process, kept, and laid again under
every test that asks for it by the fixture of its name.
"""

import copy
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from dixian.foundation.audit.api import Acting, acting, writing
from tests.support.clean_sheet import EMPTY, CleanSheet
from tests.support.environment import KEPT, tidy_home

SOMEBODY = Acting(actor="test:founding", settings=(("dixian.all", "1"),))
NOT_FILES = [f"{name}*" for name in KEPT]


def found_packaged() -> Any:
    """The packaged areas and units, nothing else."""
    from dixian.foundation.areas.api import load_reference

    with acting(SOMEBODY), writing():
        return load_reference()


def found_small() -> Any:
    """Units, areas, policy and some posts."""
    from tests.support.county import found_county

    with acting(SOMEBODY), writing():
        return found_county()


def found_warned() -> Any:
    """The small county with data kinds and rule sheets."""
    from tests.support.county import found_county
    from tests.support.register import load_warning_reference

    with acting(SOMEBODY), writing():
        made = found_county()
        load_warning_reference()
        return made


def found_web() -> Any:
    """What the pages are tried on: everybody appointed, a file, a lead."""
    from tests.web.county import web_county

    with tempfile.TemporaryDirectory() as folder, acting(SOMEBODY), writing():
        return web_county(Path(folder))


def found_settled(county: Any) -> Any:
    """Its villagers of `tests.warning` stand in the register."""
    from tests.warning.warned import settled

    with acting(SOMEBODY), writing():
        return settled(county)


def found_one_lead(county: Any) -> Any:
    """张三's, over the line, waits at the push desk."""
    from tests.warning.warned import reported

    with acting(SOMEBODY), writing():
        return reported(county, {"张三": "9000"})


def found_two_leads(county: Any) -> Any:
    """李四's too, of the same village."""
    from tests.warning.warned import reported

    with acting(SOMEBODY), writing():
        return reported(county, {"张三": "9000", "李四": "30000"})


def found_posted(county: Any) -> Any:
    """Leads of four households, released; posts of every role."""
    from tests.warning.warned import posted

    with acting(SOMEBODY), writing():
        return posted(county)


def found_answered(county: Any) -> Any:
    """Four leads of it that the village has answered."""
    from tests.web.answered import four_answered

    return four_answered(county)


def found_played() -> Any:
    """What `dixian demo` makes of a small county on a day in November, its files included."""
    from tests.simulation.played import play

    return play()


# What is founded on another, and is given its county; it comes behind it.
STANDS_ON = {
    "settled_county": "warned_county",
    "one_lead": "settled_county",
    "two_leads": "settled_county",
    "posted_county": "settled_county",
    "answered_leads": "web_county",
}
FOUNDED: dict[str, Callable[..., Any]] = {
    "packaged_areas": found_packaged,
    "small_county": found_small,
    "warned_county": found_warned,
    "settled_county": found_settled,
    "one_lead": found_one_lead,
    "two_leads": found_two_leads,
    "posted_county": found_posted,
    "web_county": found_web,
    "answered_leads": found_answered,
    "played_county": found_played,
}


class Grounds:
    """What lies under the tests of this process. unblock: opens the database outside tests."""

    def __init__(
        self, sheet: CleanSheet, home: Path, unblock: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._sheet = sheet
        self._home = home
        self._unblock = unblock
        self._founded: dict[str, Any] = {}
        self._under: str | None = EMPTY

    def lay(self, name: str) -> None:
        """Before a test, outside its transaction: what it begins on; founded where it is asked for the first time."""
        if name not in (EMPTY, *self._founded):
            self._found(name)
        if self._under != name:
            self._sheet.lay(name)
            self._under = name

    def trodden(self, *_: Any) -> None:
        """After a test that commits; takes the place of `TransactionTestCase._fixture_teardown`."""
        self._under = None

    def county(self, name: str) -> Any:
        """A county as it was founded, its files in the home."""
        shutil.copytree(self._files_of(name), self._home, dirs_exist_ok=True)
        return copy.deepcopy(self._founded[name])

    def _found(self, name: str) -> None:
        below = STANDS_ON.get(name, EMPTY)
        self.lay(below)
        tidy_home(self._home)
        given = (self.county(below),) if below else ()
        self._under = None
        with self._unblock():
            self._founded[name] = FOUNDED[name](*given)
        self._sheet.keep(name)
        shutil.copytree(self._home, self._files_of(name), ignore=shutil.ignore_patterns(*NOT_FILES))
        self._under = name

    def _files_of(self, name: str) -> Path:
        return self._sheet.folder / f"{name}-files"


def ground_of(item: pytest.Item) -> str:
    """The name of the county a test asks for, "" for none."""
    asked = getattr(item, "fixturenames", ())
    return next((name for name in reversed(FOUNDED) if name in asked), EMPTY)
