"""The township looks again at a dated share of what was looked at: drawn at random, as said or different."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.areas.api import Area
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.api import number
from dixian.warning.verification.api import drawn
from dixian.warning.visits.duties import end_recheck, follow_beats, open_recheck
from dixian.warning.visits.enums import SEEN, StopState, SweepKind, SweepState
from dixian.warning.visits.models import Recheck, RecheckDraw, RecheckResult, Stop, Sweep
from dixian.warning.visits.rules import share


@transaction.atomic
def draw_rechecks(*, sweep: Sweep, township: Area, post: Post, seed: str = "") -> RecheckDraw:
    """Draw from the households of the township that were looked at; all that were drawn are one duty.

    seed: for drawing again; by itself a new one is made and kept.
    Raises NotAllowed; Refusal for a month's round, one that is not open, a township that has drawn, or nothing to draw.
    """
    post.require(Capability.CONFIRM)
    if sweep.kind != SweepKind.HALF or sweep.state != SweepState.OPEN:
        raise Refusal("只在进行中的集中排查里抽取复核", "每月走访的结果由县局抽查")
    if RecheckDraw.objects.filter(sweep=sweep, township=township).exists():
        raise Refusal(f"{township.name}已经抽过", "每次排查抽取一次，不能重抽")
    seen = list(Stop.objects.filter(sweep=sweep, township=township, state__in=SEEN).order_by("id"))
    percent = number("recheck.percent")
    made = RecheckDraw(
        sweep=sweep, township=township, seed=seed or secrets.token_hex(8), percent=percent,
        population=len(seen), on=clock.today(), by=post.acting_person,
    )  # fmt: skip
    chosen = drawn([one.uid for one in seen], seed=made.seed, percent=percent)
    if not chosen:
        raise Refusal(f"{township.name}还没有走访过的户可抽", "各村走访完再抽取")
    made.save()
    # The database sees to it that what was looked at has its visit.
    of_visits = {one.pk: one.visit_id or 0 for one in seen}
    rows = [
        Recheck(
            draw=made, stop=one, visit_id=of_visits[one.pk], state=one.state,
            household_id=one.household_id, village_id=one.village_id,
        )
        for one in seen
        if one.uid in chosen
    ]  # fmt: skip
    Recheck.objects.bulk_create(rows, batch_size=500)
    open_recheck(made, len(rows))
    return made


@transaction.atomic
def recheck(*, drawn_one: Recheck, differs: bool, found: str, post: Post) -> RecheckResult:
    """As the village said, or different: then the household is to be looked at once more while the check goes on.

    Raises NotAllowed; Refusal for a difference without words, for one's own visit, where it was looked at already.
    """
    post.require(Capability.CONFIRM)
    if differs and not found.strip():
        raise Refusal("有差异的要写明", "写明哪里和走访登记的不一样")
    if drawn_one.visit.by_id == post.acting_person.pk:
        raise Refusal("不能复核自己的走访", "请另一位同事复核")
    if RecheckResult.objects.filter(recheck=drawn_one).exists():
        raise Refusal("这一户已经复核过", "刷新页面看结果")
    made = RecheckResult.objects.create(
        recheck=drawn_one,
        household_id=drawn_one.household_id,
        village_id=drawn_one.village_id,
        differs=differs,
        found=found.strip()[:200] if differs else "",
        on=clock.today(),
        by=post.acting_person,
    )
    if differs:
        _again(drawn_one, made.found)
    if not Recheck.objects.filter(draw=drawn_one.draw_id, result=None).exists():
        end_recheck(drawn_one.draw, post)
    return made


def rechecks(draw: RecheckDraw, post: Post) -> QuerySet[Recheck]:
    """What was drawn, with what the village said and what was found."""
    found = Recheck.objects.visible_to(post).filter(draw=draw)
    return found.select_related("household", "village", "visit__by", "stop", "result__by", "draw__sweep")


@dataclass(frozen=True)
class Rechecked:
    """A township's draw: how many were drawn, looked at, different."""

    draw: RecheckDraw
    drawn: int
    looked: int
    differ: int

    @property
    def rate(self) -> str:
        """The share of those looked at that was different."""
        return share(self.differ, self.looked)


def rechecked(sweep: Sweep, post: Post) -> list[Rechecked]:
    """The townships that have drawn, by code."""
    draws = RecheckDraw.objects.visible_to(post).filter(sweep=sweep).select_related("township", "by")
    counted = draws.annotate(
        n=Count("rechecks"),
        looked=Count("rechecks__result"),
        differ=Count("rechecks__result", filter=Q(rechecks__result__differs=True)),
    )
    return [Rechecked(one, one.n, one.looked, one.differ) for one in counted.order_by("township__code")]


def _again(drawn_one: Recheck, why: str) -> None:
    stop = Stop.objects.select_related("sweep").get(pk=drawn_one.stop_id)
    if stop.sweep.state != SweepState.OPEN or stop.state not in SEEN:
        return
    Stop.objects.filter(pk=stop.pk).update(
        state=StopState.OPEN, again=f"乡镇复核有差异：{why}"[:200], version=F("version") + 1
    )
    follow_beats([stop.beat_id])
