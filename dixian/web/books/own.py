"""The columns a county adds to a ledger in the browser."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.enums import Capability as C
from dixian.foundation.books import api as books
from dixian.foundation.books.enums import ColumnKind
from dixian.web.books.asked import book_asked
from dixian.web.shell.pages import page
from dixian.web.shell.words import free_text


@page(C.PROPOSE_POLICY, methods=("GET", "POST"))
def columns(request: Any, code: str) -> HttpResponse:
    """The ledger's columns and those of the county; POST adds one."""
    of = book_asked(request, code)
    if request.method == "POST":
        made = books.add_column(
            book=of,
            title=free_text(request, "title", called="栏目", longest=20),
            kind=request.POST.get("kind", ""),
            options=free_text(request, "options", called="选项", longest=200),
            post=request.post,
        )
        messages.success(request, f"已加“{made}”这一栏，登记、列表和 Excel 里都有")
        return redirect("book-columns", code)
    values = {
        "book": of,
        "columns": books.columns_of(of),
        "own": books.own_columns(of),
        "kinds": ColumnKind.choices,
    }
    return render(request, "books/columns.html", values)


@page(C.PROPOSE_POLICY, methods=("POST",))
def end(request: Any, code: str, uid: UUID) -> HttpResponse:
    """A column is shown no longer; what was written in it stays."""
    of = book_asked(request, code)
    found = books.BookColumn.objects.filter(book=of.code, uid=uid).first()
    if found is None:
        raise Http404
    books.end_column(column=found, post=request.post)
    messages.success(request, f"“{found}”已停用，填过的内容还留着")
    return redirect("book-columns", code)
