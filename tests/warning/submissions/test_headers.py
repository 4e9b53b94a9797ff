"""What a header means is said once by a person and held for the unit's later files."""

import io

import openpyxl
import pytest

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin
from dixian.warning.submissions.kinds import chosen_headers
from tests.support.register import medical_kind, received, rows_of
from tests.warning.submissions.test_bad_input import sheet
from tests.warning.submissions.test_left_out import book

pytestmark = pytest.mark.django_db
UNKNOWN = ("人员", "证号", "总费用", "个人掏钱")
MEANT = {"人员": "name", "证号": "id_number", "总费用": "", "个人掏钱": "own_cost"}


def again(batch, meant, post):
    made = submissions.read_as(batch=batch, meant=meant, post=post)
    drain()
    return submissions.Batch.objects.get(pk=made.pk)


@pytest.fixture
def line(people):
    one = people["张三"]
    return ("张三", one.id_number, 900, 120)


def test_a_file_whose_headers_nobody_knows_is_read_as_a_person_says(county, line):
    refused = received(sheet(("医保明细表",), UNKNOWN, line), county["insurer"], name="新表.xlsx")
    assert refused.state == BatchState.REFUSED
    assert refused.mapping == [[one, ""] for one in UNKNOWN]
    read = again(refused, MEANT, county["insurer"])
    assert (read.state, read.rows_read) == (BatchState.PREVIEWED, 1)
    (row,) = rows_of(read)
    assert (row.bin, row.amount) == (Bin.LINKED, 120)
    assert ["个人掏钱", "自付医疗费用"] in read.mapping and ["总费用", ""] in read.mapping


def test_what_was_said_holds_for_the_next_month_and_for_this_unit_alone(county, line):
    again(received(sheet(UNKNOWN, line), county["insurer"]), MEANT, county["insurer"])
    before = Month.of(clock.today()).previous()
    later = (*line[:3], 130)
    assert received(sheet(UNKNOWN, later), county["insurer"], month=before).state == BatchState.PREVIEWED
    kind = medical_kind()
    assert chosen_headers(kind, county["insurer"].unit_id)
    assert chosen_headers(kind, county["bureau"].unit_id) == {}


def test_a_column_that_was_read_as_the_wrong_one_is_put_right_in_the_preview(county, line):
    headers = ("姓名", "身份证号", "个人负担金额", "实际自付")
    first = received(sheet(headers, line), county["insurer"])
    assert rows_of(first)[0].amount == 900
    meant = {"姓名": "name", "身份证号": "id_number", "个人负担金额": "", "实际自付": "own_cost"}
    read = again(first, meant, county["insurer"])
    first.refresh_from_db()
    assert (first.state, read.state) == (BatchState.WITHDRAWN, BatchState.PREVIEWED)
    assert rows_of(read)[0].amount == 120
    assert read.stored_id == first.stored_id


def test_a_file_in_the_shape_of_the_template_is_read_whatever_was_said_of_others(county, line):
    again(received(sheet(UNKNOWN, line), county["insurer"]), MEANT, county["insurer"])
    before = Month.of(clock.today()).previous()
    plain = sheet(("姓名", "身份证号", "自付医疗费用"), (*line[:2], 55))
    (row,) = rows_of(received(plain, county["insurer"], month=before))
    assert (row.bin, row.amount) == (Bin.LINKED, 55)


@pytest.mark.parametrize(
    ("meant", "says"),
    [
        ({**MEANT, "总费用": "own_cost"}, "有 2 列都选作“自付医疗费用”"),
        ({**MEANT, "个人掏钱": ""}, "没有选哪一列是“自付医疗费用”"),
    ],
)
def test_doubt_about_a_column_is_refused_and_nothing_changes(county, line, meant, says):
    first = received(sheet(UNKNOWN, line), county["insurer"])
    with pytest.raises(Refusal, match=says):
        submissions.read_as(batch=first, meant=meant, post=county["insurer"])
    assert submissions.Batch.objects.count() == 1


def test_rejected_rows_of_a_corrected_file_come_back_in_its_own_shape_and_mend_it(county, people):
    two = people["李四"]
    bad = ("李四", two.id_number, 10, "不详")
    read = again(received(sheet(UNKNOWN, bad), county["insurer"]), MEANT, county["insurer"])
    assert [row.bin for row in rows_of(read)] == [Bin.REJECTED]
    book = openpyxl.load_workbook(io.BytesIO(submissions.rejected_file(read)))
    assert [cell.value for cell in book.active[1]][:4] == list(UNKNOWN)


def test_another_unit_and_a_committed_file_are_refused(county, line):
    first = received(sheet(UNKNOWN, line), county["insurer"])
    with pytest.raises(NotAllowed):
        submissions.read_as(batch=first, meant=MEANT, post=county["clerk"])
    read = again(first, MEANT, county["insurer"])
    submissions.commit(batch=read, post=county["insurer"])
    drain()
    read.refresh_from_db()
    with pytest.raises(Refusal, match="不能再改栏目对应"):
        submissions.read_as(batch=read, meant=MEANT, post=county["insurer"])


def test_a_first_line_that_is_somebodys_data_is_not_shown(county, line):
    refused = received(sheet(("张三", "男", line[1]), ("李四", "女", line[1])), county["insurer"])
    assert (refused.state, refused.mapping) == (BatchState.REFUSED, [])


def test_a_sheet_with_more_rows_is_asked_about_and_either_can_be_picked_beside_samples_without_numbers(
    county, line
):
    known = ("姓名", "身份证号", "自付医疗费用")
    large = [("姓名", "身份证号", "应付"), *[(line[0], line[1], cost) for cost in (1, 2, 3)]]
    refused = received(book(小=[known, (*line[:2], 5)], 大=large), county["insurer"])
    assert (refused.state, refused.pickable) == (BatchState.REFUSED, ["小"])
    assert refused.shown_samples == [["张三"], [f"{line[1][:6]}********{line[1][-4:]}"], ["1", "2", "3"]]
    with pytest.raises(Refusal, match="没有选要读的工作表"):
        submissions.read_sheet(batch=refused, sheet="别的", post=county["insurer"])
    small = submissions.read_sheet(batch=refused, sheet="小", post=county["insurer"])
    drain()
    small.refresh_from_db()
    assert (small.state, small.rows_read, small.pickable) == (BatchState.PREVIEWED, 1, ["大"])
    meant = {"姓名": "name", "身份证号": "id_number", "应付": "own_cost"}
    both = again(refused_again(small, county), meant, county["insurer"])
    assert (both.sheet, both.rows_read) == ("大", 3)
    submissions.withdraw(batch=both, post=county["insurer"])
    both.refresh_from_db()
    assert both.samples is None


def refused_again(batch, county):
    made = submissions.read_sheet(batch=batch, sheet="大", post=county["insurer"])
    drain()
    return submissions.Batch.objects.get(pk=made.pk)


def test_a_name_that_is_a_formula_nobody_calculated_is_rejected_and_the_rest_goes_on(county, line):
    content = sheet(("姓名", "身份证号", "自付医疗费用"), ('="张"&"三"', line[1], 5), (*line[:2], 6))
    made = openpyxl.Workbook()
    for cells in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True):
        made.active.append(cells)
    out = io.BytesIO()
    made.save(out)
    wrong, right = rows_of(received(out.getvalue(), county["insurer"]))
    assert (wrong.bin, right.bin) == (Bin.REJECTED, Bin.LINKED)
    assert "第 2 行“姓名”（#公式没有结果）：“姓名”是公式" in wrong.reason


@pytest.mark.parametrize(
    "headers",
    [
        ("参保人", "社会保障号", "总费用", "自付金额"),
        ("姓名", "身份证号", "总费用", "自付费用"),
        ("患者姓名", "患者身份证号", "户主姓名", "自付医疗费用"),
    ],
    ids=lambda headers: headers[-1],
)
def test_the_insurers_own_words_are_known(county, line, headers):
    (row,) = rows_of(received(sheet(headers, line), county["insurer"]))
    assert (row.bin, row.amount) == (Bin.LINKED, 120)


def test_beside_the_head_it_is_the_patient_whom_a_row_is_about(county, people):
    head, patient = people["李四"], people["张三"]
    headers = ("户主姓名", "户主身份证号", "患者姓名", "患者身份证号", "自付金额")
    content = sheet(headers, ("李四", head.id_number, "张三", patient.id_number, 5))
    (row,) = rows_of(received(content, county["insurer"]))
    assert (row.bin, row.person) == (Bin.LINKED, patient.person)
