"""A paper is read, corrected, and adopted by two people; nothing of it is lost on the way (R0)."""

from datetime import timedelta
from typing import Any

import pytest

from dixian.directives.tasks.models import Task
from dixian.directives.workplans import api as workplans
from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.areas.api import Unit
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import approve
from tests.support.workplans import TEXT, adopted, proposed, settled, taken_in

pytestmark = pytest.mark.django_db


def fresh(plan: Any) -> Any:
    return workplans.Workplan.objects.get(pk=plan.pk)


def item(plan: Any, position: int) -> Any:
    return workplans.items_of(plan)[position - 1]


def said(row: Any, name: str = "", struck: str = "") -> Any:
    return workplans.UnitSaid(row.uid, name, row.role, struck)


def correct(plan: Any, position: int, post: Any, *lines: Any, title: str = "", struck: str = "") -> None:
    of = item(plan, position)
    told = workplans.ItemSaid(title or of.title, struck, units=lines)
    workplans.correct_item(item=of, said=told, post=post)


def test_what_the_paper_holds_is_kept_as_it_was_read(office: Any) -> None:
    draft = taken_in(office["bureau"])
    assert (draft.state, draft.document_number, str(draft.issued_on)) == (
        "draft",
        "绥农组发〔2024〕3号",
        "2024-02-20",
    )
    first, second, third = workplans.items_of(draft)
    assert [str(group.name) for group in workplans.grouped(first.units.all(), "lead")] == ["县农业农村局"]
    assert [len(group.rows) for group in workplans.grouped(first.units.all(), "responsible")] == [1, 11]
    assert [one.written for one in first.limits.all()] == ["每月", "2024年12月31日前"]
    assert [one.written for one in second.figures.all()] == ["100%"]
    assert "138****0101" in third.text


def test_an_unknown_unit_is_proposed_and_not_created(office: Any) -> None:
    before = Unit.objects.count()
    row = item(taken_in(office["bureau"]), 2).units.get(unit=None)
    assert (row.written, row.proposed) == ("县星火办", "绥棱县星火办")
    assert Unit.objects.count() == before


def test_a_file_that_is_no_paper_ends_as_a_refusal_that_says_why(office: Any) -> None:
    refused = taken_in(office["bureau"], "今天天气很好。")
    assert (refused.state, refused.message.split("。")[0]) == ("refused", "没有读到任务")
    assert workplans.items_of(refused) == []


def test_an_open_unit_keeps_a_paper_from_being_adopted_until_it_is_chosen(office: Any) -> None:
    draft, bureau = taken_in(office["bureau"]), office["bureau"]
    with pytest.raises(Refusal, match=r"还有单位没有认定：2\. 落实医疗保障"):
        proposed(draft, bureau)
    row = item(draft, 2).units.get(unit=None)
    correct(draft, 2, bureau, said(row, "绥棱县水务局"))
    assert workplans.what_is_missing(fresh(draft)) == []
    assert proposed(fresh(draft), bureau).submitter_id == bureau.user_id


def test_a_unit_is_struck_with_a_word_and_stays_readable(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["bureau"])
    row = item(draft, 2).units.get(written="县星火办")
    assert (row.struck, row.unit) == ("县里没有这个单位", None)
    assert workplans.what_is_missing(draft) == []


def test_a_unit_that_is_left_out_of_the_form_without_a_word_is_refused(office: Any) -> None:
    draft = taken_in(office["bureau"])
    with pytest.raises(Refusal, match="“县医保局”的单位空着"):
        correct(draft, 1, office["bureau"], said(item(draft, 1).units.get(written="县医保局")))


def test_a_paper_without_a_title_is_not_adopted_under_the_name_of_its_file(office: Any) -> None:
    text = TEXT.replace("绥棱县2024年守住不返贫底线重点任务分工方案\n", "")
    draft = settled(taken_in(office["bureau"], text), office["bureau"])
    assert workplans.what_is_missing(draft) == ["标题还是文件名"]


def test_a_paper_dated_after_today_is_not_adopted(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["bureau"])
    draft.issued_on = clock.today() + timedelta(days=1)
    assert workplans.what_is_missing(draft) == [f"印发日期 {draft.issued_on} 在今天以后"]


def test_only_a_unit_of_the_county_can_be_chosen(office: Any) -> None:
    draft = taken_in(office["bureau"])
    for name in ("县没有的局", "农业"):
        with pytest.raises(Refusal, match=f"县里没有单位叫“{name}”"):
            correct(draft, 1, office["bureau"], workplans.UnitSaid(None, name, "lead"))


def test_a_unit_is_added_once(office: Any) -> None:
    draft, line = taken_in(office["bureau"]), workplans.UnitSaid(None, "绥棱县水务局", "responsible")
    correct(draft, 2, office["bureau"], line)
    assert [row.unit.name for row in item(draft, 2).units.filter(written="")] == ["绥棱县水务局"]
    with pytest.raises(Refusal, match="列了两次"):
        correct(draft, 2, office["bureau"], line)


def test_an_item_without_a_lead_is_named_until_somebody_leads(office: Any) -> None:
    text = TEXT.replace("（牵头单位：县农业农村局；责任单位：县水务局）", "（责任单位：县水务局、县医保局）")
    draft = settled(taken_in(office["bureau"], text), office["bureau"])
    assert workplans.what_is_missing(draft) == ["1 项没有牵头单位：3. 推进产业帮扶"]
    assert workplans.first_ones_lead(workplan=draft, post=office["bureau"]) == 1
    leads = item(draft, 3).units.filter(role="lead")
    assert [row.written for row in leads] == ["县水务局"]


def test_whoever_asked_for_it_does_not_adopt_it(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["reviewer"])
    asked = proposed(draft, office["reviewer"])
    with pytest.raises(Refusal, match="不能审批自己的提请"):
        approve(proposal=asked, post=office["reviewer"])
    assert fresh(draft).state == "draft"


def test_two_people_adopt_a_paper(office: Any) -> None:
    tasks = adopted(office["bureau"], office["reviewer"])
    plan = tasks[0].workplan
    assert (plan.state, plan.adopted_on is not None) == ("adopted", True)
    with pytest.raises(Refusal, match=r"已下达.*不能再校对"):
        correct(plan, 1, office["bureau"], title="另一个名称")


def test_a_correction_after_asking_makes_the_request_stale(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["bureau"])
    asked = proposed(draft, office["bureau"])
    correct(draft, 1, office["bureau"], title="集中排查")
    with pytest.raises(Refusal, match="提请之后原值又改过"):
        approve(proposal=asked, post=office["reviewer"])


def test_a_paper_left_aside_takes_its_request_with_it(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["bureau"])
    asked = proposed(draft, office["bureau"])
    workplans.leave_aside(workplan=draft, reason="重复上传", post=office["bureau"])
    asked.refresh_from_db()
    assert (fresh(draft).state, asked.state, asked.reason) == (
        "withdrawn",
        "withdrawn",
        "文件不采用：重复上传",
    )


def test_an_item_struck_with_a_word_becomes_no_task(office: Any) -> None:
    draft = settled(taken_in(office["bureau"]), office["bureau"])
    correct(draft, 3, office["bureau"], struck="已并入第一项")
    approve(proposal=proposed(fresh(draft), office["bureau"]), post=office["reviewer"])
    drain()
    assert [task.position for task in Task.objects.order_by("position")] == [1, 2]


def test_who_may_not_propose_takes_in_and_corrects_nothing(office: Any) -> None:
    draft = taken_in(office["bureau"])
    with pytest.raises(NotAllowed):
        taken_in(office["insurer"])
    with pytest.raises(NotAllowed):
        correct(draft, 1, office["insurer"], title="集中排查")


def test_everybody_reads_every_paper(office: Any) -> None:
    draft = taken_in(office["bureau"])
    for name in ("cadre", "clerk", "insurer", "reviewer"):
        assert list(workplans.workplans(office[name])) == [draft], name


def test_a_paper_whose_tasks_are_out_is_not_adopted_again(office: Any) -> None:
    first = settled(taken_in(office["bureau"]), office["bureau"])
    approve(proposal=proposed(first, office["bureau"]), post=office["reviewer"])
    again = settled(taken_in(office["bureau"]), office["bureau"])
    with pytest.raises(Refusal, match="已经下达过，要重新下达的先停止执行"):
        proposed(again, office["bureau"])
    other = settled(taken_in(office["bureau"], TEXT.replace("参保率", "签约率")), office["bureau"])
    with pytest.raises(Refusal, match="已经下达过"):
        proposed(other, office["bureau"])
