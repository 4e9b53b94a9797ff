"""A snapshot of the register, laid out for matching: one list per column, found by number and by name."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol

from dixian.foundation.kernel.collection import no_collection
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key
from dixian.registry.matching.edits import WHOLE, checks
from dixian.registry.matching.listed import Listed
from dixian.registry.matching.names import key_of, others_of, reading, readings
from dixian.registry.matching.namesakes import Namesakes, together
from dixian.registry.matching.numbers import read_number

# Header -> field; compared without brackets and blanks.
HEADERS = {
    "person": ("人编号", "人员编号"),
    "household": ("户编号", "户码"),
    "name": ("姓名",),
    "number": ("证件号码", "身份证号", "身份证号码", "公民身份号码"),
    "township": ("乡(镇)", "乡镇", "乡", "镇"),
    "village": ("行政村", "村"),
    "former": ("曾用名",),
}
REQUIRED = ("person", "household", "name", "number")


class LookUp(Protocol):
    """What the rules ask of a register."""

    def sole(self, number: object) -> Listed | None:
        """The one person who has a number written like this, where that is known without asking."""

    def owners(self, number: str) -> list[Listed]:
        """Who has this number."""

    def owners_of(self, numbers: Sequence[str]) -> list[Listed]:
        """Who has any of these numbers, in no order."""

    def named(self, keys: Iterable[str]) -> Namesakes:
        """Who has one of these names, or had it."""

    def family(self, household: str) -> list[Listed]:
        """Who lives in this household."""

    def flawed(self, keys: Iterable[str]) -> list[Listed]:
        """Those of them whose number in the register can't be right."""

    def sounding(self, keys: Iterable[str]) -> list[Listed]:
        """Whose name sounds like one of these."""


class Register:
    """Everybody of a snapshot, found by number and by name. Numbers are as `read_number` reads them."""

    def __init__(self, people: Iterable[Listed]) -> None:
        # Of numbers that only one person has: what most rows ask for, and nothing lies between.
        self.owner: dict[str, Listed] = {}
        self._shared: dict[str, list[Listed]] = {}
        self._named: dict[str, list[Listed]] = {}
        self._flawed: dict[str, list[Listed]] = {}
        self._unnumbered: list[Listed] = []
        for person in people:
            self._add(person if WHOLE.fullmatch(person.number) else _mended(person))
        for number in self._shared:
            del self.owner[number]

    def sole(self, number: object) -> Listed | None:
        """The one person who has a number written like this."""
        return self.owner.get(number) if isinstance(number, str) else None

    def owners(self, number: str) -> list[Listed]:
        """Who has this number; most often one person or none."""
        found = self.owner.get(number)
        return self._shared.get(number, []) if found is None else [found]

    def owners_of(self, numbers: Sequence[str]) -> list[Listed]:
        """Who has any of these numbers, in no order."""
        sole, shared = self.owner.get, self._shared
        found = [one for one in map(sole, numbers) if one is not None]
        if shared:
            found += [one for number in numbers if number in shared for one in shared[number]]
        return found

    def named(self, keys: Iterable[str]) -> Namesakes:
        """Who has one of these names, or had it."""
        return together([bearers for key in dict.fromkeys(keys) if (bearers := self._bearers(key))])

    def flawed(self, keys: Iterable[str]) -> list[Listed]:
        """Those of them whose number in the register can't be right."""
        if not self._flawed:
            return []
        return [person for key in dict.fromkeys(keys) for person in self._flawed.get(key, ())]

    def sounding(self, keys: Iterable[str]) -> Namesakes:
        """Whose name sounds like one of these."""
        ways = sorted({way for key in keys for way in readings(key)})
        return self.named(key for way in ways for key in self._by_sound.get(way, ()))

    def family(self, household: str) -> list[Listed]:
        """Who lives in this household."""
        return self._homes.get(household, [])

    @cached_property
    def _homes(self) -> dict[str, list[Listed]]:
        """Everybody by household; made when first asked for, as many files never ask."""
        found: dict[str, list[Listed]] = {}
        # In the order in which they were read, as they lie in memory: by name it takes four times as long.
        for one in chain(self.owner.values(), *self._shared.values(), self._unnumbered):
            found.setdefault(one.household, []).append(one)
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """Names by sound; made when first asked for, as most files never ask."""
        found: dict[str, list[str]] = {}
        for key in self._named:
            found.setdefault(reading(key), []).append(key)
        return found

    def _bearers(self, key: str) -> Namesakes | None:
        found = self._named.get(key)
        if found is None or isinstance(found, Namesakes):
            return found
        # Of most names nobody ever asks: a plain list is lighter.
        made = self._named[key] = Namesakes(found)
        return made

    def _add(self, person: Listed) -> None:
        if person.number:
            first = self.owner.setdefault(person.number, person)
            if first is not person:
                self._shared.setdefault(person.number, [first]).append(person)
        else:
            self._unnumbered.append(person)
        key = key_of(person.name)
        self._named.setdefault(key, []).append(person)
        for other in others_of(None, person.former) if person.former else ():
            self._named.setdefault(other, []).append(person)
        if person.number and not checks(person.number):
            self._flawed.setdefault(key, []).append(person)


def _mended(person: Listed) -> Listed:
    return person._replace(number=read_number(person.number).text)


def read_register(lines: Iterable[str], *, name: str = "R.csv") -> Register:
    """A register from the lines of a CSV file.

    Raises Refusal that names the columns that are missing, or the line without 人编号.
    """
    rows = csv.reader(lines)
    header = [header_key(text) for text in next(rows, [])]
    places = {
        field: next((header.index(key) for text in texts if (key := header_key(text)) in header), -1)
        for field, texts in HEADERS.items()
    }
    missing = [HEADERS[field][0] for field in REQUIRED if places[field] < 0]
    if missing:
        raise Refusal(f"花名册“{name}”的表头缺少：{'、'.join(missing)}", "第一行须是表头，文字编码用 UTF-8")
    with no_collection():
        return Register(_residents(rows, [places[field] for field in Listed._fields], name))


def _residents(rows: Iterator[list[str]], places: list[int], name: str) -> Iterator[Listed]:
    # One text for each village, township and name instead of one per person.
    known: dict[str, str] = {}
    home = ""
    widest = max(places) + 1
    for line, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        cells += [""] * (widest - len(cells))
        person, household, called, number, township, village, former = (
            cells[place] if place >= 0 else "" for place in places
        )
        if not person:
            raise Refusal(f"花名册“{name}”第 {line} 行没有人编号", "补填人编号后再比对")
        township, village = known.setdefault(township, township), known.setdefault(village, village)
        # A household stands together.
        home = home if home == household else household
        yield Listed(person, home, known.setdefault(called, called), number, township, village, former)
