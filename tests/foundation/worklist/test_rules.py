from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.worklist.enums import Colour, Step
from dixian.foundation.worklist.rules import Waiting, colour, digest_text, merged, steps_reached

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
WAITING = st.builds(
    lambda title, counts, day: Waiting(title, sum(counts), counts[0], counts[1], day),
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


@given(st.lists(WAITING, max_size=8))
def test_merging_loses_no_duty_and_keeps_the_earliest_day(waiting):
    together = merged(waiting)
    assert sum(one.count for one in together) == sum(one.count for one in waiting)
    assert len({one.title for one in together}) == len(together)
    if waiting:
        assert min(one.earliest for one in together) == min(one.earliest for one in waiting)


@given(st.lists(WAITING, min_size=1, max_size=8))
def test_the_digest_names_the_totals_and_fits_its_column(waiting):
    text = digest_text(merged(waiting), warn_days=3)
    assert f"待办 {sum(one.count for one in waiting)} 项" in text
    assert len(text) <= 600
