"""What holds on a day: dated values, limits over working days, and the packaged policy loaded again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Limit, due_on
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy import api as policy
from dixian.foundation.policy.api import (
    CodeItem,
    Holiday,
    Parameter,
    approve,
    due,
    holidays,
    items,
    parameter,
)
from dixian.foundation.policy.rules import parse_limit, parse_number
from dixian.foundation.policy.selectors import KnownHolidays

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def loaded():
    policy.load_reference()


@pytest.fixture
def dated():
    """A number that was 1, then 2 from April, then 3 from July 2024."""
    days = [date(2024, 1, 1), date(2024, 4, 1), date(2024, 7, 1), None]
    for number in range(3):
        Parameter.objects.create(
            code="test.number",
            title="试验数值",
            kind="number",
            text=str(number + 1),
            valid_from=days[number],
            valid_to=days[number + 1],
            source="试验",
            mark="local",
        )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2024, 1, 1), "1"),
        (date(2024, 3, 31), "1"),
        (date(2024, 4, 1), "2"),
        (date(2024, 6, 30), "2"),
        (date(2024, 7, 1), "3"),
        (date(2099, 1, 1), "3"),
    ],
)
def test_the_value_is_the_one_in_force_on_the_day(dated, day, value):
    assert policy.number("test.number", day) == Decimal(value)
    with clock.at(clock.noon(day)):
        assert policy.number("test.number") == Decimal(value)
    assert [row.text for row in policy.parameters(day)] == [value]


def test_a_day_before_every_value_and_an_unknown_code_are_refused_by_name(dated):
    with pytest.raises(Refusal, match=r"2023-12-31 没有生效的参数“test\.number”") as early:
        parameter("test.number", date(2023, 12, 31))
    assert "“政策参数”页上的“试验数值”自 2024-01-01 起才有值" in early.value.remedy
    with pytest.raises(Refusal, match=r"没有生效的参数“test\.nothing”") as refusal:
        parameter("test.nothing")
    assert "补上" in refusal.value.remedy


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (date(2024, 4, 2), date(2024, 4, 7)),
        (date(2024, 4, 3), date(2024, 4, 8)),
        (date(2024, 4, 26), date(2024, 4, 29)),
        (date(2024, 4, 30), date(2024, 5, 7)),
        (date(2024, 9, 30), date(2024, 10, 9)),
        (date(2024, 2, 9), date(2024, 2, 19)),
        (date(2024, 6, 14), date(2024, 6, 18)),
    ],
    ids=["qingming", "sunday-worked", "sunday-worked-before-may", "may", "october", "spring", "weekend"],
)
def test_a_limit_of_two_working_days_skips_weekends_and_holidays_and_counts_worked_sundays(
    loaded, start, ends
):
    assert policy.limit("limit.release", start).words == "2个工作日"
    assert due("limit.release", start) == ends


def test_a_limit_of_days_counts_every_day_and_may_end_on_a_day_off(loaded):
    assert due("limit.answer", date(2024, 4, 27)) == date(2024, 5, 4)


def test_what_began_under_the_old_limit_keeps_it(county, proposed):
    approve(proposal=proposed(), post=county["reviewer"])
    assert due("limit.answer", date(2024, 12, 31)) == date(2025, 1, 7)
    assert due("limit.answer", date(2025, 1, 1)) == date(2025, 1, 6)


def test_a_year_whose_holidays_are_not_known_counts_weekends_and_says_so(loaded):
    assert policy.holidays_known(2024)
    assert not policy.holidays_known(2060)
    assert due("limit.release", date(2060, 4, 30)) == date(2060, 5, 4)


def test_a_holiday_entered_here_counts_from_then_on(loaded):
    Holiday.objects.create(
        day=date(2024, 6, 17),
        is_working=False,
        name="县庆",
        valid_from=date(2024, 6, 14),
        source="县政府通知",
    )
    assert due("limit.release", date(2024, 6, 13)) == date(2024, 6, 17), "what began before keeps its day"
    assert due("limit.release", date(2024, 6, 14)) == date(2024, 6, 19)


def test_a_year_is_known_by_its_list_not_by_one_day_of_the_county(loaded):
    def add(day: date) -> None:
        Holiday.objects.create(
            day=day, is_working=False, name="某节", valid_from=date(2024, 1, 1), source="县政府通知"
        )

    add(date(2061, 6, 17))
    assert not policy.holidays_known(2061)
    add(date(2061, 10, 3))
    assert policy.holidays_known(2061)
    assert not policy.holidays_known(2061, date(2023, 12, 31)), "nobody had said so yet"


def test_many_limits_are_read_at_once_each_as_of_its_day(county, proposed):
    approve(proposal=proposed(), post=county["reviewer"])
    asked = [
        ("limit.answer", date(2024, 12, 31)),
        ("limit.answer", date(2025, 1, 1)),
        ("limit.confirm", date(2025, 1, 1)),
        ("limit.nothing", date(2025, 1, 1)),
    ]
    found = policy.limits(asked)
    assert [found[one].text for one in asked[:3]] == ["7天", "5天", "3天"]
    assert asked[3] not in found


@settings(max_examples=60)
@given(
    st.dates(date(2024, 1, 1), date(2024, 12, 1)),
    st.integers(1, 30),
    st.booleans(),
    st.dictionaries(st.dates(date(2024, 1, 1), date(2025, 3, 1)), st.booleans(), max_size=40),
)
def test_a_limit_of_working_days_ends_on_a_worked_day_after_exactly_so_many(start, amount, first, known):
    calendar = KnownHolidays(known)
    ends = due_on(start, Limit(amount, working=True, first_day_counts=first), holidays=calendar)
    begin = start if first else start + DAY
    worked = [begin + DAY * n for n in range((ends - begin).days + 1) if calendar.is_working(begin + DAY * n)]
    assert len(worked) == amount
    assert worked[-1] == ends


@pytest.mark.parametrize("words", ["7天", "2个工作日", "5天（当天起算）", "10个工作日（当天起算）"])
def test_a_limit_reads_back_from_its_own_words(words):
    assert parse_limit(words).words == words


@pytest.mark.parametrize("text", ["", "abc", "NaN", "sNaN", "-Infinity", "1,5", "五"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refusal, match="不是数字"):
        parse_number(text)


def test_a_list_is_in_its_order_and_an_entry_that_ended_is_out_of_it(loaded):
    assert [one.label for one in items("at_risk_reason")][:3] == ["因病", "因学", "因残"]
    CodeItem.objects.filter(table="at_risk_reason", code="schooling").update(valid_to=date(2024, 7, 1))
    assert policy.labels("at_risk_reason")["schooling"] == "因学", "what was chosen once stays readable"
    assert [one.code for one in items("at_risk_reason", date(2024, 7, 1))][:2] == ["illness", "disability"]
    assert [one.code for one in items("at_risk_reason", date(2024, 6, 30))][:2] == ["illness", "schooling"]


def test_loading_what_is_packaged_again_changes_nothing(loaded):
    before = [list(model.objects.order_by("id").values()) for model in (Parameter, CodeItem, Holiday)]
    again = policy.load_reference()
    assert (again.new, again.different) == (0, [])
    assert again.same == sum(map(len, before))
    assert before == [list(model.objects.order_by("id").values()) for model in (Parameter, CodeItem, Holiday)]


def test_every_packaged_value_can_be_read_and_says_its_source(loaded):
    for row in policy.parameters(date(2024, 4, 1)):
        assert row.source and row.mark
        if row.kind == "limit":
            assert policy.limit(row.code, date(2024, 4, 1)).words == row.text
        if row.kind == "number":
            assert policy.number(row.code, date(2024, 4, 1)) >= 0


def test_an_approved_value_survives_the_next_load(county, proposed):
    approve(proposal=proposed(), post=county["reviewer"])
    assert policy.load_reference().new == 0
    assert [row.text for row in Parameter.objects.filter(code="limit.answer").order_by("id")] == [
        "7天",
        "5天",
    ]


def test_a_local_wording_survives_the_next_load_and_is_said(loaded):
    CodeItem.objects.filter(table="at_risk_reason", code="illness").update(label="因大病")
    again = policy.load_reference()
    assert again.different == ["因大病 的 名称：随附 因病，本地 因大病"]
    assert "本地改过、未覆盖 1 条" in str(again)
    assert items("at_risk_reason")[0].label == "因大病"


def test_the_holiday_table_says_only_what_differs_from_the_weekend_rule(loaded):
    known = holidays()
    assert not known.is_working(date(2024, 10, 1))
    assert known.is_working(date(2024, 9, 29)), "a Sunday worked for the holiday"
    assert not known.is_working(date(2024, 6, 15)), "a plain Saturday"
    assert all(one.is_working != (one.day.weekday() < 5) for one in Holiday.objects.all())
