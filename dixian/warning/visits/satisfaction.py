"""Satisfaction and awareness (R19): what people said, counted by village and by helper."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from dixian.foundation.accounts.api import Post, Reach
from dixian.foundation.accounts.enums import Role
from dixian.warning.visits.models import VisitAnswer
from dixian.warning.visits.rules import share

FIGURES = ("satisfaction", "awareness")


@dataclass
class Told:
    """What was said in one place, or of one helper's households: question -> option -> how many."""

    code: str
    name: str
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, question: str, choice: str, count: int) -> None:
        """Count some more."""
        of_it = self.counts.setdefault(question, {})
        of_it[choice] = of_it.get(choice, 0) + count

    def asked(self, question: str) -> int:
        """How many have said something."""
        return sum(self.counts.get(question, {}).values())

    def of(self, question: str, *choices: str) -> int:
        """How many have said one of these."""
        return sum(self.counts.get(question, {}).get(one, 0) for one in choices)

    def rate(self, question: str, *choices: str) -> str:
        """Their share."""
        return share(self.of(question, *choices), self.asked(question))


def said(post: Post, first: date, last: date) -> QuerySet[VisitAnswer]:
    """The answers that count for a figure, of these days, as far as the post reaches."""
    found = VisitAnswer.objects.visible_to(post).filter(figure__in=FIGURES, on__gte=first, on__lte=last)
    return found.exclude(choice="")


def by_township(found: QuerySet[VisitAnswer]) -> list[Told]:
    """By township, by code."""
    return _told(found, "village__parent__code", "village__parent__name")


def by_village(found: QuerySet[VisitAnswer], township: str) -> list[Told]:
    """By village of a township, by code."""
    return _told(found.filter(village__parent__code=township), "village__code", "village__name")


def by_helper(found: QuerySet[VisitAnswer]) -> list[Told]:
    """By the helper a household is paired with now; a household of two counts with both."""
    helped: dict[int, list[tuple[str, str]]] = {}
    pairs: Any = Reach.objects.filter(post__role=Role.HELPER, household_id__in=found.values("household_id"))
    for home, uid, name in pairs.values_list("household_id", "post__uid", "post__user__name"):
        helped.setdefault(home, []).append((str(uid), name))
    groups: dict[str, Told] = {}
    rows: Any = found.order_by().values_list("household_id", "question", "choice").annotate(n=Count("id"))
    for home, question, choice, count in rows.filter(household_id__in=helped):
        for uid, name in helped[home]:
            groups.setdefault(uid, Told(uid, name)).add(question, choice, count)
    return sorted(groups.values(), key=lambda one: (one.name, one.code))


def of_helper(found: QuerySet[VisitAnswer], helper: UUID) -> QuerySet[VisitAnswer]:
    """Those of the households this post helps now."""
    return found.filter(household__in=Reach.objects.filter(post__uid=helper).values("household_id"))


def together(groups: list[Told]) -> Told:
    """The sum of them."""
    whole = Told("", "合计")
    for one in groups:
        for question, counts in one.counts.items():
            for choice, count in counts.items():
                whole.add(question, choice, count)
    return whole


def _told(found: QuerySet[VisitAnswer], code: str, name: str) -> list[Told]:
    rows: Any = found.order_by().values_list(code, name, "question", "choice").annotate(n=Count("id"))
    groups: dict[str, Told] = {}
    for place, called, question, choice, count in rows.order_by(code):
        groups.setdefault(place, Told(place, called)).add(question, choice, count)
    return list(groups.values())
