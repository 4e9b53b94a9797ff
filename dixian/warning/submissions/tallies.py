"""Figures of the months' submissions (item 2: between the 5th and the 15th): in time, missing."""

from dixian.foundation.figures.api import SHARE, Figure, Tallies, Tally, declare
from dixian.foundation.kernel.calendar import Month
from dixian.warning.submissions.enums import Timeliness
from dixian.warning.submissions.selectors import standing

IN_TIME = (Timeliness.ON_TIME, Timeliness.NIL)
COUNTED = (*IN_TIME, Timeliness.LATE, Timeliness.MISSING)


def pushes_in_time(month: Month) -> Tallies:
    """Kinds pushed in the window, nil returns too, of those whose window has closed or that were pushed."""
    told: dict[int | None, Tally] = {}
    for one in standing(None, [month]):
        if one.timeliness in COUNTED:
            tally = Tally(int(one.timeliness in IN_TIME), 1)
            told[one.kind.unit_id] = told.get(one.kind.unit_id, Tally(0, 0)) + tally
    return told


def pushes_missing(month: Month) -> Tallies:
    """Kinds not pushed though the window has closed."""
    told: dict[int | None, Tally] = {}
    for one in standing(None, [month]):
        missing = Tally(int(one.timeliness == Timeliness.MISSING))
        told[one.kind.unit_id] = told.get(one.kind.unit_id, Tally(0)) + missing
    return told


declare(
    Figure(
        code="pushes.in_time",
        title="部门报送按时率",
        rule="本月报送窗口内报送（含零报告）的种类，占应报种类的比例；按报送单位统计",
        measure=SHARE,
        tally=pushes_in_time,
        better="more",
        rows="/submissions/?month={month}",
    )
)
declare(
    Figure(
        code="pushes.missing",
        title="部门逾期未报",
        rule="本月报送窗口已过还没有报送的种类；按报送单位统计",
        measure="项",
        tally=pushes_missing,
        better="less",
        rows="/submissions/?month={month}&state=missing",
    )
)
