"""The national 《监测对象信息表》 is taken exactly as it is exported (facts 1.9, 3.2)."""

import io
from datetime import date

import openpyxl
import pytest

from dixian.foundation.sheets.api import Clean, clean_rows, read_table
from dixian.registry.households.models import Household
from dixian.warning.cases import api as cases
from dixian.warning.measures import api as measures
from dixian.warning.measures.api import Measure, take_measures

pytestmark = pytest.mark.django_db

HEADER = (
    "省", "乡", "村", "户编号", "人编号", "姓名", "与户主关系", "是否参加城乡居民基本养老保险", "享受低保政策情况", "享受特困供养政策情况",
    "公益性岗位", "公益性岗位(月数)", "监测对象类别", "致贫/返贫\n风险1", "其他备注", "识别监测时间", "实施开发式帮扶措施情况", "产业帮扶",
    "公益岗位帮扶", "公益性岗位帮扶其他备注", "综合保障", "风险是否已消除", "帮扶结束时间", "风险消除后住房损毁", "风险是否已消除",
)  # fmt: skip


@pytest.fixture
def before(county, people):
    """张三's household, monitored since April 2023 by the national export."""
    home = Household.objects.filter(pk=people["张三"].person.household_id)
    home.update(monitored="unstable", monitored_month="2023-04")
    cases.take_over()
    return county


def exported(*told, header=HEADER):
    """The rows of an export, each from what it says of one household."""
    book = openpyxl.Workbook()
    book.active.append(header)
    for one in told:
        known = {"户编号": "H00101", "致贫/返贫\n风险1": "因病", "识别监测时间": "202304.0", **one}
        book.active.append([known.get(name) for name in header])
    content = io.BytesIO()
    book.save(content)
    columns = (*cases.OPENING_COLUMNS, *measures.opening_columns())
    found = list(clean_rows(read_table(content.getvalue(), name="监测对象.xlsx", columns=columns), columns))
    assert all(isinstance(one, Clean) for one in found)
    return [(one.row.number, one.values) for one in found]


def had():
    return sorted(Measure.objects.values_list("kind", "what"))


def test_posts_and_their_months_stand_beside_the_measures_and_are_read_apart(before):
    rows = exported(
        {"公益性岗位": "是", "公益性岗位(月数)": "6", "公益岗位帮扶": "护林员"}, {"公益性岗位": "否"}
    )
    assert take_measures(rows=rows, post=before["bureau"]).done == 1
    assert had() == [("welfare_post", "护林员")]
    assert "公益性岗位 6 个月" in Measure.objects.get().told


@pytest.mark.parametrize("left_out", [("公益岗位帮扶",), ("公益性岗位",), ("公益岗位帮扶", "公益性岗位")])
def test_a_column_less_makes_no_difference(before, left_out):
    header = tuple(one for one in HEADER if one not in left_out)
    rows = exported(
        {"公益性岗位": "是", "公益性岗位(月数)": 3, "公益岗位帮扶": "是", "产业帮扶": "养殖"}, header=header
    )
    take_measures(rows=rows, post=before["bureau"])
    assert ("industry", "养殖") in had()
    assert len([kind for kind, _ in had() if kind == "welfare_post"]) == (len(left_out) < 2)


def test_a_header_the_export_uses_twice_means_its_first(before):
    rows = exported({"风险是否已消除": "否"}, {"人编号": "R9"})
    assert len(rows) == 2


def test_low_income_aid_said_in_two_columns_is_one(before):
    rows = exported(
        {"享受低保政策情况": "农村低保", "综合保障": "低保、残疾人补贴"}, {"享受低保政策情况": "农村低保"}
    )
    take_measures(rows=rows, post=before["bureau"])
    assert had() == [("safetynet", "低保"), ("safetynet", "残疾人补贴")]
    assert take_measures(rows=rows, post=before["bureau"]).done == 0


@pytest.mark.parametrize(
    "word", ["0", "非特困", "无此类措施", "未参加", "不享受", "产业帮扶（无）", "未参加城乡居民养老保险"]
)
def test_words_that_mean_none_are_none(before, word):
    rows = exported({"享受特困供养政策情况": word, "产业帮扶": word, "是否参加城乡居民基本养老保险": word})
    assert take_measures(rows=rows, post=before["bureau"]).done == 0


@pytest.mark.parametrize("word", ["无障碍改造", "未成年人补贴", "非遗工坊"])
def test_words_that_only_begin_so_are_measures(before, word):
    assert take_measures(rows=exported({"产业帮扶": word}), post=before["bureau"]).done == 1


def test_help_that_ends_in_a_month_ends_on_its_last_day(before):
    take_measures(rows=exported({"产业帮扶": "养殖", "帮扶结束时间": "202402"}), post=before["bureau"])
    assert Measure.objects.get().to_on == date(2024, 2, 29)


def test_each_member_has_a_protection_of_their_own(before, people):
    li = people["李四"].person
    Household.objects.filter(pk=li.household_id).update(monitored="marginal", monitored_month="2023-04")
    cases.take_over()
    beside = type(li).objects.filter(pk=people["赵六"].person.pk)
    beside.update(household=li.household, village=li.village)
    home = {"户编号": li.household.number}
    first = {**home, "姓名": "李四", "是否参加城乡居民基本养老保险": "已参加", "综合保障": "养老保险"}
    rows = exported(first, {**home, "姓名": "赵六", "是否参加城乡居民基本养老保险": "否"})
    assert take_measures(rows=rows, post=before["bureau"]).done == 1
    assert [(one.what, one.person) for one in Measure.objects.select_related("person")] == [("养老保险", li)]
    later = exported(first, {**home, "姓名": "赵六", "是否参加城乡居民基本养老保险": "是"})
    assert take_measures(rows=later, post=before["bureau"]).done == 1
    assert take_measures(rows=later, post=before["bureau"]).done == 0
