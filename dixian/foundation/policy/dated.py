"""Dated rows: what is in force is never overwritten; a change ends a row and opens the next.

One mechanism for parameters, entries of lists, holidays and other rooms' dated rows. What changes is said as plain values:
`{"rows": [{key, values} or {key, "ended": true}, ...], "valid_from": "2025-01-01"}`; a single row may
stand at the top.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Max, Model, Q, QuerySet

from dixian.foundation.kernel.problems import Refusal

VERSION_LENGTH = 40


@dataclass(frozen=True)
class DatedRows:
    """model: with version, valid_from, valid_to and source; key: what a row is known by; carried: what its successor takes over; fixed: values of every new row."""

    model: type[Model]
    key: tuple[str, ...]
    carried: tuple[str, ...] = ()
    fixed: dict[str, Any] = field(default_factory=dict)

    def version(self, arguments: dict[str, Any]) -> str:
        """Of the open rows concerned; it differs once any of them has changed."""
        found = self._open(arguments).order_by("id").values_list("id", "version")
        text = ";".join(f"{pk}.{version}" for pk, version in found)
        if len(text) <= VERSION_LENGTH:
            return text
        return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]

    def check(self, arguments: dict[str, Any]) -> None:
        """A change begins after what it ends began. Raises Refusal."""
        since = date.fromisoformat(arguments["valid_from"])
        known = self.model._base_manager.filter(self._named(arguments))
        begun = known.aggregate(last=Max("valid_from"))["last"]
        if begun is not None and since <= begun:
            raise Refusal(f"新值的起始日期须晚于现值的起始日期 {begun}", "改用更晚的起始日期")
        ended = known.aggregate(last=Max("valid_to"))["last"]
        if ended is not None and since < ended:
            raise Refusal(f"新值的起始日期不能早于原值的终止日期 {ended}", "改用更晚的起始日期")

    def apply(self, arguments: dict[str, Any], source: str) -> None:
        """End the open rows on the day and open their successors."""
        since = date.fromisoformat(arguments["valid_from"])
        before = {self._key(vars(row)): row for row in self._open(arguments)}
        self._open(arguments).update(valid_to=since, version=F("version") + 1)
        self.model._base_manager.bulk_create(
            [
                self.model(
                    **{**self._carried(before.get(self._key(row))), **self.fixed, **row},
                    valid_from=since,
                    source=source,
                )
                for row in rows_of(arguments)
                if not row.get("ended")
            ]
        )

    def _carried(self, before: Any) -> dict[str, Any]:
        return {name: getattr(before, name) for name in self.carried} if before else {}

    def _key(self, values: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(values[name]) for name in self.key)

    def _named(self, arguments: dict[str, Any]) -> Q:
        named = Q()
        for row in rows_of(arguments):
            named |= Q(**{name: row[name] for name in self.key})
        return named

    def _open(self, arguments: dict[str, Any]) -> QuerySet[Any]:
        return self.model._base_manager.filter(self._named(arguments), valid_to=None)


def rows_of(arguments: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """The rows a change names."""
    if "rows" in arguments:
        return list(arguments["rows"])
    return [{name: value for name, value in arguments.items() if name != "valid_from"}]
