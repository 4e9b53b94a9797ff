"""Pages of big lists by key, not by offset; the order always ends in the id.

The key goes to the browser sealed: it holds ids, which stay inside, and nobody can make up one.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import F, Q

from dixian.foundation.vault.ciphers import NotOurs, open_, seal

PAGE = 50
# Of an append-only table with rows of 1.4 KB, so many are looked through in 40 ms.
LOOK_BACK = 100_000
CONTEXT = "web.keyset"


@dataclass(frozen=True)
class Page:
    """Rows of one page, and the key to ask for the next one with ("" at the end)."""

    rows: list[Any]
    next_key: str


def page_by_id(queryset: Any, key: str, *, size: int = PAGE, descending: bool = False) -> Page:
    """One page in the order of the id. Raises BadRequest for a key that is none of ours."""
    if key:
        queryset = queryset.filter(**{"id__lt" if descending else "id__gt": int(_opened(key)[1])})
    rows = _first(queryset.order_by("-id" if descending else "id"), size + 1)
    more = len(rows) > size
    return Page(rows[:size], _sealed("", rows[size - 1].pk) if more else "")


def page_looking_back(queryset: Any, key: str, ids: range) -> Page:
    """One page, newest first, of rows that no index finds among those of `ids`. Raises BadRequest.

    So many ids are looked through at most; the next page goes on from there, also where this one is empty.
    """
    top = int(_opened(key)[1]) if key else ids.stop
    bottom = max(ids.start, top - LOOK_BACK)
    rows = list(queryset.filter(id__gte=bottom, id__lt=top).order_by("-id")[: PAGE + 1])
    if len(rows) > PAGE:
        return Page(rows[:PAGE], _sealed("", rows[PAGE - 1].pk))
    return Page(rows, _sealed("", bottom) if bottom > ids.start else "")


def page_by_due(queryset: Any, key: str, *, size: int = PAGE) -> Page:
    """One page in the order of due day and id; rows without a due day come last. Raises BadRequest."""
    if key:
        day, last = _opened(key)
        without = Q(due_on__isnull=True)
        later = Q(due_on__gt=day) | Q(due_on=day, id__gt=last) | without if day else without & Q(id__gt=last)
        queryset = queryset.filter(later)
    rows = _first(queryset.order_by(F("due_on").asc(nulls_last=True), "id"), size + 1)
    more = len(rows) > size
    end = rows[size - 1] if more else None
    return Page(rows[:size], _sealed(str(end.due_on or ""), end.pk) if end else "")


def key_of(record_id: int) -> str:
    """The address of a record that has no uid."""
    return _sealed("", record_id)


def id_of(key: str) -> int:
    """The id in such an address. Raises BadRequest where it is none of ours."""
    return _opened(key)[1]


def _first(ordered: Any, count: int) -> list[Any]:
    """The first records, chosen by their own table before others are joined to them.

    Under row security a join for display is made for every record that could be on the page: of 20,000
    rows of a file with 300,000 people, 850 ms against 40.
    """
    return list(ordered.filter(pk__in=ordered.values("pk")[:count]))


def _sealed(day: str, last: int) -> str:
    return urlsafe_b64encode(seal(f"{day}.{last}".encode(), CONTEXT)).decode()


def _opened(key: str) -> tuple[date | None, int]:
    try:
        day, _, last = open_(urlsafe_b64decode(key.encode()), CONTEXT).decode().partition(".")
    except (NotOurs, ValueError):
        raise BadRequest("页码不是本系统给出的") from None
    return date.fromisoformat(day) if day else None, int(last)
