"""The minutes of a consultation as an official paper."""

from collections.abc import Sequence

from dixian.directives.meetings.enums import Origin, Presence
from dixian.directives.meetings.models import AgendaItem, Attendance, Meeting
from dixian.directives.meetings.states import HELD, MEETING
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import Paper

HERE = {Presence.CAME: "出席", Presence.STOOD_IN: "代会", Presence.LEAVE: "请假", Presence.ABSENT: "缺席"}


def minutes_paper(rows: Sequence[Meeting], _post: Post) -> Paper:
    """纪要: when, where, who presided; what was considered; what was decided, by whom, by when; who came.

    Raises Refusal for a meeting that was not held.
    """
    meeting = rows[0]
    if meeting.state not in HELD:
        raise Refusal(
            f"这次会商{MEETING.labels[meeting.state]}，没有纪要", "开过会登记到会、“登记召开”以后再生成"
        )
    items = list(
        AgendaItem.objects.filter(meeting=meeting).select_related("raised_by", "lead").order_by("id")
    )
    decided = [one for one in items if one.decision]
    when = zh_day(meeting.held_on) if meeting.held_on else "（日期待定）"
    return Paper(
        issuer=f"{meeting.unit.name}会议纪要",
        title=f"{meeting.title}纪要",
        paragraphs=[
            f"{when}，{meeting.chair or '（主持人待定）'}在{meeting.place or '（地点待定）'}主持召开{meeting.title}。"
            "现将会议情况纪要如下：",
            "一、会议听取和研究的事项",
            *(f"（{_number(at)}）{one.title}{_by(one)}。{one.text}" for at, one in enumerate(items, start=1)),
            "二、会议决定",
            *(f"（{_number(at)}）{one.decision}" for at, one in enumerate(decided, start=1)),
            *([] if decided else ["会议没有形成需要落实的决定。"]),
            "三、到会情况",
            *_present(meeting),
        ],
        header=("序号", "决定事项", "牵头单位", "责任单位", "完成时限") if decided else (),
        rows=[
            [str(at), one.title, str(one.lead), one.responsible, str(one.due_on or "")]
            for at, one in enumerate(decided, start=1)
        ],
        signed=meeting.unit.name,
        day=zh_day(clock.today()),
    )


def _by(item: AgendaItem) -> str:
    return f"（{item.raised_by}提出）" if item.origin == Origin.UNIT else ""


def _present(meeting: Meeting) -> list[str]:
    found = (
        Attendance.objects.filter(meeting=meeting).select_related("unit").order_by("unit__kind", "unit__code")
    )
    told: dict[str, list[str]] = {}
    for one in found:
        if one.presence in HERE:
            name = f"{one.unit}{one.name}" if one.name else str(one.unit)
            told.setdefault(HERE[Presence(one.presence)], []).append(name)
    return [f"{label}：{'、'.join(told[label])}。" for label in HERE.values() if label in told]


def _number(at: int) -> str:
    digits = "一二三四五六七八九"
    tens, ones = divmod(at, 10)
    return f"{digits[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{digits[ones - 1] if ones else ''}"
