from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.jobs import rules
from dixian.foundation.kernel.clock import SHANGHAI

START = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 365 * 86_400).map(lambda seconds: START + timedelta(seconds=seconds))


@given(MOMENTS, st.integers(1, 1440))
def test_the_latest_slot_of_every_n_minutes_is_past_and_less_than_n_minutes_ago(moment, minutes):
    slot = rules.every_slots(minutes)(moment)
    assert timedelta() <= moment - slot < timedelta(minutes=minutes)


@given(MOMENTS)
def test_the_latest_daily_slot_is_past_less_than_a_day_ago_and_at_its_time_in_shanghai(moment):
    slot = rules.daily_slots("06:30")(moment)
    assert timedelta() <= moment - slot < timedelta(days=1)
    assert slot.astimezone(SHANGHAI).strftime("%H:%M") == "06:30"


@given(MOMENTS, st.integers(1, 1440))
def test_within_a_slot_every_moment_has_the_same_slot(moment, minutes):
    latest = rules.every_slots(minutes)
    assert latest(latest(moment)) == latest(moment)


def test_waiting_times_grow_and_then_stay():
    assert [rules.wait_seconds(attempt) for attempt in (1, 2, 3, 4, 9)] == [10, 60, 300, 1800, 1800]


@pytest.mark.parametrize(
    "value",
    [
        "231226198001011230",
        "某某231226198001011230",
        "13804551234",
        13804551234,
        "6222020200112233445",
        1.5,
        {},
        "x" * 201,
    ],
)
def test_what_may_be_personal_is_refused_as_an_argument(value):
    assert rules.plain_problem({"value": value})


@pytest.mark.parametrize(
    "value",
    [
        1,
        "yb_zifu",
        "2024-04",
        "231226100201",
        "018f3c1a-7b1c-7d3e-9a66-1380455123ab",
        [1, 2],
        None,
        True,
        10**9,
    ],
)
def test_ids_codes_days_and_lists_of_them_may_be_arguments(value):
    assert rules.plain_problem({"value": value}) == ""
