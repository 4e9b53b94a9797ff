"""A deadline set by hand is dated, has a reason, is owed by each unit, and colours the task; so does a missed round (R0)."""

from datetime import date, timedelta
from typing import Any

import pytest

from dixian.directives.tasks import api as tasks
from dixian.directives.workplans.topics import WorkplanAdopted
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.audit.api import writing
from dixian.foundation.books import api as books
from dixian.foundation.jobs.api import drain, publish
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox
from tests.support.database import as_worker
from tests.support.workplans import TEXT, adopted

pytestmark = pytest.mark.django_db
# The second task without a day of its own, as the third.
OPEN_ENDED = TEXT.replace("，2024年12月31日前全部完成", "").replace("每月5日前报告进展", "抓好落实")


@pytest.fixture
def plan(office: Any) -> list[tasks.Task]:
    return adopted(office["bureau"], office["reviewer"], OPEN_ENDED)


def in_days(count: int) -> date:
    return clock.today() + timedelta(days=count)


def deadline(task: tasks.Task, post: Any, due_on: date, **more: Any) -> tasks.Deadline:
    values = {"share": None, "why": "四月会商定的", **more}
    return tasks.set_deadline(task=task, due_on=due_on, post=post, **values)


def share(task: tasks.Task, unit: Any) -> tasks.Share:
    return tasks.Share.objects.select_related("task__workplan", "unit").get(task=task, unit=unit)


def owed(of: tasks.Share) -> list[str]:
    found = Obligation.objects.filter(kind="tasks.finish", subject_uid=of.uid, state="open")
    return [str(one.due_on) for one in found]


def standing(task: tasks.Task, post: Any, today: date) -> Any:
    return tasks.with_colours([tasks.tasks(post).get(pk=task.pk)], today)[0][1]


def test_the_lead_sets_a_tasks_deadline_and_every_unit_owes_it(office: Any, plan: list[tasks.Task]) -> None:
    made = deadline(plan[1], office["insurer"], in_days(10))
    task = tasks.Task.objects.get(pk=plan[1].pk)
    assert (task.due_on, str(made.set_unit), made.set_by.name) == (
        in_days(10),
        "县医保局",
        office["insurer"].user.name,
    )
    assert [owed(one) for one in tasks.shares_of(task)] == [[str(in_days(10))]] * 2
    (mine,) = [one for one in inbox(office["bureau"]) if one.kind == "tasks.finish"]
    assert (mine.subject_label, mine.about) == ("2. 落实医疗保障", "县医保局设定的期限：四月会商定的")


def test_a_units_part_has_a_day_of_its_own_which_the_tasks_does_not_take_away(
    office: Any, plan: list[tasks.Task]
) -> None:
    part = share(plan[0], office.insurance)
    deadline(plan[0], office["bureau"], in_days(5), share=part)
    deadline(plan[0], office["bureau"], in_days(20))
    assert owed(part) == [str(in_days(5))] and owed(share(plan[0], office.bureau)) == [str(in_days(20))]
    with pytest.raises(Refusal, match="晚于这项任务的期限"):
        deadline(plan[0], office["bureau"], in_days(21), share=part)
    deadline(plan[0], office["bureau"], in_days(7), share=part)
    assert owed(part) == [str(in_days(7))]
    assert [one.due_on for one in tasks.deadlines_of(plan[0])] == [in_days(7), in_days(20), in_days(5)]


def test_nobody_puts_off_a_day_of_their_own(office: Any, plan: list[tasks.Task]) -> None:
    deadline(plan[1], office["insurer"], in_days(5))
    with pytest.raises(NotAllowed, match="本单位不能自己改晚"):
        deadline(plan[1], office["insurer"], in_days(9))
    deadline(plan[1], office["insurer"], in_days(4))
    deadline(plan[1], office["bureau"], in_days(9), why="县局同意改期")
    told = [(str(one.before), str(one.due_on)) for one in tasks.deadlines_of(plan[1])]
    assert told[0] == (str(in_days(4)), str(in_days(9))) and told[-1][0] == "None"
    deadline(plan[0], office["bureau"], in_days(5))
    with pytest.raises(Refusal, match="是您定的，改晚要由另一位同事办理"):
        deadline(plan[0], office["bureau"], in_days(9))
    deadline(plan[0], office["reviewer"], in_days(9))


def test_a_task_is_not_due_before_one_of_its_parts(office: Any, plan: list[tasks.Task]) -> None:
    deadline(plan[0], office["bureau"], in_days(9), share=share(plan[0], office.insurance))
    with pytest.raises(Refusal, match="这些单位的部分期限更晚：县医保局"):
        deadline(plan[0], office["bureau"], in_days(5))


def test_a_deadline_is_met_when_the_lead_accepts_that_the_part_is_done(
    office: Any, plan: list[tasks.Task]
) -> None:
    deadline(plan[0], office["bureau"], in_days(10))
    part = share(plan[0], office.insurance)
    entry = tasks.report(
        share=part,
        text="已经全部核对",
        on=clock.today(),
        finishes=True,
        evidence=None,
        post=office["insurer"],
    )
    assert owed(part) != []
    tasks.decide(entry=entry, accept=True, reason="", post=office["bureau"])
    assert owed(part) == []


def broken_down(office: Any, text: str, due_on: date) -> tasks.Portion:
    values = {"task": "1", "unit": office.insurance, "text": text, "person": "某科员", "due_on": due_on}
    of = books.book("breakdown")
    made: tasks.Portion = books.register(book=of, values=values, extra={}, post=office["insurer"])
    return made


@pytest.mark.parametrize("whole", [True, False])
def test_what_was_broken_down_to_a_later_day_is_named_and_brought_forward_when_told(
    office: Any, plan: list[tasks.Task], whole: bool
) -> None:
    later, sooner = broken_down(office, "逐户核对", in_days(9)), broken_down(office, "张贴名单", in_days(3))
    asked = {} if whole else {"share": share(plan[0], office.insurance)}
    with pytest.raises(Refusal, match=r"有 1 件期限更晚：县医保局“逐户核对”（某科员，"):
        deadline(plan[0], office["bureau"], in_days(5), **asked)
    assert tasks.Deadline.objects.count() == 0
    with acting_as(office["bureau"]), writing():
        deadline(plan[0], office["bureau"], in_days(5), portions_too=True, **asked)
    days = dict(tasks.Portion.objects.values_list("pk", "due_on"))
    assert days == {later.pk: in_days(5), sooner.pk: in_days(3)}
    duties = Obligation.objects.filter(kind="tasks.portion", state="open").order_by("due_on")
    assert [one.due_on for one in duties] == [in_days(3), in_days(5)]
    (step,) = tasks.PortionStep.objects.filter(row=later, verb="correct")
    assert step.text == "期限随任务提前：四月会商定的"


def test_who_may_not_and_what_can_not_be(office: Any, plan: list[tasks.Task]) -> None:
    with pytest.raises(NotAllowed, match="牵头单位或县农业农村局"):
        deadline(plan[0], office["insurer"], in_days(10))
    with pytest.raises(NotAllowed):
        deadline(plan[0], office["cadre"], in_days(10))
    for wrong in (in_days(-1), in_days(4 * 366)):
        with pytest.raises(Refusal, match=r"在今天以前，或者在 .* 以后"):
            deadline(plan[0], office["bureau"], wrong)
    with pytest.raises(Refusal, match="没有写明设定期限的理由"):
        deadline(plan[0], office["bureau"], in_days(10), why=" ")


def test_the_papers_own_day_is_not_set_anew(office: Any) -> None:
    written = adopted(office["bureau"], office["reviewer"])
    with pytest.raises(Refusal, match="文件写了这一项的期限"):
        deadline(written[0], office["bureau"], in_days(10))


def test_a_late_part_makes_the_task_red_and_says_whose_it_is(office: Any, plan: list[tasks.Task]) -> None:
    due = in_days(5)
    deadline(plan[0], office["bureau"], due, share=share(plan[0], office.insurance))
    assert standing(plan[0], office["bureau"], clock.today()).colour == "grey"
    assert standing(plan[0], office["bureau"], due).colour == "amber"
    late = standing(plan[0], office["bureau"], due + timedelta(days=2))
    assert (
        late.colour == "red"
        and late.why[0].startswith("县医保局的部分没有完成")
        and "已超 2 天" in late.why[0]
    )


def test_a_missed_round_makes_the_task_red_until_it_is_reported(office: Any, plan: list[tasks.Task]) -> None:
    first = clock.today().replace(day=1)
    with as_worker():
        assert tasks.open_rounds(first) == 2
    a_round, named = tasks.Round.objects.order_by("id")
    after = a_round.due_on + timedelta(days=3)
    late = standing(plan[0], office["bureau"], after)
    assert late.colour == "red"
    assert late.why[0].startswith(f"县农业农村局没有填报“每月”（{a_round.code}）的进展")
    said = {"text": "本月已经排查", "on": clock.today(), "finishes": False, "evidence": None}
    tasks.report(share=share(plan[0], office.bureau), post=office["bureau"], **said)
    still = standing(plan[0], office["bureau"], after).why
    assert [one.partition("的进展")[0] for one in still] == [f"县医保局没有填报“每月”（{named.code}）"]
    tasks.report(share=share(plan[0], office.insurance), post=office["insurer"], **said)
    assert standing(plan[0], office["bureau"], after).colour == "blue"


def test_a_lead_is_not_done_while_rounds_of_the_year_go_on_unless_it_says_they_end(
    office: Any, plan: list[tasks.Task]
) -> None:
    with as_worker():
        tasks.open_rounds(clock.today().replace(day=1))
    (a_round,) = tasks.Round.objects.filter(share__unit=office.bureau)
    said = {"text": "已经全部排查", "on": clock.today(), "finishes": True, "evidence": None, "rounds": []}
    with pytest.raises(Refusal, match=f"“每月”{a_round.code}没有填报"):
        tasks.report(share=share(plan[0], office.bureau), post=office["bureau"], **said)
    entry = tasks.report(share=share(plan[0], office.bureau), post=office["bureau"], ends_rounds=True, **said)
    tasks.decide(entry=entry, accept=True, reason="", post=office["reviewer"])
    assert tasks.waiting_rounds([entry.share]) == []
    (ended,) = Obligation.objects.filter(kind="tasks.report", unit=office.bureau)
    assert (ended.state, ended.reason) == ("cancelled", "本单位的部分已经完成，以后各期不再填报")


def test_a_round_whose_report_was_sent_back_is_owed_again_by_its_old_day(
    office: Any, plan: list[tasks.Task]
) -> None:
    with as_worker():
        tasks.open_rounds(clock.today().replace(day=1))
    (a_round,) = tasks.Round.objects.filter(share__unit=office.bureau)
    said = {"text": "本月已经排查", "on": clock.today(), "finishes": False, "evidence": None}
    for reason in ("写明排查了哪几个村", "还要附照片"):
        entry = tasks.report(share=share(plan[0], office.bureau), post=office["bureau"], **said)
        assert tasks.waiting_rounds([entry.share]) == []
        tasks.decide(entry=entry, accept=False, reason=reason, post=office["reviewer"])
        assert tasks.waiting_rounds([entry.share]) == [a_round]
    (again,) = [one for one in inbox(office["bureau"]) if one.kind == "tasks.report"]
    assert again.due_on == a_round.due_on and again.about.startswith("填报的进展被退回")
    late = standing(plan[0], office["bureau"], a_round.due_on + timedelta(days=1))
    assert late.colour == "red"
    entry = tasks.report(share=share(plan[0], office.bureau), post=office["bureau"], **said)
    tasks.decide(entry=entry, accept=True, reason="", post=office["reviewer"])
    assert tasks.waiting_rounds([entry.share]) == []


def test_a_last_day_the_paper_names_is_owed_by_each_unit_until_it_is_done(office: Any) -> None:
    due = in_days(20)
    text = TEXT.replace("2024年12月31日前全部完成", f"{due.year}年{due.month}月{due.day}日前全部完成")
    first = adopted(office["bureau"], office["reviewer"], text)[0]
    assert first.due_on == due
    lead, part = share(first, office.bureau), share(first, office.insurance)
    assert (owed(lead), owed(part)) == ([str(due)], [str(due)])
    (mine,) = [one for one in inbox(office["bureau"]) if one.kind == "tasks.finish"]
    assert mine.about.startswith("本单位牵头，文件要求“")
    publish(WorkplanAdopted(workplan_id=first.workplan_id))
    drain()
    done = {"text": "已经全部核对", "on": clock.today(), "finishes": True, "evidence": None}
    entry = tasks.report(share=lead, post=office["bureau"], **done, ends_rounds=True)
    tasks.decide(entry=entry, accept=True, reason="", post=office["reviewer"])
    assert (owed(lead), owed(part)) == ([], [str(due)])
    publish(WorkplanAdopted(workplan_id=first.workplan_id))
    drain()
    assert owed(lead) == []
