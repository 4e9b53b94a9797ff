"""Lists of duties."""

from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Q

from dixian.foundation.accounts.api import Post, ScopedQuerySet, span_of
from dixian.foundation.worklist.enums import DutyState
from dixian.foundation.worklist.hands import held_by


class ObligationQuerySet(ScopedQuerySet[Any]):
    """Chainable narrowings; `.visible_to(post)` comes from accounts."""

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(state=DutyState.OPEN)

    def overdue(self, on: date) -> Self:
        """Open and past their limit on `on`."""
        return self.open().filter(due_on__lt=on)

    def due_within(self, on: date, days: int) -> Self:
        """Open, in time, and due within `days` from `on`."""
        return self.open().filter(due_on__gte=on, due_on__lte=on + timedelta(days=days))

    def for_hands_of(self, post: Post) -> Self:
        """Open, and in the hands of this post by the rule of `hands`."""
        mine = Q(post=post, capability__in=sorted(post.capabilities()))
        # Who reads the whole county reaches every household, and holds none of their duties.
        alone = Q(pk__in=()) if span_of(post).everything else Q(unit=None, area=None)
        for held in held_by(post):
            placed = Q(unit__in=held.units) | Q(unit=None, area__in=held.areas) | alone
            mine |= Q(post=None, capability__in=held.rights) & placed
        return self.visible_to(post).open().filter(mine)

    def in_charge_of(self, post: Post) -> Self:
        """Open, and to be done within the units and areas of this post, whoever holds it."""
        span = span_of(post)
        within = Q(unit__in=span.units) | Q(unit=None, area__in=span.areas) | Q(post=post)
        found = self.visible_to(post).open()
        return found if span.everything else found.filter(within)
