"""A department that sends the numbers there can be for a name is linked with nobody, and stops for a word."""

from datetime import timedelta

import pytest

from dixian.foundation.accounts.models import Reach
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.idnumber import check_digit
from dixian.foundation.policy.api import Parameter
from dixian.registry.inquiries.api import guesses
from dixian.registry.matching.api import Row as Asked
from dixian.warning.submissions import api as submissions
from dixian.warning.submissions.enums import PLACED
from dixian.warning.submissions.models import Batch
from tests.support.register import pushed, received, rows_of, workbook

pytestmark = pytest.mark.django_db


def destroyed(someone, count=10):
    """The numbers Excel may have destroyed, for a name and a day of birth."""
    return [someone.costs("9000", number=f"{someone.id_number[:14]}{digit}000") for digit in range(count)]


def whole(someone):
    """Ten whole numbers for a name and a day of birth, the right one among them."""
    first = int(someone.id_number[14:17])
    begins = [f"{someone.id_number[:14]}{first + step:03}" for step in range(10)]
    return [someone.costs("9000", number=one + check_digit(one)) for one in begins]


def placed(batch):
    return [row for row in rows_of(batch) if row.bin in PLACED or row.person_id or row.candidates]


def test_ten_numbers_for_one_name_link_nobody_and_name_nobody(county, people, file):
    zhang, li = people["张三"], people["李四"]
    batch = received(file([li.costs("1"), *destroyed(zhang)]), county["insurer"])
    assert [row.person_id for row in placed(batch)] == [li.person.pk]
    assert {row.reason for row in rows_of(batch) if row.bin == "ambiguous"} == {
        "同一个姓名报了几个出生日期相同的号码，不自动对上，由县局核对原件"
    }
    batch.refresh_from_db()
    assert any("逐个试号码" in said for said in batch.odd)


def test_nobody_is_reached_after_the_commit(county, people, file):
    zhang = people["张三"]
    batch = pushed(file(destroyed(zhang)), county["insurer"])
    assert placed(batch) == []


def test_the_household_whose_number_was_tried_in_files_that_came_since_the_preview_is_not_reached(
    county, people, file, tmp_path
):
    zhang, li, insurer = people["张三"], people["李四"], county["insurer"]
    month, (right, *others) = Month.of(clock.today()), whole(zhang)
    waiting = received(file([li.costs("1"), right]), insurer)
    assert zhang.person.pk in {row.person_id for row in placed(waiting)}
    for start in (3, 5, 7):
        month = month.previous()
        received(workbook(tmp_path, others[start : start + 2], month), insurer, month=month)
    submissions.commit(batch=waiting, post=insurer, word="已逐行核对")
    drain()
    reached = Reach.objects.filter(unit=insurer.unit_id).values_list("household_id", flat=True)
    assert list(reached) == [li.person.household_id]


def test_ten_whole_numbers_with_the_right_one_among_them_link_nobody(county, people, file):
    assert placed(received(file(whole(people["张三"])), county["insurer"])) == []


def test_how_many_numbers_are_too_many_is_a_parameter(county, people, file):
    Parameter.objects.filter(code="anomaly.tried").update(text="12")
    zhang = people["张三"]
    batch = received(file(whole(zhang)), county["insurer"])
    assert zhang.person.pk in {row.person_id for row in rows_of(batch)}


def test_namesakes_of_other_days_and_one_slip_are_no_guesses(county, people, file):
    zhang = people["张三"]
    rows = [zhang.costs("1"), *destroyed(zhang, 1)]
    assert not any("试号码" in said for said in received(file(rows), county["insurer"]).odd)


def test_numbers_tried_two_a_file_are_counted_over_the_period(county, people, file):
    zhang, each = people["张三"], []
    for step in range(0, 8, 2):
        batch = received(file(whole(zhang)[step : step + 2]), county["insurer"])
        each.append((bool(batch.odd), placed(batch) == []))
        submissions.withdraw(batch=batch, post=county["insurer"])
    assert each[:2] == [(False, False)] * 2
    assert each[2:] == [(True, True)] * 2


def test_a_preview_that_is_taken_back_uncommitted_counts_as_well(county, people, file):
    numbers = whole(people["张三"])[5::-1]
    for start in range(0, 4, 2):
        batch = received(file(numbers[start : start + 2]), county["insurer"])
        assert batch.state == "previewed"
        submissions.withdraw(batch=batch, post=county["insurer"])
    last = received(file(numbers[4:]), county["insurer"])
    assert last.odd and placed(last) == []


def shortened(someone, kept):
    """Ten texts as a spreadsheet writes long numbers, of which so many digits are left, the last one tried."""
    first = someone.id_number[: kept - 1]
    return [someone.costs("9000", number=f"{first[0]}.{first[1:]}{digit}E+17") for digit in range(10)]


@pytest.mark.parametrize("kept", [13, 14, 15])
def test_numbers_of_which_a_spreadsheet_left_less_are_tried_numbers_too(county, people, file, kept):
    batch = received(file(shortened(people["张三"], kept)), county["insurer"])
    assert batch.odd and placed(batch) == []


def test_shortened_numbers_tried_two_a_file_are_counted_over_the_period(county, people, file):
    rows = shortened(people["张三"], 15)
    for step in range(0, 6, 2):
        batch = received(file(rows[step : step + 2]), county["insurer"])
        submissions.withdraw(batch=batch, post=county["insurer"])
    assert batch.odd and placed(batch) == []


def test_after_the_period_a_unit_begins_anew(county, people, file):
    zhang = people["张三"]
    Parameter.objects.filter(code="anomaly.tried_days").update(text="1")
    for step in range(0, 8, 2):
        batch = received(file(whole(zhang)[step : step + 2]), county["insurer"])
        submissions.withdraw(batch=batch, post=county["insurer"])
        Batch.objects.filter(pk=batch.pk).update(received_on=clock.today() - timedelta(days=1))
    assert not batch.odd


def test_numbers_that_lost_their_last_digits_are_tried_numbers_too():
    rows = [Asked("张三", float(f"23122619700101{digit}000")) for digit in range(5)]
    assert len(guesses(rows, most=2)) == 5
