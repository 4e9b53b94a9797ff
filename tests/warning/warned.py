"""Villagers that the tests of warnings speak of, and their costs reported: what lies under many of them."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dixian.commons.leads.models import Lead
from dixian.foundation.areas.api import villages_of
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.verification.api import release
from tests.support.everyone import appoint_everyone
from tests.support.register import Someone, pushed, settle, workbook


def villagers(county: Any) -> dict[str, Someone]:
    """张三 and 李四 in the village, 王五 in the second, 赵六 in another township; they share nothing."""
    return {
        "张三": Someone("张三", 101, county.village, kind="poverty_relieved", phone="13800000101"),
        "李四": Someone("李四", 102, county.village),
        "王五": Someone("王五", 103, county.second, kind="poverty_relieved"),
        "赵六": Someone("赵六", 104, villages_of(county.other)[0]),
    }


def settled(county: Any) -> Any:
    """They stand in the register."""
    settle(villagers(county).values())
    return county


def reported(county: Any, amounts: Mapping[str, str]) -> Any:
    """What these paid themselves, in the insurer's file of this month: read, committed, judged."""
    people = villagers(county)
    with tempfile.TemporaryDirectory() as folder:
        costs = [people[name].costs(amount) for name, amount in amounts.items()]
        pushed(workbook(Path(folder), costs, Month.of(clock.today())), county["insurer"])
    return county


def posted(county: Any) -> Any:
    """All four over the line and pushed to their villages; posts of every role."""
    reported(county, dict.fromkeys(villagers(county), "90000"))
    release(lead_uids=list(Lead.objects.values_list("uid", flat=True)), post=county["bureau"])
    drain()
    people = villagers(county)
    appoint_everyone(county, helped=people["李四"].person.household_id, far=people["赵六"].village)
    return county
