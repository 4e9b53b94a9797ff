"""Who is responsible where, and the 屯 and households nobody is responsible for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Capability
from dixian.foundation.worklist.api import posts_able
from dixian.registry.households.api import Household
from dixian.warning.verification.models import Assignee


@dataclass(frozen=True)
class Uncovered:
    """A place, how many of its households nobody is responsible for."""

    code: str
    township: str
    village: str
    group: str
    count: int


def assignees(post: Post) -> QuerySet[Assignee]:
    """Who is responsible, as far as a post reaches, with what a list shows; `stands`: they can act."""
    able = posts_able(Capability.ANSWER).filter(pk=OuterRef("post"))
    found = Assignee.objects.visible_to(post).annotate(stands=Exists(able))
    return found.select_related("village__parent", "household", "post__user", "post__unit")


def uncovered(post: Post) -> Any:
    """The living households nobody who can act is named for, nor for their 屯, nor for their village."""
    named = Assignee.objects.filter(post__in=posts_able(Capability.ANSWER).values("pk"))
    own = named.filter(household=OuterRef("pk"))
    groups = named.filter(household=None, village=OuterRef("village")).filter(
        Q(group_name="") | Q(group_name=OuterRef("group_name"))
    )
    living = Household.objects.visible_to(post).filter(valid_to=None)
    return living.filter(~Exists(own), ~Exists(groups))


def by_township_uncovered(post: Post) -> list[Uncovered]:
    """How many of them in each township, by code."""
    rows = uncovered(post).order_by().values_list("village__parent__code", "village__parent__name")
    counted = rows.annotate(n=Count("pk")).order_by("village__parent__code")
    return [Uncovered(code, name, "", "", n) for code, name, n in counted]


def by_group_uncovered(post: Post, township: str) -> list[Uncovered]:
    """How many of them in each 屯 of a township, by village."""
    rows = uncovered(post).filter(village__parent__code=township).order_by()
    named = rows.values_list("village__code", "village__parent__name", "village__name", "group_name")
    counted = named.annotate(n=Count("pk")).order_by("village__code", "group_name")
    return [Uncovered(*one) for one in counted]
