"""Bring the memberships to what holds today; nothing is written where nothing changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.focus.computing import Found, Key, computed
from dixian.registry.focus.criteria import lines
from dixian.registry.focus.models import FocusMembership
from dixian.registry.households.api import insert_rows, update_rows

TABLE = FocusMembership._meta.db_table
COLUMNS = (
    *("uid", "version", "made_at", "made_by", "made_by_post"),
    *("household_id", "village_id", "owner_id", '"group"', "sentence", "rule", "valid_from"),
)
CHANGED = ("id", "version", "village_id", "owner_id", "sentence", "rule")
PIECE = 2000
IDS = 500


@dataclass
class Difference:
    """Who comes in, who goes out (ids of rows), and whose reason is another one now (id, version, found)."""

    come: list[tuple[Key, Found]] = field(default_factory=list)
    go: list[int] = field(default_factory=list)
    other: list[tuple[int, int, Found]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return len(self.come) + len(self.go) + len(self.other)

    def pieces(self, size: int = PIECE) -> Iterator["Difference"]:
        """The same in transactions of some thousand rows."""
        for start in range(0, max(len(self.come), len(self.go), len(self.other)), size):
            part = slice(start, start + size)
            yield Difference(self.come[part], self.go[part], self.other[part])


def difference(households: Sequence[int] | None = None) -> Difference:
    """What is to be written so that the memberships (of some hundred households, or of all) are right today."""
    wanted = computed(lines(clock.today()), households=households)
    standing = FocusMembership.objects.filter(valid_to=None)
    if households is not None:
        standing = standing.filter(household_id__in=households)
    made = Difference()
    rows: Any = standing.values_list(
        "id", "version", "household_id", "group", "village_id", "owner_id", "sentence", "rule"
    )
    for id_, version, home, group, village, owner, sentence, rule in rows.order_by("id").iterator(5000):
        found = wanted.pop((home, group), None)
        if found is None:
            made.go.append(id_)
        elif (found.village, found.owner, found.sentence, found.rule) != (village, owner, sentence, rule):
            made.other.append((id_, version, found))
    made.come = sorted(wanted.items())
    return made


def renew(households: Sequence[int]) -> None:
    """Judge at most some hundred households anew, in the open transaction."""
    if households:
        write(difference(households))


def write(part: Difference) -> None:
    """Write one piece in the open transaction."""
    today = clock.today()
    insert_rows(TABLE, COLUMNS, [_row(key, found, today) for key, found in part.come])
    for start in range(0, len(part.go), IDS):
        FocusMembership.objects.filter(pk__in=part.go[start : start + IDS]).update(valid_to=today)
    update_rows(
        TABLE,
        CHANGED,
        [
            (id_, version + 1, found.village, found.owner, found.sentence, found.rule)
            for id_, version, found in part.other
        ],
    )


def _row(key: Key, found: Found, today: date) -> tuple[Any, ...]:
    home, group = key
    return (
        *(new_uid().hex, 1, clock.now().isoformat(), context.author(), context.author_post()),
        *(home, found.village, found.owner, group, found.sentence, found.rule, today),
    )
