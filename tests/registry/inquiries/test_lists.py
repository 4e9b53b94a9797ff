"""Any list goes in, and comes back as it was with columns behind."""

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
import xlwt

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.models import Parameter
from dixian.registry.inquiries import api as inquiries
from dixian.registry.inquiries.models import Inquiry
from tests.registry.inquiries.lists import asked, book, counts, found, grid
from tests.support.register import id_number, mistyped

pytestmark = pytest.mark.django_db
HEADER = ("姓名", "身份证号")


def test_each_row_ends_in_one_of_five_and_they_add_up(county, people):
    zhang = people["张三"].id_number
    lines = [
        ("张三", zhang),
        ("张三", mistyped(zhang)),
        ("张三", ""),
        ("某某某", id_number(900)),
        ("", ""),
        ("李四", "身份不明"),
    ]
    inquiry = asked(book((*HEADER, "备注"), *((*line, "备注") for line in lines)), county["bureau"])
    assert counts(inquiry) == {"对上": 1, "修正后对上": 1, "拿不准": 1, "不在册": 2, "退回": 1}
    assert (inquiry.state, inquiry.rows_read) == ("done", 6)


def test_the_first_rows_are_shown_as_they_are_told_without_numbers_until_the_list_expires(county, people):
    zhang = people["张三"]
    inquiry = asked(book(HEADER, ("张三", zhang.id_number), (id_number(900), "李四")), county["bureau"])
    first, second = inquiries.beginning_of(inquiry)
    home = zhang.person.household
    assert first[:3] == ["第 2 行", "张三", "对上"]
    assert first[4:6] == [home.number, home.head_name] and first[-1] == zhang.village.name
    assert id_number(900) not in str(second)
    with clock.at(clock.noon(inquiry.expires_on + timedelta(days=1))):
        assert inquiries.beginning_of(inquiry) == []


def test_titles_header_rows_trailers_and_blanks_stay_where_they_were(county, people):
    day, moment = datetime.fromisoformat("2024-04-03"), datetime.fromisoformat("2024-04-03T08:30")
    lines = [
        ("某乡申请名单",),
        (None,),
        ("序号", "身份证号", "姓名", "金额", "日期", "在校"),
        (1, people["张三"].id_number, "张三", 1234.5, day, True),
        (None,),
        (2, 231226197001011001, "=1+1", "００１", moment, None),
        ("合计", None, None, 1234.5),
        ("制表人：某某",),
    ]
    before = book(*lines)
    sheet = openpyxl.load_workbook(io.BytesIO(before))
    sheet.active["C6"].data_type = "s"
    out = io.BytesIO()
    sheet.save(out)
    after = grid(content_of(asked(out.getvalue(), county["bureau"]).result))
    shown = [list(line[:6]) for line in after]
    assert shown[3] == [1, people["张三"].id_number, "张三", 1234.5, day, True]
    assert shown[5][2:] == ["=1+1", "００１", moment, None]
    assert [line[0] for line in after] == ["某乡申请名单", None, "序号", 1, None, 2, "合计", "制表人：某某"]
    assert tuple(after[2][6:]) == inquiries.TITLES
    assert [line[6] for line in after] == [None, None, "比对结果", "对上", None, "拿不准", None, None]


def test_a_merged_title_of_an_old_workbook_stays_one_and_a_number_in_a_cell_comes_back_as_text(
    county, people
):
    made = xlwt.Workbook()
    sheet = made.add_sheet("名单")
    sheet.write_merge(0, 0, 0, 3, "某乡申请名单")
    for place, title in enumerate(("姓名", "身份证号", "金额", "备注")):
        sheet.write(1, place, title)
    for place, value in enumerate(("某某某", 231226197001010011, 1234.5, "同上")):
        sheet.write(2, place, value)
    out = io.BytesIO()
    made.save(out)
    result = content_of(asked(out.getvalue(), county["bureau"], name="名单.xls").result)
    back = openpyxl.load_workbook(io.BytesIO(result)).active
    assert [str(one) for one in back.merged_cells.ranges] == ["A1:D1"]
    assert [cell.value for cell in back[1]][:4] == ["某乡申请名单", None, None, None]
    assert [cell.value for cell in back[3]][:4] == ["某某某", "2.31226197001010E+17", 1234.5, "同上"]
    assert back["B3"].data_type == "s"


def test_no_cell_of_the_result_is_a_formula(county, people):
    content = "姓名,身份证号,备注\n=cmd|' /C calc'!A0,231226197001011001,@SUM(A1)\n".encode()
    result = content_of(asked(content, county["bureau"], name="名单.csv").result)
    cells = [cell for line in openpyxl.load_workbook(io.BytesIO(result)).active for cell in line]
    assert "=cmd|' /C calc'!A0" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_of_names_or_numbers_without_a_header_comes_back_with_one(county, people, encoding):
    zhang = people["张三"].id_number
    names = grid(content_of(asked("张三\n赵六\n".encode(encoding), county["bureau"], name="名单.txt").result))
    assert [line[:2] for line in names] == [["姓名", "比对结果"], ["张三", "拿不准"], ["赵六", "拿不准"]]
    numbers = grid(
        content_of(asked(f"{zhang}\n{id_number(900)}\n".encode(encoding), county["bureau"]).result)
    )
    assert [line[:2] for line in numbers] == [
        ["身份证号", "比对结果"],
        [zhang, "对上"],
        [id_number(900), "不在册"],
    ]


def test_a_list_of_households_is_compared_by_their_heads(county, people):
    (row,) = found(book(("户主姓名", "户主身份证号"), ("张三", people["张三"].id_number)), county["bureau"])
    assert row["户编号"] == "H00101"


def test_a_result_that_is_compared_again_has_its_columns_once(county, people):
    first = asked(book(HEADER, ("张三", people["张三"].id_number)), county["bureau"])
    again = asked(content_of(first.result), county["bureau"], name="再来一次.xlsx")
    head = grid(content_of(again.result))[0]
    assert head == [*HEADER, *inquiries.TITLES]


def test_no_id_number_but_the_lists_own_stands_in_the_result(county, people):
    wrong = mistyped(people["张三"].id_number)
    result = content_of(asked(book(HEADER, ("张三", wrong), ("张三", "")), county["bureau"]).result)
    text = "".join(str(cell) for line in grid(result) for cell in line)
    assert wrong in text
    assert all(one.id_number not in text for one in people.values())


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "空.xlsx", ("空.xlsx", "空的", "重新导出后再上传")),
        (b"PK\x03\x04 broken", "坏.xlsx", ("坏.xlsx", "不完整")),
        (b"%PDF-1.4 something", "名单.pdf", ("名单.pdf", "不是 Excel 表格")),
        (book(("村", "户数"), ("某村", 3)), "村表.xlsx", ("村表.xlsx", "姓名或身份证号")),
        (book(HEADER), "空表.xlsx", ("空表.xlsx", "只有表头", "填好数据后再上传")),
        (book((*HEADER, "姓名"), ("张三", "1", "李四")), "两列.xlsx", ("第 1、3 列", "姓名")),
    ],
    ids=["nothing", "broken", "pdf", "no usable column", "header only", "two names"],
)
def test_a_list_that_cannot_be_read_is_refused_in_words(county, content, name, says):
    inquiry = asked(content, county["clerk"], name=name)
    assert (inquiry.state, inquiry.result) == ("refused", None)
    assert [said for said in says if said not in inquiry.message] == []
    assert "零报告" not in inquiry.message


def test_a_list_longer_than_policy_allows_names_both_numbers(county, people):
    Parameter.objects.filter(code="inquiry.rows").update(text="2")
    inquiry = asked(book(HEADER, *[("张三", "")] * 3), county["clerk"])
    assert inquiry.state == "refused"
    assert "3 行，超过一次最多比对的 2 行" in inquiry.message


def test_who_may_not_see_households_may_not_ask(county):
    from dixian.foundation.accounts.enums import Role

    county.post("system", Role.SYSTEM_ADMIN, county.bureau)
    with pytest.raises(NotAllowed):
        asked(book(HEADER, ("张三", "")), county["system"])


def test_one_list_of_a_person_at_a_time(county, people):
    inquiry = asked(book(HEADER, ("张三", "")), county["clerk"])
    Inquiry.objects.filter(pk=inquiry.pk).update(
        state="working", result=None, rows_read=0, ambiguous=0, version=9
    )
    with pytest.raises(Refusal, match="还在比对"):
        asked(book(HEADER, ("李四", "")), county["clerk"])
    assert asked(book(HEADER, ("李四", "")), county["head"]).state == "done"


def test_days_stand_as_days(county, people):
    content = book((*HEADER, "出生日期"), ("张三", people["张三"].id_number, date(1970, 1, 1)))
    after = grid(content_of(asked(content, county["bureau"]).result))
    assert after[1][2] == datetime.fromisoformat("1970-01-01")


def test_it_is_said_by_which_columns_a_list_was_compared(county, people):
    zhang = people["张三"].id_number
    both = asked(book(("居民姓名", "身份证号"), ("张三", zhang)), county["bureau"])
    assert both.columns == "按“居民姓名”“身份证号”两栏比对"
    alone = asked(book(("身份证号", "村名"), (zhang, "某村")), county["bureau"])
    assert alone.columns == "只按“身份证号”一栏比对，没有比对姓名"
