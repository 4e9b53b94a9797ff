"""Who receives the help that departments keep full rosters of, and who is entitled and left out, with the truth of both.

A new kind of help is a new entry of BENEFITS; `code` is the county's kind, a header what that kind's column is called.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dixian.foundation.kernel.calendar import Month
from dixian.simulation.world.people import Home, Villager
from dixian.simulation.world.rosters import Cells, Line, Roster, write_roster

# What is true of somebody entitled: in the roster, or wrongly not.
LISTED, LEFT_OUT = "listed", "left_out"
RETIRED, OLD, VERY_OLD, CENTENARIAN = 60, 80, 90, 100
HEADER = ("姓名", "身份证号", "乡镇", "村")
SINCE = "2024-01-01"


@dataclass(frozen=True, slots=True)
class Benefit:
    """own: what stands in the columns of its own, None for who is not entitled; one of `left_out` entitled is left out, 0 for none."""

    code: str
    title: str
    unit: str
    header: Cells
    own: Callable[[Home, Villager, int], Cells | None]
    left_out: int = 0


def _old_age(_: Home, __: Villager, age: int) -> Cells | None:
    if age < OLD:
        return None
    step = "80-89周岁" if age < VERY_OLD else "90-99周岁" if age < CENTENARIAN else "100周岁以上"
    return (step, "100.00" if age < VERY_OLD else "200.00", SINCE)


def _pension(_: Home, __: Villager, age: int) -> Cells | None:
    return ("领取待遇", SINCE) if age >= RETIRED else None


def _alone(home: Home, person: Villager, age: int) -> Cells | None:
    if age < RETIRED or len(home.persons) > 1 or _nth(person) % 7:
        return None
    return ("集中供养" if _nth(person) % 2 else "分散供养", "850.00", SINCE)


def _disabled(_: Home, person: Villager, age: int) -> Cells | None:
    return ("两项都有" if age >= RETIRED else "护理补贴", "90.00", SINCE) if _nth(person) % 60 == 1 else None


BENEFITS = (
    Benefit(
        "mz_tekun", "特困供养对象名册", "县民政局", ("供养方式", "月发放金额", "享受起始日期"), _alone
    ),
    Benefit(
        "mz_gaoling", "高龄津贴发放名册", "县民政局", ("年龄档次", "月发放金额", "享受起始日期"), _old_age, 40
    ),
    Benefit(
        "mz_canbu", "残疾人两项补贴发放名册", "县民政局", ("补贴类别", "月发放金额", "享受起始日期"), _disabled
    ),
    Benefit(
        "rs_yanglao", "基本养老保险参保和待遇名册", "县人社局", ("参保情况", "享受起始日期"), _pension, 400
    ),
)  # fmt: skip


def write_benefits(folder: Path, homes: Sequence[Home], *, month: Month) -> dict[str, Path]:
    """Title -> its workbook; `保障-<month>.csv` beside them says what is true: roster, row, 人编号, listed or left out (no row)."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    with (folder / f"保障-{month.code}.csv").open("w", encoding="utf8", newline="") as truth:
        to_truth = csv.writer(truth)
        to_truth.writerow(("roster", "row", "person", "truth"))
        for one in BENEFITS:
            entitled = list(lines(one, homes, month))
            roster = Roster(
                one.code,
                one.title,
                one.unit,
                (*HEADER, *one.header),
                tuple(line for line in entitled if line.follows == LISTED),
            )
            written[one.title] = folder / f"{one.title}-{month.code}.xlsx"
            write_roster(written[one.title], roster, month)
            rows = enumerate(roster.lines, start=1)
            to_truth.writerows((one.title, row, line.person, LISTED) for row, line in rows)
            to_truth.writerows(
                (one.title, "", line.person, LEFT_OUT) for line in entitled if line.follows == LEFT_OUT
            )
    return written


def lines(benefit: Benefit, homes: Sequence[Home], month: Month) -> Iterator[Line]:
    """Everybody entitled by the end of the month after, in the order of villages. The same county, the same lines."""
    for home in sorted(homes, key=lambda one: one.village):
        for person in home.persons:
            own = benefit.own(home, person, _age(person, month.next()))
            if own is not None:
                out = benefit.left_out and _nth(person) % benefit.left_out == 0
                cells = (person.name, person.id_number, home.township_name, home.village_name, *own)
                yield Line(cells, person.number, LEFT_OUT if out else LISTED)


def _age(person: Villager, month: Month) -> int:
    last, born = month.last, person.birth
    return last.year - born.year - ((last.month, last.day) < (born.month, born.day))


def _nth(person: Villager) -> int:
    return int(person.number[1:])
