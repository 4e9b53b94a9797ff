"""Units in which nobody is named as 第一责任人, 分管领导 or 联络员 (R15.2)."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dixian.foundation.areas.enums import ContactRole, Tier
from dixian.foundation.areas.models import Unit, UnitContact
from dixian.foundation.areas.selectors import in_force
from dixian.foundation.kernel import clock

# Schools, clinics and works answer through the unit above them; they may have contacts and need not.
ANSWERING = (Tier.COUNTY, Tier.TOWNSHIP, Tier.VILLAGE)


def vacancies(tiers: Iterable[Tier] = ANSWERING, *, on: date | None = None) -> QuerySet[Unit]:
    """Units in force of these tiers that lack somebody on a day; each bears `lacks_<role>`."""
    day = on or clock.today()
    named = UnitContact.objects.filter(in_force(day), unit=OuterRef("pk")).exclude(name="")
    lacks = {f"lacks_{role}": ~Exists(named.filter(role=role)) for role in ContactRole}
    kinds = [kind for tier in tiers for kind in tier.kinds]
    units = Unit.objects.filter(in_force(day), kind__in=kinds).annotate(**lacks)
    return units.filter(reduce(or_, (lacking(role) for role in ContactRole)))


def lacking(role: ContactRole) -> Q:
    """Those of `vacancies` that lack somebody in this role."""
    return Q(**{f"lacks_{role}": True})


def vacancy_counts(units: QuerySet[Unit]) -> dict[ContactRole, int]:
    """How many of `vacancies` lack somebody in each role."""
    counts = units.aggregate(**{str(role): Count("pk", filter=lacking(role)) for role in ContactRole})
    return {role: counts[role] for role in ContactRole}
