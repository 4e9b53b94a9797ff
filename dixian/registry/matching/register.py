"""A snapshot of the register, laid out for matching: one list per column, found by number and by name."""

import csv
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from dixian.foundation.kernel.idnumber import LENGTH
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key
from dixian.registry.matching.names import key_of, others_of, reading, readings
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


class Listed(NamedTuple):
    """A person of the register, as it is written there."""

    person: str
    household: str
    name: str
    number: str
    township: str = ""
    village: str = ""
    former: str = ""


class Register:
    """Everybody of a snapshot. A position is a person; it means nothing outside."""

    def __init__(self, residents: Iterable[Listed]) -> None:
        self.residents = list(residents)
        self.numbers = [_number(one.number) for one in self.residents]
        self.owner: dict[str, int] = {}
        self._shared: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        self._index()

    def owners(self, number: str) -> list[int]:
        """Who has this number; most often one person or none."""
        shared = self._shared.get(number)
        if shared is not None:
            return shared
        found = self.owner.get(number)
        return [] if found is None else [found]

    def named(self, keys: Iterable[str]) -> list[int]:
        """Who has one of these names, or had it."""
        found = [at for key in dict.fromkeys(keys) for at in self._named.get(key, ())]
        return list(dict.fromkeys(found))

    def sounding(self, keys: Iterable[str]) -> list[int]:
        """Whose name sounds like one of these."""
        ways = sorted({way for key in keys for way in readings(key)})
        return self.named(key for way in ways for key in self._by_sound.get(way, ()))

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """Names by sound; made when first asked for, as most files never ask."""
        found: dict[str, list[str]] = {}
        for key in self._named:
            found.setdefault(reading(key), []).append(key)
        return found

    def _index(self) -> None:
        owner, named = self.owner, self._named
        for at, (resident, number) in enumerate(zip(self.residents, self.numbers, strict=True)):
            if number:
                first = owner.setdefault(number, at)
                if first != at:
                    self._shared.setdefault(number, [first]).append(at)
            keys = (key_of(resident.name), *others_of(None, resident.former))
            for key in keys if resident.former else keys[:1]:
                named.setdefault(key, []).append(at)
        for number in self._shared:
            del owner[number]


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
    return Register(_residents(rows, [places[field] for field in Listed._fields], name))


def _residents(rows: Iterator[list[str]], places: list[int], name: str) -> Iterator[Listed]:
    # One text for each village and township instead of one per person.
    known: dict[str, str] = {}
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
        yield Listed(person, household, called, number, township, village, former)


def _number(text: str) -> str:
    if len(text) == LENGTH and text[:17].isdecimal() and text.isascii() and text[17] in "0123456789X":
        return text
    return read_number(text).text
