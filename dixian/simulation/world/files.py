"""The county's files: a roster, a department's months as real workbooks, and the truth beside them."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from dixian.simulation.world.costs import Cost, own_costs
from dixian.simulation.world.people import Home, Tell, Village, make_county, told

YEAR = 2024
HEADER = ("序号", "姓名", "身份证号", "乡镇", "村", "自付医疗费用(元)", "截至月份")
ROSTER = ("人编号", "户编号", "姓名", "证件号码", "性别", "乡(镇)", "行政村", "与户主关系", "户类型")


def write_world(
    out: Path,
    *,
    people: int,
    months: int,
    seed: int,
    villages: Sequence[Village],
    tell: Tell = lambda *_: None,
    year: int = YEAR,
    dirt: bool = True,
) -> list[Path]:
    """Write roster.csv, one workbook per month, truth.csv. Returns the paths."""
    out.mkdir(parents=True, exist_ok=True)
    homes = list(told(make_county(people=people, seed=seed, villages=villages), people, tell))
    written = [_roster(out / "roster.csv", homes)]
    truth = out / "truth.csv"
    with truth.open("w", encoding="utf8", newline="") as file:
        answers = csv.writer(file)
        answers.writerow(("file", "row", "person", "error"))
        for month in range(1, months + 1):
            tell("写部门文件", month - 1, months)
            number = (month - 1) % 12 + 1
            path = out / f"医保自付-{year + (month - 1) // 12}-{number:02}.xlsx"
            costs = list(own_costs(homes, seed=seed, month=number, dirt=dirt))
            write_costs(path, costs, month=f"{year + (month - 1) // 12}-{number:02}")
            answers.writerows(
                (path.name, position, cost.true_person, cost.error)
                for position, cost in enumerate(costs, start=1)
            )
            written.append(path)
    tell("写部门文件", months, months)
    return [*written, truth]


def write_costs(path: Path, costs: Iterable[Cost], *, month: str) -> None:
    """A month of 个人自付医疗费用 as the insurer makes it: title rows, header, rows, trailer."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("自付费用")
    text = book.add_format({"num_format": "@"})
    sheet.set_column(1, 4, 18)
    sheet.write_string(0, 0, f"绥棱县参保人员个人自付医疗费用情况表（截至{month}）")
    sheet.write_string(1, 0, "填报单位：县医保局")
    sheet.write_row(2, 0, HEADER)
    row = 3
    for row, cost in enumerate(costs, start=3):
        sheet.write_number(row, 0, row - 2)
        for index, value in enumerate((cost.name, cost.id_number, cost.township, cost.village), start=1):
            sheet.write_string(row, index, value, text)
        sheet.write_number(row, 5, float(cost.amount))
        sheet.write_string(row, 6, month)
    sheet.write_string(row + 1, 0, "制表人：          审核人：")
    book.close()


def _roster(path: Path, homes: Sequence[Home]) -> Path:
    with path.open("w", encoding="utf8", newline="") as file:
        out = csv.writer(file)
        out.writerow(ROSTER)
        for home in homes:
            for person in home.persons:
                out.writerow(
                    (
                        person.number,
                        home.number,
                        person.name,
                        person.id_number,
                        person.sex,
                        home.township_name,
                        home.village_name,
                        person.relation,
                        "脱贫户" if home.kind == "poverty_relieved" else "一般农户",
                    )
                )
    return path
