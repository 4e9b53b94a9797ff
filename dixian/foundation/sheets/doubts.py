"""Where a header can't be meant as it stands there, the file is refused: what is meant is not for us to guess."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.masking import mask_if_number, mask_numbers
from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.headers import DIGIT
from dixian.foundation.sheets.leftover import NAME, NUMBERS
from dixian.foundation.sheets.problems import DoubtfulColumns, SeveralSheets
from dixian.foundation.sheets.table import Reading

# A name is written in Chinese; a lone letter under the number is a slip of that cell, no sign of changed headers.
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")

BESIDE = "像是名单排成左右几段：把右边的段剪切到最左一段的下面，接成一张，再上传"


def refuse_unlike(readings: Sequence[Reading], columns: Sequence[Column]) -> None:
    """Sheets that could all be meant and do not have the same columns: one names people, the other whom they live with."""
    first = readings[0]
    for one in readings[1:]:
        differ = [column.title for column in columns if _named(first, column) != _named(one, column)]
        if differ:
            raise SeveralSheets(
                f"文件“{first.name}”有 {len(readings)} 张工作表都像要用的："
                f"{'、'.join(f'“{each.sheet}”' for each in readings)}，栏目却不一样："
                f"“{first.sheet}”和“{one.sheet}”的{'、'.join(f'“{title}”' for title in differ)}不同",
                "要一起报的，把表头改成一样再上传；只要其中一张的，删除或隐藏不用的，或者选只读哪一张",
                [mask_numbers(each.sheet) for each in readings],
            )


def _named(reading: Reading, column: Column) -> str:
    """Whether a column is there, and under a header that only stands in for it, such as 户主 for 姓名."""
    if column.code not in reading.mapping:
        return ""
    said = header_key(reading.header[reading.mapping[column.code]])
    return said if said in map(header_key, column.instead) else column.code


def refuse_doubt(reading: Reading, columns: Sequence[Column]) -> None:
    """Two columns of one name that say different things: which is meant is not for us to guess."""
    titles = {column.code: column.title for column in columns if not column.repeated}
    for code in reading.twice.keys() & titles.keys():
        places = reading.twice[code]
        shown = (
            tuple(tidy(row.cells[place]) for place in places if place < len(row.cells))
            for row in reading.rows
        )
        if any(len(set(cells)) > 1 for cells in shown):
            raise DoubtfulColumns(
                f"文件“{reading.name}”工作表“{reading.sheet}”有 {len(places)} 列都像“{titles[code]}”："
                f"第 {'、'.join(str(place + 1) for place in places)} 列，内容不一样",
                BESIDE if _beside(reading) else "只留要用的一列，其余的删去或改名后再上传",
            )


def _beside(reading: Reading) -> bool:
    """Whether a list goes on beside itself, as on a printed page: all its columns are there again, further right."""
    places = list(reading.twice.values())
    parts = list(zip(*places, strict=False))
    return (
        len(places) > 1
        and len({len(each) for each in places}) == 1
        and all(max(left) < min(right) for left, right in pairwise(parts))
    )


def refuse_swapped(reading: Reading, columns: Sequence[Column]) -> None:
    """Numbers stand under the name, and names under the number: two headers changed places."""
    number = next((code for code in NUMBERS if code in reading.mapping), None)
    if number is None or NAME not in reading.mapping:
        return
    swapped = sum(
        mask_if_number(name) != name and HAN.search(other) is not None and not DIGIT.search(other)
        for name, other in (
            (tidy(reading.cell(row, NAME)), tidy(reading.cell(row, number))) for row in reading.rows
        )
    )
    if 2 * swapped > len(reading.rows):
        titles = {column.code: column.title for column in columns}
        raise DoubtfulColumns(
            f"文件“{reading.name}”工作表“{reading.sheet}”的“{titles[NAME]}”和“{titles[number]}”两列好像写反了："
            f"{len(reading.rows)} 行里有 {swapped} 行“{titles[NAME]}”填的是号码",
            "把这两列的表头对调后再报",
            header=reading.header,
            mapping=reading.mapping,
        )
