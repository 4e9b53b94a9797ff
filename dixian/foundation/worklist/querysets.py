"""Lists of duties."""

from datetime import date
from typing import Self

from django.db import models


class ObligationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Chainable narrowings; `.visible_to(post)` is added by accounts."""

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(state="open")

    def overdue(self, on: date) -> Self:
        """Open and past their limit on `on`."""
        return self.open().filter(due_on__lt=on)

    def due_within(self, on: date, days: int) -> Self:
        """Open, in time, and due within `days` from `on`."""
        from datetime import timedelta

        return self.open().filter(due_on__gte=on, due_on__lte=on + timedelta(days=days))
