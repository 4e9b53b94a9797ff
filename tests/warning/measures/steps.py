"""What people do with a plan, as the tests tell it."""

from typing import Any

from dixian.foundation.areas.api import unit
from dixian.foundation.kernel import clock
from dixian.foundation.policy.api import items
from dixian.warning.measures.api import Measure, Plan, add_measure, adopt, fill_in, submit, tell_member


def plan_of(case: Any) -> Plan:
    """The version under way, or the last one."""
    return Plan.objects.select_related("case__household", "lead").filter(case=case).latest("edition")


def grid(plan: Plan, person: Any, post: Any, labour: str = "ordinary", standing: str = "has") -> None:
    """All six protections of a member alike."""
    told = {one.code: (standing, "不到年龄") for one in items("protection_kind")}
    tell_member(plan=plan, person=person, labour=labour, protections=told, post=post)


def drawn_up(county: Any, helped: Any, labour: str = "ordinary", kind: str = "employment") -> Plan:
    """A plan that lacks nothing, drafted by the village."""
    plan, cadre = plan_of(helped.case), county["cadre"]
    fill_in(plan=plan, post=cadre, helper="某帮扶人", helper_unit=unit("rsj"))
    grid(plan, helped.person, cadre, labour)
    measure(plan, cadre, kind)
    return plan


def measure(plan: Plan, post: Any, kind: str = "employment", unit_code: str = "rsj") -> Measure:
    """A measure of the labour office from today on."""
    return add_measure(
        plan=plan, kind=kind, what="推荐保洁岗位", unit=unit(unit_code), from_on=clock.today(), post=post
    )


def adopted(county: Any, helped: Any) -> Plan:
    """Drafted by the village, submitted by the clerk, adopted by the head."""
    plan = drawn_up(county, helped)
    submit(plan=plan, post=county["clerk"])
    adopt(plan=plan, post=county["head"])
    return plan
