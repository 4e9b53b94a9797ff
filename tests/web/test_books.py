"""Ledgers on their pages: who sees what, counts that open what they count, two editors, a file of somebody else's."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from dixian.commons.rectification.api import Problem
from dixian.directives.teams.models import Team
from dixian.foundation.audit.api import acting, reading
from dixian.foundation.kernel.columns import Text, Whole
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import write_table
from dixian.web.books.asked import cleaned
from tests.support.client import FormClient
from tests.web.conftest import SYSTEM
from tests.web.doors import main_of
from tests.web.story_steps import file_of

pytestmark = pytest.mark.django_db(transaction=True)
AsPost = Callable[[str], FormClient]
AT = "/books/rectification/"


def test_a_ledger_shows_a_unit_its_own_rows_and_says_what_to_do_where_it_has_none(
    county: Any, as_post: AsPost
) -> None:
    assert "帮扶车间台账不全" in main_of(as_post("insurer"), AT)
    empty = main_of(as_post("clerk"), AT)
    assert "帮扶车间台账不全" not in empty and "还没有问题" in empty
    assert as_post("insurer").get("/books/nothing/").status_code == 404


def test_a_count_opens_the_rows_it_counts(county: Any, as_post: AsPost) -> None:
    page = main_of(as_post("bureau"), AT)
    assert 'href="?state=reported"><b>1</b>待验收' in page
    assert "帮扶车间台账不全" in main_of(as_post("bureau"), f"{AT}?state=reported")
    assert "没有这样的问题" in main_of(as_post("bureau"), f"{AT}?state=closed&unit=swj")


def test_each_post_is_offered_its_own_steps(county: Any, as_post: AsPost) -> None:
    at = f"{AT}{county.problem.uid}/"
    bureau, insurer, inspector = (main_of(as_post(who), at) for who in ("bureau", "insurer", "inspector"))
    assert 'value="accept"' in bureau and 'value="spread"' in bureau
    assert 'value="accept"' not in insurer and "更正" in insurer
    assert 'name="verb"' not in inspector and "更正" not in inspector and "下载佐证" in inspector


def test_the_second_of_two_who_correct_a_row_is_shown_what_the_first_changed(
    county: Any, as_post: AsPost
) -> None:
    at = f"{AT}{county.problem.uid}/"
    form = {
        "source": "审计", "found_on": str(county.problem.found_on), "problem": "帮扶车间台账不全",
        "unit": "县医保局", "mode": "限期整改", "due_on": str(county.problem.due_on),
    }  # fmt: skip
    before = as_post("insurer").hidden(at, f"{at}correct/")
    as_post("bureau").fill_in(at, f"{at}correct/", {**form, "person": "某科员"})
    late = as_post("insurer").post(f"{at}correct/", {**before, **form, "person": "另一人"})
    assert late.status_code == 409 and "某科员" in late.content.decode()


def test_a_file_that_was_previewed_is_taken_in_by_whoever_sent_it(county: Any, as_post: AsPost) -> None:
    titles = ("问题来源", "发现日期", "存在问题", "责任单位", "整改类型", "期限", "领导批示")
    day = str(county.problem.found_on)
    rows = [["审计", day, "公益岗未签协议", "县医保局", "立行立改", "", "尽快"], ["合计", "", "1"]]
    rows.append(["审计", "去年某天", "另一件", "县医保局", "立行立改", "", ""])
    content = write_table(title="台账", columns=[Text(one, one) for one in titles], rows=rows)
    preview = as_post("insurer").post(f"{AT}load/", {"file": file_of(content)})
    hidden = as_post("insurer").fill_from
    page = preview.content.decode()
    assert "没有读的栏：“领导批示”" in page and "没有当作数据的行：第 3 行“合计 1”" in page
    assert "第 4 行：“发现日期”日期看不懂" in page
    stored = page.split('name="stored" value="')[1].split('"')[0]
    assert as_post("depthead").post(f"{AT}load/", {"stored": stored}).status_code == 404
    assert hidden(page, f"{AT}load/").status_code == 302
    assert "公益岗未签协议" in main_of(as_post("depthead"), AT)


def test_the_day_a_file_lacks_is_said_once_for_all_its_rows(county: Any, as_post: AsPost) -> None:
    titles = ("问题来源", "存在问题", "责任单位", "整改类型")
    rows = [["审计", "公益岗未签协议", "县医保局", "立行立改"]]
    content = write_table(title="台账", columns=[Text(one, one) for one in titles], rows=rows)
    insurer = as_post("insurer")
    refused = insurer.post(f"{AT}load/", {"file": file_of(content)})
    assert refused.status_code == 409
    assert "上传时填“发现日期”就不用这一栏" in refused.content.decode()
    said = {"file": file_of(content), "found_on": str(county.problem.found_on)}
    page = insurer.post(f"{AT}load/", said).content.decode()
    assert insurer.fill_from(page, f"{AT}load/").status_code == 302
    with acting(SYSTEM), reading():
        made = Problem.objects.get(problem="公益岗未签协议")
    assert made.found_on == county.problem.found_on


def test_a_column_of_the_county_stands_in_the_forms(county: Any, as_post: AsPost) -> None:
    assert "经费来源（可空）" in main_of(as_post("insurer"), f"{AT}new/")
    assert "经费来源" in main_of(as_post("bureau"), f"{AT}?cols=x1")


def test_a_meetings_page_has_agenda_and_forms_for_those_who_may(county: Any, as_post: AsPost) -> None:
    at = f"/books/meetings/{county.meeting.uid}/"
    bureau, clerk, cadre = (main_of(as_post(who), at) for who in ("bureau", "clerk", "cadre"))
    assert "县医保局提出" in bureau and "登记决定" in bureau and "保存到会情况" in bureau
    assert "列入议程" in clerk and "登记决定" not in clerk
    assert "断缴人员动员" in cadre and "<form" not in cadre.split("议程和决定")[1]


def test_a_ledgers_paper_is_handed_out_as_pdf_too(county: Any, as_post: AsPost) -> None:
    for told, status in ({"as": "pdf"}, 200), ({"as": "png"}, 409):
        answer = as_post("bureau").post(f"{AT}papers/plan/", told)
        assert answer.status_code == status
        assert (answer.content[:5] == b"%PDF-") == (status == 200)


def test_a_unit_that_helps_reads_on_the_page_why_it_sees_it(county: Any, as_post: AsPost) -> None:
    at = f"{AT}{county.problem.uid}/"
    assert as_post("water").get(at).status_code == 404
    form = main_of(as_post("bureau"), f"{AT}new/")
    assert "配合单位" in form
    said = {
        "source": "审计", "found_on": str(county.problem.found_on), "problem": "两家一起改", "unit": "县医保局",
        "others": "县水务局", "mode": "立行立改", "due_on": "",
    }  # fmt: skip
    made = as_post("bureau").fill_in(f"{AT}new/", f"{AT}new/", said)
    shown = main_of(as_post("water"), made["Location"])
    assert "措施和结果由县医保局填报；本单位牵头或者配合办了什么" in shown and "<form" not in shown
    assert "措施和结果由" not in main_of(as_post("insurer"), made["Location"])


def test_a_row_without_the_unit_that_answers_takes_the_one_that_leads(county: Any, as_post: AsPost) -> None:
    titles = ("问题来源", "发现日期", "存在问题", "牵头单位", "责任单位", "整改类型")
    day = str(county.problem.found_on)
    rows = [
        ["审计", day, "甲问题", "县水务局", "县医保局", "立行立改"],
        ["审计", day, "乙问题", "县水务局", "", "立行立改"],
        ["审计", day, "丙问题", "", "", "立行立改"],
    ]
    content = write_table(title="台账", columns=[Text(one, one) for one in titles], rows=rows)
    bureau = as_post("bureau")
    page = bureau.post(f"{AT}load/", {"file": file_of(content)}).content.decode()
    assert "“牵头单位”记为“牵头单位”；“责任单位”空着的行，由它作责任单位" in page and "没有读的栏" not in page
    assert "第 4 行：“责任单位”没有填" in page
    assert bureau.fill_from(page, f"{AT}load/").status_code == 302
    with acting(SYSTEM), reading():
        found = dict(
            Problem.objects.filter(problem__endswith="问题").values_list("problem", "unit__short_name")
        )
    assert found == {"甲问题": "县医保局", "乙问题": "县水务局"}


def test_a_value_that_cant_be_taken_is_refused_with_the_name_of_its_field() -> None:
    for sent, told in ("-3", "“走访户数”不能小于 0"), ("", "“走访户数”没有填"):
        with pytest.raises(Refusal, match=f"^{told}$"):
            cleaned(SimpleNamespace(POST={"n": sent}), [Whole("n", "走访户数", required=True)])


def test_who_may_only_read_an_empty_ledger_is_told_that_others_fill_it(county: Any, as_post: AsPost) -> None:
    at = "/books/team-villages/"
    told = {who: "只能查看" in main_of(as_post(who), at) for who in ("cadre", "clerk")}
    assert told == {"cadre": True, "clerk": False}


def test_a_teams_page_says_who_leads_it(county: Any, as_post: AsPost) -> None:
    with acting(SYSTEM), reading():
        team = Team.objects.get()
    assert "第一书记</span>" in main_of(as_post("bureau"), f"/books/teams/{team.uid}/")
