"""Leads counted by township, and by the department that warned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, QuerySet, When

from dixian.commons.leads.enums import IN_THE_LOOP, LeadState
from dixian.commons.leads.models import Lead, LeadQuerySet, LeadSource, overdue
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.sums import Sum

# The names of all states are worked out anew each time they are asked for.
NONE_YET = dict.fromkeys(LeadState.values, 0)


@dataclass
class Group:
    """Leads that have something in common: how many in each state, and how many of these are overdue."""

    code: str
    name: str
    states: dict[str, int] = field(default_factory=NONE_YET.copy)
    late_in: dict[str, int] = field(default_factory=NONE_YET.copy)

    @property
    def late(self) -> int:
        """How many are overdue."""
        return sum(self.late_in.values())

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.states.values())

    def add(self, other: "Group", times: int = 1) -> None:
        """Count the leads of another in, so many times."""
        for state in LeadState.values:
            self.states[state] += times * other.states[state]
            self.late_in[state] += times * other.late_in[state]


def together(groups: Iterable[Group], code: str, name: str) -> Group:
    """The leads of all the groups, of which each is in one."""
    made = Group(code, name)
    for one in groups:
        made.add(one)
    return made


def by_township(post: Post, of: LeadQuerySet | None = None) -> list[Group]:
    """One group for each township with leads (of these, where given), by code."""
    found = Lead.objects.visible_to(post) if of is None else of.select_related(None)
    return _groups(found, "township__code", "township__name", lead="")


def by_unit(post: Post, everything: Group) -> tuple[list[Group], list[Group]]:
    """Groups by the unit that warned, and of the leads of several units or none, as far as `post` may see the sources.

    everything: all leads it reaches. A lead counts at each of its units, so that these add up to more than all leads; the
    second list (code: the number of units) tells by how much.
    """
    reached = Lead.objects.visible_to(post)
    sources = LeadSource.objects.visible_to(post).filter(lead__in=reached.values("pk"))
    units = _groups(sources, "unit__code", "unit__short_name", lead="lead__")
    several = (
        _with_late(sources, "lead__")
        .order_by()
        .values_list("lead", "lead__state", "is_late")
        .annotate(n=Count("unit", distinct=True))
        .filter(n__gt=1)
    )
    # A row of each lead, not a question for each number.
    rows = ((n, n, state, late, 1) for _, state, late, n in several)
    shared = sorted(_tallied(rows), key=lambda group: int(group.code))
    unseen = together([everything], "0", "0")
    for one in units:
        unseen.add(one, -1)
    for one in shared:
        unseen.add(one, int(one.code) - 1)
    return units, [*([unseen] if unseen.total else []), *shared]


def by_month(post: Post) -> list[Group]:
    """One group for each month in which leads were found, latest first; code and name are the month's code."""
    months: dict[str, Group] = {}
    # By day, of which a year has few: asking the database for the month of each lead took most of the page.
    for day in _groups(Lead.objects.visible_to(post), "opened_on", "opened_on", lead=""):
        month = day.code[: len("2024-04")]
        months.setdefault(month, Group(month, month)).add(day)
    return list(months.values())[::-1]


# Days since a lead was found, from and to (none: and more), as the limit of 15 days to identification makes them matter.
AGES = ((0, 7), (8, 15), (16, 30), (31, None))


def by_age(post: Post) -> list[Group]:
    """How old the leads in the loop are; code `8-15` or `31-`, in days."""
    reached = Lead.objects.visible_to(post)
    groups = []
    for first, last in AGES:
        code, name = age_code(first, last), f"{first}—{last} 天" if last else f"{first} 天以上"
        groups.append(together(_groups(aged(reached, code), "verdict", "verdict", lead=""), code, name))
    return groups


def age_code(first: int, last: int | None) -> str:
    """How an age is written in an address."""
    return f"{first}-{last or ''}"


def aged(leads: LeadQuerySet, code: str) -> LeadQuerySet:
    """Those of the leads that are in the loop and so old; none for a code that is no age."""
    known = {age_code(*one): one for one in AGES}
    if code not in known:
        return leads.none()
    (first, last), today = known[code], clock.today()
    found = leads.filter(state__in=IN_THE_LOOP)
    if first:
        found = found.filter(opened_on__lte=today - timedelta(days=first))
    return found.filter(opened_on__gte=today - timedelta(days=last)) if last else found


def warned_by(leads: LeadQuerySet, unit: str, post: Post) -> LeadQuerySet:
    """`leads` with a source of this unit that `post` may see."""
    mine = LeadSource.objects.visible_to(post).filter(unit__code=unit)
    return leads.filter(pk__in=mine.values("lead_id"))


def of_units(leads: LeadQuerySet, number: int, post: Post) -> LeadQuerySet:
    """`leads` with sources of so many units, as far as `post` may see them."""
    sources = LeadSource.objects.visible_to(post)
    if not number:
        return leads.exclude(pk__in=sources.values("lead"))
    # All at once: asked of each lead by itself it took 0.6 s of a county under row security.
    return leads.filter(pk__in=_units_of_each(sources).filter(n=number).values("lead"))


def sum_by_unit() -> Sum:
    """The leads of all units, without those counted again, are all leads."""
    sources = LeadSource.objects.all()
    at_units = sources.values("lead", "unit").distinct().count()
    repeated = sum(n - 1 for n in _units_of_each(sources).filter(n__gt=1).values_list("n", flat=True))
    return Sum(
        "各部门线索数之和 = 线索数 + 几个部门都预警而重复计入的", at_units, Lead.objects.count() + repeated
    )


def _units_of_each(sources: QuerySet[LeadSource]) -> Any:
    """Lead -> `n`, of how many units it has sources."""
    return sources.order_by().values("lead").annotate(n=Count("unit", distinct=True))


def _groups(found: QuerySet[Any], code: str, name: str, *, lead: str) -> list[Group]:
    """lead: how the lead is reached from a row of `found`; "" where each row is one."""
    rows = (
        _with_late(found, lead)
        .values_list(code, name, f"{lead}state", "is_late")
        .annotate(n=Count(f"{lead}id", distinct=bool(lead)))
        .order_by(code)
    )
    return _tallied(rows)


def _with_late(found: QuerySet[Any], lead: str) -> QuerySet[Any]:
    return found.annotate(is_late=Case(When(overdue(clock.today(), lead), then=True), default=False))


def _tallied(rows: Iterable[tuple[Any, Any, str, bool, int]]) -> list[Group]:
    """Groups in the order of `rows`: code, name, state, overdue, how many."""
    groups: dict[str, Group] = {}
    for code, name, state, late, count in rows:
        group = groups.setdefault(str(code), Group(str(code), str(name)))
        group.states[state] += count
        group.late_in[state] += count if late else 0
    return list(groups.values())
