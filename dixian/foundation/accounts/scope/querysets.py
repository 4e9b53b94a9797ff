"""`.visible_to(post)`: the only way to list (decision 6)."""

from collections.abc import Collection
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, F, Func, Q, Subquery

from dixian.foundation.accounts.models import Post, Reach
from dixian.foundation.accounts.scope.reach import Span, span_of
from dixian.foundation.areas.api import Unit
from dixian.foundation.kernel.scope import Scope, Through

M = TypeVar("M", bound=models.Model)


class AnyOf(Func):
    """Whether a column holds one of a subquery's values, which PostgreSQL gathers before it looks for the column's."""

    arg_joiner = " = ANY(ARRAY"
    template = "(%(expressions)s))"
    output_field = models.BooleanField()


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
    if scope.through and span.units:
        reached |= Q(**{f"{scope.through.column}__in": _named_by(scope.through, span.units)})
    if scope.overseer and span.units:
        reached |= Q(Exists(Unit.objects.filter(code=scope.overseer, pk__in=span.units)))
    if scope.post:
        reached |= Q(**{scope.post: span.post})
    if scope.household:
        own, of_unit = Q(post_id=span.post), Q(unit_id__in=span.units)
        if scope.guard:
            reached |= _household_in(scope, own, span)
            reached |= _household_in(scope, of_unit, span) & Q(**{f"{scope.guard}__isnull": True})
        else:
            reached |= _household_in(scope, own | of_unit, span)
    return queryset.filter(reached)


def _named_by(through: Through, units: Collection[int]) -> Any:
    """The keys under which another table names one of these units."""
    rows = apps.get_model(through.model)._default_manager
    asked = dict([through.where] if through.where else []) | {f"{through.unit}__in": units}
    return rows.filter(**asked).values(through.key)


def _household_in(scope: Scope, reach: Q, span: Span) -> Q:
    households = Reach.objects.filter(reach).values("household_id")
    if connection.vendor == "postgresql" and span.areas:
        # Beside whole areas they are few, and PostgreSQL finds either by its index; for an IN it reads the whole table.
        return Q(AnyOf(F(str(scope.household)), Subquery(households)))
    return Q(**{f"{scope.household}__in": households})
