"""A few rows typed or pasted in the browser; they become a workbook like any other, filed and previewed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import span_of
from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.files.api import store
from dixian.foundation.kernel.columns import Column
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.kernel.text import header_key, tidy
from dixian.foundation.sheets.api import write_table
from dixian.warning.submissions import api as submissions
from dixian.web.shell.downloads import XLSX
from dixian.web.shell.pages import page
from dixian.web.submissions.asked import kind_asked
from dixian.web.submissions.month import month_asked

# Rows the grid begins with, and as many as it may grow to when rows are pasted: a longer list is a file.
LINES, MOST_LINES = 20, 200
LONGEST = 200


def grid(request: Any, uid: UUID) -> HttpResponse:
    """The grid with the kind's columns, and in it what was typed where that was refused."""
    kind = _own_kind(request, uid)
    asked = request.POST if request.method == "POST" else request.GET
    columns = submissions.columns_of(kind)
    typed = _typed(request, columns)
    lines = [
        [(f"cell-{line}-{column.code}", column, text) for column, text in zip(columns, cells, strict=True)]
        for line, cells in enumerate(typed[: _shown(typed)])
    ]
    values = {
        "kind": kind,
        "month": month_asked(asked.get("month", "")),
        "headed": [(column, _heads(column)) for column in columns],
        "lines": lines,
        "most": MOST_LINES,
        "longest": LONGEST,
    }
    return render(request, "submissions/typed.html", values)


@page(C.SUBMIT, methods=("GET", "POST"), sealed=("cell-",), refused=grid)
def type_rows(request: Any, uid: UUID) -> HttpResponse:
    """A grid with the kind's columns; POST files what was typed as this month's workbook."""
    if request.method == "GET":
        return grid(request, uid)
    kind = _own_kind(request, uid)
    month, columns = month_asked(request.POST.get("month", "")), submissions.columns_of(kind)
    rows = [cells for cells in _typed(request, columns) if any(cells)]
    if not rows:
        raise Refusal("一行也没有填", "填好再提交；本月确实没有的，报“零报告”")
    content = write_table(title=kind.name, columns=columns, rows=rows)
    stored = store([content], name=f"{kind.name}-手工录入.xlsx", content_type=XLSX, purpose="报送")
    made = submissions.receive(kind=kind, month=month, stored=stored, post=request.post)
    return redirect("batch", made.uid)


def _own_kind(request: Any, uid: UUID) -> submissions.DataKind:
    kind = kind_asked(uid)
    if kind.unit_id not in span_of(request.post).units:
        raise Http404
    return kind


def _typed(request: Any, columns: Sequence[Column]) -> list[list[str]]:
    """The cells of every line the grid can have."""
    return [[_cell(request, line, column.code) for column in columns] for line in range(MOST_LINES)]


def _shown(typed: Sequence[Sequence[str]]) -> int:
    """How many lines stand on the page: what was typed stays there."""
    return max([LINES, *(line for line, cells in enumerate(typed, start=1) if any(cells))])


def _heads(column: Column) -> str:
    """What its header may be called, each as `header_key` writes it."""
    return " ".join(dict.fromkeys(map(header_key, (column.title, *column.aliases, *column.instead))))


def _cell(request: Any, line: int, code: str) -> str:
    return tidy(request.POST.get(f"cell-{line}-{code}", ""))[:LONGEST]
