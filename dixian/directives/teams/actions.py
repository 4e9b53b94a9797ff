"""What is filled in and checked of teams, and what is missing in them."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from dixian.directives.teams.enums import TeamRole
from dixian.directives.teams.models import LogEntry, Member, MemberMonth, NeedyVillage, Team
from dixian.directives.teams.rules import too_many, wrong_days
from dixian.foundation.areas.api import Area
from dixian.foundation.areas.enums import Level
from dixian.foundation.books.api import require_near, village_called
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.periods import Period
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.policy.api import latest, number

NORM, LEAST = "teams.days.month", "teams.members.least"
FIRSTS, MOST_HOUSEHOLDS = "firsts", 999
TERM, REPORT, AHEAD = "teams.term.months", "teams.attendance.day", "slip.start.ahead"


def of_team(row: Team, memo: dict[Any, Any]) -> None:
    """Its name, and how many persons where nobody says. Raises Refusal for a place that is no village, or another township's."""
    of_place(row, memo, "派驻起始日期")
    if "parents" not in memo:
        memo["parents"] = dict(Area.objects.filter(level=Level.TOWNSHIP).values_list("id", "name"))
    row.title = (
        f"{memo['parents'].get(row.village.parent_id, '')}{village_called(row.village.name)}驻村工作队"
    )
    if row.needed is None:
        row.needed = memo.setdefault(LEAST, int(number(LEAST)))
    if not row.needed:
        raise Refusal("应派人数是 0", "至少写 1 人，或者不填，按县里规定的人数")


def of_place(row: Team | NeedyVillage, memo: dict[Any, Any], called: str) -> None:
    """Raises Refusal for a place that is no village, or another township's, and for a first day too far ahead."""
    if row.village.level != Level.VILLAGE:
        raise Refusal(f"“{row.village}”不是村", "写村名")
    require_near(row, memo)
    last = memo.setdefault(AHEAD, latest(AHEAD, clock.today()))
    if row.from_on > last:
        raise Refusal(f"{called} {row.from_on} 在 {last} 以后", "核对年份改正")


def of_member(row: Member, memo: dict[Any, Any]) -> None:
    """The village of the team, and the end of the term where nobody says.

    Raises Refusal for days that can't be, and for a second first secretary of the team.
    """
    row.village = row.team.village
    wrong = wrong_days(row.from_on, row.due_on, (row.insured_on, row.checked_on), clock.today())
    if wrong:
        raise Refusal(wrong, "对照选派文件和凭证改正")
    if row.role == TeamRole.FIRST:
        _require_one_first(row, memo)
    if row.due_on is None:
        month = Month.of(row.from_on)
        for _ in range(memo.setdefault(TERM, int(number(TERM)))):
            month = month.next()
        row.due_on = month.day(row.from_on.day)


def _require_one_first(row: Member, memo: dict[Any, Any]) -> None:
    if FIRSTS not in memo:
        serving = Member.objects.filter(state="serving", role=TeamRole.FIRST)
        memo[FIRSTS] = dict(serving.exclude(pk=row.pk).values_list("team_id", "name"))
    there = memo[FIRSTS].setdefault(row.team_id, row.name)
    if tidy(there) != tidy(row.name):
        raise Refusal(f"{row.team}已有第一书记{there}", "先给原来的办“交接离岗”，再登记接任的")


def of_work(row: MemberMonth | LogEntry, _memo: dict[Any, Any]) -> None:
    """It lies with the member's village and the unit that sent them. Raises Refusal for a day that can't be, and too many households."""
    row.unit, row.village = row.member.unit, row.member.village
    if isinstance(row, MemberMonth) and row.first_on:
        _require_days(row)
    if isinstance(row, LogEntry) and row.on > clock.today():
        raise Refusal("日期在今天以后", "填做这件事的日期")
    if isinstance(row, LogEntry) and row.on < row.member.from_on:
        raise Refusal(f"日期早于{row.member}到岗的 {row.member.from_on}", "填做这件事的日期")
    left = row.member.left_on
    if isinstance(row, LogEntry) and left and row.on > left:
        raise Refusal(f"日期晚于{row.member}离岗的 {left}", "接任的人做的，记在接任的人名下")
    if isinstance(row, LogEntry) and (row.households or 0) > MOST_HOUSEHOLDS:
        raise Refusal(f"一天走访 {row.households} 户", f"核对是不是多写了几位，最多 {MOST_HOUSEHOLDS} 户")


def report_by(period: Period) -> date:
    """The day of the next month by which a month's attendance is noted."""
    return Month.of(period.last).next().day(int(number(REPORT)))


def attending(row: MemberMonth, on: date) -> None:
    """Keeps the norm of that month. Raises Refusal for a month that goes on, and for more days than it has."""
    first = row.first_on or on
    month = Month.of(first)
    if on < month.last:
        raise Refusal(f"{month.label}还没有过完", "月底以后登记当月考勤")
    _require_days(row)
    row.norm = int(number(NORM, first))


def _require_days(row: MemberMonth) -> None:
    if row.first_on and too_many(row.days or 0, row.leave or 0, Month.of(row.first_on)):
        raise Refusal("驻村和请假天数合起来超过当月天数", "核对签到表改正")


def serving(row: Member, on: date) -> None:
    """Raises Refusal for a day before they served."""
    if on < row.from_on:
        raise Refusal(f"日期早于{row}到岗的 {row.from_on}", "填实际办理的日期")


def supporting(row: Member, on: date) -> None:
    """Raises Refusal where no support is named, and for a day to come or before they served."""
    serving(row, on)
    if not (row.insured_on or row.checked_on or row.funds or row.promoted):
        raise Refusal("没有写落实了什么保障", "填意外保险、体检、经费或提拔使用中的一项")
    wrong = wrong_days(row.from_on, None, (row.insured_on, row.checked_on), clock.today())
    if wrong:
        raise Refusal(wrong, "对照选派文件和凭证改正")


def handing(row: Member, on: date) -> None:
    """The last day is the day of the hand-over where nobody says. Raises Refusal where somebody is to follow oneself, and for
    days that can't be."""
    serving(row, on)
    if tidy(row.successor) == tidy(row.name):
        raise Refusal("接任人就是本人", "写接任人的姓名，暂时没有的写“待派”")
    row.left_on = row.left_on or on
    leaving(row, on)


def leaving(row: Member, on: date) -> None:
    """Raises Refusal for a last day before they served, to come, or before what their log says they did."""
    left = row.left_on = row.left_on or on
    if not row.from_on <= left <= clock.today():
        raise Refusal(f"离岗日期 {left} 早于到岗的 {row.from_on}，或者在今天以后", "填最后一天在岗的日期")
    later = LogEntry.objects.filter(member=row, state="written", on__gt=left).order_by("-on").first()
    if later is not None:
        raise Refusal(f"{row}有 {later.on} 的日志，在离岗日期 {left} 以后", "核对离岗日期，记错的日志先作废")


def served_in(month: Month) -> Q:
    """Who served on a day of this month."""
    stayed = Q(left_on=None) | Q(left_on__gte=month.first)
    return stayed & Q(from_on__lte=month.last)


def lacking(rows: Any) -> Any:
    """Teams without a first secretary, or with fewer persons than they are to have."""
    serving = Q(members__state="serving")
    first = Member.objects.filter(team=OuterRef("pk"), state="serving", role=TeamRole.FIRST)
    counted = rows.filter(state="posted").annotate(serving=Count("members", filter=serving))
    return counted.filter(~Exists(first) | Q(serving__lt=F("needed")))


def short(rows: Any) -> Any:
    """Months with fewer days than the norm."""
    return rows.filter(state__in=("reported", "confirmed"), days__lt=F("norm"))


def uninsured(rows: Any) -> Any:
    """Who serves and was not insured within a year."""
    return rows.filter(Q(insured_on=None) | Q(insured_on__lt=_a_year_ago()), state="serving")


def unchecked(rows: Any) -> Any:
    """Who serves and had no health check within a year."""
    return rows.filter(Q(checked_on=None) | Q(checked_on__lt=_a_year_ago()), state="serving")


def _a_year_ago() -> date:
    today = clock.today()
    return Month(today.year - 1, today.month).day(today.day)
