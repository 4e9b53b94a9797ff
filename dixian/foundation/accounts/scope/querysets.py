"""`.visible_to(post)`: the only way to list (decision 6)."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from dixian.foundation.accounts.models import Post, Reach
from dixian.foundation.accounts.scope.reach import span_of
from dixian.foundation.kernel.scope import Scope

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Base of the querysets of all scoped models."""

    def visible_to(self, post: Post) -> Self:
        """The rows this post reaches, from the model's declaration."""
        return visible(self, post)


def visible(queryset: Any, post: Post) -> Any:
    """`queryset` narrowed to what `post` reaches."""
    scope: Scope = queryset.model.scope
    span = span_of(post)
    if scope.everyone or span.everything:
        return queryset
    reached = Q(pk__in=())
    if scope.area and span.areas:
        reached |= Q(**{f"{scope.area}__in": span.areas})
    if scope.unit and span.units:
        reached |= Q(**{f"{scope.unit}__in": span.units})
    if scope.post:
        reached |= Q(**{scope.post: span.post})
    if scope.household:
        own = Q(post_id=span.post) | Q(unit_id__in=span.units)
        reached |= Q(**{f"{scope.household}__in": Reach.objects.filter(own).values("household_id")})
    return queryset.filter(reached)
