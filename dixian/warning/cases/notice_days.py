"""The full days of a notice, and why they are not over yet."""

from datetime import date

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due


def hangs_until(on: date) -> date:
    """The last full day (`limit.notice`; facts 1.4), counted from the posting, or from today where it is entered later.

    A notice that nobody could look up here has not been checked to hang: a claimed earlier day takes no day off it.
    """
    return due("limit.notice", max(on, clock.today()))


def refuse_unfinished(until: date | None, on: date, *, posted: date | None, whose: str = "") -> None:
    """Raises Refusal while its days are not over on `on`, or for a day to come. posted: 公示日期; whose: of whom it speaks."""
    if until is None or on <= until or on > clock.today():
        raise Refusal(
            f"{whose}公示自登记之日起算（填写的公示日期是 {posted}），要满 {until} 一整天，次日起才能登记结果",
            f"{until} 以后再登记",
        )
