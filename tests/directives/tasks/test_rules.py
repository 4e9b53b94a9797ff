"""Colours of tasks and rounds of recurring limits, on plain values."""

from datetime import date
from typing import Any

import pytest

from dixian.directives.tasks.rules import Counts, Owed, Rhythm, period, standing, terms_around

TODAY = date(2024, 5, 20)


@pytest.mark.parametrize(
    ("counts", "due", "told"),
    [
        (Counts(3, 3, 0, 0, 0), date(2024, 5, 1), "green"),
        (Counts(3, 2, 1, 0, 0), date(2024, 5, 19), "red"),
        (Counts(3, 0, 0, 0, 0), date(2024, 5, 23), "amber"),
        (Counts(3, 2, 0, 0, 1), None, "amber"),
        (Counts(3, 0, 0, 1, 0), date(2024, 12, 31), "blue"),
        (Counts(3, 0, 0, 0, 0), None, "grey"),
        (Counts(0, 0, 0, 0, 0), None, "grey"),
    ],
)
def test_a_task_has_the_colour_of_where_it_stands(counts: Counts, due: date | None, told: str) -> None:
    owed = [Owed("没有完成", due)] if due else []
    assert standing(counts=counts, owed=owed, today=TODAY, warn_days=3).colour == told


def test_the_sentence_names_what_is_late_and_by_how_much() -> None:
    owed = [Owed("县水务局没有填报“每月5日前”（2024年5月）的进展", date(2024, 5, 5))]
    now = standing(counts=Counts(3, 0, 2, 0, 1), owed=owed, today=TODAY, warn_days=3)
    assert (now.label, now.why) == (
        "超期",
        ("县水务局没有填报“每月5日前”（2024年5月）的进展，期限 2024年5月5日，已超 15 天",),
    )


TERMS = terms_around(TODAY, (date(2023, 3, 1), date(2023, 7, 15)), (date(2023, 8, 26), date(2023, 1, 15)))


def round_of(kind: str, every: str = "", *, today: date = TODAY, **more: Any) -> Any:
    values = {"amount": None, "measure": "", **more}
    return period(Rhythm(kind, every, **values), today, TERMS, since=date(2024, 3, 18))


@pytest.mark.parametrize(
    ("limit", "code", "first", "last"),
    [
        (round_of("every", "month"), "2024年5月", "05-01", "05-31"),
        (round_of("every", "quarter"), "2024年第2季度", "04-01", "06-30"),
        (round_of("every", "half_year"), "2024年上半年", "01-01", "06-30"),
        (round_of("every", "year"), "2024年", "01-01", "12-31"),
        (round_of("every", "week"), "2024年第21周", "05-20", "05-26"),
        (round_of("every", amount=1, measure="week"), "2024年第21周", "05-20", "05-26"),
        (round_of("every", amount=3, measure="month"), "2024年第2季度", "04-01", "06-30"),
        (round_of("window", "month", first_day=5, last_day=15), "2024年5月", "05-05", "05-15"),
        (round_of("by", "month", last_day=5), "2024年5月", "05-01", "05-05"),
        (
            round_of("window", "month", last_day=31, today=date(2024, 2, 3)),
            "2024年2月",
            "02-01",
            "02-29",
        ),
        (round_of("every", "day"), "2024年5月20日", "05-20", "05-20"),
        (round_of("every", "ten_days"), "2024年5月中旬", "05-11", "05-20"),
        (round_of("every", "ten_days", today=date(2024, 5, 31)), "2024年5月下旬", "05-21", "05-31"),
        (round_of("every", "half_month", today=date(2024, 2, 16)), "2024年2月下半月", "02-16", "02-29"),
        (round_of("every", amount=5, measure="month"), "2024年3月至7月", "03-01", "07-31"),
        (
            round_of("every", amount=5, measure="month", today=date(2024, 8, 1)),
            "2024年8月至12月",
            "08-01",
            "12-31",
        ),
        (round_of("every", amount=2, measure="year"), "2024年3月至2026年2月", "03-01", "02-28"),
        (round_of("every", amount=10, measure="day"), "2024年5月17日至5月26日", "05-17", "05-26"),
        (round_of("every", amount=2, measure="week"), "2024年5月13日至5月26日", "05-13", "05-26"),
        (round_of("every", "term"), "2024年春季学期", "03-01", "07-15"),
        (round_of("every", "term", today=date(2025, 1, 3)), "2024年秋季学期", "08-26", "01-15"),
    ],
)
def test_a_recurring_limit_is_in_one_round(limit: Any, code: str, first: str, last: str) -> None:
    assert (limit.code, f"{limit.first:%m-%d}", f"{limit.last:%m-%d}") == (code, first, last)


@pytest.mark.parametrize(
    "limit",
    [
        round_of("every", "term", today=date(2024, 8, 1)),
        round_of("every", amount=999999999, measure="month"),
        round_of("every", amount=999999999, measure="day"),
        round_of("every", amount=2, measure="working_day"),
        round_of("within", amount=10, measure="day"),
        round_of("by"),
        round_of("by", "quarter", last_day=5),
    ],
)
def test_what_is_no_calendar_round_opens_none(limit: Any) -> None:
    assert limit is None
