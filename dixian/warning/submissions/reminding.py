"""Reminders of a month's window: at its opening, some days before its end, when it was missed. Nothing here writes.

Each comes once, in the one digest of the day: to the unit's clerk, of what was missed to its head too (R2.3).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Role
from dixian.foundation.areas.api import in_force
from dixian.foundation.kernel.calendar import Month, zh_day
from dixian.foundation.policy.api import number
from dixian.foundation.worklist.api import Obligation, holders
from dixian.warning.submissions.duties import SUBMIT
from dixian.warning.submissions.enums import Reminded
from dixian.warning.submissions.models import Submission

HEADS = (Role.DEPARTMENT_HEAD, Role.BUREAU_HEAD, Role.TOWNSHIP_HEAD)
# Kinds a line names.
NAMED = 3


class Occasion(NamedTuple):
    """What people are reminded of at once: a month whose window ends on a day, and how far it is."""

    month: str
    due_on: date
    stage: Reminded

    @property
    def key(self) -> str:
        """By which nobody is told of it twice."""
        return f"window:{self.month}:{self.due_on}:{self.stage}"


@dataclass(frozen=True)
class Line:
    """An occasion, and what each post is told of it."""

    of: Occasion
    posts: Mapping[int, str]


def reminders(today: date) -> Iterator[Line]:
    """What is to be said by today about the months that have not been reported, of this month and the one before."""
    since = Month.of(today).previous().first
    duties = list(
        Obligation.objects.filter(kind=SUBMIT.code, state="open", due_on__gte=since)
        .select_related("unit", "area")
        .order_by("id")
    )
    months = dict(
        Submission.objects.filter(uid__in=[one.subject_uid for one in duties]).values_list("uid", "month")
    )
    before = timedelta(days=int(number("remind.window.days", today)))
    groups: dict[Occasion, list[Obligation]] = defaultdict(list)
    for one in duties:
        stage = _stage(one.due_on, today, before)
        groups[Occasion(months[one.subject_uid], one.due_on, stage)].append(one)
    held, heads = holders(duties), _heads({one.unit_id for one in duties if one.unit_id}, today)
    for of, some in groups.items():
        yield Line(of, {pk: _words(of, names) for pk, names in _by_post(of, some, held, heads).items()})


def _stage(due_on: date, today: date, before: timedelta) -> Reminded:
    if today > due_on:
        return Reminded.MISSED
    return Reminded.ENDING if today >= due_on - before else Reminded.OPENING


def _by_post(
    of: Occasion,
    duties: Sequence[Obligation],
    held: Mapping[int, list[Post]],
    heads: Mapping[int, list[int]],
) -> dict[int, list[str]]:
    """Post -> the kinds it hears of."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in duties:
        posts = held[one.pk]
        told = [post.pk for post in posts if post.role not in HEADS] or [post.pk for post in posts]
        if of.stage == Reminded.MISSED:
            told += heads.get(one.unit_id or 0, [])
        for pk in dict.fromkeys(told):
            found[pk].append(one.subject_label)
    return found


def _heads(units: set[int], today: date) -> dict[int, list[int]]:
    """Unit -> the posts of its heads."""
    posts = Post.objects.filter(in_force(today), unit__in=units, role__in=HEADS, user__is_active=True)
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, pk in posts.order_by("id").values_list("unit_id", "pk"):
        found[unit_id].append(pk)
    return found


def _words(of: Occasion, names: Sequence[str]) -> str:
    month, more = Month.parse(of.month).label, "等" if len(names) > NAMED else ""
    kinds = f"{len(names)} 种（{'、'.join(names[:NAMED])}{more}）"
    return {
        Reminded.OPENING: f"{month}报送窗口已开，待报 {kinds}，{zh_day(of.due_on)}截止",
        Reminded.ENDING: f"{month}报送{zh_day(of.due_on)}截止，还有 {kinds}未报",
        Reminded.MISSED: f"{month}报送已于{zh_day(of.due_on)}截止，逾期未报 {kinds}",
    }[of.stage]
