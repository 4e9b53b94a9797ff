"""A unit's share broken down to persons and villages (县乡村抓落实)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from dixian.cli.checks import run_checks
from dixian.directives.tasks import api as tasks
from dixian.foundation.accounts.api import NotAllowed, acting_as
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import Area, Unit
from dixian.foundation.areas.enums import Level
from dixian.foundation.audit.api import writing
from dixian.foundation.books import api as books
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.worklist.api import Obligation, inbox
from tests.support.workplans import TEXT, adopted

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def plan(office: Any) -> list[tasks.Task]:
    return adopted(office["bureau"], office["reviewer"])


def portion(post: Any, unit: Any, **more: Any) -> tasks.Portion:
    values = {
        "task": "1", "unit": unit, "text": "逐户核对参保", "person": "某科员", "village": "",
        "due_on": TODAY + timedelta(days=9), **more,
    }  # fmt: skip
    made: tasks.Portion = books.register(book=books.book("breakdown"), values=values, extra={}, post=post)
    return made


def step(row: tasks.Portion, verb: str, post: Any, **more: Any) -> str:
    fresh = tasks.Portion.objects.select_related("unit").get(pk=row.pk)
    books.act(book=books.book("breakdown"), row=fresh, verb=verb, post=post, on=TODAY, text="已办", **more)
    return str(tasks.Portion.objects.get(pk=row.pk).state)


@pytest.mark.parametrize(
    "written", ["1", "开展集中排查", "1. 开展集中排查", "1.开展集中排查", "１． 开展集中排查"]
)
def test_a_portion_finds_the_units_share_by_number_or_name(
    office: Any, plan: list[tasks.Task], written: str
) -> None:
    made = portion(office["insurer"], office.insurance, task=written)
    assert (made.share.task, made.share.unit, made.task) == (plan[0], office.insurance, "1. 开展集中排查")


def test_a_task_the_unit_has_no_share_in_is_refused(office: Any, plan: list[tasks.Task]) -> None:
    with pytest.raises(Refusal, match="没有叫“3”的任务"):
        portion(office["insurer"], office.insurance, task="3")


def test_a_village_is_understood_in_every_form_pages_and_messages_write(
    office: Any, plan: list[tasks.Task]
) -> None:
    village, short = office.village, books.village_called(office.village.name)
    forms = {
        village.name,
        short,
        village.code,
        f"{short}（{village.code}）",
        f"{village.name}（{village.code}）",
    }
    town = office.township.name
    for written in {*forms, f"{town}{short}", f"{town}{village.name}"}:
        made = portion(office["clerk"], office.town_unit, village=written, text=f"写作{written}")
        assert made.village == f"{town}{village.name}", written
    with pytest.raises(Refusal, match="没有找到村"):
        portion(office["clerk"], office.town_unit, village="没有的村")


def test_a_portion_is_corrected_with_what_its_form_was_filled_with(
    office: Any, plan: list[tasks.Task]
) -> None:
    made = portion(office["clerk"], office.town_unit, village=office.village.name)
    values = {"task": made.task, "village": made.village, "text": "再核对一遍"}
    books.correct(book=books.book("breakdown"), row=made, values=values, extra={}, post=office["clerk"])
    kept = tasks.Portion.objects.get()
    assert (kept.task, kept.text) == ("1. 开展集中排查", "再核对一遍")


def test_it_is_the_units_duty_until_it_is_done_and_confirmed_by_a_colleague(
    office: Any, plan: list[tasks.Task]
) -> None:
    made = portion(office["insurer"], office.insurance)
    (duty,) = Obligation.objects.filter(kind="tasks.portion")
    assert duty in inbox(office["insurer"])
    paper = store([b"a plan"], name="子方案.docx", content_type="", purpose="任务分解佐证")
    assert step(made, "attach", office["insurer"], evidence=paper) == "open"
    assert step(made, "finish", office["insurer"]) == "done"
    with pytest.raises(Refusal, match="原来的经办人"):
        step(made, "confirm", office["insurer"])
    assert step(made, "send_back", office["depthead"]) == "open"
    assert step(made, "finish", office["insurer"]) == "done"
    assert step(made, "confirm", office["depthead"]) == "confirmed"
    assert [one for one in run_checks() if one.left != one.right] == []


def test_a_unit_breaks_down_its_own_share_only(office: Any, plan: list[tasks.Task]) -> None:
    with pytest.raises(NotAllowed):
        portion(office["clerk"], office.insurance)


def test_a_portion_is_seen_by_its_unit_the_lead_and_who_reads_the_county_alone(
    office: Any, plan: list[tasks.Task]
) -> None:
    made = portion(office["insurer"], office.insurance)
    led = portion(office["clerk"], office.town_unit, task="1")
    own = portion(office["bureau"], office.bureau, task="2")
    seen = {
        who: set(tasks.Portion.objects.visible_to(office[who]).values_list("pk", flat=True))
        for who in ("insurer", "clerk", "cadre", "bureau")
    }
    if connection.vendor == "postgresql":
        for who, pks in seen.items():
            with acting_as(office[who]), writing():
                assert set(tasks.Portion.objects.values_list("pk", flat=True)) == pks
    assert seen == {
        "insurer": {made.pk, own.pk},
        "clerk": {led.pk},
        "cadre": set(),
        "bureau": {made.pk, led.pk, own.pk},
    }


def test_a_corrected_task_takes_the_portion_to_its_own_share(office: Any, plan: list[tasks.Task]) -> None:
    made = portion(office["insurer"], office.insurance)
    values = {"task": plan[1].title}
    books.correct(book=books.book("breakdown"), row=made, values=values, extra={}, post=office["insurer"])
    kept = tasks.Portion.objects.get()
    assert (kept.share.task, kept.led) == (plan[1], plan[1])


def test_a_limit_before_the_task_or_long_after_is_refused(office: Any, plan: list[tasks.Task]) -> None:
    for wrong in date(2000, 1, 1), date(9999, 12, 31):
        with pytest.raises(Refusal, match=f"期限 {wrong} 早于任务下达"):
            portion(office["insurer"], office.insurance, due_on=wrong)


def test_a_portion_stays_within_its_unit_and_its_part(office: Any, plan: list[tasks.Task]) -> None:
    elsewhere = (
        Area.objects.filter(level=Level.VILLAGE).exclude(path__startswith=office.township.path).first()
    )
    with pytest.raises(Refusal, match=r"不在.*的范围里"):
        portion(office["clerk"], office.town_unit, village=elsewhere.code)
    due = TODAY + timedelta(days=5)
    tasks.set_deadline(task=plan[1], share=None, due_on=due, why="会商定的", post=office["insurer"])
    with pytest.raises(Refusal, match="晚于本单位这项任务的期限"):
        portion(office["insurer"], office.insurance, task="2")


def test_a_part_is_not_finished_while_portions_are_open_and_gets_none_after(
    office: Any, plan: list[tasks.Task]
) -> None:
    made = portion(office["insurer"], office.insurance)
    share = tasks.Share.objects.select_related("task__workplan", "unit").get(pk=made.share_id)
    said = {"text": "全部做完了", "on": TODAY, "finishes": True, "evidence": None, "post": office["insurer"]}
    with pytest.raises(Refusal, match="还有分解的事项没有落实：逐户核对参保（某科员）"):
        tasks.report(share=share, **said)
    step(made, "finish", office["insurer"])
    tasks.decide(entry=tasks.report(share=share, **said), accept=True, reason="", post=office["bureau"])
    with pytest.raises(Refusal, match="里的部分已完成"):
        portion(office["insurer"], office.insurance, text="又一件")


TWO_LEADS = TEXT.replace("牵头单位：县医保局；", "牵头单位：县医保局、县水务局；")


def test_of_several_leads_each_sees_the_portions_with_their_sub_plans_and_has_the_word_until_one_said_it(
    office: Any,
) -> None:
    plan = adopted(office["bureau"], office["reviewer"], TWO_LEADS)
    water = office.post("water", Role.DEPARTMENT_CLERK, Unit.objects.get(name="绥棱县水务局"))
    made = portion(office["bureau"], office.bureau, task="2")
    paper = store([b"a plan"], name="子方案.docx", content_type="", purpose="任务分解佐证")
    step(made, "attach", office["bureau"], evidence=paper)
    for post in (office["insurer"], water, office["bureau"]):
        (seen,) = tasks.portions_of(plan[1], post)
        assert (seen.text, [one.text for one in seen.plans]) == ("逐户核对参保", ["已办"])
        if connection.vendor == "postgresql":
            with acting_as(post), writing():
                assert (
                    tasks.Portion.objects.count()
                    == tasks.PortionStep.objects.filter(verb="attach").count()
                    == 1
                )
    assert tasks.portions_of(plan[1], office["clerk"]) == []
    share = tasks.Share.objects.select_related("task__workplan", "unit").get(task=plan[1], unit=office.bureau)
    entry = tasks.report(
        share=share, text="已经全部核对", on=TODAY, finishes=False, evidence=None, post=office["bureau"]
    )
    for post in (office["insurer"], water):
        (duty,) = (one for one in inbox(post) if one.kind == "tasks.decide")
        assert "一个办理就可以" in duty.about
    tasks.decide(entry=entry, accept=True, reason="", post=water)
    assert [one.kind for one in (*inbox(office["insurer"]), *inbox(water))] == ["tasks.finish"]


def test_nothing_is_done_long_before_the_task_was_there(office: Any, plan: list[tasks.Task]) -> None:
    row = portion(office["insurer"], office.insurance)
    fresh = tasks.Portion.objects.select_related("unit").get(pk=row.pk)
    early = {"on": date(2020, 1, 1), "text": "已办"}
    with pytest.raises(Refusal, match="早得多"):
        books.act(book=books.book("breakdown"), row=fresh, verb="finish", post=office["insurer"], **early)
