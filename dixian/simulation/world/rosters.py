"""What happens to people in a month, as the police and the civil affairs bureau list it, with the truth beside each row.

Nobody appears twice, and households of two rows are different ones, but for who is dead and was cremated.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path

import xlsxwriter

from dixian.foundation.kernel.calendar import Month
from dixian.foundation.kernel.idnumber import check_digit
from dixian.simulation.world.names import given, surname
from dixian.simulation.world.people import ADDRESS_CODES, Home, Villager
from dixian.simulation.world.workbooks import MADE

# What follows from a row: a change; nothing, as it is known; nothing, as it concerns nobody of the county.
CHANGE, NEEDLESS, STRANGER = "change", "needless", "stranger"
# Of all households in a month; of the dead so many are cremated, and so many more of whom the police know nothing yet.
BORN, DEAD, LEFT, CAME, WED = 0.002, 0.003, 0.0015, 0.001, 0.001
CREMATED, UNREPORTED, FOREIGN = 0.6, 0.1, 0.05
OLD, GROWN, MARRIAGEABLE = 65, 18, 22

Cells = tuple[str, ...]
Fits = Callable[[Villager], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A row; person: 人编号 of whom it is found by, "" for nobody; follows: what it comes to."""

    cells: Cells
    person: str
    follows: str


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of a month under the name its department gives it; code: the county's kind."""

    code: str
    title: str
    unit: str
    header: Cells
    lines: tuple[Line, ...]


def rosters(homes: Sequence[Home], *, month: Month, seed: int) -> list[Roster]:
    """The five lists of a month, in the order in which they come. Deterministic by `seed`."""
    chance = random.Random(f"{seed}.{month.code}.rosters")
    made = _Month(chance, month, chance.sample(homes, len(homes)))
    deaths, burnt = made.deaths()
    return [
        Roster(
            "ga_siwang",
            "死亡注销名册",
            "县公安局",
            ("姓名", "公民身份号码", "死亡日期", "乡镇", "村委会"),
            tuple(deaths),
        ),
        Roster(
            "mz_huohua",
            "殡葬火化名册",
            "县民政局",
            ("逝者姓名", "身份证号", "死亡日期", "户籍地"),
            tuple(burnt),
        ),
        Roster(
            "ga_chusheng",
            "出生登记名册",
            "县公安局",
            ("姓名", "性别", "出生日期", "户主姓名", "户主公民身份号码", "母亲姓名", "母亲公民身份号码"),
            tuple(made.births()),
        ),
        Roster(
            "ga_qianyi",
            "迁移名册",
            "县公安局",
            (
                "迁移类型",
                "姓名",
                "公民身份号码",
                "迁移日期",
                "户主姓名",
                "户主身份证号",
                "与户主关系",
                "迁往地",
            ),
            tuple(made.moves()),
        ),
        Roster(
            "mz_hunyin",
            "婚姻登记名册",
            "县民政局",
            ("登记类别", "登记日期", "男方姓名", "男方身份证号", "女方姓名", "女方身份证号", "户籍迁移"),
            tuple(made.marriages()),
        ),
    ]


def write_rosters(folder: Path, homes: Sequence[Home], *, month: Month, seed: int) -> dict[str, Path]:
    """Title -> its workbook; `名册-<month>.csv` beside them says what is true: title, row, person, what follows.

    A list of nobody, as a small county has some, is not written: its department reports nil.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    with (folder / f"名册-{month.code}.csv").open("w", encoding="utf8", newline="") as truth:
        to_truth = csv.writer(truth)
        to_truth.writerow(("roster", "row", "person", "follows"))
        for roster in filter(attrgetter("lines"), rosters(homes, month=month, seed=seed)):
            written[roster.title] = folder / f"{roster.title}-{month.code}.xlsx"
            write_roster(written[roster.title], roster, month)
            to_truth.writerows(
                (roster.title, row, line.person, line.follows)
                for row, line in enumerate(roster.lines, start=1)
            )
    return written


class _Month:
    def __init__(self, chance: random.Random, month: Month, homes: list[Home]) -> None:
        self._chance = chance
        self._month = month
        self._all = len(homes)
        self._left = iter(homes)

    def deaths(self) -> tuple[list[Line], list[Line]]:
        """The police's list, and that of the crematorium."""
        reported, burnt = [], []
        for home, one in self._some(DEAD, lambda one: _age(one, self._month) >= OLD):
            died = self._day()
            place = f"{home.township_name}{home.village_name}"
            cells = (one.name, one.id_number, died)
            if self._chance.random() < UNREPORTED:
                burnt.append(Line((*cells, place), one.number, CHANGE))
                continue
            reported.append(Line((*cells, home.township_name, home.village_name), one.number, CHANGE))
            if self._chance.random() < CREMATED:
                burnt.append(Line((*cells, place), one.number, NEEDLESS))
        foreign = (*self._stranger("男"), self._day())
        if self._chance.random() < FOREIGN * len(burnt):
            burnt.append(Line((*foreign, "外县"), "", STRANGER))
        return reported, burnt

    def births(self) -> Iterator[Line]:
        """Found by the head of the household, or by the mother where the roster names her alone."""
        for home, mother in self._some(
            BORN, lambda one: one.sex == "女" and one.relation in ("户主", "配偶")
        ):
            sex, head = self._chance.choice("男女"), home.persons[0]
            named = (head.name, head.id_number) if self._chance.random() < 0.5 else ("", "")
            child = head.name[:1] + given(self._chance, sex)
            cells = (child, sex, self._day(), *named, mother.name, mother.id_number)
            yield Line(cells, (head if named[0] else mother).number, CHANGE)

    def moves(self) -> Iterator[Line]:
        """Grown children who leave the county, and people of elsewhere who come into a household."""
        for _, one in self._some(
            LEFT, lambda one: one.relation in ("之子", "之女") and _age(one, self._month) >= GROWN
        ):
            cells = ("迁出", one.name, one.id_number, self._day(), "", "", "", "哈尔滨市")
            yield Line(cells, one.number, CHANGE)
        for home, head in self._some(CAME, lambda one: one.relation == "户主"):
            cells = (
                "迁入",
                *self._stranger("女"),
                self._day(),
                head.name,
                head.id_number,
                "其他",
                home.village_name,
            )
            yield Line(cells, head.number, CHANGE)

    def marriages(self) -> Iterator[Line]:
        """Sons who marry women of elsewhere, some of whom come to live with them."""
        for _, one in self._some(
            WED, lambda one: one.relation == "之子" and _age(one, self._month) >= MARRIAGEABLE
        ):
            comes = self._chance.random() < 0.5
            cells = ("结婚", self._day(), one.name, one.id_number, *self._stranger("女"))
            said = "女方迁入男方户" if comes else "不迁"
            yield Line((*cells, said), one.number, CHANGE if comes else NEEDLESS)

    def _some(self, share: float, fits: Fits) -> Iterator[tuple[Home, Villager]]:
        """So many of the households, each once, and one of each who fits."""
        wanted = max(2, round(self._all * share))
        while wanted and (home := next(self._left, None)):
            found = next((one for one in home.persons if fits(one)), None)
            if found is not None:
                wanted -= 1
                yield home, found

    def _day(self) -> str:
        first, last = self._month.first, self._month.last
        return date.fromordinal(self._chance.randint(first.toordinal(), last.toordinal())).isoformat()

    def _stranger(self, sex: str) -> tuple[str, str]:
        """Name and number of somebody of elsewhere; of an address code the county has not."""
        born = date(1995, 1, 1).toordinal() + self._chance.randrange(2000)
        serial = 999 if sex == "男" else 998
        first17 = f"{ADDRESS_CODES[0][:4]}81{date.fromordinal(born):%Y%m%d}{serial}"
        return surname(self._chance) + given(self._chance, sex), first17 + check_digit(first17)


def _age(one: Villager, month: Month) -> int:
    return (month.first - one.birth).days // 365


def write_roster(target: Path | io.BytesIO, roster: Roster, month: Month) -> None:
    """A roster as its department makes it: two titles, the header, the rows."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    book.set_properties({"created": MADE})
    sheet, text = book.add_worksheet("名册"), book.add_format({"num_format": "@"})
    sheet.write_string(0, 0, f"绥棱县{roster.title}（{month.label}）")
    sheet.write_string(1, 0, f"填报单位：{roster.unit}")
    sheet.write_row(2, 0, roster.header)
    for row, line in enumerate(roster.lines, start=3):
        for column, cell in enumerate(line.cells):
            sheet.write_string(row, column, cell, text)
    book.close()
