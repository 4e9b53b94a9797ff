"""A ledger and Excel: the template, a workbook previewed and taken in, its rejected rows given back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.audit.api import record_read
from dixian.foundation.books import api as books
from dixian.foundation.files.api import content_of
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.sheets.api import (
    Clean,
    MissingColumns,
    Problem,
    RawRow,
    Reading,
    clean_rows,
    first_words,
    read_table,
    rejected_workbook,
    remarks,
)
from dixian.foundation.sheets.api import template as empty_workbook
from dixian.web.books.asked import book_asked
from dixian.web.books.second_columns import filled_beside, second_columns
from dixian.web.shell.downloads import workbook
from dixian.web.shell.pages import day_of, page
from dixian.web.shell.uploads import file_again, sent_file, upload_of

MOST_SHOWN, MOST_LINES = 200, 20


@dataclass(frozen=True)
class Sent:
    """A workbook that was read: its rows that could be taken, and why others could not, by row number."""

    table: Reading
    rows: list[tuple[int, dict[str, Any]]]
    rejected: list[tuple[RawRow, str]]


@page()
def template(request: Any, code: str) -> HttpResponse:
    """The ledger as an empty workbook."""
    of = book_asked(request, code)
    content = empty_workbook(title=of.title, columns=books.all_columns(of))
    return workbook(content, f"{of.title}-模板.xlsx")


def _read(request: Any, code: str) -> Sent:
    """Read outside the transaction, so that a large workbook holds up nobody."""
    of = book_asked(request, code)
    request.post.require(of.write)
    known = file_again(request, _purpose(of))
    content, name = (known, known.name) if known else (upload_of(request).content, upload_of(request).name)
    once = _said_once(request, of)
    columns = [replace(one, required=one.required and one.code not in once) for one in books.all_columns(of)]
    # The header of a second column names the first where no other does.
    first = [one for one in columns if one.code not in of.seconds.values()]
    try:
        table = read_table(content_of(content), name=name or "未命名", columns=first)
    except MissingColumns as missing:
        raise _say_once(missing, of, once) from None
    rows, rejected = [], []
    filled_up = filled_beside(table, columns, of.seconds)
    # A row that is given back is given back as it came.
    came = {} if filled_up is table else {row.number: row for row in table.rows}
    for one in clean_rows(filled_up, columns):
        if isinstance(one, Clean):
            filled = {code: day for code, day in once.items() if one.values[code] is None}
            rows.append((one.row.number, {**one.values, **filled}))
        else:
            row = came.get(one.row.number, one.row)
            rejected.append((row, "；".join(map(_told, one.problems))))
    return Sent(table, rows, rejected)


def _told(problem: Problem) -> str:
    """What is wrong with a cell, with the name of its column."""
    named = "" if problem.column in problem.message else f"“{problem.column}”"
    return f"{named}{problem.message}，{problem.remedy}"


def _said_once(request: Any, of: books.Book) -> dict[str, date]:
    """The days said for the whole file, by column."""
    return {code: day_of(request, code) for code in of.once if request.POST.get(code)}


def _say_once(missing: MissingColumns, of: books.Book, once: Mapping[str, date]) -> Refusal:
    """Where all that is missing may be said once, the refusal says so."""
    may = [
        one.title
        for one in books.all_columns(of)
        if one.code in of.once and one.code not in (*once, *missing.mapping)
    ]
    if not (may and missing.mapping):
        return missing
    return Refusal(
        missing.message, f"整份表是同一天的，上传时填“{'、'.join(may)}”就不用这一栏。{missing.remedy}"
    )


@page(methods=("POST",), files=("file",), prepare=_read)
def load(request: Any, code: str) -> HttpResponse:
    """First with a file: what it would do. Then with its number: it is done."""
    of, sent = book_asked(request, code), request.prepared
    known = file_again(request, _purpose(of))
    stored = known or sent_file(request, purpose=_purpose(of))
    plan = books.planned(book=of, rows=sent.rows, post=request.post)
    if known:
        if not (plan.new or plan.changed or plan.done):
            raise Refusal("文件里没有可以导入的行", "改好问题行再上传")
        books.apply(book=of, plan=plan, post=request.post)
        left = len(plan.problems) + len(sent.rejected)
        messages.success(
            request,
            "已导入："
            + "，".join(f"{what} {count}" for what, count in [*_counted(of, plan), ("退回", left)]),
        )
        return redirect("book", code)
    problems = _problems(sent, plan)
    values = {
        "book": of,
        "plan": plan,
        "counted": _counted(of, plan),
        "total": len(sent.rows) + len(sent.rejected),
        "problems": problems[:MOST_SHOWN],
        "beside": _beside(of, sent.table),
        "problem_count": len(problems),
        "stored": stored,
        "once": _said_once(request, of),
    }
    return render(request, "books/preview.html", values)


@page(methods=("POST",), look_up=True)
def rejected(request: Any, code: str) -> HttpResponse:
    """The rows of a previewed workbook that can't be taken, as they came, with the reason; noted."""
    of = book_asked(request, code)
    request.post.require(of.write)
    known = file_again(request, _purpose(of))
    if known is None:
        raise Refusal("没有说明是哪个文件", "重新上传文件")
    sent = _read(request, code)
    plan = books.planned(book=of, rows=sent.rows, post=request.post)
    why = dict(plan.problems)
    lines = [(row, why[row.number]) for row in sent.table.rows if row.number in why]
    record_read(what=f"下载{of.title}退回行", subject=of.title, uids=[str(known.uid)], reason="改正退回的行")
    content = rejected_workbook(reading=sent.table, rejected=[*sent.rejected, *lines])
    return workbook(content, f"{of.title}-退回行.xlsx")


def _counted(of: books.Book, plan: books.Plan) -> list[tuple[str, int]]:
    """What the rows that are taken do. A verb stands only where a file takes one."""
    done = [(of.states.step(of.loads).label, len(plan.done))] if of.loads else []
    return [("新增", len(plan.new)), *done, ("更正", len(plan.changed)), ("没有变化", plan.known)]


def _problems(sent: Sent, plan: books.Plan) -> list[str]:
    found = [*((row.number, why) for row, why in sent.rejected), *plan.problems]
    unread = [f"{one.sentence()}，要导入的另存为一个文件" for one in sent.table.unread]
    return [*unread, *(f"{sent.table.at(number)}：{why}" for number, why in sorted(found))]


def _beside(of: books.Book, table: Reading) -> list[str]:
    """What of the file becomes no row: columns nobody knows, what is hidden, lines such as 合计."""
    read = {*table.mapping.values(), *(at for places in table.twice.values() for at in places)}
    # What the ledger counts itself stands in its own workbook and is not read back.
    ours = {"状态", *(one.title for one in books.shown_columns(of))}
    next_best = second_columns(table, books.all_columns(of))
    columns = "、".join(
        f"“{title}”"
        for at, title in enumerate(table.header)
        if title and at not in read and title not in ours and at not in next_best.values()
    )
    titles = {one.code: one.title for one in books.all_columns(of)}
    lines = [f"{table.at(one.number)}“{first_words(one.cells)}”" for one in table.below]
    more = f"等 {len(lines)} 行" if len(lines) > MOST_LINES else ""
    told = (
        columns and f"没有读的栏：{columns}，不是这本台账的栏目；要的先在“栏目”里加上",
        *(_second(of, titles, table.header[at], code) for code, at in next_best.items()),
        remarks(table, books.all_columns(of)),
        lines and f"没有当作数据的行：{'、'.join(lines[:MOST_LINES])}{more}",
    )
    return [one for one in told if one]


def _second(of: books.Book, titles: Mapping[str, str], header: str, code: str) -> str:
    """What becomes of a second header for a column."""
    if code in of.seconds:
        return f"“{header}”记为“{titles[of.seconds[code]]}”；“{titles[code]}”空着的行，由它作{titles[code]}"
    return f"“{header}”只在“{titles[code]}”空着的行里读"


def _purpose(of: books.Book) -> str:
    return f"导入{of.title}"[:40]
