"""An adopted paper as tasks: made once, counted, reported on, accepted by the lead (R0)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dixian.cli.checks import run_checks
from dixian.directives.tasks import api as tasks
from dixian.directives.tasks.making import after_adoption
from dixian.directives.workplans.topics import WorkplanAdopted
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox, notices
from tests.support.database import as_worker
from tests.support.workplans import adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(office: Any) -> list[tasks.Task]:
    return adopted(office["bureau"], office["reviewer"])


def opened(day: date) -> int:
    with as_worker():
        return tasks.open_rounds(day)


def share(task: tasks.Task, unit: Any) -> tasks.Share:
    return tasks.Share.objects.select_related("task", "unit").get(task=task, unit=unit)


def said(of: tasks.Share, post: Any, *, finishes: bool = False, **more: Any) -> tasks.ProgressEntry:
    values = {"text": "已排查三个村", "on": clock.today(), "evidence": None, **more}
    return tasks.report(share=of, finishes=finishes, post=post, **values)


def decided(entry: tasks.ProgressEntry, post: Any, *, accept: bool = True, reason: str = "") -> str:
    again = tasks.ProgressEntry.objects.select_related("share__task", "share__unit").get(pk=entry.pk)
    tasks.decide(entry=again, accept=accept, reason=reason, post=post)
    return str(tasks.Share.objects.get(pk=entry.share_id).state)


def test_each_item_is_one_task_with_a_share_for_each_unit(office: Any, plan: list[tasks.Task]) -> None:
    assert [(task.title, task.shares.count()) for task in plan] == [
        ("1. 开展集中排查", 13),
        ("2. 落实医疗保障", 2),
        ("3. 推进产业帮扶", 2),
    ]
    assert [str(task.due_on) for task in plan] == ["2024-12-31", "None", "None"]
    assert [one for one in run_checks() if one.left != one.right] == []


def test_a_topic_dealt_with_twice_makes_nothing_twice(plan: list[tasks.Task]) -> None:
    counts = tasks.Task.objects.count(), tasks.Share.objects.count()
    with as_worker():
        after_adoption(WorkplanAdopted(workplan_id=plan[0].workplan_id))
    assert (tasks.Task.objects.count(), tasks.Share.objects.count()) == counts


def test_the_matrix_says_who_leads_and_who_answers_for_what(office: Any, plan: list[tasks.Task]) -> None:
    found = tasks.matrix(plan[0].workplan)
    rows = {str(row.unit): row for row in found.rows}
    assert rows["县农业农村局"].cells == ["lead", "responsible", "lead"]
    assert (rows["县农业农村局"].leads, rows["县农业农村局"].responsible) == (2, 1)
    assert rows["县医保局"].cells == ["responsible", "lead", ""]
    assert (len(found.rows), found.totals) == (14, [13, 2, 2])


def test_a_units_list_holds_its_tasks_with_the_counts_of_all(office: Any, plan: list[tasks.Task]) -> None:
    found = tasks.of_unit(tasks.tasks(office["cadre"]), office.insurance).order_by("position")
    assert [(task.position, task.n_shares) for task in found] == [(1, 13), (2, 2)]


def test_a_units_entry_is_accepted_by_the_lead(office: Any, plan: list[tasks.Task]) -> None:
    mine = share(plan[0], office.insurance)
    file = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="任务佐证")
    entry = said(mine, office["insurer"], evidence=file)
    assert list(tasks.waiting_for(tasks.tasks(office["bureau"]), frozenset({office.bureau.pk}))) == [plan[0]]
    assert decided(entry, office["bureau"]) == "accepted"


def test_an_entry_that_finishes_is_done_once_the_lead_accepts_it(office: Any, plan: list[tasks.Task]) -> None:
    entry = said(share(plan[0], office.insurance), office["insurer"], finishes=True)
    assert decided(entry, office["bureau"]) == "done"
    with pytest.raises(Refusal, match="已完成"):
        said(share(plan[0], office.insurance), office["insurer"])


def test_the_lead_sends_back_with_a_reason_and_the_unit_writes_again(
    office: Any, plan: list[tasks.Task]
) -> None:
    entry = said(share(plan[0], office.insurance), office["insurer"])
    with pytest.raises(Refusal, match="写明理由"):
        decided(entry, office["bureau"], accept=False)
    assert decided(entry, office["bureau"], accept=False, reason="写明排查了哪几个村") == "returned"
    said(share(plan[0], office.insurance), office["insurer"])
    assert tasks.ProgressEntry.objects.count() == 2


def test_one_entry_of_a_unit_waits_at_a_time(office: Any, plan: list[tasks.Task]) -> None:
    said(share(plan[0], office.insurance), office["insurer"])
    with pytest.raises(Refusal, match="待认可"):
        said(share(plan[0], office.insurance), office["depthead"])


def test_a_unit_writes_for_itself_only_and_other_units_decide_nothing(
    office: Any, plan: list[tasks.Task]
) -> None:
    for post in (office["clerk"], office["bureau"], office["cadre"]):
        with pytest.raises(NotAllowed):
            said(share(plan[0], office.insurance), post)
    entry = said(share(plan[0], office.insurance), office["insurer"])
    for post in (office["clerk"], office["cadre"], office["depthead"]):
        with pytest.raises(NotAllowed):
            decided(entry, post)


def test_who_wrote_an_entry_does_not_accept_it_another_of_the_lead_does(
    office: Any, plan: list[tasks.Task]
) -> None:
    entry = said(share(plan[1], office.insurance), office["insurer"])
    with pytest.raises(Refusal, match="不能认可自己"):
        decided(entry, office["insurer"])
    with pytest.raises(IntegrityError), transaction.atomic():
        tasks.ProgressEntry.objects.filter(pk=entry.pk).update(decided_by=entry.written_by)
    assert decided(entry, office["depthead"]) == "accepted"


def test_a_leads_own_entry_can_be_accepted_by_the_bureau(office: Any, plan: list[tasks.Task]) -> None:
    assert decided(said(share(plan[1], office.insurance), office["insurer"]), office["bureau"]) == "accepted"


@pytest.mark.parametrize("wrong", [{"text": "好"}, {"on": clock.today() + timedelta(days=2)}])
def test_an_entry_says_what_was_done_until_today(
    office: Any, plan: list[tasks.Task], wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refusal):
        said(share(plan[0], office.insurance), office["insurer"], **wrong)


def test_a_recurring_limit_is_the_leads_duty_once_in_each_round(office: Any, plan: list[tasks.Task]) -> None:
    day = clock.today().replace(day=3)
    assert opened(day) == 4
    assert opened(day.replace(day=4)) == 0
    duties = Obligation.objects.filter(kind="tasks.report", unit=office.bureau).order_by("due_on")
    assert (duties[0].unit, duties[0].due_on.day) == (office.bureau, 5)
    assert "1. 开展集中排查" in duties[1].subject_label
    assert set(duties) <= set(inbox(office["bureau"]))
    next_month = (day + timedelta(days=31)).replace(day=3)
    assert opened(next_month) == 4


def test_a_unit_the_item_names_owes_its_own_round_and_members_of_a_group_do_not(
    office: Any, plan: list[tasks.Task]
) -> None:
    opened(clock.today().replace(day=6))
    owed = Obligation.objects.filter(kind="tasks.report", state="open")
    assert {str(one.unit): one.about for one in owed} == {
        "县农业农村局": "本单位牵头，文件要求“每月”",
        "县医保局": "本单位责任，文件要求“每月”",
    }
    entry = said(share(plan[0], office.insurance), office["insurer"], finishes=True)
    assert [one.unit for one in owed.all()] == [office.bureau]
    assert decided(entry, office["bureau"]) == "done"
    assert opened((clock.today().replace(day=3) + timedelta(days=31)).replace(day=6)) == 1


def test_a_round_opens_while_it_runs_and_no_later(plan: list[tasks.Task]) -> None:
    assert opened(clock.today().replace(day=6)) == 2


def test_the_leads_entry_discharges_its_round(office: Any, plan: list[tasks.Task]) -> None:
    opened(clock.today().replace(day=3))
    said(share(plan[0], office.bureau), office["bureau"])
    left = Obligation.objects.filter(kind="tasks.report", state="open", unit=office.bureau)
    assert ["3. 推进产业帮扶" in duty.subject_label for duty in left] == [True]


def test_an_entry_discharges_the_rounds_it_says_and_no_others(office: Any, plan: list[tasks.Task]) -> None:
    """One written weekly does not stand for the month; where nobody says, what is due first is meant."""
    part = share(plan[0], office.bureau)
    for month in (clock.today().replace(day=3), (clock.today().replace(day=3) + timedelta(days=31))):
        opened(month)
    first, second = tasks.waiting_rounds([part])
    entry = said(part, office["bureau"], rounds=[second.uid])
    assert tasks.waiting_rounds([part]) == [first]
    assert decided(entry, office["reviewer"]) == "accepted"
    said(share(plan[0], office.bureau), office["bureau"], rounds=[])
    assert tasks.waiting_rounds([part]) == [first]


def test_what_waits_is_a_duty_of_whoever_has_the_word(office: Any, plan: list[tasks.Task]) -> None:
    part = share(plan[0], office.insurance)
    entry = said(part, office["insurer"])
    waiting = Obligation.objects.filter(state="open", kind__in=("tasks.decide", "tasks.amend"))
    assert [(one.kind, one.unit) for one in waiting] == [("tasks.decide", office.bureau)]
    decided(entry, office["bureau"], accept=False, reason="写明排查了哪几个村")
    assert [(one.kind, one.unit) for one in waiting.all()] == [("tasks.amend", office.insurance)]
    again = said(share(plan[0], office.insurance), office["insurer"])
    decided(again, office["bureau"])
    assert list(waiting.all()) == []


def test_every_unit_of_an_adopted_paper_hears_how_much_of_it_is_its_own(
    office: Any, plan: list[tasks.Task]
) -> None:
    told = notices(office["insurer"].user_id).get(title="新的工作任务")
    assert "牵头 1 项、责任 1 项" in told.text and told.link == f"/task-units/{office.insurance.uid}/"


def test_progress_is_not_of_a_day_long_before_the_task(office: Any, plan: list[tasks.Task]) -> None:
    with pytest.raises(Refusal, match="早得多，最早是"):
        said(share(plan[0], office.insurance), office["insurer"], on=date(1900, 1, 1))
