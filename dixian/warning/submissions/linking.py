"""Rows of a file matched against the register. Nothing here writes."""

from collections.abc import Sequence
from typing import Any

from dixian.foundation.areas.api import Addresses
from dixian.registry.matching.api import Match, StoredRegister
from dixian.warning.submissions.enums import PLACED, Bin
from dixian.warning.submissions.models import Row
from dixian.warning.submissions.rowcontent import PLACES, asked_of, open_row
from dixian.warning.submissions.teaching import Lessons, Placed

CHANGED = "提交时户档案与预览时不同："


class Linker:
    """Matches rows of a unit: by the rules, and by what people decided about the same rows before."""

    def __init__(self, unit_id: int) -> None:
        self._register = StoredRegister()
        self._lessons = Lessons(unit_id)
        self._addresses = Addresses()

    def place(self, rows: Sequence[tuple[Row, dict[str, Any]]]) -> None:
        """Give each row, with what it holds, its place in the register as it is now."""
        asked = [asked_of(opened) for _, opened in rows]
        matches = self._register.match(asked)
        for (row, opened), one, match in zip(rows, asked, matches, strict=True):
            placed = self._lessons.taught(row, one, self._placed(match))
            _put(row, placed, opened["problems"] if placed.bin == Bin.REJECTED else ())
            row.area_id = self._area(opened["values"]) if placed.bin == Bin.STRANGER else None

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

    def _area(self, values: dict[str, Any]) -> int | None:
        return self._addresses.find(*(str(values.get(code) or "") for code in PLACES))

    def _placed(self, match: Match) -> Placed:
        known = self._register.known
        who = known(match.person) if match.person else None
        candidates = [known(number).person for number in match.candidates]
        if who is None:
            return Placed(match.bin, match.reason, candidates=candidates)
        return Placed(match.bin, match.reason, who.person, who.household, who.village, candidates)


def _put(row: Row, placed: Placed, problems: Sequence[str]) -> None:
    """Only a row that was placed has a person; one that is rejected says what is wrong in the file."""
    row.bin, row.reason = placed.bin, "；".join([*problems, placed.reason])[:600]
    row.person_id, row.household_id, row.village_id = placed[2:5] if placed.bin in PLACED else (None,) * 3
    row.candidates = placed.candidates


def _who(row: Row) -> tuple[int | None, int | None, int | None]:
    return row.person_id, row.household_id, row.village_id
