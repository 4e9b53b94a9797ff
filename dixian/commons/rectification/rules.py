"""Decisions on plain values: when a closed problem is looked at again, and what is wrong with a problem's days."""

from datetime import date

from dixian.foundation.kernel.calendar import Month


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    month = Month.of(day)
    for _ in range(months):
        month = month.next()
    return month.day(day.day)


def wrong_days(found_on: date, due_on: date | None, today: date, first: date, last: date) -> str:
    """What is wrong with the days of a problem, "" where nothing is. first, last: beyond them a day is a slip of the year."""
    if found_on > today:
        return "发现日期在今天以后"
    if due_on is None:
        return "限期整改的没有写整改期限"
    if due_on < found_on:
        return "整改期限早于发现日期"
    if found_on < first or due_on > last:
        return f"发现日期在 {first} 以前，或者整改期限在 {last} 以后"
    return ""
