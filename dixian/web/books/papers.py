"""A ledger's papers, as Word or PDF: of the rows that are seen, or of one row; noted."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from dixian.foundation.audit.api import record_read
from dixian.foundation.books import api as books
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.papers.api import word_file
from dixian.foundation.policy.api import number
from dixian.web.books.asked import book_asked, chosen, row_asked
from dixian.web.shell.pages import page
from dixian.web.shell.papers import handed_out


@page(methods=("POST",), look_up=True)
def of_list(request: Any, code: str, paper: str) -> HttpResponse:
    """The paper of the rows that are seen. Raises Refusal for none, and for more than may be exported at once."""
    of = book_asked(request, code)
    made = _paper(of, paper, of_one=False)
    most = int(number("export.rows"))
    found = books.narrowed(of, books.rows_of(of, request.post), chosen(request, of)).order_by("id")
    rows = list(found[: most + 1])
    if not rows:
        raise Refusal(f"没有可以写进“{made.title}”的{of.noun}", "换一个筛选条件")
    if len(rows) > most:
        raise Refusal(f"超过 {most} 行，一次生成不了", "先缩小范围，例如按单位分开")
    return _file(request, of, made, rows)


@page(methods=("POST",), look_up=True)
def of_row(request: Any, code: str, uid: UUID, paper: str) -> HttpResponse:
    """The paper of one row."""
    of = book_asked(request, code)
    made = _paper(of, paper, of_one=True)
    return _file(request, of, made, [row_asked(request, of, uid)])


def _paper(of: books.Book, code: str, *, of_one: bool) -> books.BookPaper:
    found = of.paper(code)
    if found is None or found.of_one != of_one:
        raise Http404
    return found


def _file(request: Any, of: books.Book, paper: books.BookPaper, rows: list[Any]) -> HttpResponse:
    uids = [str(one.uid) for one in rows]
    record_read(what=f"生成{paper.title}", subject=of.title, uids=uids, reason=f"生成{paper.title}")
    return handed_out(request, word_file(paper.make(rows, request.post)), f"{paper.title}-{clock.today()}")
