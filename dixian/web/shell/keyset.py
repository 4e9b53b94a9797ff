"""Pages of big lists by key, not by offset; the order always ends in the id."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

PAGE = 50
DUE_KEY = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)|)\.(\d{1,18})")


@dataclass(frozen=True)
class Page:
    """Rows of one page, and the key to ask for the next one with ("" at the end)."""

    rows: list[Any]
    next_key: str


def page_by_id(queryset: Any, key: str, *, size: int = PAGE, descending: bool = False) -> Page:
    """One page in the order of the id."""
    if key.isdecimal():
        queryset = queryset.filter(**{"id__lt" if descending else "id__gt": int(key)})
    rows = list(queryset.order_by("-id" if descending else "id")[: size + 1])
    more = len(rows) > size
    return Page(rows[:size], str(rows[size - 1].pk) if more else "")


def page_by_due(queryset: Any, key: str, *, size: int = PAGE) -> Page:
    """One page in the order of due day and id; rows without a due day come last."""
    found = DUE_KEY.fullmatch(key)
    if found:
        day, last = found[1], int(found[2])
        later = Q(due_on__gt=day) | Q(due_on=day, id__gt=last) | Q(due_on__isnull=True)
        queryset = queryset.filter(later if day else Q(due_on__isnull=True, id__gt=last))
    rows = list(queryset.order_by(F("due_on").asc(nulls_last=True), "id")[: size + 1])
    more = len(rows) > size
    end = rows[size - 1] if more else None
    return Page(rows[:size], f"{end.due_on or ''}.{end.pk}" if end else "")
