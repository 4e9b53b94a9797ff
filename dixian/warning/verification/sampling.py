"""The bureau looks again at some of what was closed as no risk: drawn at random, agreed with or reopened."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from dixian.commons.leads.api import Lead
from dixian.commons.leads.enums import LeadState, Verdict
from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.sums import Sum
from dixian.foundation.policy.api import due, number
from dixian.foundation.worklist.api import Obligation, discharge
from dixian.warning.verification.duties import SAMPLE, open_samples
from dixian.warning.verification.enums import Method
from dixian.warning.verification.models import Answer, Draw, Examination, Review, Sample
from dixian.warning.verification.reopening import reopen
from dixian.warning.verification.rules import drawn, wanted

AT_A_DESK = Q(answer__method__in=(Method.PHONE, Method.PAPERS)) | Q(many=True) | Q(answer__many=True)


@transaction.atomic
def draw(*, month: Month, post: Post, seed: str = "") -> Draw:
    """Draw from the leads whose "no risk" was confirmed in a month that has ended; each drawn one is a duty.

    seed: for drawing again; by itself a new one is made and kept.
    Raises NotAllowed; Refusal for a month that goes on, or was drawn already.
    """
    post.require(Capability.RELEASE)
    today = clock.today()
    if month.last >= today:
        raise Refusal(f"{month.label}还没有结束", "下个月再抽查这个月办结的线索")
    if Draw.objects.filter(month=month.code).exists():
        raise Refusal(f"{month.label}已经抽过", "每个月抽取一次，不能重抽")
    parts = {desk: _closed_in(month, desk=desk) for desk in (False, True)}
    rates = {desk: number("sample.percent.desk" if desk else "sample.percent") for desk in parts}
    made = Draw.objects.create(
        month=month.code,
        seed=seed or secrets.token_hex(8),
        percent=rates[False],
        percent_desk=rates[True],
        population=len(parts[False]),
        population_desk=len(parts[True]),
        on=today,
        by=post.acting_person,
    )
    limit = due("limit.sample", today)
    rows = []
    for desk, leads in parts.items():
        chosen = drawn([one.uid for one in leads], seed=made.seed, percent=rates[desk])
        rows += [_sample(made, one, desk=desk, limit=limit) for one in leads if one.uid in chosen]
    Sample.objects.bulk_create(rows, batch_size=500)
    open_samples(rows, month.label)
    return made


@transaction.atomic
def examine(*, sample: Sample, agreed: bool, post: Post, reason: str = "") -> Examination:
    """Agreed with, or reopened with a reason: the lead is the village's again.

    Raises NotAllowed; Refusal without a reason to reopen, for one's own work, or where it was examined already.
    """
    post.require(Capability.RELEASE)
    if not agreed and not reason.strip():
        raise Refusal("重新核实要写明理由", "写明哪里与实际不符")
    if Examination.objects.filter(sample=sample).exists():
        raise Refusal("这一户已经抽查过", "刷新页面看结果")
    last = Review.objects.filter(answer__lead=sample.lead_id, confirmed=True).select_related("answer").last()
    if last and post.acting_person.pk in (last.reviewed_by_id, last.answer.answered_by_id):
        raise Refusal("不能抽查自己核实或确认的户", "请另一位同事抽查")
    made = Examination.objects.create(
        sample=sample,
        household_id=sample.household_id,
        village_id=sample.village_id,
        agreed=agreed,
        reason="" if agreed else reason.strip(),
        on=clock.today(),
        by=post.acting_person,
    )
    discharge(kind=SAMPLE.code, subject_uids=[sample.uid], post=post)
    if not agreed:
        reopen(lead=sample.lead, why=f"县局抽查：{reason.strip()}")
    return made


def samples(post: Post) -> QuerySet[Sample]:
    """What was drawn, as far as the post reaches, with its lead and result; `many`: the village answered it together with others."""
    together = Answer.objects.filter(lead=OuterRef("lead"), many=True, made_at__lte=OuterRef("made_at"))
    found = Sample.objects.visible_to(post).annotate(many=Exists(together))
    return found.select_related("draw", "lead", "household", "village__parent", "examination__by")


def examinations_of(leads: Sequence[Lead], post: Post) -> list[Examination]:
    """What the bureau found of these leads when it looked again, oldest first."""
    found = Examination.objects.visible_to(post).filter(sample__lead__in=[one.pk for one in leads])
    return list(found.select_related("by", "sample").order_by("id"))


def draws() -> QuerySet[Draw]:
    """The draws, latest month first."""
    return Draw.objects.select_related("by").order_by("-month")


def sums_of_samples() -> list[Sum]:
    """As many were drawn as the rates ask for; each has its result or somebody has it in hand."""
    kept = Sample.objects.all()
    asked = sum(
        wanted(one.population, one.percent) + wanted(one.population_desk, one.percent_desk)
        for one in Draw.objects.all()
    )
    open_ones = Obligation.objects.filter(
        kind=SAMPLE.code, state="open", subject_uid__in=kept.filter(examination=None).values("uid")
    )
    return [
        Sum("抽中的户 = 按比例应抽的户", kept.count(), asked),
        Sum(
            "抽中的户 = 已抽查 + 有“抽查线索”待办",
            kept.count(),
            kept.filter(examination__isnull=False).count() + open_ones.count(),
        ),
    ]


def _closed_in(month: Month, *, desk: bool) -> list[Lead]:
    """The leads closed as no risk by a word of that month, at a desk or not."""
    words = Review.objects.filter(
        confirmed=True, on__gte=month.first, on__lte=month.last, answer__verdict=Verdict.NO_RISK
    )
    some = words.filter(AT_A_DESK) if desk else words.exclude(AT_A_DESK)
    standing = Lead.objects.filter(state=LeadState.CLOSED, verdict=Verdict.NO_RISK)
    in_days = standing.filter(closed_on__gte=month.first, closed_on__lte=month.last)
    found = in_days.filter(pk__in=some.values("answer__lead"))
    if not desk:
        found = found.exclude(pk__in=words.filter(AT_A_DESK).values("answer__lead"))
    return list(found.select_related("household").order_by("id"))


def _sample(made: Draw, lead: Lead, *, desk: bool, limit: date) -> Sample:
    return Sample(
        draw=made,
        lead=lead,
        household_id=lead.household_id,
        village_id=lead.village_id,
        desk=desk,
        due_on=limit,
    )


def results_of(drawn_: Iterable[Draw]) -> dict[int, tuple[int, int, int]]:
    """Draw id -> drawn, examined, reopened; in one query."""
    found: dict[int, list[int]] = {one.pk: [0, 0, 0] for one in drawn_}
    for draw_id, agreed in Sample.objects.filter(draw__in=list(found)).values_list(
        "draw_id", "examination__agreed"
    ):
        counts = found[draw_id]
        counts[0] += 1
        counts[1] += agreed is not None
        counts[2] += agreed is False
    return {pk: (one[0], one[1], one[2]) for pk, one in found.items()}
