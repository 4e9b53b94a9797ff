"""The columns a list of households begins with."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from dixian.web.lists.columns import Column, link


def whose(page: str, of: Callable[[Any], Any] = lambda one: one) -> tuple[Column, ...]:
    """户主, the door to `page` of its uid; 乡镇; 村. of: what a row is about, with household, village and uid."""

    def head(row: Any) -> str:
        return str(of(row).household.head_name)

    return (
        Column(
            "household",
            "户主",
            head,
            lambda row: link(reverse(page, args=[of(row).uid]), head(row)),
            kept=True,
        ),
        Column("township", "乡镇", lambda row: of(row).village.parent.name, sort="village__parent__code"),
        Column("village", "村", lambda row: of(row).village.name, sort="village__code"),
    )
