"""Who stands in a table of households or persons, and what a township has changed in the one it sent back.

Plain values and openpyxl; no database. Runs in a process of its own (`python -m`), since the files come from outside.
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from dixian.directives.blanks.engine.layout import Layout, NotABlank, layout_from, table_in
from dixian.directives.blanks.engine.returned import DOWNLOAD, NotTheSent, require_headers
from dixian.foundation.kernel.apart import answer
from dixian.foundation.kernel.text import name_key, tidy

MEMORY, SECONDS = 1 << 30, 60
# A row: where it stands, column -> value.
Row = dict[str, Any]
Key = tuple[str, ...]


def rows_of(content: bytes, sent: Layout) -> list[Row]:
    """The rows of the sheet that was sent. Raises NotTheSent where its headers are others, or a row says nobody's name."""
    written = openpyxl.load_workbook(io.BytesIO(content))
    if sent.sheet not in written.sheetnames:
        raise NotTheSent(f"文件里没有“{sent.sheet}”这张表", DOWNLOAD)
    found = table_in(written[sent.sheet], sent.kind)
    if found is None:
        raise NotTheSent(f"“{sent.sheet}”里没有户编号、户主或姓名一栏的表头", DOWNLOAD)
    if found.place != sent.place:
        raise NotTheSent(f"“{sent.sheet}”的栏目换了位置", f"不增减栏目，不改表头；{DOWNLOAD}")
    require_headers(found, vars(sent))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[sent.sheet]
    _require_named(found, values)
    columns = {*sent.columns, sent.place}
    return [
        {
            "line": line,
            "values": {column: _kept(values.cell(line, column).value) for column in sorted(columns)},
        }
        for line in found.rows
    ]


def _require_named(found: Layout, sheet: Any) -> None:
    """Raises NotTheSent for a row above the totals with something in it and nobody's name."""
    last = found.total or max(found.rows, default=found.first - 1) + 1
    for line in range(found.first, last):
        said = [column for column in found.columns if tidy(sheet.cell(line, column).value)]
        if said and line not in found.rows:
            at = f"“{found.sheet}”第 {line} 行 {get_column_letter(found.place)} 列"
            raise NotTheSent(f"{at}是空的，不知道是谁", "写上编号或姓名；不是一行资料的删掉")


def compared(layout: Layout, sent: Sequence[Row], back: Sequence[Row]) -> dict[str, Any]:
    """What came back beside what was sent: each row with the place of its own among those sent (None: added), who is missing or added,
    and what stood there and is something else now: who, column, before, after."""
    by = _columns_of_key(layout, sent)
    before = dict(zip(_keys(by, sent), range(len(sent)), strict=True))
    rows: list[tuple[int | None, dict[int, Any]]] = []
    changed: list[tuple[str, int, str, str]] = []
    for key, row in zip(_keys(by, back), back, strict=True):
        own = before.pop(key, None)
        rows.append((own, row["values"]))
        if own is not None:
            changed += _changes(called(layout, row), sent[own]["values"], row["values"])
    added = [called(layout, row) for row, (own, _) in zip(back, rows, strict=True) if own is None]
    filled = any(
        tidy(value) and not tidy(sent[own]["values"][column])
        for own, values in rows
        if own is not None
        for column, value in values.items()
    )
    missing = [called(layout, sent[at]) for at in sorted(before.values())]
    return {"rows": rows, "missing": missing, "added": added, "changed": changed, "filled": filled}


def called(layout: Layout, row: Row) -> str:
    """How a row is spoken of: its name, else its number, and its village."""
    values = row["values"]
    at = (layout.beside.get("name"), layout.beside.get("head"), layout.place)
    name = next((told for column in at if column and (told := tidy(values.get(column)))), "")
    village = tidy(values.get(layout.beside.get("village", 0)))
    return f"{name}（{village}）" if village else name


def _columns_of_key(layout: Layout, sent: Iterable[Row]) -> tuple[int, ...]:
    """The column of numbers where everybody has one, else those of the name and what tells namesakes apart."""
    number = layout.beside.get("number")
    if number and all(tidy(row["values"].get(number)) for row in sent):
        return (number,)
    return tuple(at for one in ("name", "head", "village") if (at := layout.beside.get(one)))


def _keys(by: Sequence[int], rows: Sequence[Row]) -> list[tuple[Key, int]]:
    """What each row is found by: the second of one name is the second also where it came back."""
    seen: Counter[Key] = Counter()
    found = []
    for row in rows:
        key = tuple(name_key(str(row["values"].get(at) or "")) for at in by)
        seen[key] += 1
        found.append((key, seen[key]))
    return found


def _changes(
    who: str, before: Mapping[int, Any], after: Mapping[int, Any]
) -> list[tuple[str, int, str, str]]:
    return [
        (who, column, _text(value), _text(after[column]))
        for column, value in before.items()
        if tidy(value) and tidy(value) != tidy(after[column])
    ]


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _kept(value: Any) -> Any:
    """Plain values: what else a cell may hold is text."""
    return (
        value
        if value is None or isinstance(value, str | int | float)
        else str(value).removesuffix(" 00:00:00")
    )


def told(given: Mapping[str, Any]) -> Any:
    """layout; content: the rows of one workbook. Or parts: for each (sent, came back or None), both compared."""
    layout = layout_from(given["layout"])
    try:
        if "content" in given:
            return {"rows": rows_of(given["content"], layout)}
        found = []
        for sent, back in given["parts"]:
            rows = rows_of(sent, layout)
            found.append(compared(layout, rows, rows if back is None else rows_of(back, layout)))
        return {"parts": found}
    except NotTheSent as problem:
        return {"wrong": problem.args}
    except NotABlank as problem:
        return {"wrong": (str(problem), DOWNLOAD)}


if __name__ == "__main__":
    answer(told, memory=MEMORY, seconds=SECONDS)
