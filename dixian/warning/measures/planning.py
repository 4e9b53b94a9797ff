"""A plan from the approval to its adoption, version by version."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.commons.leads.api import Lead
from dixian.foundation.accounts.api import Post, extend_reach
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.audit.transactions import beyond_scope
from dixian.foundation.jobs.api import publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import discharge
from dixian.warning.cases.api import Case
from dixian.warning.cases.enums import APPROVED
from dixian.warning.measures.duties import ADOPT, DRAW_UP, LIMIT, open_adoption, open_delivery, open_plans
from dixian.warning.measures.enums import UNDER_WAY, MeasureState, PlanState
from dixian.warning.measures.filling import lacking, require_draft, require_drafter, require_open, update
from dixian.warning.measures.models import Measure, MemberPlan, Plan, Protection
from dixian.warning.measures.states import MEASURE, PLAN
from dixian.warning.measures.topics import PlanAdopted
from dixian.warning.verification.api import revise as record_revision
from dixian.warning.verification.api import to_revise

FIRST = "县级批准纳入监测，制定帮扶计划"
NEW_RISK = "在监测期间出现新的风险"


def begin_plans(cases: Sequence[Case], *, since: date, why: str = FIRST) -> list[Plan]:
    """The first version for those that have none; its clock runs from the day of the 批复. Idempotent."""
    having = set(Plan.objects.filter(case__in=cases).values_list("case_id", flat=True))
    made = [_new(case, 1, why, since) for case in cases if case.pk not in having]
    Plan.objects.bulk_create(made)
    open_plans(made, why, since)
    return made


@transaction.atomic
def revise(*, case: Case, reason: str, post: Post | None, lead: Lead | None = None) -> Plan:
    """The next version, with everything of the one before; one in force holds until this is adopted.

    Raises NotAllowed; Refusal without a reason, where a version is under way, or the case has ended.
    """
    if post is not None:
        require_drafter(post)
    if not reason.strip():
        raise Refusal("没有写修订的缘由", "写明为什么修订，例如出现新的风险")
    require_open(case)
    if Plan.objects.filter(case=case, state__in=UNDER_WAY).exists():
        raise Refusal("这户的帮扶计划正在修订", "在正在修订的一版上改")
    before = Plan.objects.filter(case=case).order_by("-edition").first()
    made = _new(case, before.edition + 1 if before else 1, reason.strip()[:200], clock.today(), lead)
    if before is not None:
        for name in ("helper", "helper_unit_id", "no_development", "search"):
            setattr(made, name, getattr(before, name))
    made.drafted_by = post.acting_person if post else None
    made.save()
    if before is not None:
        _carry(before, made)
    # A new risk has its own duty, the revision of verification.
    if lead is None:
        open_plans([made], made.reason, clock.today())
    return made


def answer_new_risk(lead: Lead) -> None:
    """A monitored household has a new risk: its plan's next version is opened, or the one under way answers it too."""
    case = Case.objects.filter(household_id=lead.household_id, state__in=APPROVED).first()
    if case is None:
        return
    under_way = Plan.objects.filter(case=case, state__in=UNDER_WAY)
    if under_way.exists():
        under_way.filter(lead=None).update(lead=lead, version=F("version") + 1)
    else:
        revise(case=case, reason=NEW_RISK, post=None, lead=lead)


@transaction.atomic
def submit(*, plan: Plan, post: Post) -> None:
    """Hand it to the township. Raises NotAllowed; Refusal that names the first thing missing."""
    require_draft(plan, post)
    _refuse_lacking(plan)
    _step(plan, "submit", submitted_by=post.acting_person, returned="")
    open_adoption(plan)


@transaction.atomic
def send_back(*, plan: Plan, reason: str, post: Post) -> None:
    """Return it with a reason. Raises NotAllowed; Refusal without one."""
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("退回要写明理由", "写明要补充什么")
    _step(plan, "return", returned=reason.strip()[:200])
    discharge(kind=ADOPT.code, subject_uids=[plan.case.uid], post=post)


@transaction.atomic
def adopt(*, plan: Plan, post: Post) -> None:
    """It holds from today; the one before is replaced, its measures go on, new ones are their units' to deliver.

    Raises NotAllowed; Refusal for one's own, for one that lacks something, in another state.
    """
    post.require(Capability.CONFIRM)
    if post.acting_person.pk in (plan.drafted_by_id, plan.submitted_by_id):
        raise Refusal("不能审定自己起草或提交的帮扶计划", "请另一位有权限的同事审定")
    _refuse_lacking(plan)
    for before in Plan.objects.filter(case_id=plan.case_id, state=PlanState.ADOPTED):
        _step(before, "replace")
    _step(plan, "adopt", adopted_by=post.acting_person, adopted_on=clock.today())
    _begin(plan)
    for kind in (DRAW_UP, ADOPT):
        discharge(kind=kind.code, subject_uids=[plan.case.uid], post=post)
    if plan.lead is not None and to_revise(plan.lead):
        record_revision(lead=plan.lead, on=clock.today(), paper=f"帮扶计划{plan}", post=post)
    publish(PlanAdopted(plan_id=plan.pk))


def _begin(plan: Plan) -> None:
    planned = Measure.objects.filter(case_id=plan.case_id, state=MeasureState.PLANNED)
    begun = list(planned.select_related("unit", "household").order_by("id"))
    with beyond_scope():
        planned.update(
            state=MEASURE.target("begin", MeasureState.PLANNED),
            begun_on=clock.today(),
            version=F("version") + 1,
        )
        for unit in {one.unit for one in begun}:
            extend_reach(unit=unit, household_ids=[plan.household_id], source="帮扶措施")
    open_delivery(begun)


def _carry(before: Plan, made: Plan) -> None:
    """Members and protections go along; measures belong to the case and go on."""
    place = {"plan": made, "household_id": made.household_id, "village_id": made.village_id}
    MemberPlan.objects.bulk_create(
        [
            MemberPlan(person_id=one.person_id, labour=one.labour, **place)
            for one in before.members.order_by("id")
        ]
    )
    Protection.objects.bulk_create(
        [
            Protection(person_id=one.person_id, kind=one.kind, standing=one.standing, why=one.why, **place)
            for one in before.protections.order_by("id")
        ]
    )


def _new(case: Case, edition: int, why: str, since: date, lead: Lead | None = None) -> Plan:
    return Plan(
        case=case,
        household_id=case.household_id,
        village_id=case.village_id,
        edition=edition,
        reason=why,
        due_on=due(LIMIT, since),
        lead=lead,
    )


def _refuse_lacking(plan: Plan) -> None:
    lacks = lacking(plan)
    if lacks:
        raise Refusal(lacks[0], f"还差 {len(lacks)} 处，补齐后再提交" if len(lacks) > 1 else "补齐后再提交")


def _step(plan: Plan, verb: str, **changes: Any) -> None:
    source = plan.state
    update(plan, state=PLAN.target(verb, source), source=source, **changes)
