"""What is held while the households of a file are compared: what they come to, and what holds for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dixian.foundation.sheets.api import SheetsRead
from dixian.registry.households.changes.drafts import Draft
from dixian.registry.households.importing.rows import Line
from dixian.registry.households.importing.said import index_of


@dataclass
class Compared:
    """What some households come to: drafts, and persons the file has (`seen`), who are not gone.

    unsure: names of rows that could not be taken; nobody of such a name is gone.
    drafted: persons whom a change is about; headed: households of the register that get a head by one.
    """

    drafts: list[Draft] = field(default_factory=list)
    unchanged: int = 0
    seen: set[int] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)
    drafted: set[int] = field(default_factory=set)
    headed: set[int] = field(default_factory=set)

    def add(self, other: "Compared") -> None:
        """What other households of the file come to, without their drafts."""
        for name in ("seen", "unsure", "covered", "drafted", "headed"):
            getattr(self, name).update(getattr(other, name))


@dataclass
class Whole:
    """What holds for all households of a file.

    households, persons: fields people corrected, which a file changes only where somebody ticks it: by id.
    numbers, indexes: 人编号 and blind indexes in the file: who has one of these is found by it, and not by name.
    taken: person -> the row that is about them. at: file and sheet, in words. places: its sheets, where
    several are read.
    """

    households: dict[int, set[str]] = field(default_factory=dict)
    persons: dict[int, set[str]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    indexes: set[bytes] = field(default_factory=set)
    taken: dict[int, int] = field(default_factory=dict)
    at: str = ""
    places: SheetsRead = ()

    def read(self, lines: Sequence[Line]) -> None:
        """Note the numbers of all rows."""
        self.numbers = {number for line in lines if (number := line.values.get("person_number"))}
        self.indexes = {index for line in lines if (index := index_of(line))}
