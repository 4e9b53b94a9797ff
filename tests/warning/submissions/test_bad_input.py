"""What people upload by mistake: a Chinese sentence that says what is wrong and what to do; the rest goes on."""

import io
from datetime import date

import pytest
import xlsxwriter

from dixian.foundation.accounts.api import NotAllowed
from dixian.foundation.files.api import store
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import BatchState, Bin
from tests.support.register import XLSX, medical_kind, pushed, received, rows_of

pytestmark = pytest.mark.django_db


def sheet(*rows: tuple[object, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        made = book.add_worksheet("自付费用")
        for number, row in enumerate(rows):
            made.write_row(number, 0, row)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"this is not a workbook", "名单.xlsx", ("名单.xlsx", "Excel")),
        (b"", "空.xlsx", ("空.xlsx",)),
        (b"PK\x03\x04 broken", "坏.xlsx", ("坏.xlsx",)),
        (sheet(), "空表.xlsx", ("空表.xlsx",)),
        (sheet(("姓名", "身份证号")), "缺列.xlsx", ("缺列.xlsx", "自付医疗费用")),
        (sheet(("姓名", "身份证号", "自付医疗费用", "截至月份")), "没有行.xlsx", ("没有行.xlsx", "零报告")),
        (sheet(("姓名", "证件", "钱"), ("张三", "1", 2)), "错列.xlsx", ("错列.xlsx", "身份证号")),
    ],
    ids=["text", "nothing", "broken", "empty-sheet", "missing-column", "header-only", "wrong-columns"],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name_and_what_to_do(county, content, name, says):
    batch = received(content, county["insurer"], name=name)
    assert batch.state == BatchState.REFUSED
    for said in says:
        assert said in batch.message
    assert submissions.Row.objects.filter(batch=batch).count() == 0


def test_after_a_refused_file_the_right_one_can_be_pushed(county, people, file):
    received(b"not it", county["insurer"])
    assert pushed(file([people["张三"].costs("1")]), county["insurer"]).state == BatchState.COMMITTED


def test_the_same_content_twice_is_refused_and_names_the_first(county, people, file):
    content = file([people["张三"].costs("1")])
    pushed(content, county["insurer"])
    earlier = Month.of(clock.today()).previous()
    with pytest.raises(Refusal) as refusal:
        received(content, county["insurer"], month=earlier, name="又一次.xlsx")
    assert "又一次.xlsx" in refusal.value.message
    assert "内容完全相同" in refusal.value.message
    assert "医保自付.xlsx" in refusal.value.message


def test_the_same_content_for_another_month_is_refused_before_the_first_was_read(county, people, file):
    content = file([people["张三"].costs("1")])
    month = Month.of(clock.today())

    def receive(month):
        stored = store([content], name="医保自付.xlsx", content_type=XLSX, purpose="报送")
        return submissions.receive(kind=medical_kind(), month=month, stored=stored, post=county["insurer"])

    first = receive(month)
    assert first.state == BatchState.STAGING
    with pytest.raises(Refusal, match="内容完全相同"):
        receive(month.previous())


def test_of_two_alike_that_came_at_once_only_the_first_is_committed(county, people, file):
    content = file([people["张三"].costs("1")])
    first = received(content, county["insurer"])
    month = Month.of(clock.today()).previous()
    second = received(file([people["张三"].costs("2")]), county["insurer"], month=month, name="另一个.xlsx")
    # As if both had come before either was seen.
    submissions.Batch.objects.filter(pk=second.pk).update(stored=first.stored)
    second = submissions.batch(uid=second.uid, post=county["insurer"])
    with pytest.raises(Refusal, match="内容完全相同"):
        submissions.commit(batch=second, post=county["insurer"])
    submissions.commit(batch=first, post=county["insurer"])


def test_a_second_file_for_a_month_already_pushed_is_refused(county, people, file):
    pushed(file([people["张三"].costs("1")]), county["insurer"])
    with pytest.raises(Refusal, match="已于"):
        received(file([people["张三"].costs("2")]), county["insurer"])


def test_a_month_that_has_not_come_is_refused(county, people, file):
    with pytest.raises(Refusal, match="还没有到"):
        received(file([]), county["insurer"], month=Month.of(clock.today()).next())


def test_another_departments_kind_is_refused(county, people, file):
    from dixian.foundation.accounts.enums import Role
    from dixian.foundation.areas.api import unit

    stranger = county.post("water", Role.DEPARTMENT_CLERK, unit("swj"))
    with pytest.raises(Refusal, match=r"由.*报送"):
        received(file([]), stranger)


def test_a_village_cadre_cannot_push(county, file):
    with pytest.raises(NotAllowed):
        received(file([]), county["cadre"])


@pytest.mark.parametrize(
    ("submitted", "today", "nil", "state"),
    [
        (None, date(2024, 4, 10), False, "not_yet"),
        (None, date(2024, 4, 16), False, "missing"),
        (date(2024, 4, 15), date(2024, 4, 20), False, "on_time"),
        (date(2024, 4, 16), date(2024, 4, 20), False, "late"),
        (date(2024, 4, 9), date(2024, 4, 20), True, "nil"),
    ],
)
def test_a_month_stands_against_its_window(submitted, today, nil, state):
    from dixian.warning.submissions.rules import timeliness

    month = Month.parse("2024-04")
    assert timeliness(month=month, today=today, last_day=15, submitted_on=submitted, nil=nil) == state


def test_a_month_before_the_kind_began_is_refused(county, people, file):
    with pytest.raises(Refusal, match="从2024年1月起报送"):
        received(file([people["张三"].costs("1")]), county["insurer"], month=Month(1999, 1))


def test_a_file_of_rejected_rows_alone_is_no_report_of_the_month(county, people, file):
    batch = received(file([people["张三"].costs("-1")]), county["insurer"])
    with pytest.raises(Refusal, match="没有一行可以提交"):
        submissions.commit(batch=batch, post=county["insurer"])
    batch.submission.refresh_from_db()
    assert batch.submission.submitted_on is None


def test_a_name_longer_than_any_is_rejected_where_it_stands_whoever_has_the_number(county, people, file):
    long = people["李四"].costs("100", name="王" * 61)
    rejected, linked = rows_of(received(file([long, people["张三"].costs("1")]), county["insurer"]))
    assert (rejected.bin, linked.bin) == (Bin.REJECTED, Bin.LINKED)
    for said in ("自付费用", "第 4 行“姓名”", "“姓名”超过 60 个字"):
        assert said in rejected.reason


def test_a_covered_number_says_so_and_waits_with_whom_it_fits(county, people, file):
    covered = people["李四"].id_number[:4] + "*" * 10 + people["李四"].id_number[14:]
    (row,) = rows_of(pushed(file([people["李四"].costs("100", number=covered)]), county["insurer"]))
    assert (row.bin, row.candidates) == (Bin.AMBIGUOUS, [people["李四"].person.pk])
    assert row.reason == "证件号码被遮盖，只有前 4 位和末 4 位，不能确定是谁"
