"""Open, list, keep and close a sweep."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.jobs.api import enqueue
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import due
from dixian.warning.visits.duties import LIMITS, end_beats, follow_beats, open_opening, opened
from dixian.warning.visits.enums import StopState, SweepKind, SweepState
from dixian.warning.visits.listing import drop_ended, pieces, put_on, put_right, to_list, whose_are
from dixian.warning.visits.models import Stop, Sweep
from dixian.warning.visits.rules import half_of, half_words

LIST, LATE, KEEP = JOBS = ("visits.list", "visits.late", "visits.keep")
ENDED = "本期排查已经结束"


@transaction.atomic
def open_check(*, post: Post, due_on: date | None = None) -> Sweep:
    """Begin this half-year's check of every household; the list is made in the background.

    due_on: until when, by the limit where none is said.
    Raises NotAllowed; Refusal where this half-year has one, or for a limit that has passed.
    """
    post.require(Capability.RELEASE)
    today = clock.today()
    period = half_of(today)
    if Sweep.objects.filter(kind=SweepKind.HALF, period=period).exists():
        raise Refusal(f"{half_words(period)}的集中排查已经发起", "打开它看进度；下半年再发起下一次")
    until = due_on or due(LIMITS[SweepKind.HALF], today)
    if until <= today:
        raise Refusal("期限须晚于今天", "改用更晚的日期")
    made = Sweep.objects.create(
        kind=SweepKind.HALF, period=period, opened_on=today, due_on=until, opened_by=post.acting_person
    )
    enqueue(LIST, key=f"sweep:{made.pk}", sweep_id=made.pk)
    opened(period, post)
    return made


def remind_of_check(today: date) -> None:
    """From a half-year's first day on its check is the bureau's to begin, until it has."""
    period = half_of(today)
    if not Sweep.objects.filter(kind=SweepKind.HALF, period=period).exists():
        open_opening(period, half_words(period), date(today.year, 1 if today.month <= 6 else 7, 1))


def open_month(today: date) -> Sweep | None:
    """This month's round of the focus households, where there is none; what is left of earlier months ends. The new one."""
    month = Month.of(today)
    close_months(before=month.code)
    if Sweep.objects.filter(kind=SweepKind.MONTH, period=month.code).exists():
        return None
    until = min(due(LIMITS[SweepKind.MONTH], month.first), month.last)
    return Sweep.objects.create(
        kind=SweepKind.MONTH, period=month.code, opened_on=month.first, due_on=max(until, today)
    )


@transaction.atomic
def close_check(*, sweep: Sweep, word: str, post: Post) -> None:
    """The check has ended; whoever was not looked at is told as missed, for which `word` says why.

    Raises NotAllowed; Refusal where it is not open, or households are left and nothing is said of them.
    """
    post.require(Capability.RELEASE)
    left = Stop.objects.filter(sweep=sweep, state__in=(StopState.OPEN, StopState.ABSENT)).count()
    if left and not word.strip():
        raise Refusal(f"还有 {left} 户没有走访到", "写明为什么结束、这些户怎样处理")
    _close(sweep, word.strip()[:300], post)


def close_months(*, before: str) -> None:
    """Rounds of earlier months end by themselves."""
    for sweep in Sweep.objects.filter(kind=SweepKind.MONTH, period__lt=before, state=SweepState.OPEN):
        _close(sweep, "", None)


def add_late(sweep: Sweep) -> int:
    """Whoever came into the register, or into a focus group, since the list was made. Returns how many."""
    moment = clock.now()
    homes = to_list(sweep)
    whose, beats = whose_are(homes) if homes else {}, set[int]()
    for piece in pieces(homes):
        beats |= put_on(sweep, piece, whose)
    Sweep.objects.filter(pk=sweep.pk).update(listed_at=moment, version=F("version") + 1)
    follow_beats(beats)
    return len(homes)


def keep(sweep: Sweep) -> None:
    """Who has ended is no longer waited for; what is left lies with whoever is named now."""
    follow_beats(drop_ended(sweep) | put_right(sweep))


def open_ones() -> Iterable[Sweep]:
    """The sweeps that go on."""
    return list(Sweep.objects.filter(state=SweepState.OPEN).order_by("id"))


def _close(sweep: Sweep, word: str, post: Post | None) -> None:
    done = Sweep.objects.filter(pk=sweep.pk, state=SweepState.OPEN).update(
        state=SweepState.CLOSED,
        closed_on=clock.today(),
        closed_by=post.acting_person if post else None,
        word=word,
        version=F("version") + 1,
    )
    if not done:
        raise Refusal("这次排查不在进行中", "刷新页面看最新情况")
    Stop.objects.filter(sweep=sweep, state=StopState.OPEN).update(
        state=StopState.MISSED, version=F("version") + 1
    )
    end_beats(sweep, ENDED)
