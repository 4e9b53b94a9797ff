"""What is done with a consultation: units raise points, decisions are written, who came, minutes and tasks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dixian.directives.meetings.agenda import prepare
from dixian.directives.meetings.enums import Origin, Presence
from dixian.directives.meetings.models import AgendaItem, Attendance, Meeting, MeetingStep
from dixian.directives.meetings.papers import minutes_paper
from dixian.directives.meetings.rules import Quarter, wrong_limit
from dixian.directives.meetings.states import AHEAD
from dixian.directives.workplans.api import Decided, adopt_decisions
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Unit, UnitGroup, find_group, find_unit, group_members, unit
from dixian.foundation.books.api import begin, book
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import word_file
from dixian.foundation.policy.api import latest

DECISION = "slip.decision.ahead"
BUREAU, NAMED, LONGEST = "nyncj", 10, 300
INVITED = ("chengyuandanwei", "gexiangzhen")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def open_quarter(day: date) -> Meeting | None:
    """The consultation of the quarter a day lies in, with its agenda and its duty; None where it is there already."""
    quarter = Quarter.of(day)
    if Meeting.objects.filter(quarter=quarter.code).exists():
        return None
    made = Meeting(
        title=f"{quarter.label}部门会商会议",
        quarter=quarter.code,
        unit=unit(BUREAU),
        state="preparing",
        due_on=quarter.last,
    )
    begin(book=book("meetings"), row=made, on=day)
    prepare(made)
    return made


@transaction.atomic
def raise_point(*, meeting: Meeting, title: str, text: str, post: Post) -> AgendaItem:
    """A unit puts a problem on the agenda. Raises NotAllowed, Refusal (no title, the meeting is over)."""
    post.require(Capability.KEEP_BOOKS)
    if meeting.state not in AHEAD:
        raise Refusal("会议已经召开，不能再提议题", "提到下一季度的会商")
    if not title.strip():
        raise Refusal("没有写议题", "一句话写明要会商什么")
    return AgendaItem.objects.create(
        meeting=meeting, origin=Origin.UNIT, title=title.strip(), text=text.strip(), raised_by=post.unit
    )


@transaction.atomic
def decide(
    *, item: AgendaItem, decision: str, lead: str, responsible: str, due_on: date | None, post: Post
) -> None:
    """What was decided on a point: who leads, who answers besides, by when. An empty decision takes it back.

    Raises NotAllowed, Refusal (minutes issued, no lead, a unit nobody knows, no limit or one that can't be).
    """
    post.require(Capability.CHECK_BOOKS)
    if item.meeting.state not in ("called", "held"):
        raise Refusal("现在不能登记决定", "通知开会以后、签发纪要以前登记")
    leads, others = _named(lead), _named(responsible)
    if decision.strip() and (len(leads) != 1 or not isinstance(leads[0], Unit)):
        raise Refusal("决定没有写牵头单位", "写一个牵头单位")
    if decision.strip() and due_on is None:
        raise Refusal("决定没有写完成时限", "填什么时候完成")
    held_on = item.meeting.held_on
    last = latest(DECISION, held_on or clock.today())
    wrong = wrong_limit(due_on, held_on, last) if decision.strip() and due_on else ""
    if wrong:
        raise Refusal(wrong, "核对年份，改成要完成的那一天")
    told = "、".join(str(one) for one in others if one not in leads)
    if len(told) > LONGEST:
        raise Refusal(
            f"责任单位写了 {len(told)} 个字，最多 {LONGEST} 个字", "单位多的写单位组，如“各乡镇”“成员单位”"
        )
    same = AgendaItem.objects.filter(pk=item.pk, version=item.version)
    if not same.update(
        decision=decision.strip(),
        lead=leads[0] if leads and decision.strip() else None,
        responsible=told,
        due_on=due_on,
        decided_by=post.acting_person if decision.strip() else None,
        version=item.version + 1,
    ):
        raise Refusal("这项议题刚被别人改过", "刷新页面看最新情况")


@transaction.atomic
def note_attendance(
    *, meeting: Meeting, told: Mapping[str, tuple[str, str]], post: Post, others: str = Presence.INVITED
) -> int:
    """Who came: uid of an attendance -> presence and name. Returns how many changed. Raises NotAllowed, Refusal.

    others: what holds of every unit that nothing is said of.
    """
    post.require(Capability.CHECK_BOOKS)
    if meeting.state not in ("called", "held"):
        raise Refusal("现在不能登记到会", "通知开会以后、签发纪要以前登记")
    changed = []
    for one in Attendance.objects.filter(meeting=meeting):
        presence, name = told.get(str(one.uid), (one.presence, one.name))
        presence = others if presence == Presence.INVITED else presence
        if presence not in Presence.values:
            raise Refusal("到会情况没有选对", "从列表里选")
        if (presence, name) != (one.presence, one.name):
            one.presence, one.name, one.version = presence, name, one.version + 1
            changed.append(one)
    Attendance.objects.bulk_update(changed, ["presence", "name", "version"], batch_size=200)
    return len(changed)


def invite(meeting: Meeting, _on: date, _post: Post) -> None:
    """The units that are asked to come, each once, and the agenda as it stands today."""
    units = {one.pk: one for code in INVITED for one in group_members(code)}
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, unit=one) for one in units.values()], ignore_conflicts=True
    )
    prepare(meeting)


def refresh(meeting: Meeting, _post: Post) -> str:
    """The figures of the agenda anew."""
    return f"议程里的 {prepare(meeting)} 项汇总数据已更新"


def called_off(meeting: Meeting, _on: date) -> None:
    """Raises Refusal while decisions stand in it, which would become no task."""
    decided = [one.title for one in _decisions(meeting)]
    if decided:
        raise Refusal(
            f"这次会上还登记着 {len(decided)} 项决定：{'；'.join(decided[:NAMED])}",
            "会没有开的，在议程里把决定清空，转到下一次会商；开过的，点“登记召开”",
        )


def issue(meeting: Meeting, on: date, post: Post) -> None:
    """The minutes are filed as they are; each decision becomes a task of its lead.

    Raises Refusal for whoever wrote one of the decisions, or corrected what was noted of the meeting since it was held.
    """
    if _decisions(meeting).filter(decided_by=post.acting_person).exists():
        raise Refusal("“签发纪要”不能由登记决定的人办理", "请另一位同事签发")
    held = MeetingStep.objects.filter(row=meeting, verb="hold").latest("id")
    since = MeetingStep.objects.filter(row=meeting, verb="correct", id__gt=held.pk)
    if since.filter(by=post.acting_person).exists():
        raise Refusal("“签发纪要”不能由召开以后更正过的人办理", "请另一位同事签发")
    name = f"{meeting.title}纪要.docx"
    content = word_file(minutes_paper([meeting], post))
    stored = store([content], name=name, content_type=DOCX, purpose="会议纪要")
    decided = decisions_of(meeting)
    plan = None
    if decided:
        plan = adopt_decisions(
            title=f"{meeting.title}决定事项", issuer=meeting.unit.name, on=on, source=stored, decided=decided
        )
    Meeting.objects.filter(pk=meeting.pk).update(minutes=stored, workplan=plan, version=meeting.version + 1)
    meeting.version += 1


def decisions_of(meeting: Meeting) -> Sequence[Decided]:
    """The decisions with their units."""
    return [_decided(one) for one in _decisions(meeting)]


def _decisions(meeting: Meeting) -> Any:
    found = AgendaItem.objects.filter(meeting=meeting).exclude(decision="")
    return found.select_related("lead").order_by("id")


def _decided(one: Any) -> Decided:
    units = [unit for named in _named(one.responsible) for unit in _units(named)]
    others = [unit for unit in dict.fromkeys(units) if unit != one.lead]
    return Decided(one.title, one.decision, one.lead, others, one.due_on)


def _units(named: Unit | UnitGroup) -> list[Unit]:
    return [named] if isinstance(named, Unit) else list(group_members(named.code))


def _named(text: str) -> list[Unit | UnitGroup]:
    """The units and groups of a list of names. Raises Refusal for a name nobody knows."""
    found: list[Unit | UnitGroup] = []
    for name in text.replace("，", "、").replace(",", "、").split("、"):
        if not name.strip():
            continue
        one = find_unit(name) or find_group(name)
        if one is None:
            raise Refusal(
                f"“{name.strip()}”不是本县单位，也不是单位组",
                "写单位全称、简称或单位组（如各乡镇），几个用顿号隔开",
            )
        found.append(one)
    return found
