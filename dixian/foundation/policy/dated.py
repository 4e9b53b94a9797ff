"""Dated rows: what is in force is never overwritten; a change ends a row and opens the next.

What has not come into force yet can be taken back (the earlier row goes on), and a change can begin before it.

One mechanism for parameters, entries of lists, holidays and other rooms' dated rows. What changes is said as plain values:
`{"rows": [{key, values} or {key, "ended": true}, ...], "valid_from": "2025-01-01"}`; a single row may
stand at the top. A change that is taken back is named by keys and its day alone.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Model, ProtectedError, Q, QuerySet

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.enums import UNSURE
from dixian.foundation.policy.rules import check_day

VERSION_LENGTH = 40


@dataclass(frozen=True)
class Coming:
    """A row that has not begun yet, or ends without a successor; and that in words."""

    row: Any
    words: str


@dataclass(frozen=True)
class DatedRows:
    """model: with version, valid_from, valid_to and source; key: what a row is known by; carried: what its successor takes over; fixed: values of every new row."""

    model: type[Model]
    key: tuple[str, ...]
    carried: tuple[str, ...] = ()
    fixed: dict[str, Any] = field(default_factory=dict)

    def version(self, arguments: dict[str, Any]) -> str:
        """Of the rows concerned, held until the transaction ends; it differs once any of them has changed."""
        found = self._rows(arguments).select_for_update().order_by("id").values_list("id", "version")
        text = ";".join(f"{pk}.{version}" for pk, version in found)
        if len(text) <= VERSION_LENGTH:
            return text
        return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]

    def check(self, arguments: dict[str, Any]) -> None:
        """A change begins after what is in force began, within two years, and not on the day of another to come.

        Raises Refusal; also where nothing changes.
        """
        since, today = _since(arguments), clock.today()
        check_day(since, today)
        by_key = self._known(arguments)
        known = [row for rows in by_key.values() for row in rows]
        begun = max((row.valid_from for row in known if row.valid_from <= today), default=date.min)
        if since <= begun:
            raise Refusal(f"新值的起始日期须晚于现值的起始日期 {begun}", "改用更晚的起始日期")
        ended = max(
            (row.valid_to for row in known if row.valid_to and row.valid_to <= today), default=date.min
        )
        if since < ended:
            raise Refusal(f"新值的起始日期不能早于原值的终止日期 {ended}", "改用更晚的起始日期")
        if any(row.valid_from == since for row in known):
            raise Refusal(f"已有自 {since} 起、尚未生效的值", "改用别的起始日期，或先提请取消那个值")
        if not any(self._changes(row, by_key, since) for row in rows_of(arguments)):
            raise Refusal(f"自 {since} 起本来就是这样，什么也没有改", "不必提请；要改的填不同的值")

    def named(self, arguments: dict[str, Any]) -> set[str]:
        """What a change is about, key and day: two that wait may not be about the same."""
        return {f"{self._key(row)} {arguments['valid_from']}" for row in rows_of(arguments)}

    def apply(self, arguments: dict[str, Any], source: str) -> None:
        """End what is in force on the day and open its successors, up to the next change already decided."""
        since, known = _since(arguments), self._known(arguments)
        ended, made = [], []
        for row in rows_of(arguments):
            rows = known.get(self._key(row), [])
            now = next((one for one in rows if _holds(one, since)), None)
            later = next((one for one in rows if one.valid_from > since), None)
            if now:
                ended.append(now.pk)
            if not row.get("ended"):
                values = {**self._carried(now or later), **self.fixed, **row, "source": source}
                until = now.valid_to if now else later.valid_from if later else None
                made.append(self.model(**values, valid_from=since, valid_to=until))
        self._end(ended, since)
        self.model._base_manager.bulk_create(made)

    def coming(self, rows: Iterable[Any]) -> dict[date, list[Coming]]:
        """Day -> what begins or ends then, of all the rows of some keys; only days after today."""
        found: dict[date, list[Coming]] = {}
        rows, today = list(rows), clock.today()
        begins = {(self._key(vars(row)), row.valid_from) for row in rows}
        for row in rows:
            if row.valid_from > today:
                found.setdefault(row.valid_from, []).append(Coming(row, str(row)))
            if row.valid_to and row.valid_to > today and (self._key(vars(row)), row.valid_to) not in begins:
                found.setdefault(row.valid_to, []).append(Coming(row, f"停用“{row}”"))
        return dict(sorted(found.items()))

    def keys_of(self, uids: Sequence[UUID]) -> list[dict[str, str]]:
        """What these rows are known by, as a change names it."""
        rows = self.model._base_manager.filter(uid__in=uids).order_by("id")
        return [dict(zip(self.key, self._key(vars(row)), strict=True)) for row in rows]

    def taken_back(self, arguments: dict[str, Any]) -> list[Coming]:
        """What a change of a day to come names. Raises Refusal where the day has come, or nothing changes on it."""
        day = _since(arguments)
        if day <= clock.today():
            raise Refusal(f"自 {day} 起的值已经生效，不能取消", "按现在的情况提请新的值")
        known = self._known(arguments)
        found = [one for rows in known.values() for one in self.coming(rows).get(day, [])]
        if not found or len(found) < len(rows_of(arguments)):
            raise Refusal(f"没有自 {day} 起、尚未生效的值", "可能已经取消；刷新页面看现在的情况")
        return found

    def take_back(self, arguments: dict[str, Any], _source: str) -> None:
        """What was to begin on the day goes, what it would have ended goes on. Its old image stays in the history."""
        day = _since(arguments)
        for rows in self._known(arguments).values():
            gone = next((row for row in rows if row.valid_from == day), None)
            later = next((row.valid_from for row in rows if row.valid_from > day), None)
            if gone is not None:
                _delete(gone)
            for before in (row for row in rows if row.valid_to == day):
                self._end([before.pk], gone.valid_to if gone is not None else later)

    def _changes(self, row: dict[str, Any], known: dict[tuple[str, ...], list[Any]], since: date) -> bool:
        now = next((one for one in known.get(self._key(row), []) if _holds(one, since)), None)
        if now is None or row.get("ended"):
            return now is not None or not row.get("ended")
        if getattr(now, "mark", "") in UNSURE:
            return True
        fields: dict[str, Any] = {
            name: self.model._meta.get_field(name) for name in row if name not in self.key
        }
        return any(field.to_python(row[name]) != getattr(now, name) for name, field in fields.items())

    def _end(self, ids: Sequence[int], on: date | None) -> None:
        self.model._base_manager.filter(pk__in=ids).update(valid_to=on, version=F("version") + 1)

    def _carried(self, before: Any) -> dict[str, Any]:
        return {name: getattr(before, name) for name in self.carried} if before else {}

    def _key(self, values: dict[str, Any]) -> tuple[str, ...]:
        return tuple(str(values[name]) for name in self.key)

    def _named(self, arguments: dict[str, Any]) -> Q:
        named = Q()
        for row in rows_of(arguments):
            named |= Q(**{name: row[name] for name in self.key})
        return named

    def _rows(self, arguments: dict[str, Any]) -> QuerySet[Any]:
        return self.model._base_manager.filter(self._named(arguments))

    def _known(self, arguments: dict[str, Any]) -> dict[tuple[str, ...], list[Any]]:
        """Key -> its rows, oldest first."""
        found: dict[tuple[str, ...], list[Any]] = {}
        for row in self._rows(arguments).order_by("valid_from", "id"):
            found.setdefault(self._key(vars(row)), []).append(row)
        return found


def _since(arguments: dict[str, Any]) -> date:
    return date.fromisoformat(arguments["valid_from"])


def _holds(row: Any, on: date) -> bool:
    return bool(row.valid_from <= on and (row.valid_to is None or on < row.valid_to))


def _delete(row: Any) -> None:
    try:
        row.delete()
    except ProtectedError:
        raise Refusal(f"“{row}”已经用来判定过，不能取消", "按现在的情况提请新的值") from None


def rows_of(arguments: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """The rows a change names."""
    if "rows" in arguments:
        return list(arguments["rows"])
    return [{name: value for name, value in arguments.items() if name != "valid_from"}]
