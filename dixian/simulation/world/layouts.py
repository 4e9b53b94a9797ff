"""How a list is laid out on its sheet: what stands above and below it, and what people did to the cells.

A sheet is plain values with what a workbook knows beside them; `formats` writes it as a file.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dixian.simulation.world.kinds import Field

# How a program wrote ID numbers as numbers: with all digits, or rounded to sixteen.
WHOLE, ROUNDED = "whole_numbers", "rounded_numbers"
# Share of files that have each of these; those of numbers only where a program wrote the file.
TRAITS = {
    "titles": 0.8, "two_row_header": 0.25, "merged": 0.3, "trailers": 0.7, "sheets": 0.3, "hidden_sheet": 0.2,
    "hidden_rows": 0.2, "hidden_columns": 0.2, "empty_rows": 0.2, "formulas": 0.3, "numbers_as_text": 0.3,
    "full_width_figures": 0.15, "blanks": 0.2, "broken_headers": 0.3, "gaps": 0.15, WHOLE: 0.3, ROUNDED: 0.2,
}  # fmt: skip
EMPTY_ROWS = 5000
MERGED_SHARE, TOUCHED_SHARE = 0.5, 0.1
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")

Place = tuple[int, int]


class Listed(Protocol):
    """What a department keeps or pushes: `kinds.Kind`, `reports.Report`."""

    @property
    def code(self) -> str:
        """How its files' names begin."""

    @property
    def unit(self) -> str:
        """Whose it is."""

    @property
    def title(self) -> str:
        """What stands above it."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its columns."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """What the sheet may be called."""


@dataclass
class Sheet:
    """Rows from the first one of the sheet on, places counted from 0; empty_rows: formatted ones below the last."""

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    empty_rows: int = 0
    # What stands beside the list in its workbook: how to fill it in, its sums.
    beside: bool = False
    # Programs may write ID numbers as numbers.
    numbers: str = ""


def lay_out(
    kind: Listed, body: Sequence[Sequence[object]], *, month: str, traits: set[str], chance: random.Random
) -> tuple[list[Sheet], str, list[int]]:
    """The sheets of a file, the name of the list's own, and in which row (from 0) each line of `body` stands."""
    sheet = Sheet(chance.choice(kind.sheets))
    width = len(kind.fields) + 1
    if "titles" in traits:
        _titles(sheet, kind, month, width)
    _header(sheet, kind.fields, traits, chance)
    lines = []
    for number, cells in enumerate(body, start=1):
        if "gaps" in traits and chance.random() < 0.01:
            sheet.rows.append([])
        lines.append(len(sheet.rows))
        sheet.rows.append([number, *cells])
    _touch(sheet, kind, lines, traits, chance)
    if "trailers" in traits:
        _trailers(sheet, kind, body, chance)
    if "empty_rows" in traits:
        sheet.empty_rows = EMPTY_ROWS
    sheet.numbers = next((how for how in (ROUNDED, WHOLE) if how in traits), "")
    return _among_others(sheet, traits), sheet.name, lines


def _titles(sheet: Sheet, kind: Listed, month: str, width: int) -> None:
    sheet.rows.append([f"{kind.title}（{month}）"])
    sheet.merged.append((0, 0, 0, width - 1))
    sheet.rows.append([f"填报单位：{kind.unit}", *[None] * (width - 3), f"填报日期：{month}-10"])


def _header(sheet: Sheet, fields: Sequence[Field], traits: set[str], chance: random.Random) -> None:
    titles = ["序号", *(chance.choice(one.headers) for one in fields)]
    if "broken_headers" in traits:
        titles = [chance.choice((title, _broken(title, chance))) for title in titles]
    top = len(sheet.rows)
    if "two_row_header" not in traits:
        sheet.rows.append([*titles])
        return
    over = ["", *(one.over for one in fields)]
    sheet.rows += [[None] * len(titles), [None] * len(titles)]
    for at, name in enumerate(over):
        if at and name and name == over[at - 1]:
            continue
        end = at
        while name and end + 1 < len(over) and over[end + 1] == name:
            end += 1
        if end == at:
            sheet.rows[top][at] = titles[at]
            sheet.merged.append((top, at, top + 1, at))
        else:
            sheet.rows[top][at] = name
            below = [fields[here - 1].below or titles[here] for here in range(at, end + 1)]
            sheet.rows[top + 1][at : end + 1] = below
            sheet.merged.append((top, at, top, end))


def _broken(title: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(title)) if len(title) > 1 else 1
    return chance.choice(
        (f"{title[:at]}\n{title[at:]}", f"{title[:at]}  {title[at:]}", f"{title}（必填）", f" {title}")
    )


def _touch(sheet: Sheet, kind: Listed, lines: list[int], traits: set[str], chance: random.Random) -> None:
    """What people and programs do to cells that are right."""
    for line in lines:
        row = sheet.rows[line]
        if "formulas" in traits:
            sheet.formulas[line, 0] = f"=ROW()-{lines[0]}"
        for at, cell in enumerate(row):
            if isinstance(cell, float) and cell < 10**15:
                if "numbers_as_text" in traits:
                    row[at] = f"{cell:.2f}"
                elif "full_width_figures" in traits and chance.random() < TOUCHED_SHARE:
                    row[at] = f"{cell:.2f}".translate(FULL_WIDTH)
            elif "blanks" in traits and isinstance(cell, str) and cell and chance.random() < TOUCHED_SHARE:
                row[at] = chance.choice((cell + " ", " " + cell, cell + "\u3000", cell + "\n"))
    if "formulas" in traits:
        _formulas(sheet, kind, lines, chance)
    if "merged" in traits:
        _merge_places(sheet, kind, lines)
    if "hidden_rows" in traits:
        sheet.hidden_rows = {line for line in lines if chance.random() < 0.05}
    if "hidden_columns" in traits:
        sheet.hidden_columns = {chance.randrange(len(kind.fields) + 1)}


def _formulas(sheet: Sheet, kind: Listed, lines: list[int], chance: random.Random) -> None:
    """Some numbers as ="…", the way people keep their digits."""
    for line in lines:
        for at, cell in enumerate(sheet.rows[line]):
            if (
                isinstance(cell, str)
                and len(cell) == 18
                and cell[:17].isdecimal()
                and chance.random() < TOUCHED_SHARE
            ):
                sheet.formulas[line, at] = f'="{cell}"'


def _merge_places(sheet: Sheet, kind: Listed, lines: list[int]) -> None:
    """Neighbouring cells of a township or village that say the same become one."""
    for at, one in enumerate(kind.fields, start=1):
        if one.over != "家庭住址":
            continue
        begin = 0
        for here in range(1, len(lines) + 1):
            whole = here < len(lines) and lines[here] == lines[here - 1] + 1
            if whole and sheet.rows[lines[here]][at] == sheet.rows[lines[begin]][at]:
                continue
            if here - begin > 1 and sheet.rows[lines[begin]][at]:
                sheet.merged.append((lines[begin], at, lines[here - 1], at))
                for line in lines[begin + 1 : here]:
                    sheet.rows[line][at] = None
            begin = here


def _trailers(sheet: Sheet, kind: Listed, body: Sequence[Sequence[object]], chance: random.Random) -> None:
    total: list[object] = [chance.choice(("合计", "合  计", "总计")), f"{len(body)}人"]
    for at, one in enumerate(kind.fields, start=1):
        if one.amount:
            total += [None] * (at + 1 - len(total))
            total[at] = round(sum(float(str(row[at - 1])) for row in body), 2)
    sheet.rows.append(total)
    sheet.rows.append(
        [chance.choice(("制表人：王会计", "填表人：李干事", "制表人：")), None, None, "审核人："]
    )


def _among_others(sheet: Sheet, traits: set[str]) -> list[Sheet]:
    sheets = [sheet]
    if "sheets" in traits:
        said = Sheet(
            "填表说明",
            [["填表说明"], ["1. 姓名按户口簿填写，身份证号设为文本格式。"], ["2. 每月10日前报送。"]],
            beside=True,
        )
        summed = Sheet("按乡镇汇总", [["乡镇", "人数"], ["绥棱镇", 12], ["上集镇", 9]], beside=True)
        sheets = [said, sheet, summed]
    if "hidden_sheet" in traits:
        old = [list(row) for row in sheet.rows[:20]]
        sheets.append(Sheet("上月", old, hidden=True))
    return sheets
