"""Rows, columns and sheets that a file keeps out of sight. What Excel's filter leaves out is a hidden row."""

from collections.abc import Sequence
from itertools import count, groupby
from typing import NamedTuple

from dixian.foundation.sheets.lines import Lines

# The widest sheet Excel knows.
MOST_PLACES = 16_384
# Of the numbers of rows that are named.
MOST_NAMED = 12


class Hidden(NamedTuple):
    """rows: numbers as the spreadsheet shows them; columns: places from 0; sheets: names of those that are not read."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A sheet people see: its name, its cells, and what of it they don't see."""

    name: str
    grid: Lines
    hidden: Hidden = Hidden()


class Kept(NamedTuple):
    """What is hidden in a sheet that was read; sheet: its name where there are several."""

    hidden: Hidden
    header: Sequence[str]
    sheet: str = ""


def sentence(kept: Sequence[Kept]) -> str:
    """What is said of it before anybody relies on the file; "" where nothing is hidden."""
    said = [told for one in kept if (told := _told(one))]
    read = f"文件里看不见的{'，'.join(said)}，都照样读了。" if said else ""
    sheets = "、".join(f"“{name}”" for name in kept[0].hidden.sheets)
    unread = f"隐藏的工作表{sheets}没有读。" if sheets else ""
    return f"{read}{unread}不对的，在文件里取消隐藏和筛选，改好后重新上传" if read or unread else ""


def _told(one: Kept) -> str:
    hidden, header, sheet = one
    said = []
    if hidden.rows:
        said.append(f"第 {_ranges(hidden.rows)} 行共 {len(hidden.rows)} 行（隐藏的，或者被筛选掉的）")
    if hidden.columns:
        named = (f"{_letters(at)} 列{f'“{header[at]}”' if header[at] else ''}" for at in hidden.columns)
        said.append("、".join(named))
    return f"{f'工作表“{sheet}”' if sheet and said else ''}{'，'.join(said)}"


def _ranges(numbers: Sequence[int]) -> str:
    """`5、7—9`, and 等 where there are many."""
    counter = count()
    runs = [list(run) for _, run in groupby(sorted(numbers), lambda number: number - next(counter))]
    shown = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(shown[:MOST_NAMED]) + ("等" if len(shown) > MOST_NAMED else "")


def _letters(place: int) -> str:
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
