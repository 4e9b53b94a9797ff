"""What the quality checks find in the demonstration: the register's own slips long ago, and one of this week."""

from datetime import date, timedelta

from dixian.foundation.accounts.api import system_scope
from dixian.foundation.audit.api import reading
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import Proposal, approve, number
from dixian.registry.households.api import Person, add_person
from dixian.registry.quality.api import DAYS, KeptFlaw
from dixian.simulation.drive.county import ACTOR
from dixian.simulation.drive.month import DECIDED, RELEASED, request_of

HEAD = "户主"
REASON = "村里报来出生，户口还没有办"


def check_the_register(today: date) -> None:
    """The checks run on what was loaded, so long ago that townships and county see what is still to be mended."""
    with clock.at(clock.noon(today - timedelta(days=int(number(DAYS)) + 1))):
        drain()


def enter_a_newborn(village: str, today: date) -> None:
    """A child without a number yet comes into the youngest household of `village` in order: found since, and seen by the village alone."""
    born = today - timedelta(days=RELEASED)
    with system_scope(ACTOR), reading():
        heads = Person.objects.filter(village__code=village, relation=HEAD, valid_to=None)
        heads = heads.exclude(household__in=KeptFlaw.objects.values("household"))
        youngest = heads.select_related("household").order_by("-birth", "id")[0]
    told = {"name": f"{youngest.name[0]}小宝", "sex": "男", "birth": born.isoformat(), "relation": "之子"}
    with clock.at(clock.noon(today - timedelta(days=DECIDED))):
        with request_of("xiangzhen") as post:
            made = add_person(
                household=youngest.household, values=told, why="出生", on=born, reason=REASON, post=post
            )
        with request_of("xiangzhang") as post:
            approve(proposal=Proposal.objects.get(pk=made.proposal_id or 0), post=post)
        drain()
