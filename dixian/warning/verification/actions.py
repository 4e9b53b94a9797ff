"""Release, send back, confirm an entry on behalf: one function a verb."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from dixian.commons.leads.api import Lead, causes_of, move
from dixian.commons.leads.enums import LeadState
from dixian.foundation.accounts.api import Post, confirm_on_behalf
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.foundation.worklist.api import discharge
from dixian.warning.verification.confirming import keep_review, to_review
from dixian.warning.verification.duties import CONFIRM, RELEASE, open_answer, open_receive
from dixian.warning.verification.models import Assignment, PushSheet
from dixian.warning.verification.numbering import next_number


@transaction.atomic
def release(*, lead_uids: Sequence[UUID], post: Post) -> list[PushSheet]:
    """Push waiting leads to their townships, one numbered sheet each. Returns the sheets.

    Raises NotAllowed; Refusal where a lead is out of scope or no longer waits.
    """
    post.require(Capability.RELEASE)
    return push(_visible(lead_uids, post), post)


def push(chosen: Sequence[Lead], post: Post | None) -> list[PushSheet]:
    """The same of leads that wait, by a post or by the system itself."""
    today = clock.today()
    limit = due("limit.answer", today)
    move(leads=chosen, verb="release", due_on=limit)
    sheets = _sheets(chosen, today)
    Assignment.objects.bulk_create(
        [
            Assignment(
                lead=lead,
                sheet=sheets[lead.township_id],
                household_id=lead.household_id,
                village_id=lead.village_id,
                due_on=limit,
            )
            for lead in chosen
        ],
        batch_size=500,
    )
    discharge(kind=RELEASE.code, subject_uids=[lead.uid for lead in chosen], post=post)
    open_answer(chosen, causes_of(chosen))
    open_receive(list(sheets.values()))
    return list(sheets.values())


@transaction.atomic
def send_back(*, lead: Lead, reason: str, post: Post) -> None:
    """Return an answer to the village with a reason; its limit starts again today."""
    post.require(Capability.CONFIRM)
    if not reason.strip():
        raise Refusal("退回要写明理由", "写明要补充核实什么")
    given = to_review(lead, post)
    move(leads=[lead], verb="send_back", verdict="", reason="", due_on=due("limit.answer", clock.today()))
    keep_review(given, post, confirmed=False, reason=reason)
    discharge(kind=CONFIRM.code, subject_uids=[lead.uid], post=post)
    open_answer([lead], {lead.pk: f"退回：{reason}"})


@transaction.atomic
def confirm_entry(*, lead: Lead, post: Post) -> None:
    """Somebody else has compared an answer typed in on behalf with the signed sheet.

    Raises NotAllowed; Refusal where the answer was not typed in for anybody, or by this person.
    """
    given = to_review(lead, post)
    if given.on_behalf is None:
        raise Refusal("这份反馈不是代录的", "直接确认核实结果")
    confirm_on_behalf(entry=given.on_behalf, by=post)


def _visible(lead_uids: Sequence[UUID], post: Post) -> list[Lead]:
    wanted = set(lead_uids)
    found = list(
        Lead.objects.visible_to(post)
        .filter(uid__in=wanted, state=LeadState.WAITING)
        .select_related("household", "township")
        .order_by("id")
    )
    if not wanted:
        raise Refusal("没有选中线索", "先勾选要推送的线索")
    if len(found) != len(wanted):
        raise Refusal(
            f"选中的 {len(wanted)} 条里有 {len(wanted) - len(found)} 条已不在待推送状态", "刷新页面后再推送"
        )
    return found


def _sheets(leads: Sequence[Lead], today: date) -> dict[int, PushSheet]:
    counts: dict[int, int] = {}
    for lead in leads:
        counts[lead.township_id] = counts.get(lead.township_id, 0) + 1
    first = next_number(today.year)
    return {
        township: PushSheet.objects.create(
            year=today.year,
            sequence=first + position,
            township_id=township,
            issued_on=today,
            lead_count=count,
        )
        for position, (township, count) in enumerate(sorted(counts.items()))
    }
