"""A deadline somebody sets where the paper names none: of a task, or of one unit's part in it; dated, with who and why."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from dixian.directives.tasks.actions import leads_of, units_of
from dixian.directives.tasks.duties import FINISH
from dixian.directives.tasks.models import Deadline, Portion, Share, Task
from dixian.directives.tasks.portions import later_portions
from dixian.directives.workplans.api import live_limits
from dixian.directives.workplans.enums import WorkplanState
from dixian.foundation.accounts.api import NotAllowed, Post, span_of
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.books.api import book, redate
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import latest
from dixian.foundation.worklist.api import Duty, cancel, open_duties

SHORTEST, NAMED, AHEAD = 4, 5, "slip.task.ahead"
OVER = ("done", "ended")


def may_set_deadline(leads: Collection[int], post: Post) -> bool:
    """Whether a post may: of a leading unit, or the bureau."""
    mine = units_of(post)
    return bool(mine) and (bool(mine & set(leads)) or span_of(post).everything)


@transaction.atomic
def set_deadline(
    *, task: Task, share: Share | None, due_on: date, why: str, post: Post, portions_too: bool = False
) -> Deadline:
    """By when a task, or one unit's part in it (share), is to be done; each unit that has not finished owes it.

    portions_too: what these parts were broken down to and is due later is due by that day as well.

    A later one takes the place of the earlier, which stays readable. Raises NotAllowed, Refusal (the paper names the
    day, no reason, a day that can't be, done already, one's own day put off, portions that are due later).
    """
    post.require(Capability.REPORT_TASKS)
    if not may_set_deadline(leads_of(task.pk), post):
        raise NotAllowed("期限由牵头单位或县农业农村局设定")
    held = Task.objects.select_for_update(of=("self",)).select_related("workplan").get(pk=task.pk)
    _require_day(held, share, due_on)
    _require_other(held, share, due_on, post)
    if len(why.strip()) < SHORTEST:
        raise Refusal("没有写明设定期限的理由", "写明依据哪次会议、哪份文件，或者为什么")
    # A unit whose part has a day of its own keeps it when the task gets one.
    asked = Share.objects.filter(pk=share.pk) if share else Share.objects.filter(task=held, due_on=None)
    shares = list(asked.exclude(state__in=OVER).select_related("unit"))
    if not shares:
        raise Refusal("已经完成或终止，不用再设期限", "刷新页面看最新情况")
    later = later_portions(shares, due_on)
    if later and not portions_too:
        raise Refusal(
            f"分解的事项有 {len(later)} 件期限更晚：{_named(later)}",
            "先请这些单位在“任务分解”里改到这一天或以前，或者勾选“分解的事项一并提前到这一天”",
        )
    made = Deadline.objects.create(
        task=held,
        share=share,
        due_on=due_on,
        why=why.strip(),
        set_by=post.acting_person,
        set_unit=post.unit,
        set_on=clock.today(),
    )
    record = Share.objects.filter(pk=share.pk) if share else Task.objects.filter(pk=held.pk)
    record.update(due_on=due_on, version=F("version") + 1)
    if later:
        redate(
            book=book("breakdown"), rows=later, due_on=due_on, post=post, text=f"期限随任务提前：{made.why}"
        )
    _owe(made, shares)
    return made


def _named(later: Sequence[Portion]) -> str:
    named = [
        f"{one.unit}“{one.text}”（{one.person}，{zh_day(one.due_on)}）" for one in later[:NAMED] if one.due_on
    ]
    return f"{'、'.join(named)}{'等' if len(later) > NAMED else ''}"


def _require_day(task: Task, share: Share | None, due_on: date) -> None:
    if task.workplan.state != WorkplanState.ADOPTED:
        raise Refusal("文件已经停止执行", "不用再设期限")
    named = live_limits().filter(item=task.item_id, kind="by", on__isnull=False).exists()
    if share is None and named and task.due_on is not None:
        raise Refusal(
            f"文件写了这一项的期限 {zh_day(task.due_on)}", "期限按文件执行；单位的期限可以定在它以前"
        )
    if share is not None and task.due_on is not None and due_on > task.due_on:
        raise Refusal(f"单位的期限晚于这项任务的期限 {zh_day(task.due_on)}", "定在这一天或以前")
    if share is None:
        own = Share.objects.filter(task=task, due_on__gt=due_on).exclude(state__in=OVER)
        later = [f"{one.unit}（{zh_day(one.due_on)}）" for one in own.select_related("unit") if one.due_on]
        if later:
            raise Refusal(f"这些单位的部分期限更晚：{'、'.join(later)}", "先把它们改到这一天或以前")
    today = clock.today()
    last = latest(AHEAD, today)
    if not today <= due_on <= last:
        raise Refusal(f"期限 {due_on} 在今天以前，或者在 {last} 以后", "核对年份，填今天以后的日子")


def _require_other(task: Task, share: Share | None, due_on: date, post: Post) -> None:
    """Nobody puts off a day of their own: a unit asks the bureau, the bureau's own day is put off by another of it.

    Raises NotAllowed, Refusal.
    """
    now = share.due_on if share else task.due_on
    concerned = {share.unit_id} if share else leads_of(task.pk)
    if now is None or due_on <= now or (share and not concerned & units_of(post)):
        return
    if not span_of(post).everything:
        raise NotAllowed(f"期限已经定为{zh_day(now)}，本单位不能自己改晚，请县农业农村局改期")
    last = Deadline.objects.filter(task=task, share=share).order_by("-id").first()
    if post.unit_id in concerned and last is not None and last.set_by_id == post.acting_person.pk:
        raise Refusal(f"{zh_day(now)}是您定的，改晚要由另一位同事办理", "请本局另一位同事改期，写明依据")


def _owe(made: Deadline, shares: Sequence[Share]) -> None:
    """Each of these units has the day as a duty, instead of an earlier one."""
    uids = [share.uid for share in shares]
    cancel(kind=FINISH.code, subject_uids=uids, reason=f"期限改为 {made.due_on}")
    open_duties(
        [
            Duty(
                kind=FINISH.code,
                subject_label=made.task.title,
                subject_uid=share.uid,
                capability=Capability.REPORT_TASKS,
                about=f"{made.set_unit}设定的期限：{made.why}"[:300],
                unit_id=share.unit_id,
                opened_on=made.set_on,
                due_on=made.due_on,
            )
            for share in shares
        ]
    )


def deadlines_of(task: Task) -> list[Deadline]:
    """What was set by hand, the latest first, with who set it and for whom; before: the day it took the place of."""
    asked = Deadline.objects.filter(task=task).select_related("share__unit", "set_by", "set_unit")
    found, days = list(asked.order_by("id")), dict[int | None, date]()
    for one in found:
        one.before = days.get(one.share_id)
        days[one.share_id] = one.due_on
    return found[::-1]
