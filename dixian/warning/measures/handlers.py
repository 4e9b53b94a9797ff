"""What this room does when others announce something."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import Verdict
from dixian.commons.leads.topics import LeadEnded
from dixian.foundation.kernel import clock
from dixian.foundation.worklist.api import cancel
from dixian.registry.households.api import Household
from dixian.registry.households.topics import HouseholdsMoved
from dixian.warning.cases.api import Case
from dixian.warning.cases.topics import CaseApproved, CaseEnded
from dixian.warning.measures.duties import ADOPT, DELIVER, DRAW_UP, FOLLOW
from dixian.warning.measures.enums import MeasureState, PlanState
from dixian.warning.measures.models import Measure, MemberPlan, Plan, Protection
from dixian.warning.measures.planning import answer_new_risk, begin_plans

ENDED = "监测已结束"
PIECE = 500


def after_approval(topic: CaseApproved) -> None:
    """The county has approved them: a plan within its limit, from the day of the 批复."""
    by_day = defaultdict(list)
    for case in Case.objects.filter(pk__in=topic.case_ids).select_related("household").order_by("id"):
        by_day[case.approved_on or clock.today()].append(case)
    for day, cases in by_day.items():
        begin_plans(cases, since=day)


def after_ending(topic: CaseEnded) -> None:
    """What is open about them need not be done any more; what was delivered stays as it is."""
    for start in range(0, len(topic.case_ids), PIECE):
        _call_off(topic.case_ids[start : start + PIECE])


def after_new_risk(topic: LeadEnded) -> None:
    """A household that is monitored has a new risk; its plan is revised."""
    if topic.verdict == Verdict.NEW_RISK:
        answer_new_risk(Lead.objects.select_related("household").get(pk=topic.lead))


def after_moving(topic: HouseholdsMoved) -> None:
    """Plans and measures go with their household."""
    villages = defaultdict(list)
    for home, village in Household.objects.filter(pk__in=topic.households).values_list("id", "village_id"):
        villages[village].append(home)
    for village, homes in villages.items():
        for model in (Plan, MemberPlan, Protection, Measure):
            rows = model._default_manager.filter(household_id__in=homes).exclude(village_id=village)
            rows.update(village_id=village, version=F("version") + 1)


def _call_off(ids: Sequence[int]) -> None:
    uids = list(Case.objects.filter(pk__in=ids).values_list("uid", flat=True))
    for kind in (DRAW_UP, ADOPT, FOLLOW):
        cancel(kind=kind.code, subject_uids=uids, reason=ENDED)
    left = Measure.objects.filter(case__in=ids, state__in=(MeasureState.PLANNED, MeasureState.DUE))
    measures = list(left.values_list("uid", flat=True))
    left.update(state=MeasureState.DROPPED, dropped=ENDED, version=F("version") + 1)
    cancel(kind=DELIVER.code, subject_uids=measures, reason=ENDED)
    standing = Plan.objects.filter(
        case__in=ids, state__in=(PlanState.DRAFT, PlanState.SUBMITTED, PlanState.ADOPTED)
    )
    standing.update(state=PlanState.CALLED_OFF, version=F("version") + 1)
