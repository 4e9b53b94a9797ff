"""Who answers for each unit of the demonstration, and what of the late duties has come before them."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from dixian.foundation.accounts.api import system_scope
from dixian.foundation.areas.api import Unit, in_force, name_contact
from dixian.foundation.areas.enums import ContactRole, UnitKind
from dixian.foundation.audit.api import writing
from dixian.foundation.jobs.api import drain, enqueue
from dixian.foundation.kernel import clock
from dixian.simulation.drive.county import ACTOR, SINCE
from dixian.simulation.world.names import given, surname
from dixian.simulation.world.people import Tell

# Who is responsible first, and who has the work in hand, by what the unit is.
TITLES = {
    UnitKind.TOWNSHIP: ("党委书记", "分管副职"),
    UnitKind.GOVERNMENT: ("主要负责人", "分管副职"),
    UnitKind.PARTY: ("主要负责人", "分管副职"),
    UnitKind.MASS: ("主席", "副主席"),
    UnitKind.COMPANY: ("经理", "副经理"),
}
WOMEN = 0.3
MORNING = ("submissions.open_month", "worklist.escalate")


def name_heads(*, seed: int, tell: Tell) -> int:
    """Two named persons for each unit of county and townships; names by chance, of nobody. Returns how many."""
    chance = random.Random(f"{seed}.heads")
    units = list(Unit.objects.filter(in_force(clock.today()), kind__in=TITLES).order_by("path"))
    with system_scope(ACTOR), writing():
        for number, unit in enumerate(units):
            tell("登记负责人", number, len(units))
            first, deputy = TITLES[UnitKind(unit.kind)]
            for role, title in ((ContactRole.FIRST_RESPONSIBLE, first), (ContactRole.DEPUTY, deputy)):
                name_contact(unit=unit, role=role, name=_name(chance), title=title, phone="", since=SINCE)
    tell("登记负责人", len(units), len(units))
    return 2 * len(units)


def mornings_since(day: date) -> None:
    """What each morning from `day` to today does by itself: months open, late duties come before the heads."""
    today = clock.today()
    while day <= today:
        with clock.at(clock.noon(day)):
            morning()
        day += timedelta(days=1)


def morning(jobs: Sequence[str] = MORNING) -> None:
    """What happens by itself on the day it is."""
    with system_scope(ACTOR):
        for name in jobs:
            enqueue(name, key=f"played:{name}:{clock.today()}")
        drain()


def _name(chance: random.Random) -> str:
    return surname(chance) + given(chance, "女" if chance.random() < WOMEN else "男")
