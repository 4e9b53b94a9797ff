"""Rows of a file matched against the register. Nothing here writes."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q

from dixian.foundation.areas.api import Addresses
from dixian.foundation.kernel.masking import mask_cell
from dixian.foundation.kernel.text import name_key
from dixian.foundation.sheets.api import Problem, place_of
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import ended_by_id_index, owners_by_id_index
from dixian.registry.matching.api import (
    LINKED,
    NOBODY_NEAR,
    NOTHING_GIVEN,
    REJECTED,
    STRANGER,
    Match,
    StoredRegister,
    key_of,
    read_number,
)
from dixian.registry.matching.api import Row as Asked
from dixian.warning.submissions.drafts import Draft
from dixian.warning.submissions.enums import PLACED, Bin
from dixian.warning.submissions.events import given_of, needed_of
from dixian.warning.submissions.kinds import columns_of
from dixian.warning.submissions.models import Batch, Row
from dixian.warning.submissions.rowcontent import PLACE, PLACES, asked_of, open_row, others_of
from dixian.warning.submissions.teaching import Lessons, Placed

CHANGED = "提交时户档案与预览时不同："
NOWHERE = {"township": "本县没有这个乡镇", "village": "本县没有这个村"}
ENDED = "证件号码和姓名一致，此人已经注销"
# Rows whose reason says so.
OF_NOWHERE = reduce(or_, (Q(reason__contains=said) for said in NOWHERE.values()))
# What matching and the reader say of a number that a spreadsheet keeps as a figure.
DESTROYED = Q(reason__contains="被 Excel 破坏") | Q(reason__contains="被 Excel 当成数字")
# Whoever else a row names is tried only where the one it is about is nobody of the register.
NOBODY = (STRANGER, REJECTED)


class Stood(NamedTuple):
    """Where a row of the preview stands, as far as it can be told without opening it."""

    id: int
    number: int
    bin: str
    id_index: bytes | None
    name_index: bytes | None
    person_id: int | None
    household_id: int | None
    village_id: int | None


class Linker:
    """Matches rows of a file: by the rules, and by what people decided about the same rows of the unit before; of a
    roster also with those who are in the register no more, as it speaks of them.
    """

    def __init__(self, batch: Batch) -> None:
        self._kind = kind = batch.submission.kind
        self._batch = batch
        self._titles = {one.code: one.title for one in columns_of(kind)}
        self._register = StoredRegister()
        self._lessons = Lessons(batch.unit_id)
        self._ended = bool(kind.change)
        self._addresses = Addresses()
        self._places: dict[tuple[str, str], str] = {}
        self._name_indexes: dict[str, bytes] = {}

    def place(self, rows: Sequence[tuple[Row | Draft, dict[str, Any]]]) -> None:
        """Give each row, with what it holds, its place in the register as it is now."""
        asked = [asked_of(opened) for _, opened in rows]
        placed = [
            self._lessons.taught(row, one, found)
            for (row, _), one, found in zip(rows, asked, self._matched(asked), strict=True)
        ]
        by = self._by_others(rows, placed)
        if self._ended:
            for at, (_, opened) in enumerate(rows):
                placed[at] = self._whole(opened, placed[at], by.get(at, 0))
            self._among_ended(rows, placed)
        for (row, opened), found in zip(rows, placed, strict=True):
            _put(row, found, opened["problems"] if found.bin == Bin.REJECTED else ())
            if wrong := self._nowhere(row.number, opened["values"], placed=found.bin in PLACED):
                row.reason = f"{row.reason}；{wrong}"[:600]
            row.area_id = self._area(opened["values"]) if self._checked(found) else None

    def doubtful(self, rows: Sequence[Stood]) -> list[int]:
        """Ids of the rows that have to be matched again.

        Not of those linked to the one person who has their number and name still, and lives where they did: the first
        rule places them there again, and their blind indexes show it, so that most of a file is not opened twice.
        """
        linked = {bytes(row.id_index) for row in rows if row.bin == Bin.LINKED and row.id_index}
        owners = owners_by_id_index(linked)
        return [row.id for row in rows if not self._stands(row, owners)]

    def _stands(self, row: Stood, owners: Mapping[bytes, Sequence[tuple[int, int, int, str]]]) -> bool:
        if row.bin != Bin.LINKED or not row.id_index or not row.name_index:
            return False
        index, name = bytes(row.id_index), bytes(row.name_index)
        found = owners.get(index, ())
        if len(found) != 1 or self._lessons.speak_of((index, name)):
            return False
        *who, named = found[0]
        if named not in self._name_indexes:
            self._name_indexes[named] = blind(key_of(named), "name")
        return who == [*row[-3:]] and self._name_indexes[named] == name

    def replaced(self, rows: Sequence[Row]) -> list[Row]:
        """The rows whose place is another than at the preview, with the new one and a word about it."""
        before = [(row.bin, *_who(row), row.candidates) for row in rows]
        areas = [row.area_id for row in rows]
        self.place([(row, open_row(bytes(row.content))) for row in rows])
        changed = []
        for row, (bin_, *who, candidates), area in zip(rows, before, areas, strict=True):
            same = [row.bin, *_who(row)] == [bin_, *who]
            if same and row.candidates == candidates and row.area_id == area:
                continue
            if not same and bin_ != Bin.WAITING:
                row.reason = f"{CHANGED}{row.reason}"[:600]
            changed.append(row)
        return changed

    def _by_others(
        self, rows: Sequence[tuple[Row | Draft, dict[str, Any]]], placed: list[Placed]
    ) -> dict[int, int]:
        """Who is nobody of the register is found by those the row names beside, the first who is somebody.

        Row -> by which of those it names, where it was found so.
        """
        others = {at: others_of(rows[at][1]) for at, one in enumerate(placed) if one.bin in NOBODY}
        asked = [
            (at, which, one) for at, beside in others.items() for which, one in enumerate(beside, start=1)
        ]
        by = {}
        for (at, which, _), found in zip(asked, self._matched([one for *_, one in asked]), strict=True):
            if placed[at].bin in NOBODY and found.bin in PLACED:
                placed[at], by[at] = found, which
        return by

    def _whole(self, opened: dict[str, Any], found: Placed, which: int) -> Placed:
        """Where a row of a roster stands: rejected where the reader could not take what is said of one of the two whom
        it can't do without, and it was found by the other.
        """
        if not opened["problems"] or found.bin not in (*PLACED, Bin.STRANGER):
            return found
        values = opened["values"]
        given = given_of(self._kind, values)
        titles = [
            self._titles[code]
            for pair in needed_of(self._kind, values)
            if pair != given[min(which, len(given) - 1)]
            for code in pair
        ]
        wrong = any(f"“{title}”" in said for said in opened["problems"] for title in titles)
        return Placed(Bin.REJECTED, NOTHING_GIVEN) if wrong else found

    def _among_ended(self, rows: Sequence[tuple[Row | Draft, dict[str, Any]]], placed: list[Placed]) -> None:
        """Number and name are those of somebody who has ended: what the row says may be known already."""
        named = {
            at: [(read_number(one.number).text, one) for one in (asked_of(opened), *others_of(opened))]
            for at, (_, opened) in enumerate(rows)
            if placed[at].bin == STRANGER
        }
        numbers = {number for pairs in named.values() for number, _ in pairs if number}
        gone = ended_by_id_index(blind(number, "id") for number in numbers) if numbers else {}
        for at, pairs in named.items():
            for number, one in pairs:
                known = gone.get(blind(number, "id"), []) if number else []
                who = next((it for it in known if it.name_key == name_key(str(one.name or ""))), None)
                if who is not None and placed[at].bin == STRANGER:
                    placed[at] = Placed(LINKED, ENDED, who.person, who.household, who.village)

    def _matched(self, asked: Sequence[Asked]) -> list[Placed]:
        return [self._placed(match) for match in self._register.match(asked)] if asked else []

    def _checked(self, found: Placed) -> bool:
        """Who is in no register is looked for at home; of those a roster speaks of the bureau decides."""
        return found.bin == Bin.STRANGER and not self._ended

    def _nowhere(self, number: int, values: dict[str, Any], *, placed: bool) -> str:
        """What is wrong with township or village as the row names them, with where it stands; "" where nothing is.

        Of whom nobody has placed, another county's township is no mistake.
        """
        named = (str(values.get(PLACE[0]) or ""), str(values.get(PLACE[1]) or ""))
        if named not in self._places:
            self._places[named] = self._addresses.unknown(*named)
        level = self._places[named]
        if not level or not (placed or (level == "village" and named[0])):
            return ""
        sheet, line = place_of(number, self._batch.sheets)
        shown = mask_cell(values[level][:40])
        wrong = NOWHERE[level]
        return Problem(
            self._batch.stored.name,
            sheet or self._batch.sheet,
            line,
            self._titles[level],
            shown,
            wrong,
            "请核对文件",
        ).sentence()

    def _area(self, values: dict[str, Any]) -> int | None:
        return self._addresses.find(*(str(values.get(code) or "") for code in PLACES))

    def _placed(self, match: Match) -> Placed:
        known = self._register.known
        who = known(match.person) if match.person else None
        candidates = [known(number).person for number in match.candidates]
        if who is None:
            return Placed(match.bin, match.reason, candidates=candidates)
        return Placed(match.bin, match.reason, who.person, who.household, who.village, candidates)


def _put(row: Row | Draft, placed: Placed, problems: Sequence[str]) -> None:
    """Only a row that was placed has a person; one that is rejected says what is wrong in the file.

    What it contradicts is asked anew when all are placed.
    """
    row.contradicts = False
    row.bin, row.reason = placed.bin, "；".join([*problems, *_beside(placed.reason, problems)])[:600]
    row.person_id, row.household_id, row.village_id = placed[2:5] if placed.bin in PLACED else (None,) * 3
    row.candidates = placed.candidates


def _beside(reason: str, problems: Sequence[str]) -> list[str]:
    """What matching says that the problems have not said yet."""
    if not problems:
        return [reason]
    if reason == NOTHING_GIVEN:
        return []
    return [NOBODY_NEAR if NOBODY_NEAR in reason else reason]


def _who(row: Row | Draft) -> tuple[int | None, int | None, int | None]:
    return row.person_id, row.household_id, row.village_id
