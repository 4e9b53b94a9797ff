"""Measures delivered by their units, or dropped with a reason."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.files.api import StoredFile
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import cancel, discharge
from dixian.warning.measures.duties import DELIVER, right_to_deliver
from dixian.warning.measures.enums import MeasureState, PlanState
from dixian.warning.measures.filling import lacking_without
from dixian.warning.measures.models import Measure, Plan
from dixian.warning.measures.states import MEASURE


@transaction.atomic
def deliver(
    *,
    measure: Measure,
    on: date,
    told: str,
    post: Post,
    amount: Decimal | None = None,
    evidence: StoredFile | None = None,
) -> None:
    """The unit has done it on a day. Raises NotAllowed; Refusal for a day that can't be, or where it is not due."""
    require_own(measure, post)
    _check_day(measure, on)
    _step(measure, "deliver", delivered_on=on, told=told.strip()[:200], evidence=evidence,
          **({"amount": amount} if amount is not None else {}))  # fmt: skip
    discharge(kind=DELIVER.code, subject_uids=[measure.uid], post=post, on=on)


@transaction.atomic
def drop(*, measure: Measure, reason: str, post: Post) -> None:
    """It is no longer to be delivered.

    Raises NotAllowed; Refusal without a reason, where it was delivered, or where the plan in force would no longer pass its
    adoption: then a new version says what takes its place, or why nothing does, and another person adopts it.
    """
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("没有写不再落实的理由", "写明为什么，例如户里不愿意、已有别的措施")
    _refuse_needed(measure)
    _step(measure, "drop", dropped=reason.strip()[:200])
    cancel(kind=DELIVER.code, subject_uids=[measure.uid], reason="措施不再落实", post=post)


def _refuse_needed(measure: Measure) -> None:
    plan = Plan.objects.filter(case_id=measure.case_id, state=PlanState.ADOPTED).first()
    lacks = lacking_without(plan, measure) if plan and measure.state == MeasureState.DUE else []
    if lacks:
        raise Refusal(
            f"这项不落实，审定的计划就不完整：{lacks[0]}",
            "先修订帮扶计划，加上替代的措施或者写明理由，由另一位同事审定，再登记不再落实",
        )


def require_own(measure: Measure, post: Post) -> None:
    """Raises NotAllowed where the post lacks the right; Refusal where the measure is another unit's."""
    post.require(right_to_deliver(measure))
    if post.unit_id != measure.unit_id:
        raise Refusal(f"这项措施由{measure.unit.short_name}落实", "请落实单位登记")


def _check_day(measure: Measure, on: date) -> None:
    if on > clock.today():
        raise Refusal(f"落实日期 {on} 不能晚于今天", "落实以后再登记")
    if measure.begun_on and on < measure.from_on and on < measure.begun_on:
        first = min(measure.from_on, measure.begun_on)
        raise Refusal(f"落实日期 {on} 不能早于起始日期 {first}", "按实际落实的日期填写")


def _step(measure: Measure, verb: str, **changes: Any) -> None:
    target = MEASURE.target(verb, measure.state)
    rows = Measure.objects.filter(pk=measure.pk, state=measure.state)
    if not rows.update(state=target, version=F("version") + 1, **changes):
        raise Refusal("这项措施刚被别人办理过", "刷新页面后再办")
    measure.state = MeasureState(target)
