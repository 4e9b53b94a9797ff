"""A month of the loop on its page: the figures with their doors, and the words of the bulletin."""

from typing import Any

from dixian.commons.leads.api import leads
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import CellProblem
from dixian.warning.verification import api as verification
from dixian.warning.verification.api import Counted, Figure

MONTHS = 12


def month_asked(text: str) -> Month:
    """The month that is asked for; this one where none is, or it is none."""
    try:
        return Month.parse(text) if text else Month.of(clock.today())
    except CellProblem:
        return Month.of(clock.today())


def months() -> list[Month]:
    """The last twelve, newest first."""
    found = [Month.of(clock.today())]
    while len(found) < MONTHS:
        found.append(found[-1].previous())
    return found


def shown_month(post: Post, month: Month) -> dict[str, Any]:
    """What the page shows of a month: each figure under its label with its list, shares, the bulletin."""
    found = verification.counted(leads(post), month)
    doors = [
        (one.label, found.counts[one], f"/leads/?figure={one.value}&month={month.code}") for one in Figure
    ]
    return {
        "month": month,
        "months": months(),
        "figures": doors,
        "counted": found,
        "bulletin": bulletin(month, found),
    }


def bulletin(month: Month, found: Counted) -> str:
    """The same as a paragraph of the monthly bulletin, to be copied."""
    counts = found.counts
    text = f"{month.label}，各村反馈核实线索 {counts[Figure.ANSWERED]} 条，按期反馈率 {found.on_time}"
    if counts[Figure.LATE]:
        text += f"，超期 {counts[Figure.LATE]} 条"
    if counts[Figure.MANY]:
        text += f"，查资料批量核实 {counts[Figure.MANY]} 条"
    text += f"；事后补录 {counts[Figure.BACKDATED]} 条。"
    text += f"各乡镇退回补充核实 {counts[Figure.RETURNED]} 条，确认 {counts[Figure.CONFIRMED]} 条，"
    text += f"其中有返贫致贫风险 {counts[Figure.AT_RISK]} 条，占 {found.yielded}。"
    if counts[Figure.REOPENED]:
        text += f"县局抽查后退回重新核实 {counts[Figure.REOPENED]} 条。"
    return text
