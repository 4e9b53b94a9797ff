"""From a workbook to rows that can be written: cleaned, sealed, matched. Nothing here writes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import Any

from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.collection import no_collection
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_cell, mask_numbers
from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.kernel.text import tidy
from dixian.foundation.sheets.api import (
    Clean,
    NoRows,
    Problem,
    RawRow,
    Reading,
    Rejected,
    clean_rows,
    first_words,
    kept_samples,
    place_of,
    read_table,
    told_mapping,
)
from dixian.registry.matching.api import Row as Asked
from dixian.registry.matching.api import names_another, sex_place, shared_names, swapped
from dixian.warning.submissions.drafts import Draft
from dixian.warning.submissions.duties import TO_MEND
from dixian.warning.submissions.enums import Bin, Mode
from dixian.warning.submissions.events import pairs_of
from dixian.warning.submissions.kinds import ORIGINAL, ORIGINAL_SHEET, chosen_headers, columns_of
from dixian.warning.submissions.linking import Linker
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import PLACE, seal_row
from dixian.warning.submissions.rules import day_of, is_beyond_guessing, not_of_month
from dixian.warning.submissions.teaching import indexes_of

NOT_WAITING = f"“{ORIGINAL.title}”没有填，或者不是等着改正的退回行。新的情况请在下个月报送"
# Rows that are matched together; what is written at once is smaller.
BLOCK = 1000
# Lines passed over that are named one by one.
MOST_LINES = 200


@dataclass
class File:
    """A batch's workbook, read: its rows come out ready to be written."""

    batch: Batch
    reading: Reading
    columns: Sequence[Column]
    originals: dict[int, int]
    linker: Linker

    @cached_property
    def matched(self) -> set[str]:
        """Titles of the columns that matching mends where the reader can't take them."""
        matched = {code for pair in self.pairs for code in pair}
        return {one.title for one in self.columns if one.code in matched}

    @cached_property
    def month(self) -> Month:
        """Of which the file speaks."""
        return Month.parse(self.batch.submission.month)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """The columns of name and number by which a row is matched."""
        return pairs_of(self.batch.submission.kind)

    @cached_property
    def _longest(self) -> list[int]:
        """How many characters each column of the pairs takes, one after the other."""
        longest = {one.code: one.longest for one in self.columns}
        return [longest.get(code, 0) for code in chain.from_iterable(self.pairs)]

    @property
    def mapping(self) -> list[list[str]]:
        """Each header of the file with the title of the column it is read as, "" for none."""
        return told_mapping(self.reading.header, self.reading.mapping, self.columns)

    @property
    def left_out(self) -> dict[str, list[Any]]:
        """What becomes no row, as `Batch.left_out` keeps it: of very many lines the first ones."""
        reading = self.reading
        lines = [[line.number, first_words(line.cells)] for line in reading.below[:MOST_LINES]]
        pick = [one.called for one in reading.unread]
        return {"lines": lines, "sheets": [one.sentence() for one in reading.unread], "pick": pick}

    @property
    def samples(self) -> str:
        """Of each header some cells, as `Batch.samples` keeps them."""
        return kept_samples(self.reading.header, self.reading.first_lines)

    def rows(self, *, after: int) -> Iterator[list[Draft]]:
        """Blocks of rows whose number is greater than `after`, each matched against the register as it is now."""
        rest = (row for row in self.reading.rows if row.number > after)
        while block := list(islice(rest, BLOCK)):
            yield self._block(block)

    def _block(self, raws: Sequence[RawRow]) -> list[Draft]:
        part = replace(self.reading, rows=raws)
        with no_collection():
            made = [self._row(result) for result in clean_rows(part, self.columns)]
            self.linker.place([(row, opened) for row, opened in made if row.bin != Bin.REJECTED])
        return [row for row, _ in made]

    def _row(self, result: Clean | Rejected) -> tuple[Draft, dict[str, Any]]:
        """A row and what it holds, opened; rejected where matching could do nothing for it."""
        row = Draft(self.batch.pk, self.batch.unit_id, result.row.number)
        row.mends_id = self.originals.get(result.row.number)
        problems = list(result.problems) if isinstance(result, Rejected) else []
        if (wrong := self._wrong_day(result)) is not None:
            problems.append(wrong)
        sentences = [one.sentence() for one in problems]
        if self.batch.mends_id and row.mends_id is None:
            sentences.append(NOT_WAITING)
        said = [[tidy(result.row.at(place)) for place in pair] for pair in self._pair_places]
        asked, *others = self._asked(result.row, said)
        values = self._whole(result, said)
        row.content = seal_row(result.row.cells, values, sentences, asked, others)
        opened = {"problems": sentences, "asked": asked, "others": others, "values": values}
        if len(sentences) > sum(one.column in self.matched for one in problems) or any(
            map(is_beyond_guessing, chain.from_iterable(said), self._longest)
        ):
            row.bin, row.reason = Bin.REJECTED, "；".join(sentences)[:600]
            return row, opened
        kind = self.batch.submission.kind
        row.flawed = bool(sentences)
        row.id_index, row.name_index, row.born_index = indexes_of(Asked(*asked))
        row.amount = values.get(kind.amount_column) if kind.amount_column else None
        row.day = day_of(values.get(kind.day_column)) if kind.day_column else None
        return row, opened

    def _asked(self, row: RawRow, said: Sequence[Sequence[str]]) -> list[list[Any]]:
        """The cells that say who it is about, one for each of whom anything is said; the first in any case.

        said: of each pair name and number, tidied.
        """
        place = [row.at(at) for at in self._place]
        given = [at for at, texts in enumerate(said) if any(texts)] or [0]
        found = []
        for at in given:
            another = self._of_another[at] or row.number in self._shared[at]
            sex = row.at(self._sex) if at == 0 else None
            cells = [row.at(one) for one in self._pair_places[at]]
            found.append([*cells, *place, *((None, None, another, sex) if another or tidy(sex) else ())])
        return found

    @cached_property
    def _place(self) -> list[int]:
        """Where township and village stand, -1 for nowhere."""
        return [self.reading.mapping.get(code, -1) for code in PLACE]

    @cached_property
    def _pair_places(self) -> list[tuple[int, int]]:
        """Where each pair of name and number stands."""
        where = self.reading.mapping
        return [(where.get(name, -1), where.get(number, -1)) for name, number in self.pairs]

    @cached_property
    def _of_another(self) -> list[bool]:
        """Of each pair of columns, whether the file calls the name somebody else's than the number."""
        reading = self.reading
        return [names_another(reading, *pair) for pair in self.pairs]

    @cached_property
    def _shared(self) -> list[Collection[int]]:
        """Of each pair of columns, the rows whose name stands beside several numbers."""
        return [shared_names(self.reading, *pair) for pair in self.pairs]

    @cached_property
    def _sex(self) -> int:
        """The column of the sex of whom the row is about, -1 for none."""
        return sex_place(self.reading.header)

    def _whole(self, result: Clean | Rejected, said: Sequence[Sequence[str]]) -> dict[str, Any]:
        """With names and numbers as they were written, where the reader could not take them, each in its column."""
        written = [[text[:60] or None for text in texts] for texts in said]
        values = dict(zip(chain.from_iterable(self.pairs), chain.from_iterable(written), strict=True))
        values |= result.values
        for (name, number), (first, second) in zip(self.pairs, written, strict=True):
            if swapped(Asked(first, second)):
                values[name], values[number] = second, first
        return values

    def _wrong_day(self, result: Clean | Rejected) -> Problem | None:
        """A row speaks of days its submission can't know, or of a year whose sums these are not."""
        kind = self.batch.submission.kind
        if not kind.day_column:
            return None
        day = day_of(result.values.get(kind.day_column))
        said = not_of_month(day, self.month, summed=kind.mode == Mode.YEAR_TO_DATE)
        if not said:
            return None
        column = next(one for one in self.columns if one.code == kind.day_column)
        cell = tidy(self.reading.cell(result.row, column.code))
        at = (self.reading.name, *self.reading.place(result.row.number), column.title, mask_cell(cell[:40]))
        return Problem(*at, said, "核对后改正；整个文件报错了月份的，撤回后在对的月份上传")


def read(batch: Batch) -> File:
    """The workbook of a batch, which learns the sheets it was read from. Raises Refusal where it can't be read."""
    columns = columns_of(batch.submission.kind)
    if batch.mends_id:
        columns = [*columns, ORIGINAL, ORIGINAL_SHEET]
    chosen = chosen_headers(batch.submission.kind, batch.unit_id)
    try:
        reading = read_table(
            content_of(batch.stored),
            name=batch.stored.name,
            columns=columns,
            chosen=chosen,
            only=batch.picked,
        )
    except NoRows as empty:
        raise Refusal(empty.message, "本月确实没有的，请报“零报告”") from None
    batch.sheet, batch.sheets = mask_numbers(reading.sheet)[:100], reading.sheets
    return File(batch, reading, columns, _originals(batch, reading), Linker(batch))


def _originals(batch: Batch, reading: Reading) -> dict[int, int]:
    """Number of a row here -> the row it stands for, rejected or come to nothing; of two rows for the same one the first."""
    if not batch.mends_id:
        return {}
    waiting = Row.objects.filter(TO_MEND, batch=batch.mends_id)
    places = batch.mends.sheets if batch.mends else []
    numbers = waiting.values_list("number", "id")
    by_place = {_place(*place_of(number, places)): row for number, row in numbers}
    found = {}
    for row in reading.rows:
        try:
            number = ORIGINAL.clean(reading.cell(row, ORIGINAL.code))
        except CellProblem:
            continue
        sheet = tidy(reading.cell(row, ORIGINAL_SHEET.code)) if places else ""
        if (place := _place(sheet, number)) in by_place:
            found[row.number] = by_place.pop(place)
    return found


def _place(sheet: str, number: int) -> tuple[str, int]:
    """Sheet and row as they are compared: a name is kept without numbers, and comes back tidied."""
    return tidy(mask_numbers(sheet)), number
