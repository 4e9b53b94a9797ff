"""What happens with problems beside the steps of the ledger: their limits, their end, the same check everywhere."""

from datetime import date
from typing import Any

from django.db import transaction

from dixian.commons.rectification.enums import Mode, Source
from dixian.commons.rectification.models import Problem, ProblemStep
from dixian.commons.rectification.rules import months_after, wrong_days
from dixian.foundation.accounts.api import Post
from dixian.foundation.areas.api import group_members
from dixian.foundation.books.api import book, register_many
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import around, due, number

TOWNSHIPS = "gexiangzhen"
AT_ONCE, LONG_TERM, SAME, RECHECK = (
    f"limit.rectification.{name}" for name in ("at_once", "long_term", "same", "recheck")
)
BACK, AHEAD = "slip.problem.back", "slip.problem.ahead"
FIRST, SECOND = "rectification.recheck.first", "rectification.recheck.second"


def prepare(row: Problem, memo: dict[Any, Any]) -> None:
    """立行立改 and 长期坚持 without a day are due by the policy's limits, the first from the day it was found, the other from
    today. Raises Refusal for days that can't be."""
    today = clock.today()
    limits = {str(Mode.AT_ONCE): (AT_ONCE, row.found_on), str(Mode.LONG_TERM): (LONG_TERM, today)}
    without = limits.get(row.mode)
    if without is not None and row.due_on is None and row.found_on <= today:
        if without not in memo:
            memo[without] = due(*without)
        row.due_on = memo[without]
    if BACK not in memo:
        memo[BACK] = around(BACK, AHEAD, today)
    wrong = wrong_days(row.found_on, row.due_on, today, *memo[BACK])
    if wrong:
        raise Refusal(wrong, "对照问题来源的文件改正")


def planning(row: Problem, on: date) -> None:
    """Raises Refusal for a plan without a measure, or without somebody who answers for it."""
    if not (row.measure and row.person):
        raise Refusal("没有写整改措施或者责任人", "写明怎么改、谁来改")


def reporting(row: Problem, on: date) -> None:
    """Raises Refusal for a day before the problem was found; without a plan, but for what was put right at once or is a
    check of one's own; and where what lasts has no paper that makes it last."""
    if on < row.found_on:
        raise Refusal(f"整改日期早于发现日期 {row.found_on}", "填实际整改完的日期")
    if row.mode != Mode.AT_ONCE and row.source != Source.SAME and not (row.measure and row.person):
        raise Refusal("还没有写整改措施或者责任人", "先“制定措施”，再报告整改结果")
    if row.mode == Mode.LONG_TERM and not row.mechanism:
        raise Refusal("长期坚持的没有写长效机制文件", "写明建立长效机制的文件名称或文号")


def closing(row: Problem, on: date) -> None:
    """Accepted: it is closed on that day, and looked at again from there. Raises Refusal for a day before the report's."""
    reported = ProblemStep.objects.filter(row=row, verb="report").latest("id").on
    if on < reported:
        raise Refusal(f"验收日期早于报告整改结果的 {reported}", "填实际验收的日期")
    row.closed_on = on


def relapsing(row: Problem, on: date) -> None:
    """It is back: a new limit, and once more counted. Raises Refusal without a limit from that day on."""
    if row.due_on is None or row.due_on < on:
        raise Refusal("没有写新的整改期限", "反弹的问题重新整改，填今天以后的期限")
    row.closed_on, row.relapses = None, row.relapses + 1


def rechecking(row: Problem, on: date) -> None:
    """Raises Refusal before the day from which a closed problem is looked at again."""
    months = FIRST if row.state == "closed" else SECOND
    day = _months_on(row, months)
    if day is not None and on < day:
        raise Refusal(
            f"还没有到复查的日子，{day} 起复查", "到那天以后再看有没有反弹；已经反弹的，点“认定反弹”"
        )


def first_recheck(row: Problem) -> date | None:
    """The day by which a closed problem is looked at again, a while after 3 months."""
    return _recheck_by(row, FIRST)


def second_recheck(row: Problem) -> date | None:
    """And once more, after 6 months."""
    return _recheck_by(row, SECOND)


def _recheck_by(row: Problem, months: str) -> date | None:
    day = _months_on(row, months)
    return day and due(RECHECK, day)


def _months_on(row: Problem, months: str) -> date | None:
    return row.closed_on and months_after(row.closed_on, int(number(months)))


@transaction.atomic
def spread(row: Problem, post: Post) -> str:
    """Open the same check in every township but the one it was found in (举一反三). Harmless when repeated.

    Raises Refusal where every township has it.
    """
    there = set(Problem.objects.filter(origin=row).values_list("unit_id", flat=True))
    units = [one for one in group_members(TOWNSHIPS) if one.pk not in {*there, row.unit_id}]
    if not units:
        raise Refusal("各乡镇都已经开展同类自查", "在整改台账里按来源“举一反三”查看")
    today = clock.today()
    made = [
        Problem(
            unit=one,
            state="open",
            source=Source.SAME,
            found_on=today,
            problem=f"对照自查有没有同类问题：{row.problem}"[:400],
            mode=Mode.BY_DATE,
            due_on=due(SAME, today),
            origin=row,
        )
        for one in units
    ]
    register_many(book=book("rectification"), rows=made, post=post, text=f"举一反三：{row}")
    return f"已向 {len(made)} 个乡镇发出同类问题自查"
