"""What a department's file holds beside its rows is told before the month is submitted; a row speaks of its month."""

import io

import pytest
import xlsxwriter

from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.warning.alerts.models import Alert
from dixian.warning.submissions.enums import BatchState, Bin
from dixian.warning.submissions.rowcontent import open_row
from tests.support.register import id_number, pushed, received, rows_of

pytestmark = pytest.mark.django_db
TITLES = ("备注", "姓名", "身份证号", "自付医疗费用", "截至月份")
MONTH = Month.of(clock.today())


def book(**sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, lines in sheets.items():
            sheet = made.add_worksheet(name)
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)
    return out.getvalue()


def line(someone, amount, *, note="", month=MONTH.code, number=None):
    return (note, someone.name, someone.id_number if number is None else number, amount, month)


def test_a_note_before_a_row_drops_nobody(county, people):
    lines = [line(people["张三"], 1, note="注：已核实"), line(people["李四"], 2, note="说明：低保户")]
    batch = received(book(名单=[TITLES, *lines]), county["insurer"])
    assert [row.bin for row in rows_of(batch)] == [Bin.LINKED, Bin.LINKED]
    assert (batch.rows_read, batch.passed_over, batch.left_out) == (
        2,
        0,
        {"lines": [], "sheets": [], "pick": []},
    )


def test_lines_passed_over_and_sheets_not_read_are_named_without_numbers(county, people):
    lines = [line(people["张三"], 1), ("合计", "", "", 1), (f"制表人：王五{id_number(9)}",)]
    content = book(名单=[TITLES, *lines], 续表=[line(people["李四"], 2), line(people["王五"], 3)])
    batch = received(content, county["insurer"])
    assert (batch.rows_read, batch.passed_over) == (1, 2)
    assert batch.left_out["lines"] == [
        [3, "合计 1"],
        [4, f"制表人:王五{id_number(9)[:6]}********"],
    ]
    assert batch.left_out["sheets"] == ["工作表“续表”没有找到表头，2 行没有读取"]


def test_changed_places_of_name_and_number_are_refused_and_can_be_put_right(county, people):
    one = people["张三"]
    batch = received(book(名单=[TITLES, ("", one.id_number, one.name, 1, MONTH.code)]), county["insurer"])
    assert batch.state == BatchState.REFUSED
    assert "“姓名”和“身份证号”两列好像写反了" in batch.message
    assert ["姓名", "姓名"] in batch.mapping


@pytest.mark.parametrize(
    ("month", "says"),
    [
        (MONTH.next().code, f"晚于报送的 {MONTH.label}"),
        (f"{MONTH.year - 1}-01", f"是 {MONTH.year - 1} 年的累计，报送的是 {MONTH.label}"),
    ],
)
def test_a_row_of_a_later_month_or_another_year_is_rejected_with_where_and_what_to_do(
    county, people, month, says
):
    content = book(名单=[TITLES, line(people["张三"], 99000, month=month), line(people["李四"], 1)])
    batch = pushed(content, county["insurer"])
    wrong, right = rows_of(batch)
    assert (wrong.bin, right.bin) == (Bin.REJECTED, Bin.LINKED)
    assert wrong.reason == (
        f"文件“医保自付.xlsx”工作表“名单”第 2 行“截至月份”（{month}）：{says}。"
        "核对后改正；整个文件报错了月份的，撤回后在对的月份上传"
    )
    assert not Alert.objects.exists()


def test_an_alert_speaks_of_the_month_its_row_names(county, people):
    january = Month(MONTH.year, 1)
    pushed(book(名单=[TITLES, line(people["张三"], 99000, month=january.code)]), county["insurer"])
    assert Alert.objects.get().sentence.startswith(f"张三截至{january.label}")


def test_a_piece_of_a_number_is_rejected_with_where_it_stands_and_a_word_for_none_is_none(county, people):
    nobody = people["张三"].__class__("无此人", 9, county.village)
    numbers = ["12345", "无", "0"]
    content = book(名单=[TITLES, *(line(nobody, 1, number=number) for number in numbers)])
    piece, *none = rows_of(received(content, county["insurer"]))
    assert piece.bin == Bin.REJECTED
    assert (
        "工作表“名单”第 2 行“身份证号”（12345）：身份证号应为 18 位，现在是 5 位。核对后补全为 18 位"
        in piece.reason
    )
    assert [row.bin for row in none] == [Bin.STRANGER, Bin.STRANGER]


def test_a_piece_of_a_number_with_a_namesake_waits_at_the_desk_and_says_so(county, people):
    content = book(名单=[TITLES, line(people["张三"], 1, number="12345")])
    (row,) = rows_of(received(content, county["insurer"]))
    assert (row.bin, row.candidates) == (Bin.AMBIGUOUS, [people["张三"].person.pk])
    assert row.reason == "证件号码不完整，只有 5 位，不能确定是谁"


def test_no_number_lies_in_clear_beside_a_file(county, people):
    number = id_number(9)
    content = book(**{f"名单{number}": [TITLES, line(people["张三"], -1), line(people["李四"], 1)]})
    batch = received(content, county["insurer"], name=f"{number}王五.xlsx")
    wrong, _ = rows_of(batch)
    kept = (batch.stored.name, batch.sheet, wrong.reason, str(batch.left_out), batch.message)
    assert not [text for text in kept if number in text]
    assert batch.stored.name == f"{number[:6]}********{number[-4:]}王五.xlsx"
    odd = store([b"x"], name="a.xlsx", content_type=f"application/{number}", purpose="报送")
    assert odd.content_type == "application/octet-stream"


def test_a_short_number_is_told_in_one_message_with_what_the_register_says_of_it(county, people):
    nobody = people["张三"].__class__("无此人", 9, county.village)
    (piece,) = rows_of(received(book(名单=[TITLES, line(nobody, 1, number="12345")]), county["insurer"]))
    assert piece.reason == (
        "文件“医保自付.xlsx”工作表“名单”第 2 行“身份证号”（12345）：身份证号应为 18 位，现在是 5 位。"
        "核对后补全为 18 位；户档案中没有相近的人"
    )


def test_one_row_whose_name_and_number_changed_places_is_repaired_and_kept_as_it_is_meant(county, people):
    one, two = people["张三"], people["李四"]
    turned = ("", one.id_number, one.name, 1, MONTH.code)
    row, _, _ = rows_of(received(book(名单=[TITLES, turned, line(two, 2), line(two, 2)]), county["insurer"]))
    assert (row.bin, row.person.pk) == (Bin.REPAIRED, one.person.pk)
    assert row.reason.startswith("姓名和证件号码填反了，已对调")
    values = open_row(bytes(row.content))["values"]
    assert (values["name"], values["id_number"]) == (one.name, one.id_number)
