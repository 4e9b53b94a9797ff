"""A department in a simulated year: it reports, mends what came back, or says that there is nothing."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.sheets.api import ORIGIN
from dixian.simulation.drive.month import XLSX
from dixian.simulation.drive.posts import Posts
from dixian.simulation.world.costs import Cost
from dixian.simulation.world.files import FIRST_LINE, write_costs
from dixian.simulation.world.people import Villager
from dixian.warning.submissions.api import (
    Batch,
    DataKind,
    commit,
    mend,
    nil_return,
    receive,
    rejected_file,
    settle_row,
    unsettled_rows,
    waits_for_mending,
)
from dixian.warning.submissions.enums import BatchState, Bin

NOT_A_WORKBOOK = b"PK\x03\x04 half of a workbook"


@dataclass
class Reported:
    """What a department has pushed: its batch, the file's rows by line, the day it was committed."""

    batch: Batch
    costs: dict[int, Cost]
    on: date


@dataclass
class Reporter:
    """One kind of one department. people: 人编号 -> who it is, as the department's own papers say."""

    kind: DataKind
    posts: Posts
    people: dict[str, Villager]
    folder: Path

    def push(self, month: Month, costs: list[Cost], *, on: date, broken_first: bool) -> Reported:
        """Upload a month's file and commit it; broken_first: after one that can't be read."""
        if broken_first:
            self._received(month, NOT_A_WORKBOOK)
        path = self.folder / f"{self.kind.code}-{month.code}.xlsx"
        write_costs(path, costs, month=month.code)
        batch = self._commit(self._received(month, path.read_bytes()))
        path.unlink()
        return Reported(batch, dict(enumerate(costs, start=FIRST_LINE)), on)

    def nothing(self, month: Month) -> None:
        """零报告."""
        with self.posts.reporter(self.kind.unit) as post:
            nil_return(kind=self.kind, month=month, post=post)

    def settle_rejected(self, reported: Reported) -> Batch | None:
        """Send the rejected rows of the county's people again as the papers have them, and void the others.

        Returns the batch that mends, None where nothing was to be mended.
        """
        if not waits_for_mending(reported.batch):
            return None
        content, mended = self._mended(rejected_file(reported.batch), reported.costs)
        made = None
        if mended:
            stored = store([content], name="补报.xlsx", content_type=XLSX, purpose="报送")
            with self.posts.reporter(self.kind.unit) as post:
                made = mend(batch=reported.batch, stored=stored, post=post)
            drain()
            made = self._commit(made)
        with self.posts.reporter(self.kind.unit) as post:
            for row in unsettled_rows(post).filter(batch=reported.batch, bin=Bin.REJECTED):
                settle_row(row=row, post=post, reason="核对原始凭证，不是本县参保人员，作废")
        drain()
        return made

    def _received(self, month: Month, content: bytes) -> Batch:
        with self.posts.reporter(self.kind.unit) as post:
            stored = store([content], name=f"{month.code}.xlsx", content_type=XLSX, purpose="报送")
            batch = receive(kind=self.kind, month=month, stored=stored, post=post)
        drain()
        return batch

    def _commit(self, batch: Batch) -> Batch:
        batch = Batch.objects.select_related("submission").get(pk=batch.pk)
        if batch.state == BatchState.PREVIEWED:
            with self.posts.reporter(self.kind.unit) as post:
                commit(batch=batch, post=post)
            drain()
        return Batch.objects.select_related("submission__kind", "unit", "stored").get(pk=batch.pk)

    def _mended(self, content: bytes, costs: dict[int, Cost]) -> tuple[bytes, int]:
        """The returned workbook with right names and numbers, and how many rows it still has."""
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet: Any = book.active
        titles = [cell.value for cell in sheet[1]]
        name, number, origin = (titles.index(title) + 1 for title in ("姓名", "身份证号", ORIGIN))
        left = 0
        for line in range(sheet.max_row, 1, -1):
            who = self.people.get(costs[int(sheet.cell(line, origin).value)].true_person)
            if who is None:
                sheet.delete_rows(line)
                continue
            sheet.cell(line, name).value, sheet.cell(line, number).value = who.name, who.id_number
            left += 1
        saved = io.BytesIO()
        book.save(saved)
        return saved.getvalue(), left
