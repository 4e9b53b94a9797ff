"""The rosters of the synthetic county: what follows from each row is what the world says."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.checks import run_checks
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas import api as areas
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.simulation.drive.county import rows
from dixian.simulation.drive.month import REPORTERS
from dixian.simulation.world.people import make_county
from dixian.simulation.world.rosters import write_rosters
from dixian.warning.submissions import api as submissions
from tests.support.changes import numbers_go_on
from tests.support.register import XLSX, insert_households

PEOPLE, SEED, APRIL = 3000, 7, Month.parse("2024-04")
CAME_TO = {"proposed": "change", "needless": "needless", "stranger": "stranger"}


@pytest.fixture
def homes(county: Any) -> Any:
    """A county of some thousand people in the register, and who reports."""
    made = list(make_county(people=PEOPLE, seed=SEED, villages=areas.packaged_villages()))
    insert_households(rows(made, dict(areas.Area.objects.values_list("code", "id"))))
    numbers_go_on(100_000)
    county.post("gongan", Role.DEPARTMENT_CLERK, areas.unit("gaj"))
    county.post("minzheng", Role.DEPARTMENT_CLERK, areas.unit("mzj"))
    return made


def test_every_row_comes_to_what_the_world_says(county: Any, homes: Any, tmp_path: Path) -> None:
    files = write_rosters(tmp_path, homes, month=APRIL, seed=SEED)
    with (tmp_path / "名册-2024-04.csv").open(encoding="utf8") as truth:
        told = {(one["roster"], int(one["row"])): one for one in csv.DictReader(truth)}
    found = {}
    with clock.at(clock.noon(date(2024, 5, 6))):
        for title, path in files.items():
            for row, one in enumerate(pushed(title, path, county[REPORTERS[title]]), start=1):
                found[title, row] = (
                    one.person.number if one.person else "",
                    CAME_TO.get(one.outcome or one.bin),
                )
        assert [one.name for one in run_checks() if one.difference] == []
    assert found == {key: (one["person"], one["follows"]) for key, one in told.items()}
    assert Counter(follows for _, follows in found.values())["change"] > 8


def pushed(title: str, path: Path, post: Any) -> list[Any]:
    kind = submissions.DataKind.objects.select_related("unit").get(name=title)
    stored = store([path.read_bytes()], name=path.name, content_type=XLSX, purpose="报送")
    batch = submissions.receive(kind=kind, month=APRIL, stored=stored, post=post)
    drain()
    submissions.commit(batch=submissions.batch(uid=batch.uid, post=post), post=post)
    drain()
    return list(submissions.Row.objects.filter(batch=batch).select_related("person").order_by("number"))
