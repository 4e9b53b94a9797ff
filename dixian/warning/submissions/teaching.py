"""What people decided at the desk holds for the same number and name of later files. Nothing here writes."""

from typing import NamedTuple

from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.text import tidy
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import Person
from dixian.registry.inquiries.api import born_of
from dixian.registry.matching.api import AMBIGUOUS, REPAIRED, STRANGER, read_number, swapped, written_key
from dixian.registry.matching.api import Row as Asked
from dixian.warning.submissions.drafts import Draft
from dixian.warning.submissions.models import Comparison, Row

# Shorter is too little to know a row by.
LEAST = 15
DISMISSED = "人工比对时已排除户档案中号码或姓名相近的人"


class Placed(NamedTuple):
    """Where a row ends: bin, reason, and ids of the person, of household and village, of those it may be."""

    bin: str
    reason: str
    person: int | None = None
    household: int | None = None
    village: int | None = None
    candidates: list[int] = []


def indexes_of(asked: Asked) -> tuple[bytes | None, bytes | None, bytes | None]:
    """Blind indexes of the number a row gives, as far as it can be read, of the name, and of the name with the number as
    far as birth; None for what is missing.
    """
    asked = swapped(asked) or asked
    number, name = read_number(asked.number), written_key(asked.name)
    written, born = number.text or number.kept, born_of(number)
    return (
        blind(written, "id") if len(written) >= LEAST else None,
        blind(name, "name") if name else None,
        blind(f"{name}/{born}", "born") if name and born else None,
    )


def identity(row: Row | Draft, asked: Asked) -> tuple[bytes, bytes]:
    """What the same row of a later file is known by: number and name; without a number place and name."""
    name = bytes(row.name_index) if row.name_index else blind("", "name")
    if row.id_index:
        return bytes(row.id_index), name
    return blind(f"{tidy(asked.township)}/{tidy(asked.village)}", "place"), name


def mark_of(person: Person) -> bytes:
    """Number and name of a person, to see later whether they are still the same."""
    number = bytes(person.id_index).hex() if person.id_index else ""
    return blind(f"{number}/{person.name_key}", "person_mark")


class Lessons:
    """What was decided about the rows of a unit so far."""

    def __init__(self, unit_id: int) -> None:
        self._same: dict[tuple[bytes, bytes], Comparison] = {}
        self._dismissed: dict[tuple[bytes, bytes], set[int]] = {}
        for one in Comparison.objects.filter(unit=unit_id).select_related("person").iterator(1000):
            key = bytes(one.id_index), bytes(one.name_index)
            if one.same:
                self._same[key] = one
            else:
                self._dismissed.setdefault(key, set()).add(one.person_id)

    def speak_of(self, key: tuple[bytes, bytes]) -> bool:
        """Whether anything was decided about this number and name."""
        return key in self._same or key in self._dismissed

    def taught(self, row: Row | Draft, asked: Asked, placed: Placed) -> Placed:
        """The place of a row, given what people said of it before."""
        if not self._same and not self._dismissed:
            return placed
        key = identity(row, asked)
        placed = _without(placed, self._dismissed.get(key, set()), whole=not row.flawed)
        one = self._same.get(key)
        if one is None or one.person_id == placed.person:
            return placed
        return _after(one, placed)


def _without(placed: Placed, dismissed: set[int], *, whole: bool) -> Placed:
    """A dismissed pair stays dismissed. whole: number and name are as they should be."""
    if placed.person in dismissed:
        return Placed(AMBIGUOUS, "人工比对时已确认不是户档案中号码和姓名相符的人，请核实")
    left = [one for one in placed.candidates if one not in dismissed]
    if placed.bin == AMBIGUOUS and whole and placed.candidates and not left:
        return Placed(STRANGER, DISMISSED)
    return placed._replace(candidates=left)


def _after(one: Comparison, placed: Placed) -> Placed:
    person = one.person
    others = [placed.person] if placed.person else placed.candidates
    if person.valid_to or mark_of(person) != bytes(one.person_mark):
        found = list(dict.fromkeys([*([] if person.valid_to else [person.pk]), *others]))
        return Placed(
            AMBIGUOUS, f"{_when(one)}人工比对的人，户档案中的号码或姓名已变，请重新比对", candidates=found[:5]
        )
    if placed.person:
        found = [person.pk, placed.person]
        return Placed(AMBIGUOUS, f"与{_when(one)}人工比对的结果不同，请重新比对", candidates=found)
    said = f"{_when(one)}经人工比对（{one.decided_on} {one.decided_by}）：{one.how}"
    return Placed(REPAIRED, said, person.pk, person.household_id, person.village_id)


def _when(one: Comparison) -> str:
    """上月, or the month."""
    month, now = Month.of(one.decided_on), Month.of(clock.today())
    if month == now:
        return "本月"
    return "上月" if month == now.previous() else month.label
