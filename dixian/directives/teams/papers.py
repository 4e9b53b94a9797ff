"""A team's month as an official paper: who was there, what was done for each of the five duties."""

from collections.abc import Sequence

from dixian.directives.teams.actions import served_in
from dixian.directives.teams.enums import Duty
from dixian.directives.teams.models import LogEntry, Member, MemberMonth, Team
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month, zh_day
from dixian.foundation.papers.api import Paper

HEADER = ("姓名", "身份", "派驻单位", "驻村天数", "请假天数", "要求天数", "日志条数")
NAMED = 20


def month_paper(rows: Sequence[Team], _post: Post) -> Paper:
    """驻村工作月报 of the month that has ended last."""
    team, month = rows[0], Month.of(clock.today()).previous()
    served = Member.objects.filter(served_in(month), team=team).select_related("unit").order_by("role", "id")
    noted = MemberMonth.objects.filter(member__team=team, first_on=month.first)
    months = {one.member_id: one for one in noted}
    people = list(served)
    entries = LogEntry.objects.filter(member__team=team, on__range=(month.first, month.last), state="written")
    log = list(entries.select_related("member").order_by("on", "id"))
    return Paper(
        issuer=str(team),
        title=f"{month.label}驻村工作月报",
        paragraphs=[
            f"{month.label}，工作队 {len(people)} 人，记日志 {len(log)} 条，走访农户 {sum(one.households or 0 for one in log)} 户次。",
            *(text for duty in Duty for text in _told(duty, log)),
            "考勤情况见下表。",
        ],
        header=HEADER,
        rows=[_row(one, months.get(one.pk), log) for one in people],
        signed=str(team),
        day=zh_day(clock.today()),
    )


def _told(duty: Duty, log: Sequence[LogEntry]) -> list[str]:
    own = [one for one in log if one.duty == duty]
    texts = [f"{zh_day(one.on)}，{one.member}：{one.text}" for one in own[:NAMED]]
    return [f"{duty.label}（{len(own)} 条）", *texts]


def _row(one: Member, month: MemberMonth | None, log: Sequence[LogEntry]) -> list[str]:
    """Whoever served stands there, also where no attendance was noted."""
    return [
        one.name,
        one.get_role_display(),
        str(one.unit),
        *(_number(getattr(month, code, None)) for code in ("days", "leave", "norm")),
        str(sum(1 for entry in log if entry.member_id == one.pk)),
    ]


def _number(value: int | None) -> str:
    return "未登记" if value is None else str(value)
