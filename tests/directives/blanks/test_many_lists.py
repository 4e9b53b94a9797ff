"""A superior's long table split among townships: each list is made of the bare table, and is as it would be of the whole."""

import io
from typing import Any

import openpyxl
import pytest

from dixian.directives.blanks.engine.layout import layout_of
from dixian.directives.blanks.engine.spreading import bared, spread

HEAD = ("序号", "村", "户编号", "户主姓名", "是否走访", "人均")


def table(*beneath: tuple[Any, ...]) -> bytes:
    """Thirty households, what the superior counts in each row, and what stands beneath."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    rows = [(at, "东方红村", f"H{at:03}", f"张{at}", None, f"=A{at + 2}*2") for at in range(1, 31)]
    for row in (("排查表",), HEAD, *rows, *beneath):
        book.active.append(row)
    book.active.merge_cells("A1:F1")
    book.save(buffer)
    return buffer.getvalue()


def cells(content: bytes) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


@pytest.mark.parametrize(("beneath", "left"), [((), 3), (((None, "注：只填在家的"),), 33)])
def test_a_list_is_the_same_of_the_bare_table(beneath: tuple[Any, ...], left: int) -> None:
    content = table(*beneath)
    layout = layout_of(content)
    bare, of_bare = bared(content, layout)
    assert openpyxl.load_workbook(io.BytesIO(bare)).active.max_row == left
    lists = [[{2: "上集村", 3: f"S{at}", 4: f"王{at}"} for at in range(many)] for many in (2, 40)]
    for rows in lists:
        assert cells(spread(bare, layout=of_bare, rows=rows)) == cells(
            spread(content, layout=layout, rows=rows)
        )
