"""The forms a department's file comes in, and how often each."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dixian.simulation.world.layouts import Sheet
from dixian.simulation.world.texts import as_csv, as_page, as_xml
from dixian.simulation.world.workbooks import xls, xlsx, xlsx_of_a_program

# The binary form holds no more rows.
MOST_XLS = 60_000


@dataclass(frozen=True)
class Format:
    """code: its name in files.csv; suffix: of the file's name; share: of all files; named: whether it knows names of sheets."""

    code: str
    suffix: str
    share: float
    write: Callable[[Sequence[Sheet]], bytes]
    named: bool = True

    @property
    def by_program(self) -> bool:
        """Whether a program wrote it, which may take an ID number for a number."""
        return self.write is xlsx_of_a_program


FORMATS = (
    Format("xlsx", ".xlsx", 0.38, xlsx),
    Format("xlsx_program", ".xlsx", 0.10, xlsx_of_a_program),
    Format("xls", ".xls", 0.14, xls),
    Format("et_xls", ".et", 0.06, xls),
    Format("et_xlsx", ".et", 0.04, xlsx),
    Format("csv_gb18030", ".csv", 0.08, as_csv("gb18030"), named=False),
    Format("csv_utf8", ".csv", 0.04, as_csv("utf-8"), named=False),
    Format("csv_utf8_bom", ".csv", 0.04, as_csv("utf-8-sig"), named=False),
    Format("html_xls", ".xls", 0.06, as_page, named=False),
    Format("xml_xls", ".xls", 0.06, as_xml),
)


def dealt(chance: random.Random) -> Iterator[Format]:
    """Formats for one file after another, without end: each one once, then at their shares."""
    first = list(FORMATS)
    chance.shuffle(first)
    yield from first
    while True:
        yield chance.choices(FORMATS, [one.share for one in FORMATS])[0]


def fitting(chosen: Format, rows: int) -> Format:
    """The format, or the first of the list where the file is too long for it."""
    return FORMATS[0] if chosen.write is xls and rows > MOST_XLS else chosen
