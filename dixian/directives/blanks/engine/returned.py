"""A workbook that came back: the row of a unit in it, found by what stands there; whatever is not as it was sent is refused.

Plain values and openpyxl; no database. Runs in a process of its own (`python -m`), since the file comes from outside.
"""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from dixian.directives.blanks.engine.layout import Layout, table_in
from dixian.foundation.kernel.apart import answer
from dixian.foundation.kernel.text import tidy

MEMORY, SECONDS = 1 << 30, 20
DOWNLOAD = "下载本单位的那一份，在上面填，再上传"


class NotTheSent(Exception):
    """No workbook that was sent out: what is wrong where, and what to do."""


def values_in(
    content: bytes, *, sent: Mapping[str, Any], original: bytes, name: str, which: int, of: int
) -> dict[str, Any]:
    """The row of `name` and its values by column: where it stands now, whatever was put in or deleted around it.

    sent: the layout as it went out; original: the superior's workbook; which, of: which of how many rows of that name. Raises
    NotTheSent, also where something is said for another's row, which would be lost.
    """
    sheet = sent["sheet"]
    written = openpyxl.load_workbook(io.BytesIO(content))
    if sheet not in written.sheetnames:
        raise NotTheSent(f"文件里没有“{sheet}”这张表", DOWNLOAD)
    found = table_in(written[sheet], sent.get("kind", ""))
    if found is None:
        raise NotTheSent(f"“{sheet}”里没有单位一栏的表头", DOWNLOAD)
    require_headers(found, sent)
    rows = [row for row, told in found.rows.items() if tidy(told) == tidy(name)]
    place = get_column_letter(found.place)
    if not rows:
        raise NotTheSent(f"“{sheet}”{place}列里没有“{name}”这一行", f"把本单位的行补上，{place}列写“{name}”")
    if len(rows) != of:
        at = "、".join(str(row) for row in rows)
        raise NotTheSent(
            f"“{sheet}”里“{name}”有 {len(rows)} 行（第 {at} 行），发出的是 {of} 行", "只留发出时有的行"
        )
    _refuse_others(written[sheet], found, sent, openpyxl.load_workbook(io.BytesIO(original))[sheet], name)
    row = rows[which]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[sheet]
    cells = {column: values.cell(row, int(column)).value for column in sent["columns"]}
    return {"row": row, "values": {str(column): _text(value) for column, value in cells.items()}}


def require_headers(found: Layout, sent: Mapping[str, Any]) -> None:
    """Raises NotTheSent for the first column that is another than was sent, with where it stands."""
    # Whether a township left a formula of the superior's or wrote over it, the header is the one that was sent.
    before = {
        int(column): str(title) for column, title in {**sent["columns"], **sent.get("counted", {})}.items()
    }
    after = {**found.columns, **found.counted}
    for column in sorted({*before, *after, found.place, sent["place"]}):
        titles = [
            "单位" if column == place else columns.get(column, "")
            for place, columns in ((sent["place"], before), (found.place, after))
        ]
        if tidy(titles[0]) != tidy(titles[1]):
            sent_as, now = (f"“{one}”" if one else "空的" for one in titles)
            raise NotTheSent(
                f"“{sent['sheet']}”第 {found.first - 1} 行 {get_column_letter(column)} 列的表头是{now}，"
                f"发出的是{sent_as}",
                f"不增减栏目，不改表头；{DOWNLOAD}",
            )


def _refuse_others(sheet: Any, found: Layout, sent: Mapping[str, Any], original: Any, name: str) -> None:
    """Raises NotTheSent for the first row of another unit in which something stands that the superior hadn't written."""
    before: dict[tuple[str, str], set[str]] = {}
    for line, told in sent["rows"].items():
        for column in sent["columns"]:
            cell = original.cell(int(line), int(column))
            before.setdefault((tidy(told), str(column)), set()).add(_text(cell.value))
    for row, told in found.rows.items():
        for column in sent["columns"] if tidy(told) != tidy(name) else ():
            said = _text(sheet.cell(row, int(column)).value)
            if said and said not in before.get((tidy(told), str(column)), set()):
                where = f"“{sheet.title}”第 {row} 行 {get_column_letter(int(column))} 列"
                raise NotTheSent(
                    f"{where}在“{told}”的行里填了“{said}”，这一份只收“{name}”的",
                    f"删去“{told}”行里填的再上传；“{told}”的在它自己的那一份里报",
                )


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


if __name__ == "__main__":

    def _told(given: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return values_in(**given)
        except NotTheSent as problem:
            return {"wrong": problem.args}

    answer(_told, memory=MEMORY, seconds=SECONDS)
