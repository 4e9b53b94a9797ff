"""A department in a simulated year: it reports, mends what came back, or says that there is nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.sheets.api import ORIGIN
from dixian.simulation.drive.month import XLSX
from dixian.simulation.drive.posts import Posts, looking
from dixian.simulation.world.departments import Made
from dixian.simulation.world.people import Villager
from dixian.simulation.world.workbooks import plain
from dixian.warning.submissions.api import (
    TO_MEND,
    Batch,
    DataKind,
    Row,
    columns_of,
    commit,
    mend,
    nil_return,
    receive,
    settle_row,
    unsettled_rows,
    withdraw,
)
from dixian.warning.submissions.enums import BatchState, Bin

NOT_A_WORKBOOK = b"PK\x03\x04 half of a workbook"
NAME, NUMBER = "name", "id_number"


class Known(NamedTuple):
    """What the department's own papers say of a row: whose it is ("" for nobody of the county), and its columns."""

    person: str
    told: Mapping[str, object]


@dataclass
class Reported:
    """A month a department has pushed: its batch, what it knows of each row by the row's number, the day it was committed.

    redone: the first file could not be used, so that a plain one was sent after it.
    """

    batch: Batch
    month: Month
    rows: dict[int, Known]
    on: date
    redone: bool = False


@dataclass
class Reporter:
    """One kind of one department. people: 人编号 -> who it is, as the department's own papers say."""

    kind: DataKind
    posts: Posts
    people: Mapping[str, Villager]
    redone: list[str] = field(default_factory=list)

    def push(self, month: Month, made: Made, *, on: date, broken_first: bool) -> Reported:
        """Upload a month's file and commit it; broken_first: after one that can't be read.

        What can't be used, as all its numbers are destroyed, is sent again as the papers have it.
        """
        if broken_first:
            self._received(month, NOT_A_WORKBOOK, f"{self.kind.code}.xlsx")
        knows = [Known(person, told) for (_, _, person, _), told in zip(made.answers, made.told, strict=True)]
        batch = self._received(month, made.content, made.name)
        usable = _usable(batch)
        if not usable:
            self.redone.append(f"{made.name} {made.format} {'|'.join(made.traits)}")
            if batch.state == BatchState.PREVIEWED:
                with self.posts.reporter(self.kind.unit) as post:
                    withdraw(batch=batch, post=post)
            batch = self._received(
                month, self._plain(dict(enumerate(knows)), origin=False), f"{made.kind}.xlsx"
            )
        batch = self._commit(batch)
        with looking():
            numbers = list(
                Row.objects.filter(batch=batch).order_by("number").values_list("number", flat=True)
            )
        return Reported(batch, month, dict(zip(numbers, knows, strict=True)), on, not usable)

    def nothing(self, month: Month) -> None:
        """零报告."""
        with self.posts.reporter(self.kind.unit) as post:
            nil_return(kind=self.kind, month=month, post=post)

    def settle_rejected(self, reported: Reported) -> Batch | None:
        """Send the rejected rows of the county's people again as the papers have them, and void what else is to be mended.

        Returns the batch that mends, None where nothing was to be mended.
        """
        with looking():
            to_mend = Row.objects.filter(TO_MEND, batch=reported.batch)
            numbers = list(to_mend.values_list("number", flat=True))
        if not numbers:
            return None
        ours = {number: reported.rows[number] for number in numbers if reported.rows[number].person}
        made = self._mended(reported.batch, ours) if ours and not self.kind.change else None
        with self.posts.reporter(self.kind.unit) as post:
            for row in unsettled_rows(post).filter(TO_MEND, batch=reported.batch):
                settle_row(row=row, post=post, reason="核对原始凭证，不是本县人员，作废")
        drain()
        return made

    def _mended(self, batch: Batch, ours: Mapping[int, Known]) -> Batch:
        content = self._plain(ours, origin=True)
        stored = store([content], name="补报.xlsx", content_type=XLSX, purpose="报送")
        with self.posts.reporter(self.kind.unit) as post:
            made = mend(batch=batch, stored=stored, post=post)
        drain()
        return self._commit(made)

    def _received(self, month: Month, content: bytes, name: str) -> Batch:
        with self.posts.reporter(self.kind.unit) as post:
            stored = store([content], name=name, content_type=XLSX, purpose="报送")
            batch = receive(kind=self.kind, month=month, stored=stored, post=post)
        drain()
        return _fresh(batch)

    def _commit(self, batch: Batch) -> Batch:
        batch = _fresh(batch)
        if _usable(batch):
            with self.posts.reporter(self.kind.unit) as post:
                commit(batch=batch, post=post, word="核对原始资料，没有报错" if batch.odd else "")
            drain()
        return _fresh(batch)

    def _plain(self, rows: Mapping[int, Known], *, origin: bool) -> bytes:
        """Rows as the department's papers have them, under the titles of the kind. origin: with the number each had."""
        columns = columns_of(self.kind)
        header = [one.title for one in columns] + [ORIGIN] * origin
        body = []
        for number, known in rows.items():
            who = self.people.get(known.person)
            right = {NAME: who.name, NUMBER: who.id_number} if who else {}
            told = {**known.told, **right}
            body.append([told.get(one.code) for one in columns] + [number] * origin)
        return plain(header, body)


def _fresh(batch: Batch) -> Batch:
    with looking():
        return Batch.objects.select_related("submission__kind", "unit", "stored").get(pk=batch.pk)


def _usable(batch: Batch) -> bool:
    """Whether it was read, and has a row that can count."""
    with looking():
        counts = Row.objects.filter(batch=batch).exclude(bin=Bin.REJECTED).exists()
    return counts and batch.state == BatchState.PREVIEWED
