"""What happens with problems beside the steps of the ledger: their limits, their end, the same check everywhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from dixian.commons.rectification.enums import Mode, Source
from dixian.commons.rectification.models import Problem, ProblemStep
from dixian.commons.rectification.rules import months_after, wrong_days
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import group_members
from dixian.foundation.books.api import book, mine, parted, register_many
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import around, due, number

TOWNSHIPS = "gexiangzhen"
AT_ONCE, LONG_TERM, SAME, RECHECK = (
    f"limit.rectification.{name}" for name in ("at_once", "long_term", "same", "recheck")
)
BACK, AHEAD = "slip.problem.back", "slip.problem.ahead"
# What was found, and the steps that set a limit.
FOUND, DATED = ("source", "paper", "found_on", "problem", "mode"), ("register", "correct", "relapse")
MECHANISM = ("mechanism", "mechanism_number", "mechanism_on")
FIRST, SECOND = "rectification.recheck.first", "rectification.recheck.second"


def prepare(row: Problem, memo: dict[Any, Any]) -> None:
    """Who answers doesn't lead itself as well; 立行立改 and 长期坚持 without a day are due by the policy's limits, the first from the day it was found, the other from
    today. Raises Refusal for days that can't be."""
    row.lead = "、".join(name for name in parted(row.lead) if name != str(row.unit))
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


def altering(row: Problem, before: Mapping[str, Any], post: Post) -> None:
    """Nobody puts off their own limit, and a unit leaves what somebody else found as it was found (R17.3).

    Raises Refusal.
    """
    if row.unit_id not in mine(post):
        return
    if row.due_on and before["due_on"] and row.due_on > before["due_on"]:
        _require_other(row, post)
    if row.state == "reported" and any(getattr(row, code) != before[code] for code in MECHANISM):
        raise Refusal("长效机制文件已经随整改结果报来验收，不能更正", "退回以后重新登记")
    altered = any(getattr(row, code) != before[code] for code in FOUND)
    if altered and not post.can(Capability.CHECK_BOOKS) and not _own_find(row):
        raise Refusal(
            "来源、问题、发现日期和整改类型由登记这个问题的单位更正", "写错了的，请县农业农村局更正"
        )


def _require_other(row: Problem, post: Post) -> None:
    """The bureau's own limit is put off by another of it than who set it last; a department's by the bureau."""
    if not post.can(Capability.CHECK_BOOKS):
        raise Refusal("整改期限不能由责任单位自己改晚", "需要延期的，请县农业农村局改期")
    last = ProblemStep.objects.filter(row=row, verb__in=DATED).order_by("-id").first()
    if last is not None and last.by_id == post.acting_person.pk:
        raise Refusal("这个期限是您定的，改晚要由另一位同事办理", "请本局另一位同事改期")


def _own_find(row: Problem) -> bool:
    """Whether the unit registered it itself, and nothing has been done with it yet."""
    return (
        row.state == "open"
        and ProblemStep.objects.filter(row=row, verb="register", by_unit=row.unit_id).exists()
    )


def planning(row: Problem, on: date) -> None:
    """Raises Refusal for a plan without a measure, or without somebody who answers for it, and for a day before the finding."""
    if on < row.found_on:
        raise Refusal(f"日期早于发现日期 {row.found_on}", "填实际制定措施的日期")
    if not (row.measure and row.person):
        raise Refusal("没有写整改措施或者责任人", "写明怎么改、谁来改")


def reporting(row: Problem, on: date) -> None:
    """Raises Refusal for a day before the problem was found; without a plan, but for what was put right at once or is a
    check of one's own; and where what lasts has no paper that makes it last."""
    if on < row.found_on:
        raise Refusal(f"整改日期早于发现日期 {row.found_on}", "填实际整改完的日期")
    if row.mode != Mode.AT_ONCE and row.source != Source.SAME and not (row.measure and row.person):
        raise Refusal("还没有写整改措施或者责任人", "先“制定措施”，再报告整改结果")
    if row.mode == Mode.LONG_TERM:
        _require_mechanism(row)


def _require_mechanism(row: Problem) -> None:
    """Raises Refusal where what lasts has no paper: its name, number and day, and the file itself."""
    told = [getattr(row, code) for code in MECHANISM]
    if (
        not all(told)
        or not ProblemStep.objects.filter(row=row, verb="establish", evidence__isnull=False).exists()
    ):
        raise Refusal(
            "长期坚持的没有登记长效机制文件",
            "先“登记长效机制”：文件名称、文号、印发日期，上传文件，再报告整改结果",
        )


def establishing(row: Problem, on: date) -> None:
    """Raises Refusal for a paper that is to come."""
    if row.mechanism_on and row.mechanism_on > on:
        raise Refusal(
            f"印发日期 {row.mechanism_on} 在登记的日期 {on} 以后", "印发以后再登记，填文件上的成文日期"
        )


def closing(row: Problem, on: date) -> None:
    """Accepted: it is closed on that day, and looked at again from there. Raises Refusal for a day before it was reported."""
    after_report(row, on)
    row.closed_on = on


def after_report(row: Problem, on: date) -> None:
    """Raises Refusal for a day on which nobody could know the report: whatever day the unit says it was done."""
    reported = clock.day_of(ProblemStep.objects.filter(row=row, verb="report").latest("id").made_at)
    if on < reported:
        raise Refusal(f"日期早于登记整改结果的 {reported}", "填看过整改结果以后、实际办理的日期")


def relapsing(row: Problem, on: date) -> None:
    """It is back: a new limit, and once more counted. Raises Refusal without a limit from that day on, or a day before it
    was closed."""
    if row.closed_on is not None and on < row.closed_on:
        raise Refusal(f"反弹的日期早于销号的 {row.closed_on}", "填发现反弹的日期")
    if row.due_on is None or row.due_on < on:
        raise Refusal("没有写新的整改期限", "反弹的问题重新整改，填今天以后的期限")
    row.closed_on, row.relapses = None, row.relapses + 1


def relapsed(rows: Any) -> Any:
    """Those that came back at least once, whatever stands of them now; not those called off."""
    return rows.filter(relapses__gt=0).exclude(state="void")


def rechecking(row: Problem, on: date) -> None:
    """Raises Refusal before the day from which a closed problem is looked at again."""
    months = FIRST if row.state == "closed" else SECOND
    day = _months_on(row, months)
    if day is not None and on < day:
        raise Refusal(
            f"还没有到复查的日子，{day} 起复查", "到那天以后再看有没有反弹；已经反弹的，点“认定反弹”"
        )


def looked_at_from(row: Problem) -> date | None:
    """The day from which a closed problem is looked at again, while that is to come."""
    months = {"closed": FIRST, "rechecked": SECOND}.get(row.state)
    day = _months_on(row, months) if months else None
    return day if day and day > clock.today() else None


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
