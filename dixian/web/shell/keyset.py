"""Pages of big lists by key, not by offset; the order always ends in the id."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

PAGE = 50


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
    day, _, last = key.rpartition(".")
    if last.isdecimal():
        later = Q(due_on__gt=day) | Q(due_on=day, id__gt=int(last)) | Q(due_on__isnull=True)
        queryset = queryset.filter(later if day else Q(due_on__isnull=True, id__gt=int(last)))
    rows = list(queryset.order_by("due_on", "id")[: size + 1])
    more = len(rows) > size
    end = rows[size - 1] if more else None
    return Page(rows[:size], f"{end.due_on or ''}.{end.pk}" if end else "")
