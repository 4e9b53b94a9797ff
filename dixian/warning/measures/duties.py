"""The duties of plans and measures."""

from collections.abc import Sequence
from datetime import date

from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.enums import UnitKind
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import Duty, DutyKind, declare, open_duties
from dixian.warning.cases.api import Case
from dixian.warning.measures.models import Measure, Plan

ROOM = "warning.measures"
LIMIT = "limit.plan"

DRAW_UP = declare(DutyKind("measures.plan", "制定帮扶计划", ROOM, "plan", "制定"))
ADOPT = declare(DutyKind("measures.adopt", "审定帮扶计划", ROOM, "plan", "审定"))
DELIVER = declare(DutyKind("measures.deliver", "落实帮扶措施", ROOM, "measure", "落实"))
FOLLOW = declare(DutyKind("measures.follow", "本月跟踪走访", ROOM, "plan", "登记"))


def open_plans(plans: Sequence[Plan], why: str, since: date) -> None:
    """The township has to have each drawn up and adopted."""
    open_duties([_of_case(plan.case, DRAW_UP, why, since, Capability.CONFIRM) for plan in plans])


def open_adoption(plan: Plan) -> None:
    """Somebody else of the township has to adopt it."""
    since = plan.case.approved_on or plan.made_at.date()
    open_duties([_of_case(plan.case, ADOPT, f"{plan}已提交", since, Capability.CONFIRM)])


def open_delivery(measures: Sequence[Measure]) -> None:
    """Each unit has to deliver what is its own."""
    open_duties(
        [
            Duty(
                kind=DELIVER.code,
                about=f"{one.what}，落实后登记日期和佐证",
                subject_label=str(one.household),
                subject_uid=one.uid,
                household_id=one.household_id,
                unit_id=one.unit_id,
                capability=right_to_deliver(one),
                due_on=one.until_on,
                limit_code="limit.measure",
            )
            for one in measures
        ]
    )


def right_to_deliver(measure: Measure) -> Capability:
    """What whoever delivers it needs: a department answers, a township confirms."""
    return Capability.CONFIRM if measure.unit.kind == UnitKind.TOWNSHIP else Capability.REPLY


def open_following(cases: Sequence[Case], first: date, last: date) -> None:
    """The village has to look in on each of them within the month."""
    open_duties(
        [
            Duty(
                kind=FOLLOW.code,
                about="风险还没有消除，每月走访一次，登记成效、堵点和针对性措施",
                subject_label=str(one.household),
                subject_uid=one.uid,
                household_id=one.household_id,
                area_id=one.village_id,
                capability=Capability.ANSWER,
                opened_on=first,
                due_on=last,
                limit_code="limit.follow",
            )
            for one in cases
        ]
    )


def _of_case(case: Case, kind: DutyKind, about: str, since: date, right: Capability) -> Duty:
    return Duty(
        kind=kind.code,
        about=about,
        subject_label=str(case.household),
        subject_uid=case.uid,
        household_id=case.household_id,
        area_id=case.township_id,
        capability=right,
        opened_on=since,
        due_on=due(LIMIT, since),
        limit_code=LIMIT,
    )
