from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.kernel.calendar import Limit
from dixian.foundation.worklist.enums import Colour, Step
from dixian.foundation.worklist.rules import (
    Waiting,
    clock_rule,
    clock_words,
    colour,
    digest_text,
    steps_reached,
)

CLOCKS = [(-2, Colour.RED), (0, Colour.AMBER), (3, Colour.AMBER), (9, Colour.GREY)]
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
WAITING = st.builds(
    lambda title, counts, day: Waiting(title, title, sum(counts), counts[0], counts[1], day),
    st.sampled_from(["核实线索", "确认核实结果", "推送线索"]),
    st.tuples(*[st.integers(0, 500)] * 3).filter(any),
    DAYS,
)


@given(DAYS, st.integers(-400, 400), st.integers(0, 30))
def test_red_is_late_amber_is_soon_grey_is_neither(today, left, warn):
    shown = colour(due=today + timedelta(days=left), today=today, warn_days=warn, state="open")
    assert (shown == Colour.RED) == (left < 0)
    assert (shown == Colour.AMBER) == (0 <= left <= warn)


def test_a_duty_done_on_its_last_day_is_green_and_a_day_later_red():
    due = date(2024, 4, 10)
    for done, expected in ((due, Colour.GREEN), (due + timedelta(days=1), Colour.RED)):
        assert colour(due=due, today=due, warn_days=3, state="done", done_on=done) == expected


def test_the_deputy_is_told_before_the_first_responsible():
    reached = [steps_reached(days, deputy_after=1, first_after=3) for days in range(5)]
    assert reached == [[], [Step.DEPUTY], [Step.DEPUTY], [Step.DEPUTY, Step.FIRST], [Step.DEPUTY, Step.FIRST]]


def test_a_clock_says_how_long_is_left_and_its_colours_word():
    today = date(2024, 4, 10)
    said = [clock_words(shown, today + timedelta(days=left), today) for left, shown in CLOCKS]
    assert said == [("已超2天", "超期"), ("今天到期", "临期"), ("还有3天", "临期"), ("还有9天", "未到期")]
    assert clock_words(Colour.GREEN, today, today, today) == ("2024年4月10日办结", "按期办结")
    assert clock_words(Colour.RED, today, today, today + timedelta(days=2))[1] == "超 2 天"


def test_the_rule_of_a_clock_names_limit_days_and_both_ends():
    days = {"opened": date(2024, 4, 3), "due": date(2024, 4, 8), "title": "推送的时限"}
    said = clock_rule(limit=Limit(2, working=True), **days)
    assert said == "推送的时限：2个工作日，按工作日，从2024年4月3日次日起算，到2024年4月8日止"
    said = clock_rule(limit=Limit(5, first_day_counts=True), **days)
    assert "按自然日，从2024年4月3日当天起算" in said
    assert "2060年放假安排当时还没有录入" in clock_rule(
        limit=Limit(2, working=True), unknown_year=2060, **days
    )
    assert clock_rule(limit=None, **days) == "2024年4月8日前办结，期限由事项本身规定"


@given(st.lists(WAITING, min_size=1, max_size=8))
def test_the_digest_names_the_totals_and_fits_its_column(waiting):
    text = digest_text(waiting, warn_days=3)
    assert f"待办 {sum(one.count for one in waiting)} 项" in text
    assert len(text) <= 600
