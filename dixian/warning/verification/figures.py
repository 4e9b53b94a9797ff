"""How a month was worked: which leads were answered, in time, returned, entered late, reopened, found at risk."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from dixian.commons.leads.api import LeadQuerySet
from dixian.commons.leads.enums import Verdict
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.worklist.api import Obligation
from dixian.warning.verification.duties import ANSWER
from dixian.warning.verification.models import Answer, Examination, Review


class Figure(models.TextChoices):
    """A figure of a month; each counts leads, and is the list of these leads."""

    ANSWERED = "answered", "村里反馈"
    LATE = "late_answers", "其中超期反馈"
    MANY = "many", "其中批量核实"
    BACKDATED = "backdated", "补录"
    RETURNED = "sent_back", "乡镇退回"
    CONFIRMED = "confirmed", "乡镇确认"
    AT_RISK = "found_at_risk", "其中有风险"
    REOPENED = "reopened", "抽查后重新核实"


@dataclass(frozen=True)
class Counted:
    """Figure -> how many leads, and what follows from them."""

    counts: dict[str, int]

    @property
    def on_time(self) -> str:
        """The share answered in time."""
        answered = self.counts[Figure.ANSWERED]
        return _share(answered - self.counts[Figure.LATE], answered)

    @property
    def yielded(self) -> str:
        """The share of what was confirmed that was at risk: how precisely was warned."""
        return _share(self.counts[Figure.AT_RISK], self.counts[Figure.CONFIRMED])


def counted(found: LeadQuerySet, month: Month) -> Counted:
    """The figures of a month among these leads."""
    counts = {one.value: Count("pk", filter=_within(one, month)) for one in Figure}
    # The year's leads are many, those of a month few: nothing but these is looked at.
    touched = _leads(Figure.ANSWERED, month).union(
        _leads(Figure.RETURNED, month), _leads(Figure.CONFIRMED, month), _leads(Figure.REOPENED, month)
    )
    return Counted(found.filter(pk__in=touched).select_related(None).order_by().aggregate(**counts))


def with_figure(found: LeadQuerySet, figure: Figure, month: Month) -> LeadQuerySet:
    """Those of the leads that the figure of the month counts."""
    return found.filter(_within(figure, month))


def _within(figure: Figure, month: Month) -> Q:
    within = Q(pk__in=_leads(figure, month))
    return within & Q(Exists(_late(month))) if figure == Figure.LATE else within


def _leads(figure: Figure, month: Month) -> Any:
    on = Q(on__gte=month.first, on__lte=month.last)
    answers = Answer.objects.filter(event_on__gte=month.first, event_on__lte=month.last)
    if figure == Figure.BACKDATED:
        answers = answers.filter(made_at__date__gt=F("event_on"))
    if figure == Figure.MANY:
        answers = answers.filter(many=True)
    if figure in (Figure.ANSWERED, Figure.LATE, Figure.MANY, Figure.BACKDATED):
        return answers.values("lead")
    if figure == Figure.REOPENED:
        return Examination.objects.filter(on, agreed=False).values("sample__lead")
    reviews = Review.objects.filter(on, confirmed=figure != Figure.RETURNED)
    if figure == Figure.AT_RISK:
        reviews = reviews.filter(answer__verdict__in=(Verdict.AT_RISK, Verdict.NEW_RISK))
    return reviews.values("answer__lead")


def _late(month: Month) -> Any:
    """Of a lead, not of all: there are as many duties as a year has had steps."""
    of_lead = Obligation.objects.filter(subject_uid=OuterRef("uid"), kind=ANSWER.code)
    done = of_lead.filter(state="done", done_on__gt=F("due_on"))
    return done.filter(done_on__gte=month.first, done_on__lte=month.last)


def _share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else "—"
