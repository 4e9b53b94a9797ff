"""Everything `dixian demo` shows: a county, its staff, last month half done, this month's file ready."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.api import acting_as, system_scope
from dixian.foundation.areas.api import Area
from dixian.foundation.audit.api import reading, seal_now, writing
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import propose_parameter
from dixian.simulation.drive.county import ACTOR, load_county
from dixian.simulation.drive.heads import mornings_since, name_heads
from dixian.simulation.drive.month import PUSHED, play_month, push_benefits, push_rosters, report_nothing_else
from dixian.simulation.drive.staff import appoint_staff, pair_helper, post_of
from dixian.simulation.drive.unproved import check_the_register, enter_a_newborn
from dixian.simulation.world.benefits import write_benefits
from dixian.simulation.world.people import Tell
from dixian.simulation.world.rosters import write_rosters
from dixian.warning.declarations.api import open_entrance

# Nobody's: numbers of this kind are given to no one.
TELEPHONE = "0455-4600000"


def set_up(*, people: int, seed: int, files: Path, password: str, tell: Tell) -> dict[str, Any]:
    """Fill a fresh installation. Returns accounts, files (newest first), counts, the code of the village and its public path."""
    today = clock.today()
    this = Month.of(today)
    last = this.previous()
    county = load_county(people=people, seed=seed, files=files, months=(last, this), tell=tell)
    village = county.village
    check_the_register(today)
    name_heads(seed=seed, tell=tell)
    accounts = appoint_staff(password, village=village, tell=tell)
    play_month(county.files[last], month=last, village=village, today=today, tell=tell)
    lists = write_rosters(files, county.homes, month=last, seed=seed)
    push_rosters(lists, month=last, today=today)
    push_benefits(write_benefits(files, county.homes, month=last), month=last, today=today)
    report_nothing_else(month=last, today=today)
    enter_a_newborn(village, today)
    mornings_since(min(this.first, today - timedelta(days=PUSHED)))
    _propose_a_limit()
    entrance = _open_the_door(village)
    with system_scope(ACTOR), reading():
        homes = list(Lead.objects.filter(village__code=village).order_by("id"))
    pair_helper(village=village, first=[lead.household_id for lead in homes])
    # The played days lie behind: left to the worker, they would look as if nobody had sealed them for a month.
    seal_now()
    return {
        "accounts": accounts,
        "files": [str(county.files[month]) for month in (this, last)],
        "households": len(county.homes),
        "persons": county.persons,
        "village": village,
        "entrance": entrance,
    }


def _open_the_door(village: str) -> str:
    """The village's public page for declarations is open, as its poster would say."""
    post = post_of("xiangzhen")
    with acting_as(post), writing():
        opened = open_entrance(village=Area.objects.get(code=village), phone=TELEPHONE, post=post)
    return f"/d/{opened.token.open()}/"


def _propose_a_limit() -> None:
    """Something for the second pair of eyes."""
    post = post_of("nongye")
    with acting_as(post), writing():
        propose_parameter(
            code="limit.register_check",
            text="15天",
            valid_from=Month.of(clock.today()).next().first,
            source="演示：县农业农村局会议纪要",
            post=post,
        )
