"""Months, limits and due dates; the only clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import (
    WEEKENDS,
    Limit,
    Month,
    days_left,
    due_on,
    left_words,
    zh_day,
)
from dixian.foundation.kernel.problems import CellProblem

DAY = timedelta(days=1)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
MONTHS = DAYS.map(Month.of)
WEDNESDAY, FRIDAY, SATURDAY = date(2024, 4, 3), date(2024, 4, 12), date(2024, 4, 13)


class OffDays:
    """A table of days off over the weekends, and of days worked."""

    def __init__(self, off: set[date], worked: set[date]) -> None:
        self.off, self.worked = off, worked

    def is_working(self, day: date) -> bool:
        return day in self.worked or (day not in self.off and WEEKENDS.is_working(day))


QINGMING = OffDays({date(2024, 4, 4), date(2024, 4, 5)}, {date(2024, 4, 7)})


@pytest.mark.parametrize(
    "written",
    [
        "2024-04",
        "2024-4",
        "2024/4",
        "2024.4",
        "2024年4月",
        "202404",
        "202404.0",
        202404.0,
        "２０２４年４月",
        " 2024 年 04 月",
    ],
)
def test_a_month_is_read_as_people_write_it(written):
    assert Month.parse(written) == Month(2024, 4)


@pytest.mark.parametrize(
    "written",
    ["", None, "2024", "2024-13", "2024-00", "四月", "24-04", "2024-04-03", 45383.0, "0000-04", "9999-12"],
)
def test_what_is_no_month_is_said_with_how_to_write_it(written):
    with pytest.raises(CellProblem, match="月份看不懂") as problem:
        Month.parse(written)
    assert problem.value.remedy == "写成 2024-04 或 2024年4月"


@given(MONTHS)
def test_a_month_reads_back_from_its_code_and_its_label(month):
    assert Month.parse(month.code) == Month.parse(month.label) == month


@given(MONTHS)
def test_months_follow_one_another_without_gap(month):
    assert month.next().previous() == month == month.previous().next()
    assert month.last + DAY == month.next().first
    assert month.previous() < month < month.next()
    assert (month.first.day, Month.of(month.first), Month.of(month.last)) == (1, month, month)


@given(MONTHS, st.integers(1, 31))
def test_the_day_of_a_month_lies_in_it_however_short_it_is(month, number):
    day = month.day(number)
    assert Month.of(day) == month
    assert day.day == number or (day == month.last and number > day.day)


def test_a_february_has_its_last_day():
    assert (Month(2024, 2).last, Month(2023, 2).last) == (date(2024, 2, 29), date(2023, 2, 28))
    assert Month(2023, 2).day(30) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        (WEDNESDAY, Limit(7), date(2024, 4, 10)),
        (WEDNESDAY, Limit(7, first_day_counts=True), date(2024, 4, 9)),
        (WEDNESDAY, Limit(1, first_day_counts=True), WEDNESDAY),
        (WEDNESDAY, Limit(0), WEDNESDAY),
        (FRIDAY, Limit(1), SATURDAY),
        (FRIDAY, Limit(1, working=True), date(2024, 4, 15)),
        (FRIDAY, Limit(1, working=True, first_day_counts=True), FRIDAY),
        (SATURDAY, Limit(1, working=True, first_day_counts=True), date(2024, 4, 15)),
        (FRIDAY, Limit(6, working=True), date(2024, 4, 22)),
        (date(2024, 2, 28), Limit(2), date(2024, 3, 1)),
        (date(2024, 12, 31), Limit(1), date(2025, 1, 1)),
    ],
)
def test_a_limit_ends_on_its_day(start, limit, due):
    assert due_on(start, limit) == due


def test_holidays_are_left_out_and_a_worked_sunday_counts():
    assert due_on(WEDNESDAY, Limit(1, working=True), holidays=QINGMING) == date(2024, 4, 7)
    assert due_on(WEDNESDAY, Limit(2, working=True), holidays=QINGMING) == date(2024, 4, 8)
    assert due_on(WEDNESDAY, Limit(2), holidays=QINGMING) == date(2024, 4, 5)


@given(DAYS, st.integers(1, 40), st.booleans(), st.booleans())
def test_a_longer_limit_or_a_later_start_never_ends_earlier(start, amount, working, first):
    limit, longer = Limit(amount, working, first), Limit(amount + 1, working, first)
    assert due_on(start, limit) < due_on(start, longer)
    assert due_on(start, limit) <= due_on(start + DAY, limit)
    assert due_on(start, Limit(amount, working, True)) <= due_on(start, Limit(amount, working, False))


@given(DAYS, st.integers(1, 40))
def test_a_limit_of_working_days_ends_on_a_working_day_and_no_earlier_than_one_of_plain_days(start, amount):
    due = due_on(start, Limit(amount, working=True))
    assert WEEKENDS.is_working(due)
    assert due >= due_on(start, Limit(amount))


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(7), "7天"),
        (Limit(3, working=True, first_day_counts=True), "3个工作日（当天起算）"),
        (Limit(5, first_day_counts=True), "5天（当天起算）"),
    ],
)
def test_a_limit_says_itself_in_words(limit, words):
    assert limit.words == words


@pytest.mark.parametrize(
    ("today", "left", "words"),
    [(date(2024, 4, 1), 2, "还有2天"), (WEDNESDAY, 0, "今天到期"), (date(2024, 4, 5), -2, "已超2天")],
)
def test_what_is_left_is_counted_and_said(today, left, words):
    assert (days_left(WEDNESDAY, today), left_words(WEDNESDAY, today)) == (left, words)


def test_a_day_is_said_in_chinese():
    assert zh_day(WEDNESDAY) == "2024年4月3日"


@given(DAYS)
def test_the_clock_can_be_set_to_a_day_and_goes_back(day):
    with clock.at(clock.noon(day)):
        assert clock.today() == day
        with clock.at(clock.noon(day + DAY)):
            assert clock.today() == day + DAY
        assert (clock.today(), clock.now()) == (day, clock.noon(day))
        assert abs(clock.wall() - datetime.now(UTC)) < DAY  # noqa: TID251 - the machine's own
    assert abs(clock.now() - clock.wall()) < timedelta(seconds=5)


def test_the_day_changes_at_midnight_in_shanghai_not_in_greenwich():
    assert clock.day_of(datetime(2024, 4, 3, 15, 59, tzinfo=UTC)) == date(2024, 4, 3)
    assert clock.day_of(datetime(2024, 4, 3, 16, 0, tzinfo=UTC)) == date(2024, 4, 4)


def test_the_clock_goes_back_after_an_error_too():
    with pytest.raises(ZeroDivisionError), clock.at(clock.noon(WEDNESDAY)):
        raise ZeroDivisionError
    assert clock.today() != WEDNESDAY


def test_the_clock_takes_no_time_without_a_zone():
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2024, 4, 3)):  # noqa: DTZ001
        pass
