"""The county's files: a roster, the departments' months as they come, and the truth beside them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import xlsxwriter

from dixian.simulation.world.costs import Cost
from dixian.simulation.world.departments import Made, department_files
from dixian.simulation.world.kinds import KINDS
from dixian.simulation.world.months import World
from dixian.simulation.world.people import Home, Tell, Village, make_county, told
from dixian.simulation.world.reports import REPORTS
from dixian.simulation.world.workbooks import MADE

YEAR = 2024
TRUTH, TRUTH_OF_REPORTS = "truth.csv", "truth-reports.csv"
# The line of the insurer's first data row, below two titles and the header.
FIRST_LINE = 4
HEADER = ("序号", "姓名", "身份证号", "乡镇", "村", "自付医疗费用(元)", "截至月份")
ANSWER = ("file", "sheet", "row", "line", "person", "error")
LISTED = ("人编号", "户编号", "姓名", "证件号码", "性别", "乡(镇)", "行政村", "与户主关系", "户类型")


def write_world(
    out: Path,
    *,
    people: int,
    months: int,
    seed: int,
    villages: Sequence[Village],
    tell: Tell = lambda *_: None,
    year: int = YEAR,
) -> list[Path]:
    """Write roster.csv, what departments keep and what they push in each month, files.csv and truth.csv. Returns the paths.

    truth.csv has one line for each data row of what is kept: file, sheet, row (from 1, as `dixian match` counts), line
    (as the spreadsheet shows it), person (人编号; empty for those who are not of the county), error (`dirt.MIXTURE`).
    truth-reports.csv says the same of what is pushed, and the cause: what befell them.
    files.csv has one for each file: kind, month, format, traits.
    """
    out.mkdir(parents=True, exist_ok=True)
    homes = list(told(make_county(people=people, seed=seed, villages=villages), people, tell))
    written = [_roster(out / "roster.csv", homes)]
    kept = [out / name for name in (TRUTH, TRUTH_OF_REPORTS, "files.csv")]
    total = months * (len(KINDS) + len(REPORTS))
    with ExitStack() as stack:
        truth, reports, files = (
            csv.writer(stack.enter_context(path.open("w", encoding="utf8", newline=""))) for path in kept
        )
        truth.writerow(ANSWER)
        reports.writerow((*ANSWER, "cause"))
        files.writerow(("file", "kind", "month", "format", "traits"))
        for made in _files(homes, months=months, seed=seed, year=year):
            tell("写部门文件", min(len(written) - 1, total), total)
            (out / made.name).write_bytes(made.content)
            written.append(out / made.name)
            if made.cause:
                reports.writerows((made.name, made.sheet, *answer, made.cause) for answer in made.answers)
            else:
                truth.writerows((made.name, made.sheet, *answer) for answer in made.answers)
            files.writerow((made.name, made.kind, made.month, made.format, "|".join(made.traits)))
    tell("写部门文件", total, total)
    return [*written, *kept]


def _files(homes: Sequence[Home], *, months: int, seed: int, year: int) -> Iterator[Made]:
    yield from department_files(homes, months=months, seed=seed, year=year)
    world = World(homes, seed, year)
    for _ in range(months):
        yield from (one.made for one in world.month() if one.made)


def write_costs(path: Path, costs: Iterable[Cost], *, month: str) -> None:
    """A month of 个人自付医疗费用 as the insurer makes it: title rows, header, rows, trailer."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("自付费用")
    text = book.add_format({"num_format": "@"})
    sheet.set_column(1, 4, 18)
    sheet.write_string(0, 0, f"绥棱县参保人员个人自付医疗费用情况表（截至{month}）")
    sheet.write_string(1, 0, "填报单位：县医保局")
    sheet.write_row(2, 0, HEADER)
    row = FIRST_LINE - 1
    for row, cost in enumerate(costs, start=FIRST_LINE - 1):
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
        out.writerow(LISTED)
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
