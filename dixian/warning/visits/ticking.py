"""A village's grid: many households looked at with nothing to tell, ticked together."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.verification.enums import ONE_BY_ONE, Method
from dixian.warning.visits.enums import TO_DO, Outcome, SweepState
from dixian.warning.visits.models import Discharged, Stop, Sweep, Visit
from dixian.warning.visits.stopping import stop_at

MOST = 1000


@transaction.atomic
def tick(
    *, sweep: Sweep, stop_uids: Sequence[UUID], on: date, method: Method, outcome: Outcome, post: Post
) -> int:
    """A visit for each of these households of an open sweep, all of one kind. Returns how many.

    It answers nothing that asks for words: the lead, the follow-up and the look-back of such a household stay open.
    Raises NotAllowed; Refusal where nothing is ticked, for a day outside the sweep, for a household that is out of
    scope or was looked at meanwhile.
    """
    post.require(Capability.ANSWER)
    stops = _ticked(sweep, stop_uids, post)
    if not sweep.opened_on <= on <= clock.today():
        raise Refusal("走访日期不对", f"填 {sweep.opened_on} 以后、今天以前的日子")
    if method not in ONE_BY_ONE or outcome == Outcome.REFUSED:
        raise Refusal("没有选择怎样走访的", "选“入户”“电话”或“家中无人”；拒绝走访的逐户登记")
    made = [
        Visit(
            household_id=one.household_id, village_id=one.village_id, on=on, method=method, outcome=outcome,
            together=True, post=post, by=post.acting_person,
        )
        for one in stops
    ]  # fmt: skip
    Visit.objects.bulk_create(made, batch_size=500)
    swept = stop_at(made, found=False, post=post)
    done = [
        Discharged(visit=one, household_id=one.household_id, village_id=one.village_id, kind="visits.sweep", title=title)
        for one in made
        for title in swept.get(one.pk, [])
    ]  # fmt: skip
    Discharged.objects.bulk_create(done, batch_size=500)
    return len(made)


def _ticked(sweep: Sweep, uids: Sequence[UUID], post: Post) -> list[Stop]:
    wanted = set(uids)
    if not wanted:
        raise Refusal("没有勾选户", "先勾选走访过、没有异常的户")
    if len(wanted) > MOST:
        raise Refusal(f"一次最多勾选 {MOST} 户", "分几次登记")
    if sweep.state != SweepState.OPEN:
        raise Refusal("这次排查不在进行中", "刷新页面看最新情况")
    found = Stop.objects.visible_to(post).filter(sweep=sweep, uid__in=wanted, state__in=TO_DO)
    stops = list(found.order_by("id"))
    if len(stops) != len(wanted):
        raise Refusal(
            f"选中的 {len(wanted)} 户里有 {len(wanted) - len(stops)} 户刚被别人登记过", "刷新页面后再勾选"
        )
    return stops
