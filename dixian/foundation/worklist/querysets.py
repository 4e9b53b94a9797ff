"""Lists of duties."""

from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Q

from dixian.foundation.accounts.api import Post, ScopedQuerySet
from dixian.foundation.areas.api import unit_subtree
from dixian.foundation.worklist.enums import DutyState


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
        """Open, reached by the post, with a right it holds, and not meant for another post or unit.

        A post that reads the whole county has only its own unit's duties in hand.
        """
        own_unit = Q(unit=None) | Q(unit__in=unit_subtree(post.unit))
        own = Q(post=None) | Q(post=post)
        rights = sorted(post.capabilities())
        return self.visible_to(post).open().filter(own, own_unit | Q(post=post), capability__in=rights)
