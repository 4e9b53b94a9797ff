"""The findings are brought to what the checks say today; only what changed is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from dixian.foundation.areas.api import unit
from dixian.foundation.audit import context
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.uids import new_uid
from dixian.registry.households.api import insert_rows
from dixian.registry.quality.check import Flaw, checks
from dixian.registry.quality.models import KeptFlaw
from dixian.registry.quality.waiving import NO_WAIVER, NOT_TAKEN_BACK

BUREAU, LONGEST, PIECE, IDS = "nyncj", 200, 2000, 500
TABLE = KeptFlaw._meta.db_table
COLUMNS = (
    *("uid", "version", "made_at", "made_by", "made_by_post"),
    *("code", "household_id", "village_id", "owner_id", "subject_uid", "sentence", "found_on"),
    *("waiver", "taken_back"),
)
# (household, code)
Key = tuple[int, str]


@dataclass
class Difference:
    """Flaws that are new, findings that are mended (ids), and those that say something else now (id, flaw)."""

    come: list[tuple[Key, Flaw]] = field(default_factory=list)
    go: list[int] = field(default_factory=list)
    other: list[tuple[int, Flaw]] = field(default_factory=list)
    found: int = 0

    def pieces(self) -> Iterator["Difference"]:
        """The same in transactions of some thousand rows."""
        for start in range(0, max(len(self.come), len(self.go), len(self.other)), PIECE):
            part = slice(start, start + PIECE)
            yield Difference(self.come[part], self.go[part], self.other[part])


def flaws() -> dict[Key, Flaw]:
    """Everything that is wrong today by any check."""
    return {(flaw.household, code): flaw for code, check in checks().items() for flaw in check.find()}


def difference() -> Difference:
    """What is to be written so that the findings are right today."""
    found = flaws()
    made = Difference(found=len(found))
    standing: Any = KeptFlaw.objects.filter(gone_on=None).order_by("id")
    rows = standing.values_list("id", "household_id", "code", "village_id", "subject_uid", "sentence")
    for pk, home, code, village, subject, sentence in rows.iterator(5000):
        flaw = found.pop((home, code), None)
        if flaw is None:
            made.go.append(pk)
        elif (flaw.village, flaw.subject, flaw.sentence[:LONGEST]) != (village, subject, sentence):
            made.other.append((pk, flaw))
    made.come = sorted(found.items(), key=lambda one: one[0])
    return made


def write(part: Difference) -> None:
    """Write one piece in the open transaction. A waiver holds for the sentence it was given for."""
    today, owner = clock.today(), unit(BUREAU).pk
    insert_rows(TABLE, COLUMNS, [_row(key, flaw, owner) for key, flaw in part.come])
    for start in range(0, len(part.go), IDS):
        gone = KeptFlaw.objects.filter(pk__in=part.go[start : start + IDS])
        gone.update(gone_on=today, version=F("version") + 1)
    for pk, flaw in part.other:
        told: dict[str, Any] = {"village": flaw.village, "subject_uid": flaw.subject}
        sentence = flaw.sentence[:LONGEST]
        same = KeptFlaw.objects.filter(pk=pk, sentence=sentence)
        if not same.update(version=F("version") + 1, **told):
            told |= {"sentence": sentence, **NO_WAIVER, **NOT_TAKEN_BACK}
            KeptFlaw.objects.filter(pk=pk).update(version=F("version") + 1, **told)


def _row(key: Key, flaw: Flaw, owner: int) -> tuple[Any, ...]:
    home, code = key
    return (
        *(new_uid().hex, 1, clock.now().isoformat(), context.author(), context.author_post()),
        *(code, home, flaw.village, owner, flaw.subject.hex, flaw.sentence[:LONGEST], clock.today(), "", ""),
    )
