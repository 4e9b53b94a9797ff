"""A quarter's consultation from agenda to decision, and a quarter that is missed (R2.1)."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from docx import Document

from dixian.cli.checks import run_checks
from dixian.directives.meetings import api as meetings
from dixian.directives.meetings.actions import INVITED
from dixian.directives.meetings.rules import Quarter
from dixian.directives.tasks.api import Share, Task
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.areas.api import group_members
from dixian.foundation.books import api as books
from dixian.foundation.files.api import content_of
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, late
from tests.support.database import as_worker

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def opened(day: date = TODAY) -> meetings.Meeting | None:
    with as_worker():
        return meetings.open_quarter(day)


@pytest.fixture
def meeting(office: Any) -> meetings.Meeting:
    made = opened()
    assert made is not None
    return made


def step(
    meeting: meetings.Meeting, verb: str, post: Any, *, on: date = TODAY, text: str = "", **values: Any
) -> str:
    row = meetings.Meeting.objects.select_related("unit").get(pk=meeting.pk)
    books.act(book=books.book("meetings"), row=row, verb=verb, post=post, on=on, text=text, values=values)
    return str(meetings.Meeting.objects.get(pk=meeting.pk).state)


WHERE = {"held_on": TODAY, "place": "第二会议室", "chair": "某副县长"}


def called(meeting: meetings.Meeting, office: Any) -> meetings.AgendaItem:
    """Called, with a point the insurer raised."""
    raised = meetings.raise_point(
        meeting=meeting, title="断缴人员动员", text="还有三个村没有动员", post=office["insurer"]
    )
    step(meeting, "call", office["bureau"], **WHERE)
    meeting.refresh_from_db()
    return raised


def decided(item: meetings.AgendaItem, post: Any, **more: Any) -> None:
    values = {
        "lead": "医保局",
        "responsible": "县民政局、绥棱镇",
        "due_on": TODAY + timedelta(days=40),
        **more,
    }
    fresh = meetings.AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    meetings.decide(item=fresh, decision="月底前全部动员到位", post=post, **values)


def held(meeting: meetings.Meeting, office: Any) -> None:
    decided(called(meeting, office), office["bureau"])
    came = meetings.Attendance.objects.filter(meeting=meeting).order_by("id")[:2]
    told = {str(came[0].uid): ("came", "某局长"), str(came[1].uid): ("leave", "")}
    meetings.note_attendance(meeting=meeting, told=told, post=office["bureau"])
    step(meeting, "hold", office["bureau"], **WHERE)


def test_whoever_is_not_noted_singly_is_noted_as_the_rest(office: Any, meeting: Any) -> None:
    called(meeting, office)
    everybody = meetings.Attendance.objects.filter(meeting=meeting)
    first = everybody.order_by("id")[0]
    told = {str(one.uid): ("invited", "") for one in everybody} | {str(first.uid): ("leave", "某局长")}
    changed = meetings.note_attendance(meeting=meeting, told=told, post=office["bureau"], others="came")
    assert changed == len(told) > 1
    assert set(everybody.exclude(pk=first.pk).values_list("presence", flat=True)) == {"came"}
    assert everybody.get(pk=first.pk).presence == "leave"


def test_each_quarter_has_its_meeting_once_with_a_duty_and_an_agenda(office: Any, meeting: Any) -> None:
    assert opened() is None
    duty = Obligation.objects.get(kind="meetings.hold")
    assert (duty.unit, duty.due_on) == (office.bureau, Quarter.of(TODAY).last)
    agenda = meetings.AgendaItem.objects.filter(meeting=meeting)
    assert [one.figure for one in agenda.order_by("id")] == ["last", "loop", "late", "problems", "tasks"]
    assert opened(Quarter.of(TODAY).last + timedelta(days=1)) is not None


def test_a_missed_quarter_is_late_on_the_worklist_and_in_the_ledger(office: Any) -> None:
    past = Quarter.of(TODAY).first - timedelta(days=1)
    missed = opened(past)
    assert missed is not None
    assert list(late(office["bureau"]).filter(kind="meetings.hold").values_list("due_on", flat=True)) == [
        past
    ]
    book = books.book("meetings")
    told = {one.title: one.value for one in books.figures(book, books.rows_of(book, office["bureau"]))}
    assert told["超期"] == "1"
    assert step(missed, "miss", office["bureau"], text="因汛情改为书面征求意见") == "missed"


def test_the_agenda_says_the_figures_of_the_day_anew(office: Any, meeting: Any) -> None:
    text = meetings.AgendaItem.objects.get(meeting=meeting, figure="problems").text
    assert text == "整改问题 0 个，已销号 0 个，超期未销号 0 个。"
    values = {
        "source": "own", "found_on": TODAY, "problem": "台账缺页", "unit": office.bureau, "mode": "by_date",
        "due_on": TODAY,
    }  # fmt: skip
    books.register(book=books.book("rectification"), values=values, extra={}, post=office["bureau"])
    meetings.prepare(meeting)
    again = meetings.AgendaItem.objects.filter(meeting=meeting, figure="problems")
    assert [one.text for one in again] == ["整改问题 1 个，已销号 0 个，超期未销号 0 个。"]


def test_any_unit_puts_a_problem_on_it_until_it_is_held(office: Any, meeting: Any) -> None:
    assert called(meeting, office).raised_by == office.insurance
    with pytest.raises(NotAllowed):
        meetings.raise_point(meeting=meeting, title="修路", text="", post=office["cadre"])
    meetings.Meeting.objects.filter(pk=meeting.pk).update(state="held")
    with pytest.raises(Refusal, match="已经召开"):
        meetings.raise_point(
            meeting=meetings.Meeting.objects.get(pk=meeting.pk), title="修路", text="", post=office["clerk"]
        )


def test_a_meeting_is_called_with_day_and_place_and_asks_every_member_once(office: Any, meeting: Any) -> None:
    with pytest.raises(Refusal, match="日期和地点"):
        step(meeting, "call", office["bureau"], held_on=None, place="", chair="")
    step(meeting, "call", office["bureau"], **WHERE)
    units = {one.pk for code in INVITED for one in group_members(code)}
    asked = meetings.Attendance.objects.filter(meeting=meeting)
    assert set(asked.values_list("unit_id", flat=True)) == units
    assert asked.count() == len(units)


def test_it_is_not_held_while_nobody_is_noted_as_present(office: Any, meeting: Any) -> None:
    called(meeting, office)
    with pytest.raises(Refusal, match="谁到会"):
        step(meeting, "hold", office["bureau"], **WHERE)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"lead": ""}, "牵头单位"),
        ({"lead": "没有的局"}, "不是本县单位"),
        ({"due_on": None}, "完成时限"),
        ({"lead": "各乡镇"}, "牵头单位"),
        ({"due_on": date(2020, 1, 1)}, "早于开会日期"),
    ],
)
def test_a_decision_names_who_leads_and_by_when(
    office: Any, meeting: Any, wrong: dict[str, Any], why: str
) -> None:
    item = called(meeting, office)
    with pytest.raises(Refusal, match=why):
        decided(item, office["bureau"], **wrong)


def test_a_meeting_is_noted_late_but_not_for_a_day_before_its_quarter(office: Any, meeting: Any) -> None:
    first = Quarter.of(TODAY).first
    with pytest.raises(Refusal, match=f"太早，这个季度的最早是 {first}"):
        step(meeting, "call", office["bureau"], **{**WHERE, "held_on": date(1900, 1, 1)})
    assert step(meeting, "call", office["bureau"], **{**WHERE, "held_on": first}) == "called"


def test_a_meeting_that_was_not_held_has_no_minutes_and_leaves_no_decision_behind(
    office: Any, meeting: Any
) -> None:
    point = called(meeting, office)
    decided(point, office["bureau"])
    with pytest.raises(Refusal, match="1 项决定：断缴人员动员"):
        step(meeting, "miss", office["bureau"], text="改为书面征求意见")
    fresh = meetings.AgendaItem.objects.select_related("meeting").get(pk=point.pk)
    meetings.decide(item=fresh, decision="", lead="", responsible="", due_on=None, post=office["bureau"])
    assert step(meeting, "miss", office["bureau"], text="改为书面征求意见") == "missed"
    minutes = books.book("meetings").paper("minutes")
    found = meetings.Meeting.objects.get()
    assert minutes is not None and not minutes.when(found)
    with pytest.raises(Refusal, match="未召开，没有纪要"):
        minutes.make([found], office["bureau"])


def test_who_wrote_a_decision_does_not_issue_its_minutes(office: Any, meeting: Any) -> None:
    held(meeting, office)
    item = meetings.AgendaItem.objects.exclude(decision="").get()
    decided(item, office["reviewer"])
    with pytest.raises(Refusal, match="不能由登记决定的人办理"):
        step(meeting, "issue", office["reviewer"])


def test_minutes_are_issued_by_another_and_their_decisions_are_tasks(office: Any, meeting: Any) -> None:
    held(meeting, office)
    with pytest.raises(Refusal, match="原来的经办人"):
        step(meeting, "issue", office["bureau"])
    assert step(meeting, "issue", office["reviewer"]) == "issued"
    drain()
    task = Task.objects.get(workplan=meetings.Meeting.objects.get(pk=meeting.pk).workplan)
    assert (task.title, task.due_on) == ("1. 断缴人员动员", TODAY + timedelta(days=40))
    shares = Share.objects.filter(task=task).order_by("id").values_list("unit__short_name", "role")
    assert list(shares) == [("县医保局", "lead"), ("县民政局", "responsible"), ("绥棱镇", "responsible")]
    assert Obligation.objects.filter(kind__startswith="meetings.", state="open").count() == 0
    assert [one for one in run_checks() if one.left != one.right] == []


def test_a_group_of_units_answers_for_a_decision(office: Any, meeting: Any) -> None:
    held(meeting, office)
    item = meetings.AgendaItem.objects.exclude(decision="").get()
    decided(item, office["bureau"], responsible="各乡镇、医保局")
    assert meetings.AgendaItem.objects.get(pk=item.pk).responsible == "各乡镇"
    step(meeting, "issue", office["reviewer"])
    drain()
    shares = Share.objects.filter(role="responsible").values_list("unit", flat=True)
    assert set(shares) == {one.pk for one in group_members("gexiangzhen")}


def test_the_minutes_are_filed_as_a_word_paper(office: Any, meeting: Any) -> None:
    held(meeting, office)
    step(meeting, "issue", office["reviewer"])
    minutes = meetings.Meeting.objects.get(pk=meeting.pk).minutes
    assert minutes is not None and minutes.name.endswith("部门会商会议纪要.docx")
    document = Document(io.BytesIO(content_of(minutes)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "某副县长在第二会议室主持召开" in text
    assert "（六）断缴人员动员（县医保局提出）。还有三个村没有动员" in text
    assert "（一）月底前全部动员到位" in text
    assert [cell.text for cell in document.tables[0].rows[1].cells][1:4] == [
        "断缴人员动员", "县医保局", "县民政局、绥棱镇",
    ]  # fmt: skip


def test_the_next_agenda_tells_what_became_of_the_last_decisions(office: Any, meeting: Any) -> None:
    held(meeting, office)
    step(meeting, "issue", office["reviewer"])
    drain()
    following = opened(Quarter.of(TODAY).last + timedelta(days=1))
    text = meetings.AgendaItem.objects.get(meeting=following, figure="last").text
    assert text == f"{meeting.title}决定 1 项，没有完成的 1 项：1. 断缴人员动员。"
