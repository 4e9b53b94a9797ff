"""Leads counted by township, and by the department that warned; one query each."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from dixian.commons.leads.enums import LeadState
from dixian.commons.leads.models import Lead, LeadQuerySet, LeadSource, overdue
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum


@dataclass
class Group:
    """Leads that have something in common: how many in each state, and how many are overdue."""

    code: str
    name: str
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LeadState.values, 0))
    late: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.states.values())


def by_township(post: Post) -> list[Group]:
    """One group for each township with leads, by code."""
    found = Lead.objects.visible_to(post)
    return _groups(found, "township__code", "township__name", lead="")


def by_unit(post: Post) -> tuple[list[Group], list[Group]]:
    """Groups by the unit that warned, and by how many units did, as far as `post` may see the sources.

    A lead counts at each of its units, so that these add up to more than all leads; the second list
    (code: the number of units) tells by how much, and holds each lead once.
    """
    sources = LeadSource.objects.visible_to(post).filter(lead__in=Lead.objects.visible_to(post).values("pk"))
    return (
        _groups(sources, "unit__code", "unit__short_name", lead="lead__"),
        _groups(counting_units(Lead.objects.visible_to(post), post), "units", "units", lead=""),
    )


def warned_by(leads: LeadQuerySet, unit: str, post: Post) -> LeadQuerySet:
    """`leads` with a source of this unit that `post` may see."""
    mine = LeadSource.objects.visible_to(post).filter(unit__code=unit)
    return leads.filter(pk__in=mine.values("lead_id"))


def counting_units(leads: LeadQuerySet, post: Post | None) -> Any:
    """`leads` with `units`: of how many units they have sources, as far as `post` may see them."""
    sources = LeadSource.objects.all() if post is None else LeadSource.objects.visible_to(post)
    of_lead = sources.filter(lead=OuterRef("pk")).order_by().values("lead")
    counted = of_lead.annotate(n=Count("unit", distinct=True)).values("n")
    return leads.annotate(units=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def sum_by_unit() -> Sum:
    """The leads of all units, without those counted again, are all leads."""
    at_units = LeadSource.objects.values("lead", "unit").distinct().count()
    again = dict(
        counting_units(Lead.objects.all(), None).values_list("units").annotate(n=Count("id")).order_by()
    )
    repeated = sum((units - 1) * count for units, count in again.items() if units)
    return Sum(
        "各部门线索数之和 = 线索数 + 几个部门都预警而重复计入的", at_units, Lead.objects.count() + repeated
    )


def _groups(found: QuerySet[Any], code: str, name: str, *, lead: str) -> list[Group]:
    """lead: how the lead is reached from a row of `found`."""
    rows = (
        found.annotate(is_late=Case(When(overdue(clock.today(), lead), then=True), default=False))
        .values_list(code, name, f"{lead}state", "is_late")
        .annotate(n=Count(f"{lead}id", distinct=True))
        .order_by(code)
    )
    groups: dict[str, Group] = {}
    for code_, name_, state, late, count in rows:
        group = groups.setdefault(str(code_), Group(str(code_), str(name_)))
        group.states[state] += count
        group.late += count if late else 0
    return list(groups.values())
